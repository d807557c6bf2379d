"""What is kept beside the compiled modules: used while nothing changed, never otherwise, and never needed."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from checker.loading import kept as keeping
from checker.loading.kept import kept

ROOT = Path(__file__).parents[2]


class Maker:
    """Makes a value and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> list[int]:
        self.made += 1
        return [self.made]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for compiled modules."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "compiled"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file of rules."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    return folder / "a.yaml"


def files(place: Path) -> list[Path]:
    return list(place.rglob("*.pickle*"))


def test_it_is_made_once(place: Path, source: Path) -> None:
    make = Maker()
    assert [kept("x", make, [source.parent]) for _ in range(3)] == [[1], [1], [1]]
    (path,) = files(place)
    assert path.name == f"x.{sys.implementation.cache_tag}.pickle"
    assert path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH) == 0


def test_a_changed_source_counts_at_once_even_of_one_size_and_time(place: Path, source: Path) -> None:
    make, before = Maker(), source.stat()
    kept("x", make, [source.parent])
    source.write_text("a: 2\n", encoding="utf-8")
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert kept("x", make, [source.parent]) == [2]
    assert kept("x", make, [source.parent]) == [2]
    assert len(files(place)) == 1


def test_a_file_more_or_less_or_renamed_counts(place: Path, source: Path) -> None:
    make = Maker()
    kept("x", make, [source.parent])
    more = source.with_name("b.yaml")
    more.write_text("", encoding="utf-8")
    assert kept("x", make, [source.parent]) == [2]
    more = more.rename(source.with_name("c.yaml"))
    assert kept("x", make, [source.parent]) == [3]
    more.unlink()
    assert kept("x", make, [source.parent]) == [4]
    assert files(place)


def test_other_code_counts(place: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    kept("x", make, [source.parent])
    monkeypatch.setattr(keeping, "_code", lambda: b"other code")
    assert kept("x", make, [source.parent]) == [2]
    assert files(place)


def test_the_code_is_every_module_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inner").mkdir()
    module = tmp_path / "inner" / "a.py"
    module.write_text("A = 1\n", encoding="utf-8")
    monkeypatch.setattr(keeping, "_PACKAGE", tmp_path)
    code = keeping._code.__wrapped__  # noqa: SLF001
    first = code()
    assert code() == first
    module.write_text("A = 12\n", encoding="utf-8")
    assert code() != first


@pytest.mark.parametrize("damage", ["", "short", "stamp", "turned"])
def test_what_is_damaged_is_made_again(place: Path, source: Path, damage: str) -> None:
    make = Maker()
    kept("x", make, [source.parent])
    (path,) = files(place)
    content = path.read_bytes()
    turned = content[:-2] + bytes([content[-2] ^ 1]) + content[-1:]
    path.write_bytes({"": b"", "short": content[:-1], "stamp": b"0" + content[1:], "turned": turned}[damage])
    assert kept("x", make, [source.parent]) == [2]
    assert kept("x", make, [source.parent]) == [2]


def test_a_source_that_changes_while_it_is_read_is_not_kept(place: Path, source: Path) -> None:
    def make() -> str:
        source.write_text(source.read_text(encoding="utf-8") + "b: 1\n", encoding="utf-8")
        return "half"

    assert kept("x", make, [source.parent]) == "half"
    assert files(place) == []


def test_nothing_is_written_where_python_writes_nothing(
    place: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    make = Maker()
    assert [kept("x", make, [source.parent]) for _ in range(2)] == [[1], [2]]
    assert not place.exists()


def test_where_nothing_can_be_written_it_is_made_each_time(place: Path, source: Path) -> None:
    place.write_text("no folder", encoding="utf-8")
    make = Maker()
    assert [kept("x", make, [source.parent]) for _ in range(2)] == [[1], [2]]


def test_what_can_not_be_kept_is_made_each_time(place: Path, source: Path) -> None:
    assert kept("x", lambda: [lambda: 7], [source.parent])[0]() == 7
    assert files(place) == []


def test_what_goes_wrong_in_the_making_is_said(place: Path, source: Path) -> None:
    def make() -> str:
        raise ValueError("坏")

    with pytest.raises(ValueError, match="坏"):
        kept("x", make, [source.parent])
    assert files(place) == []


def test_sources_that_are_not_there_are_the_maker_s_business(place: Path, tmp_path: Path) -> None:
    make = Maker()
    assert kept("x", make, [tmp_path / "none"]) == [1]
    assert files(place) == []


def test_a_check_after_the_first_needs_no_pydantic_but_its_core(tmp_path: Path) -> None:
    """The rules and what validates a plan are kept."""
    code = """
import json, sys
from checker.cli.entry import run
run(["check", "plans/cn-hebei-baoding-145.yaml"])
print(json.dumps(sorted({"pydantic", "pydantic_core"} & sys.modules.keys())), file=sys.stderr)
"""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", code]
    runs = [
        subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True) for _ in range(2)
    ]
    assert [json.loads(each.stderr) for each in runs] == [["pydantic", "pydantic_core"], ["pydantic_core"]]
    assert runs[0].stdout == runs[1].stdout
