"""``guiheng extract``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli import EXIT_OK
from checker.cli.chinese import Command

if TYPE_CHECKING:
    from checker.model.extraction import Summary
    from checker.model.result import Route


@click.command(
    cls=Command, help="从规划原文（docx、pdf、html、txt）提取摘要，列出请人看一看的地方；几个文件合成一份规划。"
)
@click.argument("files", nargs=-1, required=True, metavar="文件…")
@click.option("--output", "-o", metavar="文件", help="摘要写到哪个文件；不写就输出到屏幕。")
@click.option("--force", is_flag=True, help="摘要文件已经有了也照写。")
@click.option("--update", metavar="旧摘要", help="并入人改过的旧摘要：保留人改的，列出新稿改了什么。")
@click.option("--format", "format_", type=click.Choice(["yaml", "json"]), default="yaml", metavar="yaml|json",
              help="默认 yaml；json 另带每一条的把握和待看的地方。")  # fmt: skip
@click.option("--as", "role", type=click.Choice(["plan", "outline"]), default="plan", metavar="plan|outline",
              help="outline：提取成上位文件，供检查下级规划用。")  # fmt: skip
@click.option("--region", metavar="地名", help="哪里的规划，如 河北省保定市（原文看不出来时写）。")
@click.option("--title", metavar="标题", help="规划的标题（原文看不出来时写）。")
@click.option("--id", "id_", metavar="编号", help="摘要的 id：小写字母、数字和连字符。")
def command(
    files: tuple[str, ...],
    output: str | None,
    force: bool,
    update: str | None,
    format_: str,
    role: str,
    region: str | None,
    title: str | None,
    id_: str | None,
) -> int:
    """Read the files as one plan, take it apart, write the summary; say what a person should look at."""
    from checker.cli.messages import CONSOLE
    from checker.cli.outputs import write_whole
    from checker.extracting.outlining import outline_notes
    from checker.extracting.writing import write_summary
    from checker.loading.shown import printable
    from checker.report.extraction import changes_text, extraction_json, extraction_text
    from checker.running.documents import extracted, given, lexicon, read_documents
    from checker.running.updating import read_old, updated

    paths = [Path(file) for file in files]
    _check_output(output, paths, force=force, update=update)
    stated = given(region=region, title=title, id_=id_)
    old = read_old(Path(update)) if update else None
    document = read_documents(paths, CONSOLE)
    summary = _prepared(role)(extracted(document, stated, known=old.known if old else None, teller=CONSOLE))
    notes = document.notes
    remarks: Mapping[Route, Sequence[str]] = {}
    changes = ""
    if old:
        merged = updated(summary, document, old, stated, _prepared(role))
        summary, remarks, notes = merged.summary, merged.remarks, (*notes, *merged.notes)
        changes = changes_text(merged.changes)
    names = [part.file for part in document.parts] or [document.file]
    if format_ == "json":
        text = extraction_json(summary, notes)
    else:
        explained = outline_notes(summary.plan, document, lexicon()) if role == "outline" else ()
        text = write_summary(summary, names, remarks, explained, _schema(output))
    told = extraction_text(summary, notes) + changes
    if output is None:
        click.echo(text, nl=False)
        click.echo(told, nl=False, err=True)
    else:
        write_whole({Path(output): text})
        click.echo(f"{told}\n摘要写在 {printable(output)}")
    return EXIT_OK


def _schema(output: str | None) -> str:
    """The way from a summary to the schema that ``guiheng init`` wrote above it; empty where there is none."""
    from checker.extracting.writing import SCHEMA

    if output is None:
        return ""
    folder = Path(output).resolve().parent
    for up, above in enumerate((folder, *folder.parents)):
        if (above / SCHEMA).is_file():
            return "../" * up + SCHEMA
    return ""


def _prepared(role: str) -> Callable[[Summary], Summary]:
    """What is done to a summary after it was extracted."""
    from checker.extracting.outlining import as_outline

    return as_outline if role == "outline" else lambda summary: summary


def _check_output(output: str | None, inputs: Sequence[Path], *, force: bool, update: str | None) -> None:
    """UsageError or UnusableInput, before any work is done, where the summary can't be written."""
    from checker.cli.outputs import check_place
    from checker.loading.shown import printable

    if output is None:
        return
    if output == "":
        raise click.UsageError("--output 后面缺少文件名")
    check_place(Path(output), inputs)
    place = Path(output)
    renewed = update is not None and Path(update).exists() and place.exists() and place.samefile(update)
    if place.exists() and not (force or renewed):
        raise click.UsageError(
            f"{printable(output)} 已经有了；要盖掉请加 --force，要保留人改的请用 --update {printable(output)}"
        )
