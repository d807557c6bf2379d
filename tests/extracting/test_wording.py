"""Damage, slogans, announced parts, coordinating bodies, in invented texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extracting.damage import find_damage
from checker.extracting.extract import extract
from checker.extracting.parts import Draft, Text
from checker.reading.read import read_document
from tests.extracting.making import LEXICON

CLEAN = """双河市知识产权保护和运用规划（2021—2025年）
根据《双河市人民政府关于印发〈双河市科技创新规划〉的通知》（双政发〔2021〕15号）、《知识产权强国建设纲要（2021—2035年）》，制定本规划。
保障消费者的知情权，告知当事人处分权。到2025年，每万人口发明专利拥有量达到9.5件，版权产业增加值占GDP比重稳步增长。
一、重点任务
（一）“铁拳”行动。1)查处侵权；2)公开结果。市市场监管局、市教育局（体育局）负责。
（二）公平、公证机构建设；究竟争取什么，品质压力，能力口碑，开通迅速。
"""


def damage(text: str) -> list[tuple[str, str | None, str]]:
    whole = Text(read_document(text.encode(), "甲.txt"))
    found = find_damage(whole, LEXICON, 0, len(whole.even))
    for each in found:
        for at in each.item.at:
            assert at.offset is not None
            assert text[at.offset : at.offset + len(at.quote)] == at.quote
    return [(each.item.raw, each.item.reading, each.item.cause) for each in found]


def drafted(text: str) -> Draft:
    return extract(read_document(text.encode(), "甲.txt"), LEXICON)


def test_a_clean_text_has_no_damage() -> None:
    assert damage(CLEAN) == []


@pytest.mark.parametrize(
    ("text", "raw", "reading", "cause"),
    [
        ("规划期为20212025年。", "20212025年", "2021—2025年", "lost"),
        ("第十四个五年规划和二。三五年远景目标", "二。三五年", "二〇三五年", "ocr"),
        ("增长149.70%o地理标志增加。", "149.70%o", "149.70%。", "ocr"),
        ("培训人员超UOo名。", "超UOo名", None, "ocr"),
        ("培训人员超00名。", "超00名", None, "lost"),
        ("（双政办发2021）11号）", "双政办发2021）11号", None, "lost"),
        ("版权产业占CDP的比重", "占CDP的比重", "占GDP的比重", "misprint"),
        ("落实集成电路布局设计法规", "集成电路布局设计", "集成电路布图设计", "misprint"),
        ("力口强保护", "力口强", "加强", "ocr"),
        ("由市教肓局负责", "教肓局", "教育局", "ocr"),
        ("推进质押融资，降低増长成本", "降低増长成", "降低增长成", "ocr"),
        ("发展\ufffd专利", "发展\ufffd专利", None, "ocr"),
        ("支持订单式”研发。", "支持订单式”", None, "mark"),
        ("开展“一站式服务。推进其他工作。", "“一站式服务", None, "mark"),
        ("依据《专利法的规定办理。", "《专利法的规定办理", None, "mark"),
    ],
)
def test_damage(text: str, raw: str, reading: str | None, cause: str) -> None:
    found = damage(text)
    assert (raw, cause) in [(each[0], each[2]) for each in found]
    if reading is not None:
        assert (raw, reading, cause) in found


def test_a_lost_bracket_of_a_document_number_is_put_back() -> None:
    assert ("双政办发2021）11号", "双政办发(2021)11号", "lost") in damage("见双政办发2021）11号文。")


def test_what_stands_for_the_subject_of_the_document() -> None:
    text = "知识产权" * 5 + "。提升知所权意识，加强知识户权保护。保障知情权。"
    assert damage(text) == [("知所权", "知识产权", "ocr"), ("知识户权", "知识产权", "ocr")]
    assert damage("提升知所权意识。") == []  # of another subject nobody knows what it stands for


def test_one_damage_has_all_its_places() -> None:
    whole = Text(read_document(("知识产权" * 5 + "。知所权、知所权、知所权。").encode(), "甲.txt"))
    (found,) = find_damage(whole, LEXICON, 0, len(whole.even))
    assert len(found.item.at) == 3


@given(st.text(alphabet="“”《》（）()，。、市县规划一二12\n", max_size=60))
def test_any_marks_have_verbatim_places(text: str) -> None:
    damage(f"规划{text}")


@given(
    st.lists(
        st.sampled_from(["“乙”", "《丙》", "（丁）", "（见《戊》）", "“己（庚）”", "1)辛", "。", "，"]), max_size=30
    )
)
def test_whole_pairs_are_never_broken_marks(parts: list[str]) -> None:
    assert damage("规划。" + "文字，".join(parts)) == []


def test_slogans_outside_the_tasks() -> None:
    text = (
        "双河市知识产权规划\n一、总体要求\n坚持严保护、大保护、快保护、同保护。加大保护力度，推进协同保护。\n"
        "二、发展目标\n“严保护”格局形成。\n三、重点任务\n（一）强化保护\n落实严保护，完善协作机制。\n"
        "四、保障措施\n加强领导。\n"
    )
    found = drafted(text)
    assert [(each.item.protection, len(each.item.at)) for each in found.slogans] == [
        ("严保护", 2),
        ("大保护", 1),
        ("快保护", 1),
        ("同保护", 1),
    ]


def test_announced_parts() -> None:
    text = (
        "云岭县质量强县规划\n本规划主要从提升产品质量、打造区域品牌、完善质量服务和健全监管体系等四个方面提出任务。\n"
        "一、重点任务\n（一）提升质量\n开展质量攻关。\n二、保障措施\n加强领导。\n"
    )
    assert [each.item.title for each in drafted(text).announced] == [
        "提升产品质量", "打造区域品牌", "完善质量服务", "健全监管体系",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "本规划从2021年起实施。",
        "规划从存在的问题、面临的困难、主要的差距等方面作了分析。",
        "企业主要从事研发、生产、销售等方面业务。",
    ],
)
def test_what_announces_nothing(sentence: str) -> None:
    text = f"云岭县质量强县规划\n{sentence}\n一、重点任务\n（一）提升质量\n开展质量攻关。\n"
    assert drafted(text).announced == []


def test_coordinating_bodies() -> None:
    text = (
        "马岭山市知识产权规划\n马岭山市召开会议。一、重点任务\n（一）健全体制\n"
        "充分发挥马岭山市知识产权战略实施领导小组作用，建立县知识产权工作联席会议。"
        "马岭山市知识产权战略实施领导小组办公室做好协调。完善市打击侵犯知识产权和制售假冒伪劣商品工作领导小组机制。"
        "设立马岭山市知识产权纠纷人民调解委员会。\n"
    )
    assert [each.item.name for each in drafted(text).bodies] == [
        "马岭山市知识产权战略实施领导小组",
        "县知识产权工作联席会议",
    ]


def test_time_grows_with_the_text() -> None:
    whole = Text(read_document((CLEAN * 200).encode(), "甲.txt"))
    started = time.perf_counter()
    find_damage(whole, LEXICON, 0, len(whole.even))
    assert time.perf_counter() - started < 2


FIVE_YEARS = """双河市知识产权“十五五”规划
规划期为2026—2030年。“十四五”规划目标如期完成，基础更加坚实。
一、重点任务
（一）强化保护
推动专利转化，支持企业发展，确保“十四五”规划项目全面完成验收。
二、保障措施
（一）加强组织领导
{said}，定期通报情况。
{dates}"""


@pytest.mark.parametrize(
    ("said", "dates", "meant"),
    [
        ("确保“十四五”规划各项任务落到实处", "", "确保“十五五”规划各项任务落到实处"),
        ("确保“十五五”规划各项任务落到实处", "", None),
        ("做好与“十四五”规划的衔接，确保任务落到实处", "", None),
        ("总结“十四五”规划实施情况，确保本规划顺利实施", "", None),
        (
            "确保“十四五”规划各项任务全面完成",
            "双河市人民政府\n2025年9月30日\n",
            None,
        ),  # written while that one still ran
    ],
)
def test_the_plan_of_the_five_years_before_is_left_over(said: str, dates: str, meant: str | None) -> None:
    found = [each.item for each in drafted(FIVE_YEARS.format(said=said, dates=dates)).damage]
    assert [(each.reading, each.cause) for each in found] == ([(meant, "misprint")] if meant else [])
