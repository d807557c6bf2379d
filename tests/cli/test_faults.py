"""Faults of our own: exit 4 and one line, never a traceback, never a clean result."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import pytest

from checker.engine import durable_available
from checker.engine.checks import Kinds
from checker.engine.plain import PlainEngine
from checker.engine.port import Engine, EngineFact, Matches
from checker.engine.shadow import ShadowEngine
from checker.judging import session
from checker.language.query import Query
from checker.loading.plans import LoadedPlan
from tests.cli.conftest import Here
from tests.cli.support import BAODING, HEGANG, apart, process, put

TELL = "这不是规划的问题，请把这一行报告给维护者（设 GUIHENG_DEBUG=1 可看详情）"


class Losing:
    """An engine that loses one match of the query whose name begins so."""

    name = "losing"

    def __init__(self, queries: Sequence[Query], query: str) -> None:
        self._sound = PlainEngine(queries)
        self._query = query

    def run(self, facts: Sequence[EngineFact]) -> Matches:
        matches = self._sound.run(facts)
        name = next(name for name in sorted(matches) if name.startswith(self._query) and matches[name])
        return matches | {name: matches[name] - {min(matches[name])}}


@pytest.fixture
def losing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every engine made is a sound one beside one that loses a match of TGT003."""

    def make(queries: Sequence[Query], _kinds: Kinds, **_: object) -> Engine:
        return ShadowEngine(Losing(queries, "TGT003"), PlainEngine(queries))

    monkeypatch.setattr(session, "make_engine", make)


@pytest.mark.usefixtures("losing", "checkout")
def test_a_lost_match_is_a_fault(here: Here) -> None:
    done = here("check", BAODING)
    assert (done.code, done.out) == (4, "")
    (line,) = done.lines
    assert line.startswith(f"guiheng：内部故障（规则引擎，检查 {BAODING} 时）：losing 与 plain 结果不一致：TGT003")
    assert "（多 0 个匹配，少 1 个）" in line
    assert line.endswith(TELL)


@pytest.mark.usefixtures("losing", "checkout")
def test_nothing_is_written_after_a_fault(here: Here, tmp_path: Path) -> None:
    kept = tmp_path / "out.txt"
    kept.write_text("old")
    assert here("check", BAODING, "-o", kept).code == 4
    assert kept.read_text() == "old"
    assert here("report", BAODING, HEGANG, "-o", tmp_path / "out").code == 4
    assert not (tmp_path / "out").exists()


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Make measuring a plan called broken raise something."""
    measured = session.Session.measured

    def breaking(error: Exception) -> None:
        def broken(self: session.Session, loaded: LoadedPlan, *wanted: Collection[str]) -> object:
            if loaded.plan.id == "broken":
                raise error
            return measured(self, loaded, *wanted)

        monkeypatch.setattr(session.Session, "measured", broken)

    return breaking


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("no\nsuch\x1b[31m thing"), "ValueError，检查 broken.yaml 时）：no such\\x1b[31m thing。"),
        (RecursionError("too deep"), "RecursionError，检查 broken.yaml 时）：too deep。"),
        (MemoryError(), "MemoryError，检查 broken.yaml 时）：。"),
        (AssertionError("x" * 1000), f"AssertionError，检查 broken.yaml 时）：{'x' * 200}。"),
    ],
)
def test_an_unexpected_exception(
    here: Here, good: Path, breaking: Callable[[Exception], None], error: Exception, said: str
) -> None:
    put(Path("broken.yaml"), id="broken")
    breaking(error)
    done = here("check", good, "broken.yaml")
    assert done.code == 4
    assert done.lines == [f"guiheng：内部故障（{said}{TELL}"]
    assert "份规划：" not in done.out, "no summary closes what was not finished"


def test_debugging_shows_where(
    here: Here, good: Path, breaking: Callable[[Exception], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIHENG_DEBUG", "1")
    put(Path("broken.yaml"), id="broken")
    breaking(ValueError("no such thing"))
    done = here("check", good, "broken.yaml")
    assert done.code == 4
    assert done.lines[0].startswith("guiheng：内部故障（ValueError，检查 broken.yaml 时）")
    assert done.lines[1] == "Traceback (most recent call last):"
    assert "ValueError: no such thing" in done.lines


def test_json_of_a_fault_is_no_document(here: Here, good: Path, breaking: Callable[[Exception], None]) -> None:
    put(Path("broken.yaml"), id="broken")
    breaking(ValueError())
    done = here("check", good, "broken.yaml", "--format", "json")
    assert done.code == 4
    with pytest.raises(json.JSONDecodeError):  # nobody can take it for a whole
        json.loads(done.out)


BLOCKED = """
import sys
sys.modules["durable_rules_engine"] = None
from checker.engine import durable_available
from checker.cli import main
main()
"""


@pytest.mark.skipif(not durable_available(), reason="DURABLE-RULES IS NOT HERE ANYWAY")
def test_without_durable_rules() -> None:
    usual = process("check", BAODING, HEGANG)
    done = process("check", BAODING, HEGANG, code=BLOCKED)
    assert done.returncode == usual.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("guiheng：没有用 durable-rules（")
    assert line.endswith("），由内置求值器检查，结果相同")
    *findings, summary = done.stdout.decode().splitlines()
    assert findings == usual.stdout.decode().splitlines()[:-1]
    assert summary.endswith("，plain）")


def test_a_command_without_checks_does_not_speak_of_engines() -> None:
    done = apart("explain", "TGT003", code=BLOCKED)
    assert (done.code, done.err) == (0, "")
