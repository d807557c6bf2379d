"""What documents of other kinds than the five are: title, kind, stage, number, dates, period, place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extracting.kinds import no_plan
from checker.extracting.places import Gazetteer
from checker.loading.validation import validated
from checker.model.plan import Plan
from tests.extracting.drafting import LEXICON, draft_from, draft_of

TEXT = (
    "为推动发展，制定本规划。\n一、总体要求\n坚持创新驱动，加强统筹，推进改革。\n"
    "二、重点任务\n加强保护，完善机制，提升服务。\n"
)


def head(title: str, text: str = TEXT) -> dict[str, Any]:
    found = draft_from(f"{title}\n{text}").head
    assert validated(
        Plan, {"schema": 1, "region": {"name": "甲", "level": "city"}, "title": "无", "kind": "plan", **found}
    )
    return found


@pytest.mark.parametrize(
    ("title", "region", "identity"),
    [
        (
            "泉州市“十四五”知识产权发展规划",
            {"name": "泉州市", "level": "city", "province": "福建省"},
            "cn-fujian-quanzhou-145",
        ),
        ("陕西省“十三五”科技创新规划", {"name": "陕西省", "level": "province"}, "cn-shaanxi-135"),
        ("重庆市质量强市建设“十五五”规划", {"name": "重庆市", "level": "province"}, "cn-chongqing-155"),
        (
            "延边州“十四五”农业农村规划",
            {"name": "延边朝鲜族自治州", "level": "city", "province": "吉林省"},
            "cn-jilin-yanbian-145",
        ),
        ("湖北省武汉市“十四五”规划", {"name": "武汉市", "level": "city", "province": "湖北省"}, "cn-hubei-wuhan-145"),
        (
            "苏州市吴中区“十四五”知识产权规划",
            {"name": "吴中区", "level": "county", "province": "江苏省", "city": "苏州市"},
            None,
        ),
        (
            "凉山彝族自治州“十四五”规划",
            {"name": "凉山彝族自治州", "level": "city", "province": "四川省"},
            "cn-sichuan-liangshan-145",
        ),
        (
            "上海市浦东新区“十四五”规划",
            {"name": "浦东新区", "level": "county", "province": "上海市", "city": "上海市"},
            None,
        ),
        ("知识产权强市建设工作方案", None, None),
    ],
)
def test_place_and_id(title: str, region: dict[str, str] | None, identity: str | None) -> None:
    found = head(title)
    assert found.get("region") == region
    if identity:
        assert found["id"] == identity
    else:
        assert found["id"].startswith("cn-plan-")


def test_all_provinces_and_their_cities_are_there() -> None:
    places = Gazetteer(LEXICON).places
    assert len(places.provinces) + len(places.municipalities) == 31
    assert sum(len(province.cities) for province in places.provinces) == 333
    spelled = [province.pinyin for province in places.provinces] + list(places.municipalities.values())
    assert len(spelled) == len(set(spelled))
    assert all(
        pinyin.isascii() and pinyin.islower() for province in places.provinces for pinyin in province.cities.values()
    )


def test_places_that_the_list_has_not() -> None:
    assert head("青川省“十五五”规划")["region"] == {"name": "青川省", "level": "province"}
    assert head("青川省岚江市“十五五”规划")["region"] == {"name": "岚江市", "level": "city", "province": "青川省"}
    draft = draft_from("岚江市“十五五”规划\n" + TEXT)
    assert draft.head["region"] == {"name": "岚江市", "level": "county"}
    assert any(note.item == "region" and note.sure < 0.7 for note in draft.head_notes)


def test_the_place_of_a_county_from_the_text() -> None:
    found = head("当涂县“十四五”规划", TEXT + "推动马鞍山市当涂县开发区建设。\n")
    assert found["region"] == {"name": "当涂县", "level": "county", "province": "安徽省", "city": "马鞍山市"}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("甲市“十四五”规划", "plan"),
        ("甲市知识产权强市建设纲要（2021—2035年）", "outline"),
        ("关于加强保护的实施意见", "opinion"),
        ("甲市三年行动计划（2023—2025年）", "program"),
        ("甲市创建国家示范城市工作方案", "program"),
        ("甲市2024年知识产权工作要点", "annual"),
        ("2023年甲市知识产权强市建设推进计划", "annual"),
    ],
)
def test_kind(title: str, kind: str) -> None:
    assert head(title)["kind"] == kind


@pytest.mark.parametrize(
    ("title", "text", "period"),
    [
        ("甲市“十三五”规划", TEXT, {"start": 2016, "end": 2020}),
        ("甲市行动计划（2023—2025年）", TEXT, {"start": 2023, "end": 2025}),
        ("甲市2024年工作要点", TEXT, {"start": 2024, "end": 2024}),
        ("甲市工作方案", TEXT + "到2026年，满意度提升。到2035年全面建成。\n", {"end": 2026}),
        ("甲市工作方案", TEXT, None),
    ],
)
def test_period(title: str, text: str, period: dict[str, int] | None) -> None:
    assert head(title, text).get("period") == period


def test_a_stated_period_has_its_place() -> None:
    found = head("甲市“十五五”规划", "本规划期限为2026年至2030年。\n" + TEXT)["period"]
    assert (found["start"], found["end"], found["raw"]) == (2026, 2030, "2026年至2030年")
    assert found["at"]["quote"].endswith("2026年至2030年")


def test_a_notice_gives_number_issuer_date_and_stage() -> None:
    found = draft_of("yearly-notice").head
    wanted = {
        "title": "岚江市2023年知识产权工作要点", "kind": "annual", "stage": "issued", "number": "岚知发〔2023〕5号",
        "issuer": ["岚江市知识产权局"], "issued": "2023-02-15", "published": "2023-02-20",
    }  # fmt: skip
    assert {key: found[key] for key in wanted} == wanted


def test_covers_titles_and_stages() -> None:
    county = draft_of("county-chapters").head
    assert (county["stage"], county["issuer"], county["issued"]) == ("consultation", ["云岭县科学技术局"], "2026-03")
    opinions = draft_of("opinions").head
    assert (opinions["issuer"], opinions["issued"]) == (["中共临溪市委", "临溪市人民政府"], "2024-01-20")
    assert head("甲市规划（送审稿）")["stage"] == "draft"
    assert head("甲市规划（送审稿）")["title"] == "甲市规划"
    assert head("甲市规划")["stage"] == "draft"


def test_nothing_is_said_of_what_is_not_stated() -> None:
    found = head("甲市规划")
    assert not {"issued", "published", "number", "issuer", "period"} & set(found)


def test_where_a_text_is_cut_off() -> None:
    long = "加强知识产权保护，完善工作机制，" * 5
    whole = head("甲市规划", TEXT + long + "提升服务水平。\n")["source"]
    assert "cut" not in whole
    cut = head("甲市规划", TEXT + long + "提升服务水")["source"]
    assert cut["cut"] == ["measures", "sections", "figures"]
    assert cut["at"]["quote"] == "机制，提升服务水"


@pytest.mark.parametrize(
    "name", ["broken-lines", "county-chapters", "one-line", "opinions", "subsidy-rules", "yearly-notice"]
)
def test_plans_and_rules_are_plans(name: str) -> None:
    assert no_plan(draft_of(name)) == ""


@pytest.mark.parametrize(("name", "why"), [("news", "新闻"), ("contract", "合同")])
def test_what_is_no_plan_is_told(name: str, why: str) -> None:
    assert why in no_plan(draft_of(name))


def test_other_texts_are_no_plans() -> None:
    recipe = "红烧肉的做法\n" + "五花肉切块，冷水下锅焯水，捞出洗净。锅中放油，加冰糖炒出糖色，放入肉块翻炒均匀。" * 4
    article = "条 单位和个人应当依法保护专利权，不得侵犯他人合法权益。\n"
    law = "平原省专利条例\n" + "".join(f"第{number}{article}" for number in "一二三四五六七八九十")
    assert no_plan(draft_from(recipe))
    assert "法规" in no_plan(draft_from(law))
    assert "太少" in no_plan(draft_from("甲市规划"))


@given(st.text("甲市保定省县区规划纲要关于印发年月日2021十四五“”（）\n。，", max_size=120))
@settings(max_examples=120, deadline=None)
def test_no_text_breaks_it(content: str) -> None:
    if content.strip():
        draft = draft_from("保" + content)
        no_plan(draft)
        source = draft.head["source"]
        assert isinstance(source, dict)
        assert source["sha256"] == draft.text.document.sha256


def test_the_year_of_a_document_number_stands_for_a_date_that_is_not_printed() -> None:
    text = (
        "岚山市人民政府关于建设知识产权强市的实施意见\n岚政发〔2022〕9号\n为加强知识产权工作，提出如下意见。\n"
        "一、总体要求\n到2025年，知识产权强市建设取得成效。\n二、重点任务\n（一）加强保护。完善执法机制。\n"
    )
    draft = draft_from(text)
    assert draft.head["issued"] == "2022"
    assert draft.head["number"] == "岚政发〔2022〕9号"
    assert [note.sure for note in draft.head_notes if note.item == "issued"] == [0.65]
    dated = draft_from(text + "岚山市人民政府\n2022年3月8日\n")
    assert dated.head["issued"] == "2022-03-08"
    assert not [note for note in dated.head_notes if note.item == "issued"]
