"""Write what every command puts out into a folder, and print the hash of each output.

``python scripts/outputs.py EXAMPLES``, in a folder that holds ``plans/``, writes below ``out/``; EXAMPLES is
``docs/examples`` or a copy of it. Two runs on one input must print the same, whatever the machine:
``tests/test_same_bytes.py`` and ``scripts/versions.py`` compare them. The name of the engine, part of the run envelope,
is left out of the hashes.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from checker.cli import run

FORMATS = ("text", "json", "jsonl", "markdown", "sarif", "junit", "github", "gitlab")
ENGINE = re.compile(rb"durable-rules [\d.]+ \+ plain")
DAY = "2026-01-01"
OUT = "out"


def said(arguments: list[str]) -> bytes:
    """What a command writes to its streams, and its exit code."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
    sys.argv = ["guiheng", *arguments]
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        code = run()
    if code not in {0, 1}:
        raise SystemExit(f"{' '.join(arguments)}: exit {code}\n{streams[1].buffer.getvalue().decode()}")
    printed = b""
    for stream in streams:
        stream.flush()
        assert isinstance(stream.buffer, io.BytesIO)
        printed += stream.buffer.getvalue()
    return printed + f"exit {code}\n".encode()


def drafts(examples: Path) -> tuple[str, str]:
    """Two versions of a draft, below ``out/``, with the province that the examples leave to be stated."""
    for name, path in (("old", examples), ("new", examples / "revised")):
        text = (path / "linjiang.txt").read_bytes().decode()
        Path(OUT, f"{name}.txt").write_bytes(text.replace("临江市", "澄江省临江市", 1).encode())
    return f"{OUT}/old.txt", f"{OUT}/new.txt"


def commands(old: str, new: str) -> dict[str, list[str]]:
    """By name: every command that puts something out; those that write files write them below ``out/``."""
    formats = [word for name in FORMATS for word in ("--format", f"{name}={OUT}/check.{name}")]
    return {
        "extract": ["extract", new, "-o", f"{OUT}/new.yaml"],
        "extract-json": ["extract", new, "--format", "json"],
        "check": ["check", "plans", new, f"{OUT}/new.yaml", *formats, "--as-of", DAY],
        "verbose": ["check", "plans", "--verbose"],
        "html": ["report", "plans", new, "-o", f"{OUT}/html", "--as-of", DAY],
        "markdown": ["report", new, "--format", "markdown", "-o", f"{OUT}/markdown"],
        "docx": ["report", new, "--format", "docx", "-o", f"{OUT}/docx"],
        "diff": ["diff", old, new],
        "diff-html": ["diff", old, new, "--format", "html", "-o", f"{OUT}/diff.html"],
        "diff-json": ["diff", old, new, "--format", "json"],
        "baseline": ["baseline", "plans", "-o", f"{OUT}/baseline.json"],
        "init": ["init", f"{OUT}/init"],
        "rules": ["rules"],
        "outlines": ["outlines"],
        "explain": ["explain", "TGT003"],
        **{f"schema-{what}": ["schema", what] for what in ("plan", "rule", "waivers", "config", "result")},
    }


def essence(data: bytes) -> str:
    """The hash of an output without the name of the engine; of an archive the hash of what it holds."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(each.filename, each.date_time, archive.read(each)) for each in archive.infolist()]
        data = repr(parts).encode()
    return hashlib.sha256(ENGINE.sub(b"plain", data)).hexdigest()


def outputs(examples: Path) -> dict[str, str]:
    """Run all and hash what came."""
    Path(OUT).mkdir()
    found = {f"({name})": essence(said(arguments)) for name, arguments in commands(*drafts(examples)).items()}
    written = sorted(path for path in Path(OUT).rglob("*") if path.is_file())
    return found | {path.as_posix(): essence(path.read_bytes()) for path in written}


if __name__ == "__main__":
    print(json.dumps(outputs(Path(sys.argv[1])), indent=1))
