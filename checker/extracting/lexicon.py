"""The words that the extractor knows: the taxonomy, and the dictionaries of ``rules/extraction``."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from checker.facts.vocabulary import Vocabulary
from checker.loading.problems import UnusableInput
from checker.loading.taxonomy import load_taxonomy
from checker.loading.validation import validate
from checker.loading.yaml_tree import load
from checker.model.base import Strict

M = TypeVar("M", bound=Strict)


class Lexicon(Struct, frozen=True, dict=True):
    """``folder`` is ``rules/``; each dictionary is read when it is first asked for."""

    folder: Path

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Indicators, units, bodies and the words of the four protections."""
        taxonomy, problems = load_taxonomy(self.folder)
        if problems:
            raise UnusableInput(problems)
        return Vocabulary(taxonomy)

    def dictionary(self, name: str, model: type[M]) -> M:
        """The dictionary ``rules/extraction/<name>.yaml``; what it holds is ``model``'s business."""
        path = self.folder / "extraction" / f"{name}.yaml"
        return validate(model, load(path, shown=str(path.relative_to(self.folder.parent))))
