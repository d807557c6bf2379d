"""The command line: one module a command, each imported only when it is called."""

from __future__ import annotations

import sys

EXIT_OK, EXIT_FINDINGS, EXIT_UNUSABLE, EXIT_NOTHING, EXIT_FAULT = 0, 1, 2, 3, 4


def main() -> None:
    """Run ``guiheng`` and leave with its exit code; never a traceback."""
    from checker.cli.entry import run

    sys.exit(run(sys.argv[1:]))
