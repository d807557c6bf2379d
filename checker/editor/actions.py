"""What an editor offers at a finding: a waiver to be filled in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lsprotocol import types

from checker.editor.desk import Sheet
from checker.editor.positions import Lines
from checker.editor.waiving import insertion
from checker.loading.problems import UnusableInput
from checker.loading.yaml_tree import decode, read_bytes

OpenText = Callable[[Path], tuple[str, int, str] | None]


def actions(
    sheet: Sheet,
    params: types.CodeActionParams,
    waivers: Path | None,
    open_text: OpenText,
    capabilities: types.ClientCapabilities,
) -> list[types.CodeAction]:
    """One action a finding that the range touches. The edit is the editor's to make; nothing is written here."""
    only = params.context.only
    result = sheet.examined.result
    if result is None or waivers is None or sheet.text is None or (only and types.CodeActionKind.QuickFix not in only):
        return []
    target = _Target.at(waivers, open_text, capabilities)
    if target is None:
        return []
    found = []
    for diagnostic in sheet.published:
        if not isinstance(diagnostic.data, dict) or not _touches(diagnostic.range, params.range):
            continue
        rule, key = str(diagnostic.data["rule"]), str(diagnostic.data["key"])
        edit = target.edit(result.id, rule, key, sheet)
        if edit is not None:
            title = f"豁免 {rule} 这个问题：写进 {waivers.name}，理由、谁定的、到期日待填"
            found.append(
                types.CodeAction(title, types.CodeActionKind.QuickFix, [diagnostic], is_preferred=False, edit=edit)
            )
    return found


def _touches(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


class _Target:
    """The list of waivers as it is now: open, saved, or not there yet."""

    def __init__(self, uri: str, text: str, version: int | None, *, create: bool, changes: bool) -> None:
        self._uri, self._text, self._version, self._create, self._changes = uri, text, version, create, changes

    @classmethod
    def at(cls, path: Path, open_text: OpenText, capabilities: types.ClientCapabilities) -> _Target | None:
        """The list at a path; None where the editor can't do what is needed."""
        edits = capabilities.workspace and capabilities.workspace.workspace_edit
        operations = (edits and edits.resource_operations) or ()
        changes = bool(edits and edits.document_changes) or bool(operations)  # Neovim names the latter alone
        if (opened := open_text(path)) is not None:
            uri, version, text = opened
            return cls(uri, text, version, create=False, changes=changes)
        if path.is_file():
            try:
                text = decode(read_bytes(path), path.name)
            except UnusableInput:
                return None
            return cls(path.as_uri(), text, None, create=False, changes=changes)
        if types.ResourceOperationKind.Create not in operations:
            return None
        return cls(path.as_uri(), "", None, create=True, changes=True)

    def edit(self, plan: str, rule: str, key: str, sheet: Sheet) -> types.WorkspaceEdit | None:
        """The edit that adds one waiver."""
        made = insertion(self._text, plan, rule, key)
        if made is None or sheet.text is None:
            return None
        lines = Lines(self._text, sheet.text.encoding)
        change = types.TextEdit(lines.span(made.start, made.end), made.text)
        if not self._changes:
            return types.WorkspaceEdit(changes={self._uri: [change]})
        document = types.OptionalVersionedTextDocumentIdentifier(self._uri, self._version)
        create: list[types.CreateFile] = [types.CreateFile(self._uri)] if self._create else []
        return types.WorkspaceEdit(document_changes=[*create, types.TextDocumentEdit(document, [change])])
