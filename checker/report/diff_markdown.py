"""Two versions as Markdown for a comment on a pull request: bounded, and with nothing of the plan's as markup."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.diff import DiffResult
from checker.model.result import Finding
from checker.report.diff_view import ARROWS, FATES, changes, counts, tag, units, unsettled_lists, upper, verdict
from checker.report.markdown import LIMIT, escaped, grid

_SPARE = 400  # characters for the last lines


def diff_markdown(diff: DiffResult) -> str:
    """The comparison, in parts that fold away; what does not fit is left out, and that is said."""
    room = LIMIT - _SPARE
    parts: list[str] = []
    left = 0
    for part in (_head(diff), *_parts(diff)):
        if len(part) <= room and not left:
            parts.append(part)
            room -= len(part) + 1
        else:
            kept, left_here = _shortened(part, room) if not left else ("", part.count("\n- "))
            parts.append(kept)
            room -= len(kept) + 1
            left += left_here
    if left:
        parts.append(f"限于篇幅（{LIMIT:,} 字符），{left} 条没有列出；全部请看 guiheng diff --format html。\n")
    parts.append(f"<sub>规衡 {escaped(diff.run.version, 40)}，{diff.run.rules} 条规则。</sub>\n")
    return "\n".join(filter(None, parts))


def _shortened(part: str, room: int) -> tuple[str, int]:
    """The lines of a folded part that fit, and how many entries do not."""
    end = "\n</details>\n"
    kept: list[str] = []
    lines = part.removesuffix(end).splitlines(keepends=True)
    room -= len(end)
    for line in lines:
        room -= len(line)
        if room < 0:
            break
        kept.append(line)
    left = sum(line.startswith("- ") for line in lines[len(kept) :])
    return ("".join(kept) + end if len(kept) > 2 else ""), left


def _head(diff: DiffResult) -> str:
    rows = [f"{each.name} | {each.old} | {each.new}" for each in counts(diff)]
    notes = "".join(f"> 注意：{escaped(note)}\n\n" for note in (*diff.unlike, *diff.notices))
    files = f"旧稿：{escaped(diff.old.file, 120)}；新稿：{escaped(diff.new.file, 120)}"
    table = grid(("", "旧稿", "新稿"), rows, "---:", 1)
    title = f"### 规衡：{escaped(diff.new.title, 80)}\n\n**{verdict(diff)}**\n"
    return f"{title}\n{files}\n\n{notes}{table}\n{changes(diff)}\n"


def _parts(diff: DiffResult) -> Iterator[str]:
    remaining = [
        f"{_finding(each.new)}{f'（旧稿：{escaped(each.old.message)}）' if each.moved else ''}"
        for each in diff.remaining
    ]
    yield _folded("新出现", [f"{_finding(each.finding)}（{each.origin}）" for each in diff.opened])
    yield _folded("仍在", remaining)
    for fate, gloss in FATES.items():
        yield _folded(f"{fate}（{gloss}）", [_finding(each.finding) for each in diff.closed if each.fate == fate])
    yield _folded(
        "数值变化",
        [
            f"{each.kind}「{escaped(each.name)}」{each.part}：{escaped(each.old)} → **{escaped(each.new)}**"
            f" {ARROWS[each.direction]}{f'（上位：{escaped(upper(each))}）' if each.upper else ''}"
            for each in diff.numbers
        ],
    )
    for title, items in (("增加", diff.added), ("删去", diff.dropped)):
        yield _folded(title, [f"{each.kind}「{escaped(each.name)}」{escaped(each.detail)}" for each in items])
    yield _folded(
        "名称、文号等变化",
        [f"{each.kind}{escaped(each.part)}：{escaped(each.old)} → {escaped(each.new)}" for each in diff.words],
    )
    yield _folded("责任单位变化", [f"{each.kind}「{escaped(each.name)}」{escaped(units(each))}" for each in diff.units])
    for title, listed in unsettled_lists(diff):
        yield _folded(title, [f"{each.rule} {escaped(each.subject)}：{escaped(each.reason)}" for each in listed])


def _finding(finding: Finding) -> str:
    return f"**{escaped(tag(finding), 30)}** {escaped(finding.message)}"


def _folded(title: str, lines: list[str]) -> str:
    if not lines:
        return ""
    inside = "".join(f"- {line.rstrip()}\n" for line in lines)
    return f"<details>\n<summary>{title}：{len(lines)}</summary>\n\n{inside}\n</details>\n"
