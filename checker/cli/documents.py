"""Documents on the command line: read, taken apart, and as a plan that can be checked at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from checker import resources
from checker.cli.messages import printable
from checker.extracting.extract import extract
from checker.extracting.kinds import no_plan
from checker.extracting.lexicon import Lexicon
from checker.extracting.places import Gazetteer
from checker.extracting.summary import Summary, summarise
from checker.extracting.writing import write_summary
from checker.loading.plans import LoadedPlan, read_plan
from checker.loading.problems import UnusableInput, shortened
from checker.loading.yaml_tree import Marks, read_bytes
from checker.model.result import Problem
from checker.reading.document import Document
from checker.reading.joining import join_documents
from checker.reading.limits import MAX_BYTES
from checker.reading.read import read_document

_NO_LINES = Marks(0, 0)  # a document has no lines of YAML to point at


def read_documents(paths: Iterable[Path]) -> Document:
    """The files as one document; UnusableInput with what is wrong with each of them."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in paths:
        shown = printable(str(path))
        try:
            documents.append(read_document(read_bytes(path, shown=shown, limit=MAX_BYTES), path.name, shown=shown))
        except UnusableInput as unusable:
            problems += unusable.problems
    if problems:
        raise UnusableInput(problems)
    return join_documents(documents)


def extracted(document: Document, given: Mapping[str, Any] | None = None, *, shown: str | None = None) -> Summary:
    """The summary of a document; UnusableInput where it is no plan, or its title or place can't be told."""
    draft = extract(document, Lexicon(resources.rules()))
    if reason := no_plan(draft):
        raise UnusableInput([Problem(shown or document.file, reason)])
    return summarise(draft, given)


def given(*, region: str | None = None, title: str | None = None, id_: str | None = None) -> dict[str, Any]:
    """The keys of a summary's head that options state. UnusableInput."""
    head: dict[str, Any] = {key: value for key, value in (("title", title), ("id", id_)) if value}
    if region:
        place = Gazetteer(Lexicon(resources.rules())).in_title(region, "")
        if place is None:
            raise UnusableInput([Problem("--region", f"不认得{shortened(region)}，请写全，如 浙江省宁波市鄞州区")])
        head["region"] = place.region()
    return head


def plan_of_document(path: Path, shown: str) -> LoadedPlan:
    """A document as a plan ready for checking: its places are those of the document itself."""
    name = path.name
    document = read_documents([path])
    summary = extracted(document, shown=shown)
    loaded = read_plan(write_summary(summary, [name]).encode(), shown)  # the same checks as for a file of one's own
    doubts = len({doubt.route for doubt in summary.doubts})
    note = f"直接从{name}提取，没有经人核对"
    note += f"；{doubts} 处把握不大（用 guiheng extract 列出）" if doubts else ""
    return LoadedPlan(loaded.plan, _NO_LINES, shown, document.sha256, (note, *document.notes))
