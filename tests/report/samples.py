"""Hand-made results for the renderers: 临江市 in 澄江省 is invented, and so are its plan and its province's plan."""

from __future__ import annotations

from dataclasses import replace

from checker.model.result import (
    Amount,
    ArticleCell,
    Check,
    Clause,
    ClauseRow,
    Finding,
    IndicatorRow,
    ParentAmount,
    ParentUse,
    Place,
    PlanResult,
    Problem,
    ProtectionRow,
    Result,
    RuleOutcome,
    Run,
    Verdict,
)

RUN = Run(version="0.1.0", engine="durable-rules 2.0.28", rules=14)

PROVINCE = Clause(
    document="xx-chengjiang-145",
    title="澄江省“十四五”知识产权保护和运用规划",
    number="澄政发〔2021〕31号",
    clause="二（三）",
    quote="各市应将每万人口高价值发明专利拥有量列入规划指标",
    strength="要求",
    confidence="verified",
)
PROVINCE_RATIO = replace(PROVINCE, clause="专栏1", quote="每万人口高价值发明专利拥有量 2.10 4.00", strength="提及")
NATION_RATIO = Clause(
    document="cn-ip-outline-2035",
    title="知识产权强国建设纲要（2021—2035年）",
    clause="二（三）",
    quote="每万人口高价值发明专利拥有量达到12件",
    strength="提及",
    confidence="verified",
)
NATION_SCORE = Clause(
    document="cn-ip-plan-145",
    title="“十四五”国家知识产权保护和运用规划",
    number="国发〔2021〕20号",
    clause="专栏1",
    strength="提及",
    confidence="single-source",
)
NATION_SHARE = replace(NATION_SCORE, confidence="derived")
OPINIONS = Clause(
    document="cn-ip-opinions-2019",
    title="关于强化知识产权保护的意见",
    clause="（八）",
    strength="引导",
    confidence="single-source",
)

_TABLE_ROW = Place("指标表第 2 行", ("indicators", 1, "target"), 41, 7, "著作权年登记量 1200件 3000件", 5120, 6)
_SENTENCE = Place("正文三（二）", ("figures", 8), 97, 5, "到2025年，著作权年登记量达到3300件", 7311, 9)
_MISSING_UNITS = tuple(
    Place(f"任务四（{number}）", ("measures", order), 150 + 9 * order, 5, title, 8200 + 310 * order)
    for order, (number, title) in enumerate(
        (
            ("一", "严格知识产权行政保护"),
            ("一", "加强商业秘密保护"),
            ("二", "培育高价值专利组合"),
            ("二", "推进地理标志运用促进"),
            ("三", "建设知识产权公共服务站"),
            ("三", "发展知识产权服务业"),
            ("四", "开展知识产权普及教育"),
        )
    )
)

FINDINGS: tuple[Finding, ...] = (
    Finding(
        key="TXT004:damage:知所权",
        rule="TXT004",
        name="damaged-text",
        title="文字残损",
        severity="info",
        subject="原文",
        message="原文有 5 处残损文字，如「知所权」",
        why="残损的文字会被下级照抄，也会让检索和对照落空。",
        fix="对照签发稿逐处更正。",
        places=tuple(
            Place(label, ("damage", order), 260 + order, 3, quote, 1900 + 2100 * order)
            for order, (label, quote) in enumerate(
                (
                    ("正文一（一）", "知所权事业快速发展"),
                    ("正文一（三）", "增幅149.70%o"),
                    ("正文三（一）", "市教肓局"),
                    ("正文四（二）", "二。三五年远景目标"),
                    ("正文五（一）", "激励创造初四声权"),
                )
            )
        ),
        checks=5,
    ),
    Finding(
        key="TGT003:著作权年登记量",
        rule="TGT003",
        name="text-contradicts-table",
        title="正文目标值与指标表不一致",
        severity="error",
        subject="著作权年登记量",
        message="著作权年登记量：正文说 2025 年达到 3300 件，指标表写 3000 件",
        why="同一指标两个目标值，下级分解和年终考核时无从适用。",
        fix="核实后统一两处数值与单位。",
        places=(_SENTENCE,),
        related=(_TABLE_ROW,),
    ),
    Finding(
        key="TGT003:专利质押融资额",
        rule="TGT003",
        name="text-contradicts-table",
        title="正文目标值与指标表不一致",
        severity="error",
        subject="专利质押融资额",
        message="专利质押融资额：正文说 2025 年达到 6 亿元，指标表写 6000 万元",
        why="同一指标两个目标值，下级分解和年终考核时无从适用。",
        fix="核实后统一两处数值与单位。",
        places=(Place("正文三（三）", ("figures", 11), 104, 5, "专利质押融资额达到6亿元以上", 7602, 9),),
        related=(Place("指标表第 5 行", ("indicators", 4, "target"), 56, 7, "专利质押融资额 0.8 6000万元", 5233, 6),),
    ),
    Finding(
        key="IND001:high-value-patents-per-10k",
        rule="IND001",
        name="asked-indicator-missing",
        title="上级要求列入的指标没有列入",
        severity="error",
        subject="每万人口高价值发明专利拥有量",
        message="指标表没有“每万人口高价值发明专利拥有量”，省规划要求各市列入",
        why="省规划明文要求各市列入这一指标，缺了它，省里汇总时本市是空白。",
        fix="在指标表中补列该指标的基期值和 2025 年目标值，并写明责任单位。",
        places=(Place("指标表", ("tables", 0), 33, 5, "专栏1 “十四五”时期知识产权发展主要指标", 5066, 6),),
        related=(Place("相近的正文", ("figures", 3), 88, 5, "每万人口发明专利拥有量达到4.6件", 6950, 8),),
        basis=(PROVINCE, NATION_RATIO),
    ),
    Finding(
        key="RSP001:tasks",
        rule="RSP001",
        name="task-without-unit",
        title="任务没有写明责任单位",
        severity="warning",
        subject="任务",
        message="7/22 项任务没有写明责任单位",
        why="没有责任单位的任务，分工方案无从分解，也没有人报进度。",
        fix="在各项任务之后写明责任单位，几家共同负责的写明牵头单位。",
        places=_MISSING_UNITS,
        checks=7,
    ),
    Finding(
        key="IND006:ip-protection-satisfaction",
        rule="IND006",
        name="look-alike-indicator",
        title="与上位指标相近而口径不同",
        severity="warning",
        subject="知识产权保护满意率",
        message="“知识产权保护满意率”用 %，上位规划的“知识产权保护社会满意度”以分计",
        why="满意率和满意度分值算法不同，两者不能放在一起比较。",
        fix="改用上位规划的名称和单位；确要用满意率的，写明调查办法。",
        places=(Place("指标表第 6 行", ("indicators", 5), 61, 5, "知识产权保护满意率 80% 85%", 5290, 6),),
        related=(Place("责任分工", ("indicators", 5, "responsible"), 66, 5, "市市场监管局负责组织调查", 5310),),
        basis=(NATION_SCORE,),
    ),
    Finding(
        key="TGT011:patent-intensive-share",
        rule="TGT011",
        name="target-falls-behind-parent",
        title="目标增幅低于上位规划",
        severity="warning",
        subject="专利密集型产业增加值占GDP比重",
        message="专利密集型产业增加值占GDP比重 2020—2025 年增 0.6 个百分点，全国 2019—2025 年增 1.4 个百分点",
        why="起点不高而增幅更小，与全国的距离会拉大，审查时会被问到。",
        fix="说明本市产业结构的原因，或者提高目标值。",
        places=(Place("指标表第 4 行", ("indicators", 3), 51, 5, "专利密集型产业增加值占GDP比重 9.2 9.8", 5201, 6),),
        basis=(NATION_SHARE,),
    ),
    Finding(
        key="CIT002:澄政字(2020)8号",
        rule="CIT002",
        name="number-brackets",
        title="文号年份没有用六角括号",
        severity="info",
        subject="澄政字(2020)8号",
        message="文号「澄政字(2020)8号」的年份应当用六角括号〔〕",
        why="公文格式规定文号年份用六角括号，检索时写法不一会漏掉。",
        fix="改为澄政字〔2020〕8号。",
        places=(Place("正文引言", ("citations", 2), 20, 3, "(澄政字(2020)8号)", 412, 1),),
    ),
    Finding(
        key="COV003:快保护",
        rule="COV003",
        name="slogan-only",
        title="只有口号没有举措",
        severity="info",
        subject="快保护",
        message="“快保护”只在基本原则里出现，任务中没有与之对应的具体举措",
        why="上位文件在快保护之下列有四个条目，规划一条也没有落到任务上。",
        fix="如本市有快速维权、简案快办等工作，写进任务并写明责任单位。",
        places=(Place("基本原则", ("slogans", 2), 71, 3, "构建严保护、大保护、快保护、同保护格局", 4033, 5),),
        basis=(OPINIONS,),
    ),
    Finding(
        key="STR002:实施评估",
        rule="STR002",
        name="no-assessment-section",
        title="保障措施缺少评估安排",
        severity="warning",
        subject="保障措施",
        message="保障措施没有写中期评估和总结评估",
        why="没有评估安排，目标完成与否无从认定。",
        fix="在保障措施中补写评估的时间和负责单位。",
        places=(Place("保障措施", ("sections", 17), 230, 3, "五、保障措施", 13208, 17),),
        state="waived",
    ),
    Finding(
        key="FIG002:专利授权量增幅",
        rule="FIG002",
        name="growth-does-not-add-up",
        title="增幅与前后数值算不拢",
        severity="warning",
        subject="专利授权量",
        message="专利授权量由 812 件增至 1940 件，增幅应为 138.9%，正文写 149%",
        why="数字经不起复算，会影响整份规划的可信度。",
        fix="核对三个数，改正其中有误的一个。",
        places=(Place("正文一（一）", ("figures", 1), 80, 5, "专利授权量1940件，较“十二五”增长149%", 1204, 2),),
        state="baselined",
    ),
)

_OUTCOMES: tuple[tuple[str, str, str, str, tuple[int, int, int, int, int], str], ...] = (
    ("IND001", "asked-indicator-missing", "上级要求列入的指标没有列入", "指标", (1, 1, 0, 0, 0), ""),
    ("IND006", "look-alike-indicator", "与上位指标相近而口径不同", "指标", (4, 1, 0, 0, 0), ""),
    ("COV003", "slogan-only", "只有口号没有举措", "四个保护", (3, 1, 0, 0, 0), ""),
    ("TGT003", "text-contradicts-table", "正文目标值与指标表不一致", "目标", (3, 2, 0, 2, 0), ""),
    ("TGT011", "target-falls-behind-parent", "目标增幅低于上位规划", "目标", (2, 1, 1, 1, 0), ""),
    ("TGT020", "yearly-targets-out-of-order", "分年目标先高后低", "目标", (0, 0, 1, 0, 0), "规划没有分年目标"),
    ("FIG002", "growth-does-not-add-up", "增幅与前后数值算不拢", "数字", (5, 1, 0, 0, 0), ""),
    ("RSP001", "task-without-unit", "任务没有写明责任单位", "责任", (15, 7, 0, 0, 0), ""),
    ("RSP004", "annex-missing", "任务分工附件缺失", "责任", (0, 0, 0, 1, 0), ""),
    ("STR002", "no-assessment-section", "保障措施缺少评估安排", "结构", (0, 1, 0, 2, 0), ""),
    ("STR009", "programme-period", "试点示范方案的实施期", "结构", (0, 0, 1, 0, 0), "只用于方案，本件是规划"),
    ("CIT002", "number-brackets", "文号年份没有用六角括号", "引用", (3, 1, 0, 0, 0), ""),
    ("CIT010", "basis-to-be-read", "编制依据与内容是否相称", "引用", (0, 0, 0, 0, 2), ""),
    ("TXT004", "damaged-text", "文字残损", "文字", (0, 5, 0, 0, 1), ""),
)


def _outcome(row: tuple[str, str, str, str, tuple[int, int, int, int, int], str]) -> RuleOutcome:
    rule, name, title, family, numbers, idle = row
    return RuleOutcome(rule, name, title, family, dict(zip(Verdict, numbers, strict=True)), idle)


RULES = tuple(map(_outcome, _OUTCOMES))


def _passes() -> tuple[Check, ...]:
    checks = []
    for outcome in RULES:
        for order in range(outcome.counts[Verdict.PASS]):
            spot = Place(
                f"摘要第 {order + 1} 项", ("measures", order), 300 + order, 3, "由市市场监管局牵头", 9000 + order
            )
            checks.append(Check(outcome.rule, f"{outcome.title}·第 {order + 1} 项", Verdict.PASS, "", (spot,)))
    return tuple(checks)


CHECKS: tuple[Check, ...] = (
    *_passes(),
    *(Check(finding.rule, finding.subject, Verdict.FAIL) for finding in FINDINGS for _ in range(finding.checks)),
    Check(
        "TGT003",
        "知识产权质押融资额",
        Verdict.UNDECIDED,
        "口径不同：累计 / 当年",
        (Place("正文三（三）", ("figures", 12), 108, 5, "五年累计实现知识产权质押融资25亿元", 7680, 9),),
    ),
    Check("TGT003", "版权合同登记量", Verdict.UNDECIDED, "口径不同：累计 / 当年"),
    Check(
        "TGT011",
        "有效注册商标量",
        Verdict.UNDECIDED,
        "抽取存疑：单元格数字粘连，须对照原件",
        (Place("指标表第 3 行", ("indicators", 2), 46, 5, "有效注册商标量 1.42.0", 5160, 6),),
    ),
    Check("STR002", "实施评估（附件）", Verdict.UNDECIDED, "文本不完整：任务举措、章节没有录全"),
    Check("STR002", "资金保障", Verdict.UNDECIDED, "文本不完整：任务举措、章节没有录全"),
    Check("RSP004", "任务分工表", Verdict.UNDECIDED, "文本不完整：任务举措、章节没有录全"),
    Check("TGT011", "商标密度", Verdict.NOT_APPLICABLE, "上位规划没有同名指标"),
    Check("TGT020", "", Verdict.NOT_APPLICABLE, "规划没有分年目标"),
    Check("STR009", "", Verdict.NOT_APPLICABLE, "只用于方案，本件是规划"),
    Check("CIT010", "编制依据", Verdict.MANUAL, "所列依据是否都在正文中有落实，须通读判断"),
    Check(
        "CIT010",
        "与市国民经济和社会发展规划的衔接",
        Verdict.MANUAL,
        "两份规划的同名目标是否一致，须取得市规划文本核对",
        (Place("正文引言", ("citations", 0), 16, 3, "临江市国民经济和社会发展第十四个五年规划", 233, 1),),
    ),
    Check("TXT004", "专业术语", Verdict.MANUAL, "“知识产权保险”等用语是否规范"),
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
        place=_TABLE_ROW,
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
                Amount("11.6%", "2019", "%", 115500, 116500),
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
    ClauseRow(PROVINCE, "各市在规划中列入每万人口高价值发明专利拥有量", "machine", ("IND001",)),
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

PLAN = PlanResult(
    id="xx-chengjiang-linjiang-145",
    title="临江市“十四五”知识产权保护和运用规划",
    region="临江市",
    level="city",
    kind="plan",
    stage="consultation",
    issued="2022-03",
    period="2021—2025",
    file="plans/linjiang.yaml",
    sha256="3f" * 32,
    source_file="临江市知识产权规划（征求意见稿）.docx",
    source_sha256="9c" * 32,
    cut=("measures", "sections"),
    parents=(
        ParentUse(
            "xx-chengjiang-145", "澄江省“十四五”知识产权保护和运用规划", "澄政发〔2021〕31号", "同省，规划期相同"
        ),
        ParentUse("cn-ip-plan-145", "“十四五”国家知识产权保护和运用规划", "国发〔2021〕20号", "国家级，规划期相同"),
        ParentUse("cn-ip-outline-2035", "知识产权强国建设纲要（2021—2035年）", "", "国家级，规划期涵盖本规划"),
        ParentUse("cn-ip-opinions-2019", "关于强化知识产权保护的意见", "", "国家级，四个保护的出处"),
    ),
    counts={verdict: sum(outcome.counts[verdict] for outcome in RULES) for verdict in Verdict},
    rules=RULES,
    checks=CHECKS,
    findings=FINDINGS,
    indicators=INDICATORS,
    protections=PROTECTIONS,
    clauses=CLAUSES,
)


def sample() -> Result:
    """One plan with every kind of thing a report can show."""
    return Result(RUN, (PLAN,))


def several() -> Result:
    """Three plans, two of them with the same id, and an input that could not be read."""
    clear = replace(
        PLAN,
        id="xx-yunhe-145",
        title="云河县知识产权工作方案（2021—2025年）",
        region="云河县",
        level="county",
        kind="program",
        findings=(),
    )
    twin = replace(PLAN, findings=PLAN.findings[:3], title="临江市“十四五”知识产权保护和运用规划（修订稿）")
    return Result(RUN, (PLAN, clear, twin), (Problem("plans/坏.yaml", "第 7 行缩进有误，请对齐后再试", 7, 3),))


def empty() -> Result:
    """A plan about which nothing at all could be said."""
    nothing = replace(
        PLAN,
        cut=(),
        parents=(),
        counts={},
        rules=(),
        checks=(),
        findings=(),
        indicators=(),
        protections=(),
        clauses=(),
    )
    return Result(RUN, (nothing,))


def large(count: int) -> Result:
    """The sample with ``count`` open findings, two places each, keys all different."""
    models = [finding for finding in FINDINGS if finding.state == "open"]
    findings = tuple(
        replace(models[number % len(models)], key=f"{models[number % len(models)].key}#{number}")
        for number in range(count)
    )
    return Result(RUN, (replace(PLAN, findings=findings),))


SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = "\" onmouseover='alert(2)' x=\""
STYLE = "</style><img src=http://evil.example/x onerror=alert(3)>"
BIDI = "甲\u202e乙\u2066丙\u200b丁\x07戊\x1b[31m"
LONG = "长" * 10_000


def hostile() -> Result:
    """Every text of the plan is an attack: markup, attribute breaks, control characters, no end of a cell."""
    place = Place(SCRIPT, (SCRIPT, 0, ATTRIBUTE), None, None, ATTRIBUTE + LONG, 7)
    clause = Clause(STYLE, STYLE, SCRIPT, ATTRIBUTE, SCRIPT, SCRIPT, ATTRIBUTE)
    finding = Finding(
        SCRIPT,
        SCRIPT,
        SCRIPT,
        STYLE,
        "error",
        SCRIPT,
        SCRIPT + BIDI,
        STYLE,
        ATTRIBUTE,
        (place,) * 6,
        (place,),
        (clause,),
    )
    amount = Amount(SCRIPT, ATTRIBUTE, SCRIPT, 1, 2)
    row = IndicatorRow(
        SCRIPT + "\ud800",
        SCRIPT,
        "列入",
        STYLE,
        amount,
        amount,
        SCRIPT,
        (SCRIPT, ATTRIBUTE),
        (ParentAmount(SCRIPT, ATTRIBUTE, amount, amount, clause),),
        place,
    )
    verdicts = tuple(Check(ATTRIBUTE, SCRIPT, verdict, STYLE, (place,)) for verdict in Verdict)
    plan = PlanResult(
        id="../" + SCRIPT,
        title=STYLE,
        region=SCRIPT,
        level=ATTRIBUTE,
        kind=SCRIPT,
        stage=SCRIPT,
        issued=SCRIPT,
        period=BIDI,
        file=SCRIPT,
        sha256=SCRIPT,
        source_file=ATTRIBUTE,
        source_sha256=STYLE,
        cut=(SCRIPT,),
        parents=(ParentUse(SCRIPT, STYLE, ATTRIBUTE, SCRIPT),),
        counts=dict.fromkeys(Verdict, 1),
        rules=tuple(
            RuleOutcome(rule, SCRIPT, STYLE, SCRIPT, dict.fromkeys(Verdict, 1), STYLE) for rule in (ATTRIBUTE, SCRIPT)
        ),
        checks=verdicts,
        findings=(finding, finding, replace(finding, state="waived")),
        indicators=(row,),
        protections=(
            ProtectionRow(SCRIPT, STYLE, ATTRIBUTE, (place,), (ArticleCell(SCRIPT, STYLE, "thin", (place,), SCRIPT),)),
        ),
        clauses=(ClauseRow(clause, STYLE, "machine", (SCRIPT, ATTRIBUTE, STYLE)),),
    )
    return Result(Run(SCRIPT, STYLE, 1), (plan, plan), (Problem(SCRIPT, STYLE, 1),))
