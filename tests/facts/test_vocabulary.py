"""Names: what is one indicator, what only looks like it; the shipped vocabulary against itself."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.vocabulary import Vocabulary, normalised
from checker.loading.validation import validated
from checker.model.taxonomy import IndicatorTerm, Lookalike, ProtectionTerm, Taxonomy
from tests.facts.support import vocabulary
from tests.loading.support import examples

TERMS = vocabulary().taxonomy.indicators
PROTECTIONS = vocabulary().taxonomy.protections


def names_of(term: IndicatorTerm) -> set[str]:
    return {normalised(name) for name in (term.name, *term.aka)}


def test_no_name_means_two_indicators() -> None:
    counts = Counter(name for term in TERMS for name in names_of(term))
    assert [name for name, count in counts.items() if count > 1] == []
    assert len(counts) > len(TERMS) > 40


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.code)
def test_a_term_is_found_by_each_of_its_names_and_is_no_near_miss_of_itself(term: IndicatorTerm) -> None:
    for name in (term.name, *term.aka):
        assert vocabulary().indicator(None, name) == term
        assert term not in [near.of for near in vocabulary().near_misses(name)]
    assert vocabulary().by_code(term.code) == vocabulary().indicator(term.code, "随便什么") == term


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.code)
def test_near_misses_are_other_names(term: IndicatorTerm) -> None:
    looks = [normalised(look.name) for look in term.lookalikes]
    assert len(looks) == len(set(looks))
    assert not set(looks) & names_of(term)
    for look in term.lookalikes:
        assert vocabulary().indicator(None, look.name) != term
        assert term in [near.of for near in vocabulary().near_misses(look.name)]


def test_a_name_is_a_near_miss_of_an_indicator_once() -> None:
    every = {name for term in TERMS for name in (term.name, *term.aka, *(look.name for look in term.lookalikes))}
    for name in every:
        found = [near.of.code for near in vocabulary().near_misses(name)]
        assert len(found) == len(set(found)), name


def test_a_term_is_a_near_miss_under_each_of_its_names() -> None:
    why = "绝对数，不是每万人口的水平"
    for name in ("高价值发明专利拥有量", "高价值发明专利总量", "高价值 发明专利（数量）"):
        near = {miss.of.code: miss.why for miss in vocabulary().near_misses(name)}
        assert near["high-value-patents-per-10k"] == why


def test_two_lookalikes_that_are_one_indicator_count_once() -> None:
    """The second name of the same thing is no second near-miss, even where the reasons differ."""
    mine = IndicatorTerm(
        code="mine",
        name="甲",
        unit="件",
        direction="higher",
        scope="level",
        lookalikes=(Lookalike(name="乙", why="一"), Lookalike(name="丙", why="二")),
    )
    other = IndicatorTerm(code="other", name="乙", aka=("丙",), unit="件", direction="higher", scope="level")
    small = Vocabulary(Taxonomy(indicators=(mine, other)))
    assert [(near.of.code, near.why) for near in small.near_misses("乙")] == [("mine", "一")]
    assert [(near.of.code, near.why) for near in small.near_misses("丙")] == [("mine", "二")]


@pytest.mark.parametrize(
    "name",
    ["有效注册商标", "知识产权", "每万人口专利", "商标", "专利密集型产业增加值占GDP比重（%）提升", "不认识的指标", ""],
)
def test_names_are_matched_whole(name: str) -> None:
    known = vocabulary().indicator(None, name)
    assert known is None or normalised(name) in names_of(known)
    assert vocabulary().indicator(None, f"{name}之外") is None


def test_an_unknown_code_is_not_replaced_by_the_name() -> None:
    assert vocabulary().indicator("my-own-code", TERMS[0].name) is None


@pytest.mark.parametrize(
    "written",
    [
        "知识产权强国建设纲要（2021—2035年）",
        "知识产权强国建设纲要（2021－2035年）",
        "知识产权强国建设纲要(2021-2035年)",
        "知识产权强国建设纲要（2021–2035年）",
        "知识产权强国建设纲要（2021―2035年）",
        "知识产权强国建设纲要（2021~2035年）",
        "知识产权强国建设纲要（2021～2035年）",
        "知识产权强国建设纲要（2021〜2035年）",
        "知识产权强国建设纲要（2021−2035年）",
        "知识产权强国建设纲要〔2021──2035年〕",
        "《知识产权强国建设纲要》（2021—2035年）",
        "知识产权强国建设纲要 （２０２１—２０３５年）",
        "知识产权\u200b强国建设纲要\n(2021—2035年)",
        "知识产权强国建设纲要【2021·2035年】",
    ],
)
def test_dashes_brackets_widths_and_spaces_make_no_other_name(written: str) -> None:
    assert normalised(written) == "知识产权强国建设纲要20212035年"


@examples
@given(st.text(st.characters(categories=["Lo", "Nd", "Lu"]), max_size=12), st.integers(0, 12))
def test_normalising_keeps_words_apart_and_is_done_once(name: str, position: int) -> None:
    once = normalised(name)
    assert normalised(once) == once
    assert normalised(f"（{name[:position]}、 {name[position:]}）") == once
    assert bool(once) == bool(name.strip())


@pytest.mark.parametrize("term", PROTECTIONS, ids=lambda term: term.name)
def test_a_protection_is_named_by_its_own_word_only(term: ProtectionTerm) -> None:
    says = vocabulary().names_protection
    assert says(term.name, f"健全知识产权{term.name}体系")
    assert says(term.name, term.goal)
    assert says(term.name, "“严保护、大保护、快保护、同保护”格局")
    for other in term.not_:
        assert not says(term.name, f"完善知识产权{other}机制")
        assert says(term.name, f"{other}与{term.name}并重")
    for another in PROTECTIONS:
        assert another == term or not says(term.name, another.goal)


@pytest.mark.parametrize(
    "heading",
    ["健全统一领导、衔接顺畅、快速高效的协同保护格局", "加大保护力度", "严格保护", "加快保护中心建设", "同等保护"],
)
def test_headings_of_real_documents_that_name_none(heading: str) -> None:
    assert [term.name for term in PROTECTIONS if vocabulary().names_protection(term.name, heading)] == []


def test_what_an_indicator_is_part_of_or_adds_to_must_be_there() -> None:
    term = {"code": "a-b", "name": "甲", "unit": "件", "direction": "higher", "scope": "level"}
    assert validated(Taxonomy, {"indicators": [term]}).indicators[0].part_of is None
    for key in ("part_of", "flow_of"):
        taxonomy = validated(Taxonomy, {"indicators": [{**term, key: "c-d"}]})
        assert list(taxonomy.disagreements()) == ["part_of、flow_of 没有这个指标：c-d"]


def test_parts_and_flows_are_counted_as_what_they_belong_to() -> None:
    """Else they could not be compared."""
    every = vocabulary().taxonomy.indicators
    for term in every:
        for code in (term.part_of, term.flow_of):
            if code:
                whole = vocabulary().by_code(code)
                assert whole is not None
                assert vocabulary().unit(term.unit, term.name).dimension == (
                    vocabulary().unit(whole.unit, whole.name).dimension
                )
        if term.part_of:
            whole = vocabulary().by_code(term.part_of)
            assert whole is not None
            assert term.scope == whole.scope
