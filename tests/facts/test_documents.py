"""Which document a citation means."""

from __future__ import annotations

import pytest

from checker.facts.documents import DocumentIndex, number_key
from checker.judging.rulebook import load_rulebook
from checker.model.plan import Citation, Region
from tests.facts.support import upper

PLAN, OUTLINE, OPINIONS = "cn-ip-plan-145", "cn-ip-outline-2035", "cn-ip-opinions-2019"
INDEX = DocumentIndex(load_rulebook().outlines[name] for name in (PLAN, OUTLINE, OPINIONS))


def found(title: str, number: str | None = None) -> str | None:
    document = INDEX.find(Citation(title=title, number=number, role="basis"))
    return document.id if document else None


@pytest.mark.parametrize(
    "number",
    [
        "国发〔2021〕20号", "国发(2021)20号", "国发（2021）20号", "国发[2021]20号", "国发［2021］20号",
        "国发【2021】20号", "国发﹝2021﹞20号", "国发〈2021〉20号", "国发 〔 2021 〕 20 号", "国发〔２０２１〕２０号",
        "国发〔2021〕第20号", "国发〔2021〕020号", "国发2021〕20号", "国发〔2021 20号", "国发2021年第20号",
    ],
)  # fmt: skip
def test_a_number_in_any_brackets(number: str) -> None:
    assert found("题名写错了的规划", number) == PLAN


@pytest.mark.parametrize(
    "number",
    [
        "国发〔2021〕2号",
        "国发〔2021〕200号",
        "国发〔2022〕20号",
        "国办发〔2021〕20号",
        "冀政字(2021)66号",
        "20号",
        "国发20号",
        "第20号",
    ],
)
def test_another_number(number: str) -> None:
    assert found("别的规划", number) is None


def test_numbers_that_are_none_are_compared_as_they_stand() -> None:
    assert number_key("国务院公报2022年第12号") != number_key("国发〔2022〕12号")
    assert number_key("无编号") == number_key(" 无 编号 ") == "无编号"


@pytest.mark.parametrize(
    ("title", "document"),
    [
        ("“十四五”国家知识产权保护和运用规划", PLAN),
        ('"十四五"国家知识产权保护和运用规划', PLAN),
        ("《“十四五”国家知识产权保护和运用规划》", PLAN),
        ("国家“十四五”知识产权保护和运用规划", PLAN),
        ("国务院关于印发“十四五”国家知识产权保护和运用规划的通知", PLAN),
        ("国务院关于印发《“十四五”国家知识产权保护和运用规划》的通知", PLAN),
        ("国务院印发“十四五”国家知识产权保护和运用规划", PLAN),
        ("国务院关于印发“十四五”国家知识产权保护和运用规划", PLAN),
        ("知识产权强国建设纲要（2021—2035年）", OUTLINE),
        ("知识产权强国建设纲要(2021-2035年)", OUTLINE),
        ("知识产权强国建设纲要（2021–2035年）", OUTLINE),
        ("知识产权强国建设纲要", OUTLINE),
        ("中共中央、国务院印发《知识产权强国建设纲要（2021—2035年）》", OUTLINE),
        ("关于强化知识产权保护的意见", OPINIONS),
        ("中共中央办公厅 国务院办公厅印发《关于强化知识产权保护的意见》", OPINIONS),
    ],
)
def test_a_title_and_the_notice_that_brings_it(title: str, document: str) -> None:
    assert found(title) == document


@pytest.mark.parametrize(
    "title",
    [
        "贯彻落实《“十四五”国家知识产权保护和运用规划》实施方案",
        "“十四五”国家知识产权保护和运用规划实施方案",
        "关于印发《“十四五”国家知识产权保护和运用规划》任务分工的通知",
        "江东省人民政府关于贯彻落实国务院关于印发“十四五”国家知识产权保护和运用规划的通知",
        "江东省转发国务院关于印发“十四五”国家知识产权保护和运用规划的通知",
        "关于学习国务院印发的“十四五”国家知识产权保护和运用规划",
        "江东省“十四五”知识产权保护和运用规划",
        "河北省人民政府关于印发河北省“十四五”知识产权保护和运用规划的通知",
        "“十四五”知识产权保护和运用规划",
        "“十三五”国家知识产权保护和运用规划",
        "“十五五”国家知识产权保护和运用规划",
        "黑龙江省知识产权强省建设纲要（2021—2035年）",
        "知识产权强国建设纲要（2021—2035年）纲要辅导读本",
        "关于强化知识产权保护的实施意见",
        "关于强化知识产权保护、推动高质量发展的通知",
        "知识产权",
    ],
)
def test_a_document_about_it_or_like_it_is_not_it(title: str) -> None:
    assert found(title) is None


def test_the_number_goes_before_the_title() -> None:
    assert found("知识产权强国建设纲要", "国发〔2021〕20号") == PLAN
    assert found("知识产权强国建设纲要", "冀政字(2021)66号") == OUTLINE


def test_of_two_documents_of_one_title_the_first_known_is_meant() -> None:
    first, second = upper(name="first"), upper(name="second")
    index = DocumentIndex([first, second])
    assert index.find(Citation(title=first.title, role="basis")) is first


def test_a_document_without_number_is_not_found_by_an_empty_one() -> None:
    index = DocumentIndex([upper()])
    assert index.find(Citation(title="别的规划", number="无", role="basis")) is None


PROVINCE = "{name: 江东省, level: province}"
CITY = Region(name="临江市", level="city", province="江东省")
COUNTY = Region(name="临江县", level="county", city="临江市", province="江东省")
ELSEWHERE = Region(name="临海市", level="city", province="江西省")


def found_from(region: Region | None, title: str, number: str | None = None) -> str | None:
    index = DocumentIndex(
        [
            upper("title: 知识产权强省建设纲要\n", name="elsewhere", region="{name: 江南省, level: province}"),
            upper("title: 知识产权强省建设纲要\nnumber: 江政发〔2021〕9号\n", name="own", region=PROVINCE),
            upper("title: 江东省“十四五”知识产权发展规划\n", name="plan", region=PROVINCE),
            upper("title: 临江市知识产权规划\n", name="city", region="{name: 临江市, level: city, province: 江东省}"),
            upper("title: 知识产权强国建设纲要\n", name="nation"),
        ]
    )
    document = index.find(Citation(title=title, number=number, role="basis"), region)
    return document.id if document else None


@pytest.mark.parametrize("region", [CITY, COUNTY, Region(name="江东省", level="province")])
def test_a_title_of_many_provinces_means_the_own_one(region: Region) -> None:
    assert found_from(region, "知识产权强省建设纲要") == "own"
    assert found_from(region, "省“十四五”知识产权发展规划") == "plan"
    assert found_from(region, "江东省人民政府关于印发省“十四五”知识产权发展规划的通知") == "plan"
    assert found_from(region, "知识产权强国建设纲要") == "nation"


def test_a_document_of_another_place_is_not_meant_by_its_title() -> None:
    assert found_from(ELSEWHERE, "知识产权强省建设纲要") is None
    assert found_from(ELSEWHERE, "省“十四五”知识产权发展规划") is None
    assert found_from(ELSEWHERE, "省知识产权强国建设纲要") is None
    assert found_from(ELSEWHERE, "知识产权强省建设纲要", "江政发（2021）9号") == "own"  # a number is one of its kind


def test_the_city_of_a_county_is_in_full_too() -> None:
    assert found_from(COUNTY, "市知识产权规划") == "city"
    assert found_from(CITY, "市知识产权规划") == "city"
    assert found_from(COUNTY, "县知识产权规划") is None
    assert found_from(ELSEWHERE, "市知识产权规划") is None


def test_without_a_region_the_first_known_is_meant() -> None:
    assert found_from(None, "知识产权强省建设纲要") == "elsewhere"
    assert found_from(None, "省“十四五”知识产权发展规划") is None
