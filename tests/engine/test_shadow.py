"""Two engines side by side, and which engine is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError

import pytest

from checker.engine import (
    Engine,
    EngineFact,
    EngineFault,
    EngineUnavailable,
    Matches,
    durable_available,
    durable_module,
    durable_problem,
    make_engine,
)
from checker.engine.plain import PlainEngine
from checker.engine.shadow import ShadowEngine
from checker.language.query import Test
from tests.engine.support import fact, needs_durable, query

KINDS: dict[str, dict[str, type]] = {"row": {"low": int}}
QUERIES = [query("IND001:given", "a:row"), query("TGT003:that", "a:row", Test("a", "low", ">", 1))]
FACTS = [fact("i1", "row", low=1), fact("i2", "row", low=2), fact("i3", "row", low=3)]


class Losing:
    """Answers as another engine does, less one match, and more where ``invents``."""

    name = "losing"

    def __init__(self, engine: Engine, query_name: str, *, invents: bool = False) -> None:
        self._engine = engine
        self._query = query_name
        self._invents = invents

    def run(self, facts: Sequence[EngineFact]) -> Matches:
        found = self._engine.run(facts)
        matches = sorted(found[self._query])[1:]
        return {**found, self._query: frozenset([*matches, ("made up",)] if self._invents else matches)}


def test_agreeing_engines_answer() -> None:
    plain = PlainEngine(QUERIES)
    shadowed = ShadowEngine(plain, PlainEngine(QUERIES))
    assert shadowed.run(FACTS) == plain.run(FACTS)
    assert shadowed.run(FACTS)["TGT003:that"] == {("i2",), ("i3",)}
    assert shadowed.name == "plain + plain"


@pytest.mark.parametrize("in_shadow", [False, True])
def test_a_lost_match_is_a_fault_that_names_the_query(in_shadow: bool) -> None:
    plain = PlainEngine(QUERIES)
    losing = Losing(plain, "TGT003:that")
    shadowed = ShadowEngine(plain, losing) if in_shadow else ShadowEngine(losing, plain)
    with pytest.raises(EngineFault) as raised:
        shadowed.run(FACTS)
    text = str(raised.value)
    assert "TGT003:that" in text
    assert ("多 1 个匹配，少 0 个" if in_shadow else "多 0 个匹配，少 1 个") in text
    assert "IND001" not in text


def test_an_invented_match_is_a_fault() -> None:
    plain = PlainEngine(QUERIES)
    with pytest.raises(EngineFault, match="IND001:given（多 1 个匹配，少 1 个）"):
        ShadowEngine(Losing(plain, "IND001:given", invents=True), plain).run(FACTS)


def test_a_query_that_one_engine_does_not_answer_is_a_fault() -> None:
    never = [query("IND001:given", "a:row"), query("none", "a:row", Test("a", "low", ">", 9))]
    with pytest.raises(EngineFault, match="none（只有一个引擎回答）"):
        ShadowEngine(PlainEngine(never[:1]), PlainEngine(never)).run(FACTS)


def test_many_differences_are_counted() -> None:
    queries = [query(f"q{index}", "a:row") for index in range(8)]
    with pytest.raises(EngineFault, match=r"：p（只有一个引擎回答）、q0（.*）、q3（只有一个引擎回答）等 9 个查询$"):
        ShadowEngine(PlainEngine(queries), PlainEngine([query("p", "a:row")])).run(FACTS)


@needs_durable
def test_durable_rules_runs_with_its_shadow() -> None:
    engine = make_engine(QUERIES, KINDS)
    assert engine.name == "durable-rules 2.0.28 + plain"
    assert engine.run(FACTS) == PlainEngine(QUERIES).run(FACTS)
    assert make_engine(QUERIES, KINDS, "durable").name == "durable-rules 2.0.28"
    assert (durable_available(), durable_problem()) == (True, "")


def test_the_plain_engine_by_name() -> None:
    assert make_engine(QUERIES, KINDS, "plain").name == "plain"


@pytest.fixture
def fresh() -> Iterator[pytest.MonkeyPatch]:
    """Whether durable-rules is there is looked up once; here it is looked up again, before and after."""
    with pytest.MonkeyPatch.context() as patch:
        durable_module.find_durable.cache_clear()
        patch.setattr(durable_module, "find_spec", lambda _name: None)  # no metadata beside the module
        yield patch
    durable_module.find_durable.cache_clear()


def not_importable(_name: str) -> None:
    raise ImportError("undefined symbol: PyEval_CallObject")


def test_where_the_module_cannot_be_imported_the_plain_engine_serves(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr("importlib.metadata.version", lambda _name: "2.0.28")
    fresh.setattr(durable_module, "import_module", not_importable)
    assert not durable_available()
    assert durable_problem() == "durable-rules 无法载入：undefined symbol: PyEval_CallObject"
    engine = make_engine(QUERIES, KINDS)
    assert engine.name == "plain"
    assert engine.run(FACTS)["TGT003:that"] == {("i2",), ("i3",)}
    with pytest.raises(EngineUnavailable, match="PyEval_CallObject"):
        make_engine(QUERIES, KINDS, "durable")


@needs_durable
def test_the_version_is_seen_at_a_glance(monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(_name: str) -> str:
        raise AssertionError("the metadata need not be read")

    monkeypatch.setattr("importlib.metadata.version", unread)
    assert durable_module.find_durable.__wrapped__()[1] == ""
    monkeypatch.setattr(durable_module, "MEASURED", "2.0.27")
    with pytest.raises(AssertionError, match="need not be read"):
        durable_module.find_durable.__wrapped__()


def test_another_version_is_not_used(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr("importlib.metadata.version", lambda _name: "2.0.29")
    fresh.setattr(durable_module, "import_module", lambda _name: object())
    assert not durable_available()
    assert durable_problem() == "只验证过 durable-rules 2.0.28，安装的是 2.0.29"


def test_without_the_package(fresh: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    fresh.setattr("importlib.metadata.version", missing)
    assert durable_problem() == "没有安装 durable-rules"
    assert make_engine(QUERIES, KINDS).name == "plain"
