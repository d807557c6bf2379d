"""The documentation site: built, read back, and what is wrong with its pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
from msgspec import Struct

from tests.docs.pages import DOCS, ROOT

_LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
_IN_CSS = re.compile(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")\s;]+)")
_UNREAD = re.compile(r"^(?:[-*] |\d+\. |\||#{1,6} |```)", re.MULTILINE)  # Markdown that stayed Markdown


class Site(Struct, frozen=True):
    """A folder of built pages and what the building said."""

    folder: Path
    said: str = ""

    @property
    def pages(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*.html") if path.name != "404.html")

    def dead_links(self) -> Iterator[str]:
        """Links and embedded files that lead nowhere, and anchors that no page has."""
        anchors = {path: _ids(path) for path in self.pages}
        for page in self.pages:
            for target in _targets(page):
                parts = urlsplit(target)
                if parts.scheme or parts.netloc:
                    continue
                where = (page.parent / unquote(parts.path)).resolve() if parts.path else page
                where = where / "index.html" if where.is_dir() and (where / "index.html").exists() else where
                if not where.is_file() and not (where.is_dir() and where.name == "schema"):
                    yield f"{page.name}: {target}"
                elif parts.fragment and unquote(parts.fragment) not in anchors.get(where, set()):
                    yield f"{page.name}: {target}"

    def from_elsewhere(self) -> Iterator[str]:
        """What the pages and their styles would fetch from another machine."""
        for page in self.pages:
            root = _root(page)
            for tag, attribute in _LOADED.items():
                for element in root.iter(tag):
                    target = element.get(attribute) or ""
                    if element.get("rel") != "canonical" and (urlsplit(target).netloc or urlsplit(target).scheme):
                        yield f"{page.name}: {target}"
        for style in self.folder.rglob("*.css"):
            yield from (f"{style.name}: {found}" for found in _IN_CSS.findall(style.read_text(encoding="utf-8")))

    def unread(self) -> Iterator[str]:
        """Lists, tables and blocks of the source that the builder took for running text."""
        for page in self.pages:
            for paragraph in _root(page).findall(".//article//p"):
                text = _own_text(paragraph)
                found = _UNREAD.search(text)
                if found:
                    yield f"{page.name}: {text[found.start() :][:60]}"


def _root(page: Path) -> Any:
    return lxml.html.document_fromstring(page.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))


def _own_text(element: Any) -> str:
    """The text outside of the elements within, each of which is one sign."""
    return (element.text or "") + "".join(f"\0{child.tail or ''}" for child in element)


def _targets(page: Path) -> set[str]:
    root = _root(page)
    found = {element.get(name) for name in ("href", "src") for element in root.xpath(f"//*[@{name}]")}
    return {target for target in found if target}


def _ids(page: Path) -> set[str]:
    root = _root(page)
    return {str(found) for found in root.xpath("//@id | //a/@name")}


def configuration() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    return project


def build(folder: Path) -> Site:
    """The site of this checkout, built strictly below ``folder``."""
    shutil.copy(ROOT / "zensical.toml", folder)
    shutil.copytree(DOCS, folder / "docs")
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(folder / "site", done.stdout + done.stderr)
