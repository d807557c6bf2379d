"""Whether the cases of a rule tell it from every rule that differs in one atom.

Each atom of ``given``, ``needs`` and ``expect`` is negated, dropped (it then counts as true in a conjunction, as false
in a disjunction), taken for the contrary of that, and replaced by its neighbours: another sign, another constant, one
choice less.
A changed rule is told from the rule where it no longer loads, or where one of the cases comes out otherwise. One that
survives means a missing case or an atom too many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from checker.engine.plain import PlainEngine
from checker.facts.kinds import KINDS
from checker.judging.cases import MeasuredCase, measured_case
from checker.judging.rulebook import Rulebook
from checker.judging.session import Session
from checker.language.lowering import Scope
from checker.language.pack import LoadedRule
from checker.language.rules import WITNESS, compile_rule
from checker.language.schema import Kind
from checker.language.syntax import (
    And,
    Atom,
    Binding,
    Comparison,
    Constant,
    Expression,
    Member,
    Negation,
    Or,
    Reference,
    parse_binding,
    parse_condition,
)
from checker.language.unparse import unparse, unparse_binding
from checker.model.rule import Expect, RuleFile

UNSEEN = "〇"  # a text that no plan holds
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OF_NUMBERS = {
    "==": ("<=", ">="),
    "!=": ("<", ">"),
    "<": ("<=",),
    "<=": ("<",),
    ">": (">=",),
    ">=": (">",),
}
_OF_INTERVALS = {
    "~": ("<", "<=", ">", ">="),
    "<": ("<=",),
    "<=": ("<", "~"),
    ">": (">=",),
    ">=": (">", "~"),
}
_SIGNS = {"int": _OF_NUMBERS, "quantity": _OF_INTERVALS, "date": _OF_INTERVALS}


class Mutant(Struct, frozen=True):
    """A rule with one atom changed. ``place`` is where it stands, such as ``given.row``; ``text`` what stands there."""

    rule: RuleFile
    place: str
    atom: str
    change: str
    text: str

    def __str__(self) -> str:
        return f"{self.rule.id} {self.place}：「{self.atom}」{self.change}（{self.text}），没有样例看得出来"


Change = tuple[Expression, str, Expression | None]
"""An atom, what is done to it, and the whole condition then (None: nothing of it is left)."""
Words = Mapping[tuple[str, str], frozenset[str]]
"""The texts that an attribute of a kind holds in the cases of a rule."""


def surviving_mutants(loaded: LoadedRule, rulebook: Rulebook) -> list[Mutant]:
    """The changed rules that no case tells from the rule; UnusableInput where a case can't be read."""
    if loaded.compiled is None:
        return []
    cases = [measured_case(case, rulebook) for case in loaded.rule.cases]
    return [mutant for mutant in mutants(loaded.rule, cases) if not _told(mutant.rule, loaded, cases, rulebook)]


def _told(rule: RuleFile, original: LoadedRule, cases: Iterable[MeasuredCase], rulebook: Rulebook) -> bool:
    compiled, _ = compile_rule(rule, KINDS)
    if compiled is None:
        return True
    mutant = replace(original, rule=rule, compiled=compiled)
    session = Session(rulebook, rules=[mutant], engine=PlainEngine(compiled.queries))
    return any(case.failure(session, rulebook) for case in cases)


def mutants(rule: RuleFile, cases: Iterable[MeasuredCase] = ()) -> Iterator[Mutant]:
    """Every change of one atom. The cases give the values that constants are replaced by."""
    words = _words(cases)
    kinds: dict[str, Kind] = {}
    for alias, text in rule.given.items():
        for change, changed in _of_binding(text, alias, kinds, words):
            yield _mutant(rule, f"given.{alias}", change, changed, given={**rule.given, alias: changed})
    for index, need in enumerate(rule.needs):
        for change, changed in _of_condition(need.that, kinds, words):
            other = replace(need, that=changed)
            yield _mutant(
                rule, f"needs.{index}", change, changed, needs=(*rule.needs[:index], other, *rule.needs[index + 1 :])
            )
    assert rule.expect is not None
    for name, text in rule.expect.asked.items():
        of_text = _of_condition(text, kinds, words) if name == "that" else _of_binding(text, WITNESS, kinds, words)
        for change, changed in of_text:
            yield _mutant(rule, f"expect.{name}", change, changed, expect=Expect(**{name: changed}))


def _mutant(rule: RuleFile, place: str, change: Change, text: str, **update: object) -> Mutant:
    atom, how, _ = change
    return Mutant(replace(rule, **update), place, unparse(atom), how, text)


def _words(cases: Iterable[MeasuredCase]) -> Words:
    found: dict[tuple[str, str], set[str]] = {}
    for case in cases:
        for fact in case.facts:
            for attribute, value in fact.values.items():
                if isinstance(value, str):
                    found.setdefault((fact.kind, attribute), set()).add(value)
    return {key: frozenset(values) for key, values in found.items()}


def _of_binding(text: str, alias: str, kinds: dict[str, Kind], words: Words) -> Iterator[tuple[Change, str]]:
    """The changes of a binding; its alias is bound in ``kinds``."""
    binding = parse_binding(text)
    kinds[alias] = KINDS[binding.kind]
    if binding.condition is not None:
        for change in _changes(binding.condition, _Neighbours(Scope(kinds, alias), words)):
            yield change, unparse_binding(Binding(binding.kind, change[2]))


def _of_condition(text: str, kinds: Mapping[str, Kind], words: Words) -> Iterator[tuple[Change, str]]:
    for change in _changes(parse_condition(text), _Neighbours(Scope(kinds), words)):
        atom, _, changed = change
        yield change, unparse(_always(atom) if changed is None else changed)


def _changes(expression: Expression, neighbours: _Neighbours, *, neutral: bool = True) -> Iterator[Change]:
    """The changes of an expression; ``neutral`` is what it counts as where nothing is left of it."""
    match expression:
        case And(parts) | Or(parts):
            for index, part in enumerate(parts):
                for atom, how, changed in _changes(part, neighbours, neutral=isinstance(expression, And)):
                    kept = () if changed is None else (changed,)
                    rest = (*parts[:index], *kept, *parts[index + 1 :])
                    yield atom, how, rest[0] if len(rest) == 1 else type(expression)(rest)
        case Negation(part):
            for atom, how, changed in _changes(part, neighbours, neutral=not neutral):
                yield atom, how, None if changed is None else Negation(changed)
        case atom:
            yield atom, "取反", Negation(atom)
            yield atom, "去掉", None
            if neutral:
                yield atom, "当作不成立", And((atom, Negation(atom)))
            else:
                yield atom, "当作成立", _always(atom)
            for other in neighbours.of(atom):
                yield atom, f"改成「{unparse(other)}」", other


def _always(expression: Expression) -> Expression:
    return Or((expression, Negation(expression)))


class _Neighbours(Struct, frozen=True):
    """The atoms that say nearly the same."""

    scope: Scope
    words: Words

    def of(self, atom: Atom) -> Iterator[Atom]:
        match atom:
            case Comparison(Constant() as left, sign, Reference() as right):
                yield from self.of(Comparison(right, _MIRRORED.get(sign, sign), left))
            case Comparison(Reference() as left, sign, Constant() as right):
                for constant in self._constants(left, right):
                    yield Comparison(left, sign, constant)
            case Comparison(Reference() as left, sign, Reference() as right):
                for other in _SIGNS.get(self.scope.attribute(left)[1].type, {}).get(sign, ()):
                    yield Comparison(left, other, right)
            case Member(Reference() as operand, choices):
                for choice in choices:
                    if len(choices) > 1:
                        yield Member(operand, tuple(other for other in choices if other != choice))
                for constant in self._constants(operand, choices[0]):
                    if constant not in (*choices, Constant(UNSEEN)):
                        yield Member(operand, (*choices, constant))

    def _constants(self, reference: Reference, constant: Constant) -> Iterator[Constant]:
        """A number's neighbours; the other texts that the cases hold, and one that they don't."""
        value = constant.value
        if isinstance(value, str):
            alias, attribute = self.scope.attribute(reference)
            for word in sorted(self.words.get((self.scope.kinds[alias].name, attribute.name), frozenset())):
                if word != value and "\n" not in word and not ("'" in word and '"' in word):
                    yield Constant(word)
            yield Constant(UNSEEN)
        elif not constant.flag:
            yield Constant(value + 1)
            yield Constant(value - 1)
