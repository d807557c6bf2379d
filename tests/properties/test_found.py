"""What long runs and relations found, each as small as it can be said."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from checker.loading.yaml_tree import parse
from checker.model.result import Verdict
from tests.loading.support import HEAD
from tests.properties.corpus import real
from tests.properties.harness import Case, complaints, play
from tests.properties.rewriting import Verdicts, checked, verdicts
from tests.reading.making import to_text

PERIOD = "period: {start: 2021, end: 2025}\n"
TOTALS = (
    "  - {indicator: 专利申请量, role: achieved, over: [2016, 2020], value: 25501, unit: 件, scope: total}",
    "  - {indicator: 发明专利申请量, role: achieved, over: [2016, 2020], value: 5760, unit: 件, scope: total}",
)
RATES = tuple(
    f'  - {{indicator: {name}, role: achieved, over: [2016, 2020], value: {value}, unit: "%", scope: average-growth}}'
    for name, value in (("专利申请量", "28.47"), ("发明专利申请量", "54.68"))
)


def of_rule(rule: str, more: str) -> Verdicts:
    """The verdicts of one rule on a plan of a few lines."""
    said = verdicts(checked(HEAD + PERIOD + more))
    return type(said)({key: count for key, count in said.items() if key[0] == rule})


def figures(*lines: str) -> str:
    return "figures:\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("lines", list(permutations((*TOTALS, *RATES)))[::5])
def test_one_rate_of_growth_is_no_part_of_another(lines: tuple[str, ...]) -> None:
    """With the rates first, a part that grows faster than the whole was said to be more than the whole (FIG003)."""
    (said,) = of_rule("FIG003", figures(*lines))
    assert said == ("FIG003", "「发明专利申请量」与「专利申请量」", str(Verdict.PASS), "")


def test_two_names_as_long_as_each_other_are_one_pair_in_either_order() -> None:
    filed, granted = (
        f"  - {{indicator: 专利{what}量, role: achieved, year: 2020, value: {value}, unit: 件, scope: yearly}}"
        for what, value in (("申请", 900), ("授权", 700))
    )
    other = "  - {indicator: 维权援助工作站, role: achieved, year: 2020, value: 11, unit: 家, scope: level}"
    one, turned = (of_rule("TGT033", figures(*lines)) for lines in ((filed, other, granted), (granted, other, filed)))
    assert one == turned
    assert one.total() == 1


def test_numbers_said_together_once_are_known_to_be_two_things() -> None:
    wide, narrow = (
        f"  - {{indicator: {name}, role: target, year: 2025, value: 150, unit: 家, scope: level}}"
        for name in ("省级知识产权示范企业", "知识产权示范企业")
    )
    other = "  - {indicator: 维权援助工作站, role: target, year: 2025, value: 11, unit: 家, scope: level}"
    assert of_rule("TGT030", figures(wide, other, narrow))
    for lines in ((wide, other, narrow, wide), (narrow, wide, other, narrow), (wide, narrow, other, wide)):
        assert not of_rule("TGT030", figures(*lines))


@pytest.mark.parametrize(("value", "unit"), [(("0.85", "3"), "件"), (("0.000085", "0.0003"), "万件")])
def test_a_row_is_known_under_another_name_in_whatever_unit(value: tuple[str, str], unit: str) -> None:
    base, target = value
    row = f"""indicators:
  - name: 每万人口高质量发明专利拥有量
    baseline: {{year: 2020, value: {base}, unit: {unit}}}
    target: {{year: 2025, value: {target}, unit: {unit}}}
"""
    text = figures(
        "  - {indicator: 有效发明专利密度, role: achieved, year: 2020, value: 0.85, unit: 件/万人, scope: level}",
        "  - {indicator: 每万人有效发明专利, role: target, year: 2025, value: 3, unit: 件/万人, scope: level}",
    )
    (said,) = of_rule("TGT012", row + text)
    assert said[2] == str(Verdict.FAIL)


@pytest.mark.parametrize("sign", ["\u2066", "\u202e", "\u200b", "\u00ad"])
def test_what_cannot_be_seen_is_written_as_an_escape(tmp_path: Path, sign: str) -> None:
    """A mark that turns the direction of writing would show a reviewer another line than the one that is read."""
    text = real(to_text()).replace("有效注册商标总量（件）", f"有效注册商标{sign}总量（件）")
    case = Case(("extract", "a.txt", "--region", "浙江省衢州市", "-o", "p.yaml"), {"a.txt": text.encode()})
    outcome = play(case, tmp_path)
    assert outcome.code == 0, outcome.err
    written = outcome.written["p.yaml"]
    assert sign not in written
    assert any(sign in at["quote"] for row in parse(written, "p.yaml").data["indicators"] for at in _places(row["at"]))


@pytest.mark.parametrize("run", ["NaN", "1", "12.", "、市", "（一）", "AB/c ", "市局、", "2025年", "（", "《"])
def test_a_long_run_of_anything_is_read_in_linear_time(tmp_path: Path, run: str) -> None:
    """A run of letters without a digit took time that grew with its cube: minutes for one line."""
    text = real(to_text()).replace("有效注册商标总量（件）", f"有效注册商标{run * (12_000 // len(run))}总量（件）")
    case = Case(("extract", "a.txt", "--region", "浙江省衢州市", "-o", "p.yaml"), {"a.txt": text.encode()})
    assert not complaints(case, play(case, tmp_path))


def test_a_box_before_the_first_heading_is_in_no_section(tmp_path: Path) -> None:
    text = """专栏3 知识产权运营体系建设 |
以服务机构、银行为基础，在质押融资、专利转化等方面着力，将高校、科研院所的专利转化为生产力。 |
围绕本地特色产品成立标准制定委员会，建立地理标志保护工作机制，联合执法部门开展联动保护。 |
"""
    named = ("--region", "浙江省衢州市", "--title", "衢州市知识产权规划")
    outcome = play(Case(("extract", "a.txt", *named, "-o", "p.yaml"), {"a.txt": text.encode()}), tmp_path)
    assert outcome.code == 0, outcome.err
    boxed = [each for each in parse(outcome.written["p.yaml"], "p.yaml").data["measures"] if each["kind"] == "box"]
    assert any("section" not in each for each in boxed)


def test_an_annex_without_a_number_in_the_contents(tmp_path: Path) -> None:
    """Its number was an empty text, which no summary may hold."""
    lines = real(to_text()).splitlines()
    lines.insert(lines.index("四、保障措施") + 1, "附件 主要指标解释")
    named = ("--region", "浙江省衢州市", "-o", "p.yaml")
    outcome = play(Case(("extract", "a.txt", *named), {"a.txt": "\n".join(lines).encode()}), tmp_path)
    assert outcome.code == 0, outcome.err


def test_sums_beyond_what_the_engine_counts_are_open() -> None:
    """Amounts that are each within its limits came to more, which was an internal fault."""
    common = "role: achieved, year: 2020, unit: 亿元, scope: total"
    whole = f"  - {{indicator: 质押融资金额, value: 80000000, {common}}}"
    parts = [f"  - {{indicator: {name}, of: 质押融资金额, value: 60000000, {common}}}" for name in ("专利", "商标")]
    (said,) = of_rule("FIG002", figures(whole, *parts))
    assert said[2] == str(Verdict.FAIL)


def _places(at: object) -> list[dict[str, str]]:
    return at if isinstance(at, list) else [at]  # type: ignore[list-item]
