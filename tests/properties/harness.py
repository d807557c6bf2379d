"""A case is files and a command line; it is played in this process and what came of it is held against the promises."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree as ET

from msgspec import Struct, field

from checker.cli.entry import run
from checker.engine import make_engine
from checker.engine.port import Engine
from checker.facts.kinds import KINDS
from checker.judging import rulebook, session
from checker.language.query import Query
from checker.running import checking

CODES = (0, 1, 2, 3)
CHINESE = re.compile("[一-鿿]")
SECONDS = 3.0  # of processor time that any case may take, …
SECONDS_PER_MB = 30.0  # … and on top of it for what it reads
_FAULTS = ("Traceback (most recent call last)", "内部故障", "<ghx-1")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_load = rulebook.load_rulebook
_shipped = cache(_load)


class Case(Struct, frozen=True):
    """Files of a folder of their own, and what is called in it. ``named``: the file that messages must name."""

    arguments: tuple[str, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    stdin: bytes = b""
    named: str = ""

    @property
    def size(self) -> int:
        """The bytes that there are to read."""
        return sum(map(len, self.files.values())) + len(self.stdin)

    def write(self, folder: Path) -> None:
        """Put the files in place."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


class Outcome(Struct, frozen=True):
    """What a case came to; ``seconds`` of processor time."""

    code: int
    out: str
    err: str
    seconds: float
    written: Mapping[str, str]


def _loaded(**own: Any) -> rulebook.Rulebook:
    return _load(**own) if any(value for name, value in own.items() if name != "cases") else _shipped()


@lru_cache(maxsize=4)
def _made(queries: tuple[Query, ...]) -> Engine:
    return make_engine(list(queries), {name: dict(kind.columns()) for name, kind in KINDS.items()})


def _engine(queries: Sequence[Query], kinds: Mapping[str, Any], **_prepared: Any) -> Engine:
    assert set(kinds) == set(KINDS)
    return _made(tuple(queries))


@contextlib.contextmanager
def kept_rules() -> Iterator[None]:
    """The shipped rules are loaded and compiled once; one's own anew each time."""
    with (
        patch.object(rulebook, "load_rulebook", _loaded),
        patch.object(checking, "load_rulebook", _loaded),
        patch.object(session, "make_engine", _engine),
    ):
        yield


def play(case: Case, folder: Path) -> Outcome:
    """Call the command in ``folder``, with its streams caught."""
    case.write(folder)
    before = set(_files(folder))
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    streams = sys.stdin, sys.stdout, sys.stderr
    start = time.process_time()
    try:
        with contextlib.chdir(folder), kept_rules():
            sys.stdin = io.TextIOWrapper(io.BytesIO(case.stdin), encoding="utf-8")
            sys.stdout, sys.stderr = out, err
            code = run(list(case.arguments))
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
    seconds = time.process_time() - start
    written = {name: _text(folder / name) for name in sorted(set(_files(folder)) - before)}
    return Outcome(code, _said(out), _said(err), seconds, written)


def _files(folder: Path) -> Iterator[str]:
    for where, _, names in os.walk(folder):
        yield from (str(Path(where, name).relative_to(folder)) for name in names)


def _text(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix != ".docx":
        return content.decode("utf-8", "surrogateescape")
    import docx

    document = docx.Document(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")


def complaints(case: Case, outcome: Outcome) -> list[str]:
    """Every promise that was not kept."""
    found = []
    if outcome.code not in CODES:
        found.append(f"exit code {outcome.code}")
    for name, text in (("out", outcome.out), ("err", outcome.err), *outcome.written.items()):
        found += [f"{fault} in {name}" for fault in _FAULTS if fault in text and not _as_data(fault, name, case)]
        found += _unseen(name, text)
    lines = [line for line in outcome.err.splitlines() if line.strip()]
    found += [f"not Chinese: {line}" for line in lines if not CHINESE.search(line)]
    if outcome.code == 2 and not lines:
        found.append("refused without a word")
    if outcome.code == 2 and case.named and not any(case.named in line for line in lines):
        found.append(f"{case.named} is not named: {lines[:1]}")
    found += _unreadable(case, outcome)
    allowed = SECONDS + SECONDS_PER_MB * case.size / 1e6
    if outcome.seconds > allowed:
        found.append(f"{outcome.seconds:.1f} s of {allowed:.1f} s for {case.size} bytes")
    return found


def _as_data(fault: str, name: str, case: Case) -> bool:
    """Markup is data where nobody renders it: in messages, plain text, JSON, and summaries."""
    rendered = name.endswith((".html", ".md")) or (name == "out" and {"markdown", "html"} & set(case.arguments))
    return fault == "<ghx-1" and not rendered


def _unseen(name: str, text: str) -> Iterator[str]:
    """What would steer a terminal or deceive a reader."""
    for char in sorted(set(text) - {"\n"}):
        if unicodedata.category(char) in _UNSEEN:
            place = text.index(char)
            yield f"U+{ord(char):04X} in {name}: {text[max(0, place - 30) : place + 10]!r}"


def _unreadable(case: Case, outcome: Outcome) -> Iterator[str]:
    """Output of a machine format that is no such thing."""
    formats = [case.arguments[at + 1] for at, word in enumerate(case.arguments[:-1]) if word == "--format"]
    if not outcome.out or len(formats) != 1:
        return
    try:
        match formats[0]:
            case "json" | "sarif" | "gitlab":
                json.loads(outcome.out)
            case "jsonl":
                [json.loads(line) for line in outcome.out.splitlines()]
            case "junit":
                ET.fromstring(outcome.out)  # noqa: S314 - our own output
    except (ValueError, ET.ParseError) as error:
        yield f"{formats[0]}: {error}"
