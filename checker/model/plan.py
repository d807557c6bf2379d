"""The plan summary (``schema: 1``): one model for a local plan and for the outlines above it.

Values stay as printed; measuring them (units, intervals, growth) is the business of ``checker.facts``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import field

from checker.model.base import (
    Ats,
    Confidence,
    Count,
    Date,
    Flag,
    Level,
    Period,
    Protection,
    Quantity,
    Strict,
    Text,
    Year,
    to_tuple,
)
from checker.model.record import Before, Limits

Kind = Literal["plan", "outline", "opinion", "program", "annual"]  # 规划 纲要 意见 方案 年度计划
Stage = Literal["draft", "consultation", "issued"]
Strength = Literal["要求", "禁止", "引导", "鼓励", "借鉴", "提及"]
SectionRole = Literal["background", "requirements", "goals", "tasks", "box", "guarantees"]
Part = Literal["body", "contents"]
CoverStrength = Literal["task", "thin", "slogan"]
Theme = Literal["组织", "投入", "人才", "宣传", "考核", "监测"]
CutList = Literal["citations", "tables", "indicators", "figures", "sections", "measures"]


ID = r"[a-z0-9][a-z0-9-]{2,80}"
Texts = Annotated[tuple[Text, ...], Before(to_tuple)]


class Region(Strict, frozen=True, kw_only=True):
    """The place a plan is for. A county names its city and province, a city its province."""

    name: Text
    level: Level
    province: Text | None = None
    city: Text | None = None


class Source(Strict, frozen=True, kw_only=True):
    """The text a summary was made from.

    ``cut`` names the lists that a text which stops early leaves open; ``at`` is then its last words. ``unread``: nobody
    has looked the summary over.
    """

    file: Text
    sha256: Annotated[str, Limits(pattern=r"^[0-9a-f]{64}$")] | None = None
    body: Annotated[tuple[Count, Count], Before(to_tuple)] | None = None
    cut: Annotated[tuple[CutList, ...], Before(to_tuple)] = ()
    unread: Flag = False
    at: Ats = ()


class Citation(Strict, frozen=True, kw_only=True):
    """A document that the text names."""

    title: Text
    number: Text | None = None
    issuer: Text | None = None
    role: Literal["basis", "mention", "standard"]
    raw: Text | None = None
    review: Flag = False
    at: Ats = ()


class Table(Strict, frozen=True, kw_only=True):
    """An indicator table of the text."""

    id: Text
    title: Text
    columns: Texts = ()
    nature: Literal["预期性", "约束性"] | None = None
    at: Ats = ()


class Responsible(Strict, frozen=True, kw_only=True):
    """Units named for a task or a row; ``lead`` only where the text names a 牵头 unit."""

    units: Texts
    lead: Texts = ()
    at: Ats = ()

    def __post_init__(self) -> None:
        strangers = [unit for unit in self.lead if unit not in self.units]
        if strangers:
            raise ValueError(f"lead 中的「{strangers[0]}」不在 units 里")


class Indicator(Strict, frozen=True, kw_only=True):
    """A row of an indicator table."""

    name: Text
    code: Text | None = None
    table: Text | None = None
    nature: Literal["预期性", "约束性"] | None = None
    clause: Text | None = None
    quote: Text | None = None
    baseline: Quantity | None = None
    target: Quantity | None = None
    targets: Annotated[tuple[Quantity, ...], Before(to_tuple)] = ()
    responsible: Responsible | None = None
    confidence: Confidence | None = None
    raw: Text | None = None
    review: Flag = False
    at: Ats = ()

    def __post_init__(self) -> None:
        if self.target is not None and self.targets:
            raise ValueError("target 与 targets 只能写一个")

    @property
    def final_target(self) -> Quantity | None:
        """The target of the last year, whichever way it was written."""
        if self.target is not None or not self.targets:
            return self.target
        return max(self.targets, key=lambda quantity: quantity.year or 0)


class Figure(Quantity, frozen=True, kw_only=True):
    """A number or goal stated in running text about ``indicator`` (the text's own words).

    ``hedge`` is the printed word that softens a goal: 力争, 争取, 努力.
    """

    indicator: Text
    code: Text | None = None
    role: Literal["target", "baseline", "achieved"]
    hedge: Text | None = None


class Section(Strict, frozen=True, kw_only=True):
    """A heading. ``role`` is what the section does, whatever it is called."""

    id: Text
    number: Text | None = None
    raw: Text | None = None
    title: Text
    role: SectionRole
    in_: Part = field(name="in", default="body")
    review: Flag = False
    at: Ats = ()


class Cover(Strict, frozen=True, kw_only=True):
    """An article of an upper document that a measure serves, and how seriously."""

    article: Text | None = None
    protection: Protection
    strength: CoverStrength
    review: Flag = False
    at: Ats = ()


class Slogan(Strict, frozen=True, kw_only=True):
    """One of the four words 严保护、大保护、快保护、同保护 standing outside any task."""

    protection: Protection
    at: Ats = ()


class Subsidy(Strict, frozen=True, kw_only=True):
    """Money that a measure promises for filing or obtaining patents."""

    object: Literal["专利申请", "专利授权"]
    review: Flag = False
    at: Ats = ()


class Body(Strict, frozen=True, kw_only=True):
    """A body that the text names as coordinating the work: a leading group, a joint conference."""

    name: Text
    at: Ats = ()


class Announced(Strict, frozen=True, kw_only=True):
    """A part that the text says it has, as in 规划主要从……等方面."""

    title: Text
    at: Ats = ()


class Measure(Strict, frozen=True, kw_only=True):
    """A task, a box item or a guarantee. ``cut``: the text breaks off inside it.

    ``elsewhere``: who is responsible is said in another place of the plan (任务分工表) and could not be told for this.

    ``serves`` names indicators (codes, or names as the table or figures have them) that its own text works for;
    ``themes`` says which means of carrying the plan out it deals with.
    """

    id: Text
    kind: Literal["task", "guarantee", "box"]
    title: Text
    section: Text | None = None
    responsible: Responsible | None = None
    covers: Annotated[tuple[Cover, ...], Before(to_tuple)] = ()
    subsidies: Annotated[tuple[Subsidy, ...], Before(to_tuple)] = ()
    serves: Texts = ()
    themes: Annotated[tuple[Theme, ...], Before(to_tuple)] = ()
    elsewhere: Flag = False
    cut: Flag = False
    review: Flag = False
    at: Ats = ()


class Damage(Strict, frozen=True, kw_only=True):
    """Damaged text; ``reading`` is left out where nobody can know it. ``heading``: a heading before ``raw`` is lost."""

    raw: Text
    reading: Text | None = None
    cause: Literal["ocr", "lost", "heading", "mark", "misprint"]
    at: Ats = ()


class Article(Strict, frozen=True, kw_only=True):
    """An article of an upper document that the levels below can be compared with."""

    number: Text
    title: Text
    protection: Protection | None = None
    quote: Text | None = None
    confidence: Confidence


class Ask(Strict, frozen=True, kw_only=True):
    """One thing that a document asks of the levels below, with its clause and strength.

    ``kind`` and ``titled`` narrow it to some plans: those of these kinds, with one of these words in the title.
    """

    id: Text
    clause: Text
    text: Text
    quote: Text | None = None
    of: Annotated[tuple[Level, ...], Before(to_tuple)]
    kind: Annotated[tuple[Kind, ...], Before(to_tuple)] = ()
    titled: Texts = ()
    strength: Strength
    method: Literal["machine", "manual"]
    period: Period | None = None
    indicator: Text | None = None
    article: Text | None = None
    section: SectionRole | None = None
    citation: Text | None = None
    confidence: Confidence


class Status(Strict, frozen=True, kw_only=True):
    """Whether an upper document still holds; left out where no end of it is known.

    ``since``: from when it does not; ``by``: what took its place, the id where that is shipped.
    """

    state: Literal["in_force", "superseded", "repealed"]
    since: Date | None = None
    by: Text | None = None
    confidence: Confidence

    def __post_init__(self) -> None:
        if self.state == "in_force" and (self.since or self.by):
            raise ValueError("现行有效（in_force）的文件不写 since、by")


class HeadConfidence(Strict, frozen=True, kw_only=True):
    """How sure the identity of an upper document is, field by field."""

    title: Confidence | None = None
    number: Confidence | None = None
    issuer: Confidence | None = None
    issued: Confidence | None = None
    published: Confidence | None = None


class Plan(Strict, frozen=True, kw_only=True):
    """A plan summary or an outline, as its file says it."""

    schema_: Literal[1] = field(name="schema")
    id: Annotated[str, Limits(pattern=f"^{ID}$")]
    title: Text
    short: Text | None = None
    number: Text | None = None
    region: Region
    kind: Kind
    stage: Stage = "draft"
    issued: Date | None = None
    published: Date | None = None
    issuer: Texts = ()
    period: Period | None = None
    source: Source | None = None
    sources: Annotated[tuple[Source, ...], Before(to_tuple)] = ()
    confidence: HeadConfidence | None = None
    status: Status | None = None
    aka: Texts = ()
    parents: Texts = ()
    citations: Annotated[tuple[Citation, ...], Before(to_tuple)] = ()
    tables: Annotated[tuple[Table, ...], Before(to_tuple)] = ()
    indicators: Annotated[tuple[Indicator, ...], Before(to_tuple)] = ()
    figures: Annotated[tuple[Figure, ...], Before(to_tuple)] = ()
    sections: Annotated[tuple[Section, ...], Before(to_tuple)] = ()
    measures: Annotated[tuple[Measure, ...], Before(to_tuple)] = ()
    bodies: Annotated[tuple[Body, ...], Before(to_tuple)] = ()
    announced: Annotated[tuple[Announced, ...], Before(to_tuple)] = ()
    slogans: Annotated[tuple[Slogan, ...], Before(to_tuple)] = ()
    damage: Annotated[tuple[Damage, ...], Before(to_tuple)] = ()
    articles: Annotated[tuple[Article, ...], Before(to_tuple)] = ()
    asks: Annotated[tuple[Ask, ...], Before(to_tuple)] = ()

    @property
    def origins(self) -> tuple[Source, ...]:
        """The texts that the summary was made from."""
        return (*((self.source,) if self.source else ()), *self.sources)

    @property
    def cut(self) -> frozenset[str]:
        """The lists that a text which stops early leaves open."""
        return frozenset(name for source in self.origins for name in source.cut)

    @property
    def unread(self) -> bool:
        """Whether the summary was made by the program and nobody has looked it over."""
        return any(source.unread for source in self.origins)


__all__ = ["Plan", "Year"]
