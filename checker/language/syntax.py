"""Conditions as text: a tokenizer and a parser for the small language of rules.

condition := conjunction ('or' conjunction)*        conjunction := negation ('and' negation)*
negation  := 'not' negation | '(' condition ')' | atom
atom      := operand ('==' | '!=' | '<' | '<=' | '>' | '>=' | '~') operand
           | operand ['not'] 'in' '[' constant (',' constant)* ']'  | reference
operand   := reference | constant                   reference := name | name '.' name
constant  := 'text' | integer | true | false        binding   := kind ['where' condition]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from checker.language.query import Scalar

MAX_LENGTH = 2000
MAX_DEPTH = 20
_TOKEN = r"""\s*(?:
        (?P<text>'[^'\n]*'|"[^"\n]*")
      | (?P<number>-?\d{1,15}(?![\w.]))
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?)
      | (?P<sign>==|!=|<=|>=|<|>|~|\(|\)|\[|\]|,)
    )"""
_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=", "~")
_RESERVED = frozenset({"and", "or", "not", "in", "where", "true", "false"})


class ConditionError(ValueError):
    """A condition can't be read or makes no sense; the message is Chinese."""


class Reference(Struct, frozen=True):
    """``alias.attribute``; without an alias, an attribute of the fact being bound."""

    alias: str
    attribute: str

    def __str__(self) -> str:
        return f"{self.alias}.{self.attribute}" if self.alias else self.attribute


class Constant(Struct, frozen=True):
    """A text, an integer, or a flag (0 or 1, ``flag`` true)."""

    value: Scalar
    flag: bool = False


Operand = Reference | Constant


class Comparison(Struct, frozen=True):
    """Two operands and the sign between them."""

    left: Operand
    sign: str
    right: Operand


class Member(Struct, frozen=True):
    """An operand that is one of some constants."""

    operand: Operand
    choices: tuple[Constant, ...]


class Flag(Struct, frozen=True):
    """A flag attribute standing alone."""

    reference: Reference


class And(Struct, frozen=True):
    """All parts hold."""

    parts: tuple[Expression, ...]


class Or(Struct, frozen=True):
    """Some part holds."""

    parts: tuple[Expression, ...]


class Negation(Struct, frozen=True):
    """The part does not hold."""

    part: Expression


Atom = Comparison | Member | Flag
Expression = Comparison | Member | Flag | And | Or | Negation


class Binding(Struct, frozen=True):
    """A kind of fact, and the condition it must meet (None: every fact of the kind)."""

    kind: str
    condition: Expression | None


def parse_condition(text: str) -> Expression:
    """Read a condition; ConditionError says what is wrong and where."""
    parser = _Parser(text)
    expression = parser.condition(0)
    parser.end()
    return expression


def parse_binding(text: str) -> Binding:
    """Read ``kind`` or ``kind where condition``."""
    parser = _Parser(text)
    kind = parser.take("name")
    if kind is None or "." in kind or kind in _RESERVED:
        raise ConditionError("应以事实种类开头，例如 indicator where has_target")
    if parser.peek() is None:
        return Binding(kind, None)
    if parser.take("name") != "where":
        raise ConditionError(f"「{kind}」后面应为 where")
    expression = parser.condition(0)
    parser.end()
    return Binding(kind, expression)


def atoms_of(expression: Expression) -> Iterator[Atom]:
    """Every atom, in reading order."""
    match expression:
        case And(parts) | Or(parts):
            for part in parts:
                yield from atoms_of(part)
        case Negation(part):
            yield from atoms_of(part)
        case atom:
            yield atom


class _Parser:
    """Recursive descent with a bounded depth."""

    def __init__(self, text: str) -> None:
        if len(text) > MAX_LENGTH:
            raise ConditionError(f"条件超过 {MAX_LENGTH} 个字符")
        self._tokens = list(_tokens(text))
        self._index = 0

    def peek(self) -> str | None:
        return self._tokens[self._index][1] if self._index < len(self._tokens) else None

    def take(self, group: str) -> str | None:
        """The next token if it is of ``group``; None, and nothing taken, otherwise."""
        if self._index < len(self._tokens) and self._tokens[self._index][0] == group:
            self._index += 1
            return self._tokens[self._index - 1][1]
        return None

    def word(self, *words: str) -> str | None:
        """The next token if it is one of ``words``."""
        if (token := self.peek()) in words:
            self._index += 1
            return token
        return None

    def end(self) -> None:
        if (token := self.peek()) is not None:
            raise ConditionError(f"「{token}」处多出了内容（and、or 连接各条件）")

    def condition(self, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise ConditionError(f"括号嵌套超过 {MAX_DEPTH} 层")
        parts = [self._conjunction(depth)]
        while self.word("or"):
            parts.append(self._conjunction(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self, depth: int) -> Expression:
        parts = [self._negation(depth)]
        while self.word("and"):
            parts.append(self._negation(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _negation(self, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise ConditionError(f"not 嵌套超过 {MAX_DEPTH} 层")
        if self.word("not"):
            return Negation(self._negation(depth + 1))
        if self.word("("):
            inside = self.condition(depth + 1)
            if not self.word(")"):
                raise ConditionError("圆括号没有闭合")
            return inside
        return self._atom()

    def _atom(self) -> Expression:
        left = self._operand()
        if sign := self.word(*_COMPARISONS):
            return Comparison(left, sign, self._operand())
        if self.word("in"):
            return Member(left, self._choices())
        if self.word("not"):
            if not self.word("in"):
                raise ConditionError("not 后面应为 in（否定整个条件时 not 写在最前）")
            return Negation(Member(left, self._choices()))
        if isinstance(left, Constant):
            raise ConditionError("常量不能单独作条件")
        return Flag(left)

    def _choices(self) -> tuple[Constant, ...]:
        if not self.word("["):
            raise ConditionError("in 后面应为方括号，例如 in ['task', 'box']")
        choices = [self._constant()]
        while self.word(","):
            choices.append(self._constant())
        if not self.word("]"):
            raise ConditionError("方括号没有闭合")
        return tuple(choices)

    def _constant(self) -> Constant:
        operand = self._operand()
        if isinstance(operand, Reference):
            raise ConditionError(f"方括号里应为常量，「{operand}」不是；文字请加引号")
        return operand

    def _operand(self) -> Operand:
        if (text := self.take("text")) is not None:
            return Constant(text[1:-1])
        if (number := self.take("number")) is not None:
            return Constant(int(number))
        if (flag := self.word("true", "false")) is not None:
            return Constant(int(flag == "true"), flag=True)
        name = self.take("name")
        if name is None:
            raise ConditionError(f"「{self.peek() or '末尾'}」处缺少属性或常量")
        if name in _RESERVED:
            raise ConditionError(f"「{name}」处缺少属性或常量")
        alias, _, attribute = name.rpartition(".")
        return Reference(alias, attribute)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    token = re.compile(_TOKEN, re.VERBOSE)  # known to re from the second time on
    position = 0
    while text[position:].strip():
        found = token.match(text, position)
        if found is None:
            rest = text[position:].strip()
            raise ConditionError(f"读不懂「{rest[:12]}」（文字要加引号；没有算术、函数和小数）")
        position = found.end()
        group = found.lastgroup
        assert group is not None
        yield group, found.group(group)
