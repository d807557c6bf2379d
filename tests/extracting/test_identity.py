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
from tests.extracting.drafting import LEXICON, draft_from, draft_of, outline_of

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


def test_a_stage_that_is_stated_is_not_overruled_by_a_letter() -> None:
    letter = (
        "关于提请审议《甲县“十五五”规划（送审稿）》的报告\n县人民政府：\n"
        "按照工作安排，我局牵头起草了《甲县“十五五”规划》，广泛听取意见，现呈上，请予审议。\n甲县科学技术局\n2026年3月5日\n"
    )
    draft = draft_from(f"{letter}甲县“十五五”规划\n（送审稿）\n甲县科学技术局\n2026年3月\n{TEXT}")
    assert (draft.head["stage"], draft.head["issued"]) == ("draft", "2026-03-05")
    assert draft.head["title"] == "甲县“十五五”规划"
    assert not any(note.item == "stage" for note in draft.head_notes)
    assert outline_of(draft).body[0] >= len("".join(letter.split()))
    assert not draft.citations


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("报审稿", "draft"),
        ("上会稿", "draft"),
        ("公开征求意见稿", "consultation"),
        ("草案", "draft"),
        ("印发稿", "draft"),
    ],
)
def test_the_word_below_a_title_is_the_stage(word: str, stage: str) -> None:
    draft = draft_from(f"甲市“十五五”规划\n（{word}）\n{TEXT}")
    assert draft.head["stage"] == stage
    assert any(note.item == "stage" for note in draft.head_notes) == (word == "印发稿"), "that is no manuscript"


def test_a_title_over_several_lines_after_a_letter() -> None:
    letter = "各县人民政府：\n《方案》已经市政府同意，现印发给你们，请认真贯彻执行。\n"
    letter += "保定市人民政府办公室\n2025年3月1日\n（此件公开发布）\n"
    head = draft_from(f"{letter}保定市国家示范城市\n建设工作方案\n（2025—2027年）\n{TEXT}").head
    assert head["title"] == "保定市国家示范城市建设工作方案（2025—2027年）"
    assert (head["issued"], head["issuer"]) == ("2025-03-01", ["保定市人民政府办公室"])


def test_a_signature_tells_more_than_a_cover_or_a_field() -> None:
    letter = "各县人民政府：\n现将《规划》印发给你们，请认真贯彻执行。\n保定市人民政府\n2022年6月28日\n"
    cover = "保定市人民政府\n二〇二二年六月\n"
    head = draft_from(f"{cover}{letter}保定市“十四五”规划\n{TEXT}").head
    assert (head["issued"], head["issuer"]) == ("2022-06-28", ["保定市人民政府"])
    table = "发布机构：某部门\t成文日期：2022年06月28日\n"
    assert draft_from(f"{table}{letter}保定市“十四五”规划\n{TEXT}").head["issuer"] == ["保定市人民政府"]


def test_a_body_with_a_second_name_signs_as_well() -> None:
    title = "保定市“十五五”规划（草案）"
    for printed in ("保定市市场监督管理局（保定市知识产权局）", "保定市市场监督管理局\n（保定市知识产权局）"):
        head = draft_from(f"{title}\n{printed}\n二〇二六年九月\n{TEXT}").head
        assert (head["issuer"], head["issued"], head["stage"]) == (["保定市市场监督管理局"], "2026-09", "draft")


def test_a_county_below_a_city_that_the_list_has_not() -> None:
    text = f"{TEXT}我区坚持创新，全区共同努力。落实《浙江省专利条例》。\n"
    found = head("岚江市溪口区“十五五”规划", text)["region"]
    assert found == {"name": "溪口区", "level": "county", "province": "浙江省", "city": "岚江市"}
    found = head("岚江市加强区域保护规划", f"{TEXT}我市坚持创新，全市共同努力，各县落实。\n")["region"]
    assert found == {"name": "岚江市", "level": "city"}
    found = head("溪口县“十五五”规划", f"依据《岚江市国民经济和社会发展第十五个五年规划纲要》。\n{TEXT}")["region"]
    assert found == {"name": "溪口县", "level": "county", "city": "岚江市"}


def test_a_prefecture_that_the_list_has_not() -> None:
    text = f"{TEXT}岚江傣族自治州各县落实《云南省专利条例》，加强与四川省合作。\n"
    wanted = {"name": "岚江傣族自治州", "level": "city", "province": "云南省"}
    assert head("岚江州“十五五”规划", text)["region"] == wanted
    assert head("岚江傣族自治州“十五五”规划", text)["region"] == wanted
    assert "region" not in head("岚江州“十五五”规划"), "the text has no such prefecture"


@pytest.mark.parametrize(
    ("said", "region"),
    [
        (
            "四川省岚江市溪口县",
            {"name": "溪口县", "level": "county", "province": "四川省", "city": "岚江市"},
        ),
        (
            "青川省岚江市溪口区",
            {"name": "溪口区", "level": "county", "province": "青川省", "city": "岚江市"},
        ),
        ("云南省岚江傣族自治州", {"name": "岚江傣族自治州", "level": "city", "province": "云南省"}),
        ("浙江省杭州市", {"name": "杭州市", "level": "city", "province": "浙江省"}),
        ("浙江省杭州市西湖区", {"name": "西湖区", "level": "county", "province": "浙江省", "city": "杭州市"}),
        ("上海市浦东新区", {"name": "浦东新区", "level": "county", "province": "上海市", "city": "上海市"}),
        ("四川省岚江市", {"name": "岚江市", "level": "county", "province": "四川省"}),
        ("四川省杭州市某区", None),
        ("云南省什么", None),
    ],
)
def test_a_stated_place_is_believed(said: str, region: dict[str, str] | None) -> None:
    place = Gazetteer(LEXICON).stated(said)
    assert (place.region() if place else None) == region


def test_the_text_tells_whether_a_stated_city_has_counties() -> None:
    gazetteer = Gazetteer(LEXICON)
    stated = {"name": "岚江市", "level": "county", "province": "四川省"}
    assert gazetteer.settled(stated, "各县（区）人民政府：")["level"] == "city"
    assert gazetteer.settled(stated, "各乡镇人民政府：") == stated


def test_the_years_on_a_cover_are_the_stated_period() -> None:
    letter = "各县人民政府：\n现将《规划》印发给你们，请认真贯彻执行。\n保定市人民政府\n2022年6月28日\n"
    head = draft_from(f"保定市“十四五”规划\n（2021—2025年）\n{letter}保定市“十四五”规划\n{TEXT}").head
    assert head["period"] == {
        "start": 2021,
        "end": 2025,
        "raw": "2021—2025年",
        "at": {"quote": "2021—2025年", "offset": 12},
    }
