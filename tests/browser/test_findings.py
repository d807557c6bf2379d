"""Filters, search, order, deep links and marks, as a reader uses them."""

from __future__ import annotations

import pytest

from checker.report.findings import anchors
from tests.browser.conftest import Open
from tests.browser.opened import Opened
from tests.report import samples
from tests.report.pages import html_of
from tests.report.sample_findings import FINDINGS
from tests.report.sample_source import SOURCE

HTML = html_of(samples.sample(), source=SOURCE)
ANCHOR = {finding.key: anchors([finding])[0] for finding in FINDINGS}
ARTICLES = "#findings article"


def of_severity(severity: str) -> set[str]:
    return {ANCHOR[finding.key] for finding in FINDINGS if finding.severity == severity}


def test_without_script_everything_is_there(opened: Open) -> None:
    page = opened(HTML, java_script_enabled=False)
    assert not page.all("#tools").is_visible()
    assert page.all(ARTICLES).count() == len(FINDINGS)
    assert all(page.all(ARTICLES).nth(index).is_visible() for index in range(len(FINDINGS)))
    assert page.all(".copy").count() == 0


def test_filter_by_severity(opened: Open) -> None:
    page = opened(HTML)
    page.all("select[data-by=s]").select_option("warning")
    assert set(page.seen(ARTICLES)) == of_severity("warning")
    assert page.all("#count").inner_text() == f"符合条件 {len(of_severity('warning'))} 处，共 {len(FINDINGS)} 处"
    assert not page.all("section.severity.error").is_visible()
    page.all("#reset").click()
    assert len(page.seen(ARTICLES)) == len(FINDINGS)
    assert page.all("#count").inner_text() == f"共 {len(FINDINGS)} 处"


def test_filters_narrow_one_another(opened: Open) -> None:
    page = opened(HTML)
    page.all("select[data-by=t]").select_option("open")
    page.all("select[data-by=d]").select_option("-")
    wanted = {ANCHOR[finding.key] for finding in FINDINGS if finding.state == "open" and not finding.basis}
    assert set(page.seen(ARTICLES)) == wanted
    page.all("select[data-by=s]").select_option("error")
    assert set(page.seen(ARTICLES)) == wanted & of_severity("error")


@pytest.mark.parametrize(
    "words", ["著作权年登记量：", "TGT003:著作权", "  tgt003:著作权年登记量 ", "ＴＧＴ００３：著作权年登记量"]
)
def test_search_in_every_text_of_a_finding(opened: Open, words: str) -> None:
    page = opened(HTML)
    page.all("#search").fill(words)
    assert ANCHOR["TGT003:著作权年登记量"] in page.seen(ARTICLES)
    assert len(page.seen(ARTICLES)) < len(FINDINGS)


def test_search_finds_what_a_rules_findings_share(opened: Open) -> None:
    page = opened(HTML)
    shared = next(finding.fix for finding in FINDINGS if finding.rule == "TGT003")
    page.all("#search").fill(shared)
    assert set(page.seen(ARTICLES)) == {ANCHOR[finding.key] for finding in FINDINGS if finding.rule == "TGT003"}


def test_by_chapter_and_back(opened: Open) -> None:
    page = opened(HTML)
    before = page.page.eval_on_selector_all(ARTICLES, "all => all.map(e => e.id)")
    page.all("#order").select_option("chapter")
    heads = [head.inner_text() for head in page.all(".by-chapter h3").all() if head.is_visible()]
    assert heads[:3] == [head.title for head in SOURCE.chapters]
    assert len(page.seen(ARTICLES)) == len(FINDINGS)
    chapters = page.page.eval_on_selector_all(
        ".by-chapter article", "all => all.map(e => [e.dataset.c, e.closest('section').dataset.c])"
    )
    assert all(own == above for own, above in chapters)
    shared = next(finding for finding in FINDINGS if finding.rule == "TGT003")
    assert shared.fix in page.all(f"#{ANCHOR[shared.key]}").inner_text()  # nothing is lost on the way
    page.all("#order").select_option("severity")
    assert page.page.eval_on_selector_all(ARTICLES, "all => all.map(e => e.id)") == before
    assert shared.fix not in page.all(f"#{ANCHOR[shared.key]}").inner_text()


@pytest.mark.parametrize("finding", FINDINGS[:4], ids=lambda finding: finding.key)
def test_a_mailed_link_shows_its_finding(opened: Open, finding: object) -> None:
    name = anchors([finding])[0]  # type: ignore[list-item]
    page = opened(HTML, name)
    assert page.focus() == name
    assert page.in_view(name)


def test_a_link_to_a_filtered_finding_shows_it(opened: Open) -> None:
    page = opened(HTML)
    hidden = ANCHOR["TGT003:著作权年登记量"]
    page.all("select[data-by=s]").select_option("info")
    assert hidden not in page.seen(ARTICLES)
    page.page.evaluate("name => { location.hash = name; }", hidden)
    page.page.wait_for_function("name => document.activeElement.id === name", arg=hidden)
    assert hidden in page.seen(ARTICLES)


def test_copying_a_link(opened: Open) -> None:
    page = opened(HTML)
    page.page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => { window.copied = text; "
        "return Promise.resolve(); }}})"
    )
    name = ANCHOR["TGT003:著作权年登记量"]
    button = page.all(f"#{name} .copy")
    button.click()
    assert button.inner_text() == "已复制"
    assert page.page.evaluate("window.copied") == f"{page.url}#{name}"


def marks_of(page: Opened, name: str) -> list[str]:
    links: list[str] = page.page.eval_on_selector_all(f"#{name} .evidence a", "all => all.map(e => e.hash.slice(1))")
    return links


def test_from_a_finding_into_the_text_and_back(opened: Open) -> None:
    page = opened(HTML)
    name = ANCHOR["TGT003:著作权年登记量"]
    spot = marks_of(page, name)[0]
    assert not page.all(f"#{spot}").is_visible()  # its chapter is folded
    page.all(f"#{name} .evidence a").first.click()
    page.page.wait_for_function("name => document.activeElement.id === name", arg=spot)
    assert page.all(f"#{spot}").is_visible()
    assert page.in_view(spot)
    page.all(f"#text a.ref[href='#{name}']").first.click()
    page.page.wait_for_function("name => document.activeElement.id === name", arg=name)
    assert page.in_view(name)


def test_a_link_into_the_text_unfolds_it(opened: Open) -> None:
    page = opened(HTML)
    spot = marks_of(page, ANCHOR["RSP001:tasks"])[-1]
    again = opened(HTML, spot)
    assert again.all(f"#{spot}").is_visible()
    assert again.in_view(spot)


def test_the_same_link_twice_returns_twice(opened: Open) -> None:
    page = opened(HTML)
    name = ANCHOR["TGT003:著作权年登记量"]
    link = page.all(f".overview a[href='#{name}']")
    for _ in range(2):
        page.page.evaluate("scrollTo(0, 0)")
        link.click()
        page.page.wait_for_function("name => document.activeElement.id === name", arg=name)
        assert page.in_view(name)
