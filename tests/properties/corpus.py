"""What is damaged: the summaries, examples, rules and invented documents of this project, and files of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct
from yaml.cyaml import CSafeLoader

from tests.reading.making import Piece, to_docx, to_html, to_pdf, to_text

ROOT = Path(__file__).parents[2]
# the invented places of the examples can't be looked up; texts are moved to a real one
_REAL = (("临江市", "衢州市"), ("江东省", "浙江省"), ("澄江省", "浙江省"))


def real(text: str) -> str:
    """A text of an invented place, said of a real one."""
    for invented, place in _REAL:
        text = text.replace(invented, place)
    return text


def _read(paths: Sequence[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths]


class Corpus(Struct, frozen=True, dict=True):
    """The seeds of the cases. ``own``: a folder with further documents."""

    own: Path | None = None

    @cached_property
    def summaries(self) -> list[str]:
        """Summaries of plans."""
        return _read([*sorted((ROOT / "plans").glob("*.yaml")), *sorted((ROOT / "docs/examples").rglob("*[ng5].yaml"))])

    @cached_property
    def outlines(self) -> list[str]:
        """Upper documents."""
        province = ROOT / "docs/examples/province/chengjiang-155.yaml"
        return _read(
            [ROOT / "docs/examples/jiangdong.yaml", province, *sorted((ROOT / "rules/outlines").rglob("*.yaml"))]
        )

    @cached_property
    def rules(self) -> list[str]:
        """Rules with their cases, and what describes a pack."""
        shipped = sorted((ROOT / "rules/packs").rglob("*.yaml"))
        return _read([*shipped, *sorted((ROOT / "docs/examples").glob("**/JD*.yaml"))])

    @cached_property
    def packs(self) -> list[str]:
        """The files that describe a pack."""
        return _read(sorted((ROOT / "docs/examples").rglob("pack.yaml"))) or ["name: 自己的规则\n"]

    @cached_property
    def texts(self) -> list[str]:
        """Plans as text."""
        paths = [*sorted((ROOT / "docs/examples").rglob("*.txt")), *sorted((ROOT / "tests").rglob("documents/*.txt"))]
        own = sorted(self.own.rglob("*.txt")) if self.own else []
        own_texts = [path.read_bytes().decode("utf-8", "replace") for path in own]
        return [*map(real, _read(paths)), real(to_text()), *own_texts]

    @cached_property
    def lines(self) -> list[str]:
        """Every line of every text, once."""
        return list(dict.fromkeys(line for text in self.texts for line in text.splitlines()))

    @cached_property
    def docx(self) -> list[bytes]:
        """Plans as Word files."""
        return [_made(to_docx), *self._own_of("docx")]

    @cached_property
    def pdf(self) -> list[bytes]:
        """Plans as PDF."""
        return [_made(to_pdf), *self._own_of("pdf")]

    @cached_property
    def html(self) -> list[bytes]:
        """Plans as web pages."""
        return [_made(to_html), *self._own_of("html")]

    def _own_of(self, suffix: str) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.own.rglob(f"*.{suffix}"))] if self.own else []


@cache
def _made(maker: Callable[[tuple[Piece, ...]], bytes]) -> bytes:
    from tests.reading.making import PLAN

    moved = [Piece(each.kind, real(each.text), each.level, _cells(each.rows)) for each in PLAN]
    return maker(tuple(moved))


def _cells(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(real, row)) for row in rows)


@cache
def data_of(text: str) -> Any:
    """The data of a YAML text of the project."""
    return yaml.load(text, CSafeLoader)
