"""Two versions of a plan item by item: numbers, rows, tasks, documents named, responsible units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from checker.facts.pairing import Key, named, pairs
from checker.facts.places import places
from checker.facts.quantities import interval, shown
from checker.facts.vocabulary import Vocabulary, normalised
from checker.facts.writer import code_of
from checker.loading.plans import LoadedPlan
from checker.model.base import Quantity
from checker.model.diff import Direction, ItemChange, NumberChange, UnitsChange, WordChange
from checker.model.plan import Figure, Indicator, Responsible
from checker.model.result import Amount, IndicatorRow, Place, PlanResult
from checker.model.words import LEVELS, SCOPES

_MEASURES = {"task": "任务", "box": "专栏项目", "guarantee": "保障措施"}
_ROLES = {"target": "目标", "baseline": "基期值", "achieved": "现状"}
_FIGURE, _ROW, _CITATION = "正文数据", "指标", "引用文件"
_RELATIVE = ("growth", "average-growth", "multiple", "share", "rank")
_ALIKE = 60  # per cent of two titles that are hardly two tasks
_COMPARED = 400  # titles; more are no list of tasks


class Items(Struct):
    """All changes of items; ``renamed`` are old names with the new ones."""

    numbers: tuple[NumberChange, ...] = ()
    added: tuple[ItemChange, ...] = ()
    dropped: tuple[ItemChange, ...] = ()
    words: tuple[WordChange, ...] = ()
    units: tuple[UnitsChange, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


class _List(Struct, frozen=True):
    """One list of the summary in both versions; ``pairs`` tells which item is which."""

    name: str
    old: LoadedPlan
    new: LoadedPlan
    pairs: Mapping[int, int]

    def items(self) -> Iterator[tuple[int, int, Any, Any]]:
        """Items of both versions, in the order of the new one."""
        mine, theirs = getattr(self.old.plan, self.name), getattr(self.new.plan, self.name)
        for here, there in sorted(self.pairs.items(), key=lambda pair: pair[1]):
            yield here, there, mine[here], theirs[there]

    def place(self, index: int, *, new: bool) -> Place:
        """Where an item stands."""
        loaded = self.new if new else self.old
        item = getattr(loaded.plan, self.name)[index]
        return places(loaded, (self.name, index), named(item), item.at)[0]

    def alone(self, *, new: bool) -> Iterator[tuple[int, Any]]:
        """Items that this version alone has."""
        paired = set(self.pairs.values()) if new else set(self.pairs)
        loaded = self.new if new else self.old
        yield from ((index, item) for index, item in enumerate(getattr(loaded.plan, self.name)) if index not in paired)


def compare_items(old: LoadedPlan, new: LoadedPlan, result: PlanResult, vocabulary: Vocabulary) -> Items:
    """What the new version changed; ``result`` is what was found in it, with the amounts of the documents above."""
    lists = {
        name: _List(name, old, new, pairs(getattr(old.plan, name), getattr(new.plan, name), further))
        for name, further in _keys(vocabulary).items()
    }
    mine, theirs = old.plan.measures, new.plan.measures
    measures = _List("measures", old, new, _with_alike(pairs(mine, theirs), mine, theirs))
    rows, figures, citations = lists["indicators"], lists["figures"], lists["citations"]
    every = (rows, figures, measures, citations)
    return Items(
        numbers=(*_row_numbers(rows, result, vocabulary), *_figure_numbers(figures, result, vocabulary)),
        added=tuple(_alone(every, new=True)),
        dropped=tuple(_alone(every, new=False)),
        words=(*_renamed(rows), *_renamed(measures), *_renumbered(citations)),
        units=(*_units(rows, vocabulary), *_units(measures, vocabulary)),
        renamed={named(one): named(other) for each in (rows, measures) for _, _, one, other in each.items()},
    )


def _keys(vocabulary: Vocabulary) -> Mapping[str, Sequence[Key]]:
    """What tells items apart where their names, numbers and places are others now."""

    def code(item: Indicator) -> object:
        return code_of(item, item.name, vocabulary)

    def topic(item: Figure) -> tuple[object, ...]:
        name = code_of(item, item.indicator, vocabulary) or normalised(item.indicator)
        return name, item.role, normalised(item.of or ""), normalised(item.place or "")

    return {
        "indicators": (code,),
        "figures": (
            lambda item: (*topic(item), item.year, item.over, item.scope),
            lambda item: (*topic(item), item.year, item.over),
            lambda item: (*topic(item), item.scope),
        ),
        "citations": (lambda item: normalised(item.title),),
    }


def _with_alike(found: Mapping[int, int], mine: Sequence[Any], theirs: Sequence[Any]) -> Mapping[int, int]:
    """What is left, paired by titles that are much alike, the most alike first."""
    taken = set(found.values())
    left = [index for index in range(len(mine)) if index not in found][:_COMPARED]
    others = [index for index in range(len(theirs)) if index not in taken][:_COMPARED]
    if not left or not others:
        return found
    from rapidfuzz.fuzz import ratio

    close = [
        (alike, here, there)
        for here in left
        for there in others
        if mine[here].kind == theirs[there].kind
        and (alike := ratio(normalised(mine[here].title), normalised(theirs[there].title))) >= _ALIKE
    ]
    paired = dict(found)
    for _, here, there in sorted(close, key=lambda each: (-each[0], each[1], each[2])):
        if here not in paired and there not in taken:
            paired[here] = there
            taken.add(there)
    return paired


def _row_numbers(rows: _List, result: PlanResult, vocabulary: Vocabulary) -> Iterator[NumberChange]:
    for here, there, one, other in rows.items():
        above = result.indicators[there] if there < len(result.indicators) else None
        before, after = _targets(one), _targets(other)
        changed = [("基期值", one.baseline, other.baseline)] if _said(one.baseline) != _said(other.baseline) else []
        changed += [
            (f"{year or ''}{'年' if year else ''}目标值", before.get(year), after.get(year))
            for year in dict.fromkeys((*before, *after))
            if _said(before.get(year)) != _said(after.get(year))
        ]
        for part, mine, theirs in changed:
            yield NumberChange(
                "指标表",
                other.name,
                part,
                _said(mine) or "（无）",
                _said(theirs) or "（无）",
                _direction(mine, theirs, other.name, vocabulary),
                tuple(_above(above, baseline=part == "基期值")),
                rows.place(here, new=False),
                rows.place(there, new=True),
            )


def _targets(row: Indicator) -> dict[int | None, Quantity]:
    """The targets of a row by year."""
    every = row.targets or ((row.target,) if row.target else ())
    return {quantity.year: quantity for quantity in every}


def _figure_numbers(figures: _List, result: PlanResult, vocabulary: Vocabulary) -> Iterator[NumberChange]:
    above = {row.code: row for row in reversed(result.indicators) if row.code}
    for here, there, one, other in figures.items():
        scoped, dated = one.scope != other.scope, _dated(one) != _dated(other)
        mine, theirs = (
            f"{each.hedge or ''}{_said(each, scoped=scoped)}{_dated(each) if dated else ''}" for each in (one, other)
        )
        if mine == theirs:
            continue
        yield NumberChange(
            "正文",
            other.indicator,
            _part(other, dated=dated, scoped=scoped),
            mine,
            theirs,
            _direction(one, other, other.indicator, vocabulary),
            tuple(
                _above(above.get(code_of(other, other.indicator, vocabulary) or ""), baseline=other.role == "baseline")
            )
            if other.role != "achieved"
            else (),
            figures.place(here, new=False),
            figures.place(there, new=True),
        )


def _part(figure: Figure, *, dated: bool, scoped: bool) -> str:
    """What a figure is, with what is the same in both versions: its years, and a 口径 that changes its meaning."""
    years = "" if dated else _dated(figure).strip("（）")
    scope = f"（{SCOPES[figure.scope]}）" if figure.scope in _RELATIVE and not scoped else ""
    return f"{years}{_ROLES[figure.role]}{scope}"


def _said(quantity: Quantity | None, *, scoped: bool = True) -> str:
    """A quantity as printed, with its 口径 where that is wanted and said."""
    if quantity is None:
        return ""
    scope = SCOPES[quantity.scope] if scoped and quantity.scope else ""
    return f"{shown(quantity)}{f'（{scope}）' if scope else ''}"


def _dated(quantity: Quantity) -> str:
    if quantity.over:
        return f"（{quantity.over[0]}—{quantity.over[1]}年）"
    return f"（{quantity.year}年）" if quantity.year else ""


def _direction(one: Quantity | None, other: Quantity | None, name: str, vocabulary: Vocabulary) -> Direction:
    """Whether a number certainly rose or fell; nothing where it can't be compared."""
    if one is None or other is None or one.scope != other.scope:
        return ""
    before, after = interval(one, vocabulary, name=name), interval(other, vocabulary, name=name)
    if before is None or after is None or before.unit != after.unit:
        return ""
    if one.bound == other.bound and one.bound in ("at-least", "more-than"):  # the upper ends are open
        return "升" if after.low > before.low else "降" if after.low < before.low else ""
    if after.low > before.high:
        return "升"
    return "降" if after.high < before.low else ""


def _above(row: IndicatorRow | None, *, baseline: bool) -> Iterator[str]:
    """The values of the documents above, nearest first."""
    seen: set[tuple[str, str, str]] = set()
    for parent in row.parents if row else ():
        amount: Amount | None = parent.baseline if baseline else parent.target
        if amount is None or (parent.level, amount.shown, amount.year) in seen:
            continue
        seen.add((parent.level, amount.shown, amount.year))
        year = f"（{amount.year}年）" if amount.year else ""
        yield f"{LEVELS.get(parent.level, parent.level)} {amount.shown}{year}"


def _alone(lists: Iterable[_List], *, new: bool) -> Iterator[ItemChange]:
    for each in lists:
        for index, item in each.alone(new=new):
            yield ItemChange(_kind(each.name, item), named(item), _detail(item), each.place(index, new=new))


def _kind(name: str, item: Any) -> str:
    if name == "measures":
        return _MEASURES[item.kind]
    return {"indicators": _ROW, "figures": _FIGURE, "citations": _CITATION}[name]


def _detail(item: Any) -> str:
    """What an item that came or went says, shortly."""
    match item:
        case Figure():
            return f"{_ROLES[item.role]} {item.hedge or ''}{_said(item)}{_dated(item)}"
        case Indicator():
            targets = (f"{_said(each)}{_dated(each)}" for each in _targets(item).values())
            return f"目标 {'、'.join(targets)}" if _targets(item) else ""
    return getattr(item, "number", None) or ""


def _renamed(each: _List) -> Iterator[WordChange]:
    for _, there, one, other in each.items():
        if normalised(named(one)) != normalised(named(other)):
            yield WordChange(_kind(each.name, other), "名称", named(one), named(other), each.place(there, new=True))


def _renumbered(citations: _List) -> Iterator[WordChange]:
    for _, there, one, other in citations.items():
        place = citations.place(there, new=True)
        if normalised(one.title) != normalised(other.title):
            yield WordChange(_CITATION, "标题", one.title, other.title, place)
        if one.number != other.number:
            name = f"《{other.title}》文号"
            yield WordChange(_CITATION, name, one.number or "（无）", other.number or "（无）", place)


def _units(each: _List, vocabulary: Vocabulary) -> Iterator[UnitsChange]:
    """Units that came or went, whichever of its names a unit goes by."""
    for _, there, one, other in each.items():
        before, after = _bodies(one.responsible, vocabulary), _bodies(other.responsible, vocabulary)
        leads = [_bodies(item.responsible, vocabulary, lead=True) for item in (one, other)]
        added = tuple(printed for body, printed in after.items() if body not in before)
        dropped = tuple(printed for body, printed in before.items() if body not in after)
        led = set(leads[0]) != set(leads[1])
        if added or dropped or led:
            before_lead, after_lead = ("、".join(lead.values()) or "（未写明）" if led else "" for lead in leads)
            place = each.place(there, new=True)
            yield UnitsChange(_kind(each.name, other), named(other), added, dropped, before_lead, after_lead, place)


def _bodies(responsible: Responsible | None, vocabulary: Vocabulary, *, lead: bool = False) -> dict[str, str]:
    printed = (responsible.lead if lead else responsible.units) if responsible else ()
    return {vocabulary.body(unit).name: unit for unit in printed}
