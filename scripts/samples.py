"""Make the Word sample of the guides and the pictures of ``docs/images`` from the tool itself.

``python scripts/samples.py`` (pictures need playwright and chromium): run it again after a change of the reports.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

import docx

from checker.cli.entry import run

ROOT = Path(__file__).parent.parent
EXAMPLES, IMAGES = ROOT / "docs" / "examples", ROOT / "docs" / "images"
FINDING = "article.finding"
INIT = ROOT / "templates" / "init"
CHAPTER = re.compile(r"[一二三四五六七八九十]+、")
# the text has the table run together, as a web page gives it; Word has cells
TABLE = {
    "指标名称 2020年 2025年": ("指标名称", "2020年", "2025年"),
    "高价值发明专利拥有量（件）26 40": ("高价值发明专利拥有量（件）", "26", "40"),
    "有效注册商标量（万件）1.282.60": ("有效注册商标量（万件）", "1.28", "2.60"),
    "知识产权质押融资登记金额（亿元）0.80 1.50": ("知识产权质押融资登记金额（亿元）", "0.80", "1.50"),
    "专利密集型产业增加值占GDP比重（%）— 9.0": ("专利密集型产业增加值占GDP比重（%）", "—", "9.0"),
    "版权产业增加值占GDP比重（%）3.1 稳步提高": ("版权产业增加值占GDP比重（%）", "3.1", "稳步提高"),
    "知识产权保护社会满意度（分）78.5 82以上": ("知识产权保护社会满意度（分）", "78.5", "82以上"),
    "专利密集型产业增加值占GDP比重（%）7.8 9.0": ("专利密集型产业增加值占GDP比重（%）", "7.8", "9.0"),
    "知识产权保护社会满意度（分）78.5 80以上": ("知识产权保护社会满意度（分）", "78.5", "80以上"),
    "知识产权民事一审案件服判息诉率（%）■■ 85": ("知识产权民事一审案件服判息诉率（%）", "■■", "85"),
}


def word(text: str) -> bytes:
    """The sample as an office would send it: chapters as headings, the indicators in a table."""
    document = docx.Document()
    title, *lines = text.splitlines()
    document.add_heading(title, 0)
    table = None
    for line in filter(None, lines):
        if line not in TABLE:
            document.add_heading(line, 1) if CHAPTER.match(line) else document.add_paragraph(line)
            continue
        if table is None:
            table = document.add_table(rows=0, cols=3, style="Table Grid")
        for cell, value in zip(table.add_row().cells, TABLE[line], strict=True):
            cell.text = value
    made = io.BytesIO()
    document.save(made)
    return timeless(made.getvalue())


def timeless(archive: bytes) -> bytes:
    """The same archive without times, so that it is made anew byte for byte."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def pictures(folder: Path) -> dict[str, bytes]:
    """Pictures of pages that ``guiheng report`` writes of the samples, by name."""
    from playwright.sync_api import sync_playwright

    cities = [EXAMPLES / "linjiang.yaml", EXAMPLES / "province" / "linhu-155.yaml", INIT / "plans" / "qinghe.yaml"]
    for plans, into in ((cities[:1], "one"), (cities, "all")):
        code = run(["report", *map(str, plans), "--no-full-text", "-o", str(folder / into)])
        assert code == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 800})
        page.goto((folder / "one" / "example-linjiang-145.html").as_uri())
        finding = page.locator(FINDING).nth(1).screenshot()
        page.goto((folder / "all" / "index.html").as_uri())
        page.set_viewport_size({"width": 1320, "height": 640})
        page.locator("h2").first.evaluate("heading => heading.scrollIntoView()")
        portfolio = page.screenshot()
        browser.close()
    return {"finding.png": finding, "portfolio.png": portfolio}


if __name__ == "__main__":
    for sample in (EXAMPLES, EXAMPLES / "revised"):
        (sample / "linjiang.docx").write_bytes(word((sample / "linjiang.txt").read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as reports:
        for name, picture in pictures(Path(reports)).items():
            (IMAGES / name).write_bytes(picture)
