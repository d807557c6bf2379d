"""Messages with places for what is known of the bound facts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.language.lowering import NO_FLAGS, Scope
from checker.language.syntax import ConditionError, Reference
from checker.language.templates import Template, parse_template
from tests.language.meaning import KINDS

SCOPE = Scope({"row": KINDS["row"], "said": KINDS["said"]})


def rendered(text: str, **extra: str) -> str:
    template = parse_template(text, SCOPE, frozenset({("row", "code")}), extra=tuple(extra))
    return template.render(lambda reference: extra.get(str(reference), f"<{reference}>"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("没有别的", "没有别的"),
        ("", ""),
        ("「{row.name}」写了两次", "「<row.name>」写了两次"),
        ("{row.name}{said.made}{row.name}", "<row.name><said.made><row.name>"),
        ("{row.code}", "<row.code>"),
        ("{row.has_goal}", "<row.has_goal>"),
    ],
)
def test_places_are_filled(text: str, expected: str) -> None:
    assert rendered(text) == expected


def test_counts_may_stand_alone_where_they_are_known() -> None:
    assert rendered("{n}/{of} 项：{row.name}", n="2", of="3") == "2/3 项：<row.name>"
    with pytest.raises(ConditionError, match=re.escape("「{n}」应写作 {别名.属性}")):
        rendered("{n} 项")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{row.name", "花括号没有闭合（写作 {别名.属性}）"),
        ("row.name}", "花括号没有闭合"),
        ("{{row.name}}", "花括号没有闭合"),
        ("{}", "「{}」应写作 {别名.属性}"),
        ("{name}", "「{name}」应写作 {别名.属性}"),
        ("{ row.name }", "「{ row.name }」应写作 {别名.属性}"),
        ("{row.name.x}", "应写作 {别名.属性}"),
        ("{row.name:>3}", "应写作 {别名.属性}"),
        ("{row.name!r}", "应写作 {别名.属性}"),
        ("{row.nam}", "row 没有属性「nam」，是不是想写「name」？"),
        ("{rox.name}", "没有别名「rox」（已有：row、said）"),
        ("{row.goal}", "「row.goal」可能没有，文字里用它之前 given 或 needs 要有 has_goal"),
        ("{said.code}", "「said.code」可能没有"),
    ],
)
def test_places_that_can_not_be_filled_are_refused(text: str, message: str) -> None:
    with pytest.raises(ConditionError, match=re.escape(message)):
        rendered(text)


@given(st.text(alphabet=st.sampled_from("{}.rowname 字n"), max_size=30))
def test_any_text_is_a_template_or_refused(text: str) -> None:
    """What is read keeps every character outside its places."""
    try:
        template = parse_template(text, SCOPE, NO_FLAGS, extra=("n",))
    except ConditionError:
        return
    assert template.render(lambda reference: f"{{{reference}}}") == text


def test_filled_in_words_are_not_read_again() -> None:
    template = Template(("前", "后"), (Reference("row", "name"),))
    assert template.render(lambda _: "{row.name}") == "前{row.name}后"
