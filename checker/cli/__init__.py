"""The command line: one module a command, each imported only when it is called."""

from __future__ import annotations

import sys

EXIT_OK, EXIT_FINDINGS, EXIT_UNUSABLE, EXIT_NOTHING, EXIT_FAULT = 0, 1, 2, 3, 4
EXIT_INTERRUPTED, EXIT_UNREAD, EXIT_TERMINATED = 130, 141, 143  # as shells report SIGINT, SIGPIPE, SIGTERM


def main() -> None:
    """Run ``guiheng`` and leave with its exit code; never a traceback."""
    try:
        from checker.cli.entry import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before or after what ``run`` itself guards
        code = EXIT_INTERRUPTED
    sys.exit(code)
