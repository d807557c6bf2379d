"""The documents a summary was made from, where they are at hand: every quote must be found in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from checker.loading.plans import LoadedPlan, quote_problems
from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import read_bytes
from checker.model.plan import Plan, Source
from checker.model.result import Problem, Route
from checker.reading.document import Document
from checker.reading.joining import join_documents
from checker.reading.limits import MAX_BYTES
from checker.reading.read import SUFFIXES, read_document


def verify_source(
    loaded: LoadedPlan,
    summary: Path | None,
    folder: Path | None,
    read: Callable[[bytes, str], Document] = read_document,
) -> Document | None:
    """Check the quotes of a summary against its document and give that; UnusableInput where they are not found.

    The document is looked for in ``folder``, else beside the summary, by its bare file name: a path that a summary
    names is never followed. One that is not at hand, or that can't be read, is not checked (None). A summary of several
    documents is checked where all of them are at hand, as one text. ``read`` makes a document of bytes and a file name.
    """
    documents: list[Document] = []
    for source, route in zip(loaded.plan.origins, _routes(loaded.plan), strict=True):
        path = find_source(source, summary, folder)
        if path is None:
            return None
        content = _content(path, source)
        if source.sha256 not in (None, _hash(content)):
            mark = loaded.marks.find((*route, "sha256"))
            message = f"{path.name} 不是摘要所据的那一份（sha256 不同）；原文改过的，请重新核对摘要"
            raise UnusableInput([Problem(loaded.file, message, mark.line, mark.column)])
        try:
            documents.append(read(content, path.name))
        except UnusableInput:
            return None
    if not documents:
        return None
    document = join_documents(documents)
    if problems := quote_problems(loaded, document.text):
        raise UnusableInput(problems)
    return document


def source_document(
    plan: Plan,
    summary: Path | None,
    folder: Path | None,
    read: Callable[[bytes, str], Document] = read_document,
) -> Document | None:
    """The document that a summary was made from, unchanged; None where it is not at hand or can't be read."""
    documents: list[Document] = []
    for source in plan.origins:
        path = find_source(source, summary, folder)
        if path is None:
            return None
        try:
            document = read(_content(path, source), path.name)
        except UnusableInput:
            return None
        if source.sha256 not in (None, document.sha256):
            return None
        documents.append(document)
    return join_documents(documents) if documents else None


def _content(path: Path, source: Source) -> bytes:
    """What is in the file; where git on Windows changed the line ends of a text and nothing else, what was in it."""
    content = read_bytes(path, limit=MAX_BYTES)
    if source.sha256 in (None, _hash(content)):
        return content
    even = content.replace(b"\r\n", b"\n")
    return next((each for each in (even, even.replace(b"\n", b"\r\n")) if _hash(each) == source.sha256), content)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _routes(plan: Plan) -> list[Route]:
    """Where each of the documents of a summary stands in it."""
    single: list[Route] = [("source",)] if plan.source else []
    return [*single, *(("sources", index) for index in range(len(plan.sources)))]


def find_source(source: Source, summary: Path | None, folder: Path | None) -> Path | None:
    """The document of a source, in the first of the folders that has one of its name."""
    name = Path(source.file.replace("\\", "/")).name
    if not name.lower().endswith(SUFFIXES):
        return None
    for place in (folder, summary.parent if summary else None):
        if place is not None and (place / name).is_file():
            return place / name
    return None
