"""Which targets have a number, in the tables and in the text, and for which year."""

from __future__ import annotations

from checker.facts.fact import Value
from checker.facts.placement import Layout
from checker.facts.places import places
from checker.facts.statements import Statement
from checker.facts.vocabulary import Vocabulary
from checker.facts.writer import FactWriter, code_of, figure_topic, topic
from checker.loading.plans import LoadedPlan
from checker.model.result import Place


def target_facts(loaded: LoadedPlan, stated: list[Statement], vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure the one fact of kind ``targets``."""
    plan = loaded.plan
    layout = Layout(plan)
    end = plan.period.end if plan.period else None
    goals = [each for each in stated if each.role == "target"]
    rows = {
        topic(code_of(row, row.name, vocabulary), row.name) for row in plan.indicators if row.final_target is not None
    }
    in_text = {
        topic(code_of(figure, figure.indicator, vocabulary), figure.indicator)
        for figure in plan.figures
        if figure.role == "target"
    }
    values: dict[str, Value] = {
        "figures": len(plan.figures),
        "rows": sum(each.in_table for each in goals),
        "goals": sum(not each.in_table for each in goals),
        "set_goals": sum(not each.in_table and not layout.is_after_goals(each.at) for each in goals),
        "topics": len({figure_topic(figure, vocabulary) for figure in plan.figures if figure.role == "target"}),
        "rows_in_text": len(rows & in_text),
        "at_end": sum(each.year == end for each in goals),
        "before_end": sum(bool(end and each.year and each.year < end) for each in goals),
    }
    writer.add("targets", "targets", "各项目标", values, places=_places(loaded))


def _places(loaded: LoadedPlan) -> tuple[Place, ...]:
    """The heading of the goals, else the title."""
    for index, section in enumerate(loaded.plan.sections):
        if section.role == "goals" and section.in_ == "body":
            return places(loaded, ("sections", index), f"标题「{section.title}」", section.at)
    return places(loaded, ("title",), loaded.plan.title)
