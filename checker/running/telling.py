"""What a run has to say while it goes on, for whoever listens."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.result import Problem


class Teller:
    """Listens and says nothing; the command line, an editor or a program puts its own in place."""

    def note(self, message: str) -> None:
        """Something worth knowing about the run, in Chinese."""

    def progress(self, message: str) -> None:
        """What is going on, for somebody who waits."""

    def problems(self, problems: Sequence[Problem]) -> None:
        """Inputs that can't be used, told as soon as they are met."""


SILENT = Teller()
