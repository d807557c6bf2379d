"""What is printed, word for word.

After a change that is meant: ``pytest tests/cli --snapshot-update``, and read the difference.
"""

from __future__ import annotations

import re

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.conftest import Here
from tests.cli.support import BAODING, HEGANG

pytestmark = pytest.mark.usefixtures("checkout")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", BAODING),
        ("check", HEGANG),
        ("rules",),
        ("outlines",),
        ("explain", "TGT003"),
        ("explain", "RSP001"),
        ("--help",),
        ("check", "--help"),
    ],
    ids=" ".join,
)
def test_printed(here: Here, arguments: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    done = here(*arguments)
    assert done.err == ""
    # versions and engines differ from one installation to another; lines move whenever a summary is mended
    text = re.sub(r"（规衡 .*）$", "（规衡 …）", done.out, flags=re.MULTILINE)
    assert re.sub(r"(?<=\.yaml:)\d+", "…", text) == snapshot
