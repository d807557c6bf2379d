"""``guiheng diff``: two versions of a plan, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from checker.model.diff import (
    ClosedFinding,
    DiffResult,
    ItemChange,
    NewFinding,
    NumberChange,
    OpenFinding,
    UndecidedChange,
    UnitsChange,
    Version,
    WordChange,
)
from checker.model.result import Verdict
from checker.report.diff_html import diff_html
from checker.report.diff_markdown import diff_markdown
from checker.report.diff_text import diff_text
from checker.report.markdown import LIMIT
from tests.cli.conftest import Here
from tests.cli.support import CONTRADICTION, SUMMARY, names, put
from tests.report.hostile import ATTRIBUTE, BIDI, LONG, SCRIPT, hostile
from tests.report.page import parse

EXAMPLES = Path(__file__).parents[2] / "docs/examples"
OUTLINE = ("--outlines", EXAMPLES / "jiangdong.yaml")
OLD, NEW = EXAMPLES / "linjiang.yaml", EXAMPLES / "revised/linjiang.yaml"


@pytest.fixture
def two(folder: Path) -> Path:
    """``old.yaml`` contradicts itself, ``new.yaml`` does not."""
    put(folder / "new.yaml")
    put(folder / "old.yaml", SUMMARY + CONTRADICTION)
    return folder


@pytest.mark.usefixtures("two")
def test_a_mended_error_is_told_and_nothing_fails(here: Here) -> None:
    done = here("diff", "old.yaml", "new.yaml")
    assert (done.code, done.err) == (0, "")
    assert "旧稿：临江市知识产权规划（草案，old.yaml）\n新稿：临江市知识产权规划（草案，new.yaml）\n" in done.out
    assert "\n错误 1 → 0；" in done.out
    assert "  错误 TGT003 " in done.out.split("不再涉及（")[1].split("仍在：")[0]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("threshold", "code"), [("error", 1), ("warning", 1), ("info", 1), ("undecided", 1), ("never", 0)]
)
def test_a_new_error_fails(here: Here, threshold: str, code: int) -> None:
    done = here("diff", "new.yaml", "old.yaml", "--fail-on", threshold)
    assert done.code == code
    assert "\n新出现：" in done.out


@pytest.mark.usefixtures("two")
def test_what_was_open_before_does_not_fail(here: Here) -> None:
    put(Path("older.yaml"), SUMMARY + CONTRADICTION, title="临江市旧规划")
    done = here("diff", "older.yaml", "old.yaml", "--fail-on", "undecided")
    assert (done.code, "新稿没有新问题。" in done.out) == (0, True)


def test_the_example_shows_every_kind_of_change(here: Here) -> None:
    done = here("diff", OLD, NEW, *OUTLINE)
    assert (done.code, done.err) == (0, "")
    for line in (
        "  错误 FIG001 「比“十二五”期间的1600件增长200%」：按前后两期数应约为 100.0%",
        "  警告 RSP001 任务「完善公共服务」没有写明责任单位（旧稿没有）",
        "  指标表「知识产权保护社会满意度」2025年目标值：82分以上 → 80分以上 ↓ 降；上位：国家 82分（2025年）",
        "  正文「专利授权量」2016—2020年现状（增幅）：200% → 100% ↓ 降",
        "  任务「完善公共服务」",
        "  引用文件「“十四五”国家知识产权保护和运用规划」国发(2021)20号",
        "  任务「服务企业出海」",
        "  任务名称：建立快速处理通道 → 建立快速办理通道",
        "  任务「严格行政执法」减去 市农业农村局",
        "  任务「推进社会共治」牵头单位 （未写明） → 市司法局",
    ):
        assert f"\n{line}\n" in done.out, line
    mended, remaining = done.out.split("\n已改正：")[1].split("\n仍在：")
    assert "任务「促进质押融资」没有写明责任单位" in mended, "another task without units is another matter"
    assert "「促进质押融资」" not in remaining.split("\n新出现：")[0]


def test_json_has_all_of_it(here: Here) -> None:
    document = json.loads(here("diff", OLD, NEW, *OUTLINE, "--format", "json").out)
    diff = document["diff"]
    assert document["version"] == 1
    assert {each["fate"] for each in diff["closed"]} == {"已改正"}
    assert {each["finding"]["rule"] for each in diff["opened"]} == {"RSP001", "CIT003"}
    assert [each["name"] for each in diff["dropped"]] == ["服务企业出海"]
    assert diff["numbers"][0]["upper"][0].startswith("省级 10.2%")


def test_html_is_one_well_formed_page(here: Here, folder: Path) -> None:
    whose = ("--issuer", "江东省知识产权局", "--closing", "请研究答复。")
    done = here("diff", OLD, NEW, *OUTLINE, "--format", "html", "-o", "对照.html", *whose)
    assert (done.code, done.out, names(folder)) == (0, "", ["对照.html"])
    page = parse(Path("对照.html").read_text(encoding="utf-8"))
    assert page.one("h1").text == "临江市“十四五”知识产权发展规划"
    assert page.one("p", "verdict").text == "旧稿 18 处问题：已改正 7 处，仍在 11 处；新稿另有新问题 2 处。"
    assert [node.text.split()[0] for node in page.id("findings").all("h3")] == ["已改正", "仍在", "新出现"]
    assert page.one("p", "issuer").text == "江东省知识产权局"
    assert page.one("p", "closing").text == "请研究答复。"
    assert "82分以上" in page.id("text").one("table").text
    assert {node.attributes["href"][0] for node in page.all("a")} == {"#"}


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("region", "{name: 江北市, level: city, province: 澄江省}", "地区不同：旧稿是临江市，新稿是江北市"),
        ("period", "{start: 2026, end: 2030}", "规划期不同：旧稿是2021—2025年，新稿是2026—2030年"),
    ],
)
@pytest.mark.usefixtures("two")
def test_two_plans_of_different_places_or_years_are_refused(here: Here, key: str, value: str, reason: str) -> None:
    put(Path("other.yaml"), **{key: value})
    done = here("diff", "new.yaml", "other.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.lines == [
        f"guiheng：两份不像同一份规划的两稿：{reason}。确要对照请加 --force（guiheng diff --help 看用法）"
    ]
    forced = here("diff", "new.yaml", "other.yaml", "--force", "--fail-on", "never")
    assert forced.code == 0
    assert f"注意：{reason}\n" in forced.out


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("old.yaml",), "guiheng：缺少参数：新稿（guiheng diff --help 看用法）"),
        (("old.yaml", "./old.yaml"), "guiheng：旧稿和新稿是同一个文件（guiheng diff --help 看用法）"),
        (("old.yaml", "."), "guiheng：. 是文件夹，请写明是哪一份（guiheng diff --help 看用法）"),
        (("old.yaml", "none.yaml"), "none.yaml: 找不到这个文件或文件夹，请核对名称和所在位置"),
        (("old.yaml", "new.yaml", "-o", "old.yaml"), "old.yaml: 这是要查的文件，写结果会盖掉它；请换一个文件名"),
    ],
)
def test_inputs_that_can_not_be_compared(here: Here, arguments: tuple[str, ...], message: str) -> None:
    done = here("diff", *arguments)
    assert (done.code, done.out, done.lines) == (2, "", [message])


@pytest.mark.usefixtures("two")
def test_a_broken_version_is_told(here: Here) -> None:
    Path("broken.yaml").write_text("schema: 1\ntitle: [", encoding="utf-8")
    done = here("diff", "old.yaml", "broken.yaml")
    assert (done.code, done.out) == (2, "")
    assert all(line.startswith("broken.yaml") for line in done.lines)


def nasty(times: int = 1) -> DiffResult:
    """A comparison in which every text of the plans is an attack."""
    (finding, *_) = hostile().plans[0].findings
    (place, *_) = finding.places
    counts = dict.fromkeys(Verdict, 1)
    version = Version(SCRIPT, "draft", SCRIPT, SCRIPT, {"error": 1}, counts, (SCRIPT + BIDI,), (SCRIPT,))
    return DiffResult(
        run=hostile().run,
        old=version,
        new=replace(version, title=ATTRIBUTE + SCRIPT),
        unlike=(SCRIPT + BIDI,),
        notices=(ATTRIBUTE,),
        closed=(ClosedFinding(finding, "已改正"), ClosedFinding(finding, "转为无法判断", SCRIPT)) * times,
        opened=(NewFinding(finding, "旧稿没有"),) * times,
        remaining=(OpenFinding(replace(finding, message=BIDI + "旧"), finding, (SCRIPT,), (BIDI,)),) * times,
        numbers=(NumberChange("正文", SCRIPT + LONG, ATTRIBUTE, SCRIPT, BIDI, "升", (SCRIPT,), place, place),) * times,
        added=(ItemChange("任务", SCRIPT + BIDI, ATTRIBUTE, place),) * times,
        dropped=(ItemChange("任务", LONG, SCRIPT, place),) * times,
        words=(WordChange("规划", SCRIPT, BIDI, SCRIPT, place),) * times,
        units=(UnitsChange("任务", SCRIPT, (BIDI,), (SCRIPT,), ATTRIBUTE, SCRIPT, place),) * times,
        settled=(UndecidedChange("X", SCRIPT, BIDI, SCRIPT, "符合"),) * times,
        unsettled=(UndecidedChange("X", SCRIPT, SCRIPT, BIDI, "没有这一项"),) * times,
    )


def test_a_hostile_plan_stays_text_in_every_format() -> None:
    page = parse(diff_html(nasty()))
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert not [name for node in page.walk() for name in node.attributes if name.startswith("on")]
    assert SCRIPT in page.one("h1").text
    markdown, text = diff_markdown(nasty()), diff_text(nasty())
    assert "<script" not in markdown
    for said in (markdown, text):
        assert not [char for char in said if char != "\n" and not char.isprintable()]


def test_a_long_comparison_is_cut_in_markdown_and_says_so() -> None:
    text = diff_markdown(nasty(300))
    assert LIMIT * 0.8 < len(text) <= LIMIT
    assert text.count("<details>") == text.count("</details>")
    listed = text.count("\n- ")
    assert f"限于篇幅（65,536 字符），{300 * 11 - listed} 条没有列出" in text


def test_the_same_again_is_the_same_text(here: Here) -> None:
    assert here("diff", OLD, NEW, *OUTLINE).out == here("diff", OLD, NEW, *OUTLINE).out
