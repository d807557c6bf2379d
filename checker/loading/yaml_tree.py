"""YAML read as data with the place of every value.

The events of libyaml are walked once: no recursion (deep nesting is refused, not survived), no tags, no aliases,
no duplicate keys. Plain scalars mean what their author meant: ``12`` and ``2.21`` are numbers (decimals keep their
printed digits), ``true`` and ``false`` flags, an empty value is ``None``, and ``no``, ``1:20``, ``2021-12-07``,
``012``, ``+5`` and ``1e5`` are the text they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field
from yaml.cyaml import CBaseLoader

from checker.loading.problems import UnusableInput, shortened
from checker.loading.shown import reason
from checker.model.result import Problem, Route

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_VALUES = 500_000
_NUMBER = re.compile(r"(?!-0$)-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?")  # only what is written back as it was printed
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")  # YAML 1.1 breaks the line here, editors and people do not
_FIRST = frozenset("-0123456789")  # of a number
_PLAIN = (None, "")  # the styles of a scalar without quotes
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_TABS = "缩进不能用制表符，请改成空格"
_ANCHORS = "不支持锚点和别名（& 与 *）；以它们开头的文字请加引号"
_INDENT = "缩进与上一项不一致"
_SYNTAX = (  # what libyaml says, and what a person can do about it
    ("found a tab character", _TABS),
    ("mapping values are not allowed", "冒号的位置不对；值里有冒号时请给整个值加引号"),
    ("could not find expected ':'", "这一行缺少冒号，或上一行的引号没有闭合"),
    ("did not find expected '-' indicator", _INDENT),
    ("did not find expected key", _INDENT),
    ("block sequence entries are not allowed", "列表的“-”要另起一行；以 - 开头的文字请加引号"),
    ("expected ',' or", "方括号或花括号里少了逗号，或值里有逗号却没加引号"),
    ("did not find expected node content", "方括号或花括号没有闭合"),
    ("found unexpected end of stream", "引号没有闭合"),
    ("control characters are not allowed", "含有控制字符，请删去"),
    ("unacceptable character", "含有控制字符，请删去"),
    ("while scanning an anchor", _ANCHORS),
    ("while scanning an alias", _ANCHORS),
    ("while scanning a tag", "不支持 YAML 标签；以 ! 开头的文字请加引号"),
    ("found character that cannot start any token", "这一行的开头字符在 YAML 中有特殊含义，请加引号"),
    ("found unknown escape character", "双引号里的反斜杠有特殊含义，请改用单引号"),
)


class Marks(Struct):
    """The place (1-based line and column) of a value and of what it holds."""

    line: int
    column: int
    children: dict[str | int, Marks] = field(default_factory=dict)

    def find(self, route: Route) -> Marks:
        """The mark at ``route``, or of the deepest part of it that exists."""
        here = self
        for step in route:
            below = here.children.get(step)
            if below is None:
                return here
            here = below
        return here


class Tree(Struct, frozen=True):
    """The data of one YAML file, with the marks of its values."""

    file: str
    data: Any
    marks: Marks


class _Refused(Exception):
    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


def read_bytes(path: Path, *, shown: str | None = None, limit: int = MAX_BYTES) -> bytes:
    """The bytes of an input file; UnusableInput when it can't be read or is larger than ``limit``."""
    name = shown or str(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except FileNotFoundError:
        raise UnusableInput([Problem(name, "找不到这个文件")]) from None
    except IsADirectoryError:
        raise UnusableInput([Problem(name, "这是文件夹，不是文件")]) from None
    except PermissionError:
        raise UnusableInput([Problem(name, "没有读取权限")]) from None
    except OSError as error:
        raise UnusableInput([Problem(name, f"读不出来（{reason(error)}）")]) from None
    if len(content) > limit:
        raise UnusableInput([Problem(name, f"文件超过 {limit // 1_000_000} MB，不像是规划摘要")])
    return content


def decode(content: bytes, name: str) -> str:
    """The text of a YAML file: UTF-8 with or without BOM, or UTF-16 with BOM; UnusableInput otherwise."""
    if content.startswith(b"PK\x03\x04"):
        raise UnusableInput([Problem(name, "这是 Word 或压缩文件，不是 YAML；请用原来的扩展名（如 .docx）")])
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(encoding, "ignore").count("\n") + 1
        message = "UTF-16 编码有损坏" if encoding == "utf-16" else f"不是 UTF-8（{_guess(content)}）"
        raise UnusableInput([Problem(name, f"{message}；请另存为 UTF-8", line)]) from None


def _guess(content: bytes) -> str:
    if b"\0" in content:
        return "不是文本文件"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "不是文本文件"
    return "看起来是 GBK/GB18030 编码"


def parse(text: str, name: str) -> Tree:
    """Read one YAML document; UnusableInput names the line and the way out."""
    odd = _ODD_BREAK.search(text)
    if odd is not None:
        message = f"含有特殊的换行符（U+{ord(odd.group()):04X}），请改成普通的换行或空格"
        raise UnusableInput([Problem(name, message, text.count("\n", 0, odd.start()) + 1)])
    try:
        data, marks = _built(text)
    except _Refused as refused:
        raise UnusableInput([Problem(name, refused.message, refused.line, refused.column)]) from None
    except yaml.YAMLError as error:
        raise UnusableInput([_syntax_problem(error, text, name)]) from None
    return Tree(name, data, marks)


def load(path: Path, *, shown: str | None = None) -> Tree:
    """Read a YAML file with the places of its values."""
    name = shown or str(path)
    return parse(decode(read_bytes(path, shown=shown), name), name)


def _syntax_problem(error: yaml.YAMLError, text: str, name: str) -> Problem:
    said = str(error)
    message = next((chinese for english, chinese in _SYNTAX if english in said), "不是合法的 YAML")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:  # a character that YAML does not allow; its place is given in bytes
        before = text.encode()[: getattr(error, "position", 0)]
        return Problem(name, message, before.count(b"\n") + 1)
    if text[mark.index : mark.index + 1] == "\t":
        message = _TABS
    return Problem(name, message, mark.line + 1, mark.column + 1)


def _built(text: str) -> tuple[Any, Marks]:  # noqa: C901, PLR0912, PLR0915 - one loop, or it takes half as long again
    """The events of one document as data and marks, in one loop with an explicit stack: files have thousands."""
    next_event: Callable[[], Any] = CBaseLoader(text).get_event
    around: list[tuple[Any, Marks, str | None]] = []  # what is being filled around ``here``, and under which key
    here: Any = None
    marks = Marks(1, 1)
    key: str | None = None  # of the value that comes next, where a mapping is being filled
    root: tuple[Any, Marks] | None = None
    values = documents = 0
    while True:
        event = next_event()
        kind = type(event)
        if kind in _NODES:
            start = event.start_mark
            line, column = start.line + 1, start.column + 1
            values += 1
            if values > MAX_VALUES or event.anchor is not None or event.tag is not None:
                raise _inadmissible(event, values, line, column)
            filling = type(here)
            if filling is dict and key is None:
                key = _key(event, kind, here, line, column)
                continue
            if kind is yaml.ScalarEvent:
                value = _scalar(event)
            else:
                value = {} if kind is yaml.MappingStartEvent else []
            mark = Marks(line, column)
            if filling is dict:
                assert key is not None
                here[key] = value
                marks.children[key] = mark
            elif filling is list:
                marks.children[len(here)] = mark
                here.append(value)
            else:
                root = value, mark
            if kind is not yaml.ScalarEvent:
                if len(around) >= MAX_DEPTH:
                    raise _Refused(f"嵌套超过 {MAX_DEPTH} 层，不像是规划摘要", line, column)
                around.append((here, marks, None))
                here, marks = value, mark
            key = None
        elif kind in _ENDS:
            here, marks, key = around.pop()
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _Refused("一个文件只能有一个 YAML 文档（多了一行 ---）", event.start_mark.line + 1, 1)
        elif kind is yaml.StreamEndEvent:
            break
    if root is None:
        raise _Refused("文件是空的")
    return root


_NODES = frozenset({yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent})
_ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})


def _inadmissible(event: Any, values: int, line: int, column: int) -> _Refused:
    """What is wrong with a value that is one too many, or more than a value."""
    if values > MAX_VALUES:
        return _Refused(f"多于 {MAX_VALUES} 个值，不像是规划摘要", line, column)
    if event.anchor is not None:
        return _Refused(_ANCHORS, line, column)
    return _Refused(f"不支持 YAML 标签{shortened(event.tag)}；以 ! 开头的文字请加引号", line, column)


def _key(event: Any, kind: type, mapping: dict[str, Any], line: int, column: int) -> str:
    if kind is not yaml.ScalarEvent:
        raise _Refused("键应为一个词，不能是列表或映射", line, column)
    key: str = event.value
    if key in mapping:
        raise _Refused(f"键{shortened(key)}写了两次", line, column)
    return key


def _scalar(event: Any) -> Any:
    text: str = event.value
    if event.style in _PLAIN:
        if text in _WORDS:
            return _WORDS[text]
        if text[0] in _FIRST and _NUMBER.fullmatch(text):
            return Decimal(text) if "." in text else int(text)
    return text
