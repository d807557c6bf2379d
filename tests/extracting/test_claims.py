"""Whose number it is, of which time, 口径 and role: short invented passages of plans."""

from __future__ import annotations

import pytest

from checker.extracting.figures import find_figures
from checker.extracting.parts import Text
from checker.extracting.sections import find_outline
from checker.model.plan import Figure
from checker.reading.read import read_document
from tests.extracting.making import LEXICON

PLAN = "甲市“十五五”知识产权规划（2026—2030年）\n一、发展基础\n{past}\n二、发展目标\n{goals}\n三、主要任务\n{tasks}\n"


def read(past: str = "略。", goals: str = "略。", tasks: str = "略。") -> list[Figure]:
    text = Text(read_document(PLAN.format(past=past, goals=goals, tasks=tasks).encode(), "规划.txt"))
    return [each.item for each in find_figures(text, find_outline(text, LEXICON), [], [], LEXICON)]


def said(figures: list[Figure]) -> list[str]:
    """Name, number, 口径 and time of each figure on a line."""
    return [
        f"{each.indicator} {each.value if each.value is not None else each.text}{each.unit or ''} {each.scope}"
        f" {each.year or each.over or '—'}"
        for each in figures
    ]


def test_how_much_it_rose_is_no_level() -> None:
    past = "2025年，社会满意度81.2分，较2020年提高3.5分。海外授权300件，比2020年增加120件。审理周期缩短6天。"
    assert said(read(past=past)) == [
        "社会满意度 81.2分 level 2025",
        "社会满意度 3.5分 added 2025",
        "海外授权 300件 yearly 2025",
        "海外授权 120件 added 2025",
        "审理周期 6天 added 2025",
    ]


@pytest.mark.parametrize("start", ["以2020年为基数，", "在2020年的基础上，", "以2020年为基期，"])
def test_the_year_that_goals_start_from_is_not_theirs(start: str) -> None:
    [figure] = read(goals=f"到2030年，综合能力迈上新台阶。{start}有效注册商标达到5000件。")
    assert (figure.role, figure.year) == ("target", 2030)


def test_what_is_set_on_top_of_the_last_plan_is_a_goal() -> None:
    [doubled, total] = read(tasks="（一）扩大融资。力争融资额在“十四五”基础上翻一番，五年累计达到3000万元。")
    assert (doubled.role, doubled.indicator, total.role, total.indicator) == ("target", "融资额", "target", "融资额")


def test_the_parts_of_the_document_are_no_goals() -> None:
    goals = "到2030年，部署6个方面18项任务，设置主要指标12项，其中约束性指标2项、预期性指标10项。主要指标进入全省前列。"
    assert read(goals=goals) == []


def test_a_note_under_a_table_is_no_text() -> None:
    assert read(goals="注：1.第1、3、5项为累计数。2.2024年服务机构8家。") == []
    assert read(goals="到2030年，第2、4、5项达标。") == []
    long = "市场监督管理局、发展和改革委员会、工业和信息化局、文化广电和旅游局等有关部门按照职责分工负责"
    assert read(goals=f"{long}\n备注：牵头单位有两家以上的，列第一位的负总责。") == []
    [seen] = read(goals=f"注：{long}\n到2030年，示范企业达到12家。")
    assert seen.indicator == "示范企业"


def test_a_year_alone_says_nothing_between() -> None:
    goals = "到2028年，转让许可达到90次；到2030年，达到150次。"
    assert said(read(goals=goals)) == ["转让许可 90次 unclear 2028", "转让许可 150次 unclear 2030"]
    text = Text(read_document(PLAN.format(past="略。", goals=goals, tasks="略。").encode(), "规划.txt"))
    found = find_figures(text, find_outline(text, LEXICON), [], [], LEXICON)
    assert [each.sure for each in found] == [0.9, 0.9]


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("专利转让许可达到90次", "专利转让许可"),
        ("拥有中级职称的人员达到90人", "拥有中级职称的人员"),
        ("有有效专利的规上企业占比达到60%", "有有效专利的规上企业占比"),
        ("二是支持链主企业组建联合体10个", "链主企业组建联合体"),
        ("面向共建国家编写国别指引10份", "国别指引"),
        ("为企业提供指导服务90次", "指导服务"),
        ("提交国际专利申请90件", "国际专利申请"),
        ("新获得地理标志保护2件", "地理标志保护"),
        ("按期结案率2028年达到100%", "按期结案率"),
    ],
)
def test_names_begin_and_end_where_they_should(clause: str, name: str) -> None:
    assert [each.indicator for each in read(goals=f"到2030年，{clause}。")] == [name]


def test_what_has_no_name_takes_none_of_another_thing() -> None:
    """The noun after a number is what it counts."""
    past = "2025年，每万人口专利3.2件；45户规上企业中有6户拥有专利。与12.5万户主体相比，发展不足。12所学校参加。"
    assert said(read(past=past)) == ["每万人口专利 3.2件 level 2025"]
    assert read(past="全市有4个区与2个县，按常住人口90万人计算，正在建设两个千亿级集群。") == []


def test_a_sum_is_not_of_the_last_thing_listed() -> None:
    past = "2025年，有证明商标8件、保护产品3件，合计11件。"
    assert [each.indicator for each in read(past=past)] == ["证明商标", "保护产品"]


def test_instances_are_not_the_name_of_what_is_counted() -> None:
    assert said(read(past="全市有临江柑橘、临江红茶2个地理标志产品。")) == ["地理标志产品 2个 level —"]
    assert read(tasks="（一）打造品牌。重点打造临江柑橘、临江红茶等5个超2亿元产业。") == []


def test_names_go_on_in_a_list() -> None:
    past = "2025年，临江柑橘产值6.5亿元、红茶1.5亿元。申请专利90件，获得授权60件。其中高价值专利20件，每万人口2.1件。"
    assert said(read(past=past)) == [
        "临江柑橘产值 6.5亿元 yearly 2025",
        "红茶产值 1.5亿元 yearly 2025",
        "申请专利 90件 yearly 2025",
        "授权专利 60件 total 2025",
        "高价值专利 20件 level 2025",
        "每万人口高价值专利 2.1件 level 2025",
    ]


def test_two_shares_of_one_kind() -> None:
    goals = "到2030年，密集型产业、版权产业增加值占生产总值比重分别达到15%和7%。"
    assert [each.indicator for each in read(goals=goals)] == [
        "密集型产业增加值占生产总值比重",
        "版权产业增加值占生产总值比重",
    ]


def test_a_verb_is_not_completed_with_what_is_counted_otherwise() -> None:
    tasks = "（一）培养人才。建设培训基地3个，年均培训5000人次以上。"
    assert [each.indicator for each in read(tasks=tasks)] == ["培训基地", "培训"]


def test_parts_after_the_whole_belong_to_it() -> None:
    past = "五年共查处案件300件，其中甲类案件180件、乙类案件90件。"
    assert [(each.indicator, each.of) for each in read(past=past)] == [
        ("查处案件", None),
        ("甲类案件", "查处案件"),
        ("乙类案件", "查处案件"),
    ]


def test_when_something_came_about_is_no_time_of_the_numbers() -> None:
    past = "保护中心2023年建成运行，备案主体60家。2022年获批试点城市。五年间，共查处案件90件。"
    assert said(read(past=past)) == ["备案主体 60家 level —", "查处案件 90件 total —"]
    assert said(read(goals="2028年建成示范区，服务机构达到12家。")) == ["服务机构 12家 level 2028"]


def test_starts_without_a_year_and_with_brackets() -> None:
    tasks = "（一）壮大队伍。用标主体由30家增加到80家。覆盖率由2025年（试点）的20%提高到60%。由2名干部负责。"
    assert [(each.role, each.indicator, str(each.value), each.year) for each in read(tasks=tasks)] == [
        ("baseline", "用标主体", "30", None),
        ("target", "用标主体", "80", None),
        ("baseline", "覆盖率", "20", 2025),
        ("target", "覆盖率", "60", None),
    ]


def test_what_is_said_of_the_first_of_a_list_holds_for_all() -> None:
    tasks = "（一）培育主体。五年新增示范企业6家、优势企业20家。五年累计声明许可专利80件、达成许可60次。"
    assert said(read(tasks=tasks)) == [
        "示范企业 6家 total —",
        "优势企业 20家 total —",
        "声明许可专利 80件 total —",
        "达成许可 60次 total —",
    ]


def test_what_is_done_each_year_and_once() -> None:
    tasks = (
        "（一）提升服务。每年办班不少于6期，培训400人次以上。出台政策文件3件。争创地理标志2件。"
        "补偿资金规模达到5000万元。保险年保障金额达到20亿元。2030年当年登记达到900次。"
    )
    assert said(read(tasks=tasks)) == [
        "办班 6期 each-year —",
        "培训 400人次 each-year —",
        "政策文件 3件 total —",
        "地理标志 2件 added —",
        "补偿资金规模 5000万元 level —",
        "保险年保障金额 20亿元 yearly —",
        "登记 900次 yearly 2030",
    ]


def test_what_is_yearly_in_one_year_of_a_plan_by_years() -> None:
    goals = "2027年，夯基起步。质押融资登记额不低于6亿元。\n2028年，全面攻坚。质押融资登记额不低于8亿元。"
    assert said(read(goals=goals)) == ["质押融资登记额 6亿元 yearly 2027", "质押融资登记额 8亿元 yearly 2028"]


def test_so_many_for_each_are_no_amount_of_the_whole() -> None:
    tasks = "（一）建好网点。每个县至少设立1个调解组织，全市达到13个。"
    assert [(each.indicator, each.of, str(each.value), each.scope) for each in read(tasks=tasks)] == [
        ("调解组织", "每个县", "1", "unclear"),
        ("调解组织", None, "13", "level"),
    ]
    [each] = read(goals="到2030年，平均每8户市场主体拥有1件商标。")
    assert (each.indicator, each.of) == ("商标", "每8户市场主体")


def test_a_number_for_each_year_in_turn() -> None:
    past = "2021—2023年，专利授权量依次为78件、89件和112件，三年累计279件，是上一时期的两倍。"
    assert said(read(past=past)) == [
        "专利授权量 78件 yearly 2021",
        "专利授权量 89件 yearly 2022",
        "专利授权量 112件 yearly 2023",
        "专利授权量 279件 total (2021, 2023)",
    ]


def test_words_of_subsidies_that_pay_nothing() -> None:
    tasks = "（一）扩大融资。完善风险补偿与贴息政策，对首次转化的给予政策支持，到2030年融资登记额达到8亿元。"
    assert said(read(tasks=tasks)) == ["融资登记额 8亿元 unclear 2030"]
    assert read(tasks="（一）扩大融资。对贷款1000万元以上的给予支持20万元，按2%贴息。") == []


def test_a_heading_that_its_sentence_goes_on_from_is_read() -> None:
    tasks = "（一）完善体系。推动服务下沉。\n（二）布局指导站80个，为企业提供辅导。\n（三）加强培训。规范管理。"
    assert [each.indicator for each in read(tasks=tasks)] == ["指导站"]


def test_a_start_at_the_end_of_a_plan_is_a_start() -> None:
    past = "地理标志产品由“十三五”末的8个增加到15个。"
    [start, now] = read(past=past)
    assert (start.role, start.year, now.role, now.year) == ("baseline", 2020, "achieved", None)


def test_the_average_of_others_and_a_mere_level_are_no_names() -> None:
    past = "2025年，每万人专利拥有量12.5件，是全省平均水平的1.2倍，比2020年提高5.2件。"
    assert said(read(past=past)) == ["每万人专利拥有量 12.5件 level 2025", "每万人专利拥有量 5.2件 added 2025"]
    assert read(tasks="（一）建设基地。建设1个国家级、5个省级示范区。") == []
