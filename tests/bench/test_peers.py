"""The peers are asked the same thing: those that are installed with the project find the gaps that were put in."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from bench.peers.catalogue import PEERS
from bench.peers.comparison import Comparison, judge
from bench.peers.floor import FLOOR, IMPORTS
from bench.peers.installing import Installed
from bench.peers.peer import BELOW, PROTECTION, REQUIRED, Gap, Peer
from bench.peers.plans import variation, with_rows, write_plans
from bench.peers.rego import REGOPY
from bench.peers.running import run
from bench.peers.scale import Point, scale_table, slope
from bench.peers.schema import CHECK_JSONSCHEMA
from bench.peers.spectral import SPECTRAL
from bench.peers.table import notes, peer_table
from checker.loading.plans import read_plan

PLANS = 10  # two of each real summary
OWN = [peer for peer in PEERS if peer.key in {"floor", "durable-rules", "guiheng-three", "guiheng"}]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Gap]]:
    folder = tmp_path_factory.mktemp("plans")
    return folder, write_plans(folder, PLANS)


@pytest.mark.parametrize("peer", OWN, ids=lambda peer: peer.key)
def test_peers_find_what_was_put_in(peer: Peer, plans: tuple[Path, list[Gap]], tmp_path: Path) -> None:
    folder, wanted = plans
    if peer.key == "durable-rules" and importlib.util.find_spec("durable") is None:
        pytest.skip("no durable-rules on this Python")
    done = run(peer.command(Installed(tmp_path).tools, folder), 120)
    assert not done.trouble, done.trouble
    answer = judge(peer, done.output, wanted, folder)
    assert answer.wrong == []
    assert answer.found == len(wanted)
    assert answer.lines == (peer.key != "durable-rules")
    assert done.peak > 1


def test_gaps_of_all_kinds_and_plans_without(plans: tuple[Path, list[Gap]]) -> None:
    _, wanted = plans
    assert {gap.rule for gap in wanted} == {REQUIRED, PROTECTION, BELOW}
    assert {gap.rule for gap in wanted if gap.file == "plan00000.yaml"} == {REQUIRED, PROTECTION, BELOW}
    assert 0 < len({gap.file for gap in wanted}) < PLANS


def test_same_seed_same_plans_and_another_seed_others() -> None:
    assert variation(7, 1) == variation(7, 1)
    assert variation(7, 1)[0] != variation(7, 2)[0]


def test_gaps_missed_or_too_many_or_at_another_line_are_seen(plans: tuple[Path, list[Gap]]) -> None:
    folder, wanted = plans
    right = "\n".join(json.dumps([gap.file, gap.rule, gap.subject, 1]) for gap in wanted)
    answer = judge(FLOOR, right, wanted, folder)
    assert (answer.wrong, answer.lines) == ([], False)  # the first line is nobody's row
    assert judge(FLOOR, right.partition("\n")[2], wanted, folder).wrong == [
        f"missed: {wanted[0].file} / {wanted[0].rule} / {wanted[0].subject}"
    ]
    extra = right + "\n" + json.dumps(["plan00001.yaml", REQUIRED, "甲", 1])
    assert judge(FLOOR, extra, wanted, folder).wrong == [f"too much: plan00001.yaml / {REQUIRED} / 甲"]
    assert judge(FLOOR, "[", wanted, folder).trouble == "output not understood: JSONDecodeError"


def test_outputs_of_the_peers_in_other_languages() -> None:
    place = {"start": {"line": 9, "character": 1}}
    said = [{"code": "target-below-baseline", "message": "「甲」目标劣于基期", "range": place, "source": "/a/p.yaml"}]
    assert SPECTRAL.read is not None
    assert SPECTRAL.read(json.dumps(said)) == [Gap("p.yaml", BELOW, "甲", 10)]
    assert CHECK_JSONSCHEMA.read is not None
    errors = {"errors": [{"filename": "/a/p.yaml", "path": "$.measures", "message": "[…]"}]}
    assert CHECK_JSONSCHEMA.read(json.dumps(errors)) == [Gap("p.yaml", PROTECTION, "")]


def test_what_is_not_installed_stands_in_the_table_and_the_rest_is_measured(tmp_path: Path) -> None:
    installed = Installed(tmp_path / "cache")
    installed.get([FLOOR, IMPORTS, REGOPY], install=False)
    comparison = Comparison([IMPORTS, FLOOR, REGOPY], installed, [1, 6], [2, 1], 60, lambda _: None, asked_first=5)
    rows = comparison.measure(tmp_path)
    text = peer_table(rows, [1, 6], markdown=True)
    imports, floor, regopy = text.splitlines()[2:]
    assert regopy.count("not there") == 2
    assert "- OPA Rego: regopy on PyYAML: not installed; no line" in "\n".join(notes(rows))
    wanted = len(comparison.wanted)
    assert floor.endswith(f"| {wanted} of {wanted} | yes |")
    assert imports.endswith("| – | – |")
    assert [len(rows[1].at[size].runs) for size in (1, 6)] == [2, 1]


def test_a_run_that_fails_or_takes_too_long_says_so() -> None:
    assert run(["sh", "-c", "echo gone >&2; exit 3"], 60).trouble == "exit code 3: gone"
    assert run(["sleep", "60"], 0.2).trouble == "not done after 0 s"


def test_long_tables_are_plans_like_any_other() -> None:
    for count in (5, 300):
        read = read_plan(with_rows(count).encode(), "plan.yaml")
        assert len(read.plan.indicators) == count


def test_the_exponent_tells_linear_from_quadratic() -> None:
    assert slope([(n, 3.0 * n) for n in (10, 100, 1000)]) == pytest.approx(1)
    assert slope([(n, 0.5 * n * n) for n in (10, 100, 1000)]) == pytest.approx(2)
    points = [Point(1, 1.05, 50), Point(20, 1.2, 50), Point(100, 2, 60), Point(1000, 0, 0, "not done after 5 s")]
    text = scale_table("plans", points, Point(1, 1, 40), markdown=False)
    assert "Exponent of the time above it: 1.00" in text
    assert "not done after 5 s" in text
