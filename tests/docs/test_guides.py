"""The guides: each command is run in the order shown and prints what is shown; samples and pictures are the tool's."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from tests.cli.conftest import Here
from tests.cli.conftest import here as here  # noqa: PLC0414  # a fixture
from tests.docs.pages import DOCS, ROOT, read
from tests.docs.walk import Walk, shows

GUIDES = sorted((DOCS / "guides").glob("*.md"))
BODY = "word/document.xml"
MAX_PICTURE = 300_000


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_guide_from_top_to_bottom(guide: Path, here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    walk = Walk(here, monkeypatch)
    walk.along(guide)
    assert walk.ran == read(guide).count("$ guiheng ") >= 6


def test_commands_in_passing_have_options_that_exist(here: Here) -> None:
    """What stands within a sentence isn't run; its command and options must be there."""
    named = [span for guide in GUIDES for span in re.findall(r"`(guiheng [^`]+)`", read(guide))]
    assert named
    for span in named:
        _, command, *rest = span.split()
        known = here(command, "--help")
        assert known.code == 0, span
        assert [
            word for word in rest if word.startswith("-") and f"{word} " not in known.out.replace(",", " ")
        ] == [], span


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        ("一\n二\n三\n", True),
        ("……\n二\n……\n", True),
        ("一……\n三", True),
        ("", True),
        ("一\n二\n", False),
        ("二\n……\n", False),
        ("……\n三\n……\n二\n……\n", False),
        ("……\n四\n", False),
    ],
)
def test_what_a_page_shows_is_compared(shown: str, same: bool) -> None:
    assert shows("一\n二\n三\n", shown) is same


def test_the_word_samples_are_the_texts() -> None:
    script = samples()
    for folder in (DOCS / "examples", DOCS / "examples" / "revised"):
        text = (folder / "linjiang.txt").read_text(encoding="utf-8")
        shipped = zipfile.ZipFile(folder / "linjiang.docx").read(BODY)
        made = zipfile.ZipFile(io.BytesIO(script.word(text))).read(BODY)
        assert shipped == made, "run python scripts/samples.py"


def test_pictures_are_small_and_used() -> None:
    pages = "".join(read(page) for page in [*DOCS.rglob("*.md"), ROOT / "README.md"])
    pictures = sorted((DOCS / "images").iterdir())
    assert len(pictures) >= 3
    for picture in pictures:
        assert picture.stat().st_size < MAX_PICTURE, picture.name
        assert f"images/{picture.name})" in pages, picture.name


def samples() -> ModuleType:
    """``scripts/samples.py`` as a module (``scripts`` is no package)."""
    spec = importlib.util.spec_from_file_location("samples", ROOT / "scripts" / "samples.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
