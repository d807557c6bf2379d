"""The server: what the protocol asks, put to the desk. Standard input and output only; it writes no file."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path, uri_scheme

from checker.editor.actions import actions
from checker.editor.desk import Desk
from checker.editor.hovers import hover
from checker.editor.links import definition
from checker.editor.positions import Encoding
from checker.version import __version__

_WATCHED = "**/{guiheng.toml,pyproject.toml,*.yaml,*.yml,*.json,*.txt,*.docx,*.pdf,*.html,*.htm}"
_LOG = logging.getLogger(__name__)


class Server(LanguageServer):
    """The language server with its open files. ``polite``: the editor said good-bye before it left."""

    def __init__(self) -> None:
        # whole texts: what a line is, editors and Python see differently, and a plan is small
        super().__init__("guiheng", __version__, types.TextDocumentSyncKind.Full)
        self.desk = Desk(self._publish, folders=list)
        self.polite = False

    def begin(self, params: types.InitializeParams) -> None:
        """Take in what the editor can do and wants."""
        wishes = params.initialization_options
        hints = wishes.get("hints", True) if isinstance(wishes, dict) else True
        diagnostics = params.capabilities.text_document and params.capabilities.text_document.publish_diagnostics
        self.desk.stop()
        self.desk = Desk(
            self._publish,
            folders=self.folders,
            encoding=_ENCODINGS.get(str(getattr(self.workspace.position_encoding, "value", "utf-16")), "utf-16"),
            hints=hints is not False,
            related=bool(diagnostics and diagnostics.related_information),
        )

    def folders(self) -> list[Path]:
        """The folders of the workspace."""
        workspace = self.workspace
        uris = [folder.uri for folder in workspace.folders.values()] or filter(None, [workspace.root_uri])
        return [path for uri in uris if (path := path_of(uri)) is not None]

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Into the log: a message that pops up would be in English, and for somebody else than who reads it."""
        _LOG.error("%s: %s", getattr(source, "__name__", source), error)

    def _publish(self, uri: str, found: list[types.Diagnostic], version: int | None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))


_ENCODINGS: dict[str, Encoding] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}


def path_of(uri: str) -> Path | None:
    """The path of a file's address; None for what is no file."""
    if uri_scheme(uri) != "file":
        return None
    path = to_fs_path(uri)
    return Path(os.path.normpath(path)) if path else None


def make_server() -> Server:
    """The server with its features."""
    server = Server()
    _lifetime(server)
    _synchronisation(server)
    _questions(server)
    return server


def _lifetime(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.begin(params)

    @server.feature(types.INITIALIZED)
    async def initialized(_params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace and workspace.did_change_watched_files
        if watched and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher(_WATCHED)]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([registration]))

    @server.feature(types.SHUTDOWN)
    def shutdown(_params: Any) -> None:
        server.polite = True
        server.desk.stop()


def _synchronisation(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        if uri_scheme(document.uri) in ("file", "untitled"):  # not the other side of a comparison
            server.desk.opened(document.uri, path_of(document.uri), document.text, document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        text = server.workspace.get_text_document(uri).source
        server.desk.edited(uri, text, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.desk.closed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(_params: types.DidSaveTextDocumentParams) -> None:
        server.desk.changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(_params: types.DidChangeWatchedFilesParams) -> None:
        server.desk.changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def did_change_folders(_params: types.DidChangeWorkspaceFoldersParams) -> None:
        server.desk.changed()


def _questions(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def on_hover(params: types.HoverParams) -> types.Hover | None:
        sheet = await server.desk.settled(params.text_document.uri)
        if sheet is None or sheet.text is None:
            return None
        text = sheet.text
        place = text.lines.column(params.position)
        page, item = hover(sheet.examined, text.outline, place, markdown=_markdown(server.client_capabilities))
        content = page.content()
        if content is None:
            return None
        whole = types.Range(text.lines.position(*item.start), text.lines.position(*item.end)) if item else None
        return types.Hover(content, whole)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def on_definition(params: types.DefinitionParams) -> types.Location | None:
        sheet = await server.desk.settled(params.text_document.uri)
        if sheet is None or sheet.text is None:
            return None
        text, examined, place = sheet.text, sheet.examined, sheet.text.lines.column(params.position)
        return await server.desk.work(lambda project: definition(examined, text, place, project), sheet.open.path)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def on_symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        sheet = server.desk.sheet(params.text_document.uri)
        if sheet is None:
            return None
        await server.desk.text(sheet)
        return sheet.symbols

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))
    async def on_actions(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        sheet = await server.desk.settled(params.text_document.uri)
        if sheet is None or sheet.examined.result is None:
            return None
        waivers = await server.desk.work(lambda project: project.waivers, sheet.open.path)
        return actions(sheet, params, waivers, server.desk.open_text, server.client_capabilities)


def _markdown(capabilities: types.ClientCapabilities) -> bool:
    known = capabilities.text_document and capabilities.text_document.hover
    return bool(known and types.MarkupKind.Markdown in (known.content_format or ()))


def serve() -> bool:
    """Serve the editor on standard input and output until it leaves; whether it said good-bye first.

    What anything else prints goes to standard error: one stray line would end the conversation.
    """
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="guiheng lsp: %(message)s")
    logging.getLogger("pygls").setLevel(logging.ERROR)
    server = make_server()
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        if sys.stderr is not None:
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        server.start_io(sys.stdin.buffer, out)
    server.desk.stop()
    return server.polite
