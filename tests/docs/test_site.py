"""The documentation site: built without a warning, whole by itself, and searched in Chinese from a folder on disk."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from tests.browser.conftest import browser as browser  # noqa: PLC0414  # a fixture
from tests.docs.pages import DOCS
from tests.docs.site import Site, build, configuration

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

SEARCHED = {
    "发明专利": {"glossary.html#发明专利"},
    "严保护": {"glossary.html#严保护", "rules/COV001.html"},
    "豁免": {"glossary.html#豁免", "configuration.html"},
    "TGT003": {"rules/TGT003.html"},
}
SHOWN = ("index", "guides/drafting", "rules/TGT003", "outlines", "configuration")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    pytest.importorskip("zensical", reason="the site is built with zensical (pip install -e '.[docs]')")
    return build(tmp_path_factory.mktemp("site"))


def test_the_site_is_whole(site: Site) -> None:
    assert "No issues found" in site.said
    assert list(site.dead_links()) == []
    assert list(site.from_elsewhere()) == []
    assert list(site.unread()) == []
    written = {path.relative_to(DOCS).with_suffix(".html") for path in DOCS.rglob("*.md")}
    assert {path.relative_to(site.folder) for path in site.pages} == written
    index = json.loads((site.folder / "search.json").read_text(encoding="utf-8"))
    assert any(item["title"] == "发明专利" for item in index["items"])


def test_every_page_is_in_the_navigation() -> None:
    named = set(_leaves(configuration()["nav"]))
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    rules = {page for page in pages if re.fullmatch(r"rules/[A-Z]+\d+\.md", page)}  # listed by rules/index.md
    assert pages - rules == named


def _leaves(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    else:
        for each in nav.values() if isinstance(nav, dict) else nav:
            yield from _leaves(each)


def test_what_is_wrong_with_a_page_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><head><link rel=stylesheet href='https://example.org/a.css'></head><body><article>"
        "<p>见：\n- 一\n- 二</p><a href='b.html'>b</a><a href='#没有'>c</a><a href='a.html#有'>d</a><i id='有'></i>"
        "<a href='https://example.org/'>e</a></article></body></html>",
        encoding="utf-8",
    )
    (tmp_path / "a.css").write_text("@import '//example.org/b.css'; a {background: url(c.png)}", encoding="utf-8")
    made = Site(tmp_path)
    assert sorted(made.dead_links()) == ["a.html: #没有", "a.html: b.html"]
    assert list(made.from_elsewhere()) == ["a.html: https://example.org/a.css", "a.css: //example.org/b.css"]
    assert [each.splitlines()[0] for each in made.unread()] == ["a.html: - 一"]


def test_the_pages_in_a_browser(site: Site, browser: Browser) -> None:
    """From disk, without a server: nothing is fetched from elsewhere, nothing fails, nothing is too wide."""
    asked: list[str] = []
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 400, "height": 800}, color_scheme="dark")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    for name in SHOWN:
        page.goto((site.folder / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 400, name
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.goto((site.folder / "index.html").as_uri())
    assert "差距报告。每处问题" in page.inner_text("article"), "lines are joined without a blank"
    page.set_viewport_size({"width": 1280, "height": 900})
    for word, wanted in SEARCHED.items():
        found = search(page, site.folder.as_uri(), word)
        assert wanted & set(found), f"{word}: {found}"
    page.goto((site.folder / "rules" / "TGT003.html").as_uri())
    assert search(page, site.folder.as_uri(), "豁免")[0] == "glossary.html#豁免"
    assert [url for url in asked if not url.startswith(site.folder.as_uri())] == []
    assert faults == []
    context.close()


def test_the_pages_behind_a_server(site: Site, browser: Browser) -> None:
    """As an office would put them up: the search then runs in a worker of its own."""
    handler = partial(Quiet, directory=str(site.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        top = f"http://127.0.0.1:{server.server_port}"
        page = browser.new_page()
        asked: set[str] = set()
        page.on("request", lambda request: asked.add(request.url))
        page.goto(f"{top}/guides/drafting.html")
        assert search(page, top, "牵头单位")[0] == "glossary.html#牵头单位"
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(top).netloc}
        page.close()
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a line for each."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # named so above
        pass


def search(page: Page, top: str, word: str) -> list[str]:
    """The targets of what a search finds, best first, as paths from the top of the site."""
    field = opened(page)
    field.fill(word)
    page.locator(f'a[role=option][href*="h={quote(word)}"]').first.wait_for()
    page.get_by_role("status").filter(has_text=re.compile("^找到 .* 处$")).wait_for()
    assert field.input_value() == word
    links = [option.get_attribute("href") or "" for option in page.get_by_role("option").all()[:3]]
    return [unquote(re.sub(r"\?h=[^#]*", "", link.removeprefix(f"{top}/"))) for link in links]


def opened(page: Page) -> Locator:
    """The field of the search, which may still be loading when the page is there."""
    from playwright.sync_api import Error

    field = page.get_by_role("combobox", name="查找")
    for _ in range(20):
        if field.is_visible():
            break
        page.keyboard.press("Control+k")
        with suppress(Error):
            field.wait_for(timeout=1500)
    return field
