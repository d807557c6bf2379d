"""A folder of plans, and an editor that has it open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import DOCS
from tests.editor.client import Client

EXAMPLES = DOCS / "examples"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A repository: a city's plan with its document, and its province's."""
    folder = tmp_path / "规划 库"
    folder.mkdir()
    for name in ("linjiang.yaml", "linjiang.txt", "jiangdong.yaml"):
        shutil.copy(EXAMPLES / name, folder)
    return folder


@pytest.fixture
def client(work: Path) -> Iterator[Client]:
    editor = Client(work)
    yield editor
    editor.kill()
