"""The portfolio in a browser: sorting, searching, filtering, rows that wait, print, and without script."""

from __future__ import annotations

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from msgspec.structs import replace

from tests.browser.conftest import Open
from tests.browser.opened import Opened
from tests.report import hostile
from tests.report.portfolios import MARKS, PLANS, TERMS, gathered, pages

HTML = pages(PLANS)["index.html"]
MANY = tuple(
    replace(PLANS[1 + number % 3], region=f"第{number:03d}市", page=f"p{number}.html", severities=(0, number % 7, 0))
    for number in range(400)
)
_AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def names(page: Opened, grid: str = "values") -> list[str]:
    return page.all(f".{grid} tbody th a").all_inner_texts()


def head(page: Opened, name: str) -> None:
    page.page.get_by_role("button", name=name, exact=True).click()


def test_sorting_by_an_indicator_orders_both_matrices_and_back(opened: Open) -> None:
    page = opened(HTML)
    before = names(page)
    head(page, TERMS[MARKS].name)
    assert names(page) == ["湖东省", "石湾市", "云溪市", "白塔市"], "60, 30, 20.5, 12万件, whatever unit is printed"
    assert [text[:3] for text in names(page, "plans")] == names(page)
    assert page.all("th[aria-sort]").get_attribute("aria-sort") == "descending"
    head(page, TERMS[MARKS].name)
    assert names(page)[0] == "白塔市"
    head(page, TERMS[MARKS].name)
    assert names(page) == before
    assert page.all("th[aria-sort]").count() == 0


def test_plans_without_a_value_stand_last_either_way(opened: Open) -> None:
    page = opened(HTML)
    for _ in range(2):
        head(page, "知识产权保护社会满意度")
        assert set(names(page)[2:]) == {"湖东省", "白塔市"}


def test_searching_and_filtering(opened: Open) -> None:
    page = opened(HTML)
    page.all("#find").fill("云溪")
    assert names(page) == ["云溪市"]
    assert page.all("#shown").inner_text() == "共 4 份，符合条件 1 份"
    page.all("#clear").click()
    assert len(names(page)) == 4
    page.all("#by-1").select_option(label="省级")
    assert names(page) == ["湖东省"]
    page.all("#clear").click()
    page.all("#lacking").select_option(label="每万人口高价值发明专利拥有量")
    assert names(page) == ["白塔市"]
    page.all("#find").fill("没有这个地方")
    assert names(page) == []


def test_rows_that_wait_come_when_asked_for_or_found(opened: Open) -> None:
    page = opened(pages(MANY)["index.html"])
    assert len(names(page)) == 100
    assert page.all("#shown").inner_text() == "共 400 份，列出前 100 份"
    page.all("[data-more]").first.click()
    assert len(names(page)) == 200
    page.all("#find").fill("第399市")
    assert names(page) == ["第399市"]
    assert not page.all("p.more").first.is_visible()
    page.all("#clear").click()
    head(page, "警告")
    counts = page.all(".plans tbody tr td:nth-child(3)").all_inner_texts()
    assert set(counts) == {"6", "5"}


def test_a_row_looks_alike_before_and_after_the_script_writes_it(opened: Open) -> None:
    page = opened(HTML)
    before = page.all(".values tbody").inner_html()
    head(page, TERMS[MARKS].name)
    page.all("#find").fill("云溪")
    page.all("#clear").click()
    for _ in range(2):
        head(page, TERMS[MARKS].name)
    assert "".join(page.all(".values tbody").inner_html().split()) == "".join(before.split())


def test_without_script_all_is_there(opened: Open) -> None:
    page = opened(HTML, java_script_enabled=False)
    assert len(names(page)) == 4
    assert not page.all("#finder").is_visible()
    assert page.all("noscript").inner_text().startswith("没有启用脚本")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_itself_never_scrolls_sideways(opened: Open, width: int) -> None:
    page = opened(HTML, viewport={"width": width, "height": 740})
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(opened: Open, scheme: str) -> None:
    page = opened(HTML, color_scheme=scheme)
    results = Axe().run(page.page, options=_AXE)
    bad = [each for each in results.response["violations"] if each["impact"] in ("serious", "critical")]
    assert [(each["id"], each["nodes"][0]["html"]) for each in bad] == []


def test_hostile_text_does_nothing(opened: Open) -> None:
    plans = gathered(hostile.hostile().plans * 3)
    page = opened(pages(plans, whole=1, first=1)["index.html"])
    assert page.all(".plans tbody tr").count() == 1
    page.all("[data-more]").first.click()
    assert page.all(".plans tbody tr").count() == len(plans)
    assert page.all("main img, main iframe, main script:not([type])").count() == 0


def test_on_paper_heads_are_repeated(opened: Open) -> None:
    many = tuple(replace(PLANS[1], region=f"第{number:02d}市", page=f"p{number}.html") for number in range(60))
    page = opened(pages(many)["index.html"])
    document = pypdfium2.PdfDocument(page.page.pdf(prefer_css_page_size=True))
    texts = ["".join(sheet.get_textpage().get_text_range().split()) for sheet in document]
    widths = {round(sheet.get_size()[0]) for sheet in document}
    document.close()
    assert widths == {842}
    matrix = [text for text in texts if "8.10件列入" in text]
    assert len(matrix) > 1
    assert all(TERMS[MARKS].name in text for text in matrix)
    assert all("清除" not in text for text in texts)
