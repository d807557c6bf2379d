"""Documents as inputs: read, taken apart, and as a plan that can be checked at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from checker import resources
from checker.extracting.extract import extract
from checker.extracting.kinds import kind_named, no_plan
from checker.extracting.lexicon import Lexicon
from checker.extracting.parts import Draft
from checker.extracting.places import Gazetteer
from checker.extracting.summary import summarise, unplaced
from checker.extracting.writing import write_summary
from checker.loading.plans import LoadedPlan, read_plan
from checker.loading.problems import UnusableInput, shortened
from checker.loading.shown import printable
from checker.loading.yaml_tree import Marks, read_bytes
from checker.model.extraction import Summary
from checker.model.plan import ID
from checker.model.result import Problem
from checker.reading.document import Document
from checker.reading.joining import join_documents
from checker.reading.limits import MAX_BYTES
from checker.reading.read import read_document
from checker.running.telling import SILENT, Teller

_LARGE = 2_000_000  # bytes of a file, and characters of a text, that take more than a moment
_LONG = 100_000
_NATION = ("全国", "国家", "中国")
_NO_LINES = Marks(0, 0)  # a document has no lines of YAML to point at


def lexicon() -> Lexicon:
    """The words that the extractor knows."""
    return Lexicon(resources.rules())


def read_documents(paths: Iterable[Path], teller: Teller = SILENT) -> Document:
    """The files as one document; UnusableInput with what is wrong with each of them."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in paths:
        shown = printable(str(path))
        with suppress(OSError):
            if (size := path.stat().st_size) > _LARGE:
                teller.progress(f"正在读 {shown}（{size / 1_000_000:.0f} MB）")
        try:
            documents.append(read_document(read_bytes(path, shown=shown, limit=MAX_BYTES), path.name, shown=shown))
        except UnusableInput as unusable:
            problems += unusable.problems
    if problems:
        raise UnusableInput(problems)
    return join_documents(documents)


def extracted(
    document: Document,
    given: Mapping[str, Any] | None = None,
    *,
    known: Mapping[str, Any] | None = None,
    way: str = "请",
    teller: Teller = SILENT,
) -> Summary:
    """The summary of a document; UnusableInput where it is no plan, or its title or place can't be told.

    ``known`` are a title and place for a document that says none, ``way`` begins the sentence that tells where to
    state a title.
    """
    if len(document.text) > _LONG:
        teller.progress(f"正在提取（{len(document.text) / 10_000:.0f} 万字）")
    draft = extract(document, lexicon())
    if reason := no_plan(draft):
        raise UnusableInput([Problem(_named(document), reason)])
    return summarise(draft, _settled(given, draft), known=known, way=way)


def _settled(given: Mapping[str, Any] | None, draft: Draft) -> dict[str, Any]:
    """What a person stated, with the level of the place where only the text can tell it. UnusableInput."""
    head = dict(given or {})
    if "region" not in head:
        return head
    head["region"] = Gazetteer(lexicon()).settled(head["region"], draft.text.even)
    if wrong := unplaced(head["region"]):
        either = "：是县级市的，请连同所在的市写全" if head["region"]["name"].endswith("市") else "，请写全"
        raise UnusableInput([Problem("--region", f"看不出{wrong}{either}，如 浙江省宁波市鄞州区")])
    return head


def _named(document: Document) -> str:
    return "、".join(part.file for part in document.parts) or document.file


def given(*, region: str | None = None, title: str | None = None, id_: str | None = None) -> dict[str, Any]:
    """The keys of a summary's head that options state. UnusableInput."""
    head: dict[str, Any] = {key: value for key, value in (("title", title), ("id", id_)) if value}
    if title and (kind := kind_named(title)):
        head["kind"] = kind
    if id_ and not re.fullmatch(ID, id_):
        raise UnusableInput([Problem("--id", f"{shortened(id_)}不能用作 id：只用小写字母、数字和连字符，3 个以上")])
    if region in _NATION:
        head["region"] = {"name": "全国", "level": "nation"}
    elif region:
        place = Gazetteer(lexicon()).stated(region)
        if place is None:
            raise UnusableInput([Problem("--region", f"不认得{shortened(region)}，请写全，如 浙江省宁波市鄞州区")])
        if not place.province and (wrong := unplaced(place.region())):
            raise UnusableInput([Problem("--region", f"看不出{wrong}，请写全，如 浙江省宁波市鄞州区")])
        head["region"] = place.region()
    return head


def unread(summary: Summary) -> Summary:
    """What nobody will look over: which indicators a task works for is found too seldom to say that none does."""
    plan = summary.plan
    measures = tuple(replace(measure, serves=()) for measure in plan.measures)
    source = replace(plan.source, unread=True) if plan.source else None
    sources = tuple(replace(each, unread=True) for each in plan.sources)
    return replace(summary, plan=replace(plan, measures=measures, source=source, sources=sources))


def plan_of_document(
    path: Path, shown: str, given: Mapping[str, Any] | None = None, teller: Teller = SILENT
) -> LoadedPlan:
    """A document as a plan ready for checking: its places are those of the document itself. ``given``: its head."""
    name = path.name
    document = read_documents([path], teller)
    try:
        summary = extracted(document, given, way="请先用 guiheng extract 提取，并", teller=teller)
    except UnusableInput as unusable:
        raise UnusableInput([replace(problem, file=shown) for problem in unusable.problems]) from None
    # the same checks as for a file of one's own
    loaded = read_plan(write_summary(unread(summary), [name]).encode(), shown)
    doubts = len({doubt.route for doubt in summary.doubts})
    note = f"直接从{name}提取，没有经人核对"
    note += f"；{doubts} 处把握不大（用 guiheng extract 列出）" if doubts else ""
    return LoadedPlan(loaded.plan, _NO_LINES, shown, document.sha256, (note, *document.notes))
