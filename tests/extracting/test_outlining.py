"""A province has its yardstick in minutes: its plan as a Word file, looked over, and a city checked against it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from checker.loading.plans import load_plan
from tests.cli.conftest import Here
from tests.cli.conftest import here as here  # noqa: PLC0414  # a fixture
from tests.reading.making import Piece, to_docx, to_text

CITY = ("--region", "澄江省临江市")
PROVINCE = (
    Piece("title", "澄江省“十四五”知识产权规划"),
    Piece("paragraph", "（澄政发〔2021〕31号）"),
    Piece("paragraph", "依据《知识产权强国建设纲要（2021—2035年）》，结合我省实际，制定本规划。规划期为2021—2025年。"),
    Piece("heading", "一、发展目标", 1),
    Piece("paragraph", "到2025年，全省知识产权创造质量明显提高，保护体系更加健全。"),
    Piece("paragraph", "表1 主要指标"),
    Piece(
        "table",
        rows=(
            ("指标", "2020年", "2025年", "属性"),
            ("每万人口高价值发明专利拥有量（件）", "4.5", "9", "预期性"),
            ("海外发明专利授权量（件）", "160", "300", "预期性"),
            ("知识产权质押融资登记金额（亿元）", "62", "120", "预期性"),
        ),
    ),
    Piece("heading", "二、重点任务", 1),
    Piece(
        "paragraph", "（一）严格保护。健全行政执法与司法衔接，完善惩罚性赔偿制度。（省市场监管局牵头，省公安厅负责）"
    ),
    Piece("paragraph", "（二）促进运用。开展专利导航，鼓励各市探索质押融资新模式。（省市场监管局负责）"),
    Piece("heading", "三、保障措施", 1),
    Piece("paragraph", "（一）统一指标。各市应当把海外发明专利授权量列入本市规划。各省属企业要加大投入。"),
    Piece("paragraph", "（二）加强评估。省市场监管局组织中期评估。各设区市要结合实际制定年度计划；不得层层加码。"),
)
_ASK = """
asks:
  - id: A01
    clause: 三（一）
    text: 各市规划列入海外发明专利授权量
    quote: 各市应当把海外发明专利授权量列入本市规划
    of: [city]
    strength: 要求
    method: machine
    indicator: overseas-patent-grants
    confidence: verified
  - {id: A02, clause: 三（二）, text: 以省规划为依据, of: [city], strength: 引导, method: machine,
     citation: chengjiang-145, confidence: derived}
"""


@pytest.fixture
def outline(here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The province's plan as an outline, as the machine leaves it."""
    monkeypatch.chdir(tmp_path)
    Path("省规划.docx").write_bytes(to_docx(PROVINCE))
    done = here("extract", "省规划.docx", "--as", "outline", "-o", "省.yaml", "--id", "chengjiang-145")
    assert done.code == 0, done.err
    return Path("省.yaml")


def test_an_outline_says_where_its_numbers_stand_and_how_sure_they_are(outline: Path) -> None:
    plan = load_plan(outline).plan
    assert (plan.region.name, plan.region.level, plan.number) == ("澄江省", "province", "澄政发〔2021〕31号")
    assert [(row.clause, row.confidence) for row in plan.indicators] == [
        ("表1主要指标 第1项", "single-source"),
        ("表1主要指标 第2项", "single-source"),
        ("表1主要指标 第3项", "single-source"),
    ]
    assert plan.confidence
    assert (plan.confidence.title, plan.confidence.number) == ("single-source", "single-source")
    assert plan.asks == ()


def test_what_it_asks_is_left_to_a_person_with_the_places_to_look_at(outline: Path) -> None:
    lines = outline.read_text(encoding="utf-8").splitlines()
    notes = [line.removeprefix("#: ") for line in lines if line.startswith("#: ")]
    assert lines[-len(notes) :] == [f"#: {note}" for note in notes]  # at the end, where asks stand
    assert any("docs/outline-format.md" in note for note in notes)
    found = notes[1 + next(index for index, note in enumerate(notes) if note.startswith("原文里像是对下级说的句子")) :]
    said = [re.sub(r"第 \d+ 段", "第 n 段", note.strip()) for note in found]
    assert said == [
        "第 n 段，二(二) 促进运用：鼓励各市探索质押融资新模式。",
        "第 n 段，三(一) 统一指标：各市应当把海外发明专利授权量列入本市规划。",
        "第 n 段，三(二) 加强评估：各设区市要结合实际制定年度计划；",
    ]


def test_a_city_is_held_against_it(here: Here, outline: Path) -> None:
    text = outline.read_text(encoding="utf-8").replace("confidence: single-source", "confidence: verified")
    text = text.replace("stage: draft", "stage: issued\npublished: 2021-09-30")
    outline.write_text(text + _ASK, encoding="utf-8")
    Path("市规划.txt").write_text(to_text(), encoding="utf-8")
    assert here("extract", "市规划.txt", *CITY, "-o", "市.yaml").code == 0
    done = here("check", "市.yaml", "--outlines", outline, "--format", "json")
    assert done.code == 1, done.err
    (plan,) = json.loads(done.out)["plans"]
    assert "chengjiang-145" in {parent["id"] for parent in plan["parents"]}
    (asked,) = (finding for finding in plan["findings"] if finding["rule"] == "IND010")
    assert asked["severity"] == "error"
    assert asked["basis"][0]["clause"] == "三（一）"
    passed = {(check["rule"], check["subject"]) for check in plan["checks"] if check["verdict"] == "符合"}
    assert ("CIT001", "《澄江省“十四五”知识产权规划》") in passed


def test_an_updated_outline_keeps_what_a_person_verified(here: Here, outline: Path) -> None:
    text = outline.read_text(encoding="utf-8").replace("confidence: single-source", "confidence: verified", 2)
    outline.write_text(text + _ASK, encoding="utf-8")
    later = tuple(
        Piece("table", rows=(*piece.rows[:3], ("知识产权质押融资登记金额（亿元）", "62", "150", "预期性")))
        if piece.kind == "table"
        else piece
        for piece in PROVINCE
    )
    Path("省规划2.docx").write_bytes(to_docx(later))
    done = here("extract", "省规划2.docx", "--as", "outline", "--update", outline, "-o", outline)
    assert done.code == 0, done.err
    assert "指标「知识产权质押融资登记金额」改了：目标 120亿元（2025） → 150亿元（2025）" in done.out
    plan = load_plan(outline).plan
    assert [row.confidence for row in plan.indicators] == ["verified", "verified", "single-source"]
    assert [ask.id for ask in plan.asks] == ["A01", "A02"]
    assert outline.read_text(encoding="utf-8").count("docs/outline-format.md") == 1


@pytest.mark.usefixtures("outline")
def test_a_city_s_plan_says_nothing_of_levels_it_has_not(here: Here) -> None:
    Path("市规划.txt").write_text(to_text(), encoding="utf-8")
    here("extract", "市规划.txt", *CITY, "--as", "outline", "-o", "市.yaml")
    text = Path("市.yaml").read_text(encoding="utf-8")
    assert "各县（市、区）人民政府将主要任务列入年度计划。" in text
    here("extract", "市规划.txt", *CITY, "-o", "市2.yaml")
    assert "#: " not in Path("市2.yaml").read_text(encoding="utf-8")
