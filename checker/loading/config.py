"""The configuration of a repository: ``guiheng.toml``, or ``[tool.guiheng]`` of a ``pyproject.toml``."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from checker.loading.problems import UnusableInput
from checker.loading.validation import validate
from checker.loading.yaml_tree import Marks, Tree, decode, read_bytes
from checker.model.config import Config
from checker.model.result import Problem

MAX_BYTES = 200_000
_DEPTH = 300  # dots in a key; reading it takes the square of their number
_ODD = "层数太多或数字太长，不像是配置"
_PYPROJECT = "pyproject.toml"
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class LoadedConfig(Struct, frozen=True):
    """The configuration and the file it stands in."""

    config: Config
    path: Path
    tree: Tree

    def resolve(self, name: str) -> str:
        """A path of the configuration as seen from here."""
        return str(self.path.parent / name)


def load_config(path: Path) -> LoadedConfig:
    """The configuration of one file. UnusableInput."""
    return read_config(read_bytes(path, shown=str(path)), path)


def read_config(content: bytes, path: Path) -> LoadedConfig:
    """The configuration of a file whose bytes are at hand. UnusableInput."""
    shown = str(path)
    if len(content) > MAX_BYTES:
        raise UnusableInput([Problem(shown, f"文件超过 {MAX_BYTES // 1000} kB，不像是配置")])
    text = decode(content, shown)
    if any(part.count(".") > _DEPTH for line in text.splitlines() for part in line.split("=")):
        raise UnusableInput([Problem(shown, _ODD)])
    try:
        data: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise UnusableInput([_syntax(error, text, shown)]) from None
    except (ValueError, RecursionError):
        raise UnusableInput([Problem(shown, _ODD)]) from None
    if path.name == _PYPROJECT:
        tool = data.get("tool")
        data = tool.get("guiheng", {}) if isinstance(tool, dict) else {}
    tree = Tree(shown, data, _marks(data, text))
    return LoadedConfig(validate(Config, tree) if data else Config(), path, tree)


def _syntax(error: tomllib.TOMLDecodeError, text: str, shown: str) -> Problem:
    place = _PLACE.search(str(error))
    line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, None)
    return Problem(shown, '不是合法的 TOML：文字要加双引号，列表写作 ["…", "…"]，一个键只写一次', line, column)


def _marks(data: dict[str, Any], text: str) -> Marks:
    """The lines of the keys: TOML keeps no places, and a key of ours stands once on a line of its own."""
    marks = Marks(1, 1)
    lines = text.splitlines()
    table = ""
    for number, line in enumerate(lines, start=1):
        stripped = line.strip()
        if stripped.startswith("["):
            table = stripped.strip("[] \t").removeprefix("tool.guiheng").lstrip(".")
            if table in data:
                marks.children[table] = Marks(number, 1)
            continue
        key = stripped.partition("=")[0].strip().strip("\"'")
        within, holder = (data.get(table), marks.children.get(table)) if table else (data, marks)
        if isinstance(within, dict) and holder is not None and key in within:
            holder.children[key] = Marks(number, line.index(stripped[0]) + 1)
    return marks
