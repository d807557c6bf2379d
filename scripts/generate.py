"""Write the generated pages of ``docs/``; with ``--check``, say which of them are out of date and fail."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from checker.facts.kinds import KINDS
from checker.judging.findings import basis_of
from checker.judging.rulebook import Rulebook, load_rulebook
from checker.language.schema import Attribute
from checker.loading.json_schema import NAMES, schema_text
from checker.model.base import field_names
from checker.model.config import Config, ReportConfig
from checker.model.descriptions import description
from checker.model.rule import RuleFile
from checker.model.words import FAMILIES
from checker.model.words import KINDS as KIND_WORDS
from checker.report.explanation import METHODS, clause_line
from checker.report.wording import SEVERITY_WORDS

SCHEMAS = {f"schema/{name}.schema.json": name for name in NAMES}
DOCS = PAGES = Path(__file__).parent.parent / "docs"
TYPES = {"str": "文字", "int": "整数", "flag": "是非", "quantity": "数量（区间）", "date": "日期（区间）"}


def facts_page() -> str:
    """``docs/facts.md``: every kind of fact with its attributes."""
    lines = [
        "# 事实一览",
        "",
        "由 `scripts/generate.py` 生成，不要手改。规则的 `given`、`needs`、`expect` 只能用这里列出的事实和属性。",
        "标“可缺”的属性，读它之前要有 `has_…`；数量和日期是区间，只能用 `~`（相符）和 `<` `<=` `>` `>=` 相比。",
    ]
    for kind in KINDS.values():
        drawn = f"（文本在 `{kind.drawn_from}` 处敞开时，`some` 找不到它不算没有）" if kind.drawn_from else ""
        lines += ["", f"## {kind.name}", "", f"{kind.doc}{drawn}。", "", "| 属性 | 类型 | 说明 |", "|---|---|---|"]
        lines += [_row(attribute) for attribute in kind.attributes.values()]
    return "\n".join(lines) + "\n"


def _row(attribute: Attribute) -> str:
    kind = TYPES[attribute.type] + ("，可缺" if attribute.optional else "")
    return f"| `{attribute.name}` | {kind} | {attribute.doc} |"


def rules_page(rulebook: Rulebook) -> str:
    """``docs/rules.md``: every rule with its reason, basis and way out."""
    lines = ["# 规则一览", "", "由 `scripts/generate.py` 生成，不要手改。`guiheng explain 编号` 另给样例。"]
    family = ""
    for loaded in rulebook.rules:
        rule = loaded.rule
        word = FAMILIES.get(rule.id.rstrip("0123456789"), "其他")
        if word != family:
            family = word
            lines += ["", f"## {family}"]
        lines += ["", f"### {rule.id} {rule.title}", "", f"`{rule.name}` · {METHODS[rule.method]} · {_severity(rule)}"]
        lines += ["", rule.why.strip(), "", *_basis(rule, rulebook), f"- 改法：{rule.fix.strip()}"]
    return "\n".join(lines) + "\n"


def _severity(rule: RuleFile) -> str:
    if isinstance(rule.severity, str):
        return SEVERITY_WORDS[rule.severity]
    return "、".join(f"{KIND_WORDS[kind]}{SEVERITY_WORDS[severity]}" for kind, severity in rule.severity.items())


def _basis(rule: RuleFile, rulebook: Rulebook) -> Iterator[str]:
    if isinstance(rule.basis, str):
        yield "- 依据：规划自身的文字，不涉及上位文件"
    elif isinstance(rule.basis.cite, str):
        yield "- 依据：每一处问题各引所对照的上位文件条款"
    else:
        for clause in basis_of(rule, {}, rulebook):
            yield f"- 依据：{clause_line(clause)}"


def configuration_page(page: str) -> str:
    """``docs/configuration.md`` with its table of keys written anew from the model."""
    rows = ["| 键 | 写什么 |", "|---|---|"]
    for of, table in ((Config, ""), (ReportConfig, "report.")):
        keys = (key for key in field_names(of) if key != "report")
        rows += [f"| `{table}{key}` | {description(of.__name__, key)} |" for key in keys]
    begin, end = "<!-- keys: generated -->\n", "<!-- end -->"
    before, _, rest = page.partition(begin)
    return f"{before}{begin}{chr(10).join(rows)}\n{end}{rest.partition(end)[2]}"


def main(check: bool) -> int:
    """Write the pages, or compare them with what is there."""
    rulebook = load_rulebook()
    stale = []
    pages = {"facts.md": facts_page(), "rules.md": rules_page(rulebook)}
    pages["configuration.md"] = configuration_page((PAGES / "configuration.md").read_text(encoding="utf-8"))
    pages |= {name: schema_text(kind) for name, kind in SCHEMAS.items()}
    for name, text in pages.items():
        path = DOCS / name
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"out of date: {', '.join(stale)}; run python scripts/generate.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
