"""Debian's chromium driven by Playwright; where either is missing, the tests of this folder skip and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.opened import Opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Open = Callable[..., Opened]
_FLAGS = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("!!! NO BROWSER TESTS: playwright is not installed (pip install -e '.[dev]')")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("!!! NO BROWSER TESTS: there is no chromium on the PATH (Debian: apt-get install chromium)")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        flags = [*_FLAGS, *(["--no-sandbox"] if root else [])]
        running = playwright.chromium.launch(executable_path=path, args=flags)
        yield running
        running.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens HTML as a file; at the end of the test nothing may have left the page, and nothing failed in it."""
    pages: list[Opened] = []

    def open_(html: str, fragment: str = "", **options: Any) -> Opened:
        path = tmp_path / f"page{len(pages)}.html"
        path.write_text(html, "utf-8")
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        pages.append(Opened(context.new_page(), path))
        pages[-1].go(fragment)
        return pages[-1]

    yield open_
    for each in pages:
        each.page.context.close()
        assert each.faults == []
        assert each.requests <= {each.url}
