"""Facts about the bodies that a plan names: those responsible, and those that coordinate the work."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.vocabulary import Body, Vocabulary, normalised
from checker.facts.writer import FactWriter
from checker.loading.plans import LoadedPlan
from checker.model.base import At
from checker.model.plan import Region
from checker.model.result import Place

_LEVELS = ("省", "市", "县", "区", "州", "盟")
_FORMS = ("办公室", "领导小组", "协调小组", "工作小组", "联席会议", "委员会", "专班", "指挥部")
_ABOVE = ("国家", "国务院", "中央", "中共中央", "全国")


def body_facts(loaded: LoadedPlan, vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Every name of a responsible body, once, with the body that it means; and the coordinating bodies."""
    found: dict[str, list[Place]] = {}
    for index, measure in enumerate(loaded.plan.measures):
        if measure.responsible:
            label = f"{measure.id}「{measure.title}」"
            for unit in measure.responsible.units:
                said = _saying(unit, measure.responsible.at)
                where = places(loaded, ("measures", index), label, said, measure.at)
                found.setdefault(_printed(unit), []).extend(where)
    for index, row in enumerate(loaded.plan.indicators):
        if row.responsible:
            for unit in row.responsible.units:
                said = _saying(unit, row.responsible.at)
                where = places(loaded, ("indicators", index), f"指标表「{row.name}」", said, row.at)
                found.setdefault(_printed(unit), []).extend(where)
    for number, (name, at) in enumerate(found.items()):
        body = body_of(name, loaded.plan.region, vocabulary)
        values: dict[str, Value] = {
            "n": number, "name": name, "body": body.name, "office": body.office, "is_known": body.known,
        }  # fmt: skip
        writer.add("body", f"body:{body.name}", f"单位「{name}」", values, places=tuple(at[:1]))
    _coordinators(loaded, writer)


def _saying(unit: str, ats: tuple[At, ...]) -> tuple[At, ...]:
    """The places that print a unit: of a list that stands in several cells, its own cell; else all of them."""
    return tuple(at for at in ats if unit in at.quote) or ats


def _printed(unit: str) -> str:
    """A name without the spaces that line breaks leave: they are no other way of writing it."""
    return re.sub(r"\s", "", unit)


def body_of(printed: str, region: Region, vocabulary: Vocabulary) -> Body:
    """The body that a printed unit of a plan for ``region`` means, with the place's name or without it.

    临江市教育局 is 市教育局 in a plan of 临江市. Of units that the vocabulary does not have, the place's name is left
    out wherever it stands (人行临江市中心支行, 人行临江中心支行): of one place there is one.
    """
    name = normalised(printed)
    place, stem = region.name, _stem(region.name)
    level = place[-1] if place[-1] in _LEVELS else ""
    # 临江市场监管局 is 临江 and 市场监管局: the shorter name of the place is tried first
    candidates = [name, *(level + name.removeprefix(each) for each in (stem, place) if each and name.startswith(each))]
    for candidate in candidates:
        body = vocabulary.body(candidate)
        if body.known:
            return body
    bare = name
    for each in (place, stem):
        bare = bare.replace(each, "") if each else bare
    return Body(bare if len(bare) > 1 else name, known=False, office=bare)


def names_unit(units: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether one of the units at least is more than 有关部门."""
    return any(not vocabulary.is_generic(unit) for unit in units)


def _stem(place: str) -> str:
    """The name of a place without 市, 县 …; "" where a single character would be left."""
    return place[:-1] if len(place) > 2 and place[-1] in _LEVELS else ""


def _coordinators(loaded: LoadedPlan, writer: FactWriter) -> None:
    """The coordinating bodies of the plan's own level: their form, and the name without place and level."""
    region = loaded.plan.region
    above = [*_ABOVE, *(name for name in (region.province, region.city) if name)]
    if region.level != "province":
        above.append("省")
    for index, body in enumerate(loaded.plan.bodies):
        core = normalised(body.name).removesuffix("制度")
        if core.startswith(tuple(above)):
            continue
        for each in (region.name, _stem(region.name)):
            core = core.removeprefix(each) if each else core
        core = core[1:] if core.startswith(_LEVELS) else core
        form = next((form for form in _FORMS if core.endswith(form)), core)
        label = f"「{body.name}」"
        values: dict[str, Value] = {
            "name": body.name,
            "core": core,
            "form": form,
            "deals_with_ip": "知识产权" in core and "打击" not in core,
        }
        where = places(loaded, ("bodies", index), label, body.at)
        writer.add("coordinator", f"body:{core}", label, values, places=where)
