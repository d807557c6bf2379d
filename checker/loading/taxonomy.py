"""The vocabulary of ``rules/taxonomy``, merged from its files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checker.loading.problems import UnusableInput
from checker.loading.validation import validate
from checker.loading.yaml_tree import load
from checker.model.result import Problem
from checker.model.taxonomy import Taxonomy


def load_taxonomy(folder: Path) -> tuple[Taxonomy, list[Problem]]:
    """The taxonomy of the rules in ``folder``, with all that is wrong with its files."""
    parts: list[Taxonomy] = []
    problems: list[Problem] = []
    for path in sorted((folder / "taxonomy").rglob("*.yaml")):
        try:
            parts.append(validate(Taxonomy, load(path, shown=str(path.relative_to(folder.parent)))))
        except UnusableInput as unusable:
            problems += unusable.problems
    merged: dict[str, Any] = {
        field: tuple(term for part in parts for term in getattr(part, field)) for field in Taxonomy.__struct_fields__
    }
    whole = Taxonomy(**merged)
    return whole, problems + [Problem(f"{folder.name}/taxonomy", each) for each in whole.disagreements()]
