"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# a test run says the same each time; new examples are looked for by the long runs, which are started by hand
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.load_profile("same")
