"""Plain text: what the file holds stays, lines are joined only where it is sure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.reading.document import Document
from tests.reading.support import even, paragraphs, read, rows

SENTENCE = "为加快建设知识产权强市，充分发挥制度对创新发展的保障作用，结合我市实际制定本规划并组织实施"


def wrapped(text: str, wide: int, indent: str = "　　") -> list[str]:
    """A paragraph cut at a margin."""
    whole = indent + text
    return [whole[start : start + wide] for start in range(0, len(whole), wide)]


def skipped(document: Document) -> list[str]:
    return [document.text[a:b] for block in document.blocks for a, b in block.skipped]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "utf-32"]
)
def test_encodings(encoding: str) -> None:
    text = f"临江市规划\r\n到2025年达到6.5%。\n{SENTENCE}。\n"
    document = read(text.encode(encoding), "a.txt")
    assert document.text == text
    assert len(document.blocks) == 3


def test_a_rare_sign_of_gb18030() -> None:
    text = "临江市知识产权局局长李龘、张㙓，秘书王𬭎。\n" * 2 + SENTENCE
    assert read(text.encode("gb18030"), "a.txt").text == text


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("临江市规划1、。，—| \t\r\n\f《》2025.…（）"), min_size=1, max_size=200))
def test_the_text_stays_and_no_sign_is_lost(text: str) -> None:
    content = f"临江{text}".encode()
    document = read(content, "a.txt")
    assert document.text == content.decode()
    place = 0
    left: list[str] = []
    for block in document.blocks:
        left.append(document.text[place : block.start])
        place = block.end
    left.append(document.text[place:])
    # outside of blocks are only blanks, page marks, and the rules of a table
    assert not set("".join(left)) & set("临江市规划，。《》")


def test_wrapped_lines_are_joined() -> None:
    lines = [
        "临江市知识产权规划",
        "一、总体要求",
        *wrapped(SENTENCE + "。" + SENTENCE + "。", 28),
        "二、主要任务",
        "（一）加强保护",
        *wrapped("1.开展专项行动，" + SENTENCE + "。", 28),
        *wrapped("2.完善制度，" + SENTENCE + "，到2025年达到80%以上。", 28),
        *wrapped(SENTENCE + "。", 28),
    ]
    document = read("\n".join(lines), "a.txt")
    assert even(document).split("\n")[:-1] == [
        "临江市知识产权规划",
        "一、总体要求",
        even(read(SENTENCE + "。" + SENTENCE + "。", "a.txt")).strip(),
        "二、主要任务",
        "(一)加强保护",
        "1.开展专项行动," + SENTENCE.replace("，", ",") + "。",
        "2.完善制度," + SENTENCE.replace("，", ",") + ",到2025年达到80%以上。",
        SENTENCE.replace("，", ",") + "。",
    ]


def test_paragraphs_of_like_length_stay_apart() -> None:
    lines = [f"（{number}）加强重点领域知识产权保护，完善协同机制，提升服务水平。" for number in "一二三四五六七八"]
    assert paragraphs(read("\n".join(lines), "a.txt")) == lines
    heads = [f"{number}、加强知识产权领域的统筹协调" for number in "一二三四五六七八"]
    assert paragraphs(read("\n".join(heads), "a.txt")) == heads


def test_a_line_never_begins_with_a_closing_sign() -> None:
    assert paragraphs(read("到2025年达到80%\n，比2020年提高5个百分点。\n完。", "a.txt")) == [
        "到2025年达到80%\n，比2020年提高5个百分点。",
        "完。",
    ]


@pytest.mark.parametrize("mark", ["— {} —", "- {} -", "第 {} 页", "第{}页 共9页", "—{}—", "Page {} of 9"])
def test_page_marks_alone_on_a_line(mark: str) -> None:
    half = len(SENTENCE) // 2
    text = f"{SENTENCE[:half]}\n{mark.format(1)}\n{SENTENCE[half:]}。\n{mark.format(2)}\n二、要求\n"
    document = read(text, "a.txt")
    assert even(document) == even(read(f"{SENTENCE}。\n二、要求\n", "a.txt"))
    assert skipped(document) == [mark.format(1)]


def test_bare_numbers_are_page_marks_only_in_a_row_over_pages() -> None:
    page = "\n".join([SENTENCE + "。"] * 8)
    text = "\n".join(f"{page}\n{number}" for number in (3, 4, 5))
    assert "4" not in even(read(text, "a.txt"))
    cells = "指标\n1\n有效专利\n2\n商标\n3\n著作权\n4\n"
    assert even(read(cells, "a.txt")) == cells


def test_page_marks_inside_sentences() -> None:
    text = "".join(f"{SENTENCE}，{SENTENCE}，{SENTENCE}，{SENTENCE}的目标— {number} —任务。" for number in (1, 2, 3))
    document = read(text, "a.txt")
    assert [mark.strip() for mark in skipped(document)] == ["— 1 —", "— 2 —", "— 3 —"]
    assert "目标任务。" in even(document)
    years = f"规划期2021—2025年，{SENTENCE}。" * 4
    assert not skipped(read(years, "a.txt"))


def test_numbered_chunks_are_joined_over_their_marks() -> None:
    whole = (SENTENCE + "，到2025年全市达到一百二十家以上。" + "1.加强培育。") * 12
    chunks = [whole[start : start + 150] for start in range(0, len(whole), 150)]
    text = "\n".join(f"{number}、{chunk}" for number, chunk in enumerate(chunks, 1))
    document = read(text, "a.txt")
    assert len(skipped(document)) == len(chunks)
    assert even(document).replace("\n", "") == even(read(whole, "a.txt")).replace("\n", "")
    listed = "".join(f"{number}、加强重点领域知识产权保护和行政执法协作机制建设\n" for number in range(1, 9))
    assert even(read(listed, "a.txt")) == listed


def test_running_heads_of_a_text_with_page_breaks() -> None:
    page = "\n".join([SENTENCE + "。"] * 5)
    text = "\f".join(f"临江市人民政府文件\n{page}\n{number}\n" for number in (1, 2, 3))
    document = read(text, "a.txt")
    assert set(even(document).split("\n")) == {even(read(SENTENCE + "。", "a.txt")).strip(), ""}
    assert [block.page for block in document.blocks] == [1] * 5 + [2] * 5 + [3] * 5


def test_contents_lose_their_dots_and_pages() -> None:
    text = "目 录\n一、发展基础…………………3\n二、总体要求.......... 5\n（一）指导思想\t6\n三、任务 — 7\n"
    document = read(text, "a.txt")
    assert even(document) == "目录\n一、发展基础\n二、总体要求\n(一)指导思想\n三、任务—7\n"
    assert document.text == text


@pytest.mark.parametrize(
    "text",
    [
        "指标\t2020年\t2025年\n专利（件）\t0.56\t0.6\n商标（件）\t\t9000\n",
        "| 指标 | 2020年 | 2025年 |\n|---|---|---|\n| 专利（件） | 0.56 | 0.6 |\n| 商标（件） |  | 9000 |\n",
        "指标｜2020年｜2025年\n专利（件）｜0.56｜0.6\n商标（件）｜｜9000\n",
    ],
)
def test_tables_of_tabs_and_pipes(text: str) -> None:
    document = read(f"前文。\n{text}后文。\n", "a.txt")
    assert rows(document) == [["指标", "2020年", "2025年"], ["专利（件）", "0.56", "0.6"], ["商标（件）", "", "9000"]]
    assert even(document) == "前文。\n指标\t2020年\t2025年\n专利(件)\t0.56\t0.6\n商标(件)\t\t9000\n后文。\n"


def test_one_cell_a_line_is_no_row() -> None:
    text = "\t指标名称\n\t2020年\n基期值\n\t2025年\n"
    assert not rows(read(text, "a.txt"))


def test_a_whole_plan_on_one_line() -> None:
    text = SENTENCE * 400
    document = read(text, "a.txt")
    (block,) = document.blocks
    assert (block.start, block.end) == (0, len(text))
