"""Facts about the documents that a plan names."""

from __future__ import annotations

import re
import unicodedata

from checker.facts.documents import DocumentIndex
from checker.facts.fact import Value
from checker.facts.places import places
from checker.facts.vocabulary import normalised
from checker.facts.writer import FactWriter, dates
from checker.loading.plans import LoadedPlan
from checker.model.plan import Citation, Plan

_GOOD_NUMBER = re.compile(r"[^\s〔〕]+〔(?:19|20)\d{2}〕[1-9]\d*号|[^\s〔〕\d]+令第[1-9]\d*号")  # 国务院令第801号
_ORGAN = re.compile(r"(\w+?)(?:明?发|字|函|令)?[〔\[(（【]?(?:19|20)\d{2}")
_LETTERS_OF_KIND = "发字函"
_NOTICES = ("通知", "函", "决定", "公告", "批复", "令", "命令", "通报", "请示", "报告")
_ONE_YEAR = re.compile(r"(?<![—\-–－至到~\d])((?:19|20)\d{2})年度?(?!前|以前|底|以来|[—\-–－至~])")
_LIKE_NUMBER = re.compile(r".+\D(?:19|20)\d{2}[^\d第]?\d+号")


def citation_facts(loaded: LoadedPlan, documents: DocumentIndex, writer: FactWriter) -> None:
    """Measure every citation."""
    for index, citation in enumerate(loaded.plan.citations):
        _citation(loaded, index, citation, documents, writer)


def _citation(loaded: LoadedPlan, index: int, citation: Citation, documents: DocumentIndex, writer: FactWriter) -> None:
    document = documents.find(citation, loaded.plan.region)
    public = (document.published or document.issued) if document else None
    before = public.day_before() if public else None
    ended = _ended(document, loaded.plan)
    values: dict[str, Value] = {
        "title": citation.title,
        "number": citation.number,
        "number_form": _number_form(citation.number),
        "role": citation.role,
        "issuer": citation.issuer,
        "organ": _organ(citation.number),
        "lacks_notice": "关于印发" in citation.title and not normalised(citation.title).endswith(_NOTICES),
        "only_year": _only_year(citation.title),
        "lacks_party": _lacks_party(citation, loaded.plan),
        "document": document.id if document else None,
        "public": public,
        "last_unpublished": before,
        "ended": ended,
    }
    label = f"引用《{citation.title}》"
    where = places(loaded, ("citations", index), label, citation.at)
    key = f"citation:{document.id if document else normalised(citation.title)}"
    display = dates(public=public, last_unpublished=before)
    writer.add("citation", key, label, values, shown=display, places=where, review=citation.review)


def _number_form(number: str | None) -> str:
    """``""`` no number, ``good`` as GB/T 9704 wants it, ``brackets`` other brackets, ``other`` something else."""
    if number is None:
        return ""
    text = re.sub(r"\s", "", unicodedata.normalize("NFC", number))
    if _GOOD_NUMBER.fullmatch(text):
        return "good"
    return "brackets" if _LIKE_NUMBER.fullmatch(text) else "other"


def _organ(number: str | None) -> str | None:
    """The organ in a 文号 without the letters that say the kind of paper: 临政办 of 临政办发〔2021〕11号.

    None where the kind stands in the middle (国知发运字): what is organ there and what is kind can't be told.
    """
    found = _ORGAN.match(unicodedata.normalize("NFKC", number or "").replace(" ", ""))
    return found[1] if found and not any(letter in found[1] for letter in _LETTERS_OF_KIND) else None


def _only_year(title: str) -> int | None:
    """The year of a document that is for one year alone, as its title says: a plan, its main points, its list."""
    text = unicodedata.normalize("NFKC", title)
    if not re.search(r"(?:计划|要点|安排|任务清单)(?:的通知)?$", text.strip("》")):
        return None
    years = re.findall(r"(?:19|20)\d{2}", text)
    found = _ONE_YEAR.search(text)
    return int(found[1]) if found and len(years) == 1 else None


def _lacks_party(citation: Citation, plan: Plan) -> bool:
    """Whether a Party committee of the plan's place, city or province is named without 中共 before it."""
    printed = f"{citation.issuer or ''} {citation.title}"
    names = [f"{place}委" for place in (plan.region.name, plan.region.city, plan.region.province) if place]
    return any(name in printed.replace(f"中共{name}", "").replace(f"{name}员", "") for name in names)


def _ended(document: Plan | None, plan: Plan) -> str | None:
    """Since when a document was no longer in force before the plan came out; None where it was, or nobody knows."""
    status = document.status if document else None
    if status is None or status.state == "in_force" or status.since is None or status.since.last is None:
        return None
    if plan.issued is None or plan.issued.first is None or plan.issued.first <= status.since.last:
        return None
    return str(status.since)
