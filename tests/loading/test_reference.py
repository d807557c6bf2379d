"""Reference data is read whole, and all that is wrong with it is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checker.loading.problems import UnusableInput
from checker.loading.reference import DataFiles, load_data
from checker.model.data import ReferenceData
from checker.model.result import Problem

PEOPLE = "{place: 临江市, province: 江东省, date: 2020-11-01, value: 2159900, source: 公报, confidence: verified}"
GRANTS = (
    "{place: 临江市, province: 江东省, indicator: patent-grants, name: 专利授权量, as_of: 2023-08, value: 21.50,"
    " unit: 件, source: 公报, confidence: verified}"
)


def loaded(folder: Path, **files: str) -> tuple[ReferenceData, list[Problem]]:
    (folder / "data").mkdir()
    for name, text in files.items():
        (folder / "data" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_data(folder, {"patent-grants"})


def told(problems: list[Problem], folder: Path) -> list[tuple[str, int | None, str]]:
    return [(problem.file.removeprefix(f"{folder.name}/data/"), problem.line, problem.message) for problem in problems]


def test_the_files_of_a_folder_are_one(tmp_path: Path) -> None:
    data, problems = loaded(tmp_path, a=f"population: [{PEOPLE}]", b=f"actuals: [{GRANTS}]")
    assert problems == []
    (people,), (actual,) = data.population, data.actuals
    assert (people.value, people.unit, people.rounded) == (2159900, "人", False)
    assert (actual.value, actual.as_of.first, actual.as_of.last) == (
        Decimal("21.50"),
        date(2023, 8, 1),
        date(2023, 8, 31),
    )


def test_no_folder_is_no_data(tmp_path: Path) -> None:
    assert load_data(tmp_path, set()) == (ReferenceData(), [])


def test_all_errors_of_all_files_are_told(tmp_path: Path) -> None:
    recalled = GRANTS.replace("verified", "recalled")
    unknown = GRANTS.replace("patent-grants", "patent-grant")
    _, problems = loaded(
        tmp_path,
        a=f"actuals:\n  - {recalled}\n",
        b=f"actuals:\n  - {unknown}\n",
        c=f"population:\n  - {PEOPLE}\n  - {PEOPLE.replace('2159900', '215.99')}\n",
        d=f"population: [{PEOPLE}]\nactuals:\n  - {GRANTS}\n  - {GRANTS}\n",
    )
    assert told(problems, tmp_path) == [
        ("a.yaml", 2, "actuals.1.confidence 的值「recalled」不在可选值 verified、single-source、derived 中"),
        ("b.yaml", 2, "没有指标代码「patent-grant」，是不是想写「patent-grants」？"),
        ("c.yaml", 3, "population.2.value 应为整数，这里是「215.99」"),
        ("d.yaml", 4, "「临江市」同一时点的「专利授权量」写了两次"),
    ]


def test_what_another_file_says_is_not_said_again(tmp_path: Path) -> None:
    other = PEOPLE.replace("2020-11-01", "2010-11-01")
    _, problems = loaded(tmp_path, a=f"population: [{PEOPLE}]", b=f"population:\n  - {other}\n  - {PEOPLE}\n")
    assert told(problems, tmp_path) == [("b.yaml", 3, "「临江市」同一时点的人口写了两次")]


def test_places_of_one_name_in_two_provinces_are_two(tmp_path: Path) -> None:
    elsewhere = PEOPLE.replace("江东省", "江西省")
    data, problems = loaded(tmp_path, a=f"population: [{PEOPLE}, {elsewhere}]")
    assert problems == []
    assert len(data.population) == 2


def files(folder: Path, **texts: str) -> DataFiles:
    (folder / "data").mkdir()
    for name, text in texts.items():
        (folder / "data" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return DataFiles(folder, ["patent-grants"])


def test_only_the_files_that_speak_of_a_place_are_read(tmp_path: Path) -> None:
    data = files(tmp_path, a=f"population: [{PEOPLE}]", b=f"actuals: [{GRANTS}]", c="not: what {place: 别处市")
    found = data(["临江市"])
    assert (len(found.population), len(found.actuals)) == (1, 1)
    assert data(["全国"]) == ReferenceData()
    with pytest.raises(UnusableInput):
        data(["全国", "别处市"])


def test_they_are_read_once(tmp_path: Path) -> None:
    data = files(tmp_path, a=f"population: [{PEOPLE}]")
    found = data(["临江市"])
    (tmp_path / "data" / "a.yaml").unlink()
    assert data(["临江市", "全国"]) is found


def test_what_is_wrong_with_one_that_is_read_is_told(tmp_path: Path) -> None:
    data = files(tmp_path, a=f"actuals: [{GRANTS.replace('patent-grants', 'patent-grant')}]")
    with pytest.raises(UnusableInput) as caught:
        data(["临江市"])
    assert [problem.message for problem in caught.value.problems] == [
        "没有指标代码「patent-grant」，是不是想写「patent-grants」？"
    ]
