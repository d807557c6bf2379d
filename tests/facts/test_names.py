"""Names that contain one another: what is looked at closely must hold every pair that means something."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.facts.names import difference, likeness

_PIECES = (
    *(
        "国家",
        "省级",
        "市",
        "县",
        "区级",
        "以上",
        "及以上",
        "试点",
        "示范",
        "优势",
        "培育",
        "打造",
        "全市",
        "本区",
        "年度",
    ),
    *("知识产权", "专利", "质押融资", "登记", "企业", "高价值发明", "商标", "拥有量", "总数", "金额", "数量", "每年"),
)
_NAMES = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6).map("".join)


@st.composite
def _near_names(draw: st.DrawFn) -> tuple[str, str]:
    """Two names of which one is the other with something put in."""
    pieces = draw(st.lists(st.sampled_from(_PIECES), min_size=2, max_size=6))
    more = list(pieces)
    for _ in range(draw(st.integers(0, 3))):
        more.insert(draw(st.integers(0, len(more))), draw(st.sampled_from(_PIECES)))
    return "".join(more), "".join(pieces)


@given(st.one_of(st.tuples(_NAMES, _NAMES), _near_names()))
def test_whatever_differs_in_an_allowed_way_shares_a_word(names: tuple[str, str]) -> None:
    longer, shorter = names
    if difference(longer, shorter) is not None:
        assert likeness(longer) & likeness(shorter)


def test_the_generated_names_do_differ_in_each_allowed_way() -> None:
    """The property above would hold of names that never differ so."""
    assert difference("国家级高价值发明专利拥有量", "高价值发明专利拥有量") == "level"
    assert difference("国家知识产权示范优势企业专利", "国家企业专利") == "kind"
    assert difference("培育省级示范企业专利", "省级示范企业专利") == "done"
    assert difference("年度质押融资登记金额", "质押融资金额") == "same"
