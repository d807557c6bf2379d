"""``guiheng extract``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli import EXIT_OK
from checker.cli.chinese import Command

if TYPE_CHECKING:
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
    from checker.cli.documents import extracted, given, read_documents
    from checker.cli.messages import printable
    from checker.cli.outputs import check_place, write_whole
    from checker.cli.updating import updated
    from checker.extracting.outlining import as_outline
    from checker.extracting.writing import write_summary
    from checker.report.extraction import changes_text, extraction_json, extraction_text

    paths = [Path(file) for file in files]
    if output == "":
        raise click.UsageError("--output 后面缺少文件名")
    if output is not None:
        check_place(Path(output), paths)
        if Path(output).exists() and not force and output != update:
            raise click.UsageError(
                f"{printable(output)} 已经有了；要盖掉请加 --force，要保留人改的请用 --update {printable(output)}"
            )
    document = read_documents(paths)
    summary = extracted(document, given(region=region, title=title, id_=id_))
    if role == "outline":
        summary = as_outline(summary)
    told = extraction_text(summary, document.notes)
    remarks: Mapping[Route, Sequence[str]] = {}
    if update:
        merged = updated(summary, document, Path(update))
        summary, remarks = merged.summary, merged.remarks
        told = extraction_text(summary, document.notes) + changes_text(merged.changes)
    names = [part.file for part in document.parts] or [document.file]
    text = extraction_json(summary, document.notes) if format_ == "json" else write_summary(summary, names, remarks)
    if output is None:
        click.echo(text, nl=False)
        click.echo(told, nl=False, err=True)
    else:
        write_whole({Path(output): text})
        click.echo(f"{told}\n摘要写在 {printable(output)}")
    return EXIT_OK
