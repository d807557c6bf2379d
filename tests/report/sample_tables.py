"""Indicator, protection and clause tables of the invented plan."""

from __future__ import annotations

from msgspec.structs import replace

from checker.model.result import (
    Amount,
    ArticleCell,
    ClauseRow,
    IndicatorRow,
    ParentAmount,
    Place,
    ProtectionRow,
    Verdict,
)
from tests.report.sample_findings import (
    NATION_RATIO,
    NATION_SCORE,
    NATION_SHARE,
    PROVINCE,
    PROVINCE_RATIO,
    TABLE_ROW,
)

RATIO = "件/万人"
INDICATORS: tuple[IndicatorRow, ...] = (
    IndicatorRow(
        "每万人口高价值发明专利拥有量",
        "high-value-patents-per-10k",
        "仅正文",
        "正文写了目标，指标表没有这一行",
        baseline=Amount("1.87件", "2020", RATIO, 18650, 18750),
        target=Amount("2.21件", "2025", RATIO, 22050, 22150),
        parents=(
            ParentAmount(
                "xx-chengjiang-145",
                "province",
                Amount("2.10件", "2020", RATIO, 20950, 21050),
                Amount("4.00件", "2025", RATIO, 39950, 40050),
                PROVINCE_RATIO,
            ),
            ParentAmount(
                "cn-ip-outline-2035", "nation", None, Amount("12件", "2025", RATIO, 120000, 120000), NATION_RATIO
            ),
        ),
        place=Place("正文三（一）", ("figures", 3), 88, 5, "高价值发明专利拥有量达到2.21件", 6921, 8),
    ),
    IndicatorRow(
        "著作权年登记量",
        "",
        "自设",
        baseline=Amount("1200件", "2020", "件", 12000000, 12000000),
        target=Amount("3000件", "2025", "件", 30000000, 30000000),
        nature="预期性",
        units=("市委宣传部", "市文广旅局"),
        place=TABLE_ROW,
    ),
    IndicatorRow(
        "知识产权保护满意率",
        "",
        "近似",
        "与“知识产权保护社会满意度”相近，单位不同（% / 分）",
        baseline=Amount("80%", "2020", "%", 800000, 800000),
        target=Amount("85%以上", "2025", "%", 850000, None, "at-least"),
        nature="预期性",
        units=("市市场监管局",),
        parents=(
            ParentAmount(
                "cn-ip-plan-145",
                "nation",
                Amount("80.05分", "2020", "分", 800500, 800500),
                Amount("82分", "2025", "分", 820000, 820000),
                NATION_SCORE,
            ),
        ),
        place=Place("指标表第 6 行", ("indicators", 5), 61, 5, "知识产权保护满意率 80% 85%", 5290, 6),
    ),
    IndicatorRow(
        "专利密集型产业增加值占GDP比重",
        "patent-intensive-share",
        "列入",
        baseline=Amount("9.2%", "2020", "%", 91500, 92500),
        target=Amount("9.8%", "2025", "%", 97500, 98500),
        nature="预期性",
        units=("市统计局", "市市场监管局"),
        parents=(
            ParentAmount(
                "cn-ip-plan-145",
                "nation",
                Amount("11.6%", "2019", "%", 115500, 116500, confidence="derived"),
                Amount("13%", "2025", "%", 130000, 130000),
                NATION_SHARE,
            ),
        ),
    ),
    IndicatorRow(
        "知识产权使用费年进出口总额",
        "royalties",
        "列入",
        target=Amount("0.6亿元", "2025", "亿元", 6000, 6000),
        parents=(
            ParentAmount(
                "cn-ip-outline-2035",
                "nation",
                None,
                Amount("3500亿元", "2025", "亿元", 35000000, 35000000),
                replace(NATION_RATIO, quote="知识产权使用费年进出口总额达到3500亿元"),
            ),
        ),
    ),
    IndicatorRow(
        "知识产权质押融资额",
        "pledge-financing",
        "列入",
        "基期印作“30余亿元”",
        baseline=Amount("30余亿元", "2016—2020", "亿元", 300000, 400000),
        target=Amount("50—70亿元", "2025", "亿元", 500000, 700000),
        units=("人民银行临江市中心支行",),
        parents=(ParentAmount("cn-ip-plan-145", "nation", Amount("2180亿元", "2020"), None, NATION_SHARE),),
    ),
    IndicatorRow(
        "海外发明专利授权量",
        "overseas-patents",
        "未见",
        parents=(
            ParentAmount("cn-ip-plan-145", "nation", None, Amount("9万件", "2025", "万件", 90000, 90000), NATION_SCORE),
        ),
    ),
    IndicatorRow("知识产权宣传活动", "", "自设", target=Amount("稳步增加", "2025")),
)


def _task(line: int, quote: str) -> Place:
    return Place("任务", ("measures", line - 150), line, 5, quote, 8000 + line)


PROTECTIONS: tuple[ProtectionRow, ...] = (
    ProtectionRow(
        "严保护",
        "确立知识产权严保护政策导向",
        "关于强化知识产权保护的意见",
        (Place("基本原则", ("slogans", 0), 70, 3, "坚持严保护", 4001, 5),),
        (
            ArticleCell(
                "（一）",
                "加大侵权假冒行为惩戒力度",
                "task",
                (_task(152, "对重复侵权、恶意侵权从重处罚"), _task(160, "建立侵权惩罚性赔偿案例库")),
                "verified",
            ),
            ArticleCell("（二）", "严格规范证据标准", "无", (), "single-source"),
            ArticleCell("（三）", "强化案件执行措施", "thin", (_task(158, "加大执行力度"),), "single-source"),
            ArticleCell("（四）", "完善新业态新领域保护制度", "无", (), "single-source"),
        ),
    ),
    ProtectionRow(
        "大保护",
        "构建知识产权大保护工作格局",
        "关于强化知识产权保护的意见",
        (),
        (
            ArticleCell("（五）", "加大执法监督力度", "task", (_task(171, "每年开展两次执法检查"),), "single-source"),
            ArticleCell("（六）", "建立健全社会共治模式", "task", (_task(175, "设立人民调解委员会"),), "single-source"),
            ArticleCell("（七）", "加强专业技术支撑", "thin", (_task(180, "加强技术支撑"),), "single-source"),
        ),
    ),
    ProtectionRow(
        "快保护",
        "突破知识产权快保护关键环节",
        "关于强化知识产权保护的意见",
        (Place("基本原则", ("slogans", 2), 71, 3, "构建严保护、大保护、快保护、同保护格局", 4033, 5),),
        tuple(
            ArticleCell(number, title, "无", (), "single-source")
            for number, title in (
                ("（八）", "优化授权确权维权衔接程序"),
                ("（九）", "加强跨部门跨区域办案协作"),
                ("（十）", "推动简易案件和纠纷快速处理"),
                ("（十一）", "加强知识产权快保护机构建设"),
            )
        ),
    ),
    ProtectionRow(
        "同保护",
        "塑造知识产权同保护优越环境",
        "关于强化知识产权保护的意见",
        (),
        (
            ArticleCell("（十二）", "更大力度加强国际合作", "无", (), "single-source"),
            ArticleCell(
                "（十三）", "健全与国内外权利人沟通渠道", "thin", (_task(190, "畅通沟通渠道"),), "single-source"
            ),
            ArticleCell(
                "（十四）", "加强海外维权援助服务", "task", (_task(192, "设海外维权援助窗口"),), "single-source"
            ),
            ArticleCell("（十五）", "健全协调和信息获取机制", "无", (), "single-source"),
        ),
    ),
)

CLAUSES: tuple[ClauseRow, ...] = (
    ClauseRow(
        PROVINCE,
        "各市在规划中列入每万人口高价值发明专利拥有量",
        "machine",
        ("IND001",),
        verdicts={"IND001": {Verdict.FAIL: 1}},
    ),
    ClauseRow(
        replace(PROVINCE, clause="六（一）", quote="", strength="引导"),
        "分解任务，落实责任单位",
        "machine",
        ("RSP001", "RSP900"),
    ),
    ClauseRow(
        replace(NATION_RATIO, clause="（二十三）", quote="完善中央和地方财政投入保障制度", strength="引导"),
        "完善财政投入保障制度",
        "manual",
    ),
    ClauseRow(replace(PROVINCE, clause="六（三）", quote="", strength="鼓励"), "开展知识产权保险试点", "machine"),
)
