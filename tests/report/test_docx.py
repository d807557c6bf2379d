"""The 审查意见 in Word: read back as its readers' Word would read it."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from msgspec.structs import replace

from checker.model.result import PlanResult, Result, Verdict
from checker.report.docx import COLUMNS, render_docx
from checker.report.imprint import Imprint
from checker.report.source import Heading, Source
from tests.report import samples
from tests.report.hostile import hostile
from tests.report.machines import WAIVER

ISSUER = Imprint("澄江省知识产权局", "", "以上意见，请研究答复。")


def read(result: Result, source: Source | None = None, imprint: Imprint | None = None) -> Any:
    return Document(io.BytesIO(render_docx(result, result.plans[0], source=source, imprint=imprint)))


def rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def paragraphs(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_title_and_head() -> None:
    document = read(samples.sample(), imprint=ISSUER)
    assert paragraphs(document)[0] == "《临江市“十四五”知识产权保护和运用规划》审查意见"
    head = dict(rows(document.tables[0]))
    assert head["文种与阶段"] == "规划 · 征求意见稿"
    assert head["对照的上位文件"].startswith("《澄江省“十四五”知识产权保护和运用规划》（澄政发〔2021〕31号）；")
    assert head["审查单位"] == "澄江省知识产权局"
    assert head["审查日期"].split() == ["年", "月", "日"], "the date is left for a person"


def test_columns_in_their_order_and_the_last_one_left_blank() -> None:
    first, *opinions = rows(read(samples.sample()).tables[1])
    assert tuple(first) == COLUMNS
    assert [name.split("\n")[0] for name in first] == [
        "序号", "条款/位置", "规划原文", "意见", "依据", "修改建议", "采纳情况",
    ]  # fmt: skip
    assert [row[0] for row in opinions] == [str(number) for number in range(1, 10)]
    assert {row[-1] for row in opinions} == {""}


def test_a_row_has_place_quote_opinion_clause_and_fix() -> None:
    opinion = next(row for row in rows(read(samples.sample()).tables[1]) if "没有“每万人口" in row[3])
    assert opinion[1:6] == [
        "指标表\n第6页",
        "“专栏1 “十四五”时期知识产权发展主要指标”\n对照：相近的正文（第8页）“每万人口发明专利拥有量达到4.6件”",
        (
            "【错误】指标表没有“每万人口高价值发明专利拥有量”，省规划要求各市列入\n"
            "省规划明文要求各市列入这一指标，缺了它，省里汇总时本市是空白。"
        ),
        (
            "《澄江省“十四五”知识产权保护和运用规划》（澄政发〔2021〕31号）二（三）："
            "“各市应将每万人口高价值发明专利拥有量列入规划指标”（要求）\n"
            "《知识产权强国建设纲要（2021—2035年）》二（三）：“每万人口高价值发明专利拥有量达到12件”（提及）"
        ),
        "在指标表中补列该指标的基期值和 2025 年目标值，并写明责任单位。",
    ]


def test_unsure_sources_are_marked() -> None:
    bases = " ".join(row[4] for row in rows(read(samples.sample()).tables[1]))
    assert "（提及，来源待核）" in bases
    assert "（提及，推算）" in bases
    assert "规划自身的文字，不涉及上位文件" in bases


def test_several_places_have_numbers_that_lead_to_their_quotes() -> None:
    chapters = Source((Heading(8000, 8010, 1, "四、重点任务"),))
    opinion = next(row for row in rows(read(samples.sample(), chapters).tables[1]) if "7/22" in row[3])
    assert opinion[1].split("\n")[:2] == ["①四、第8201字", "②四、第8511字"]
    assert opinion[2].split("\n")[:2] == ["①“严格知识产权行政保护”", "②“加强商业秘密保护”"]
    assert len(opinion[1].split("\n")) == len(opinion[2].split("\n")) == 7


def test_what_was_not_judged_stands_in_lists_with_boxes() -> None:
    document = read(samples.sample())
    undecided, manual = (rows(table) for table in document.tables[2:])
    assert undecided[0][1:] == ["事项", "为什么不能判断", "核实结论"]
    assert [row[2] for row in undecided[1:]] == [
        "口径不同：累计 / 当年",
        "抽取存疑：单元格数字粘连，须对照原件",
        "文本不完整：任务举措、章节没有录全",
    ]
    assert all(row[3].count("□") == 3 for row in undecided[1:])
    assert len(manual) == 4
    assert {(row[2].count("□"), row[3]) for row in manual[1:]} == {(3, "")}


def test_it_says_what_it_leaves_out() -> None:
    text = "\n".join(paragraphs(read(samples.sample(), imprint=ISSUER)))
    passed = samples.PLAN.counts[Verdict.PASS]
    assert f"没有列出的：已检查而符合的 {passed} 项" in text
    waived = [each for each in samples.PLAN.findings if each.state == "waived"]
    assert f"已豁免的 {len(waived)} 处问题没有列在上面：" in text
    assert f"属基线的 {2 - len(waived)} 处旧问题没有列出。" in text
    assert "任务、章节没有录全" in text
    assert "以上意见，请研究答复。\n澄江省知识产权局\n" in text


def test_every_decision_is_told_with_its_reason_owner_and_end() -> None:
    finding = replace(samples.PLAN.findings[0], state="waived", waiver=WAIVER)
    gone = replace(WAIVER, rule="XYZ001", status="unknown")
    plan = replace(samples.PLAN, findings=(finding,), waivers=(WAIVER, gone))
    text = "\n".join(paragraphs(read(Result(samples.RUN, (plan,)))))
    assert f"{finding.message}——豁免有效：下一稿补写（规划处，至 2026-12-31）。" in text
    assert "XYZ001——没有这条规则，豁免没有用上：下一稿补写（规划处，至 2026-12-31）。" in text
    many = replace(plan, findings=(finding,) * 40)
    assert "另有 11 条豁免没有列出。" in "\n".join(paragraphs(read(Result(samples.RUN, (many,)))))


def test_a_plan_without_findings() -> None:
    document = read(samples.empty())
    assert "没有须提出的具体意见。这只说明已作判断的检查项没有发现问题。" in paragraphs(document)
    assert len(document.tables) == 1
    assert paragraphs(document).count("没有。") == 2


def test_pages_are_on_their_side_numbered_and_heads_repeated() -> None:
    document = read(samples.sample())
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    widths = [int(cell.get(qn("w:w"))) for cell in document.tables[1]._tbl.tr_lst[0].iter(qn("w:tcW"))]  # noqa: SLF001
    assert sum(widths) == pytest.approx((297 - 40) * 56.7, abs=10)
    assert [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))] == [  # noqa: SLF001
        "PAGE", "NUMPAGES",
    ]  # fmt: skip
    for table in document.tables[1:]:
        assert [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows] == [  # noqa: SLF001
            index == 0 for index in range(len(table.rows))
        ]


def test_chinese_fonts_are_named() -> None:
    document = read(samples.sample())
    fonts = {font.get(qn("w:eastAsia")) for font in document.element.iter(qn("w:rFonts"))}
    assert fonts - {None} == {"宋体", "黑体", "仿宋_GB2312"}
    styles = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Opinion Cell")
    }
    assert set(styles.values()) == {"仿宋_GB2312"}


def test_the_same_result_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    result = samples.sample()
    first = render_docx(result, result.plans[0], imprint=ISSUER)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert render_docx(result, result.plans[0], imprint=ISSUER) == first
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert "澄江省知识产权局" in core
    assert "python-docx" not in core
    assert "2000-01-01T00:00:00Z" in core


def test_a_hostile_plan_stays_text() -> None:
    result = hostile()
    content = render_docx(result, result.plans[0], imprint=Imprint("\x00<w:p/>\ufffe", "", "\ud800]]>"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
        names = parts.namelist()
        assert not [name for name in names if "vba" in name.lower() or "embed" in name.lower()]
        assert b"http://evil" not in b"".join(parts.read(name) for name in names if name.endswith(".rels"))
    document = Document(io.BytesIO(content))
    first = rows(document.tables[1])[1]
    assert first[3].startswith("【错误】<script>alert(1)</script>甲乙丙丁戊[31m")
    assert max(len(part) for row in rows(document.tables[1]) for cell in row for part in cell.split("\n")) < 900


@pytest.mark.parametrize("count", [0, 300])
def test_no_finding_and_many(count: int) -> None:
    result = samples.large(count)
    document = read(result)
    table = document.tables[1] if count else None
    assert (len(table.rows) - 1 if table is not None else 0) == count


def test_it_reads_the_open_findings_only() -> None:
    plan: PlanResult = replace(
        samples.PLAN, findings=tuple(replace(each, state="waived") for each in samples.PLAN.findings)
    )
    assert len(read(Result(samples.RUN, (plan,))).tables) == 3, "the head and the two lists"
