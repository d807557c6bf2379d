"""From data with places to a model, and from the validator's errors to sentences with a line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

from pydantic_core import ErrorDetails, SchemaValidator, ValidationError

from checker.loading.kept import kept
from checker.loading.problems import UnusableInput, counted, shortened, suggestion
from checker.loading.yaml_tree import Tree
from checker.model.base import field_names
from checker.model.record import Record
from checker.model.result import Problem, Route

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MAX_PROBLEMS = 50
Model = TypeVar("Model", bound=Record)

_WANTED = {
    "model_type": "一个映射（键: 值）",
    "dict_type": "一个映射（键: 值）",
    "tuple_type": "一个列表",
    "list_type": "一个列表",
    "string_type": "文字",
    "int_type": "整数",
    "bool_type": " true 或 false",
}


def validate(model: type[Model], tree: Tree) -> Model:
    """The model of a file's data; UnusableInput with every error of the file, each at its line."""
    if not isinstance(tree.data, dict):
        raise UnusableInput(
            [Problem(tree.file, f"最外层应为映射（键: 值），这里是{shortened(tree.data)}", tree.marks.line)]
        )
    if not tree.data:
        raise UnusableInput([Problem(tree.file, "文件里没有内容", tree.marks.line)])
    try:
        return validated(model, tree.data)
    except ValidationError as error:
        raise UnusableInput(_problems(model, tree, error)) from None


def validated(model: type[Model], data: object) -> Model:
    """The record of some data; pydantic's ValidationError, which is a ValueError, where it does not fit."""
    found: Model = _validator(model).validate_python(data)
    return found


@cache
def _validator(model: type[Record]) -> SchemaValidator:
    """What validates a model. Pydantic takes longer to make it than to validate a file, so that of ours is kept."""

    def made() -> SchemaValidator:
        return SchemaValidator(adapter(model).core_schema)

    ours = model.__module__.startswith("checker.")
    return kept(f"{model.__module__}.{model.__qualname__}", made) if ours else made()


def adapter(model: type[Model]) -> TypeAdapter[Model]:
    """What pydantic makes of a model and all that it holds."""
    from pydantic import ConfigDict, TypeAdapter

    return TypeAdapter(model, config=ConfigDict(arbitrary_types_allowed=True))


def _problems(model: type[Record], tree: Tree, error: ValidationError) -> list[Problem]:
    found: dict[tuple[int | None, int | None, str], Problem] = {}
    for detail in error.errors(include_url=False):
        route: Route = tuple(detail["loc"])
        known = _known_route(tree.data, route)
        mark = tree.marks.find(known)
        message = _message(model, detail, route, known)
        found.setdefault((mark.line, mark.column, message), Problem(tree.file, message, mark.line, mark.column))
    problems = sorted(found.values(), key=lambda problem: (problem.line or 0, problem.column or 0))
    if len(problems) > MAX_PROBLEMS:
        rest = len(problems) - MAX_PROBLEMS
        problems = [*problems[:MAX_PROBLEMS], Problem(tree.file, f"还有 {rest} 处，改好以上各处后再查")]
    return problems


def _known_route(data: Any, route: Route) -> Route:
    """The part of the validator's location that is in the data (it also names branches of unions)."""
    known: list[str | int] = []
    for step in route:
        if isinstance(data, dict) and step in data:
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            continue
        known.append(step)
    return tuple(known)


def _message(model: type[Record], detail: ErrorDetails, route: Route, known: Route) -> str:
    kind, value = detail["type"], detail["input"]
    name = counted(known) or "文件"
    if kind == "missing":
        return f"{name} 缺少「{route[-1]}」" if known else f"缺少「{route[-1]}」"
    if kind == "extra_forbidden":
        keys = _keys_at(model, known[:-1])
        hint = suggestion(str(route[-1]), keys) or f"；可用的键：{'、'.join(keys)}" if keys else ""
        return f"没有{shortened(route[-1])}这个键{hint}"
    if kind == "literal_error":
        choices = [choice.strip(" '\"") for choice in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]
        return f"{name} 的值{shortened(value)}不在可选值 {'、'.join(choices)} 中{suggestion(str(value), choices)}"
    if kind in ("value_error", "assertion_error"):
        reason = str(detail["ctx"]["error"])
        return f"{name}：{reason}，这里是{shortened(value)}"
    if kind in _WANTED:
        return f"{name} 应为{_WANTED[kind]}，这里是{shortened(value)}"
    if kind in ("string_too_long", "too_long"):
        return f"{name} 超过 {detail['ctx']['max_length']} 个字：{shortened(value)}"
    if kind == "string_pattern_mismatch":
        return f"{name} 的写法不合要求（{detail['ctx']['pattern']}）：{shortened(value)}"
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = detail["ctx"].get("ge", detail["ctx"].get("le"))
        return f"{name} 应{'不小于' if kind.startswith('greater') else '不大于'} {limit}，这里是{shortened(value)}"
    return f"{name} 的值{shortened(value)}不合要求（{kind}）"


def _keys_at(model: type[Record], route: Route) -> tuple[str, ...]:
    """The keys that a file may use at ``route``, found by walking the annotations."""
    here: type[Record] | None = model
    for step in route:
        if isinstance(step, int) or here is None:
            continue
        names = dict(zip(here.__struct_encode_fields__, here.__struct_fields__, strict=True))
        here = next(_models_in(get_type_hints(here)[names[step]]), None) if step in names else None
    return field_names(here) if here else ()


def _models_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
        return
    for part in get_args(annotation):
        yield from _models_in(part)
