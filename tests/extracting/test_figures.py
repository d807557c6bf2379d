"""Numbers and goals of running text: what is found and what is not, in invented documents of several fields."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extracting.figures import find_figures
from checker.extracting.parts import Found, Outline, Region, Text
from checker.extracting.sections import find_outline
from checker.model.plan import Figure
from checker.reading.read import read_document
from tests.extracting.making import LEXICON

QUALITY = """云溪市“十五五”质量强市建设规划
一、发展基础
“十四五”时期，全市质量工作成效明显。截至2025年底，全市累计拥有省政府质量奖企业12家，主导制定国际标准8项、国家标准156项。制造业产品质量合格率由2020年的92.1%提高到2025年的94.6%。
2025年，检验检测机构达到87家，实现营业收入6.2亿元，同比增长11.3%。
二、总体要求
（一）主要目标
到2030年，质量强市建设取得显著成效，质量竞争力指数达到88以上。
——产品质量。制造业产品质量合格率稳定在95%以上，重点食品抽检合格率保持在99%。
——品牌建设。新增省级以上品牌30个，培育形成年主营业务收入超百亿元的品牌企业2家，品牌价值较2025年翻一番。
——质量满意度。公共服务质量满意度力争达到85分，居全省前列。
三、主要任务
（一）提升产品质量。对50个重点产品实施质量比对，每年抽查不少于1500批次。支持企业建设实验室，对通过国家认可的给予最高50万元奖励。
（二）推进标准化建设。力争到2027年，主导制定国家标准20项，团体标准数量年均增长10%以上。推动200家以上企业导入卓越绩效管理模式。
四、保障措施
（一）强化督查。每季度召开1次联席会议，各县区于每年12月底前报送工作总结。
"""

FARMING = (
    "白鹿县“十四五”农业农村现代化规划一、发展成就“十三五”期间，全县粮食总产量稳定在45万吨以上，2020年农林"
    "牧渔业总产值达到68.4亿元，年均增长4.2%；农村居民人均可支配收入达到15230元，较2015年（9603"
    "元）增长58.6%。建成高标准农田32.5万亩，发展农民合作社563家、家庭农场1208家。二、发展目标到20"
    "25年，高标准农田累计达到45万亩，农村居民人均可支配收入年均增长7.5%左右。培育国家级龙头企业1家，“三品"
    "一标”农产品总数突破120个，生活垃圾处理行政村全覆盖。三、重点任务（一）稳定粮食生产。新建高标准农田12.5"
    "万亩，其中高效节水灌溉3万亩。（二）发展特色产业。打造10亿元以上特色产业集群3个，年出栏生猪60万头。"
)

YEARLY = """青岩县2024年数字经济工作要点
为贯彻落实《青岩县“十四五”数字经济发展规划》（青政发〔2021〕15号），制定本要点。
一、夯实数字底座
1.加快5G网络建设，推进千兆光网向乡镇延伸。（县工信局，11月底前）
2.完善“1+3+N”政务云架构，健全12345热线与110联动机制。
二、壮大数字产业
3.围绕3个主导产业召开对接会，6月底前完成第一批2024年度项目申报。
4.落实《关于促进数字经济发展的十条措施》，做好第四届数字峰会筹备工作。
三、强化组织保障
5.成立由县长任组长、23个部门参加的领导小组，每月调度1次。联系电话：0999-6123456。
"""

RULES = """河洲区知识产权专项资金管理办法
第一条 为规范专项资金使用，根据《中华人民共和国专利法》，制定本办法。
第二条 对当年授权的国内发明专利，每件资助5000元，单个企业年度资助总额不超过50万元。
第三条 通过PCT途径获得国外授权的，每件资助3万元，每件最多资助5个国家。
第四条 首次认定为国家知识产权示范企业的，给予20万元一次性奖励。
第五条 弄虚作假的，3年内不得申报。本办法自2024年1月1日起施行，有效期5年。
"""

MEASURES = """松原岭市关于支持知识产权发展的若干政策措施
一、支持高价值专利创造
（一）对获得中国专利金奖的单位，给予100万元奖励；获得银奖的，给予50万元奖励。
（二）对年度发明专利授权量达到10件以上的企业，给予5万元奖励。
二、支持知识产权运用
（三）对知识产权质押融资，按照贷款额的2%给予补助，每家企业每年最高补助20万元。
（四）新认定的省级知识产权优势企业，一次性奖励10万元；新设立的代理机构年代理量超过300件的，奖励5万元。
三、附则
（五）本措施自印发之日起30日后施行，有效期3年。
"""

SCIENCE = """江右省科技创新“十五五”规划
第一章 发展现状
2025年，全省全社会研发投入达到865.3亿元，占地区生产总值比重2.31%，较2020年提高0.52个百分
点；高新技术企业突破1.2万家，是“十三五”末的2.1倍。
第二章 发展目标
到2030年，全社会研发经费投入强度达到3%左右，规模以上工业企业有研发活动的占比达到百分之六十以上，公民具备科学素
质的比例达到18%，技术合同成交额超过5000亿元。
第三章 重点任务
第一节 强化战略科技力量。新建全国重点实验室3—5家，省实验室总数达到10家，每年实施重大科技专项不少于20项，\
“十五五”期间累计投入财政资金100亿元。
"""

CITY = """东屏市城市建设“十三五”规划
第一章 现状与形势
“十二五”期间，全市累计完成市政基础设施投资126.8亿元，是“十一五”的1.8倍。到2015年末，建成区面积达到68.5平方公里，比2010年扩大了不少；污水集中处理率、生活垃圾无害化处理率分别达到91.5%、98%。城市道路总长由560公里增加到812公里，位居全省第三。
第二章 发展目标
到2020年，常住人口城镇化率达到60%左右，建成区面积控制在80平方公里以内。
1.住房保障。五年改造棚户区2.5万套，建设公租房3000套。
2.办事效率。工程项目审批时限压缩至80个工作日，群众满意度持续提升。
"""

Line = tuple[object, ...]


def found(text: str, regions: list[Region] | None = None) -> list[Found[Figure]]:
    even = Text(read_document(text.encode(), "规划.txt"))
    return find_figures(even, find_outline(even, LEXICON), regions or [], [], LEXICON)


def lines(text: str) -> list[Line]:
    """Role, time, name, number with its bound, unit, 口径 and words of each figure."""
    result: list[Line] = []
    for each in found(text):
        figure = each.item
        value = None if figure.value is None else f"{figure.value}" + (f"—{figure.max}" if figure.max else "")
        if figure.bound:
            value = f"{value} {figure.bound}"
        result.append((figure.role, figure.year or figure.over, figure.indicator, value, figure.unit,
                       str(figure.scope), figure.text))  # fmt: skip
    return result


def goals(text: str) -> list[str]:
    return [each.item.indicator for each in found(text) if each.item.role == "target"]


def one(clause: str, head: str = "二、发展目标\n到2030年，") -> Figure:
    """The only figure of a clause in a goals section."""
    result = found(f"甲市“十五五”发展规划\n一、发展基础\n略。\n{head}{clause}。\n")
    assert len(result) == 1, [each.item for each in result]
    return result[0].item


def test_quality() -> None:
    assert lines(QUALITY) == [
        ("achieved", 2025, "省政府质量奖企业", "12", "家", "total", None),
        ("achieved", 2025, "主导制定国际标准", "8", "项", "total", None),
        ("achieved", 2025, "国家标准", "156", "项", "total", None),
        ("baseline", 2020, "制造业产品质量合格率", "92.1", "%", "share", None),
        ("achieved", 2025, "制造业产品质量合格率", "94.6", "%", "share", None),
        ("achieved", 2025, "检验检测机构", "87", "家", "level", None),
        ("achieved", 2025, "营业收入", "6.2", "亿元", "yearly", None),
        ("achieved", 2025, "营业收入", "11.3", "%", "growth", None),
        ("target", 2030, "质量竞争力指数", "88 at-least", None, "level", None),
        ("target", 2030, "制造业产品质量合格率", "95 at-least", "%", "share", None),
        ("target", 2030, "重点食品抽检合格率", "99", "%", "share", None),
        ("target", 2030, "省级以上品牌", "30", "个", "added", None),
        ("target", 2030, "年主营业务收入超百亿元的品牌企业", "2", "家", "unclear", None),
        ("target", 2030, "品牌价值", "1", "番", "multiple", None),
        ("target", 2030, "公共服务质量满意度", "85", "分", "level", None),
        ("target", None, "抽查", "1500 at-least", "批次", "each-year", None),
        ("target", 2027, "主导制定国家标准", "20", "项", "unclear", None),
        ("target", 2027, "团体标准数量", "10 at-least", "%", "average-growth", None),
        ("target", 2027, "导入卓越绩效管理模式的企业", "200 at-least", "家", "level", None),
    ]


def test_hedges_are_kept() -> None:
    hedges = {each.item.indicator: each.item.hedge for each in found(QUALITY) if each.item.hedge}
    assert hedges == {
        "公共服务质量满意度": "力争",
        "主导制定国家标准": "力争",
        "团体标准数量": "力争",
    }


def test_farming_on_one_line() -> None:
    assert lines(FARMING) == [
        ("achieved", (2016, 2020), "粮食总产量", "45 at-least", "万吨", "yearly", None),
        ("achieved", 2020, "农林牧渔业总产值", "68.4", "亿元", "yearly", None),
        ("achieved", (2016, 2020), "农林牧渔业总产值", "4.2", "%", "average-growth", None),
        ("achieved", 2020, "农村居民人均可支配收入", "15230", "元", "yearly", None),
        ("achieved", 2020, "农村居民人均可支配收入", "58.6", "%", "growth", None),
        ("achieved", (2016, 2020), "高标准农田", "32.5", "万亩", "total", None),
        ("achieved", (2016, 2020), "农民合作社", "563", "家", "total", None),
        ("achieved", (2016, 2020), "家庭农场", "1208", "家", "total", None),
        ("target", 2025, "高标准农田", "45", "万亩", "total", None),
        ("target", (2021, 2025), "农村居民人均可支配收入", "7.5 about", "%", "average-growth", None),
        ("target", 2025, "国家级龙头企业", "1", "家", "unclear", None),
        ("target", 2025, "“三品一标”农产品", "120 more-than", "个", "level", None),
        ("target", 2025, "生活垃圾处理行政村", None, None, "share", "全覆盖"),
        ("target", None, "高标准农田", "12.5", "万亩", "added", None),
        ("target", None, "高效节水灌溉", "3", "万亩", "added", None),
        ("target", None, "10亿元以上特色产业集群", "3", "个", "unclear", None),
        ("target", None, "年出栏生猪", "60", "万头", "yearly", None),
    ]


def test_the_earlier_value_of_a_growth() -> None:
    [growth] = [each.item for each in found(FARMING) if each.item.base]
    assert growth.base is not None
    assert (growth.indicator, growth.base.year, str(growth.base.value), growth.base.unit) == (
        "农村居民人均可支配收入", 2015, "9603", "元",
    )  # fmt: skip


def test_science_with_broken_lines() -> None:
    assert lines(SCIENCE) == [
        ("achieved", 2025, "全社会研发投入", "865.3", "亿元", "yearly", None),
        ("achieved", 2025, "全社会研发投入占地区生产总值比重", "2.31", "%", "share", None),
        ("achieved", 2025, "全社会研发投入占地区生产总值比重", "0.52", "个百分点", "growth", None),
        ("achieved", 2025, "高新技术企业", "1.2 more-than", "万家", "level", None),
        ("achieved", 2025, "高新技术企业", "2.1", "倍", "multiple", None),
        ("target", 2030, "全社会研发经费投入强度", "3 about", "%", "share", None),
        ("target", 2030, "规模以上工业企业有研发活动的占比", "60 at-least", "%", "share", None),
        ("target", 2030, "公民具备科学素质的比例", "18", "%", "share", None),
        ("target", 2030, "技术合同成交额", "5000 more-than", "亿元", "unclear", None),
        ("target", None, "全国重点实验室", "3—5", "家", "added", None),
        ("target", None, "省实验室", "10", "家", "level", None),
        ("target", None, "重大科技专项", "20 at-least", "项", "each-year", None),
        ("target", (2026, 2030), "财政资金", "100", "亿元", "total", None),
    ]


def test_city() -> None:
    assert lines(CITY) == [
        ("achieved", (2011, 2015), "市政基础设施投资", "126.8", "亿元", "total", None),
        ("achieved", (2011, 2015), "市政基础设施投资", "1.8", "倍", "multiple", None),
        ("achieved", 2015, "建成区面积", "68.5", "平方公里", "level", None),
        ("achieved", 2015, "污水集中处理率", "91.5", "%", "share", None),
        ("achieved", 2015, "生活垃圾无害化处理率", "98", "%", "share", None),
        ("baseline", None, "城市道路总长", "560", "公里", "level", None),
        ("achieved", (2011, 2015), "城市道路总长", "812", "公里", "level", None),
        ("target", 2020, "常住人口城镇化率", "60 about", "%", "share", None),
        ("target", 2020, "建成区面积", "80 at-most", "平方公里", "level", None),
        ("target", 2020, "棚户区", "2.5", "万套", "total", None),
        ("target", 2020, "公租房", "3000", "套", "unclear", None),
        ("target", 2020, "工程项目审批时限", "80", "个工作日", "level", None),
        ("target", 2020, "群众满意度", None, None, "level", "持续提升"),
    ]


@pytest.mark.parametrize("text", [YEARLY, RULES, MEASURES])
def test_where_no_goal_is_set_none_is_found(text: str) -> None:
    assert goals(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "畅通12315投诉举报渠道，推行“三合一”审判机制",
        "深化“四大战略”，落实“5个100”工程，聚焦“11258”总体要求",
        "按照GB/T29490—2023标准和ISO56005指南开展贯标",
        "根据冀政字〔2021〕66号和国办发〔2013〕88号文件推进正版化",
        "持续开展4.26知识产权宣传周活动",
        "联系人电话0571-88212221，地址为和济街69号1208房间，邮箱a1234@qq.com",
        "推进华北五省和京沪冀等十二省协作",
        "第一批、第3批试点完成验收",
        "推动三项改革，实施两个项目，落实一批政策",
        "于每季度末前5个工作日内报送，自印发之日起30日后施行",
        "对首次认定的企业给予20万元奖励，按贷款利息的50%给予贴息，最高不超过30万元",
        "逾期不改的，处以5万元以下罚款",
        "每月召开1次工作例会",
        "落实《关于促进发展的20条措施》（甲政发〔2022〕3号）",
    ],
)
def test_numbers_that_say_nothing(sentence: str) -> None:
    text = f"甲市“十五五”发展规划\n一、总体要求\n略。\n二、主要任务\n（一）加强保护。{sentence}。\n"
    assert lines(text) == []


@pytest.mark.parametrize(
    ("clause", "name", "value", "scope"),
    [
        ("有效发明专利拥有量达到3600件", "有效发明专利拥有量", "3600", "level"),
        ("作品年登记量达到4500件", "作品年登记量", "4500", "yearly"),
        ("年均举办培训20场", "培训", "20", "average"),
        ("每年新增品牌指导站5家以上", "品牌指导站", "5", "each-year"),
        ("全年新增品牌指导站5家以上", "品牌指导站", "5", "added"),
        ("新增有效注册商标达到5万件", "有效注册商标", "5", "unclear"),
        ("培育6家以上知识产权运营机构", "知识产权运营机构", "6", "unclear"),
        ("国家级孵化器达到6家", "国家级孵化器", "6", "level"),
        ("培育国家级孵化器达到6家", "国家级孵化器", "6", "level"),
        ("专利转让许可合同备案金额累计超1.3亿元", "专利转让许可合同备案金额", "1.3", "total"),
        ("数字经济核心产业增加值占GDP比重达到10%", "数字经济核心产业增加值占GDP比重", "10", "share"),
        ("群众满意度达到90%以上", "群众满意度", "90", "level"),
        ("软件业务收入年均增长12%", "软件业务收入", "12", "average-growth"),
        ("作品登记量递增10%", "作品登记量", "10", "average-growth"),
        ("网络零售额比2025年增长50%", "网络零售额", "50", "growth"),
        ("知识产权质押融资登记金额达到6亿元", "知识产权质押融资登记金额", "6", "yearly"),
        ("知识产权质押融资金额突破25亿元", "知识产权质押融资金额", "25", "unclear"),
        ("70%以上规模以上企业建立研发机构", "建立研发机构", "70", "share"),
        ("公交站点500米覆盖率达到98%", "公交站点500米覆盖率", "98", "share"),
        ("完成2000年底前建成的老旧小区改造30个", "老旧小区改造", "30", "unclear"),
    ],
)
def test_what_is_counted_and_how(clause: str, name: str, value: str, scope: str) -> None:
    figure = one(clause)
    assert (figure.indicator, str(figure.value), figure.scope) == (name, value, scope)
    assert figure.role == "target"


@pytest.mark.parametrize(
    ("clause", "names", "text"),
    [
        ("商标申请量、注册量、有效注册量稳步增长", ["商标申请量", "商标注册量", "商标有效注册量"], "稳步增长"),
        ("维权周期明显缩短", ["维权周期"], "明显缩短"),
        ("大力提升专利转化率", ["专利转化率"], "大力提升"),
        ("实现作品登记服务机构全覆盖", ["作品登记服务机构"], "全覆盖"),
        ("专利综合实力居全省前列", ["专利综合实力"], "居全省前列"),
        ("创新能力明显提升，保护意识显著增强，营商环境持续优化，服务效率不断提高", [], ""),
        ("知识产权创造质量显著提高", [], ""),
    ],
)
def test_goals_in_words(clause: str, names: list[str], text: str) -> None:
    result = found(f"甲市“十五五”发展规划\n二、发展目标\n到2030年，{clause}。\n")
    assert [each.item.indicator for each in result] == names
    assert {each.item.text for each in result} <= {text}
    assert all(each.item.year == 2030 for each in result)


def test_places() -> None:
    figure = one("东山区、西山区、云岭县专利授权量达到300件")
    assert (figure.place, figure.indicator) == ("东山区、西山区、云岭县", "专利授权量")


def test_the_quote_of_a_growth_has_its_words() -> None:
    growth = next(each for each in found(FARMING) if each.item.scope == "average-growth")
    assert growth.item.at[0].quote == "年均增长4.2%"


def test_a_goal_of_all_places() -> None:
    [goal] = found("甲市“十五五”发展规划\n一、发展目标\n到2030年，公共服务网点实现县区全覆盖。\n")
    assert (goal.item.indicator, goal.item.of, goal.item.text) == ("公共服务网点", "县区", "全覆盖")


def test_the_value_compared_with_is_no_figure_of_its_own() -> None:
    text = (
        "甲市“十五五”发展规划\n一、发展基础\n截至2025年底，有效发明专利4.32万件，较2020年底的1.56万件增长176.9%；"
        "优势企业由2家增加到7家；示范企业从无到有，达3家。\n二、发展目标\n到2030年，PCT专利申请五年累计100件。\n"
    )
    figures = [each.item for each in found(text)]
    assert [(figure.role, figure.indicator, str(figure.value), figure.scope) for figure in figures] == [
        ("achieved", "有效发明专利", "4.32", "level"),
        ("achieved", "有效发明专利", "176.9", "growth"),
        ("baseline", "优势企业", "2", "level"),
        ("achieved", "优势企业", "7", "level"),
        ("achieved", "示范企业", "3", "level"),  # named in a clause without a number: for a person to look at
        ("target", "PCT专利申请", "100", "total"),
    ]
    assert figures[1].base is not None
    assert (figures[1].base.year, str(figures[1].base.value), figures[1].base.unit) == (2020, "1.56", "万件")
    assert [each.sure < 0.7 for each in found(text)] == [False, False, False, False, True, False]


def test_ranks() -> None:
    text = (
        "甲市“十五五”发展规划\n一、发展基础\n“十四五”期间，商标拥有量连续五年位居全省第二，融资增长率全市第一。\n"
        "二、发展目标\n略。\n"
    )
    assert [(line[2], line[3], line[5]) for line in lines(text)] == [
        ("商标拥有量", "2", "rank"),
        ("融资增长率", "1", "rank"),
    ]


def test_shares_of_one_verb() -> None:
    text = (
        "甲市“十五五”发展规划\n一、发展基础\n“十四五”期间，专利申请量25501件，专利授权量14111件，"
        "年均增长率分别达28.47%、23.62%；PCT专利申请量42件，为“十三五”末的4.2倍。"
        "专利总授权量为963件，其中，发明专利38件，实用新型专利790件。"
        "法院受理一审案件48件，审结47件。\n二、发展目标\n略。\n"
    )
    figures = [each.item for each in found(text)]
    assert [(figure.indicator, str(figure.value), figure.scope, figure.of) for figure in figures] == [
        ("专利申请量", "25501", "total", None),
        ("专利授权量", "14111", "total", None),
        ("专利申请量", "28.47", "average-growth", None),
        ("专利授权量", "23.62", "average-growth", None),
        ("PCT专利申请量", "42", "total", None),
        ("PCT专利申请量", "4.2", "multiple", None),
        ("专利总授权量", "963", "total", None),
        ("发明专利授权量", "38", "total", "专利总授权量"),
        ("实用新型专利授权量", "790", "total", "专利总授权量"),
        ("受理一审案件", "48", "total", None),
        ("审结一审案件", "47", "total", None),
    ]
    assert all(figure.over == (2021, 2025) for figure in figures)


def test_a_growth_after_two_amounts_is_doubtful() -> None:
    text = (
        "甲市“十五五”发展规划\n一、发展基础\n2025年，商标申请量800件、专利申请量300件，增长12%。\n二、发展目标\n略。\n"
    )
    last = found(text)[-1]
    assert last.sure < 0.7
    assert "名称承前" in last.notes[0]


def test_what_cannot_be_read_is_for_review() -> None:
    figure = one("人才队伍超UOo名")
    assert (figure.value, figure.raw, figure.unit, figure.review) == (None, "超UOo名", "名", True)


def test_rows_of_tables_are_no_running_text() -> None:
    text = "甲市“十五五”发展规划\n一、发展目标\n到2030年，专利授权量达到300件。\n商标注册量（件）120件240件\n"
    even = Text(read_document(text.encode(), "规划.txt"))
    start = even.even.index("商标注册量")
    names = [each.item.indicator for each in found(text, [Region(start, len(even.even))])]
    assert names == ["专利授权量"]


def test_years_of_goals() -> None:
    text = (
        "甲市“十五五”发展规划\n一、发展目标\n到2030年，专利授权量达到300件，商标注册量达到500件。\n作品登记量达到900件。\n"
        "二、主要任务\n（一）加强创造。到2028年，建成平台3个。\n（二）加强运用。建成基地5个。\n"
    )
    assert [(each.item.indicator, each.item.year) for each in found(text)] == [
        ("专利授权量", 2030),
        ("商标注册量", 2030),
        ("作品登记量", 2030),
        ("平台", 2028),
        ("基地", None),
    ]


def test_the_goals_of_a_plan_for_one_year() -> None:
    text = (
        "临湖区知识产权强区建设2023年工作计划\n2022年，专利授权2315件。\n一、工作目标\n全年新增有效发明专利150件以上。\n"
        "二、工作任务\n（一）强化保护。查处侵权案件50件以上。\n"
    )
    assert [line[:4] for line in lines(text)] == [
        ("achieved", 2022, "专利授权", "2315"),
        ("target", 2023, "有效发明专利", "150 at-least"),
        ("target", None, "查处侵权案件", "50 at-least"),
    ]


@pytest.mark.parametrize("text", [QUALITY, FARMING, SCIENCE, CITY])
def test_quotes_are_verbatim_and_show_the_number(text: str) -> None:
    for each in found(text):
        [at] = each.item.at
        assert at.offset is not None
        assert text[at.offset : at.offset + len(at.quote)] == at.quote
        if each.item.value is not None and each.item.raw is None:
            assert str(each.item.value) in at.quote


def test_nothing_is_found_outside_the_body() -> None:
    even = Text(read_document(QUALITY.encode(), "规划.txt"))
    end = even.even.index("二、总体要求")
    result = find_figures(even, Outline((0, end), ()), [], [], LEXICON)
    assert result
    assert all(each.end <= end for each in result)


PIECES = [
    *(
        "到2030年，",
        "达到",
        "新增",
        "3家",
        "5.2%",
        "企业",
        "、",
        "，",
        "。",
        "其中",
        "较2020年",
        "增长",
        "分别",
        "“",
        "”",
    ),
    *("（", "）", "由2020年的", "力争", "专利授权量", "全覆盖", "一", "十", "万", "以上", "的", "\n"),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_is_read(pieces: list[str]) -> None:
    text = "甲市“十五五”发展规划\n一、发展目标\n" + "".join(pieces) + "。\n"
    for each in found(text):
        [at] = each.item.at
        assert at.offset is not None
        assert text[at.offset : at.offset + len(at.quote)] == at.quote


def test_time_grows_with_the_text_only() -> None:
    even = Text(read_document((FARMING * 30).encode(), "规划.txt"))
    outline = Outline((0, len(even.even)), ())
    start = time.perf_counter()
    find_figures(even, outline, [], [], LEXICON)
    assert time.perf_counter() - start < 3
