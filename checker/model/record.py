"""What every value of this project is made of: records, cheap to define and to make, and how a file becomes one.

A record is a ``msgspec.Struct``: nothing is checked when code makes one. What a file says is checked by pydantic, which
learns here what a record looks like; it is loaded only when a validator or a schema is made, never for a check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from threading import local
from typing import TYPE_CHECKING, Any, Self, get_type_hints

from msgspec import Struct
from msgspec.structs import FieldInfo, astuple, fields

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema
    from pydantic_core.core_schema import TypedDictField


class _Describing(local):
    """The records whose schema is being made further up in this thread: they may hold themselves."""

    def __init__(self) -> None:
        self.names: set[str] = set()


_DESCRIBING = _Describing()


class Record(Struct, frozen=True):
    """A value that never changes, equal to another with the same parts."""

    @classmethod
    def made_of(cls, parts: Mapping[str, Any]) -> Self:
        """A record of its parts by name."""
        return cls(**parts)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A mapping with these keys and no others, made into the record."""
        from pydantic_core import core_schema

        name = f"{cls.__module__}.{cls.__qualname__}"
        if name in _DESCRIBING.names:
            return core_schema.definition_reference_schema(name)
        _DESCRIBING.names.add(name)
        try:
            hints = get_type_hints(cls, include_extras=True)
            keys = {each.name: _key(each, handler.generate_schema(hints[each.name])) for each in fields(cls)}
        finally:
            _DESCRIBING.names.discard(name)
        mapping = core_schema.typed_dict_schema(keys, extra_behavior="forbid")
        return core_schema.no_info_after_validator_function(cls.made_of, mapping, ref=name)


def parts(record: Record) -> Iterator[tuple[str, Any]]:
    """The keys that a file may use for a record, in the order of the schema, each with what it holds."""
    return zip(record.__struct_encode_fields__, astuple(record), strict=True)


def _key(field: FieldInfo, schema: CoreSchema) -> TypedDictField:
    from pydantic_core import core_schema

    if isinstance(field.default, (str, int, Decimal)) and field.default:  # an empty one goes without saying
        schema = core_schema.with_default_schema(schema, default=field.default)
    alias = field.encode_name if field.encode_name != field.name else None
    return core_schema.typed_dict_field(schema, required=field.required, validation_alias=alias)


class Before:
    """In an annotation: ``read`` takes what the file has, before it is held against the type. It raises ValueError."""

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[Any], object]) -> None:
        self._read = read

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The type's own schema with ``read`` before it."""
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self._read, handler(source))


class Limits:
    """In an annotation: limits of a text, a number or a list, as pydantic-core calls them (``max_length``, ``ge``…)."""

    __slots__ = ("_limits",)

    def __init__(self, **limits: Any) -> None:
        self._limits = limits

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The type's own schema within the limits, whatever reads the value before."""
        schema: Any = handler(source)
        inner = schema
        while "schema" in inner:
            inner = inner["schema"]
        inner.update(self._limits)
        limited: CoreSchema = schema
        return limited
