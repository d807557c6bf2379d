"""Facts about the document as a whole: itself, its headings and their numbers, its parts, its damage."""

from __future__ import annotations

from collections.abc import Iterator

from checker.facts.fact import Value
from checker.facts.field import is_of_other_field
from checker.facts.places import places
from checker.facts.tasks import Naming
from checker.facts.vocabulary import Vocabulary, normalised
from checker.facts.writer import FactWriter, dates
from checker.loading.plans import LoadedPlan
from checker.model.base import Period
from checker.model.plan import Plan, Section, SectionRole, Source
from checker.model.result import Route
from checker.model.words import ROLES

_YEAR = 12  # months
_DIGITS = "零一二三四五六七八九"
_NUMERALS = _DIGITS + "十"


def structure_facts(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure the plan, its sections, parts, announced parts and damage."""
    _plan(loaded, vocabulary, writer)
    lost = {normalised(damage.reading) for damage in loaded.plan.damage if damage.cause == "heading" and damage.reading}
    for index, section in enumerate(loaded.plan.sections):
        name = normalised(section.title)
        values: dict[str, Value] = {
            "id": section.id,
            "title": section.title,
            "topic": name,
            "role": section.role,
            "listed_in": section.in_,
            "is_lost": any(name in reading for reading in lost),
        }
        label = f"标题「{section.title}」"
        where = places(loaded, ("sections", index), label, section.at)
        writer.add("section", f"section:{section.title}", label, values, places=where, review=section.review)
    _numbering(loaded, writer)
    _parts(loaded, writer)
    _announced(loaded, writer)
    for index, damage in enumerate(loaded.plan.damage):
        label = f"「{damage.raw}」"
        values = {"raw": damage.raw, "reading": damage.reading, "cause": damage.cause}
        where = places(loaded, ("damage", index), label, damage.at)
        writer.add("damage", f"damage:{damage.raw}", label, values, places=where)


def _plan(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    plan = loaded.plan
    period = plan.period
    naming = Naming(plan, vocabulary)
    tasks = [each for each in plan.measures if each.kind == "task" or (each.kind == "box" and naming.peers_name(each))]
    named = [measure for measure in tasks if naming.names(measure)]
    issued = plan.issued.first if plan.issued else None
    values: dict[str, Value] = {
        "title": plan.title,
        "level": plan.region.level,
        "kind": plan.kind,
        "stage": plan.stage,
        "start": period.start if period else None,
        "end": period.end if period else None,
        "states_period": bool(period and (period.at or _names_years(plan.title, period))),
        "issued": plan.issued,
        "months_in": max(0, (issued.year - period.start) * 12 + issued.month - 1)
        if issued and period and period.start
        else None,
        "opening_months": max(_YEAR, (period.end - period.start + 1) * _YEAR // 5) if period and period.start else None,
        "is_cut": bool(plan.cut),
        "is_unread": plan.unread,
        "is_of_other_field": is_of_other_field(plan),
        "body_end": max((source.body[1] for source in plan.origins if source.body), default=None),
        "tables": len(plan.tables),
        "coordinators": len(plan.bodies),
        "notes_serves": any(measure.serves for measure in plan.measures),
        "notes_themes": any(measure.themes for measure in plan.measures),
        "is_assessed": any("考核" in measure.themes for measure in plan.measures),
        "is_funded": any("投入" in measure.themes for measure in plan.measures),
        "names_units": 0 < len(tasks) <= 2 * len(named),
        "units_elsewhere": any(measure.elsewhere for measure in plan.measures),
        "lost_headings": sum(damage.cause == "heading" for damage in plan.damage),
        "bases": sum(citation.role == "basis" for citation in plan.citations),
    }
    where = places(loaded, ("title",), plan.title)
    for route, source in _sources(plan):
        if source.cut:
            where = places(loaded, route, "原文的最后几个字", source.at)
    writer.add("plan", "plan", plan.title, values, shown=dates(issued=plan.issued), places=where)


def _names_years(title: str, period: Period) -> bool:
    """Whether a title prints both years of a period (行动方案（2025—2027年）)."""
    return all(year is not None and str(year) in title for year in (period.start, period.end))


def _sources(plan: Plan) -> Iterator[tuple[Route, Source]]:
    if plan.source:
        yield ("source",), plan.source
    for index, source in enumerate(plan.sources):
        yield ("sources", index), source


def ordinal(number: str) -> int | None:
    """The number of a heading (一 … 九十九, or digits); None where it is something else."""
    if number.isascii() and number.isdigit() and len(number) < 4:
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _DIGITS.index(number) if len(number) == 1 and number in _DIGITS else None
    if len(tens) > 1 or len(ones) > 1 or not all(digit in _DIGITS for digit in tens + ones):
        return None
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def _numbering(loaded: LoadedPlan, writer: FactWriter) -> None:
    """Each numbered heading with the number that follows from the one before it on its level.

    A level may start again at 1 anywhere, and may run on through the chapters. Where a printed number is damaged
    (``raw``) the level starts anew: nothing follows from a guess.
    """
    ids = {section.id for section in loaded.plan.sections}
    before: dict[tuple[str, int, bool], int | None] = {}
    for index, section in enumerate(loaded.plan.sections):
        number = ordinal(section.number) if section.number else None
        row = (section.in_, _depth(section, ids), section.role == "box")
        if number is None or section.raw is not None or section.review:
            before[row] = None
            continue
        previous = before.get(row, 0)
        before[row] = number
        if previous is None:
            continue
        values: dict[str, Value] = {
            "title": section.title,
            "number": number,
            "expected": 1 if number == 1 else previous + 1,
        }
        label = f"标题「{section.title}」"
        where = places(loaded, ("sections", index), label, section.at)
        writer.add("numbering", f"numbering:{section.title}", label, values, places=where)


def _depth(section: Section, ids: set[str]) -> int:
    """How many sections this one stands in: those whose ids its own begins with (十一 does not stand in 十)."""
    name = section.id
    return sum(name[:end] in ids and _is_seam(name[end - 1 : end + 1]) for end in range(1, len(name)))


def _is_seam(two: str) -> bool:
    """Whether an id can end between two characters: not within a number."""
    return not (two.isdecimal() or all(ch in _NUMERALS for ch in two))


def _parts(loaded: LoadedPlan, writer: FactWriter) -> None:
    """What the document has of the parts that a document of its kind has, by what is there and not by headings."""
    plan = loaded.plan
    found: dict[SectionRole, tuple[Route, str]] = {}
    for index, section in enumerate(plan.sections):
        found.setdefault(section.role, (("sections", index), section.title))
    for index, measure in enumerate(plan.measures):
        role: SectionRole = "guarantees" if measure.kind == "guarantee" else "box" if measure.kind == "box" else "tasks"
        found.setdefault(role, (("measures", index), measure.title))
    for index, row in enumerate(plan.indicators):
        if row.final_target is not None:
            found.setdefault("goals", (("indicators", index), row.name))
    for index, figure in enumerate(plan.figures):
        if figure.role == "target":
            found.setdefault("goals", (("figures", index), figure.indicator))
    for role, (route, title) in found.items():
        where = places(loaded, route, f"「{title}」")
        writer.add("part", f"part:{role}", f"「{title}」", {"role": role}, shown={"role": ROLES[role]}, places=where)


def _announced(loaded: LoadedPlan, writer: FactWriter) -> None:
    """Each part that the text announces, with whether a heading or a task takes it up."""
    titles = [normalised(section.title) for section in loaded.plan.sections if section.in_ == "body"]
    titles += [normalised(measure.title) for measure in loaded.plan.measures]
    for index, announced in enumerate(loaded.plan.announced):
        name = normalised(announced.title)
        values: dict[str, Value] = {"title": announced.title, "comes": any(name in title for title in titles)}
        label = f"前文提到「{announced.title}」"
        where = places(loaded, ("announced", index), label, announced.at)
        writer.add("announced", f"announced:{announced.title}", label, values, places=where)
