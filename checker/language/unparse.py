"""Conditions back to text: what ``parse_condition`` reads as the same expression."""

from __future__ import annotations

from checker.language.syntax import (
    And,
    Binding,
    Comparison,
    Constant,
    Expression,
    Flag,
    Member,
    Negation,
    Operand,
    Or,
)


def unparse(expression: Expression) -> str:
    """The text of a condition."""
    match expression:
        case And(parts):
            return " and ".join(map(_inside, parts))
        case Or(parts):
            return " or ".join(map(_inside, parts))
        case Negation(part):
            return f"not {_inside(part)}"
        case Comparison(left, sign, right):
            return f"{_operand(left)} {sign} {_operand(right)}"
        case Member(operand, choices):
            return f"{_operand(operand)} in [{', '.join(map(_operand, choices))}]"
        case Flag(reference):
            return str(reference)


def unparse_binding(binding: Binding) -> str:
    """The text of a binding."""
    return binding.kind if binding.condition is None else f"{binding.kind} where {unparse(binding.condition)}"


def _inside(expression: Expression) -> str:
    return f"({unparse(expression)})" if isinstance(expression, And | Or) else unparse(expression)


def _operand(operand: Operand) -> str:
    if not isinstance(operand, Constant):
        return str(operand)
    if operand.flag:
        return "true" if operand.value else "false"
    if isinstance(operand.value, int):
        return str(operand.value)
    quote = '"' if "'" in operand.value else "'"
    return f"{quote}{operand.value}{quote}"
