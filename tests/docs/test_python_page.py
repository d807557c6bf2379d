"""Every example of the page on the Python interface gives what stands under it, and its names are there."""

from __future__ import annotations

import doctest
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import checker
import checker.api
from checker.loading.validation import validated
from checker.model.waivers import Waiver
from tests.cli.support import CHECKOUT, CONTRADICTION, SUMMARY, put
from tests.docs.pages import DOCS


@pytest.fixture
def checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checkout as the working folder."""
    monkeypatch.chdir(CHECKOUT)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("checkout")
def test_the_examples_of_the_page() -> None:
    done = doctest.testfile(str(DOCS / "python.md"), module_relative=False)
    assert done.failed == 0
    assert done.attempted >= 15


@pytest.mark.usefixtures("checkout")
def test_the_example_of_the_module() -> None:
    done = doctest.testmod(checker.api)
    assert (done.failed, done.attempted) == (0, 4)


def test_the_names_of_the_package() -> None:
    assert {name for name in checker.__all__ if getattr(checker, name, None) is None} == set()
    assert set(dir(checker)) == set(checker.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        checker.nothing  # noqa: B018
    told = subprocess.run(
        [sys.executable, "-c", "import sys, checker; print(sorted(n for n in sys.modules if n.startswith('checker')))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=CHECKOUT,
    ).stdout
    assert told == "['checker', 'checker.version']\n", "a bare import loads nothing"


def test_the_configuration_and_decisions(folder: Path) -> None:
    put(folder / "wrong.yaml", SUMMARY + CONTRADICTION)
    assert checker.check("wrong.yaml").fails()
    plan = checker.check("wrong.yaml").plans[0]
    wrong = [finding.rule for finding in plan.findings if finding.severity == "error"]
    entry = {"plan": plan.id, "rule": wrong[0], "reason": "已请示", "owner": "规划处", "expires": "2030"}
    validated(Waiver, entry)
    put(folder / "set/waivers.yaml", "waivers:\n  - {" + ", ".join(f"{key}: {entry[key]}" for key in entry) + "}\n")
    (folder / "set/guiheng.toml").write_text('ignore = ["STR"]\n', encoding="utf-8")
    told = checker.check("wrong.yaml", config="set/guiheng.toml", as_of=date(2029, 1, 1))
    assert not told.fails()
    assert told.run.as_of == "2029-01-01"
    assert not any(outcome.rule.startswith("STR") for outcome in told.plans[0].rules)
    assert checker.check("wrong.yaml", config=folder / "set/guiheng.toml", as_of="2031-01-01").fails("error")
    absent = checker.check(select=["TGT003"], waivers="set/waivers.yaml").waivers
    assert [use.status for use in absent] == ["absent"]
    with pytest.raises(checker.UnusableInput, match="找不到"):
        checker.check("wrong.yaml", rules=["nowhere"])


def test_a_teller_hears_what_the_command_line_says(folder: Path) -> None:
    class Listener(checker.Teller):
        def __init__(self) -> None:
            self.heard: list[str] = []

        def note(self, message: str) -> None:
            self.heard.append(message)

    (folder / "empty").mkdir()
    listener = Listener()
    assert checker.check("empty", teller=listener).plans == ()
    assert any("没有规划摘要" in message for message in listener.heard)
