"""A little of every target on each run; ``bench/fuzz.py`` runs as long as one likes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.corpus import ROOT, Corpus
from tests.properties.harness import Case, Outcome, complaints, play
from tests.properties.targets import GOOD, TARGETS
from tests.properties.trying import NAMES, chance_of, tried

CORPUS = Corpus()
COSTLY = {"docx": 3, "pdf": 3, "html": 4, "report": 3, "diff": 3, "update": 3}
CHEAP = {"condition": 25, "waivers": 12, "baseline": 12, "command-line": 20}


@pytest.mark.parametrize("target", NAMES)
def test_whatever_comes_in_a_verdict_or_a_sentence_comes_out(target: str) -> None:
    examples = COSTLY.get(target) or CHEAP.get(target) or 6

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False))
    def holds(chance: random.Random) -> None:
        done = tried(target, chance, CORPUS)
        assert not done.wrong, done.case

    holds()


@pytest.mark.parametrize("target", [*TARGETS])
def test_a_case_is_made_again_from_its_number(target: str) -> None:
    one, same, other = (TARGETS[target](chance_of(target, 7, number), CORPUS) for number in (3, 3, 4))
    assert one == same
    assert one != other


GOOD_OUTCOME = Outcome(0, "好\n", "", 0.1, {})
BROKEN: Mapping[str, tuple[Outcome, str]] = {
    "fault": (Outcome(4, "", "guiheng：内部故障（ValueError）：x\n", 0, {}), "exit code 4"),
    "traceback": (Outcome(2, "", "p.yaml 坏了\nTraceback (most recent call last):\n", 0, {}), "Traceback"),
    "English": (Outcome(2, "", "p.yaml: not a mapping\n", 0, {}), "not Chinese"),
    "silence": (Outcome(2, "", "", 0, {}), "without a word"),
    "no name": (Outcome(2, "", "文件坏了\n", 0, {}), "p.yaml is not named"),
    "escape": (Outcome(0, "好\x1b[2J", "", 0, {}), "U+001B"),
    "bidi": (Outcome(0, "", "", 0, {"out/p.html": "a\u202eb"}), "U+202E"),
    "markup": (Outcome(0, "", "", 0, {"out/p.html": "<ghx-1 onload=x>"}), "<ghx-1"),
    "half of JSON": (Outcome(0, "{", "", 0, {}), "json"),
    "slow": (Outcome(0, "", "", 99, {}), "99.0 s"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_promise_is_noticed(name: str) -> None:
    case = Case(("check", "p.yaml", "--format", "json"), {"p.yaml": b"x"}, named="p.yaml")
    outcome, said = BROKEN[name]
    assert any(said in complaint for complaint in complaints(case, outcome))
    assert not complaints(Case(("check", "p.yaml"), named="p.yaml"), GOOD_OUTCOME)


def test_a_case_is_played_as_a_user_would_call_it(tmp_path: Path) -> None:
    outcome = play(
        Case(("check", "good.yaml", "--format", "json", "--select", "TGT003"), {"good.yaml": GOOD}), tmp_path
    )
    assert outcome.code == 1
    assert [finding["rule"] for finding in json.loads(outcome.out)["plans"][0]["findings"]] == ["TGT003"]


def test_the_long_run_counts_and_repeats(tmp_path: Path) -> None:
    command = [sys.executable, "bench/fuzz.py", "--target", "waivers", "--seed", "5"]
    done = subprocess.run(
        [*command, "--case", "2", "--keep", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")][1:]
    assert [(row[0].strip("| "), row[1]) for row in rows] == [("waivers", "1"), ("all", "1")]
    assert not list(tmp_path.iterdir())  # only what went wrong is kept
