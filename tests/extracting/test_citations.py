"""Documents named in texts of other kinds than the five: title, number, issuer, role, places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.plan import Citation
from tests.extracting.drafting import assert_verbatim, draft_from, draft_of

HEAD = "平原市“十四五”知识产权发展规划\n"
TASKS = "一、总体要求\n坚持创新驱动。\n二、重点任务\n"


def cited(content: str) -> list[Citation]:
    draft = draft_from(content)
    for found in draft.citations:
        assert_verbatim(draft, found.item.at)
    return [found.item for found in draft.citations]


def line(citation: Citation) -> str:
    parts = (citation.title, citation.number, citation.issuer, citation.role, "?" * citation.review)
    return " | ".join(part for part in parts if part)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("依据《甲省知识产权条例》《乙规划》，制定本规划。", ["甲省知识产权条例 | basis", "乙规划 | basis"]),
        (
            "根据《甲省规划》（甲政发〔2021〕5号）、《乙市纲要》，制定本规划。",
            ["甲省规划 | 甲政发〔2021〕5号 | basis", "乙市纲要 | basis"],
        ),
        ("为贯彻落实《质量强国建设纲要》，结合实际，制定本规划。", ["质量强国建设纲要 | basis"]),
        (
            "按照《甲市人民政府关于印发〈甲市质量规划〉的通知》(甲政发[2022]18号)要求，制定本规划。",
            ["甲市人民政府关于印发〈甲市质量规划〉的通知 | 甲政发[2022]18号 | 甲市人民政府 | basis"],
        ),
        ("根据国务院印发的《“十四五”数字经济发展规划》，制定本规划。", ["“十四五”数字经济发展规划 | 国务院 | basis"]),
        (
            "根据中共中央办公厅、国务院办公厅《关于强化知识产权保护的意见》，制定本规划。",
            ["关于强化知识产权保护的意见 | 中共中央办公厅、国务院办公厅 | basis"],
        ),
        ("深入学习贯彻党的二十大精神，推动高质量发展。", []),
        ("实施好《平原市“十四五”知识产权发展规划》，意义重大。", []),
    ],
)
def test_the_preface(sentence: str, wanted: list[str]) -> None:
    assert [line(each) for each in cited(HEAD + sentence + "\n" + TASKS)] == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("严格执行《反不正当竞争法》。", ["反不正当竞争法 | mention"]),
        (
            "贯彻落实专利法、商标法和植物新品种保护条例。",
            ["专利法 | mention", "商标法 | mention", "植物新品种保护条例 | mention"],
        ),
        ("探索新的方法，规范执法、司法办法，依法查处违法行为。", []),
        ("推广《专利导航指南》系列国家标准。", ["专利导航指南 | standard"]),
        ("贯彻《创新管理规范》《数据管理要求》等国家标准。", ["创新管理规范 | standard", "数据管理要求 | standard"]),
        ("推行企业合规管理体系要求（GB/T 35770-2022）。", ["企业合规管理体系要求 | GB/T 35770-2022 | standard"]),
        ("参与制定国际标准、国家标准、行业标准和地方标准。", []),
        ("举办《大江东去》电影展映，在《平原日报》开设专栏。", []),
        ("开展《守护》专题宣传。", ["守护 | mention | ?"]),
        ("落实《平原市专利奖励办法，加大支持力度。", ["平原市专利奖励办法 | mention | ?"]),
        (
            "落实平原市人民政府关于加快建设创新型城市的意见（平政发（2020）3号）。",
            ["平原市人民政府关于加快建设创新型城市的意见 | 平政发（2020）3号 | 平原市人民政府 | mention"],
        ),
        ("关于强化保护的工作，要抓好落实；关于改进服务的意见要认真听取。", []),
        ("根据各县区实际情况，制定实施方案，编制专项规划。", []),
    ],
)
def test_the_text(sentence: str, wanted: list[str]) -> None:
    found = cited(HEAD + "为推动发展，制定本规划。\n" + TASKS + sentence + "\n")
    assert [line(each) for each in found] == wanted


def test_one_entry_for_a_document_with_all_its_places() -> None:
    twice = "落实《甲办法》（甲发〔2020〕1号）。\n推进《甲办法》实施。\n"
    (only,) = cited(HEAD + TASKS + twice)
    assert only.number == "甲发〔2020〕1号"
    assert len(only.at) == 2


def test_a_short_name_stands_for_its_document() -> None:
    preface = "依据《质量强国建设纲要》（以下简称《纲要》），制定本规划。\n"
    both = cited(HEAD + preface + TASKS + "落实《纲要》要求，修订《规划》。\n")
    assert [line(each) for each in both] == ["质量强国建设纲要 | basis", "质量强国建设纲要 | mention"]


def test_rows_of_titles_whose_marks_are_lost() -> None:
    row = (
        "全面落实国家知识产权强国建设纲要（2021—2035年）省“十四五”知识产权规划"
        "及市知识产权强市建设纲要（20212035年）工作部署，根据有关要求推进工作。"
    )
    titles = [each.title for each in cited("工作方案\n一、总体要求\n" + row + "\n二、重点任务\n加强保护。\n")]
    assert titles == [
        "国家知识产权强国建设纲要（2021—2035年）",
        "省“十四五”知识产权规划",
        "市知识产权强市建设纲要（20212035年）",
    ]


def test_documents_of_other_kinds() -> None:
    assert [line(found.item) for found in draft_of("county-chapters").citations] == [
        "青州省“十五五”科技创新规划 | 青政发〔2026〕8号 | basis",
        "云岭县国民经济和社会发展第十五个五年规划纲要 | basis",
        "企业知识产权合规管理体系要求 | GB/T 29490—2023 | standard",
    ]
    assert [line(found.item) for found in draft_of("one-line").citations] == [
        "中共中央、国务院关于构建数据基础制度更好发挥数据要素作用的意见 | 中共中央、国务院 | basis",
        "青州省人民政府关于印发青州省“十四五”数字经济发展规划的通知 | 青政发〔2021〕19号 | 青州省人民政府 | basis",
    ]
    broken = [found.item.title for found in draft_of("broken-lines").citations]
    assert broken[:2] == ["质量强国建设纲要", "石湾市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"]
    yearly = [found.item.title for found in draft_of("yearly-notice").citations]
    assert yearly == ["知识产权强国建设纲要（2021—2035年）", "专利侵权纠纷行政裁决办案指南"]


stems = st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=6)
names = st.lists(
    st.builds("{}{}".format, stems, st.sampled_from(["规划", "办法", "条例", "实施意见"])),
    min_size=1, max_size=6, unique=True,
)  # fmt: skip


@given(names, st.sampled_from(["", "、", "和"]))
@settings(max_examples=60, deadline=None)
def test_titles_in_marks_are_read_back(titles: list[str], between: str) -> None:
    row = between.join(f"《{title}》" for title in titles)
    assert [each.title for each in cited(f"{HEAD}依据{row}，制定本规划。\n{TASKS}")] == titles


@given(st.text("《》〈〉()〔〕关于印发的通知意见落实专利法号2021，。、\n甲市人民政府", max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_it(content: str) -> None:
    cited("平原市规划\n" + content)


def test_plans_of_the_levels_above_named_together() -> None:
    text = (
        "青石县“十四五”知识产权发展规划\n为贯彻落实《知识产权强国建设纲要（2021—2035年）》和国家、省、市“十四五”知识产权规划，"
        "根据《青石县国民经济和社会发展第十四个五年规划和2035年远景目标纲要》，制定本规划。\n一、发展基础\n成效明显。\n"
    )
    draft = draft_from(text)
    described = [found for found in draft.citations if "规划" in found.item.title and found.notes]
    assert [found.item.title for found in described] == [
        "国家“十四五”知识产权规划",
        "省“十四五”知识产权规划",
        "市“十四五”知识产权规划",
    ]
    assert {found.item.role for found in described} == {"basis"}
    for found in described:
        assert found.item.at[0].quote == "国家、省、市“十四五”知识产权规划"
        assert text[found.item.at[0].offset :].startswith(found.item.at[0].quote)


@pytest.mark.parametrize(
    "said",
    [
        "全面完成湖南省“十四五”知识产权规划和市“十四五”知识产权规划目标",  # a name of its own; the plan itself
        "做好国家、省、市知识产权规划的衔接",  # no period
        "落实国家、省、市“十四五”质量强国规划",  # another field
    ],
)
def test_what_names_no_plan_of_the_levels_above(said: str) -> None:
    text = f"青石市知识产权强市建设方案\n为加强知识产权工作，{said}，制定本方案。\n一、工作目标\n成效明显。\n"
    draft = draft_from(text)
    assert not [found for found in draft.citations if found.item.title.startswith(("国家", "省", "市"))]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("推广《创新过程管理指南》国际标准（ISO 56001）。", [("创新过程管理指南", "ISO 56001", "standard")]),
        ("执行GB/T 12345—2020《企业管理要求》。", [("企业管理要求", "GB/T 12345—2020", "standard")]),
        ("推动企业贯彻知识产权管理国家标准，新增贯标企业。", []),
        ("推广创新过程知识产权管理国际标准。", [("创新过程知识产权管理国际标准", None, "standard")]),
        ("开展知识产权保护和促进条例立法调研。", []),
    ],
)
def test_standards_with_their_numbers(sentence: str, wanted: list[tuple[str, str | None, str]]) -> None:
    found = draft_from(f"甲市“十五五”规划\n一、重点任务\n（一）加强管理\n{sentence}\n").citations
    assert [(each.item.title, each.item.number, each.item.role) for each in found] == wanted


def test_what_a_body_above_has_issued_is_there() -> None:
    start = "甲市“十五五”规划\n一、重点任务\n（一）加强管理\n"
    (there,) = draft_from(f"{start}国务院出台《专利管理办法》。\n").citations
    (coming,) = draft_from(f"{start}研究出台《专利管理办法》。\n").citations
    assert not there.notes
    assert "要制定" in coming.notes[0]


def test_a_draft_names_itself_with_its_stage() -> None:
    draft = draft_from(
        "甲市“十五五”规划\n（送审稿）\n《甲市“十五五”规划（送审稿）》依据《专利法》编制。\n一、重点任务\n加强管理。\n"
    )
    assert [each.item.title for each in draft.citations] == ["专利法"]
