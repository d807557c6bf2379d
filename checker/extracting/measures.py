"""Tasks, guarantees and items of boxes, with the bodies that answer for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from checker.extracting.allotting import Allotment, find_allotments
from checker.extracting.dividing import divided
from checker.extracting.duties import phrases
from checker.extracting.items import Item, find_items
from checker.extracting.joining import Joined, join
from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Found, Outline, Region, Text
from checker.extracting.serving import Means
from checker.extracting.subsidies import SubsidyFinder, subsidy_notes
from checker.extracting.titles import Headings
from checker.extracting.units import DutyReader, duty_reader, led_by_first
from checker.facts.vocabulary import normalised
from checker.model.plan import Figure, Indicator, Measure, Responsible

_MANY = 3  # items of which only the last names bodies: they may be those of all
_NEXT = 2  # signs between two lists that are one
_CLOSED = frozenset("。!?;)”】|")
_CUT_NOTE = "文本在这一项中间断了"
_SHARED_NOTE = "责任单位只印在同一节最后一项之后，按各项共用处理，请核对"
_OWN_NOTE = "责任单位印在同一节最后一项之后，前面各项没有，是否共用请核对"
_SEVERAL_NOTE = "这一项里有几处责任单位，已合并"
_HEADED_NOTE = "责任单位写在这一节的标题之后，各项共用"
_OPENING_NOTE = "责任单位取自这一项开头的“……牵头”"
_LED_BY = re.compile(r"[。:\n\t|]*(?:由)?([^,。;:\n|]{2,60}?)牵头[,。]")


def find_measures(
    text: Text,
    outline: Outline,
    regions: list[Region],
    indicators: list[Found[Indicator]],
    figures: list[Found[Figure]],
    lexicon: Lexicon,
) -> list[Found[Measure]]:
    """Every measure of the section tree. What each covers is added when the document's period is known."""
    start, end = outline.body
    reader, said = duty_reader(lexicon), phrases(lexicon)
    duties = reader.find(text, start, end)
    schedules = frozenset(lexicon.dictionary("headings", Headings).schedule)
    items = find_items(text, outline, regions, duties, schedules)
    allotments = _allotments(text, outline, items, lexicon)
    apart = [each for each in allotments if not _is_plan(each, items)]
    if apart:  # their rows are no running text
        beside = [*regions, *(Region(each.start, each.end) for each in apart)]
        items = find_items(text, outline, sorted(beside, key=lambda each: each.start), duties, schedules)
        items = [item for item in items if not any(each.start <= item.start < each.end for each in apart)]
    own = _attached(text, items, outline, duties, reader)
    joined = join(text, items, outline, allotments)
    if said.first_leads(text):
        own = [replace(duty, item=led_by_first(duty.item)) if duty.item else duty for duty in own]
    lists = [_filled(place, item, own[place], joined) for place, item in enumerate(items)]
    missing = sum(item.kind == "task" and duty.item is None for item, duty in zip(items, lists, strict=True))
    elsewhere = divided(text, items, missing, allotments, joined.left, reader, said) if missing else None
    subsidies = SubsidyFinder(lexicon)
    means = Means(text, lexicon, indicators, figures)
    found: list[Found[Measure]] = []
    for position, item in enumerate(items):
        duty = lists[position]
        unjoined = duty.item is None and item.kind != "guarantee" and (elsewhere is not None or duty.may_share)
        sure = min(duty.sure, item.sure)
        paid = subsidies.find(text, item.title_end, item.end)
        cut = position == len(items) - 1 and _is_cut(text, item, end)
        measure = Measure(
            id=item.id,
            kind=item.kind,
            title=item.title,
            section=item.section or None,
            responsible=duty.item,
            elsewhere=unjoined,
            subsidies=paid,
            serves=means.serves(item),
            themes=means.themes(item),
            cut=cut,
            review=sure < 0.7,
            at=(text.at(item.start, max(item.title_end, item.start + 1)),),
        )
        notes = (*item.notes, *duty.notes, *((elsewhere,) if unjoined and elsewhere and item.kind == "task" else ()))
        every = (*notes, *subsidy_notes(paid), *((_CUT_NOTE,) if cut else ()))
        found.append(Found(measure, item.start, item.end, sure, every))
    return found


class _Duty(Struct, frozen=True):
    """The bodies of an item, with what a person should look at."""

    item: Responsible | None
    sure: float = 1.0
    notes: tuple[str, ...] = ()
    may_share: bool = False  # names none itself, but the last of its section does


def _attached(
    text: Text, items: list[Item], outline: Outline, duties: list[Found[Responsible]], reader: DutyReader
) -> list[_Duty]:
    """The bodies of each item. A list after the last item of a group only may be the whole group's: that is noted."""
    begins = [duty.start for duty in duties]
    own = []
    for item in items:
        inside = duties[bisect_left(begins, item.title_end) : bisect_left(begins, item.end)]
        own.append(_merged(inside) if inside else _opening(text, item, reader))
    _add_headed(own, items, outline, duties)
    groups: dict[str, list[int]] = {}
    for position, item in enumerate(items):
        groups.setdefault(item.group, []).append(position)
    several = [members for members in groups.values() if len(members) > 1 and any(own[each].item for each in members)]
    last_only = [members for members in several if not any(own[each].item for each in members[:-1])]
    shared = len(last_only) >= 2 and len(last_only) == len(several)
    for members in last_only:
        duty = own[members[-1]]
        for each in members if shared else members[-1:]:
            own[each] = _Duty(duty.item, 0.65 if shared else 0.75, (_SHARED_NOTE if shared else _OWN_NOTE,))
        for each in members[:-1] if not shared and len(members) >= _MANY else ():
            own[each] = _Duty(None, may_share=True)
    return own


def _add_headed(own: list[_Duty], items: list[Item], outline: Outline, duties: list[Found[Responsible]]) -> None:
    """A list right behind the heading of a section is that of the items under it that have none."""
    begins = [item.start for item in items]
    for duty in duties:
        node = outline.node_at(duty.start)
        first = bisect_left(begins, duty.start)
        last = bisect_left(begins, node.end) if node else first
        before = items[first - 1].end if first else 0
        if node is None or before > duty.start or outline.node_at(begins[first] - 1 if first < last else 0) != node:
            continue
        for place in range(first, last):
            if own[place].item is None and items[place].kind != "box":
                own[place] = _Duty(duty.item, min(duty.sure, 0.8), (*duty.notes, _HEADED_NOTE))


def _allotments(text: Text, outline: Outline, items: list[Item], lexicon: Lexicon) -> list[Allotment]:
    """The tables that allot these items."""
    titles = {normalised(item.title) for item in items} | {normalised(node.section.title) for node in outline.nodes}
    return find_allotments(text, frozenset(titles - {""}), lexicon)


def _is_plan(allotment: Allotment, items: list[Item]) -> bool:
    """Whether the tasks stand in the table itself and nowhere else."""
    rows = {row.title for row in allotment.rows if row.title}
    inside = {normalised(item.title) for item in items if allotment.grid <= item.start < allotment.end} & rows
    outside = {normalised(item.title) for item in items if not allotment.grid <= item.start < allotment.end}
    return bool(inside - outside)


def _filled(place: int, item: Item, own: _Duty, joined: Joined) -> _Duty:
    """The bodies of an item: its own, else those that a table gives it; a lead that only the table names."""
    found = joined.duties.get(place)
    certain = place in joined.sure
    if found is None or (item.kind == "guarantee" and not certain):
        return own
    if own.item is None:
        return _Duty(found.item, found.sure, found.notes)
    lead = found.item.lead
    if certain and lead and not own.item.lead and set(lead) <= set(own.item.units):
        return replace(own, item=replace(own.item, lead=lead))
    return own


def _merged(duties: list[Found[Responsible]]) -> _Duty:
    """Several lists of one item as one."""
    if len(duties) == 1:
        return _Duty(duties[0].item, duties[0].sure, duties[0].notes)
    every = Responsible(
        units=tuple(dict.fromkeys(unit for duty in duties for unit in duty.item.units)),
        lead=tuple(dict.fromkeys(unit for duty in duties for unit in duty.item.lead)),
        at=tuple(at for duty in duties for at in duty.item.at),
    )
    notes = tuple(dict.fromkeys(note for duty in duties for note in duty.notes))
    sure = min(duty.sure for duty in duties)
    if all(after.start - before.end <= _NEXT for before, after in pairwise(duties)):  # 牵头单位:…⏎配合单位:…
        return _Duty(every, sure, notes)
    return _Duty(every, min(0.8, sure), (*notes, _SEVERAL_NOTE))


def _opening(text: Text, item: Item, reader: DutyReader) -> _Duty:
    """The bodies of 甲、乙牵头,…… at the beginning of an item."""
    opening = _LED_BY.match(text.even, item.title_end, item.end)
    duty = reader.read(text, *opening.span(1)) if opening else None
    if duty is None or duty.notes or not all(map(reader.is_office, duty.item.units)):  # 由链主企业牵头 names no body
        return _Duty(None)
    return _Duty(replace(duty.item, lead=duty.item.units), 0.8, (_OPENING_NOTE,))


def _is_cut(text: Text, item: Item, end: int) -> bool:
    """Whether the text stops in the middle of the last item's sentence; a table ends without a sign."""
    rest = text.even[item.title_end : end].rstrip("\n\t ")
    if not rest or item.end < end - 1 or rest[-1] in _CLOSED:
        return False
    return text.normal.line_at(item.title_end + len(rest) - 1).block.table is None
