"""What every engine may rely on: queries whose names, kinds, attributes and types fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from checker.engine.port import EngineFact, EngineFault
from checker.language.query import Atom, Join, Operator, Query, Test, atoms

Kinds = Mapping[str, Mapping[str, type]]
"""The attributes of every kind of fact and their types: ``str`` or ``int``; flags are 0 and 1."""

INT_LIMIT = 2**53
EQUALITIES = ("==", "!=")


class BadQuery(ValueError):
    """A query that no engine can be given; the message names it and says why, in Chinese."""


def check_ids(facts: Sequence[EngineFact]) -> None:
    """Raise ``EngineFault`` where two facts have one id: a match could not say which it means."""
    if len({fact.id for fact in facts}) != len(facts):
        repeated = [name for name, count in Counter(fact.id for fact in facts).items() if count > 1]
        raise EngineFault(f"事实编号重复：{'、'.join(repeated[:5])}")


def check_queries(queries: Iterable[Query], kinds: Kinds) -> None:
    """Raise ``BadQuery`` at the first query that does not fit."""
    seen: set[str] = set()
    for query in queries:
        if query.name in seen:
            raise BadQuery(f"查询 {query.name} 出现两次")
        seen.add(query.name)
        try:
            _check(query, kinds)
        except BadQuery as error:
            raise BadQuery(f"查询 {query.name}：{error}") from None


def _check(query: Query, kinds: Kinds) -> None:
    if not query.patterns:
        raise BadQuery("没有绑定任何事实")
    bound: dict[str, str] = {}
    for pattern in query.patterns:
        if pattern.alias in bound:
            raise BadQuery(f"别名 {pattern.alias} 绑定了两次")
        if pattern.kind not in kinds:
            raise BadQuery(f"没有「{pattern.kind}」这种事实")
        bound[pattern.alias] = pattern.kind
    for atom in atoms(query.condition):
        _check_atom(atom, bound, kinds)


def _check_atom(atom: Atom, bound: Mapping[str, str], kinds: Kinds) -> None:
    left = _type(atom.alias, atom.attribute, bound, kinds)
    place = f"{atom.alias}.{atom.attribute} {atom.operator}"
    if atom.operator not in get_args(Operator):
        raise BadQuery(f"{place}：没有这种比较")
    match atom:
        case Test(value=value):
            right: type[str | int]
            if isinstance(value, str):
                right = str
            elif isinstance(value, int) and abs(value) < INT_LIMIT:
                right = int
            else:
                raise BadQuery(f"{place} {value!r}：只能与文字或绝对值小于 2^53 的整数比较")
        case Join(other=other, other_attribute=other_attribute):
            right = _type(other, other_attribute, bound, kinds)
    if left is not right:
        raise BadQuery(f"{place}：两边一边是文字、一边是整数")
    if left is str and atom.operator not in EQUALITIES:
        raise BadQuery(f"{place}：文字之间不比较大小")


def _type(alias: str, attribute: str, bound: Mapping[str, str], kinds: Kinds) -> type[str | int]:
    if alias not in bound:
        raise BadQuery(f"没有绑定 {alias}")
    declared = kinds[bound[alias]].get(attribute)
    if declared is None:
        raise BadQuery(f"「{bound[alias]}」没有属性 {attribute}")
    if issubclass(declared, int):
        return int
    if declared is not str:
        raise BadQuery(f"「{bound[alias]}」的属性 {attribute} 既不是文字也不是整数")
    return str
