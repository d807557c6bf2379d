"""Which articles a measure covers: by substance, only in documents about IP, by the period of the plan."""

from __future__ import annotations

import pytest

from checker.extracting.coverage import CoverageWords
from checker.extracting.extract import extract
from checker.loading.plans import load_plan
from checker.model.plan import Cover
from checker.reading.read import read_document
from tests.extracting.making import LEXICON

PLAN = """{title}
规划期为{period}。
一、重点任务
（一）第一项任务
{task}
（二）第二项任务
推动专利转化，支持企业发展。
二、保障措施
（一）加强组织领导
严厉打击侵犯知识产权违法犯罪行为，落实各项责任。
"""

OPINIONS = "关于强化知识产权保护的意见/"
PLAN_155 = "知识产权保护和运用“十五五”规划/"


def covers(task: str, title: str = "双河市知识产权保护和运用“十四五”规划", period: str = "2021—2025年") -> list[Cover]:
    text = PLAN.format(title=title, period=period, task=task)
    found = extract(read_document(text.encode(), "甲.txt"), LEXICON).measures
    assert [each.item.kind for each in found] == ["task", "task", "guarantee"]
    assert not found[2].item.covers
    return list(found[0].item.covers)


def short(found: list[Cover]) -> set[tuple[str, str]]:
    return {((each.article or "").partition("/")[2].strip("（）"), each.strength) for each in found}


@pytest.mark.parametrize(
    ("task", "article", "strength"),
    [
        ("对情节严重的故意侵权行为适用惩罚性赔偿。", "一", "task"),
        ("开展“清风”专项执法行动，集中整治假冒专利和商标侵权。", "一", "task"),
        ("查处假冒注册商标的行为。", "一", "thin"),
        ("推动制定侵权案件证据规则指引。", "二", "task"),
        ("依托信用平台实施知识产权信用分级分类监管。", "三", "task"),
        ("加强人工智能等新兴领域知识产权保护规则研究。", "四", "task"),
        ("加强中医药传统知识保护。", "四", "thin"),
        ("主动接受人大法律监督和政协民主监督。", "五", "thin"),
        ("引导茶叶行业协会制定知识产权自律公约。", "六", "task"),
        ("在行政裁决中聘请技术调查官参与查明技术事实。", "七", "task"),
        ("开展专利快速预审，压缩发明专利审查周期。", "八", "task"),
        ("与周边五市签订知识产权执法协作协议，建立案件线索移送机制。", "九", "task"),
        ("推行知识产权案件繁简分流，实行简案快审。", "十", "task"),
        ("争取设立家具产业知识产权快速维权中心。", "十一", "task"),
        ("加强与东盟国家知识产权交流。", "十二", "thin"),
        ("定期召开外商投资企业知识产权座谈会，听取意见。", "十三", "task"),
        ("设立海外知识产权纠纷应对指导工作站。", "十四", "task"),
        ("开展企业海外知识产权状况调查。", "十五", "task"),
        ("围绕家具、灯具等产品，每年组织专项整治不少于两次。", "一", "task"),
        ("对侵犯商业秘密等犯罪实行全链条打击。", "一", "task"),
        ("将多次侵权的经营者纳入重点监管名录。", "三", "task"),
        ("压实直播平台主体责任。", "四", "task"),
        ("对古法造纸等传统工艺建档保护。", "四", "thin"),
        ("公开行政处罚信息。", "五", "thin"),
        ("知识产权纠纷调解组织达到8家。", "六", "task"),
        ("建设侵权线索智能监测平台。", "七", "task"),
        ("为基层执法队伍配备快速检测设备。", "七", "thin"),
        ("推动仲裁、公证与司法保护有机衔接。", "八", "thin"),
        ("与相邻各县开展跨区域联合巡查。", "九", "task"),
        ("专利侵权纠纷行政裁决推行书面审理。", "十", "task"),
        ("对涉农案件优先立案。", "十", "thin"),
        ("争取增加新材料预审领域。", "十一", "task"),
        ("推进民事、刑事、行政案件三审合一。", "二", "thin"),
        ("建立技术调查、专家咨询机制。", "七", "task"),
        ("建立外贸企业知识产权风险名录。", "十四", "task"),
        ("编写重点国家知识产权指引。", "十五", "task"),
    ],
)
def test_articles_of_the_opinions(task: str, article: str, strength: str) -> None:
    assert (article, strength) in short(covers(task))
    assert all((each.article or "").startswith(OPINIONS) for each in covers(task))


@pytest.mark.parametrize(
    "task",
    [
        "开展高价值专利培育，建设培育中心。",
        "推进知识产权质押融资，完善风险补偿机制。",
        "举办宣传周活动，普及知识产权知识。",
        "鼓励企业向海外申请专利、注册商标。",
        "建设知识产权公共服务平台，提供一站式服务。",
        "加强协同保护，加大保护力度。",
        "健全专利代理行业监管机制。",
        "发挥行业协会桥梁作用，推进商标培育。",
        "支持高校成立知识产权学院，培养复合型人才。",
        "推动和周边城市共建产业知识产权联盟。",
        "引导企业布局海外商标，编制海外布局指引。",
        "建立质物快速处置通道。",
        "健全企业诉求3个工作日内响应制度。",
        "持续开展高价值专利培育专项行动。",
        "组建专利导航技术支持专家库。",
        "探索数据知识产权质押融资规则。",
    ],
)
def test_what_covers_nothing(task: str) -> None:
    assert covers(task) == []


def test_the_evidence_is_the_clause() -> None:
    (cover,) = covers("完善制度，健全体系。全面落实政策，依法适用惩罚性赔偿制度，营造环境。")
    assert cover.at[0].quote == "依法适用惩罚性赔偿制度"
    assert (cover.protection, cover.strength) == ("严保护", "task")


def test_an_action_counts_before_a_mention() -> None:
    (cover,) = covers("打击侵权行为。推进工作。加大行政处罚力度。")
    assert (cover.strength, cover.at[0].quote) == ("task", "加大行政处罚力度")


def test_each_place_of_a_task_is_listed_up_to_three() -> None:
    (cover,) = covers("设立海外维权服务站。组建涉外专家库。推广海外侵权责任险。开展海外知识产权预警。")
    assert [at.quote for at in cover.at] == ["设立海外维权服务站", "组建涉外专家库", "推广海外侵权责任险"]


def test_what_only_the_title_says_is_a_mention() -> None:
    text = PLAN.format(
        title="双河市知识产权保护和运用“十四五”规划", period="2021—2025年", task="加强队伍建设，提高工作水平。"
    )
    text = text.replace("第一项任务", "健全纠纷多元化解机制")
    found = extract(read_document(text.encode(), "甲.txt"), LEXICON).measures
    assert short(list(found[0].item.covers)) == {("六", "thin")}


def test_what_may_belong_to_another_article_is_for_a_person() -> None:
    (cover,) = (each for each in covers("准确适用刑事案件立案追诉标准。") if each.strength == "task")
    assert cover.review


def test_a_sentence_broken_by_a_line_end() -> None:
    (cover,) = covers("依法适用惩罚\n性赔偿制度，营造良好环境。")
    assert cover.strength == "task"


def test_the_four_words_alone_are_slogans() -> None:
    found = covers("落实严保护要求，构建大保护格局，推进协同保护、快速保护。")
    assert [(each.protection, each.strength, each.article) for each in found] == [
        ("严保护", "slogan", None),
        ("大保护", "slogan", None),
    ]


def test_bodies_are_no_evidence() -> None:
    assert covers("推进专利转化运用。（市工业和信息化局、市市场监管局、市知识产权保护中心负责）") == []


@pytest.mark.parametrize(
    ("task", "article"),
    [
        ("依法适用惩罚性赔偿制度。", "二）司法、行政"),
        ("推动行政执法标准与司法裁判标准统一。", "二）协同·衔接"),
        ("推行知识产权领域信用承诺制。", "九）诚信"),
        ("推动设立茶产业快速维权中心。", "二）协同·快速"),
        ("对侵犯各种所有制经济知识产权的行为实行同责同罪同罚。", "二）司法·平等"),
        ("支持企业参加海外知识产权纠纷应对指导。", "三）涉外"),
        ("开展“铁拳”“剑网”行动。", "二）司法、行政"),
        ("与相邻城市共建执法协作机制。", "二）协同·衔接"),
        ("完善失信惩戒和信用修复办法。", "九）诚信"),
        ("清理含有所有制差别的政策条款。", "二）司法·平等"),
    ],
)
def test_plans_from_2026_are_held_against_the_plan_of_their_time(task: str, article: str) -> None:
    found = covers(task, title="云岭县知识产权“十五五”规划", period="2026—2030年")
    assert (article, "task") in short(found)
    assert all((each.article or "").startswith(PLAN_155) for each in found)


@pytest.mark.parametrize(
    ("task", "article"),
    [
        ("压实电商平台主体责任。", "（四）"),
        ("设立知识产权纠纷人民调解委员会。", "（六）"),
        ("推广技术调查官制度。", "（七）"),
    ],
)
def test_what_the_plan_of_their_time_has_no_article_for_is_held_against_the_opinions(task: str, article: str) -> None:
    found = covers(task, title="云岭县知识产权“十五五”规划", period="2026—2030年")
    assert [(each.article, each.strength) for each in found] == [(f"{OPINIONS}{article}", "task")]


def test_a_programme_that_began_before_is_not() -> None:
    found = covers("依法适用惩罚性赔偿制度。", title="青石市知识产权强市建设工作方案", period="2024—2026年")
    assert [each.article for each in found] == [f"{OPINIONS}（一）"]


def test_plans_before_the_opinions_cover_nothing() -> None:
    found = covers("依法适用惩罚性赔偿制度。", title="双河市知识产权“十三五”规划", period="2016—2020年")
    assert found == []


def test_documents_about_other_things_cover_nothing() -> None:
    found = covers("严厉打击假冒伪劣，加大行政处罚力度。", title="临川市质量强市建设“十四五”规划")
    assert found == []


def test_the_dictionary_names_articles_that_exist() -> None:
    outlines = {"关于强化知识产权保护的意见": "cn-ip-opinions-2019", "知识产权保护和运用“十五五”规划": "cn-ip-plan-155"}
    for document in LEXICON.dictionary("coverage", CoverageWords).documents:
        plan = load_plan(LEXICON.folder / "outlines" / f"{outlines[document.title]}.yaml").plan
        assert plan.title == document.title
        known = {(article.number, article.protection) for article in plan.articles if article.protection}
        assert {(each.article, each.protection) for each in document.articles} == known
