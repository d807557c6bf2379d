"""What changed between two versions of a plan: findings, numbers, items, units, and what could not be judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from checker.model.result import Finding, Place, Run, Severity, Verdict

Fate = Literal["已改正", "不再涉及", "转为无法判断", "已豁免"]
Origin = Literal["旧稿没有", "旧稿符合", "旧稿无法判断", "旧稿已豁免", "旧稿也不符合"]
Direction = Literal["升", "降", ""]


class Version(Struct, frozen=True):
    """One of the two versions; ``open`` counts its open findings by severity."""

    title: str
    stage: str
    file: str
    sha256: str
    open: Mapping[Severity, int]
    counts: Mapping[Verdict, int]
    notes: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


class ClosedFinding(Struct, frozen=True):
    """A finding of the old version that the new one does not have, and what became of it."""

    finding: Finding
    fate: Fate
    reason: str = ""


class NewFinding(Struct, frozen=True):
    """A finding that the old version did not have, and what the same check said there."""

    finding: Finding
    origin: Origin


class OpenFinding(Struct, frozen=True):
    """A finding of both versions; ``gone`` and ``fresh``: of its subjects, those only the old, only the new one has."""

    old: Finding
    new: Finding
    gone: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether it does not say the same in both."""
        return self.old.message != self.new.message or self.old.severity != self.new.severity


class NumberChange(Struct, frozen=True):
    """A number of the table or the running text, and what the documents above have for the same."""

    kind: Literal["指标表", "正文"]
    name: str
    part: str  # 基期值 | 目标值 | 现状 | …
    old: str
    new: str
    direction: Direction = ""
    upper: tuple[str, ...] = ()
    old_place: Place | None = None
    new_place: Place | None = None


class ItemChange(Struct, frozen=True):
    """A row, number, task or citation that one of the versions alone has; ``detail`` is what it says."""

    kind: str
    name: str
    detail: str = ""
    place: Place | None = None


class WordChange(Struct, frozen=True):
    """A name, title or number of a document that is another now."""

    kind: str
    part: str
    old: str
    new: str
    place: Place | None = None


class UnitsChange(Struct, frozen=True):
    """Responsible units that came and went; ``lead`` is who leads, before and after, where that changed."""

    kind: str
    name: str
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    old_lead: str = ""
    new_lead: str = ""
    place: Place | None = None


class UndecidedChange(Struct, frozen=True):
    """A check that could not be judged in one version only; ``other`` is what it is in the other."""

    rule: str
    title: str
    subject: str
    reason: str
    other: str


class DiffResult(Struct, frozen=True):
    """The new version held against the old one. ``unlike``: why the two may be no versions of one plan."""

    run: Run
    old: Version
    new: Version
    unlike: tuple[str, ...]
    notices: tuple[str, ...]
    closed: tuple[ClosedFinding, ...]
    opened: tuple[NewFinding, ...]
    remaining: tuple[OpenFinding, ...]
    numbers: tuple[NumberChange, ...]
    added: tuple[ItemChange, ...]
    dropped: tuple[ItemChange, ...]
    words: tuple[WordChange, ...]
    units: tuple[UnitsChange, ...]
    settled: tuple[UndecidedChange, ...]
    unsettled: tuple[UndecidedChange, ...]
