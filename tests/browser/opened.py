"""An open page, and what it asked for and complained about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Opened:
    """A page in the browser; ``requests`` and ``faults`` are gathered while it is used."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.url = path.as_uri()
        self.requests: set[str] = set()
        self.faults: list[str] = []
        page.on("request", lambda request: self.requests.add(request.url.split("#")[0]))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)

    def go(self, fragment: str) -> None:
        """Load the page at ``fragment``."""
        self.page.goto(self.url + (f"#{fragment}" if fragment else ""))

    def all(self, selector: str) -> Locator:
        """Every element of a selector."""
        return self.page.locator(selector)

    def seen(self, selector: str) -> list[str]:
        """The ids of the elements of a selector that can be seen."""
        ids: list[str] = self.page.eval_on_selector_all(
            selector, "all => all.filter(e => e.checkVisibility()).map(e => e.id)"
        )
        return ids

    def focus(self) -> str:
        """The id of the element that has the focus."""
        name: str = self.page.evaluate("document.activeElement.id")
        return name

    def in_view(self, name: str) -> bool:
        """Whether the element with this id begins inside the window."""
        inside: bool = self.page.evaluate(
            "id => { const r = document.getElementById(id).getBoundingClientRect();"
            " return r.top >= -1 && r.top < innerHeight; }",
            name,
        )
        return inside
