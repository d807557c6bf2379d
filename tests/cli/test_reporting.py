"""Reports of many plans: one after another, nothing half written, nothing kept but a small record."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from checker.cli import reporting
from checker.model.result import PlanResult
from checker.running.checking import Checked, Checking
from tests.cli.conftest import Here
from tests.cli.support import put


def many(count: int) -> list[str]:
    for number in range(count):
        put(Path(f"p{number}.yaml"), id=f"plan-{number}")
    return [f"p{number}.yaml" for number in range(count)]


@pytest.mark.usefixtures("folder")
def test_only_the_plan_at_work_is_in_memory() -> None:
    alive: list[int] = []

    def page(checked: Checked) -> tuple[PlanResult, str]:
        alive.append(sum(isinstance(each, PlanResult) for each in gc.get_objects()))
        return checked.result, checked.result.id

    gc.collect()
    before = sum(isinstance(each, PlanResult) for each in gc.get_objects())
    written = reporting.write_reports(Checking(many(8)), Path("out"), page, home="index.html")
    assert max(alive) <= before + 2, "the one being written, and the one before it until the name is bound anew"
    assert [path.name for path in written] == [*(f"plan-{number}.html" for number in range(8)), "index.html"]
    assert Path("out/plan-7.html").read_text() == "plan-7"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_an_interrupt_leaves_the_old_reports_as_they_were(stop: type[BaseException]) -> None:
    Path("out").mkdir()
    Path("out/plan-0.html").write_text("old")

    def page(checked: Checked) -> tuple[PlanResult, str]:
        if checked.result.id == "plan-2":
            assert [each.name[:9] for each in Path("out").iterdir() if each.is_dir()] == [".guiheng-"]
            raise stop
        return checked.result, "new"

    with pytest.raises(stop):
        reporting.write_reports(Checking(many(4)), Path("out"), page, home="index.html")
    assert [each.name for each in Path("out").iterdir()] == ["plan-0.html"]
    assert Path("out/plan-0.html").read_text() == "old"


@pytest.mark.usefixtures("folder")
def test_the_portfolio_lists_what_could_not_be_read(here: Here) -> None:
    many(2)
    Path("bad.yaml").write_text("id: [\n")
    done = here("report", ".", "-o", "out")
    assert done.code == 2
    index = Path("out/index.html").read_text(encoding="utf-8")
    assert 'id="problems"' in index
    assert "bad.yaml" in index
    assert 'href="plan-1.html"' in index
    assert 'class="home" href="index.html"' in Path("out/plan-0.html").read_text(encoding="utf-8")
