"""Word files: what Word shows is what is read."""

from __future__ import annotations

import pytest

from checker.reading.numerals import FORMATS, chinese
from tests.reading.support import STRICT, even, p, paragraphs, r, read, rows, tbl, tc, word


def level(index: int, form: str, text: str) -> str:
    shape = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{index}">{shape}</w:lvl>'


def numbered(number: int, index: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "第%1章")
    + level(1, "decimal", "%1.%2")
    + level(2, "bullet", "\uf06c")
    + level(3, "decimalEnclosedCircleChinese", "%4")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_automatic_numbers_stand_in_the_text() -> None:
    body = "".join(
        [
            p("发展基础", numbered(1, 0)),
            p("主要成效", numbered(1, 1)),
            p("创造能力", numbered(1, 2)),
            p("保护能力", numbered(1, 2)),
            p("面临形势", numbered(1, 1)),
            p("机遇", numbered(1, 2)),
            p("重点任务", numbered(1, 0)),
            p("加强保护", numbered(1, 1)),
            p("无编号", numbered(0, 0)),
        ]
    )
    assert paragraphs(read(word(body, numbering=NUMBERING), "a.docx")) == [
        "一、发展基础", "（一）主要成效", "1.创造能力", "2.保护能力", "（二）面临形势", "1.机遇",
        "二、重点任务", "（一）加强保护", "无编号",
    ]  # fmt: skip


def test_other_forms_of_numbers() -> None:
    body = "".join(
        [
            p("总则", numbered(2, 0)),
            p("范围", numbered(2, 1)),
            p("要点", numbered(2, 2)),
            p("细目", numbered(2, 3)),
            p("", numbered(2, 1)),  # an empty paragraph of a list counts in Word too
            p("期限", numbered(2, 1)),
            p("甲", numbered(1, 2)),
            p("乙", numbered(3, 2)),
        ]
    )
    assert paragraphs(read(word(body, numbering=NUMBERING), "a.docx")) == [
        "第1章 总则", "1.1 范围", "要点", "① 细目", "1.3 期限", "1.甲", "1.乙",
    ]  # fmt: skip


def test_numbers_that_styles_give() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/>'
        f"{numbered(1, 0)}</w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="h1"/></w:style>'
    )
    body = p("基础", '<w:pStyle w:val="h1"/>') + p("要求", '<w:pStyle w:val="own"/>') + p("正文")
    document = read(word(body, styles=styles, numbering=NUMBERING), "a.docx")
    assert paragraphs(document) == ["一、基础", "二、要求", "正文"]
    assert [block.level for block in document.blocks] == [1, 1, None]


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (100, "一百"), (101, "一百零一"),
     (110, "一百一十"),
     (1001, "一千零一"), (1010, "一千零一十"), (12345, "一二三四五")],
)  # fmt: skip
def test_chinese_numbers(number: int, text: str) -> None:
    assert chinese(number) == text


def test_rows_of_signs() -> None:
    shown = {form: [FORMATS[form](number) for number in (1, 3, 12)] for form in FORMATS}
    assert shown["ideographTraditional"] == ["甲", "丙", "12"]
    assert shown["chineseLegalSimplified"] == ["壹", "叁", "壹拾贰"]
    assert shown["upperRoman"] == ["I", "III", "XII"]
    assert shown["lowerLetter"] == ["a", "c", "l"]
    assert shown["decimalEnclosedParen"] == ["⑴", "⑶", "⑿"]


def test_changes_are_accepted() -> None:
    body = (
        f"<w:p>{r('到2025年达到')}<w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins>{r('6')}</w:ins>{r('件。')}</w:p>"
        + p("前半句", "<w:rPr><w:del/></w:rPr>")
        + p("后半句。")
        + f"<w:p><w:moveFrom>{r('旧处')}</w:moveFrom></w:p><w:p><w:moveTo>{r('新处')}</w:moveTo></w:p>"
        + tbl([tc("甲"), tc("乙")], [tc("丙"), tc("丁")]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    )
    document = read(word(body), "a.docx")
    assert paragraphs(document) == ["到2025年达到6件。", "前半句后半句。", "新处"]
    assert rows(document) == [["丙", "丁"]]


STYLED = '<w:rStyle w:val="v"/>'
NOT_HIDDEN = '<w:vanish w:val="0"/>'


def test_hidden_text_and_fields() -> None:
    styles = '<w:style w:type="character" w:styleId="v"><w:rPr><w:vanish/></w:rPr></w:style>'
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = (
        f"<w:p>{r('看得见')}{r('看不见', '<w:vanish/>')}{r('也看不见', STYLED)}{r('又见', NOT_HIDDEN)}</w:p>"
        f"<w:p>{r('一、发展基础')}<w:r><w:tab/></w:r>{field.format('begin')}"
        "<w:r><w:instrText>PAGEREF _1</w:instrText></w:r>"
        f"{field.format('separate')}{r('3')}{field.format('end')}</w:p>"
        f"<w:p>{field.format('begin')}<w:r><w:instrText>REF x</w:instrText></w:r>{field.format('separate')}{r('结果')}"
        f"{field.format('end')}</w:p>"
    )
    assert paragraphs(read(word(body, styles=styles), "a.docx")) == ["看得见又见", "一、发展基础", "结果"]


def test_signs_and_breaks() -> None:
    body = (
        "<w:p>"
        + r("甲")
        + "<w:r><w:softHyphen/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t><w:br/>"
        + "<w:t>丁</w:t><w:tab/><w:t>戊</w:t></w:r>"
        + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>85</w:t>'
        + '<w:sym w:font="Wingdings" w:char="F099"/></w:r></w:p>'
    )
    document = read(word(body), "a.docx")
    assert paragraphs(document) == ["甲乙-丙", "丁 戊≥85"]
    assert [block.paragraph for block in document.blocks] == [1, 1]


def test_text_boxes_once_and_footnotes_at_the_end() -> None:
    box = f"<w:txbxContent>{p('专栏1 工程')}{p('内容')}</w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        + r("正文")
        + f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        + "</mc:AlternateContent></w:r>"
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + r("继续。")
        + "</w:p>"
        + p("最后。")
    )
    notes = f'<w:footnote w:id="1">{p("没有引用")}</w:footnote><w:footnote w:id="2">{p("注释。")}</w:footnote>'
    document = read(word(body, footnotes=notes), "a.docx")
    assert paragraphs(document) == ["正文继续。", "专栏1 工程", "内容", "最后。", "注释。"]
    assert [block.paragraph for block in document.blocks] == [1, 2, 3, 4, None]


def test_merged_cells_once_and_columns_in_line() -> None:
    table = tbl(
        [tc("指标", '<w:gridSpan w:val="2"/>'), tc("2025年")],
        [tc("创造", '<w:vMerge w:val="restart"/>'), tc("专利（件）"), tc("6.5")],
        [tc("", "<w:vMerge/>"), tc(p("商标") + p("（件）")), tc("300")],
    )
    document = read(word(p("前") + table + p("后")), "a.docx")
    assert rows(document) == [["指标", "", "2025年"], ["创造", "专利（件）", "6.5"], ["", "商标 （件）", "300"]]
    assert even(document) == "前\n指标\t\t2025年\n创造\t专利(件)\t6.5\n\t商标(件)\t300\n后\n"
    assert {block.table for block in document.blocks} == {None, 0}


def test_a_box_is_paragraphs_and_tables_nest() -> None:
    inner = tbl([tc("甲"), tc("乙")])
    body = tbl([tc(p("专栏1") + p("第一项。"))], [tc(p("第二项。") + inner)]) + tbl([tc("外"), tc(p("格") + inner)])
    document = read(word(body), "a.docx")
    assert paragraphs(document) == ["专栏1", "第一项。", "第二项。"]
    assert rows(document) == [["甲", "乙"], ["外", "格"], ["甲", "乙"]]
    assert [block.table for block in document.blocks] == [None, None, None, 0, 1, 2]


def test_content_controls_and_strict_files() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format(p("控件里的段落")) + f"<w:p>{control.format(r('行内控件'))}</w:p>"
    assert paragraphs(read(word(body), "a.docx")) == ["控件里的段落", "行内控件"]
    assert paragraphs(read(word(body, space=STRICT), "a.docx")) == ["控件里的段落", "行内控件"]


def test_what_is_not_read_is_said() -> None:
    picture = "<w:p><w:r><w:drawing><a:blip xmlns:a='http://a'/></w:drawing></w:r></w:p>"
    document = read(word(p("正文") + picture * 2 + "<w:altChunk/>"), "a.docx")
    assert document.notes == ("有 2 张图片，图里的文字没有读", "有 1 处嵌入的图表或文件，里面的文字没有读")


def test_external_targets_are_left_alone() -> None:
    relations = (
        '<Relationships><Relationship Id="x" Type="http://x/styles" TargetMode="External" Target="http://localhost/s"/>'
        '<Relationship Id="y" Type="http://x/attachedTemplate" TargetMode="External" Target="file:///etc/hostname"/></Relationships>'
    )
    content = word(p("正文"))
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        new.writestr("word/document.xml", old.read("word/document.xml"))
        new.writestr("word/_rels/document.xml.rels", relations)
    assert paragraphs(read(stream.getvalue(), "a.docx")) == ["正文"]


def test_cells_that_go_on_from_the_row_above_are_marked() -> None:
    table = tbl(
        [tc("指标"), tc("属性"), tc("责任单位", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>")],
        [tc("专利"), tc("预期性", '<w:vMerge w:val="restart"/>'), tc("县局"), tc("")],
        [tc("商标"), tc("", "<w:vMerge/>"), tc(""), tc("")],
    )
    document = read(word(table), "a.docx")
    assert [block.below for block in document.blocks] == [(), (), (1,)]
    assert rows(document)[2] == ["商标", "", "", ""]
