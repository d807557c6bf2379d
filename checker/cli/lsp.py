"""``guiheng lsp``."""

from __future__ import annotations

import sys

import click

from checker.cli import EXIT_FINDINGS, EXIT_OK, EXIT_UNUSABLE
from checker.cli.chinese import Command

_INSTALL = "语言服务要另装 pygls：pip install 'guiheng[lsp]'（在规衡自己的目录里：pip install '.[lsp]'）"


@click.command(cls=Command, help="语言服务：由编辑器启动，边改摘要边看问题（见 docs/editor.md）；要另装 guiheng[lsp]。")
@click.option("--stdio", is_flag=True, help="经标准输入输出通信；本来就是，写不写一样。")
def command(*, stdio: bool) -> int:  # noqa: ARG001 - editors pass it
    """Serve an editor until it leaves; 1 when it left without saying so."""
    from checker.cli.messages import say

    try:
        from checker.editor.server import serve
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        say(_INSTALL)
        return EXIT_UNUSABLE
    if sys.stdin is None or sys.stdout is None:
        say("标准输入或标准输出没有打开")
        return EXIT_UNUSABLE
    if sys.stdin.isatty():
        say("这个命令由编辑器启动，不在终端里用；怎样设置编辑器见 docs/editor.md")
        return EXIT_UNUSABLE
    return EXIT_OK if serve() else EXIT_FINDINGS
