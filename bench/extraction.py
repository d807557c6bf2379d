"""How well the extractor does: its drafts of the real plans against the summaries made by hand.

``python bench/extraction.py [--plan WORD] [--kind WORD] [--diff]`` prints precision, recall and F1 of each
kind; ``--diff`` lists what was missed (-), what was invented (+) and what differs (~). Items are matched by where they
stand and what they say; the numbers of both sides are printed, so that an empty list can't pass for a good one.
``--time`` measures instead: milliseconds and the peak of memory per 10,000 characters for each format.
"""

from __future__ import annotations

import argparse
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from checker.extracting.extract import extract
from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Draft
from checker.facts.vocabulary import normalised
from checker.loading.plans import load_plan
from checker.loading.validation import validated
from checker.model.base import At, Quantity
from checker.model.plain import plain
from checker.model.plan import Figure, Indicator, Measure, Plan
from checker.reading.read import read_document

ROOT = Path(__file__).parent.parent
_TIMES = 12  # some 18,000 characters
Key = tuple[Any, ...]


class Score(Struct):
    """Found by both sides, of how many the hand-made summary has and how many the draft has."""

    both: int = 0
    wanted: int = 0
    found: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.both += other.both
        self.wanted += other.wanted
        self.found += other.found
        self.lines += other.lines

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        return self.both / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def compare_keys(wanted: list[Key], found: list[Key]) -> Score:
    """Two lists as multisets of keys."""
    rest = list(found)
    score = Score(wanted=len(wanted), found=len(found))
    for key in wanted:
        if key in rest:
            rest.remove(key)
            score.both += 1
        else:
            score.lines.append(f"- {_shown(key)}")
    score.lines += [f"+ {_shown(key)}" for key in rest]
    return score


def _shown(key: Key) -> str:
    return " | ".join(str(part) for part in key if part not in (None, (), ""))


def _spans(ats: tuple[At, ...]) -> list[tuple[int, int]]:
    return [(at.offset, at.offset + len(at.quote)) for at in ats if at.offset is not None]


def _distance(one: Figure, other: Figure) -> int | None:
    """How far apart two statements stand; None where one has no place."""
    gaps = [
        max(start - stop_other, start_other - stop, 0)
        for start, stop in _spans(one.at)
        for start_other, stop_other in _spans(other.at)
    ]
    return min(gaps) if gaps else None


def _value(quantity: Quantity) -> Key:
    value = quantity.value.normalize() if quantity.value is not None else None
    return (value, quantity.max.normalize() if quantity.max is not None else None, quantity.text)


def _figure_attributes(figure: Figure) -> Key:
    return (figure.role, figure.year, figure.over, figure.unit, figure.scope, figure.bound)


def _name_agrees(one: str, other: str) -> bool:
    first, second = normalised(one), normalised(other)
    return first == second or first in second or second in first or len(set(first) & set(second)) * 2 > len(set(first))


def figures(wanted: Plan, draft: Plan) -> dict[str, Score]:
    """Numbers and goals: the same value within 30 characters; then name, role, year, unit, 口径, bound."""
    rest = list(draft.figures)
    plain = Score(wanted=len(wanted.figures), found=len(draft.figures))
    full = Score(wanted=len(wanted.figures), found=len(draft.figures))
    for figure in wanted.figures:
        near = [
            (distance, index)
            for index, other in enumerate(rest)
            if _value(other) == _value(figure)
            and (distance := _distance(figure, other)) is not None
            and distance <= 30
            and _name_agrees(figure.indicator, other.indicator)
        ]
        if not near:
            plain.lines.append(f"- {_line(figure)}")
            continue
        same = [each for each in near if _figure_attributes(rest[each[1]]) == _figure_attributes(figure)]
        other = rest.pop(min(same or near)[1])
        plain.both += 1
        if same:
            full.both += 1
        else:
            full.lines.append(f"~ {_line(figure)}   ≠   {_line(other)}")
    plain.lines += [f"+ {_line(figure)}" for figure in rest]
    return {"figures": plain, "figures: role, year, unit, 口径": full}


def _line(figure: Figure) -> str:
    place = figure.at[0].quote if figure.at else ""
    return f"{figure.indicator} {_shown((*_value(figure), *_figure_attributes(figure)))} 「{place}」"


def _row(row: Indicator) -> Key:
    units = row.responsible.units if row.responsible else ()
    lead = row.responsible.lead if row.responsible else ()
    return (
        normalised(row.name),
        *(
            (quantity.year, *_value(quantity), quantity.unit) if quantity else None
            for quantity in (row.baseline, row.final_target)
        ),
        units,
        lead,
    )


def indicators(wanted: Plan, draft: Plan) -> dict[str, Score]:
    """Rows of the tables: exact with values, years, units and responsible bodies."""
    return {"table rows (exact)": compare_keys(list(map(_row, wanted.indicators)), list(map(_row, draft.indicators)))}


def citations(wanted: Plan, draft: Plan) -> dict[str, Score]:
    """Documents named: by title; then with number and role."""

    def short(plan: Plan) -> list[Key]:
        return [(normalised(each.title),) for each in plan.citations]

    def full(plan: Plan) -> list[Key]:
        return [(normalised(each.title), each.number, each.role) for each in plan.citations]

    return {
        "citations": compare_keys(short(wanted), short(draft)),
        "citations: number, role": compare_keys(full(wanted), full(draft)),
    }


def sections(wanted: Plan, draft: Plan) -> dict[str, Score]:
    """Headings: by id and title; then with role."""

    def short(plan: Plan) -> list[Key]:
        return [(each.in_, each.id, normalised(each.title)) for each in plan.sections]

    def full(plan: Plan) -> list[Key]:
        return [(each.in_, each.id, normalised(each.title), each.role) for each in plan.sections]

    return {
        "sections": compare_keys(short(wanted), short(draft)),
        "sections: role": compare_keys(full(wanted), full(draft)),
    }


def _bodies(measure: Measure, title: str) -> Iterator[Key]:
    if measure.responsible:
        for unit in measure.responsible.units:
            lead = "牵头" if unit in measure.responsible.lead else ""
            yield (title, unit, lead)


def _titles(wanted: Plan, plan: Plan) -> dict[str, str]:
    """By id, what the measures of ``plan`` are called in a comparison of what belongs to them.

    One that begins at the same place as a measure of the other side is that one, even if its title is damaged.
    """
    places = {start: normalised(each.title) for each in wanted.measures if (start := _starts(each.at)) is not None}
    return {each.id: places.get(_starts(each.at) or -1, normalised(each.title)) for each in plan.measures}


def _starts(ats: tuple[At, ...]) -> int | None:
    return ats[0].offset if ats else None


def measures(wanted: Plan, draft: Plan) -> dict[str, Score]:
    """Tasks, boxes, guarantees: by title; then with id and kind; their responsible bodies; what they cover."""

    def short(plan: Plan) -> list[Key]:
        return [(normalised(each.title),) for each in plan.measures]

    def full(plan: Plan) -> list[Key]:
        return [(each.id, each.kind, normalised(each.title), each.section) for each in plan.measures]

    def bodies(plan: Plan) -> list[Key]:
        names = _titles(wanted, plan)
        return [key for each in plan.measures for key in _bodies(each, names[each.id])]

    def covers(plan: Plan, *, strength: bool) -> list[Key]:
        names = _titles(wanted, plan)
        return [
            (names[each.id], cover.protection, cover.article, cover.strength if strength else "")
            for each in plan.measures
            for cover in each.covers
        ]

    return {
        "measures": compare_keys(short(wanted), short(draft)),
        "measures: id, kind, section": compare_keys(full(wanted), full(draft)),
        "responsible bodies": compare_keys(bodies(wanted), bodies(draft)),
        "covers": compare_keys(covers(wanted, strength=False), covers(draft, strength=False)),
        "covers: strength": compare_keys(covers(wanted, strength=True), covers(draft, strength=True)),
    }


def _places(ats: tuple[At, ...]) -> int:
    return ats[0].offset // 40 if ats and ats[0].offset is not None else -1


def damage(wanted: Plan, draft: Plan) -> Score:
    """Damaged places: the same where they overlap, however much of the words around is quoted."""
    rest = list(draft.damage)
    score = Score(wanted=len(wanted.damage), found=len(draft.damage))
    for item in wanted.damage:
        spans = _spans(item.at)
        same = [
            index
            for index, other in enumerate(rest)
            if any(start < last and first < stop for first, last in _spans(other.at) for start, stop in spans)
        ]
        if same:
            rest.pop(same[0])
            score.both += 1
        else:
            score.lines.append(f"- {item.raw}")
    score.lines += [f"+ {item.raw}" for item in rest]
    return score


def wording(wanted: Plan, draft: Plan) -> dict[str, Score]:
    """Damaged text, slogans, announced parts, themes of guarantees, indicators that measures serve."""
    names = _titles(wanted, draft)
    return {
        "damage": damage(wanted, draft),
        "slogans": compare_keys(
            [(s.protection, len(s.at)) for s in wanted.slogans], [(s.protection, len(s.at)) for s in draft.slogans]
        ),
        "announced": compare_keys([(a.title,) for a in wanted.announced], [(a.title,) for a in draft.announced]),
        "coordinating bodies": compare_keys([(b.name,) for b in wanted.bodies], [(b.name,) for b in draft.bodies]),
        "themes": compare_keys(
            [(normalised(m.title), theme) for m in wanted.measures for theme in m.themes],
            [(names[m.id], theme) for m in draft.measures for theme in m.themes],
        ),
        "serves": compare_keys(
            [(normalised(m.title), each) for m in wanted.measures for each in m.serves],
            [(names[m.id], each) for m in draft.measures for each in m.serves],
        ),
    }


def head(wanted: Plan, draft: Plan) -> dict[str, Score]:
    """Title, place, kind, stage, dates, period."""
    names = ("title", "kind", "stage", "issuer")

    def keys(plan: Plan) -> list[Key]:
        period = plan.period
        return [
            *((name, str(getattr(plan, name))) for name in names),
            ("region", plan.region.name, plan.region.level, plan.region.province, plan.region.city),
            ("period", period.start if period else None, period.end if period else None),
            ("issued", plan.issued.printed if plan.issued else None),
            ("published", plan.published.printed if plan.published else None),
        ]

    return {"head": compare_keys(keys(wanted), keys(draft))}


KINDS: tuple[Callable[[Plan, Plan], dict[str, Score]], ...] = (
    head, indicators, figures, citations, sections, measures, wording,
)  # fmt: skip


def drafted(draft: Draft, like: Plan) -> Plan:
    """The draft as a plan; ``like`` gives the keys that this comparison does not need."""
    unknown = {"id": like.id, "title": "", "region": plain(like.region), "kind": like.kind, "stage": like.stage}
    known = {key: value for key, value in draft.head.items() if key not in ("schema", "id", "source")}
    base = validated(Plan, {"schema": 1, **unknown, "title": "（无）", **known})
    outline = draft.outline
    assert outline is not None
    return replace(
        base,
        citations=tuple(found.item for found in draft.citations),
        tables=tuple(found.item for found in draft.tables),
        indicators=tuple(found.item for found in draft.indicators),
        figures=tuple(found.item for found in draft.figures),
        sections=(
            *(found.item for found in outline.contents),
            *(node.section for node in outline.nodes),
        ),
        measures=tuple(found.item for found in draft.measures),
        bodies=tuple(found.item for found in draft.bodies),
        announced=tuple(found.item for found in draft.announced),
        slogans=tuple(found.item for found in draft.slogans),
        damage=tuple(found.item for found in draft.damage),
    )


def compared(wanted: Plan, content: bytes, lexicon: Lexicon) -> Iterator[tuple[str, Score]]:
    """The score of every kind: a text of that content, extracted, against the summary made by hand."""
    assert wanted.source is not None
    plan = drafted(extract(read_document(content, wanted.source.file), lexicon), wanted)
    for compare in KINDS:
        yield from compare(wanted, plan).items()


def measure(lexicon: Lexicon) -> None:
    """Time and memory of reading and extracting the invented plan of the tests, several times over, in each format."""
    from tests.reading.making import PLAN, to_docx, to_html, to_pdf, to_text

    plan = PLAN * _TIMES
    makers: dict[str, Callable[[], bytes]] = {
        "txt": lambda: to_text(plan).encode(),
        "docx": lambda: to_docx(plan),
        "html": lambda: to_html(plan),
        "pdf": lambda: to_pdf(plan),
    }
    extract(read_document(to_text().encode(), "plan.txt"), lexicon)  # dictionaries are read once
    print("per 10,000 characters      read ms   extract ms   peak MiB")
    for form, make in makers.items():
        content = make()
        start = perf_counter()
        document = read_document(content, f"plan.{form}")
        middle = perf_counter()
        extract(document, lexicon)
        end = perf_counter()
        tracemalloc.start()
        extract(read_document(content, f"plan.{form}"), lexicon)
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        share = 10_000 / len(document.text)
        times = (middle - start) * share * 1000, (end - middle) * share * 1000
        print(f"  {form:5} {len(document.text):7} chars {times[0]:12.0f} {times[1]:12.0f} {peak * share:10.1f}")


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=ROOT.parent / "shared" / "seeds", help="folder of the texts")
    parser.add_argument("--plan", default="", help="only plans with this word in the id")
    parser.add_argument("--kind", default="", help="only kinds with this word in the name")
    parser.add_argument("--diff", action="store_true", help="list the differences")
    parser.add_argument("--time", action="store_true", help="measure time and memory instead")
    options = parser.parse_args()
    lexicon = Lexicon(ROOT / "rules")
    if options.time:
        measure(lexicon)
        return
    sums: dict[str, Score] = {}
    for path in sorted((ROOT / "plans").glob("*.yaml")):
        wanted = load_plan(path).plan
        if options.plan not in wanted.id or wanted.source is None:
            continue
        print(f"{wanted.id}")
        for name, score in compared(wanted, (options.sources / wanted.source.file).read_bytes(), lexicon):
            if options.kind not in name:
                continue
            sums.setdefault(name, Score()).add(score)
            print(_scored(name, score))
            if options.diff:
                print(*(f"      {line}" for line in score.lines), sep="\n")
    print("all")
    for name, score in sums.items():
        print(_scored(name, score))


def _scored(name: str, score: Score) -> str:
    return (
        f"  {name:34} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
        f"   ({score.both} of {score.wanted} wanted, {score.found} found)"
    )


if __name__ == "__main__":
    main()
