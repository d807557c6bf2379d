"""The even text, and the way back from it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.reading.normal import normalise
from tests.reading.support import even, read

_SIGNS = st.sampled_from("知识产权2025年６．５％％（）()，,：— –～~“”《》 　\t\r\n\u200b\xa0AB|。⼀①")


def test_what_is_folded() -> None:
    text = "（１）每万人口　发明 专利：６．５％，ＰＣＴ international patents～ 2 0 — – ⼀般\u200b项；"
    text += "《“甲”》〔2021〕【乙】。、\n"
    assert (
        even(read(text, "a.txt"))
        == "(1)每万人口发明专利:6.5%,PCT international patents~2 0——一般项;《“甲”》〔2021〕【乙】。、\n"
    )


@settings(max_examples=200, deadline=None)
@given(st.text(_SIGNS, min_size=1, max_size=120))
def test_every_sign_leads_back(text: str) -> None:
    document = read(f"始{text}", "a.txt")
    normal = normalise(document)
    assert list(normal.offsets) == sorted(normal.offsets)
    assert len(normal.offsets) == len(normal.text)
    assert normal.text.count("\n") == len(normal.lines) <= len(document.blocks)
    for place, sign in enumerate(normal.text):
        start, end = normal.span(place, place + 1)
        if sign not in "\n\t ":
            assert end == start + 1
            assert normal.line_at(place).block.start <= start < normal.line_at(place).block.end
        if "\u4e00" < sign <= "\u9fff":
            assert document.text[start] == sign


def test_skipped_stretches_and_cells() -> None:
    half = "全市知识产权事业稳步前进发展环境持续优化创新"
    text = f"{half}\n— 3 —\n活力不断增强。\n甲｜乙 丙\n 丁 ｜\t戊\n"
    normal = normalise(read(text, "a.txt"))
    assert normal.text == f"{half}活力不断增强。\n甲\t乙丙\n丁\t戊\n"
    start, end = normal.span(len(half) - 2, len(half) + 2)
    assert text[start:end] == "创新\n— 3 —\n活力"
