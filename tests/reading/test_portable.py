"""PDF files: lines to paragraphs, ruled lines to tables, furniture left out."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence

import pytest

from checker.reading.document import Document
from tests.reading.making import PLAN, to_pdf, to_text
from tests.reading.support import even, paragraphs, read, rows

FONT = "STSong-Light"
LONG = "为加快建设知识产权强市，发挥制度对创新发展的保障作用，结合我市实际，制定本规划，到规划期末取得明显成效。"
ROWS = [["序号", "指标", "2025年"], *([str(n), f"第{n}项知识产权指标（件）", str(n * 10)] for n in range(1, 31))]


def drawn(draw: Callable[..., None], pages: int = 1, size: tuple[float, float] = (595, 842)) -> Document:
    """A PDF on whose pages ``draw(canvas, number)`` draws."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont(FONT, 12)
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return read(stream.getvalue(), "a.pdf")


def lines(canvas: object, texts: Sequence[str], top: float = 720, left: float = 80) -> None:
    for number, text in enumerate(texts):
        canvas.drawString(left, top - 22 * number, text)  # type: ignore[attr-defined]  # of an untyped library


def wrapped(text: str, wide: int = 34) -> list[str]:
    whole = "　　" + text
    return [whole[start : start + wide] for start in range(0, len(whole), wide)]


def grid(
    canvas: object, cells: Sequence[Sequence[str]], top: float, *, sides: bool = True, filled: bool = False
) -> None:
    """A table drawn with lines, or with thin filled shapes as word processors do."""
    xs = [80, 130, 350, 480]
    height = 24

    def rule(x0: float, y0: float, x1: float, y1: float) -> None:
        if filled:
            canvas.rect(x0, y0, max(x1 - x0, 0.6), max(y1 - y0, 0.6), stroke=0, fill=1)  # type: ignore[attr-defined]
        else:
            canvas.line(x0, y0, x1, y1)  # type: ignore[attr-defined]

    for number in range(len(cells) + 1):
        rule(xs[0], top - height * number, xs[-1], top - height * number)
    for x in xs if sides else xs[1:-1]:
        rule(x, top - height * len(cells), x, top)
    for number, row in enumerate(cells):
        for x, text in zip(xs, row, strict=False):
            canvas.drawString(x + 4, top - height * number - 16, text)  # type: ignore[attr-defined]


def test_paragraphs_go_on_over_pages() -> None:
    whole = wrapped(LONG * 3)

    def draw(canvas: object, number: int) -> None:
        lines(canvas, whole[:3] if number == 1 else [*whole[3:], *wrapped(LONG)])

    document = drawn(draw, 2)
    assert even(document) == even(read(f"{LONG * 3}\n{LONG}\n", "a.md"))
    assert [block.page for block in document.blocks] == [1, 2]


def test_heads_and_numbers_of_pages() -> None:
    def draw(canvas: object, number: int) -> None:
        lines(canvas, ["临江市人民政府公报" if number % 2 else "知识产权规划"], 800)
        lines(canvas, [*wrapped(LONG), "一、总体要求"])
        lines(canvas, [str(number + 6)], 40, 300)

    document = drawn(draw, 6)
    assert paragraphs(document) == [LONG, "一、总体要求"] * 6


def test_a_table_over_pages_is_one_and_its_head_stands_once() -> None:
    def draw(canvas: object, number: int) -> None:
        if number == 1:
            lines(canvas, ["表1 主要指标"], 760)
        part = ROWS[:11] if number == 1 else [ROWS[0], *ROWS[number * 10 - 9 : number * 10 + 1]]
        grid(canvas, part, 740)

    document = drawn(draw, 3)
    assert rows(document) == ROWS
    assert {block.table for block in document.blocks} == {None, 0}
    assert [block.page for block in document.blocks if block.kind == "row"] == [1] * 11 + [2] * 10 + [3] * 10


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("sides", [False, True])
def test_lines_of_all_kinds(*, filled: bool, sides: bool) -> None:
    document = drawn(lambda canvas, _: grid(canvas, ROWS[:4], 700, sides=sides, filled=filled))
    assert rows(document) == ROWS[:4]


def test_a_row_that_a_page_parts() -> None:
    first = [*ROWS[:4], ["4", "专利密集型产业增加", "9.6"]]

    def draw(canvas: object, number: int) -> None:
        grid(canvas, first if number == 1 else [["", "值占比（%）", ""], ["5", "商标（件）", "20"]], 700)

    assert rows(drawn(draw, 2)) == [*ROWS[:4], ["4", "专利密集型产业增加值占比（%）", "9.6"], ["5", "商标（件）", "20"]]


def test_merged_cells() -> None:
    def draw(canvas: object, _: int) -> None:
        for x0, y0, x1, y1 in (
            (80, 700, 400, 700), (80, 640, 400, 640), (160, 670, 400, 670), (80, 700, 80, 640), (400, 700, 400, 640),
            (160, 700, 160, 640), (280, 700, 280, 640), (80, 610, 400, 610), (80, 640, 80, 610), (400, 640, 400, 610),
        ):  # fmt: skip
            canvas.line(x0, y0, x1, y1)  # type: ignore[attr-defined]
        for x, y, text in (
            (90, 665, "创造"),
            (170, 680, "专利"),
            (290, 680, "6.5"),
            (170, 650, "商标"),
            (290, 650, "300"),
            (90, 620, "注：均为年末数"),
        ):
            canvas.drawString(x, y, text)  # type: ignore[attr-defined]

    assert rows(drawn(draw)) == [["创造", "专利", "6.5"], ["", "商标", "300"], ["注：均为年末数", "", ""]]


def test_a_box_is_paragraphs_and_a_frame_is_nothing() -> None:
    def draw(canvas: object, _: int) -> None:
        canvas.rect(30, 30, 535, 782)  # type: ignore[attr-defined]
        lines(canvas, wrapped(LONG))
        canvas.rect(76, 460, 430, 130)  # type: ignore[attr-defined]
        lines(canvas, ["专栏一：培育工程", *wrapped(LONG)], 570, 84)

    assert paragraphs(drawn(draw)) == [LONG, "专栏一：培育工程", LONG]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(turn: int) -> None:
    upright = drawn(lambda canvas, _: grid(canvas, ROWS[:4], 560), size=(842, 595))

    def draw(canvas: object, _: int) -> None:
        width, height = (595, 842) if turn != 180 else (842, 595)
        canvas.setPageRotation(turn)  # type: ignore[attr-defined]
        canvas.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[turn])  # type: ignore[attr-defined]
        canvas.rotate({90: 90, 180: 180, 270: 270}[turn])  # type: ignore[attr-defined]
        grid(canvas, ROWS[:4], 560)

    document = drawn(draw, size=(842, 595))  # the maker turns the size itself
    assert even(document) == even(upright)
    assert rows(document) == ROWS[:4]


def test_a_sideways_table_and_a_watermark() -> None:
    def sideways(canvas: object, _: int) -> None:
        canvas.translate(595, 0)  # type: ignore[attr-defined]
        canvas.rotate(90)  # type: ignore[attr-defined]
        grid(canvas, ROWS[:4], 560)

    assert rows(drawn(sideways)) == ROWS[:4]

    def marked(canvas: object, _: int) -> None:
        lines(canvas, wrapped(LONG))
        canvas.rotate(45)  # type: ignore[attr-defined]
        canvas.drawString(500, 100, "征求意见稿")  # type: ignore[attr-defined]

    assert paragraphs(drawn(marked)) == [LONG]


def test_a_title_of_two_lines_is_one() -> None:
    def draw(canvas: object, _: int) -> None:
        canvas.setFont(FONT, 22)  # type: ignore[attr-defined]
        canvas.drawCentredString(297, 770, "临江市“十四五”")  # type: ignore[attr-defined]
        canvas.drawCentredString(297, 738, "知识产权保护和运用规划")  # type: ignore[attr-defined]
        canvas.setFont(FONT, 12)  # type: ignore[attr-defined]
        canvas.drawCentredString(297, 700, "临江市市场监督管理局")  # type: ignore[attr-defined]
        canvas.drawCentredString(297, 678, "2021年12月")  # type: ignore[attr-defined]
        lines(canvas, wrapped(LONG) * 3, 640)

    found = paragraphs(drawn(draw))
    assert found[:3] == ["临江市“十四五”知识产权保护和运用规划", "临江市市场监督管理局", "2021年12月"]
    assert found[3:] == [LONG] * 3


def test_a_plan_again_and_again_is_read_whole() -> None:
    plan = tuple(piece for piece in PLAN if piece.kind != "contents") * 3
    assert even(read(to_pdf(plan), "a.pdf")) == even(read(to_text(plan), "a.txt"))


def test_five_hundred_pages() -> None:
    def draw(canvas: object, number: int) -> None:
        lines(canvas, wrapped(LONG) * 3)
        lines(canvas, [f"— {number} —"], 40, 300)

    start = time.process_time()
    document = drawn(draw, 500)
    assert len(document.blocks) == 1_500
    assert document.blocks[-1].page == 500
    assert time.process_time() - start < 60
