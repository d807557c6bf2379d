"""Findings of the invented plan of 临江市, with every severity, basis and state, and the clauses they cite."""

from __future__ import annotations

from msgspec.structs import replace

from checker.model.result import (
    Clause,
    Finding,
    Place,
)

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

TABLE_ROW = Place("指标表第 2 行", ("indicators", 1, "target"), 41, 7, "著作权年登记量 1200件 3000件", 5120, 6)
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
        related=(TABLE_ROW,),
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
