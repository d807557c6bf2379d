"""One invented plan as Word, PDF, web page and text: what every reader must read the same.

临江市 in 澄江省 is invented, and so are all its figures and papers. ``PLAN`` is the one description; the
makers below only give it the form of a format, with the furniture that such files have.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

TITLE = "临江市“十四五”知识产权保护和运用规划"
HEADS = ["序号", "指标", "2020年基期值", "2025年目标值", "属性", "责任单位"]


class Piece(Struct, frozen=True):
    """A paragraph (``level`` 1 and 2 are headings), a line of the table of contents, or a table."""

    kind: Literal["title", "paragraph", "heading", "contents", "table", "box"]
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def _text(text: str) -> Piece:
    return Piece("paragraph", text)


def _head(text: str, level: int) -> Piece:
    return Piece("heading", text, level)


_ROWS = (
    ("1", "每万人口高价值发明专利拥有量（件）", "3.12", "6.5", "预期性", "市市场监管局、市科技局"),
    ("2", "PCT国际专利年申请量（件）", "42", "80", "预期性", "市市场监管局"),
    ("3", "有效注册商标总量（件）", "18650", "30000", "预期性", "市市场监管局"),
    ("4", "地理标志产品和商标总量（件）", "9", "14", "预期性", "市市场监管局、市农业农村局"),
    ("5", "作品著作权年登记量（件）", "1200", "3600", "预期性", "市委宣传部"),
    ("6", "知识产权质押融资年登记金额（亿元）", "1.85", "5", "预期性", "市市场监管局、市金融服务中心"),
    ("7", "专利密集型产业增加值占地区生产总值比重（%）", "7.4", "9.6", "预期性", "市统计局"),
    ("8", "知识产权保护社会满意度（分）", "78.3", "85", "约束性", "市市场监管局"),
)

PLAN: tuple[Piece, ...] = (
    Piece("title", TITLE),
    _text("目 录"),
    Piece("contents", "一、发展基础"),
    Piece("contents", "二、总体要求"),
    Piece("contents", "（一）指导思想"),
    Piece("contents", "（二）主要目标"),
    Piece("contents", "三、重点任务"),
    Piece("contents", "四、保障措施"),
    _text(
        "为加快建设知识产权强市，充分发挥知识产权制度对创新发展的保障作用，依据《知识产权强国建设纲要（2021—2035年）》"
        "《“十四五”国家知识产权保护和运用规划》（国发〔2021〕20号）《澄江省“十四五”知识产权规划》（澄政发〔2021〕31号）"
        "和《临江市国民经济和社会发展第十四个五年规划纲要》，结合我市实际，制定本规划。规划期为2021—2025年。"
    ),
    _head("一、发展基础", 1),
    _text(
        "“十三五”期间，全市知识产权事业稳步前进。截至2020年底，有效发明专利拥有量1460件，比2015年增长86.3%；"
        "PCT国际专利申请累计153件；有效注册商标18650件，年均增长21.5%。专利质押融资登记金额由2016年的0.32亿元增加到"
        "2020年的1.85亿元。建成市级维权援助工作站11家，办理专利侵权纠纷案件74件。"
    ),
    _text("同时也要看到，高价值专利数量偏少，专业服务机构不足，县区之间发展不够均衡，企业海外布局意识仍然薄弱。"),
    _head("二、总体要求", 1),
    _head("（一）指导思想", 2),
    _text(
        "深入贯彻创新驱动发展战略，以推动高质量发展为主题，统筹知识产权创造、运用、保护、管理和服务全链条工作，"
        "为建设现代化滨江城市提供有力支撑。"
    ),
    _head("（二）主要目标", 2),
    _text(
        "到2025年，全市知识产权综合实力进入全省前列，每万人口高价值发明专利拥有量达到6.5件，知识产权质押融资年登记金额"
        "达到5亿元，专利密集型产业增加值占地区生产总值比重达到9.6%，知识产权保护社会满意度达到85分以上。"
    ),
    _text("表1 临江市“十四五”知识产权发展主要指标"),
    Piece("table", rows=(tuple(HEADS), *_ROWS)),
    _head("三、重点任务", 1),
    _head("（一）加强知识产权保护", 2),
    _text(
        "1.健全行政执法机制。开展重点领域专项行动，每年组织联合执法不少于4次，完善线索通报、案件移送和信息共享制度。"
        "（市市场监管局牵头，市公安局、市文化广电旅游局、临江海关按职责分工负责）"
    ),
    _text(
        "2.完善多元纠纷解决。建设2个知识产权纠纷人民调解委员会，推广调解协议司法确认，到2025年调解成功率达到60%以上。"
        "（市司法局牵头，市中级人民法院、市市场监管局按职责分工负责）"
    ),
    _head("（二）促进知识产权转化运用", 2),
    _text(
        "3.拓展金融服务。完善质押融资风险补偿办法，鼓励银行、保险、担保机构开发专属产品，五年累计服务中小企业300家（次）。"
        "（市金融服务中心牵头，市市场监管局、人民银行临江市分行按职责分工负责）"
    ),
    Piece("box", "专栏1 高价值专利培育工程"),
    Piece("box", "围绕新型船舶、绿色化工、智能装备三个产业链，培育高价值专利组合15个，建设产业专利数据库3个。"),
    Piece("box", "支持临江学院等高校开展专利申请前评估，转让许可专利200件以上。"),
    _head("四、保障措施", 1),
    _text("（一）加强组织领导。市知识产权工作领导小组统筹推进规划实施，各县（市、区）人民政府将主要任务列入年度计划。"),
    _text("（二）加大经费投入。市级财政每年安排专项资金，重点支持创造激励、保护维权和人才培养。"),
    _text("（三）强化监测评估。建立规划实施年度监测、中期评估和终期总结制度，评估结果向社会公开。"),
)

_FONT = "STSong-Light"
_CSS = """
@page { size: A4; margin: 30mm 26mm 28mm 28mm }
body { font-family: 'Noto Serif CJK SC', serif; font-size: 16px; line-height: 2 }
#article h1 { font-size: 24px; text-align: center } #article h2, #article h3 { font-size: 16px }
#article p { text-indent: 2em; margin: 0 } p.contents { text-indent: 0 }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid #000; padding: 4px; line-height: 1.4 }
nav, header, footer { display: block } @media print { nav, header, footer, .crumbs, .share, .related { display: none } }
"""


def to_text(plan: tuple[Piece, ...] = PLAN) -> str:
    """The plan as text: a line a paragraph, tabs between cells."""
    lines = []
    for piece in plan:
        if piece.kind == "table":
            lines += ["\t".join(row) for row in piece.rows]
        else:
            lines.append(piece.text)
    return "\n".join(lines) + "\n"


def to_html(plan: tuple[Piece, ...] = PLAN, *, charset: str = "utf-8") -> bytes:
    """The plan as a page of a government's site, with what such sites put around it."""
    parts = []
    boxes: list[str] = []
    for piece in (*plan, Piece("paragraph")):
        if boxes and piece.kind != "box":
            parts.append(f"<table><tr><td>{''.join(boxes)}</td></tr></table>")
            boxes = []
        text = escape(piece.text)
        if piece.kind == "box":
            boxes.append(f"<p>{text}</p>")
        elif piece.kind == "table":
            parts.append(_html_table(piece.rows))
        elif piece.kind in ("title", "heading"):
            tag = f"h{piece.level + 1}"
            parts.append(f"<{tag}>{text}</{tag}>")
        elif text:
            parts.append(f'<p class="{piece.kind}">{text}</p>')
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{TITLE} - 临江市人民政府门户网站</title>
<meta name="ArticleTitle" content="{TITLE}"><style>{_CSS}</style><script>var 统计 = "不是正文";</script></head><body>
<header class="header"><a href="/">临江市人民政府</a></header>
<nav><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></nav>
<div class="wrap"><div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/gh">规划计划</a></div>
<div id="article">{"".join(parts)}</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="related"><h4>相关文章</h4><ul><li><a href="/1">图解规划</a></li>
<li><a href="/2">专家解读</a></li></ul></div></div>
<footer class="footer">主办：临江市人民政府办公室　版权所有　备案号：澄ICP备0000001号</footer></body></html>"""
    return page.encode("gb18030" if charset.startswith("gb") else charset)


def _html_table(rows: tuple[tuple[str, ...], ...]) -> str:
    lines = []
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        lines.append("<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>")
    return f"<table border='1'>{''.join(lines)}</table>"


def to_docx(plan: tuple[Piece, ...] = PLAN) -> bytes:
    """The plan as a Word file with heading styles, a header and a page number."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "临江市人民政府文件"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    boxes: list[str] = []
    for piece in (*plan, Piece("paragraph")):
        if boxes and piece.kind != "box":
            cell = document.add_table(rows=1, cols=1).cell(0, 0)
            cell.paragraphs[0].text = boxes[0]
            for text in boxes[1:]:
                cell.add_paragraph(text)
            boxes = []
        if piece.kind == "box":
            boxes.append(piece.text)
        elif piece.kind == "title":
            document.add_paragraph(piece.text, style="Title")
        elif piece.kind == "heading":
            document.add_heading(piece.text, piece.level)
        elif piece.kind == "contents":
            document.add_paragraph(f"{piece.text}\t3")
        elif piece.kind == "table":
            table = document.add_table(rows=0, cols=len(piece.rows[0]), style="Table Grid")
            for row in piece.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif piece.text:
            paragraph = document.add_paragraph(piece.text)
            shading = OxmlElement("w:ind")
            shading.set(qn("w:firstLineChars"), "200")
            paragraph.paragraph_format.element.get_or_add_pPr().append(shading)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def to_pdf(plan: tuple[Piece, ...] = PLAN) -> bytes:
    """The plan as a PDF of reportlab, with running heads and page numbers; the table goes over a page's end."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    body = ParagraphStyle("body", fontName=_FONT, fontSize=15, leading=27, firstLineIndent=30, wordWrap="CJK")
    flat = ParagraphStyle("flat", parent=body, firstLineIndent=0)
    small = ParagraphStyle("small", parent=flat, fontSize=11, leading=15)
    title = ParagraphStyle("title", parent=flat, fontSize=22, leading=34, alignment=1, spaceAfter=20)
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    flow: list[Flowable] = []
    boxes: list[Flowable] = []
    for piece in (*plan, Piece("paragraph")):
        if boxes and piece.kind != "box":
            flow.append(Table([[boxes]], colWidths=[440], style=grid[:1]))
            boxes = []
        text = escape(piece.text)
        if piece.kind == "box":
            boxes.append(Paragraph(text, body))
        elif piece.kind == "table":
            cells = [[Paragraph(escape(cell), small) for cell in row] for row in piece.rows]
            flow.append(Table(cells, colWidths=[34, 130, 62, 62, 50, 102], style=grid, repeatRows=1))
        elif piece.kind == "contents":
            flow.append(Paragraph(f"{text}{'…' * 12}3", flat))
        elif text:
            flow.append(Paragraph(text, title if piece.kind == "title" else body))

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont(_FONT, 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, "临江市人民政府文件")
        canvas.drawCentredString(A4[0] / 2, 36, f"— {document.page} —")

    stream = io.BytesIO()
    margins = {"leftMargin": 78, "rightMargin": 76, "topMargin": 80, "bottomMargin": 78}
    made = SimpleDocTemplate(stream, pagesize=A4, invariant=1, title=TITLE, **margins)
    made.build(flow, onFirstPage=furniture, onLaterPages=furniture)
    return stream.getvalue()


def to_print(page: bytes) -> bytes | None:
    """A web page as the PDF that a browser prints; None where no browser is at hand."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "plan.html"), Path(folder, "plan.pdf")
        source.write_bytes(page)
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        subprocess.run(
            [*command, f"--print-to-pdf={target}", source.as_uri()], capture_output=True, timeout=90, check=False
        )
        return target.read_bytes() if target.exists() else None
