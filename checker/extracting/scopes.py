"""口径: what kind of amount a printed quantity is, from the words around it."""

from __future__ import annotations

import re
from functools import cached_property

from msgspec import Struct

from checker.extracting.figure_words import FigurePatterns, one_of
from checker.model.base import Scope

RELATIVE = ("%", "‰", "百分点", "个百分点", "倍", "番")
_ACTS = ("场", "次", "期", "场次", "人次", "家次", "件次", "项次", "批次", "万人次")
_PIECES = ("件", "份", "部", "单")  # pieces of work, where they are written or won
_BODY = re.compile(r"(?:组织|机构|中心|平台|委员会|站|点|庭)$")  # 调解组织 is there, 调解案件 happen
_BODIES = ("个", "家", "所", "户", "名", "人", "项", "种", "支", "处")
_THIS_YEAR = re.compile(r"当年|全年")
_OF_A_YEAR = re.compile(
    r"(?<![\d一二三四五六七八九十百千几每全今去历周青老少往成])年(?!度|轻|末|底|初|限|龄|检|报|费|均|会|内|级|来|间|期|代|份)[一-鿿、]{2,}"
)
_BRACKETS = ("(", ")", "幅度", "以上")


class Said(Struct, frozen=True):
    """What is known of a statement: ``words`` stand before the number, a ``verb`` of some ``kind`` opens it.

    ``reaches``: 达到, 超过; ``one_year``: said of one year; ``before``: the 口径 of the statement before in the
    sentence, of which this is a ``part`` (其中). ``differs``: how much more or less it is. ``years``: said of several.
    """

    name: str
    words: str
    unit: str | None
    kind: str
    role: str
    reaches: bool
    one_year: bool
    before: Scope | None
    part: bool = False
    verb: str = ""
    differs: bool = False
    years: bool = False


class ScopeReader:
    """Reads the 口径 of a statement."""

    def __init__(self, patterns: FigurePatterns) -> None:
        self._patterns = patterns
        words = patterns.scopes
        self._ends_growth = re.compile(rf"(?:{one_of((*words.growth, *words.average_growth))})$")
        self._ends_average_growth = re.compile(rf"(?:{one_of(words.average_growth)})$")
        self._closing = re.compile(rf"(?:{one_of((*patterns.words.tail, *_BRACKETS))}|\([^()]*\))*$")
        self._changes = re.compile(one_of(words.growth))
        self._reached = re.compile(r"增长到|增加到|发展到|增至|达到?$")
        self._thing = re.compile(rf"(?:{one_of(patterns.words.things)})(?:\([^()]*\))?$")
        self._average = re.compile(one_of(words.average))
        # not of 全年新增, 2025年新增, 五年新增
        self._each_year = re.compile(rf"(?<![全今当本去上明\d一二三四五六七八九十])(?:{one_of(words.each_year)})")
        self._total = re.compile(rf"{one_of(words.total)}|(?<!连续)[三五]年(?!均|行动|规划|计划)")
        self._added = re.compile(one_of(words.added))
        self._level = re.compile(one_of(words.level))
        self._flow = re.compile(one_of(words.flow))
        self._stock = re.compile(rf"(?:{one_of(words.stock)})(?:规模|总额|总规模)?$")
        self._writes = re.compile(rf"(?:{one_of(words.writes)})")
        self._annual = re.compile(rf"(?:{one_of(words.annual)})$")
        self._yearly = re.compile(rf"(?<![青老少周历])(?:{one_of(words.yearly)})")

    def growth(self, before: str, unit: str | None, *, compared: bool) -> Scope | None:
        """Growth of some kind, where the words right before a number in a relative unit say so.

        ``compared``: an earlier time stands before the number (为“十二五”末的4.2倍).
        """
        if unit not in RELATIVE:
            return None
        if unit == "番":
            return "multiple"
        words = self._closing.sub("", before)
        if self._ends_average_growth.search(words):
            return "average-growth"
        if self._ends_growth.search(words):
            return "growth"
        return "multiple" if unit == "倍" or (compared and unit == "%" and before.endswith("的")) else None

    def differs(self, before: str) -> bool:
        """Whether the words right before an amount say that something went up or down by it: 提高4.1分."""
        return self._ends_growth.search(self._closing.sub("", before)) is not None

    @cached_property
    def growth_words(self) -> re.Pattern[str]:
        """The words of growth at the end of a name: 年增长率."""
        words = self._patterns.scopes
        both = one_of((*words.average_growth, *words.growth, "同比", "比上年", "较上年", "增幅", "年均", "年", "分别"))
        return re.compile(rf"(?:的?(?:{both}))+$")

    def scope(self, said: Said) -> Scope:
        """The 口径 of an amount that is no growth."""
        words, unit = said.words, said.unit
        known = self._patterns.vocabulary.indicator(None, said.name)
        name = _core(said.name)
        if said.differs:
            return "added"  # 较2020年提高4.1分: neither of the two scores
        if self._average.search(words):
            return "average"
        if self._total.search(words):
            return "total"
        if self._each_year.search(words) or ("年度" in words and unit in _ACTS):
            return "each-year"
        if unit in ("%", "‰"):
            return "growth" if self._changes.match(name) else known.scope if known else _of_percentage(name)
        if said.kind == "add" or self._added.search(words):
            return "unclear" if said.reaches else "added"
        if self._says_yearly(name) or _THIS_YEAR.search(words):
            return "yearly"
        if said.role == "target":
            return self._of_time(said) or self._of_goal(said, known.scope if known else None)
        if said.kind == "have":
            return "level"
        if self._level.search(name) and unit not in _ACTS:
            return "level"
        if said.kind in ("did", "make"):
            return "total"
        if self._is_flow(name):
            return "yearly" if said.one_year else "total"
        return said.before if said.before in ("level", "total") and not self._reached.search(words) else "level"

    def _says_yearly(self, name: str) -> bool:
        """年登记量, 保险年保障金额, 增加值: amounts of one year."""
        if re.match("年(?!度|轻|青)", name) or self._annual.search(name) or self._yearly.search(name):
            return True
        return self._patterns.is_head(name) and _OF_A_YEAR.search(name) is not None

    def shared(self, said: Said, scope: Scope) -> Scope:
        """The 口径 of one of several amounts that are joined in a list: what is said of the first holds for all."""
        if said.before not in ("total", "added", "each-year", "average") or said.reaches:
            return scope
        own = self._total.search(said.words) or self._each_year.search(said.words) or self._average.search(said.words)
        name = _core(said.name)
        if own or said.unit in RELATIVE or self._level.search(name) or self._says_yearly(name):
            return scope
        return said.before

    def _of_time(self, said: Said) -> Scope | None:
        """How long something takes is a level; what is done within some years (期间达成许可200项次) is their total."""
        if said.unit in self._patterns.words.durations:
            return "level"
        return "total" if said.years and said.unit in _ACTS else None

    def _of_goal(self, said: Said, known: Scope | None) -> Scope:
        name = _core(said.name)
        if said.reaches and known == "total" and self._thing.search(name):
            return "level"
        if known is not None and not (known == "level" and self._names_flow(name)):
            return known
        if self._level.search(name):
            return "level"
        if self._stock.search(name):
            return "level"
        if self._is_flow(name) and said.one_year and not said.kind and said.unit not in _BODIES:
            return "yearly"
        if said.unit in _PIECES and self._writes.search(said.verb or said.words):
            return "total"
        if said.unit in _PIECES and said.verb in self._patterns.scopes.strives:
            return "added"
        if self._is_flow(name) or said.verb in self._patterns.scopes.acts:
            return "unclear"
        if said.reaches:
            return "level"
        if not said.kind and said.part and said.before is not None:
            return said.before
        if said.kind == "make" or (not said.kind and said.before in ("unclear", "added")):
            return "unclear"
        return "unclear" if said.unit in _ACTS else "level"  # 接待1000人次: in a year or in all, it is no level

    def _is_flow(self, name: str) -> bool:
        """Whether a name is of what happens (申请量, 案件), not of what there is (企业, 平台)."""
        if (self._patterns.keep.match(name) and not _BODY.search(name)) or name.startswith(("申请", "授权")):
            return True
        return self._flow.search(name) is not None and not self._thing.search(name)

    def _names_flow(self, name: str) -> bool:
        """A name such as 国际注册量, which can be of a year or of what is in force."""
        return re.search(r"(?:申请|注册|登记|授权)(?:数|量|数量)?$", name) is not None and not self._level.search(name)

    def goes_with(self, before: str, said: Said) -> bool:
        """Whether an amount goes with what is done each year: 每年办班6期,培训400人次; 专题培训, 培训覆盖面."""
        acts = set(self._flow.findall(before))
        return said.unit in _ACTS or any(act in acts for act in self._flow.findall(said.name))

    def of_words(self, name: str) -> Scope:
        """The 口径 of a goal in words: 稳步增长."""
        known = self._patterns.vocabulary.indicator(None, name)
        if known is not None and not (known.scope == "level" and self._names_flow(name)):
            return known.scope
        if self._yearly.search(name):
            return "yearly"
        if name.endswith(("率", "比重", "占比", "比例")):
            return "share"
        if self._level.search(name) or not self._flow.search(name) or name.endswith(("满意度", "周期")):
            return "level"
        if re.search(r"(?:申请|授权|登记|案件|裁决)[^额]*(?:量|数量|数)$", name):
            return "yearly"
        return "unclear"


def _of_percentage(name: str) -> Scope:
    return "level" if "满意" in name or "指数" in name else "share"


def _core(name: str) -> str:
    """The thing itself: 品牌企业 of 年收入超百亿元的品牌企业."""
    return name.rpartition("的")[2] or name
