"""The taxonomy made ready for look-ups: indicator names, near-misses, units, the words of the four protections."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from checker.facts.wordings import plain
from checker.model.taxonomy import IndicatorTerm, Lookalike, Taxonomy

_LEVEL_WORD = re.compile(r"^[市省县区州盟]")
_BARE_UNIT = re.compile("[十百千万亿]+")  # a number word where the unit is missing: 40亿
_MONEY_NAME = re.compile("(?:金额|总额|额度?|产值|增加值|资金|基金|收入|经费|贷款)$")
_ITEMS, _PER_10K = "items", "per-10k"  # dimensions of rules/taxonomy/units.yaml
_OF_10K_PERSONS = re.compile("(?<![十百千])万人")  # 每百万人口 is another denominator
NO_UNIT = "无单位"  # the dimension of a number that is printed without a unit
_ACTS = re.compile(r"^(.{5,}(?:登记|授权|申请|注册))[量数]$")  # so many were 登记; a short 专利申请 may be anything
_DASHES = "~−─━"  # symbols to Unicode, dashes to those who type them


@lru_cache(maxsize=8192)  # the same names are asked for again and again, of one plan and of all
def normalised(name: str) -> str:
    """A name for matching: full and half width made equal, without spaces, brackets and punctuation."""
    return "".join(
        ch
        for ch in unicodedata.normalize("NFKC", name)
        if unicodedata.category(ch)[0] not in "PZC" and ch not in _DASHES
    )


class UnitSize(Struct, frozen=True):
    """How many base units of ``dimension`` one printed unit is."""

    dimension: str
    factor: Decimal


class Body(Struct, frozen=True):
    """The body that a printed unit means; ``known`` where the vocabulary has it. ``office``: whatever its level."""

    name: str
    known: bool
    office: str


class NearMiss(Struct, frozen=True):
    """A name that looks like an indicator's and measures something else, or (``vague``) does not say what."""

    of: IndicatorTerm
    why: str
    vague: bool = False


class Vocabulary:
    """Look-ups over a taxonomy; names are matched whole, never by part, as printed or else without 口径 and unit."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self._by_code = {term.code: term for term in taxonomy.indicators}
        self._by_name = {normalised(name): term for term in taxonomy.indicators for name in (term.name, *term.aka)}
        self._by_plain_name = {
            normalised(said): term
            for term in taxonomy.indicators
            for name in (term.name, *term.aka)
            for said in (plain(name), _ACTS.sub(r"\1", plain(name)))
        }
        self._near: dict[str, list[NearMiss]] = {}
        for term in taxonomy.indicators:
            for lookalike in term.lookalikes:
                self._near.setdefault(normalised(lookalike.name), []).append(_near(term, lookalike))
        self._bodies = {normalised(name): body.name for body in taxonomy.bodies for name in (body.name, *body.aka)}
        self._generic = frozenset(map(normalised, taxonomy.generic_units))
        self._judicial = frozenset(taxonomy.judicial_bodies)
        self._units = {_unit_key(unit.unit): UnitSize(unit.dimension, unit.factor) for unit in taxonomy.units}
        self._other_words: dict[str, tuple[str, ...]] = {term.name: term.not_ for term in taxonomy.protections}

    def indicator(self, code: str | None, name: str) -> IndicatorTerm | None:
        """The term with this code or, without a code, with this name."""
        if code:
            return self._by_code.get(code)
        return self._by_name.get(normalised(name)) or self._by_plain_name.get(normalised(plain(name)))

    @property
    def codes(self) -> list[str]:
        """Every indicator code."""
        return list(self._by_code)

    def by_code(self, code: str) -> IndicatorTerm | None:
        return self._by_code.get(code)

    def direction(self, code: str | None) -> str | None:
        """``higher`` or ``lower``; None where neither is better or the indicator is not known."""
        term = self._by_code.get(code or "")
        return term.direction if term and term.direction != "none" else None

    def near_misses(self, name: str) -> list[NearMiss]:
        """The indicators that ``name`` could be mistaken for, each once. A term is one under each name it goes by."""
        own = self.indicator(None, name)
        names = [name, plain(name), *((own.name, *own.aka) if own else ())]
        found: dict[str, NearMiss] = {}
        for each in names:
            for near in self._near.get(normalised(each), ()):
                found.setdefault(near.of.code, near)
        return list(found.values())

    def names_protection(self, protection: str, text: str) -> bool:
        """Whether ``text`` says 严保护, 大保护, 快保护 or 同保护, and not a word that only looks like it (协同保护)."""
        for other in self._other_words.get(protection, ()):
            text = text.replace(other, " ")
        return protection in text

    def body(self, printed: str) -> Body:
        """The body a unit means, whichever of its names is printed; 省教育厅 and 市教育局 are two."""
        name = normalised(printed)
        level = _LEVEL_WORD.match(name)
        prefix = level[0] if level else ""
        for before, bare in (("", name), (prefix, name.removeprefix(prefix))):  # 市监局 is a whole name
            if bare in self._bodies:
                return Body(f"{before}{self._bodies[bare]}", known=True, office=self._bodies[bare])
        return Body(name, known=False, office=name)

    def is_generic(self, printed: str) -> bool:
        """Whether a unit is named so generally that nobody can tell who is meant (有关部门)."""
        return normalised(printed).removeprefix("各").removeprefix("级") in self._generic

    def is_judicial(self, printed: str) -> bool:
        """Whether a unit is a court, a procuratorate or the police: none of them leads the others."""
        return self.body(printed).office in self._judicial

    def unit(self, printed: str, name: str = "") -> UnitSize:
        """The size of a printed unit; a unit that is not in the table is a dimension of its own.

        In a per-10,000 indicator (``name``) plans print 件 and 件/万人 for the same thing.
        """
        key = _unit_key(printed)
        size = self._units.get(key) or UnitSize(key or NO_UNIT, Decimal(1))
        if size.dimension == _ITEMS and _OF_10K_PERSONS.search(normalised(name)):
            return UnitSize(_PER_10K, size.factor)
        return size


def is_bare_unit(unit: str | None) -> bool:
    """Whether a printed unit is a number word alone (亿), so that nothing says of what."""
    return bool(unit and _BARE_UNIT.fullmatch(_unit_key(unit)))


def names_money(name: str) -> bool:
    """Whether a name ends as the names of amounts of money do."""
    return bool(_MONEY_NAME.search(normalised(name)))


def _near(term: IndicatorTerm, lookalike: Lookalike) -> NearMiss:
    return NearMiss(term, lookalike.why, lookalike.vague)


@lru_cache(maxsize=1024)
def _unit_key(unit: str) -> str:
    return unicodedata.normalize("NFKC", unit).replace(" ", "")
