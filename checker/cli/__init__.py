"""The command line: one module a command, each imported only when it is called."""

from __future__ import annotations

import gc
import sys

EXIT_OK, EXIT_FINDINGS, EXIT_UNUSABLE, EXIT_NOTHING, EXIT_FAULT = 0, 1, 2, 3, 4
EXIT_INTERRUPTED, EXIT_UNREAD, EXIT_TERMINATED = 130, 141, 143  # as shells report SIGINT, SIGPIPE, SIGTERM


def main() -> None:
    """Run ``guiheng`` and leave with its exit code; never a traceback."""
    # what a start makes stays to the end, and what a plan makes goes by itself: looking through it takes a tenth of
    # the time of a check and finds next to nothing
    gc.set_threshold(150_000, 20, 20)
    try:
        from checker.cli.entry import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before or after what ``run`` itself guards
        code = EXIT_INTERRUPTED
    sys.exit(code)
