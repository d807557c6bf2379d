"""A plan and its parents that together give facts of every kind, optional values present and absent."""

from __future__ import annotations

from checker.facts import Fact
from checker.loading.plans import LoadedPlan
from checker.model.plan import Plan
from tests.facts.support import facts_of, upper
from tests.loading.support import plan

PLAN = """
issued: {from: 2022-10}
period: {start: 2021, end: 2025}
source: {file: a.txt, body: [0, 900], cut: [measures]}
announced: [{title: 健全保护体系}]
citations:
  - {title: 旧的国家规划, role: mention}
  - {title: 国家知识产权规划纲领, number: 国发〔2021〕20号, role: basis, at: {quote: 根据国家知识产权规划纲领}}
  - {title: 专利法, role: mention}
  - {title: 临江市2021年知识产权工作要点, number: 临政办发〔2021〕3号, issuer: 临江市人民政府办公室, role: basis}
tables: [{id: t1, title: 主要指标, nature: 预期性, at: {quote: 主要指标}}]
indicators:
  - name: 有效注册商标量
    table: t1
    baseline: {year: 2020, value: 14, unit: 万件}
    target: {year: 2025, value: 20, unit: 万件}
    responsible: {units: [市市场监管局, 市农业农村局], lead: [市市场监管局]}
    at: {quote: 有效注册商标量(万件)1420}
  - {name: 高价值发明专利拥有量, table: t1, target: {year: 2025, value: 23, unit: 件, review: true}}
  - {name: 知识产权保护社会满意度, target: {year: 2025, value: 80, unit: 分}}
  - {name: 临江非遗作坊, target: {value: 3, unit: 家}, responsible: {units: [市商务局, 市教育局]}}
  - {name: 每万人口高质量专利, baseline: {year: 2020, value: 1.25, unit: 件},
     target: {year: 2025, value: 2.5, unit: 件}}
  - {name: 临江老字号数, baseline: {year: 2020, text: 较多}, target: {year: 2025, text: 稳步增长}}
figures:
  - {indicator: 有效发明专利, role: achieved, scope: level, year: 2020, value: 600, unit: 件}
  - {indicator: 每万人口发明专利拥有量, role: achieved, scope: level, year: 2020, value: 3.0, unit: 件}
  - {indicator: 专利申请量, role: achieved, scope: total, over: [2016, 2020], value: 51155, unit: 件}
  - {indicator: 专利申请量, role: target, scope: yearly, year: 2025, value: 9000, unit: 件}
  - {indicator: 专利授权量, role: achieved, scope: total, over: [2016, 2020], value: 32206, unit: 件}
  - {indicator: 专利授权量, role: target, scope: yearly, year: 2025, value: 7000, unit: 件}
  - {indicator: 非遗产品销售, role: achieved, scope: total, over: [2016, 2020], value: 50, unit: 万元}
  - {indicator: 非遗产品销售, role: target, scope: each-year, value: 12, unit: 万元}
  - {indicator: 发明专利, of: 查处假冒案件, role: achieved, value: 10, unit: 起}
  - {indicator: 外观设计, of: 查处假冒案件, role: achieved, value: 20, unit: 起}
  - {indicator: 高价值专利, role: achieved, year: 2020, value: 1.25, unit: 件}
  - {indicator: 高价值专利, role: target, year: 2025, value: 2.5, unit: 件}
  - {indicator: 专利申请量, role: achieved, scope: growth, over: [2016, 2020], value: 413.7, unit: "%",
     base: {over: [2011, 2015], value: 9957}, at: {quote: 增长413.7%}}
  - {indicator: 商标申请量, role: achieved, scope: growth, over: [2016, 2020], value: 20, unit: "%"}
  - {indicator: 有效注册商标总量, role: achieved, scope: level, over: [2016, 2020], value: 14, unit: 万件}
  - {indicator: 查处假冒案件, role: achieved, value: 30, max: 40, unit: 起}
  - {indicator: 发明专利授权量, role: achieved, scope: yearly, year: 2020, value: 300, unit: 件}
  - {indicator: 专利授权量, role: achieved, scope: yearly, year: 2020, value: 6000, unit: 件}
  - {indicator: 发明专利授权量, role: target, scope: yearly, year: 2025, value: 400, unit: 件, bound: at-least}
  - {indicator: 发明专利授权量, role: target, scope: yearly, year: 2025, value: 400, unit: 件, hedge: 力争}
  - {indicator: 地理标志商标, role: target, scope: level, year: 2025, value: 9, unit: 件, bound: at-least}
  - {indicator: 商标注册量, role: achieved, scope: total, over: [2016, 2020], value: 5000, unit: 件}
  - {indicator: 贯标企业, role: target, scope: level, year: 2025, value: 60, unit: 家}
  - {indicator: 临江工匠, role: target, year: 2025, value: 9, unit: 名, scope: level, at: {quote: 9名, offset: 310}}
  - {indicator: 海外发明专利授权量, role: target, year: 2025, text: 明显增长, at: {quote: 明显增长, offset: 300}}
sections:
  - {id: 一, title: 规划背景, role: background}
  - {id: 二, title: 发展目标, role: goals, in: contents}
  - {id: 三, number: 三, title: 主要任务, role: tasks}
  - {id: 三(一), number: 一, title: 加强保护, role: tasks}
measures:
  - id: 三(一)1
    kind: task
    title: 加强行政保护
    responsible: {units: [市市场监管局, 市公安局], lead: [市市场监管局]}
    covers:
      - {article: 意见/（一）, protection: 严保护, strength: task, at: {quote: 专项行动}}
      - {protection: 同保护, strength: slogan}
    subsidies: [{object: 专利申请}]
    at: {quote: 加强行政保护, offset: 500}
    serves: [trademarks-in-force, 临江老字号数, 临江非遗作坊]
  - {id: 三(一)3, kind: guarantee, title: 加强宣传, responsible: {units: [市委宣传部]}, themes: [宣传]}
  - {id: 三(一)4, kind: task, title: 支持作坊, responsible: {units: [市商务局, 市教育局]}, serves: [临江非遗作坊]}
  - {id: 三(一)2, kind: box, title: 商标品牌工程, cut: true, review: true}
bodies: [{name: 临江市知识产权工作领导小组}]
slogans: [{protection: 大保护, at: {quote: 大保护}}]
damage: [{raw: 知所权, reading: 知识产权, cause: ocr}, {raw: 无, cause: lost}]
"""
NATION = """
number: 国发〔2021〕20号
short: 国家规划
published: 2021-10-28
period: {start: 2021, end: 2025}
tables: [{id: t1, title: 专栏1, nature: 预期性}]
indicators:
  - name: 每万人口高价值发明专利拥有量
    table: t1
    clause: 专栏1 第1项
    baseline: {year: 2020, value: 6.3, unit: 件, confidence: verified}
    target: {year: 2025, value: 12, unit: 件, confidence: single-source}
  - {name: 海外发明专利授权量, clause: 专栏1 第2项, quote: 海外发明专利授权量9万件, nature: 约束性,
     target: {year: 2025, value: 9, unit: 万件}}
  - {name: 有效注册商标量, clause: 专栏1 第3项, confidence: derived}
  - {name: 全国才有的指标, clause: 专栏1 第4项}
figures: [{indicator: 海外发明专利有效量, role: target, text: 稳步增长, scope: level}]
asks:
  - {id: a1, clause: 六, text: 列为依据, of: [city], strength: 引导, method: machine, citation: nation-plan,
     confidence: derived}
  - {id: a2, clause: 七, text: 设保障部分, quote: 加强保障, of: [city, county], strength: 借鉴, method: machine,
     section: guarantees, confidence: verified}
  - {id: a7, clause: 十二, text: 列出指标, of: [city], strength: 要求, method: machine, indicator: ip-satisfaction,
     article: （一）, confidence: verified}
  - {id: a3, clause: 八, text: 明确分工, of: [city], strength: 要求, method: machine, confidence: verified}
  - {id: a4, clause: 九, text: 由人来查, of: [city], strength: 要求, method: manual, confidence: verified}
  - {id: a5, clause: 十, text: 只对省级提, of: [province], strength: 要求, method: machine, confidence: verified}
  - {id: a6, clause: 十一, text: 下一时期的事, of: [city], strength: 要求, method: machine, confidence: verified,
     period: {start: 2026, end: 2030}}
"""
OPINIONS = """
title: 关于强化知识产权保护的意见（样例）
sections:
  - {id: 一, title: 健全协同保护格局, role: tasks}
  - {id: 二, title: 确立严保护导向, role: tasks}
articles:
  - {number: （一）, title: 加大惩戒力度, protection: 严保护, confidence: verified}
  - {number: （二）, title: 规范证据标准, protection: 严保护, confidence: single-source}
  - {number: （三）, title: 加强海外援助, protection: 同保护, confidence: verified}
  - {number: （四）, title: 队伍建设, confidence: verified}
"""


def sample() -> LoadedPlan:
    return plan(PLAN)


OLD = """
title: 旧的国家规划
status: {state: superseded, since: 2020-01-01, by: nation-plan, confidence: verified}
indicators: [{name: 海外发明专利授权量}]
"""
DATA = """
population:
  - {place: 临江市, province: 江东省, date: 2020-11-01, value: 2000000, source: 公报, confidence: verified}
actuals:
  - {place: 江东省, indicator: ip-satisfaction, name: 知识产权保护社会满意度, as_of: 2021, value: 80.05, unit: 分,
     source: 年报, confidence: single-source}
"""


def parents() -> list[Plan]:
    return [upper(NATION), upper(OPINIONS, name="opinions")]


def facts() -> list[Fact]:
    return facts_of(sample(), parents(), [*parents(), upper(OLD, name="old-plan")], DATA)
