"""The command line: one module a command, each imported only when it is called."""

from __future__ import annotations

import gc
import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn

EXIT_OK, EXIT_FINDINGS, EXIT_UNUSABLE, EXIT_NOTHING, EXIT_FAULT = 0, 1, 2, 3, 4
EXIT_INTERRUPTED, EXIT_UNREAD, EXIT_TERMINATED = 130, 141, 143  # as shells report SIGINT, SIGPIPE, SIGTERM


def main() -> NoReturn:
    """Run ``guiheng`` and leave with its exit code; never a traceback."""
    code = run()
    with suppress(OSError, ValueError):  # what can't be written is said where it is written
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        if threading.active_count() == 1:
            os._exit(code)  # all is written: to take down what was made, piece by piece, takes a tenth of the time
    sys.exit(code)


def run() -> int:
    """Run ``guiheng`` with the arguments of the process; its exit code."""
    # what a start makes stays to the end, and what a plan makes goes by itself: looking through it takes a tenth of
    # the time of a check and finds next to nothing
    gc.set_threshold(150_000, 20, 20)
    try:
        from checker.cli.entry import run as begin

        return begin(sys.argv[1:])
    except KeyboardInterrupt:  # before or after what ``run`` itself guards
        return EXIT_INTERRUPTED
