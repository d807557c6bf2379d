"""The engines that the tests of the port run on."""

from __future__ import annotations

import pytest

from tests.engine.support import CHOICES, Build, builder


@pytest.fixture(params=CHOICES)
def build(request: pytest.FixtureRequest) -> Build:
    """Compile queries for each engine that can be had."""
    return builder(request.param)
