"""The text a summary was made from, where it is at hand: every quote must be found in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from checker.loading.plans import LoadedPlan, quote_problems
from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import read_bytes
from checker.model.plan import Source
from checker.model.result import Problem

MAX_TEXT_BYTES = 20_000_000


def verify_source(loaded: LoadedPlan, summary: Path | None, folder: Path | None) -> None:
    """Check the quotes of a summary against its text; UnusableInput where they are not found.

    The text is looked for in ``folder``, else beside the summary, by its bare file name: a path that a summary names
    is never followed. A text that is not at hand, or is no plain text, is not checked.
    """
    source = loaded.plan.source
    path = _find(source, summary, folder) if source else None
    if source is None or path is None:
        return
    content = read_bytes(path, limit=MAX_TEXT_BYTES)
    if source.sha256 and hashlib.sha256(content).hexdigest() != source.sha256:
        mark = loaded.marks.find(("source", "sha256"))
        message = f"{path.name} 不是摘要所据的那一份（sha256 不同）；原文改过的，请重新核对摘要"
        raise UnusableInput([Problem(loaded.file, message, mark.line, mark.column)])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return
    if problems := quote_problems(loaded, text):
        raise UnusableInput(problems)


def _find(source: Source, summary: Path | None, folder: Path | None) -> Path | None:
    """The text file of a source, in the first of the folders that has one of its name."""
    name = Path(source.file.replace("\\", "/")).name
    if not name.endswith(".txt"):
        return None
    for place in (folder, summary.parent if summary else None):
        if place is not None and (place / name).is_file():
            return place / name
    return None
