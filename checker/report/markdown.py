"""Markdown for a comment on a pull request: counts apart, a folded part for each plan, worst findings first.

What a plan says is text here, never markup: every character that Markdown or HTML gives a meaning is written as an
entity, and what a forge would turn into a link, a reference or a mention is broken by an empty comment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from checker.loading.problems import describe
from checker.model.result import SEVERITIES, Clause, Finding, Place, PlanResult, Problem, Run, Verdict, WaiverUse
from checker.report.checks import manual, undecided
from checker.report.ready import ready
from checker.report.wording import SEVERITY_WORDS, WAIVER_STATUS, brief_clause, clean, cut_lists, doubt, where

LIMIT = 65_536  # characters that a comment on GitHub may have
_FRAME = 220  # characters around what is said of one plan, its title included
_SPARE = 400  # of them for the lines that say what was left out
_ROWS = 60  # plans of the table
_PLACES = 3
_REASONS = 8
_LONG = 300  # characters of a text of the plan's or a rule's
_QUOTE = 120
_PROBLEMS = 20
_BREAK = "<!-- -->"
_MEANT = re.compile(
    r"[&<>\\`*_\[\]|~\"$]"  # what Markdown or HTML reads as its own
    r"|@|:(?=//)|(?<=www)\.|[#!](?=[0-9A-Za-z])|(?<=gh)-(?=[0-9])",  # what a forge makes a mention, link or reference
    re.IGNORECASE,
)
_REMARK, _PERSON, _DECISION = range(len(SEVERITIES), len(SEVERITIES) + 3)  # ranks of what is no finding


def escaped(text: str, limit: int = _LONG) -> str:
    """A text that shows as it is in Markdown, in a table and inside HTML; not much longer than ``limit``."""
    text = clean(text)
    if len(text) <= limit and not _MEANT.search(text):
        return text
    pieces, size, at = [], 0, 0
    for found in _MEANT.finditer(text):
        pieces += [text[at : found.start()][: max(0, limit - size)], _written(found[0])]
        at = found.end()
        size += sum(map(len, pieces[-2:]))
        if size >= limit:
            break
    pieces.append(text[at:][: max(0, limit - size)])
    whole = size + len(text) - at <= limit
    return "".join(pieces) + ("" if whole else "…")


def _written(mark: str) -> str:
    if mark in "@:.#!-":
        return mark + _BREAK
    return "<span>$</span>" if mark == "$" else f"&#{ord(mark)};"


class _Row(Struct, frozen=True):
    """What the table says of a plan."""

    title: str
    ready: str
    counts: tuple[int, ...]  # by severity, then 无法判断 and 人工核查

    @property
    def cells(self) -> str:
        return " | ".join((self.title, self.ready, *map(str, self.counts)))


class MarkdownReport(Struct):
    """A report that grows plan by plan and stays within ``LIMIT`` characters: errors are kept before all else."""

    run: Run
    _rows: list[_Row] = field(default_factory=list)
    _heads: dict[int, str] = field(default_factory=dict)
    _chunks: dict[int, list[tuple[int, str]]] = field(default_factory=dict)  # by rank: plan and text
    _sizes: Counter[int] = field(default_factory=Counter)  # characters kept, by rank
    _found: Counter[int] = field(default_factory=Counter)  # findings of each plan

    def add(self, plan: PlanResult) -> None:
        """Take in one plan."""
        index = len(self._rows)
        counts = (*map(plan.count, SEVERITIES), *(plan.counts.get(each, 0) for each in _LEFT))
        title = plan.title if plan.region in plan.title else f"{plan.title}（{plan.region}）"
        self._rows.append(_Row(escaped(title, 60), ready(plan), counts))
        before = self._sizes.total()
        for finding in plan.findings:
            if finding.state == "open":
                self._found[index] += 1
                self._keep(SEVERITIES.index(finding.severity), index, _finding(finding))
        self._keep(_REMARK, index, _undecided(plan))
        self._keep(_PERSON, index, _manual(plan))
        self._keep(_DECISION, index, _decided(plan))
        if self._sizes.total() > before:
            self._heads[index] = _head(plan)

    def _keep(self, rank: int, plan: int, text: str) -> None:
        """Keep a text unless what is at least as important already fills the report."""
        before = sum(self._sizes[each] for each in range(rank + 1))
        if text and before + len(text) <= LIMIT:
            self._chunks.setdefault(rank, []).append((plan, text))
            self._sizes[rank] += len(text)

    def text(self, problems: Sequence[Problem] = (), strangers: Sequence[WaiverUse] = ()) -> str:
        """The whole report; ``strangers`` are the waivers for plans that were not checked."""
        above = [_title(self._rows), _table(self._rows), *_unusable(problems), *_absent(strangers)]
        below = f"<sub>规衡 {escaped(self.run.version, 40)}，{self.run.rules} 条规则。{_NOTE}</sub>\n"
        bodies: dict[int, list[str]] = {}
        shown: Counter[int] = Counter()
        for rank, plan, text in self._fitting(LIMIT - _SPARE - sum(map(len, above)) - len(below)):
            bodies.setdefault(plan, []).append(text)
            shown[plan] += rank < _REMARK
        parts = [*above, *(self._part(plan, texts, shown[plan]) for plan, texts in sorted(bodies.items()))]
        if left := self._found.total() - shown.total():
            parts.append(
                f"限于篇幅（{LIMIT:,} 字符），{left} 处问题没有列出：先列错误，次列警告。全部请看 HTML 报告。\n"
            )
        return "\n".join([*parts, below])

    def _fitting(self, room: int) -> list[tuple[int, int, str]]:
        """What fits, the most important first: rank, plan and text."""
        kept: list[tuple[int, int, str]] = []
        begun: set[int] = set()
        for rank in sorted(self._chunks):
            for plan, text in self._chunks[rank]:
                room -= len(text) + (0 if plan in begun else len(self._heads[plan]) + _FRAME)
                if room < 0:
                    return kept
                begun.add(plan)
                kept.append((rank, plan, text))
        return kept

    def _part(self, plan: int, texts: Sequence[str], shown: int) -> str:
        """What is said of one plan; folded where there are several."""
        left = self._found[plan] - shown
        note = f"\n（限于篇幅，另有 {left} 处问题没有列出。）\n" if left and len(self._rows) > 1 else ""
        inside = f"{self._heads[plan]}{''.join(texts)}{note}".strip("\n")
        return _folded(self._rows[plan], inside) if len(self._rows) > 1 else f"{inside}\n"


_LEFT = (Verdict.UNDECIDED, Verdict.MANUAL)
_NOTE = "只比较文字与数字，不代替审查意见。"


def markdown_plan(run: Run, plan: PlanResult) -> str:
    """The report of one plan."""
    report = MarkdownReport(run)
    report.add(plan)
    return report.text()


def _title(rows: Sequence[_Row]) -> str:
    if len(rows) == 1:
        return f"### 规衡：{rows[0].title}\n\n**{rows[0].ready}。**\n"
    errors = sum(1 for row in rows if row.counts[0])
    verdict = f"{errors} 份有须改正的错误" if errors else "没有查出须改正的错误"
    return f"### 规衡：{len(rows)} 份规划\n\n**{verdict}。**\n" if rows else "### 规衡：没有可查的规划\n"


def _table(rows: Sequence[_Row]) -> str:
    """Counts apart; of many plans those with the most errors and warnings."""
    if not rows:
        return ""
    names = [*(SEVERITY_WORDS[each] for each in SEVERITIES), *map(str, _LEFT)]
    if len(rows) == 1:
        return grid(names, [" | ".join(map(str, rows[0].counts))], "---:")
    listed = rows
    if len(rows) > _ROWS:
        worst = sorted(range(len(rows)), key=lambda at: tuple(-count for count in rows[at].counts[:2]))[:_ROWS]
        listed = [rows[at] for at in sorted(worst)]
    table = grid(["规划", "结论", *names], [row.cells for row in listed], "---:", 2)
    left = len(rows) - len(listed)
    return table + (f"\n（只列错误、警告最多的 {_ROWS} 份，另有 {left} 份没有列出。）\n" if left else "")


def grid(names: Sequence[str], rows: Iterable[str], right: str, words: int = 0) -> str:
    """A table; the last columns, of numbers, have the rule ``right``, the first ``words`` ones none."""
    lines = [f"| {' | '.join(names)} |", f"| {' | '.join(['---'] * words + [right] * (len(names) - words))} |"]
    return "".join(f"{line}\n" for line in [*lines, *(f"| {row} |" for row in rows)])


def _unusable(problems: Sequence[Problem]) -> list[str]:
    if not problems:
        return []
    lines = [f"- {escaped(describe(problem))}\n" for problem in problems[:_PROBLEMS]]
    if len(problems) > _PROBLEMS:
        lines.append(f"- 另有 {len(problems) - _PROBLEMS} 条没有列出\n")
    return [f"**没能检查的文件**\n\n{''.join(lines)}"]


def _absent(strangers: Sequence[WaiverUse]) -> list[str]:
    if not strangers:
        return []
    lines = [f"- {escaped(f'{use.plan} {use.rule}')}：{_use(use)}\n" for use in strangers[:_PROBLEMS]]
    if len(strangers) > _PROBLEMS:
        lines.append(f"- 另有 {len(strangers) - _PROBLEMS} 条没有列出\n")
    return [f"**没有查的规划的豁免**\n\n{''.join(lines)}"]


def _folded(row: _Row, inside: str) -> str:
    counts = "，".join(f"{SEVERITY_WORDS[each]} {count}" for each, count in zip(SEVERITIES, row.counts, strict=False))
    return f"<details>\n<summary>{row.title}：{counts}</summary>\n\n{inside}\n\n</details>\n"


def _head(plan: PlanResult) -> str:
    """The file, the upper documents and what to beware of."""
    lines = [f"文件 `{_code(plan.file)}`"]
    if plan.parents:
        titles = [f"《{escaped(parent.title, 80)}》" for parent in plan.parents[:6]]
        lines.append(f"对照：{'、'.join(titles)}{'等' if len(plan.parents) > len(titles) else ''}")
    else:
        lines.append("没有找到可对照的上位文件，只检查了规划自身")
    lines += [f"注意：{escaped(note)}" for note in plan.notes[:3]]
    if plan.cut:
        lines.append(f"注意：规划文本不完整（{escaped(cut_lists(plan.cut))}没有录全），“未见”不等于规划没有")
    return "".join(f"{line}\\\n" for line in lines[:-1]) + f"{lines[-1]}\n\n"


def _code(text: str) -> str:
    """A text for between backticks, where no entity counts."""
    return clean(text).replace("`", "'")[:_LONG]


def _finding(finding: Finding) -> str:
    word = SEVERITY_WORDS[finding.severity]
    lines = [f"- **{word} {escaped(finding.rule, 20)}** {escaped(finding.message)}"]
    lines += [f"  - 原文：{_place(place)}" for place in finding.places[:_PLACES]]
    if len(finding.places) > _PLACES:
        lines.append(f"  - 另有 {len(finding.places) - _PLACES} 处")
    lines += [f"  - 对照：{_place(place)}" for place in finding.related[:_PLACES]]
    lines += [f"  - 依据：{_clause(clause)}" for clause in finding.basis[:_PLACES]]
    if not finding.basis:
        lines.append("  - 依据：规划自身的文字，不涉及上位文件")
    if finding.lapsed and finding.waiver:
        lines.append(f"  - {_use(finding.waiver)}")
    if finding.fix:
        lines.append(f"  - 改法：{escaped(finding.fix)}")
    return "".join(f"{line}\n" for line in lines)


def _place(place: Place) -> str:
    stands = where(place).replace("\xa0", " ")
    quote = f"「{escaped(place.quote, _QUOTE)}」" if place.quote else ""
    return f"{escaped(place.label, 80)}{f'（{escaped(stands, 80)}）' if stands else ''}{quote}"


def _clause(clause: Clause) -> str:
    marks = "，".join(escaped(mark, 20) for mark in (clause.strength, doubt(clause.confidence)) if mark)
    quote = f"「{escaped(clause.quote, _QUOTE)}」" if clause.quote else ""
    return f"{escaped(brief_clause(clause), 160)}{f'（{marks}）' if marks else ''}{quote}"


def _undecided(plan: PlanResult) -> str:
    groups = undecided(plan)
    if not groups:
        return ""
    lines = []
    for group in groups[:_REASONS]:
        rules = "、".join(escaped(each.rule, 20) for each in group.rules[:6])
        lines.append(f"- {rules} {escaped(group.reason, 160)}（{group.count} 项）\n")
    if len(groups) > _REASONS:
        lines.append(f"- 另有 {len(groups) - _REASONS} 种原因没有列出\n")
    return f"\n**无法判断 {sum(group.count for group in groups)} 项**\n\n{''.join(lines)}"


def _manual(plan: PlanResult) -> str:
    items = manual(plan)
    if not items:
        return ""
    lines = [f"- [ ] {escaped(item.title or item.check.subject, 160)}\n" for item in items[:_PROBLEMS]]
    if len(items) > _PROBLEMS:
        lines.append(f"- 另有 {len(items) - _PROBLEMS} 项没有列出\n")
    return f"\n**请人核查 {len(items)} 项**\n\n{''.join(lines)}"


def _decided(plan: PlanResult) -> str:
    """What was accepted, by whom, why and until when; and the waivers that do nothing."""
    lines = [
        f"- {escaped(f'{finding.rule} {finding.message}')}：{_use(finding.waiver)}\n"
        for finding in plan.findings
        if finding.state == "waived" and finding.waiver
    ]
    lines += [
        f"- {escaped(f'{use.rule} {use.where}'.rstrip())}：{_use(use)}\n"
        for use in plan.waivers
        if use.status != "used"
    ]
    if len(lines) > _PROBLEMS:
        lines[_PROBLEMS:] = [f"- 另有 {len(lines) - _PROBLEMS} 条没有列出\n"]
    if old := sum(finding.state == "baselined" for finding in plan.findings):
        lines.append(f"- 基线里的旧问题 {old} 个没有列出\n")
    return f"\n**豁免和基线**\n\n{''.join(lines)}" if lines else ""


def _use(use: WaiverUse) -> str:
    return escaped(f"{WAIVER_STATUS[use.status]}（{use.reason}，{use.owner}，至 {use.expires}）")
