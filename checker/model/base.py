"""What every part of a plan summary is made of: places in the source text and quantities."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from checker.model.dates import DateRange, parse_date
from checker.model.record import Before, Limits, Record

QUOTE_LIMIT = 40

Level = Literal["nation", "province", "city", "county"]
LEVELS: tuple[Level, ...] = get_args(Level)
Bound = Literal["at-least", "more-than", "at-most", "less-than", "about"]
Scope = Literal[
    "level",  # 存量、某一时点的水平
    "yearly",  # 当年的流量
    "each-year",  # 每年
    "average",  # 年均
    "total",  # 累计
    "added",  # 新增
    "growth",  # 增长（增幅）
    "average-growth",  # 年均增长
    "multiple",  # 翻番
    "share",  # 占比
    "rank",  # 位次
    "unclear",  # 口径不明
]
Confidence = Literal["verified", "single-source", "derived"]
Protection = Literal["严保护", "大保护", "快保护", "同保护"]
PROTECTIONS: tuple[Protection, ...] = get_args(Protection)


def read_number(value: object) -> Decimal:
    """A number of a file. ValueError (in Chinese) otherwise."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError("应为数字，例如 12 或 2.21（范围、约数另写 bound、max，文字目标写 text）")
    return Decimal(value)


def read_text(value: object) -> str:
    """A text; a number written where a text is meant is its digits. ValueError (in Chinese) otherwise."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)) or not str(value).strip():
        raise ValueError("应为文字")
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def read_year(value: object) -> int:
    """A year of a file. ValueError (in Chinese) otherwise."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1900 <= value <= 2100:
        raise ValueError("应为四位年份")
    return value


def read_places(value: object) -> object:
    """One place, or a list of them."""
    return (value,) if isinstance(value, dict) else tuple(value) if isinstance(value, list) else value


Number = Annotated[Decimal, Before(read_number)]
Text = Annotated[str, Before(read_text)]
Year = Annotated[int, Before(read_year)]
Flag = Annotated[bool, Limits(strict=True)]
Count = Annotated[int, Limits(ge=0, strict=True)]
Date = Annotated[DateRange, Before(parse_date)]


class Strict(Record, frozen=True):
    """Base of all that is read from a file: unknown keys are errors, values are never coerced."""


class At(Strict, frozen=True, kw_only=True):
    """A place in the source text: a verbatim quote, and where it stands."""

    quote: Annotated[Text, Limits(max_length=QUOTE_LIMIT)]
    offset: Count | None = None
    line: Annotated[int, Limits(ge=1, strict=True)] | None = None
    page: Annotated[int, Limits(ge=1, strict=True)] | None = None
    paragraph: Annotated[int, Limits(ge=1, strict=True)] | None = None


Ats = Annotated[tuple[At, ...], Before(read_places)]


class Period(Strict, frozen=True, kw_only=True):
    """Years covered by a quantity or plan, both ends included."""

    start: Year | None = None
    end: Year
    raw: Text | None = None
    at: Ats = ()

    def __post_init__(self) -> None:
        if self.start is not None and self.start > self.end:
            raise ValueError("start 晚于 end")


def read_years(value: object) -> object:
    """The first and the last year of a stretch. ValueError (in Chinese) otherwise."""
    if not (isinstance(value, (list, tuple)) and len(value) == 2):
        raise ValueError("over 应写作 [起始年, 终止年]")
    first, last = read_year(value[0]), read_year(value[1])
    if first > last:
        raise ValueError("over 的起始年晚于终止年")
    return (first, last)


class Quantity(Strict, frozen=True, kw_only=True):
    """One printed value with its unit, bound and 口径 (``scope``).

    ``value`` or ``text`` is as printed; ``max`` is the upper end of a range; ``year`` or ``over`` dates it.
    """

    value: Number | None = None
    text: Text | None = None
    max: Number | None = None
    unit: Text | None = None
    bound: Bound | None = None
    scope: Scope | None = None
    year: Year | None = None
    over: Annotated[tuple[int, int], Before(read_years)] | None = None
    base: Quantity | None = None
    of: Text | None = None
    place: Text | None = None
    raw: Text | None = None
    review: Flag = False
    confidence: Confidence | None = None
    at: Ats = ()

    def __post_init__(self) -> None:
        if self.value is not None and self.text is not None:
            raise ValueError("value 与 text 只能写一个")
        if self.value is None and self.text is None and self.raw is None:
            raise ValueError("value、text、raw 至少写一个")
        if self.max is not None and (self.value is None or self.max < self.value):
            raise ValueError("max 应不小于 value")
        if self.year is not None and self.over is not None:
            raise ValueError("year 与 over 只能写一个")


def field_names(model: type[Record]) -> tuple[str, ...]:
    """The keys a file may use for ``model``, in the order of the schema."""
    return model.__struct_encode_fields__


def to_tuple(value: Any) -> Any:
    """Lists of a file become tuples; everything else is left for the validator to judge."""
    return tuple(value) if isinstance(value, list) else value
