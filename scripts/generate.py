"""Write the generated pages of ``docs/``; with ``--check``, say which of them are out of date and fail."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from checker import resources
from checker.cli.entry import cli
from checker.cli.explain import written_case, written_cases
from checker.facts.kinds import KINDS
from checker.facts.quantities import shown
from checker.judging.findings import basis_of
from checker.judging.rulebook import Rulebook, load_rulebook
from checker.language.pack import LoadedRule
from checker.language.schema import Attribute
from checker.loading.json_schema import NAMES, schema_text
from checker.model.base import Quantity, field_names
from checker.model.config import Config, ReportConfig
from checker.model.descriptions import description
from checker.model.plan import Plan
from checker.model.rule import RuleFile
from checker.model.words import CONFIDENCE, FAMILIES
from checker.model.words import KINDS as KIND_WORDS
from checker.report.explanation import METHODS, explain
from checker.report.wording import SEVERITY_WORDS

SCHEMAS = {f"schema/{name}.schema.json": name for name in NAMES}
DOCS = PAGES = Path(__file__).parent.parent / "docs"
NOT_BY_HAND = "\n<!-- 由 scripts/generate.py 生成，不要手改 -->\n"
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


def _severity(rule: RuleFile) -> str:
    if isinstance(rule.severity, str):
        return SEVERITY_WORDS[rule.severity]
    return "、".join(f"{KIND_WORDS[kind]}{SEVERITY_WORDS[severity]}" for kind, severity in rule.severity.items())


def rule_pages(rulebook: Rulebook) -> dict[str, str]:
    """``docs/rules/``: a list of the rules, and a page each that says what ``explain`` says."""
    families: dict[str, list[LoadedRule]] = {}
    for loaded in rulebook.rules:
        families.setdefault(_family(loaded.rule), []).append(loaded)
    lines = ["# 规则", "", f"共 {len(rulebook.rules)} 条，每条一页：查什么、为什么、依据、改法、样例。"]
    pages = {}
    for family, members in families.items():
        lines += ["", f"## {family}", "", "| 规则 | 查什么 | 级别 |", "|---|---|---|"]
        for loaded in members:
            rule = loaded.rule
            how = _severity(rule) if rule.method == "machine" else METHODS[rule.method]
            lines.append(f"| [{rule.id}]({rule.id}.md) | {rule.title} | {how} |")
            pages[f"rules/{rule.id}.md"] = _rule_page(loaded, members, rulebook)
    return {"rules/index.md": "\n".join([*lines, NOT_BY_HAND]), **pages}


def _family(rule: RuleFile) -> str:
    return FAMILIES.get(rule.id.rstrip("0123456789"), "其他")


def _rule_page(loaded: LoadedRule, members: list[LoadedRule], rulebook: Rulebook) -> str:
    rule = loaded.rule
    cases = written_cases(resources.rules() / loaded.file)
    failing, passing = (written_case(rule, cases, failing=wanted) for wanted in (True, False))
    clauses = basis_of(rule, {}, rulebook) if isinstance(getattr(rule.basis, "cite", ""), tuple) else ()
    _, meta, why, settled = explain(rule, clauses, "", "").strip().split("\n\n")
    family = _family(rule)
    lines = [f"# {rule.id} {rule.title}", "", f"[规则](index.md) › [{family}](index.md#{family})", ""]
    lines += [f"`{rule.name}` · {meta.replace('；', ' · ')}", "", why, ""]
    lines += [re.sub(r"^(依据|改法)：", r"- **\1**：", line) for line in settled.splitlines()]
    said = next((each.message for case in rule.cases for each in case.expect if each.message), None)
    if said:
        lines += ["", "**报出来是这样：**", "", f"> {said}"]
    for title, case in (("不符合的样例", failing), ("符合的样例", passing)):
        if case:
            lines += ["", f"**{title}：**", "", "```yaml", case.rstrip(), "```"]
    others = " · ".join(f"[{each.rule.id}]({each.rule.id}.md)" for each in members if each is not loaded)
    lines += ["", f"同属[{family}](index.md#{family})：{others}"] if others else []
    lines += ["", f"在命令行看同样的说明：`guiheng explain {rule.id}`。规则全文在 `rules/{loaded.file}`。"]
    return "\n".join([*lines, NOT_BY_HAND])


def commands_page() -> str:
    """``docs/commands.md``: the help of every command."""
    lines = ["# 命令一览", "", "每条命令 `--help` 所说的话。"]
    for path, context in _commands(cli.make_context("guiheng", [], resilient_parsing=True)):
        lines += ["", f"{'##' if path.count(' ') < 2 else '###'} {path}", "", "```text"]
        lines += [context.command.get_help(context).rstrip(), "```"]
    return "\n".join([*lines, NOT_BY_HAND])


def _commands(context: click.Context) -> Iterator[tuple[str, click.Context]]:
    yield context.command_path, context
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield from _commands(command.make_context(name, [], context, resilient_parsing=True))


def outlines_page(rulebook: Rulebook) -> str:
    """``docs/outlines.md``: every shipped outline with its indicators, articles, and what it asks."""
    lines = [
        "# 内置的上位文件",
        "",
        "程序拿这些文件和规划相比。只写查得到的：没有列指标、条款的，只查到了名称和文号。",
        "“已核实”是对照过原文的，“单一来源”只见于一处，“推算”是由别的数算出来、由内容对应上的。",
        "强度照原文的用词：只有已核实的要求、禁止才可能判错误。",
    ]
    place = ""
    for plan in rulebook.outlines.values():
        if plan.region.name != place:
            place = plan.region.name
            lines += ["", f"## {place}"]
        lines += ["", f"### {plan.title}", "", " · ".join([f"`{plan.id}`", *filter(None, (plan.number, *plan.issuer))])]
        lines += [*_indicators_of(plan), *_asks_of(plan), *_articles_of(plan)]
    return "\n".join([*lines, NOT_BY_HAND])


def _indicators_of(plan: Plan) -> Iterator[str]:
    if plan.indicators:
        yield from ("", "| 指标 | 基期 | 目标 | 出处 |", "|---|---|---|---|")
    for row in plan.indicators:
        targets = "；".join(_dated(each) for each in (row.target, *row.targets) if each)
        yield f"| {row.name} | {_dated(row.baseline)} | {targets} | {row.clause or ''} |"


def _dated(quantity: Quantity | None) -> str:
    return f"{shown(quantity)}（{quantity.year}年）" if quantity and quantity.year else shown(quantity)


def _asks_of(plan: Plan) -> Iterator[str]:
    if plan.asks:
        yield from ("", "| 条款 | 对下级提了什么 | 强度 | 可信 | 怎样查 |", "|---|---|---|---|---|")
    for ask in plan.asks:
        yield (f"| {ask.clause} | {ask.text} | {ask.strength} | {CONFIDENCE[ask.confidence]} | {METHODS[ask.method]} |")


def _articles_of(plan: Plan) -> Iterator[str]:
    if plan.articles:
        yield from ("", "| 条款 | 内容 | 哪一项保护 | 可信 |", "|---|---|---|---|")
    for article in plan.articles:
        protection = article.protection or ""
        yield f"| {article.number} | {article.title} | {protection} | {CONFIDENCE[article.confidence]} |"


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
    pages = {"facts.md": facts_page(), **rule_pages(rulebook)}
    pages |= {"commands.md": commands_page(), "outlines.md": outlines_page(rulebook)}
    pages["configuration.md"] = configuration_page((PAGES / "configuration.md").read_text(encoding="utf-8"))
    pages |= {name: schema_text(kind) for name, kind in SCHEMAS.items()}
    for name, text in pages.items():
        path = DOCS / name
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    surplus = [path for path in (DOCS / "rules").glob("*.md") if f"rules/{path.name}" not in pages]
    stale += [f"rules/{path.name}" for path in surplus if check]
    for path in () if check else surplus:
        path.unlink()
    if stale:
        print(f"out of date: {', '.join(stale)}; run python scripts/generate.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
