"""A rule file (``rules/packs/<family>/*.yaml``) as it is written; ``checker.language`` gives it its meaning."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from msgspec import field

from checker.model.base import Level, Period, Strict, Text, read_text, to_tuple
from checker.model.plan import Kind, Stage
from checker.model.record import Before, Limits
from checker.model.result import Severity

Basis = Literal["internal"]
_FOLDED = re.compile(r"(?<=[^\x00-\x7f])[ \n](?=[^\x00-\x7f])")


def _prose(value: object) -> str:
    """Chinese written over several lines has no spaces at the line ends, whatever YAML folds them to."""
    return _FOLDED.sub("", read_text(value)).strip()


Prose = Annotated[str, Before(_prose)]


class AppliesTo(Strict, frozen=True, kw_only=True):
    """Which plans a rule looks at; what is left out does not narrow it."""

    kind: Annotated[tuple[Kind, ...], Before(to_tuple)] = ()
    level: Annotated[tuple[Level, ...], Before(to_tuple)] = ()
    stage: Annotated[tuple[Stage, ...], Before(to_tuple)] = ()
    period: Period | None = None


class CiteRef(Strict, frozen=True, kw_only=True):
    """A clause of a shipped outline."""

    document: Text
    clause: Text


class Cite(Strict, frozen=True, kw_only=True):
    """Where the rule comes from: fixed clauses, or an alias whose bound fact cites its own clause."""

    cite: str | Annotated[tuple[CiteRef, ...], Before(to_tuple), Limits(min_length=1)]


class Need(Strict, frozen=True, kw_only=True):
    """A condition without which nothing can be said, and the reason then given."""

    that: Text
    else_: Text = field(name="else")


class Expect(Strict, frozen=True, kw_only=True):
    """What must hold of every binding: exactly one of a condition, an existing fact, an absent fact."""

    that: Text | None = None
    some: Text | None = None
    none: Text | None = None

    def __post_init__(self) -> None:
        if sum(value is not None for value in (self.that, self.some, self.none)) != 1:
            raise ValueError("expect 恰好写 that、some、none 之一")

    @property
    def asked(self) -> dict[str, str]:
        """The one that is written, by its key."""
        texts = {"that": self.that, "some": self.some, "none": self.none}
        return {key: text for key, text in texts.items() if text is not None}


class CaseExpectation(Strict, frozen=True, kw_only=True):
    """One verdict that a case must give; ``message`` is compared where given."""

    verdict: Literal["符合", "不符合", "不适用", "无法判断", "人工核查"]
    message: Text | None = None
    reason: Text | None = None
    times: Annotated[int, Limits(ge=1, strict=True)] = 1


class Case(Strict, frozen=True, kw_only=True):
    """A plan (only the parts that matter), what it is held against, and the verdicts the rule must give on it."""

    name: Text
    plan: dict[str, object]
    parents: Annotated[tuple[dict[str, object], ...], Before(to_tuple)] | None = None
    data: dict[str, object] = field(default_factory=dict)
    expect: Annotated[tuple[CaseExpectation, ...], Before(to_tuple)]


class RuleFile(Strict, frozen=True, kw_only=True):
    """One rule with its text, its citation and its cases."""

    id: Annotated[str, Limits(pattern=r"^[A-Z]{2,5}\d{3}$")]
    name: Annotated[str, Limits(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    title: Text
    severity: Severity | dict[Kind, Severity]
    method: Literal["machine", "manual"] = "machine"
    applies_to: AppliesTo = AppliesTo()
    basis: Basis | Cite
    why: Prose
    given: dict[str, str] = field(default_factory=dict)
    needs: Annotated[tuple[Need, ...], Before(to_tuple)] = ()
    expect: Expect | None = None
    at: Text | None = None
    related: Annotated[tuple[Text, ...], Before(to_tuple)] = ()
    subject: Text | None = None
    group: Text | None = None
    message: Prose
    many: Text | None = None
    fix: Prose
    since: Text
    was: Annotated[tuple[Text, ...], Before(to_tuple)] = ()
    cases: Annotated[tuple[Case, ...], Before(to_tuple)] = ()

    def __post_init__(self) -> None:
        if self.method == "machine" and (not self.given or self.expect is None or self.at is None):
            raise ValueError("machine 规则须写 given、expect 和 at")
        if (self.group is None) != (self.many is None):
            raise ValueError("group 与 many 要么都写，要么都不写")
