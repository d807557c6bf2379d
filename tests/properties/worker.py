"""The tries of one target in a process of its own, told line by line: ``bench/fuzz.py`` starts it and listens.

``python -m tests.properties.worker TARGET SEED FIRST COUNT MEGABYTES [CORPUS]``
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from tests.properties.corpus import Corpus
from tests.properties.trying import chance_of, tried

_BYTES = 1 << 20


def main(target: str, seed: int, first: int, count: int, megabytes: int, own: Path | None) -> None:
    """Try one after another; each line says which was begun or what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * _BYTES, megabytes * _BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    corpus = Corpus(own)
    for number in range(first, first + count):
        _tell({"begun": number})
        start = time.process_time()
        done = tried(target, chance_of(target, seed, number), corpus)
        seconds = round(time.process_time() - start, 3)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        _tell({"done": number, "came": done.came, "wrong": list(done.wrong), "seconds": seconds, "peak": peak})


def _tell(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    seed_, first_, count_, megabytes_ = map(int, sys.argv[2:6])
    main(sys.argv[1], seed_, first_, count_, megabytes_, Path(sys.argv[6]) if len(sys.argv) > 6 else None)
