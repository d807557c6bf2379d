"""Help and usage errors, in Chinese throughout; and what a command imports."""

from __future__ import annotations

import json

import click
import pytest

from checker.cli.entry import cli
from checker.report.columns import columns
from tests.cli.conftest import Here
from tests.cli.support import BAODING, apart

TOP = cli.list_commands(click.Context(cli))
COMMANDS = {
    (): {"--version", "-h, --help", *TOP},
    ("check",): {"--format", "-o, --output", "--fail-on", "--select", "--ignore", "-v, --verbose", "-h, --help"},
    ("report",): {"-o, --output", "--format", "--select", "--ignore", "-h, --help"},
    ("diff",): {"--format", "-o, --output", "--fail-on", "--force", "--select", "--ignore", "-h, --help"},
    ("explain",): {"-h, --help"},
    ("rules",): {"-h, --help", "test", "lint"},
    ("rules", "test"): {"-h, --help"},
    ("rules", "lint"): {"-h, --help"},
    ("outlines",): {"-h, --help"},
}


@pytest.mark.parametrize("command", COMMANDS, ids="-".join)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_is_chinese_and_lists_the_options(here: Here, command: tuple[str, ...], option: str) -> None:
    done = here(*command, option)
    assert (done.code, done.err) == (0, "")
    first, blank, about, *rest = done.out.splitlines()
    assert first.startswith(" ".join(["用法：guiheng", *command, "[选项]"]))
    assert (blank, about[:2]) == ("", "  ")
    assert not [word for word in ("Usage", "Options", "Commands", "Arguments", "Show", "help.") if word in done.out]
    starts = [line.strip() for line in rest if line.startswith("  ") and line[2] != " "]
    for name in COMMANDS[command]:
        assert any(line.split("  ")[0].startswith(name) for line in starts), name
    assert all(columns(line) <= 80 for line in done.out.splitlines())


def test_help_stands_in_columns(here: Here) -> None:
    lines = here("check", "--help").out.splitlines()
    words = ("输出格式", "写入文件", "达到哪一级", "只查这些", "列全", "显示本说明")
    assert {columns(line[: line.index(word)]) for line in lines for word in words if word in line} == {28}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check",), "缺少参数：路径…（guiheng check --help 看用法）"),
        (("report", "plans"), "缺少 --output 文件夹（guiheng report --help 看用法）"),
        (("explain",), "缺少参数：规则（guiheng explain --help 看用法）"),
        (("explain", "TGT003", "TGT004"), "多了参数 TGT004（guiheng explain --help 看用法）"),
        (("rules", "test", "a", "b"), "多了参数 b（guiheng rules test --help 看用法）"),
        (("outlines", "x"), "多了参数 x（guiheng outlines --help 看用法）"),
        (("chek",), "没有 chek 这个命令，是不是想用 check？（guiheng --help 看用法）"),
        (("审查",), f"没有 审查 这个命令；可用的命令：{'、'.join(TOP)}（guiheng --help 看用法）"),
        (("rules", "tets"), "没有 tets 这个命令，是不是想用 test？（guiheng rules --help 看用法）"),
        (("check", "plans", "--formt"), "没有 --formt 这个选项，是不是想用 --format？（guiheng check --help 看用法）"),
        (("--quiet",), "没有 --quiet 这个选项（guiheng --help 看用法）"),
        (("check", "plans", "--format", "xml"),
         ("--format 只能是 text、json、jsonl、markdown、sarif、junit、github、gitlab 之一"
          "（guiheng check --help 看用法）")),
        (("check", "plans", "--fail-on", "Error"),
         "--fail-on 只能是 error、warning、info、undecided、never 之一（guiheng check --help 看用法）"),
        (("check", "plans", "--output"), "--output 后面缺少值（guiheng check --help 看用法）"),
        (("check", "plans", "--verbose=1"), "--verbose 不带值（guiheng check --help 看用法）"),
    ],
)  # fmt: skip
def test_usage_errors(here: Here, arguments: tuple[str, ...], message: str) -> None:
    done = here(*arguments)
    assert (done.code, done.out, done.lines) == (2, "", [f"guiheng：{message}"])


def imported(*arguments: str) -> set[str]:
    """The top-level modules of a run."""
    done = apart(
        *arguments,
        code="""
import json, sys
from checker.cli.entry import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
""",
    )
    code, names = json.loads(done.lines[-1])
    assert code in (0, 1)
    return set(names)


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("check", "--help"), ("rules", "lint", "--help")])
def test_help_is_quick(arguments: tuple[str, ...]) -> None:
    assert not imported(*arguments) & {"pydantic", "jinja2", "yaml", "rapidfuzz", "durable_rules_engine", "difflib"}


def test_what_check_needs() -> None:
    names = imported("check", BAODING)
    assert {"pydantic_core", "yaml"} <= names
    assert not names & {"jinja2", "rapidfuzz"}, "these are for reports and for errors"
