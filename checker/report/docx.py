"""Word: the 审查意见 of one plan, a table for the drafters to answer. The same result gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.model.result import Clause, Finding, Place, PlanResult, Result, Verdict
from checker.report.checks import ReasonGroup, manual, not_applicable, undecided
from checker.report.docx_parts import Paper, Part, plain, strong
from checker.report.findings import FindingView, view_findings
from checker.report.imprint import Imprint
from checker.report.ready import ready
from checker.report.source import Source
from checker.report.view import sentence
from checker.report.wording import SEVERITY_WORDS, WAIVER_STATUS, brief_clause, cut_lists, doubt, kind, stage, titled

COLUMNS = ("序号", "条款/位置\n（页、段）", "规划原文", "意见", "依据", "修改建议", "采纳情况")
_WIDTHS = (14, 34, 50, 54, 49, 37, 19)  # millimetres; together what an A4 page on its side has between its margins
_LEFT_COLUMNS = ("序号", "事项", "为什么不能判断", "核实结论")
_LEFT_WIDTHS = (14, 111, 90, 42)
_MANUAL_COLUMNS = ("序号", "核查事项", "结论", "核查人、日期")
_MANUAL_WIDTHS = (14, 127, 70, 46)
_BOX = "□"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
_PLACES = len(_CIRCLED)
_SUBJECTS = 8
_TITLES = 6
_WAIVERS = 30
_QUOTE = 200
_LONG = 800  # characters of one text; longer ones are no text of a plan
_INTERNAL = "规划自身的文字，不涉及上位文件"


def render_docx(
    result: Result, plan: PlanResult, *, source: Source | None = None, imprint: Imprint | None = None
) -> bytes:
    """The opinion on one plan; ``source`` has the headings by which a place is named."""
    whose, text = imprint or Imprint(), source or Source()
    paper = Paper(f"{titled(plan.title)}审查意见", whose.issuer)
    _head(paper, plan, whose)
    findings = view_findings(plan.findings, plan.rules, text)
    paper.paragraph(strong(f"总的意见：{ready(plan)}。"), plain(sentence(plan, findings)))
    opened = [view for view in findings.all if view.finding.state == "open"]
    paper.heading("一、具体意见")
    if opened:
        paper.table(COLUMNS, _WIDTHS, (_opinion(view, text) for view in opened))
    else:
        paper.paragraph(plain("没有须提出的具体意见。这只说明已作判断的检查项没有发现问题。"))
    _undecided(paper, undecided(plan))
    _manual(paper, plan)
    _notes(paper, result, plan, whose)
    return paper.bytes()


def _head(paper: Paper, plan: PlanResult, whose: Imprint) -> None:
    if plan.parents:
        above = "；".join(
            f"{titled(parent.title)}{f'（{parent.number}）' if parent.number else ''}" for parent in plan.parents
        )
    else:
        above = "没有找到可对照的上位文件，只检查了规划自身"
    rows = [
        ("规划", titled(plan.title)),
        ("文种与阶段", " · ".join(filter(None, (kind(plan.kind), stage(plan.stage))))),
        ("对照的上位文件", above),
        ("审查单位", whose.issuer),
        ("审查日期", "　　　　年　　月　　日"),
    ]
    paper.facts([(name, _short(value)) for name, value in rows])


def _opinion(view: FindingView, source: Source) -> list[list[Part]]:
    """One row of the table; the last cell is the drafters'."""
    finding = view.finding
    word = SEVERITY_WORDS[finding.severity]
    return [
        [plain(str(view.number))],
        _positions(finding, source),
        [plain(line) for line in _quotes(finding)],
        [strong(f"【{word}】{_short(finding.message)}"), *([plain(_short(finding.why))] if finding.why else [])],
        [plain(line) for line in _basis(finding.basis)],
        [plain(_short(finding.fix))],
        [],
    ]


def _positions(finding: Finding, source: Source) -> list[Part]:
    """Where a finding stands in the plan's own text, as its drafters count: chapter, page, paragraph."""
    places = finding.places[:_PLACES]
    if len(places) == 1:
        parts = [plain(_chapter(places[0], source)), plain(_short(places[0].label, 60)), plain(_counted(places[0]))]
        return [part for part in parts if part.text]
    parts = []
    for mark, place in _marked(places):
        chapter, counted = _chapter(place, source, brief=True), _counted(place)
        parts.append(plain(f"{mark}{chapter}{counted or (chapter and '部分') or _short(place.label, 60)}"))
    if len(finding.places) > _PLACES:
        parts.append(plain(f"等 {len(finding.places)} 处"))
    return parts


def _chapter(place: Place, source: Source, *, brief: bool = False) -> str:
    """The title of the chapter that a place stands in, or only its number."""
    index = source.chapter(place)
    if index is None:
        return ""
    title = source.chapters[index].title
    number, mark, _ = title.partition("、")
    return f"{number}、" if brief and mark and len(number) <= 3 else _short(title, 30)


def _marked(places: Sequence[Place]) -> Iterable[tuple[str, Place]]:
    """The first places; ①, ② … where there are several, so that a position finds its quote."""
    marks: Sequence[str] = _CIRCLED if len(places) > 1 else ("",)
    return zip(marks, places, strict=False)


def _counted(place: Place) -> str:
    page = f"第{place.page}页" if place.page is not None else ""
    if place.paragraph is not None:
        return f"{page}第{place.paragraph}段"
    return page or (f"第{place.offset + 1}字" if place.offset is not None else "")


def _quotes(finding: Finding) -> Iterator[str]:
    for mark, place in _marked(finding.places):
        if place.quote:
            yield f"{mark}“{_short(place.quote, _QUOTE)}”"
    for place in dict.fromkeys(finding.related[:_PLACES]):
        quote = f"“{_short(place.quote, _QUOTE)}”" if place.quote else ""
        counted = _counted(place)
        yield f"对照：{_short(place.label, 60)}{f'（{counted}）' if counted else ''}{quote}"


def _basis(clauses: Sequence[Clause]) -> Iterator[str]:
    for clause in clauses:
        quote = f"：“{_short(clause.quote, _QUOTE)}”" if clause.quote else ""
        marks = "，".join(mark for mark in (clause.strength, doubt(clause.confidence)) if mark)
        yield f"{_short(brief_clause(clause))}{quote}{f'（{marks}）' if marks else ''}"
    if not clauses:
        yield _INTERNAL


def _undecided(paper: Paper, groups: Sequence[ReasonGroup]) -> None:
    count = sum(group.count for group in groups)
    paper.heading(f"二、无法判断的事项（{count} 项）")
    if not groups:
        paper.paragraph(plain("没有。"))
        return
    paper.paragraph(plain("材料或口径不足，机器不下结论；请核实后在方框内勾选。"))
    rows = [
        [
            [plain(str(number))],
            [plain(f"{rule.title}：{_subjects(check.subject for check in rule.checks)}") for rule in group.rules],
            [plain(_short(group.reason))],
            [plain(f"{_BOX}没有问题"), plain(f"{_BOX}须修改"), plain(f"{_BOX}再核实")],
        ]
        for number, group in enumerate(groups, start=1)
    ]
    paper.table(_LEFT_COLUMNS, _LEFT_WIDTHS, rows)


def _subjects(subjects: Iterable[str]) -> str:
    named = list(dict.fromkeys(filter(None, subjects)))
    return _short("、".join(named[:_SUBJECTS])) + (f"等 {len(named)} 项" if len(named) > _SUBJECTS else "")


def _manual(paper: Paper, plan: PlanResult) -> None:
    items = manual(plan)
    paper.heading(f"三、人工核查的事项（{len(items)} 项）")
    if not items:
        paper.paragraph(plain("没有。"))
        return
    rows = []
    for number, item in enumerate(items, start=1):
        said = [each for each in (item.check.subject, item.check.reason) if each and each != item.title]
        what = [strong(_short(item.title)), *(plain(_short(each)) for each in said)]
        rows.append([[plain(str(number))], what, [plain(f"{_BOX}符合　{_BOX}不符合　{_BOX}不适用")], []])
    paper.table(_MANUAL_COLUMNS, _MANUAL_WIDTHS, rows)


def _notes(paper: Paper, result: Result, plan: PlanResult, whose: Imprint) -> None:
    """What this opinion does not say, and who says the rest."""
    paper.heading("四、说明")
    passed, idle = plan.counts.get(Verdict.PASS, 0), not_applicable(plan)
    lines = [
        f"没有列出的：已检查而符合的 {passed} 项；{sum(len(group.rules) for group in idle)} 条规则不适用于本规划。"
    ]
    lines += [f"　　不适用：{_short(group.reason)}（{_titles(group)}）。" for group in idle]
    if plan.cut:
        lines.append(
            f"所给文本不完整：{_short(cut_lists(plan.cut))}没有录全。意见中的“未见”“没有”指所给文本，不等于规划没有。"
        )
    lines += [f"{_short(note)}。" for note in plan.notes]
    lines += _decided(plan)
    lines.append("依据注明“来源待核”的只在一个来源见到，注明“推算”的由其他数值算出，使用前请与正式文本核对。")
    lines.append("“第…字”从所据文本的开头数起，标点和空格也算。本意见只比较文字与数字，不评价规划的优劣。")
    for line in lines:
        paper.paragraph(plain(line))
    if whose.closing:
        paper.paragraph(plain(_short(whose.closing)))
    paper.signature(_short(whose.issuer), "　　　　年　　月　　日")
    source = f"；原文 {plan.source_file} SHA-256 {plan.source_sha256[:12]}" if plan.source_sha256 else ""
    paper.small(
        f"规衡 {result.run.version}，{result.run.rules} 条规则；摘要 {plan.file} SHA-256 {plan.sha256[:12]}{source}"
    )


def _decided(plan: PlanResult) -> Iterator[str]:
    """What was accepted, by whom, why and until when; the waivers that do nothing; how many are of the baseline."""
    uses = [(finding.message, finding.waiver) for finding in plan.findings if finding.state == "waived"]
    idle = [(f"{use.rule} {use.where}".rstrip(), use) for use in plan.waivers if use.status not in {"used", "skipped"}]
    if uses:
        yield f"已豁免的 {len(uses)} 处问题没有列在上面："
    for what, use in [*uses, *idle][:_WAIVERS]:
        if use is not None:
            said = f"{WAIVER_STATUS[use.status]}：{use.reason}（{use.owner}，至 {use.expires}）"
            yield f"　　{_short(what)}——{_short(said)}。"
    if (more := len(uses) + len(idle) - _WAIVERS) > 0:
        yield f"　　另有 {more} 条豁免没有列出。"
    if old := sum(finding.state == "baselined" for finding in plan.findings):
        yield f"属基线的 {old} 处旧问题没有列出。"


def _titles(group: ReasonGroup) -> str:
    titles = list(dict.fromkeys(rule.title or rule.rule for rule in group.rules))
    return "、".join(titles[:_TITLES]) + (f"等 {len(titles)} 条规则" if len(titles) > _TITLES else "")


def _short(text: str, limit: int = _LONG) -> str:
    return text if len(text) <= limit else text[:limit] + "…"
