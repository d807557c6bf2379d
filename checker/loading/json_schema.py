"""JSON Schemas of the files, for editors: what the loader accepts, with the Chinese descriptions.

The models say what a key is; where a validator of ours reads more than one way of writing (a date, a number, one
place or a list of them), its schema stands here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from checker.loading.validation import adapter
from checker.model import base
from checker.model.config import Config
from checker.model.dates import parse_date
from checker.model.descriptions import description
from checker.model.plan import Plan
from checker.model.record import Record
from checker.model.result import Result
from checker.model.rule import RuleFile
from checker.model.waivers import Waivers

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_YEAR = {"type": "integer", "minimum": 1900, "maximum": 2100}
_DAY = {"type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
_ENDS = {"type": "object", "properties": {"from": _DAY, "to": _DAY}, "additionalProperties": False, "minProperties": 1}
_DATE = {"anyOf": [_DAY, _ENDS]}
_YEARS = {"type": "array", "items": _YEAR, "minItems": 2, "maxItems": 2}
_MODELS: Mapping[str, type[Record]] = {"plan": Plan, "rule": RuleFile, "waivers": Waivers, "config": Config}
NAMES = (*_MODELS, "result")


def schema_text(name: str) -> str:
    """One of ``NAMES`` as the file that is checked in."""
    return json.dumps(schema(name), ensure_ascii=False, indent=1) + "\n"


def schema(name: str) -> dict[str, Any]:
    """The schema of a kind of file."""
    made = _result() if name == "result" else adapter(_MODELS[name]).json_schema(schema_generator=_Generator)
    root = "Result" if name == "result" else _MODELS[name].__name__
    definitions = made.pop("$defs", {})
    if "$ref" in made:  # a model that holds itself
        made = {**definitions[made["$ref"].rpartition("/")[2]]}
    for of, each in (*definitions.items(), (root, made)):
        _describe(each, of)
    title = description(root)
    return {"$schema": DIALECT, "title": f"规衡：{title}", **made, "$defs": definitions}


def _describe(each: dict[str, Any], of: str) -> None:
    each.pop("title", None)
    if "properties" not in each:  # an enumeration
        each.pop("description", None)
        return
    each["description"] = description(of)
    for key, value in each["properties"].items():
        value.pop("title", None)
        if not value.get("default", True):  # that it is empty when it is left out goes without saying
            del value["default"]
        each["properties"][key] = {"description": description(of, key), **value}


def _result() -> dict[str, Any]:
    """What ``check --format json`` writes: the result in its envelope."""
    made = adapter(Result).json_schema(schema_generator=_Generator, mode="serialization")
    for each in (made, *made["$defs"].values()):
        if each.get("type") == "object":
            each["required"] = list(each["properties"])  # all of it is always written
            each["additionalProperties"] = False
    uses = {"type": "array", "items": {"$ref": "#/$defs/WaiverUse"}}
    made["properties"] = {"version": {"const": 1}, **made["properties"], "waivers": uses}
    made["required"] = list(made["properties"])
    return made


class _Generator(GenerateJsonSchema):
    """Knows what our own validators read."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        function = schema["function"]["function"]
        known = _READ.get(function)
        if known is not None:
            return dict(known)
        inner = self.generate_inner(schema["schema"])
        if function is base.read_text or function.__name__ == "_prose":
            return {**inner, "type": ["string", "number"], "pattern": r"\S"}
        if inner.get("type") == "array" and function is not base.to_tuple:
            return {"anyOf": [inner["items"], inner]}  # one place, or a list of them
        return inner

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:  # noqa: ARG002
        return {"type": "number"}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        made.pop("propertyNames", None)
        if "keys_schema" in schema and schema["keys_schema"]["type"] in ("literal", "enum"):
            made["propertyNames"] = self.generate_inner(schema["keys_schema"])
        return made


_READ: Mapping[Callable[..., Any], JsonSchemaValue] = {
    parse_date: _DATE,
    base.read_number: {"type": "number"},
    base.read_year: _YEAR,
    base.read_years: _YEARS,
}
