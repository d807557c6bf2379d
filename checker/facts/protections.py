"""Facts about the four protections: which tasks carry out what the parents say of each, and of each article."""

from __future__ import annotations

from collections.abc import Sequence

from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.tasks import article_number
from checker.facts.upper import SURENESS
from checker.facts.vocabulary import Vocabulary, normalised
from checker.facts.writer import FactWriter
from checker.loading.plans import LoadedPlan
from checker.model.plan import Article, Cover, Plan
from checker.model.result import Clause


def protection_heading(parent: Plan, protection: str, vocabulary: Vocabulary) -> str:
    """The heading under which an upper document asks for a protection; "" when none names it."""
    titles = (section.title for section in parent.sections)
    return next((title for title in titles if vocabulary.names_protection(protection, title)), "")


def _span(numbers: Sequence[str]) -> str:
    """The numbers of some articles in short: （一）—（四）, or each of them where they say which part of an article."""
    if all(number.endswith("）") for number in numbers):
        return "—".join(dict.fromkeys((numbers[0], numbers[-1])))
    return "、".join(numbers)


def protection_sources(plan: Plan, parents: Sequence[Plan]) -> list[Plan]:
    """The parents that have articles of the protections: those that the covers name, then the others, nearest first."""
    covers = [cover.article for measure in plan.measures for cover in measure.covers if cover.article]
    named = {normalised(article.rpartition("/")[0]) for article in covers}
    having = [parent for parent in parents if any(article.protection for article in parent.articles)]
    return sorted(having, key=lambda parent: named.isdisjoint(_names(parent)))


def _names(document: Plan) -> set[str]:
    return {normalised(name) for name in (document.id, document.title, document.short, *document.aka) if name}


def protection_facts(loaded: LoadedPlan, parents: Sequence[Plan], vocabulary: Vocabulary, writer: FactWriter) -> None:
    """Measure what the tasks do for each protection of the parents, and for each of its articles."""
    seen: set[str] = set()
    slogans = {slogan.protection for slogan in loaded.plan.slogans}
    slogans |= {
        cover.protection for measure in loaded.plan.measures for cover in measure.covers if cover.strength == "slogan"
    }
    for parent in protection_sources(loaded.plan, parents):
        for name in dict.fromkeys(article.protection for article in parent.articles if article.protection):
            if name in seen:
                continue
            seen.add(name)
            articles = [article for article in parent.articles if article.protection == name]
            numbers = [article.number for article in articles]
            sure = min((article.confidence for article in articles), key=SURENESS.__getitem__)
            heading = protection_heading(parent, name, vocabulary)
            quote = heading or articles[0].quote or ""
            clause = Clause(parent.id, parent.title, parent.number or "", _span(numbers), quote, "", sure)
            values: dict[str, Value] = {
                "name": name,
                "goal": heading or name,
                "document": parent.id,
                "has_slogan": name in slogans,
                **_weight(loaded.plan, name),
            }
            slogan = next((i for i, s in enumerate(loaded.plan.slogans) if s.protection == name), None)
            if slogan is not None:
                where = places(loaded, ("slogans", slogan), name, loaded.plan.slogans[slogan].at)
            else:
                where = places(loaded, ("measures",), "各项任务")
            writer.add("protection", f"protection:{name}", name, values, places=where, clause=clause)
            _articles(loaded, parent, name, articles, writer)


def _weight(plan: Plan, protection: str) -> dict[str, Value]:
    """How much the measures do for a protection: with concrete actions and in how many places, or in passing."""
    done: list[list[Cover]] = []
    thin = 0
    for measure in plan.measures:
        covers = [cover for cover in measure.covers if cover.protection == protection]
        actions = [cover for cover in covers if cover.strength == "task"]
        done += [actions] if actions else []
        thin += not actions and any(cover.strength == "thin" for cover in covers)
    return {"task_count": len(done), "place_count": sum(map(_place_count, done)), "thin_count": thin}


def _place_count(covers: Sequence[Cover]) -> int:
    """In how many places of one measure: the same words may stand for several articles."""
    said = {(at.offset, at.quote) for cover in covers for at in cover.at}
    return len(said) + sum(not cover.at for cover in covers)


def _articles(
    loaded: LoadedPlan, parent: Plan, protection: str, articles: Sequence[Article], writer: FactWriter
) -> None:
    """Each article of a protection. Whether the protection has a task at all says which of two rules speaks."""
    covers = [cover for measure in loaded.plan.measures for cover in measure.covers]
    has_task = any(cover.protection == protection and cover.strength == "task" for cover in covers)
    touched = {article_number(cover) for cover in covers}
    for article in articles:
        values: dict[str, Value] = {
            "document": parent.id,
            "number": article.number,
            "title": article.title,
            "protection": protection,
            "is_touched": article.number in touched,
            "is_inferred": article.confidence == "derived",
            "protection_has_task": has_task,
        }
        clause = Clause(
            parent.id, parent.title, parent.number or "", article.number, article.title, "", article.confidence
        )
        label = f"{article.number}{article.title}"
        where = places(loaded, ("measures",), "各项任务")
        writer.add("article", f"article:{parent.id}:{article.number}", label, values, places=where, clause=clause)
