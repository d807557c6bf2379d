"""The long comparison of the engines counts what its processes say, and what became of those that say nothing."""

from __future__ import annotations

import json
import sys

import pytest

from bench import agreement
from tests.engine.support import needs_durable

Said = tuple[int, str, str]


def processes(monkeypatch: pytest.MonkeyPatch, *, dies: tuple[int, ...] = (), code: int = 0) -> None:
    """Processes that die of some sets, and otherwise end with ``code``."""

    def process(_what: str, _seed: int, first: int, count: int) -> Said:
        numbers = range(first, first + count)
        for number in dies:
            if number in numbers:
                return -11, "", "".join(f"{each}\n" for each in range(first, number + 1)) + "Segmentation fault\n"
        differing = [f"plain --seed 1 --first {number} --count 1" for number in numbers if number == 77]
        return code, json.dumps({"cases": count, "facts": 2 * count, "differing": differing}), ""

    monkeypatch.setattr(agreement, "_process", process)


def test_those_beside_a_crash_are_run_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    processes(monkeypatch, dies=(0, 5))
    piece = agreement.ran("queries", 1, 0, 10)
    assert sorted(at for at, _ in piece.crashed) == [0, 5]
    assert (piece.counts["cases"], piece.counts["facts"]) == (8, 16)
    assert "exit -11" in piece.crashed[0][1]


def test_a_piece_that_keeps_crashing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    processes(monkeypatch, dies=tuple(range(10)))
    assert len(agreement.ran("queries", 1, 0, 10).crashed) == agreement.CRASHES


def test_a_bad_end_after_all_was_said_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    processes(monkeypatch, code=99)
    piece = agreement.ran("queries", 1, 20, 10)
    assert [at for at, _ in piece.crashed] == [20]
    assert piece.counts["cases"] == 10


@needs_durable
@pytest.mark.parametrize(("sets", "code"), [(70, 0), (90, 1)])
def test_the_exit_code_says_whether_all_agreed(
    sets: int, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    processes(monkeypatch)
    monkeypatch.setattr(sys, "argv", ["agreement.py", "--sets", str(sets), "--of", "rules"])
    assert agreement.main() == code
    printed = capsys.readouterr().out
    assert ("--first 77" in printed) == bool(code)
    assert f"disagreements                {code:>12}" in printed
