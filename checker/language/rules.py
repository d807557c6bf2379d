"""Rules given their meaning: conditions resolved, templates checked, and everything compiled to positive queries.

For a rule with bindings G: ``G`` finds what there is to check, one ``N`` a need finds where it is not met, and
either ``F`` (G and not *that*) finds what fails, or ``W`` (G joined with the pattern of *some*/*none*) finds what
is there; absence is the difference of the two, taken in Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal, TypeVar

from msgspec import Struct

from checker.language.lowering import NO_FLAGS, Flags, Scope, compared_quantities, flags_of, lower, require_flags
from checker.language.query import TRUE, All, Condition, Either, Join, Not, Pattern, Query, Test, TooComplex
from checker.language.schema import Kind, attribute_of
from checker.language.syntax import ConditionError, Expression, Reference, parse_binding, parse_condition
from checker.language.templates import Template, parse_template
from checker.model.result import Route
from checker.model.rule import RuleFile

T = TypeVar("T")
WITNESS = "_"  # the alias of the fact that `some` and `none` look for
_ALIAS = re.compile(r"[a-z][a-z0-9_]*")


class CompiledNeed(Struct, frozen=True):
    """``query`` finds the bindings where the need is not met; ``reason`` is then given. ``units``: it is theirs."""

    query: Query
    reason: Template
    units: bool = False


class CompiledRule(Struct, frozen=True):
    """A rule ready to be matched and judged.

    ``expects``: ``that`` (``deciding`` finds the failures), ``some`` (it finds the witnesses; none of them is a
    failure) or ``none`` (it finds the offenders). ``witness_kind`` is the kind that some/none look for.
    """

    rule: RuleFile
    aliases: tuple[str, ...]
    given: Query
    needs: tuple[CompiledNeed, ...]
    expects: Literal["that", "some", "none"]
    deciding: Query
    witness_kind: Kind | None
    subject: tuple[str, ...]
    group: Reference | None
    message: Template
    many: Template | None
    fix: Template

    @property
    def queries(self) -> tuple[Query, ...]:
        return (self.given, *(need.query for need in self.needs), self.deciding)


class RuleError(Struct, frozen=True):
    """Something wrong in a rule file, at ``route``."""

    route: Route
    message: str


class _Compiler:
    """Compiles one rule, collecting every error instead of stopping at the first."""

    def __init__(self, rule: RuleFile, kinds: Mapping[str, Kind]) -> None:
        self.rule = rule
        self.kinds = kinds
        self.errors: list[RuleError] = []
        self.bound: dict[str, Kind] = {}
        self.flags: Flags = NO_FLAGS

    def attempt(self, route: Route, work: Callable[[], T]) -> T | None:
        """Do the work; a ConditionError or TooComplex becomes an error at ``route``."""
        try:
            return work()
        except (ConditionError, TooComplex) as error:
            self.errors.append(RuleError(route, str(error)))
            return None

    def scope(self, current: str = "") -> Scope:
        return Scope(dict(self.bound), current)

    def binding(self, alias: str, text: str) -> Condition:
        """Bind one more fact; what its condition guarantees is known from here on."""
        parsed = parse_binding(text)
        kind = self.kinds.get(parsed.kind)
        if kind is None:
            raise ConditionError(f"没有「{parsed.kind}」这种事实（有：{'、'.join(self.kinds)}）")
        self.bound[alias] = kind
        if parsed.condition is None:
            return TRUE
        scope = self.scope(alias)
        require_flags(parsed.condition, scope, self.flags)
        lowered = lower(parsed.condition, scope)
        self.flags |= flags_of(parsed.condition, scope)
        return lowered

    def condition(self, text: str) -> tuple[Expression, Condition]:
        expression = parse_condition(text)
        scope = self.scope()
        require_flags(expression, scope, self.flags)
        return expression, lower(expression, scope)


def compile_rule(rule: RuleFile, kinds: Mapping[str, Kind]) -> tuple[CompiledRule | None, list[RuleError]]:
    """The compiled rule, or None with everything that is wrong with it. Manual rules have nothing to compile."""
    assert rule.expect is not None
    work = _Compiler(rule, kinds)
    parts: list[Condition] = []
    for alias, text in rule.given.items():
        if not _ALIAS.fullmatch(alias):
            work.errors.append(RuleError(("given", alias), f"别名「{alias}」只能用小写字母、数字和下划线，以字母开头"))
        lowered = work.attempt(("given", alias), partial(work.binding, alias, text))
        parts.append(lowered if lowered is not None else TRUE)
    patterns = tuple(Pattern(alias, kind.name) for alias, kind in work.bound.items())
    base = All(tuple(parts))
    given = work.attempt(("given",), partial(Query, f"{rule.id}:given", patterns, base))
    if work.errors or given is None:
        return None, work.errors
    needs = _needs(work, patterns, base)
    flags = work.flags  # the witness of `some` may add more, which messages must not rely on
    decided = work.attempt(("expect", *rule.expect.asked), partial(_deciding, work, patterns, base))
    work.bound.pop(WITNESS, None)
    work.flags = flags
    message = _template(work, ("message",), rule.message)
    many = _template(work, ("many",), rule.many, extra=("n", "of")) if rule.many else None
    fix = _template(work, ("fix",), rule.fix)
    subject = _subject(work)
    group = work.attempt(("group",), partial(_group, work)) if rule.group not in (None, "plan") else None
    _check_aliases(work)
    if work.errors or decided is None or message is None or fix is None:
        return None, work.errors
    implicit, deciding, witness = decided
    compiled = CompiledRule(
        rule=rule,
        aliases=tuple(work.bound),
        given=given,
        needs=(*needs, *implicit),
        expects="that" if rule.expect.that else "some" if rule.expect.some else "none",
        deciding=deciding,
        witness_kind=witness,
        subject=subject,
        group=group,
        message=message,
        many=many,
        fix=fix,
    )
    return compiled, []


def _template(work: _Compiler, route: Route, text: str, extra: tuple[str, ...] = ()) -> Template | None:
    return work.attempt(route, lambda: parse_template(text, work.scope(), work.flags, extra=extra))


def _needs(work: _Compiler, patterns: tuple[Pattern, ...], base: Condition) -> list[CompiledNeed]:
    needs = []
    for index, need in enumerate(work.rule.needs):
        route: Route = ("needs", index)
        compiled = work.attempt((*route, "that"), partial(work.condition, need.that))
        # the reason is given where the need is not met: only what is known before it may be named
        reason = _template(work, (*route, "else"), need.else_)
        if compiled is None or reason is None:
            continue
        expression, lowered = compiled
        work.flags |= flags_of(expression, work.scope())
        query = work.attempt(
            (*route, "that"), partial(Query, f"{work.rule.id}:need{index}", patterns, All((base, Not(lowered))))
        )
        if query is not None:
            needs.append(CompiledNeed(query, reason))
    return needs


def _deciding(
    work: _Compiler, patterns: tuple[Pattern, ...], base: Condition
) -> tuple[tuple[CompiledNeed, ...], Query, Kind | None]:
    rule = work.rule
    assert rule.expect is not None
    if rule.expect.that is not None:
        expression, lowered = work.condition(rule.expect.that)
        pairs = list(dict.fromkeys(compared_quantities(expression, work.scope())))
        implicit = tuple(_same_unit(work, patterns, base, index, *pair) for index, pair in enumerate(pairs))
        return implicit, Query(f"{rule.id}:fails", patterns, All((base, Not(lowered)))), None
    lowered = work.binding(WITNESS, rule.expect.some or rule.expect.none or "")
    kind = work.bound[WITNESS]
    witnessed = (*patterns, Pattern(WITNESS, kind.name))
    return (), Query(f"{rule.id}:there", witnessed, All((base, lowered))), kind


def _same_unit(
    work: _Compiler, patterns: tuple[Pattern, ...], base: Condition, index: int, left: Reference, right: Reference
) -> CompiledNeed:
    """Where both quantities are known and their units can't be converted, nothing can be said."""
    scope = work.scope()
    absent: list[Condition] = []
    for reference in (left, right):
        attribute = attribute_of(scope.kinds[reference.alias], reference.attribute)
        if attribute is not None and attribute.optional:
            absent.append(Test(reference.alias, f"has_{reference.attribute}", "==", 0))
    same = Join(left.alias, f"{left.attribute}_unit", "==", right.alias, f"{right.attribute}_unit")
    query = Query(f"{work.rule.id}:unit{index}", patterns, All((base, Not(Either((*absent, same))))))
    reason = Template(("单位不可换算：", " / ", ""), (left, right))
    return CompiledNeed(query, reason, units=True)


def _subject(work: _Compiler) -> tuple[str, ...]:
    """The aliases that name what a finding is about: the declared ones, else the first."""
    names = tuple((work.rule.subject or next(iter(work.rule.given))).replace("，", ",").split(","))
    return tuple(name.strip() for name in names)


def _group(work: _Compiler) -> Reference:
    alias, _, attribute = (work.rule.group or "").partition(".")
    reference = Reference(alias, attribute)
    found_alias, found = work.scope().attribute(reference)
    if found.type in ("quantity", "date"):
        raise ConditionError("group 只能按文字、整数或是非属性归并")
    if found.optional and (found_alias, found.name) not in work.flags:
        raise ConditionError(f"「{reference}」可能没有，不能用来归并")
    return reference


def _check_aliases(work: _Compiler) -> None:
    rule = work.rule
    named: list[tuple[Route, str]] = [(("at",), rule.at or "")]
    named += [(("related", index), alias) for index, alias in enumerate(rule.related)]
    named += [(("subject",), alias) for alias in _subject(work)]
    if not isinstance(rule.basis, str) and isinstance(rule.basis.cite, str):
        named.append((("basis", "cite"), rule.basis.cite))
    for route, alias in named:
        if alias not in work.bound:
            work.errors.append(RuleError(route, f"没有别名「{alias}」（已有：{'、'.join(work.bound)}）"))
