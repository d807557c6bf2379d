"""Names that contain one another: when two names may well mean one thing, and what tells them apart."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Literal

from checker.facts.vocabulary import normalised
from checker.facts.wordings import plain

Difference = Literal["same", "level", "kind", "done"]

ALIKE = 0.85  # of the characters of the shorter name
SHORTEST = 4  # characters that a name must keep: 专利 and 人才 stand in too many others
# how a quantity is counted, at the end of a name; what is counted stands before it
_COUNTED = re.compile(
    r"(?:年?登记(?:担保)?|担保|累计发放|累放|发放|合同成交)?"
    r"(?:总量|总数|总额|数量|金额|额度|拥有量|拥有数|保有量|总规模|规模|总值|人次数?|人数|次数|件数|家数|户数|数|量|额)$"
)
_YEARLY = re.compile(r"^(?:年度|当年|每年|年)|年$")
_HERE = re.compile(r"^(?:全[国省市区县]|[我本][国省市区县地])")  # the plan speaks of its own place anyway
_RANKED = re.compile(r"(国家|省|市|县|区)级")
_LEVEL = re.compile(r"(?:国家|省|市|县|区)?(?:以上|及以上)?")
_DONE = re.compile("培育|打造")
_KIND = re.compile(r"(?:试点|示范|优势|培育)+")
_SAID_MORE = str.maketrans("", "", "国家省市县区以上及试点示范优势培育打造")  # characters of _LEVEL, _DONE and _KIND


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """A name without the words for counting, for the plan's own place and for 知识产权, of which the whole plan is."""
    bare = normalised(plain(name)).replace("知识产权专利", "知识产权").replace("知识产权", "")
    bare = _RANKED.sub(r"\1", _HERE.sub("", bare))
    before = ""
    while before != bare:
        before, bare = bare, _YEARLY.sub("", _COUNTED.sub("", bare))
    return bare


@lru_cache(maxsize=8192)
def difference(longer: str, shorter: str) -> Difference | None:
    """What ``longer`` says more than ``shorter``, where that leaves open whether they are one thing; else None.

    ``same``: only how it is counted; ``level``: of which level (省级…); ``kind``: 试点、示范 and the like; ``done``:
    what is done (培育、打造), which may be to so many more of them.
    """
    rich, bare = core(longer), core(shorter)
    if len(bare) < SHORTEST:
        return None
    if rich == bare:
        return "same"
    extras = _extras(rich, bare)
    if extras is None or rich[-2:] != bare[-2:]:  # what a thing is stands at the end
        return None
    if _DONE.match(rich) and not _DONE.match(bare):
        return "done" if core(rich[2:]) == bare else None
    if all(_LEVEL.fullmatch(extra) for extra in extras):
        return "level"
    if all(_LEVEL.fullmatch(extra) or _KIND.fullmatch(extra) for extra in extras):
        return "kind"
    return None


@lru_cache(maxsize=8192)
def is_alike(name: str, other: str) -> bool:
    """Whether nearly all that the shorter of two names says stands in the longer, in whatever order.

    Such names may mean one thing or two: enough to leave a thing unsaid, never to say one.
    """
    shorter, longer = sorted((core(name), core(other)), key=len)
    if len(shorter) < SHORTEST or len(longer) > 2 * len(shorter):
        return False
    return (Counter(shorter) & Counter(longer)).total() >= ALIKE * len(shorter)


@lru_cache(maxsize=4096)
def likeness(name: str) -> frozenset[str]:
    """Words of which two names share one wherever ``difference`` finds something: what they say without all it allows.

    Sharing one means nothing yet; it spares comparing each name with every other.
    """
    rich = core(name)
    said = {rich, core(rich[2:])} if _DONE.match(rich) else {rich}
    return frozenset(each.translate(_SAID_MORE) for each in said)


def _extras(rich: str, bare: str) -> list[str] | None:
    """The pieces of ``rich`` between the characters of ``bare``; None where these don't all stand in it in order."""
    pieces, at = [], 0
    for ch in bare:
        found = rich.find(ch, at)
        if found < 0:
            return None
        pieces.append(rich[at:found])
        at = found + 1
    return [piece for piece in (*pieces, rich[at:]) if piece]
