"""The full text: nothing lost, marks where the quotes stand, links both ways."""

from __future__ import annotations

from msgspec.structs import replace

from checker.model.result import Finding, Place, Result
from checker.reading.document import Block, Document
from checker.report.findings import FindingView, anchors, view_findings
from checker.report.fulltext import FullText, Line, Table, full_text
from checker.report.source import Heading, Source, locate
from tests.report import samples
from tests.report.page import Node, parse
from tests.report.pages import html_of
from tests.report.sample_findings import FINDINGS
from tests.report.sample_source import SOURCE, places

TEXT = "一、总则到2025年达到3300件，<b>不符</b>。\n指标\t3000件"
BREAK, TAB = TEXT.index("\n"), TEXT.index("\t")
DOCUMENT = Document(
    "a.txt",
    "",
    "txt",
    TEXT,
    (
        Block("paragraph", 0, BREAK),
        Block("row", BREAK + 1, len(TEXT), table=0, cells=((BREAK + 1, TAB), (TAB + 1, len(TEXT)), (TAB, TAB))),
    ),
)


def finding(number: int, *quotes: str) -> Finding:
    spots = tuple(Place("正文", quote=quote, offset=TEXT.index(quote)) for quote in quotes)
    return replace(FINDINGS[0], key=f"X{number}", places=spots, related=(), severity="warning")


def text_of(*findings: Finding, headings: tuple[Heading, ...] = ()) -> tuple[FullText, list[FindingView]]:
    views = list(view_findings(findings, (), Source()).all)
    shown = full_text(Source(headings, (), DOCUMENT), views, ())
    assert shown is not None
    return shown, views


def lines(shown: FullText) -> list[Line]:
    parts = [part for chapter in shown.chapters for part in chapter.parts]
    return [line for part in parts for line in (part.rows if isinstance(part, Table) else (part,))]


def test_overlapping_marks_are_cut_where_they_begin_and_end() -> None:
    shown, views = text_of(finding(1, "到2025年达到"), finding(2, "达到3300件"))
    pieces = [
        (piece.text, len(piece.marks), [view.number for view in piece.ends]) for piece in lines(shown)[0].cells[0]
    ]
    assert pieces == [
        ("一、总则", 0, []),
        ("到2025年", 1, []),
        ("达到", 2, [1]),
        ("3300件", 1, [2]),
        ("，<b>不符</b>。", 0, []),
    ]
    assert {place.quote: shown.spots[place] for view in views for place in view.finding.places} == {
        "到2025年达到": "t-5",
        "达到3300件": "t-11",
    }


def test_tables_stay_tables() -> None:
    shown, _ = text_of(finding(1, "3000件"))
    table = shown.chapters[0].parts[-1]
    assert isinstance(table, Table)
    assert [["".join(piece.text for piece in cell) for cell in row.cells] for row in table.rows] == [
        ["指标", "3000件", ""]
    ]


def test_chapters_and_headings() -> None:
    shown, _ = text_of(finding(1, "3300件"), headings=(Heading(0, 4, 1, "一、总则"),))
    assert [(chapter.title, chapter.findings) for chapter in shown.chapters] == [("一、总则", 1)]
    assert [(line.level, line.cells[0][0].text) for line in lines(shown)][:2] == [(0, "到2025年达到"), (0, "指标")]


def test_a_quote_is_found_near_its_offset_or_not_at_all() -> None:
    at = TEXT.index("3000件")
    assert locate(DOCUMENT, Place("", quote="3000件", offset=at + 2)) == (at, at + 5)
    assert locate(DOCUMENT, Place("", quote="3000件", offset=0)) == (at, at + 5)
    assert locate(DOCUMENT, Place("", quote="没有的话", offset=3)) is None
    shown, _ = text_of(replace(finding(1), places=(Place("", quote="没有的话", offset=3),)))
    assert (shown.lost, dict(shown.spots)) == (1, {})


def test_nothing_of_the_text_is_lost_and_nothing_of_it_is_markup() -> None:
    root = parse(html_of(samples.sample(), source=SOURCE))
    assert SOURCE.document is not None
    wanted = SOURCE.document.text[:15_000] + SOURCE.document.text[15_010:]
    section = root.id("text")
    assert "".join(wanted.split()) in "".join("".join(_printed(section)).split())


def _printed(node: Node) -> list[str]:
    """The text without what the report adds to it: headings of chapters, numbers of findings."""
    if node.tag in ("h2", "caption") or node.attributes.get("class") in ("ref", "lead", "aside"):
        return []
    return [text for part in node.content for text in ([part] if isinstance(part, str) else _printed(part))]


def test_findings_and_marks_lead_to_each_other() -> None:
    root = parse(html_of(samples.sample(), source=SOURCE))
    section = root.id("text")
    cards = {anchor: root.id(anchor) for anchor in anchors(FINDINGS)}
    back = {link.attributes["href"][1:] for link in section.all("a", "ref")}
    assert back == set(cards)
    for card in cards.values():
        for link in card.one("div", "evidence").all("a"):
            target = root.id(link.attributes["href"][1:])
            assert target in section.walk()
            assert target.tag == "mark"
    found = [place for place in places() if SOURCE.document and locate(SOURCE.document, place)]
    assert len(found) > len(FINDINGS)


def test_context_stands_around_the_quote() -> None:
    root = parse(html_of(Result(samples.RUN, (samples.PLAN,)), source=SOURCE))
    quotes = [quote for quote in root.id("findings").all("q") if quote.all("b")]
    assert quotes
    quoted = {place.quote for place in places()}
    for quote in quotes:
        assert quote.one("b").text in quoted
        assert len(quote.text) < 40 + 2 * 40
