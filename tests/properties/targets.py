"""What is fuzzed: each target makes one case from chance and the corpus."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from typing import Any

import yaml
from yaml.cyaml import CSafeDumper

from tests.properties.corpus import Corpus, data_of
from tests.properties.damage import bent_tree, changed_tree, damaged, encoded, shuffled_lines, text_of, with_run
from tests.properties.harness import Case
from tests.properties.packages import spoiled_docx
from tests.properties.pages import spoiled_html, spoiled_pdf

Chance = random.Random
Target = Callable[[Chance, Corpus], Case]
FORMATS = ("text", "json", "jsonl", "markdown", "sarif", "junit", "github", "gitlab")
_REGION = ("--region", "浙江省衢州市")
_GOOD = "good.yaml"
_PLAIN = {"schema": 1, "id": "linjiang", "title": "临江市知识产权规划", "kind": "plan"} | {
    "region": {"name": "临江市", "level": "city", "province": "澄江省"},
    "indicators": [{"name": "每万人口发明专利拥有量", "target": {"year": 2025, "value": 12, "unit": "件"}}],
    "figures": [{"indicator": "每万人口发明专利拥有量", "role": "target", "year": 2025, "value": 15, "unit": "件"}
                | {"scope": "level"}],
}  # fmt: skip
GOOD = json.dumps(_PLAIN, ensure_ascii=False).encode()
_WAIVERS = {"waivers": [
    {"plan": "linjiang", "rule": "TGT003", "reason": "市里已定", "owner": "规划科", "expires": "2030-12-31"},
    {"plan": "linjiang", "rule": "STR001", "where": "STR001:x", "reason": "甲", "owner": "乙", "expires": "2021"},
]}  # fmt: skip
_BASELINE = {"version": 1, "tool": "0.1.0", "rules": {"TGT003": "0123456789ab"},
             "plans": {"linjiang": ["TGT003:x", "TGT003:y"], "other": ["STR001:z"]}}  # fmt: skip
_CONFIG = """fail-on = "warning"
select = ["TGT", "STR001"]
ignore = "TGT004"
rules = ["own"]
sources = "."
waivers = "w.yaml"
baseline = "b.json"

[severity]
TGT003 = "off"
STR001 = "info"

[report]
issuer = "临江市知识产权局"
logo = "logo.svg"
closing = "完"
full-text = true
"""
_OPTIONS = ("--select", "--ignore", "--rules", "--outlines", "--sources", "--waivers", "--no-waivers", "--baseline")
_MORE = ("--as-of", "--format", "--output", "-o", "--fail-on", "--strict", "-v", "--region", "--title", "--id")
_LAST = ("--update", "--as", "--force", "--full-text", "--issuer", "--logo", "--closing", "--help", "--x", "-")
_COMMANDS = (
    "check",
    "extract",
    "report",
    "baseline",
    "diff",
    "explain",
    "rules",
    "config",
    "schema",
    "outlines",
    "chek",
)


def _dumped(data: Any, chance: Chance) -> bytes:
    if chance.random() < 0.5:
        return json.dumps(data, ensure_ascii=chance.random() < 0.2, default=str).encode("utf-8", "surrogatepass")
    return yaml.dump(data, Dumper=CSafeDumper, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


def _spoiled(text: str, chance: Chance) -> bytes:
    """A YAML text with its values, lines or bytes changed."""
    kind = chance.randrange(8)
    if kind < 6:
        change = bent_tree if kind < 4 else changed_tree
        return _dumped(change(data_of(text), chance), chance)
    if kind == 6:
        lines = text.splitlines()
        return encoded("\n".join(shuffled_lines(lines, lines, chance)), chance)
    return damaged(text.encode(), chance)


def _either(chance: Chance) -> Callable[[Any, Chance], Any]:
    return bent_tree if chance.random() < 0.8 else changed_tree


def argument_of(chance: Chance) -> str:
    """An odd text as a word of a command line, which holds no NUL."""
    return text_of(chance).replace("\0", "")


def summary(chance: Chance, corpus: Corpus) -> Case:
    """A summary, checked in any format."""
    content = _spoiled(chance.choice(corpus.summaries), chance)
    options = ("-v",) if chance.random() < 0.3 else ()
    return Case(("check", "p.yaml", "--format", chance.choice(FORMATS), *options), {"p.yaml": content}, named="p.yaml")


def standard_input(chance: Chance, corpus: Corpus) -> Case:
    """A summary on standard input."""
    return Case(("check", "-"), stdin=_spoiled(chance.choice(corpus.summaries), chance), named="标准输入")


def outline(chance: Chance, corpus: Corpus) -> Case:
    """An upper document of one's own, to check with or to check."""
    content = _spoiled(chance.choice(corpus.outlines[:2] * 4 + corpus.outlines), chance)
    if chance.random() < 0.3:
        return Case(("check", "u.yaml"), {"u.yaml": content}, named="u.yaml")
    plan = chance.choice(corpus.summaries).encode()
    return Case(("check", "p.yaml", "--outlines", "u.yaml"), {"p.yaml": plan, "u.yaml": content}, named="u.yaml")


def waivers(chance: Chance, _: Corpus) -> Case:
    """A list of waivers."""
    content = _spoiled(json.dumps(_WAIVERS, ensure_ascii=False), chance)
    day = ("--as-of", chance.choice(("2026-01-01", "2026", "0000-00-00", "x", "9999-12-31")))
    files = {_GOOD: GOOD, "w.yaml": content}
    return Case(("check", _GOOD, "--waivers", "w.yaml", *(day if chance.random() < 0.3 else ())), files)


def baseline(chance: Chance, _: Corpus) -> Case:
    """A baseline, used or written anew."""
    files = {_GOOD: GOOD, "b.json": _spoiled(json.dumps(_BASELINE), chance)}
    command = ("check", _GOOD, "--baseline", "b.json")
    return Case(command if chance.random() < 0.8 else ("baseline", _GOOD, "-o", "b.json"), files)


def config(chance: Chance, _: Corpus) -> Case:
    """The configuration of a repository, with all that it names at hand."""
    lines = _CONFIG.splitlines()
    text = "\n".join(shuffled_lines(lines, lines, chance))
    content = damaged(text.encode(), chance) if chance.random() < 0.3 else encoded(text, chance)
    name = "guiheng.toml"
    if chance.random() < 0.2:
        name, content = "pyproject.toml", b"[tool.guiheng]\n" + content
    files = {
        _GOOD: GOOD,
        name: content,
        "w.yaml": json.dumps(_WAIVERS).encode(),
        "b.json": json.dumps(_BASELINE).encode(),
    }
    files |= {"own/pack.yaml": "name: 甲\n".encode(), "logo.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
    command = chance.choice((("check", _GOOD), ("config",), ("report", _GOOD, "-o", "out"), ("rules",)))
    return Case(command, files)


def rule(chance: Chance, corpus: Corpus) -> Case:
    """A rule of one's own, linted, tested, or checked with."""
    name = chance.choice(("own/X.yaml", "own/X.yaml", "own/pack.yaml"))
    seeds = corpus.packs if name.endswith("pack.yaml") else corpus.rules
    text = chance.choice(seeds)
    if chance.random() < 0.5 and seeds is corpus.rules:
        content = _dumped(_changed_condition(data_of(text), chance), chance)
    else:
        content = _spoiled(text, chance)
    files = {_GOOD: GOOD, name: content}
    lint, test = ("rules", "lint", "own"), ("rules", "test", "own")
    return Case(chance.choice((lint, lint, test, ("check", _GOOD, "--rules", "own"))), files)


def _changed_condition(data: Any, chance: Chance) -> Any:
    """A rule whose conditions and messages are put together anew from its own words."""
    data = json.loads(json.dumps(data, default=str))
    data["id"] = f"XX{chance.randrange(1000):03}"
    data["name"] = f"own-rule-{chance.randrange(9)}"
    parts = [part for part in (data.get("given"), data.get("expect"), data, *data.get("needs", ())) if part]
    holders = [(holder, key) for holder in parts for key in holder if isinstance(holder[key], str)]
    words = [word for holder, key in holders for word in holder[key].split()]
    for _ in range(chance.choice((1, 2))):
        holder, key = chance.choice(holders)
        old = holder[key].split()
        place = chance.randrange(len(old) + 1)
        old[place : place + chance.choice((0, 1, 3))] = chance.choices(words, k=chance.choice((0, 1, 2)))
        holder[key] = " ".join(old)
    return data


def text(chance: Chance, corpus: Corpus) -> Case:
    """A text put together from lines of plans, as a plan."""
    lines = chance.choice(corpus.texts).splitlines()
    head = chance.choice((0, 1, 6))  # where the title stays, most is made of the rest
    rest = shuffled_lines(lines[head:], corpus.lines, chance)
    if chance.random() < 0.2:
        rest = with_run(rest or ["甲"], chance)
    content = encoded("\n".join([*lines[:head], *rest]), chance)
    if chance.random() < 0.1:
        content = damaged(content, chance)
    return _document("a.txt", content, chance)


def _document(name: str, content: bytes, chance: Chance) -> Case:
    match chance.randrange(4):
        case 0:
            return Case(("check", name), {name: content}, named=name)
        case 1:
            how = chance.choice((("--as", "outline"), ("--format", "json")))
            return Case(("extract", name, *_REGION, *how), {name: content})
        case _:
            return Case(("extract", name, *_REGION, "-o", "p.yaml", "--title", "衢州市知识产权规划"), {name: content})


def docx(chance: Chance, corpus: Corpus) -> Case:
    """A Word file."""
    return _document("a.docx", spoiled_docx(chance.choice(corpus.docx), chance), chance)


def pdf(chance: Chance, corpus: Corpus) -> Case:
    """A PDF."""
    return _document("a.pdf", spoiled_pdf(chance.choice(corpus.pdf), chance), chance)


def html(chance: Chance, corpus: Corpus) -> Case:
    """A web page."""
    return _document("a.html", spoiled_html(chance.choice(corpus.html), chance), chance)


def update(chance: Chance, corpus: Corpus) -> Case:
    """A summary that a person edited, brought up to date with a document."""
    lines = chance.choice(corpus.texts).splitlines()
    new = "\n".join(shuffled_lines(lines, corpus.lines, chance)).encode("utf-8", "replace")
    files = {"a.txt": new, "old.yaml": _spoiled(chance.choice(corpus.summaries), chance)}
    return Case(("extract", "a.txt", *_REGION, "--update", "old.yaml", "-o", "old.yaml"), files)


def diff(chance: Chance, corpus: Corpus) -> Case:
    """Two versions of a plan."""
    old = chance.choice(corpus.summaries)
    files = {"a.yaml": old.encode(), "b.yaml": _dumped(_either(chance)(data_of(old), chance), chance)}
    how = chance.choice(("text", "json", "markdown", "html"))
    return Case(("diff", "a.yaml", "b.yaml", "--format", how), files)


def report(chance: Chance, corpus: Corpus) -> Case:
    """A report of a plan, or of several."""
    files = {
        f"p{number}.yaml": _dumped(_either(chance)(data_of(chance.choice(corpus.summaries)), chance), chance)
        for number in range(chance.choice((1, 1, 2)))
    }
    how = chance.choice(("html", "html", "markdown", "docx"))
    said = ("--issuer", argument_of(chance), "--closing", argument_of(chance))
    return Case(("report", *files, "-o", "out", "--format", how, *said), files)


def command_line(chance: Chance, _: Corpus) -> Case:
    """Words in any order, as a command."""
    values = (
        "a.yaml",
        _GOOD,
        "own",
        "TGT003",
        "TGT",
        "text",
        "json",
        "2026-01-01",
        "error",
        "plan",
        "",
        "a.txt",
        "x" * 300,
    )
    words = [
        chance.choice((*values, *_OPTIONS, *_MORE, *_LAST)) if chance.random() < 0.85 else argument_of(chance)
        for _number in range(chance.randrange(6))
    ]
    files = {_GOOD: GOOD, "own/X.yaml": b"", "a.txt": "甲\n".encode()}
    return Case((chance.choice(_COMMANDS), *words), files)


TARGETS: Mapping[str, Target] = {
    "summary": summary,
    "standard-input": standard_input,
    "outline": outline,
    "waivers": waivers,
    "baseline": baseline,
    "config": config,
    "rule": rule,
    "text": text,
    "docx": docx,
    "pdf": pdf,
    "html": html,
    "update": update,
    "diff": diff,
    "report": report,
    "command-line": command_line,
}
