"""A small editor: speaks the protocol with ``python -m checker lsp`` over standard input and output."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from tests.cli.support import environment

Json = dict[str, Any]
PATIENCE = 60.0  # seconds; a busy machine may be slow, a silent server fails the test
CAPABILITIES: Json = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
}


class Client:
    """One conversation. Diagnostics are kept by address, the latest last."""

    def __init__(self, folder: Path | None, *, capabilities: Json = CAPABILITIES, options: Any = None) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "checker", "lsp", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env=environment(),
        )
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._in, self._out = self._server.stdin, self._server.stdout
        self._number = 0
        self._answers: dict[int, Json] = {}
        self._told: queue.Queue[Json] = queue.Queue()
        self.diagnostics: dict[str, list[Json]] = {}  # every publication
        self.registered: list[Json] = []
        self._versions: dict[str, int] = {}
        self._errors: list[bytes] = []
        assert self._server.stderr is not None
        self._listeners = [
            threading.Thread(target=self._listen),
            threading.Thread(target=self._errors.extend, args=[self._server.stderr]),
        ]
        for listener in self._listeners:
            listener.start()
        asked = {
            "processId": None,
            "rootUri": folder.as_uri() if folder else None,
            "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name}] if folder else None,
            "capabilities": capabilities,
            "initializationOptions": options,
        }
        self.server = self.ask("initialize", asked)
        self.tell("initialized", {})

    # what an editor does

    def open(self, path: Path | str, text: str | None = None) -> str:
        """Open a file, with its saved text unless another is given; its address."""
        uri = path if isinstance(path, str) else path.as_uri()
        if text is None:
            assert isinstance(path, Path)
            text = path.read_bytes().decode("utf-8")
        self._versions[uri] = 1
        self.tell(
            "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}
        )
        return uri

    def edit(self, uri: str, text: str) -> int:
        """Change the text of an open file; the new version."""
        self._versions[uri] += 1
        changed = {"uri": uri, "version": self._versions[uri]}
        self.tell("textDocument/didChange", {"textDocument": changed, "contentChanges": [{"text": text}]})
        return self._versions[uri]

    def save(self, uri: str) -> None:
        """Say that an open file was saved."""
        self.tell("textDocument/didSave", {"textDocument": {"uri": uri}})

    def touched(self, *paths: Path) -> None:
        """Say that files changed on the disk."""
        self.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2} for path in paths]})

    def close(self, uri: str) -> None:
        """Close a file."""
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def at(self, method: str, uri: str, position: Json) -> Any:
        """Ask about a place."""
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position})

    def actions(self, uri: str, found: Json) -> list[Json]:
        """The code actions at a diagnostic."""
        asked = {"textDocument": {"uri": uri}, "range": found["range"], "context": {"diagnostics": [found]}}
        answer: list[Json] = self.ask("textDocument/codeAction", asked)
        return answer

    def published(self, uri: str, *, version: int | None = None, since: int = 0) -> list[Json]:
        """The diagnostics of a file, waited for: of a version, or the first after ``since`` publications."""
        while True:
            held = self.diagnostics.get(uri, [])[since:]
            for each in held:
                if version is None or each.get("version") == version:
                    found: list[Json] = each["diagnostics"]
                    return found
            self._take()

    def count(self, uri: str) -> int:
        """How often something was published about a file."""
        return len(self.diagnostics.get(uri, []))

    def leave(self) -> int:
        """Say good-bye; the exit code."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self._server.wait(PATIENCE)

    def vanish(self) -> int:
        """Close the line without a word; the exit code."""
        self._in.close()
        return self._server.wait(PATIENCE)

    def kill(self) -> None:
        """End the server, whatever it does."""
        self._server.kill()
        for listener in self._listeners:
            listener.join()
        for stream in (self._server.stdin, self._server.stdout, self._server.stderr):
            assert stream is not None
            with contextlib.suppress(OSError):
                stream.close()
        self._server.wait()

    @property
    def said(self) -> str:
        """What the server wrote to standard error so far."""
        return b"".join(self._errors).decode("utf-8", "replace")

    # the protocol

    def ask(self, method: str, params: Any) -> Any:
        """A request and its answer; an error fails."""
        number = self.send(method, params)
        answer = self.answer(number)
        assert "error" not in answer, answer
        return answer["result"]

    def send(self, method: str, params: Any) -> int:
        """A request whose answer is fetched later."""
        self._number += 1
        self._write({"id": self._number, "method": method, "params": params})
        return self._number

    def answer(self, number: int) -> Json:
        """The answer to a request."""
        while number not in self._answers:
            self._take()
        return self._answers.pop(number)

    def tell(self, method: str, params: Any) -> None:
        """A notification."""
        self._write({"method": method} | ({} if params is None else {"params": params}))

    def raw(self, data: bytes) -> None:
        """Bytes as they are."""
        self._in.write(data)
        self._in.flush()

    def _write(self, message: Json) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def _take(self) -> None:
        message = self._told.get(timeout=PATIENCE)
        assert message, f"the server has left: {self.said}"
        method = message.get("method")
        if method is None:
            self._answers[message["id"]] = message
        elif method == "textDocument/publishDiagnostics":
            self.diagnostics.setdefault(message["params"]["uri"], []).append(message["params"])
        elif "id" in message:
            self.registered.append(message["params"])
            self._write({"id": message["id"], "result": None})

    def _listen(self) -> None:
        """Everything on the line is a message: one stray byte ends the conversation."""
        while header := self._out.readline():
            name, _, value = header.partition(b":")
            assert name == b"Content-Length", header
            while self._out.readline() not in (b"\r\n", b""):
                pass
            self._told.put(json.loads(self._out.read(int(value))))
        self._told.put({})
