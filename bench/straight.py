"""``guiheng check`` straight on the texts of the real plans against the summaries made by hand.

``python bench/straight.py [--plan WORD]`` prints, plan by plan, the findings that reading straight loses (-), adds (+)
or words otherwise (~), and the counts of the checks on both sides. Findings are matched by key, then by rule and
message.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checker.extracting.writing import write_summary
from checker.judging.rulebook import load_rulebook
from checker.judging.session import Session
from checker.loading.plans import LoadedPlan, load_plan, read_plan
from checker.loading.problems import UnusableInput
from checker.model.plan import Plan
from checker.model.result import Finding, PlanResult, Verdict
from checker.report.wording import SEVERITY_WORDS
from checker.running.documents import extracted, given, read_documents, unread

ROOT = Path(__file__).parent.parent


def straight(path: Path, like: Plan) -> LoadedPlan:
    """What the extractor alone makes of a text; title and place are stated where the text does not tell them."""
    document = read_documents([path])
    region = like.region
    above = [part for part in (region.province, region.city, region.name) if part]
    stated = given(region="".join(dict.fromkeys(above)), title=like.title)
    try:
        summary = extracted(document)
    except UnusableInput:
        summary = extracted(document, stated)
    return read_plan(write_summary(unread(summary), [path.name]).encode(), path.name)


def differences(wanted: PlanResult, found: PlanResult) -> Iterator[tuple[str, Finding, Finding | None]]:
    """Lost, extra and differently worded findings."""
    rest = {finding.key: finding for finding in found.findings}
    lost: list[Finding] = []
    for finding in wanted.findings:
        other = rest.pop(finding.key, None)
        if other is None:
            lost.append(finding)
        elif (other.message, other.severity) != (finding.message, finding.severity):
            yield "~", finding, other
    for finding in lost:
        same = next(
            (each for each in rest.values() if (each.rule, each.message) == (finding.rule, finding.message)), None
        )
        if same is None:
            yield "-", finding, None
        else:
            rest.pop(same.key)
    for finding in rest.values():
        yield "+", finding, None


def _said(finding: Finding) -> str:
    return f"{SEVERITY_WORDS[finding.severity]} {finding.rule} {finding.message}"


def _counts(result: PlanResult) -> str:
    checks = Counter(check.verdict for check in result.checks)
    return f"{len(result.findings)} findings; " + ", ".join(f"{verdict.value} {checks[verdict]}" for verdict in Verdict)


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=ROOT.parent / "shared" / "seeds", help="folder of the texts")
    parser.add_argument("--plan", default="", help="only plans with this word in the id")
    options = parser.parse_args()
    session = Session(load_rulebook())
    for path in sorted((ROOT / "plans").glob("*.yaml")):
        by_hand = load_plan(path)
        if options.plan not in by_hand.plan.id or by_hand.plan.source is None:
            continue
        machines = straight(options.sources / by_hand.plan.source.file, by_hand.plan)
        wanted, found = session.check(by_hand), session.check(machines)
        print(f"{by_hand.plan.id}\n  by hand:  {_counts(wanted)}\n  straight: {_counts(found)}")
        undecided = {(c.rule, c.subject): c.reason for c in found.checks if c.verdict is Verdict.UNDECIDED}
        for sign, finding, other in differences(wanted, found):
            print(f"  {sign} {_said(finding)}" + (f"\n    {_said(other)}" if other else ""))
            if sign == "-":
                for reason in {why for (rule, _), why in undecided.items() if rule == finding.rule}:
                    print(f"      (无法判断：{reason})")


if __name__ == "__main__":
    main()
