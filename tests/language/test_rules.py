"""Rules compiled: what is known where, what is refused, and what the queries are."""

from __future__ import annotations

from typing import Any

import pytest

from checker.language.query import MAX_PATTERNS
from checker.language.rules import CompiledRule, RuleError, compile_rule
from checker.language.syntax import Reference
from checker.loading.validation import validated
from checker.model.rule import RuleFile
from tests.language.meaning import KINDS

PLAIN: dict[str, Any] = {
    "id": "TST001",
    "name": "a-test",
    "title": "样例",
    "severity": "error",
    "basis": "internal",
    "why": "…",
    "given": {"row": "row where has_goal"},
    "expect": {"that": "row.size ~ row.goal"},
    "at": "row",
    "message": "「{row.name}」不对",
    "fix": "改",
    "since": "0.1",
}


def compiled(**changes: Any) -> tuple[CompiledRule | None, list[RuleError]]:
    return compile_rule(validated(RuleFile, {**PLAIN, **changes}), KINDS)


def good(**changes: Any) -> CompiledRule:
    rule, errors = compiled(**changes)
    assert errors == []
    assert rule is not None
    return rule


def errors_of(**changes: Any) -> list[tuple[tuple[str | int, ...], str]]:
    rule, errors = compiled(**changes)
    assert rule is None
    return [(error.route, error.message) for error in errors]


def test_a_rule_has_a_query_for_what_there_is_each_need_and_what_decides() -> None:
    rule = good(needs=[{"that": "row.done", "else": "没做完"}])
    names = [query.name for query in rule.queries]
    assert names == ["TST001:given", "TST001:need0", "TST001:unit0", "TST001:fails"]
    assert (rule.expects, rule.witness_kind, rule.subject) == ("that", None, ("row",))


@pytest.mark.parametrize("wanted", ["some", "none"])
def test_some_and_none_look_for_one_more_fact(wanted: str) -> None:
    rule = good(expect={wanted: "said where name == row.name"})
    assert rule.expects == wanted
    assert rule.witness_kind is KINDS["said"]
    assert [pattern.kind for pattern in rule.deciding.patterns] == ["row", "said"]
    assert [query.name for query in rule.queries] == ["TST001:given", "TST001:there"]


def test_what_given_and_needs_make_sure_of_is_known_later() -> None:
    good(
        given={"row": "row where has_goal", "said": "said where has_size and size ~ row.goal"},
        needs=[{"that": "said.has_code", "else": "没有代码"}, {"that": "said.code == 'x'", "else": "{said.code}不是x"}],
        expect={"that": "said.code == row.name and said.size ~ row.goal"},
        message="{said.code}：{row.goal} {said.size}",
    )


def test_a_later_binding_may_not_be_relied_on_by_an_earlier_one() -> None:
    ((route, message),) = errors_of(given={"row": "row where has_goal and goal ~ said.size", "said": "said"})
    assert (route, message) == (("given", "row"), "没有别名「said」（已有：row）")


def test_the_reason_of_a_need_may_not_name_what_the_need_asks_for() -> None:
    ((route, message),) = errors_of(needs=[{"that": "row.has_code", "else": "代码{row.code}"}])
    assert route == ("needs", 0, "else")
    assert message.startswith("「row.code」可能没有")


def test_messages_may_not_name_what_only_the_expectation_asks_for() -> None:
    ((route, _),) = errors_of(expect={"that": "row.has_code"}, message="{row.code}")
    assert route == ("message",)
    ((route, message),) = errors_of(expect={"some": "said where row.has_code"}, message="{row.code}")
    assert route == ("message",)
    assert message.startswith("「row.code」可能没有")
    ((route, message),) = errors_of(expect={"some": "said where has_code"}, message="{_.name}")
    assert (route, message) == (("message",), "没有别名「_」（已有：row）")


def test_every_error_of_a_rule_is_said() -> None:
    found = errors_of(
        needs=[{"that": "row.nothing", "else": "{row.code}"}],
        expect={"that": "row.name"},
        message="{row.nam}",
        fix="{row.name",
        at="rox",
        related=["row", "said"],
        subject="row, it",
        group="row.code",
        many="{x}",
        basis={"cite": "upper"},
    )
    assert [route for route, _ in found] == [
        ("needs", 0, "that"),
        ("needs", 0, "else"),
        ("expect", "that"),
        ("message",),
        ("many",),
        ("fix",),
        ("group",),
        ("at",),
        ("related", 1),
        ("subject",),
        ("basis", "cite"),
    ]


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    ((route, message),) = errors_of(given={"row": "rows"})
    assert (route, message) == (("given", "row"), "没有「rows」这种事实（有：row、said、page）")
    ((route, message),) = errors_of(expect={"none": "rows where name == 'x'"})
    assert (route, message) == (("expect", "none"), "没有「rows」这种事实（有：row、said、page）")


@pytest.mark.parametrize("alias", ["_", "_a", "a b", "1a", "a-b", "", "Row", "行"])
def test_an_alias_is_a_name(alias: str) -> None:
    ((route, message),) = errors_of(given={alias: "row"}, at=alias or "row")
    assert route == ("given", alias)
    assert message == f"别名「{alias}」只能用小写字母、数字和下划线，以字母开头"


def test_quantities_of_other_units_are_a_need_of_their_own() -> None:
    rule = good(
        given={"row": "row where has_goal", "said": "said"},
        expect={
            "that": "not said.has_size or (said.size ~ row.goal and said.size <= row.size and row.made < said.made)"
        },
    )
    assert [need.query.name for need in rule.needs] == ["TST001:unit0", "TST001:unit1"]
    assert [need.reason.references for need in rule.needs] == [
        (Reference("said", "size"), Reference("row", "goal")),
        (Reference("said", "size"), Reference("row", "size")),
    ]
    assert rule.needs[0].reason.render(str) == "单位不可换算：said.size / row.goal"


def test_the_same_two_quantities_are_one_need() -> None:
    rule = good(expect={"that": "row.size ~ row.goal or row.size < row.goal"})
    assert len(rule.needs) == 1


@pytest.mark.parametrize("wanted", ["row.size", "row.made"])
def test_findings_are_not_grouped_by_intervals(wanted: str) -> None:
    ((route, message),) = errors_of(group=wanted, many="{n}")
    assert (route, message) == (("group",), "group 只能按文字、整数或是非属性归并")


def test_groups_and_subjects() -> None:
    rule = good(
        group="row.name", many="{n}/{of} 处：{row.name}", given={**PLAIN["given"], "said": "said"}, subject="said，row"
    )
    assert rule.group == Reference("row", "name")
    assert rule.subject == ("said", "row")
    assert rule.many is not None
    assert good(group="plan", many="{n} 处").group is None
    assert good(group="row.code", many="{n} 处", given={"row": "row where has_goal and has_code"}).group is not None


def test_too_many_disjuncts_are_refused_where_they_stand() -> None:
    """Each part of a ``that`` fails for itself; together they must not be more than the engine is given."""
    few = " and ".join(f"(row.count == {n} or row.name == 'x')" for n in range(32))
    assert len(good(expect={"that": few}).deciding.disjuncts) == 32
    many = " or ".join(f"row.count >= {n}" for n in range(33))
    ((route, message),) = errors_of(expect={"that": f"not ({many})"})
    assert (route, message) == (("expect", "that"), "条件展开后多于 32 个分支，请拆成几条规则")
    ((route, message),) = errors_of(
        given={"row": f"row where {many}"}, needs=[{"that": "row.done", "else": "…"}], expect={"that": "row.done"}
    )
    assert (route, message) == (("given",), "条件展开后多于 32 个分支，请拆成几条规则")


def test_too_many_facts_are_refused() -> None:
    aliases = [f"a{n}" for n in range(MAX_PATTERNS)]
    base = {"given": dict.fromkeys(aliases, "row"), "at": "a0", "message": "…"}
    good(**base, expect={"that": "a0.done"})
    ((route, message),) = errors_of(**base, expect={"some": "said"})
    assert (route, message) == (("expect", "some"), "最多绑定 8 个事实，这里有 9 个")
