"""What a page is like on paper, in the dark, on a narrow screen, by keyboard, and for a hostile plan."""

from __future__ import annotations

import itertools
from typing import Any

import pypdfium2
import pytest

from checker.model.result import Verdict
from tests.browser.conftest import Open
from tests.browser.opened import Opened
from tests.report import hostile, samples
from tests.report.pages import html_of
from tests.report.sample_source import IMPRINT, SOURCE

HTML = html_of(samples.sample(), source=SOURCE, imprint=IMPRINT)
HOSTILE = html_of(hostile.hostile(), source=hostile.SOURCE)
NARROW = {"viewport": {"width": 360, "height": 740}}
_AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def printed(page: Opened) -> list[str]:
    """The text of each page on paper."""
    document = pypdfium2.PdfDocument(page.page.pdf(prefer_css_page_size=True))
    try:
        for sheet in document:
            width, height = sheet.get_size()
            assert (round(width), round(height)) == (595, 842)
        return [sheet.get_textpage().get_text_range() for sheet in document]
    finally:
        document.close()


def test_on_paper(opened: Open) -> None:
    page = opened(HTML)
    sheets = printed(page)
    assert 14 <= len(sheets) <= 34
    text = "".join("".join(sheets).split())
    for verdict, reason in itertools.product([Verdict.MANUAL], [check.reason for check in samples.PLAN.checks]):
        if any(check.verdict is verdict and check.reason == reason for check in samples.PLAN.checks):
            assert "".join(reason.split()) in text
    assert SOURCE.document is not None
    assert SOURCE.document.text[12_000:12_030] in text  # a folded chapter is printed whole
    assert "复制链接" not in text
    assert "清除条件" not in text
    assert f"2 / {len(sheets)}" in sheets[1]
    assert samples.PLAN.title in sheets[1].split("\n", maxsplit=1)[0] or samples.PLAN.title in sheets[1]
    assert IMPRINT.issuer in sheets[2]


def test_boxes_and_room_for_initials_are_printed(opened: Open) -> None:
    page = opened(HTML)
    page.page.emulate_media(media="print")
    box = page.all(".manual .box").first.bounding_box()
    initials = page.all(".manual .initials").first.bounding_box()
    assert box is not None
    assert initials is not None
    assert box["width"] > 8
    assert initials["width"] > 90
    assert initials["height"] > 40


def colour(page: Opened, name: str = "backgroundColor") -> list[int]:
    text: str = page.page.evaluate(f"getComputedStyle(document.body).{name}")
    return [int(part) for part in text.removeprefix("rgb(").removesuffix(")").split(",")]


def test_dark_on_the_screen_and_never_on_paper(opened: Open) -> None:
    page = opened(HTML, color_scheme="dark")
    assert max(colour(page)) < 60
    assert min(colour(page, "color")) > 180
    page.page.emulate_media(media="print", color_scheme="dark")
    assert min(colour(page)) > 240
    light = opened(HTML, color_scheme="light")
    assert min(colour(light)) > 240


@pytest.mark.parametrize("html", [HTML, HOSTILE], ids=["sample", "hostile"])
def test_narrow_screens_need_no_sideways_scrolling(opened: Open, html: str) -> None:
    page = opened(html, **NARROW)
    page.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(
    ("html", "options"),
    [
        (HTML, {"color_scheme": "light"}),
        (HTML, {"color_scheme": "dark"}),
        (HTML, {"color_scheme": "light", **NARROW}),
        (html_of(samples.empty()), {}),
        (HOSTILE, {}),
    ],
    ids=["light", "dark", "narrow", "empty", "hostile"],
)
def test_axe_has_nothing_serious_to_say(opened: Open, html: str, options: dict[str, Any]) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="!!! NO BROWSER TESTS: axe is not installed"
    )
    page = opened(html, **options)
    page.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    found = axe.Axe().run(page.page, options=_AXE).response["violations"]
    serious = {
        each["id"]: [node["html"][:120] for node in each["nodes"][:3]]
        for each in found
        if each["impact"] in ("serious", "critical")
    }
    assert serious == {}


def test_by_keyboard(opened: Open) -> None:
    page = opened(HTML)
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.className") == "skip"
    assert page.all(".skip").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.page.keyboard.press("Enter")
    assert page.page.url.endswith("#content")
    page.all("#search").focus()
    page.page.keyboard.type("著作权")
    assert page.all("#count").inner_text().startswith("符合条件")
    page.page.keyboard.press("Tab")
    assert page.focus() == "reset"
    page.page.keyboard.press("Enter")
    assert page.all("#search").input_value() == ""


def test_every_stop_of_the_keyboard_can_be_seen(opened: Open) -> None:
    page = opened(HTML)
    for _ in range(40):
        page.page.keyboard.press("Tab")
        style = page.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", page.page.evaluate("document.activeElement.outerHTML")


def test_nothing_moves(opened: Open) -> None:
    page = opened(HTML, reduced_motion="reduce")
    assert page.page.evaluate("document.getAnimations().length") == 0
    assert page.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_hostile_plan_is_only_text(opened: Open) -> None:
    page = opened(HOSTILE)
    page.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    for article in page.all("#findings article a").all()[:3]:
        article.hover()
    assert page.all("body script").count() == 3  # the result, and two scripts of ours
    assert page.all("main img, main iframe, main [onmouseover], main style").count() == 0
    assert page.all("h1").inner_text() == hostile.STYLE
    for attack in (hostile.SCRIPT, hostile.ATTRIBUTE.strip(), hostile.STYLE):
        assert attack in page.all("#text").inner_text()
    page.all("#search").fill(hostile.SCRIPT)
    assert len(page.seen("#findings article")) > 0
    assert page.page.evaluate("JSON.parse(document.getElementById('result').textContent).folded") == 1


def test_the_embedded_result_unfolds_in_the_page(opened: Open) -> None:
    page = opened(HTML)
    title = page.page.evaluate(
        """() => {
          const { shapes, values } = JSON.parse(document.getElementById("result").textContent);
          const get = index => {
            const entry = values[index];
            if (!Array.isArray(entry)) { return entry; }
            const [shape, ...rest] = entry;
            return shape === -1 ? rest.map(get)
              : Object.fromEntries(rest.map((each, at) => [shapes[shape][at], get(each)]));
          };
          return get(0).plans[0].title;
        }"""
    )
    assert title == samples.PLAN.title
