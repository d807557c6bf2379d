"""``docs/configuration.md``: its examples are valid, and every key is in the table that the script writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from checker.model.base import field_names
from checker.model.config import Config, ReportConfig
from tests.cli.conftest import Here, folder, here  # noqa: F401 - fixtures
from tests.cli.support import CHECKOUT, put
from tests.docs.pages import blocks
from tests.steps import loaded

PAGE = CHECKOUT / "docs" / "configuration.md"
BLOCKS: dict[str, str] = {}
for _block in blocks(PAGE):
    BLOCKS.setdefault(_block.language, _block.text)


@pytest.mark.usefixtures("folder")
def test_the_examples_are_valid(here: Here) -> None:  # noqa: F811
    text = BLOCKS["toml"].replace('baseline = "guiheng-baseline.json"\n', "")
    Path("guiheng.toml").write_text(text, encoding="utf-8")
    Path("outlines").mkdir()
    Path("outlines/jiangdong.yaml").symlink_to(CHECKOUT / "docs/examples/jiangdong.yaml")
    Path("waivers.yaml").write_text(BLOCKS["yaml"], encoding="utf-8")
    put(Path("good.yaml"), id="example-linjiang-145")
    done = here("check", "good.yaml", "--as-of", "2026-12-31")
    assert (done.code, done.err) == (1, "")
    assert "TGT003：没有这个问题" in done.out


def test_what_others_take_is_there() -> None:
    hook, action = (yaml.safe_load(block.text) for block in blocks(PAGE)[2:4])
    (named,) = hook["repos"][0]["hooks"]
    assert named["id"] in {each["id"] for each in loaded(CHECKOUT / ".pre-commit-hooks.yaml")}
    assert action["steps"][1]["with"].keys() == loaded(CHECKOUT / "action.yml")["inputs"].keys()


def test_every_key_has_a_row() -> None:
    keys = {key for key in field_names(Config) if key != "report"} | {
        f"report.{key}" for key in field_names(ReportConfig)
    }
    assert set(re.findall(r"^\| `([^`]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)) == keys
