"""What a summary points at outside itself: a mistyped code or article would silently take a check away."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from checker.facts.documents import DocumentIndex
from checker.facts.tasks import article_number
from checker.facts.vocabulary import Vocabulary, normalised
from checker.loading.plans import LoadedPlan
from checker.loading.problems import suggestion
from checker.model.plan import Citation, Cover, Plan
from checker.model.result import Problem, Route


def dangling(
    loaded: LoadedPlan, known: Mapping[str, Plan], documents: DocumentIndex, vocabulary: Vocabulary
) -> list[Problem]:
    """Codes, articles and documents that are named and are not there; each with its line and what was perhaps meant."""
    return [
        Problem(loaded.file, message, mark.line, mark.column)
        for route, message in _dangling(loaded.plan, known, documents, vocabulary)
        for mark in (loaded.marks.find(route),)
    ]


def _dangling(
    plan: Plan, known: Mapping[str, Plan], documents: DocumentIndex, vocabulary: Vocabulary
) -> Iterator[tuple[Route, str]]:
    coded = [(("indicators", index, "code"), row.code) for index, row in enumerate(plan.indicators)]
    coded += [(("figures", index, "code"), figure.code) for index, figure in enumerate(plan.figures)]
    coded += [(("asks", index, "indicator"), ask.indicator) for index, ask in enumerate(plan.asks)]
    for route, code in coded:
        if code is not None and vocabulary.by_code(code) is None:
            yield route, f"词表里没有指标代码「{code[:40]}」{suggestion(code, vocabulary.codes)}"
    for index, measure in enumerate(plan.measures):
        for position, cover in enumerate(measure.covers):
            numbers = _articles(cover, documents)
            if numbers is not None and plain(article_number(cover) or "") not in map(plain, numbers):
                where = ("measures", index, "covers", position, "article")
                yield where, f"《{(cover.article or '').rpartition('/')[0]}》没有收录这一条（有：{'、'.join(numbers)}）"
    said = {normalised(item.name) for item in plan.indicators} | {normalised(item.indicator) for item in plan.figures}
    for index, measure in enumerate(plan.measures):
        for position, name in enumerate(measure.serves):
            if vocabulary.by_code(name) is None and normalised(name) not in said:
                hint = suggestion(name, [row.name for row in plan.indicators])
                yield ("measures", index, "serves", position), f"指标表和正文都没有指标「{name[:40]}」{hint}"
    for index, ask in enumerate(plan.asks):
        if ask.citation is not None and ask.citation not in known:
            yield (
                ("asks", index, "citation"),
                f"没有 id 为「{ask.citation[:40]}」的文件{suggestion(ask.citation, known)}",
            )


def _articles(cover: Cover, documents: DocumentIndex) -> Sequence[str] | None:
    """The article numbers of the document a cover names; None where the document is not known or has none."""
    title, slash, _ = (cover.article or "").rpartition("/")
    document = documents.find(Citation(title=title, role="mention")) if slash and title else None
    return [article.number for article in document.articles] if document and document.articles else None


def plain(number: str) -> str:
    """An article number for comparison: （一） and (一) are one."""
    return unicodedata.normalize("NFKC", number).replace(" ", "")
