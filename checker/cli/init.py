"""``guiheng init``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from checker.cli import EXIT_OK
from checker.cli.chinese import Command
from checker.version import __version__

_DOT = "dot-"  # a hidden file would be hidden from those who build the wheel, too
_REQUIREMENT = "@REQUIREMENT@"
_SCHEMAS = ("plan", "rule", "waivers", "config")


@click.command(
    cls=Command, help="写一个规划仓库的样子：配置、样例、豁免清单、CI、提交前检查、编辑器提示；已有的文件一个不动。"
)
@click.argument("folder", default=".", metavar="[文件夹]")
@click.option("--requirement", default=f"guiheng=={__version__}", metavar="来源",
              help="CI 里 pip 从哪里装规衡，如 git+https://…；默认这一版。")  # fmt: skip
def command(folder: str, requirement: str) -> int:
    """Write what is not there yet, all of it or nothing."""
    from checker.cli.messages import say
    from checker.cli.outputs import Staging, make_folder
    from checker.loading.shown import printable

    if any(char in requirement for char in "\"'\\$`\n"):
        raise click.UsageError("--requirement 里不能有引号、反斜杠、$ 和换行")
    root = Path(folder)
    written = []
    with Staging() as staging:
        for name, text in _files(requirement):
            path = root / name
            if path.exists() or path.is_symlink():
                say(f"{printable(str(path))} 已经有了，没有动")
                continue
            make_folder(path.parent)
            staging.add(path, (text,))
            written.append(path)
        staging.commit()
    for path in written:
        click.echo(printable(str(path)))
    return EXIT_OK


def _files(requirement: str) -> Iterator[tuple[str, str]]:
    """The files of a new repository: names with slashes, and texts."""
    from checker import resources
    from checker.loading.json_schema import schema_text

    source = resources.templates() / "init"
    for path in sorted(each for each in source.rglob("*") if each.is_file()):
        parts = (
            f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part for part in path.relative_to(source).parts
        )
        yield "/".join(parts), path.read_text(encoding="utf-8").replace(_REQUIREMENT, requirement)
    for name in _SCHEMAS:
        yield f".guiheng/{name}.schema.json", schema_text(name)
