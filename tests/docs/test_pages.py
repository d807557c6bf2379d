"""The pages of ``docs/``: every block, table, command and link on them is tried against the program."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

import pytest
from msgspec.structs import fields

from checker.facts.kinds import KINDS
from checker.judging.rulebook import load_rulebook
from checker.language.pack import load_rule
from checker.loading.plans import plan_of, read_plan
from checker.loading.problems import UnusableInput
from checker.loading.validation import validate
from checker.loading.yaml_tree import Tree, parse
from checker.model.pack import Pack
from checker.model.plan import Plan
from checker.model.record import Record
from checker.model.rule import RuleFile
from tests.docs.pages import (
    DOCS,
    OUTLINE_PAGE,
    PLAN_PAGE,
    ROOT,
    RULE_PAGE,
    WRITTEN,
    Block,
    all_blocks,
    code,
    coded_words,
    guiheng,
    read,
    table,
)

WHOLE = [block for block in all_blocks() if block.mark in ("plan", "rule", "outline", "pack")]
TAKEN = [block for block in all_blocks() if block.mark.startswith("from=")]
SESSIONS = [block for block in all_blocks() if block.language == "console"]
HEAD = {
    "schema": "schema: 1",
    "id": "id: example-plan",
    "title": "title: 临江市知识产权规划",
    "region": "region: {name: 临江市, level: city, province: 江东省}",
    "kind": "kind: plan",
}


def rule_of(tree: Tree) -> None:
    """Load a rule as ``guiheng rules lint`` does."""
    citable: dict[str, list[str]] = {}
    for document, clause in load_rulebook().clauses:
        citable.setdefault(document, []).append(clause)
    load_rule(tree, KINDS, citable)


@pytest.mark.parametrize("block", WHOLE, ids=str)
def test_a_whole_file_on_a_page_loads(block: Block) -> None:
    tree = parse(block.text, str(block))
    if block.mark == "rule":
        rule_of(tree)
    elif block.mark == "pack":
        known = {name for loaded in load_rulebook().rules for name in (loaded.rule.id, loaded.rule.name)}
        assert set(validate(Pack, tree).rules) <= known
    else:
        plan = plan_of(tree)
        assert bool(plan.asks or plan.articles) == (block.mark == "outline")


@pytest.mark.parametrize("block", TAKEN, ids=str)
def test_an_excerpt_stands_in_its_file(block: Block) -> None:
    assert block.text in (DOCS / block.mark.removeprefix("from=")).read_text(encoding="utf-8")


def test_every_yaml_block_of_the_pages_is_tried() -> None:
    tried = {*WHOLE, *TAKEN}
    names = {page.name for page in WRITTEN}
    assert {block.page for block in tried} >= names
    assert [
        str(block) for block in all_blocks() if block.page in names and block.language == "yaml" and block not in tried
    ] == []


@pytest.mark.parametrize(
    "session", [block for block in SESSIONS if block.page in {page.name for page in WRITTEN}], ids=str
)
def test_a_command_on_a_page_prints_what_the_page_shows(session: Block) -> None:
    assert session.text.startswith("$ ")
    for part in session.text.removeprefix("$ ").split("\n$ "):
        command, _, shown = part.partition("\n")
        name, *arguments = command.split()
        assert name == "guiheng"
        assert guiheng(*arguments).stdout.strip() == shown.strip(), command


def mistakes(page: Path, marker: str) -> list[Any]:
    return [pytest.param(code(row[0]), code(row[1]), id=code(row[0])[:40]) for row in table(page, marker)]


@pytest.mark.parametrize(
    ("written", "said"), [*mistakes(PLAN_PAGE, "mistakes: plan"), *mistakes(OUTLINE_PAGE, "mistakes: plan")]
)
def test_a_mistake_in_a_plan_gives_the_message_of_the_page(written: str, said: str) -> None:
    key = re.match(r"\w+", written)
    assert key
    text = "\n".join([*(line for name, line in HEAD.items() if name != key[0]), written])
    with pytest.raises(UnusableInput) as caught:
        read_plan(text.encode(), "规划.yaml")
    assert [problem.message for problem in caught.value.problems] == [said]


@pytest.mark.parametrize(("written", "said"), mistakes(RULE_PAGE, "mistakes: rule examples/rules/JD001.yaml"))
def test_a_mistake_in_a_rule_gives_the_message_of_the_page(written: str, said: str) -> None:
    good = parse((DOCS / "examples/rules/JD001.yaml").read_text(encoding="utf-8"), "JD001.yaml")
    rule_of(good)
    bad = Tree(good.file, {**good.data, **parse(written, "").data}, good.marks)
    with pytest.raises(UnusableInput) as caught:
        rule_of(bad)
    assert [problem.message for problem in caught.value.problems] == [said]


def words_of(model: type[Record]) -> set[str]:
    """Every key that a file may use for a model, and every value of its choices."""
    words: set[str] = set()
    models, seen = [model], {model}
    while models:
        for each in fields(models.pop()):
            words.add(each.encode_name)
            for part in _parts(each.type):
                if get_origin(part) is Literal:
                    words |= {choice for choice in get_args(part) if isinstance(choice, str)}
                elif isinstance(part, type) and issubclass(part, Record) and part not in seen:
                    seen.add(part)
                    models.append(part)
    return words


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def test_every_key_and_choice_of_a_plan_is_explained() -> None:
    assert words_of(Plan) - coded_words(PLAN_PAGE) - coded_words(OUTLINE_PAGE) == set()


def test_every_key_and_choice_of_a_rule_is_explained() -> None:
    assert words_of(RuleFile) - coded_words(RULE_PAGE) - coded_words(PLAN_PAGE) == set()


def test_no_page_is_out_of_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert generator().main(check=True) == 0, capsys.readouterr().out


def test_a_page_out_of_date_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script = generator()
    monkeypatch.setattr(script, "DOCS", tmp_path)
    assert script.main(check=False) == 0
    (tmp_path / "outlines.md").write_text("old", encoding="utf-8")
    assert script.main(check=True) == 1
    told = capsys.readouterr().out
    assert "outlines.md" in told
    assert "facts.md" not in told


def generator() -> ModuleType:
    """``scripts/generate.py`` as a module (``scripts`` is no package)."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "scripts" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", [*WRITTEN, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", read(page))
    assert links
    for link in links:
        if "://" in link:
            continue
        target, _, anchor = link.partition("#")
        where = page.parent / target if target else page
        assert where.exists(), link
        assert not anchor or anchor in anchors(where), link


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", read(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
