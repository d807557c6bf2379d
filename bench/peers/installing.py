"""Installing the peers into a folder of their own; what can't be had says why."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, field

from bench.peers.peer import ROOT, Need, Peer, Tools

_PATIENCE = 900  # seconds for one installation


class Installed(Struct):
    """The folder of the peers: a virtual environment and npm's folder, kept between runs."""

    cache: Path
    missing: dict[str, str] = field(default_factory=dict)  # peers that can't be had, and why

    @property
    def tools(self) -> Tools:
        node = shutil.which("node") or "node"
        return Tools(sys.executable, str(self._python), node, self.cache / "npm" / "node_modules")

    @property
    def _python(self) -> Path:
        return self.cache / "python" / "bin" / "python"

    def get(self, peers: Iterable[Peer], *, install: bool = True) -> None:
        """Install what the peers need; ``install=False`` takes only what is there."""
        self.cache.mkdir(parents=True, exist_ok=True)
        for peer in peers:
            if peer.need:
                reason = self._get(peer.need, install=install)
                if reason:
                    self.missing[peer.key] = reason

    def _get(self, need: Need, *, install: bool) -> str:
        if need.kind == "module":
            return "" if importlib.util.find_spec(need.name) else f"this Python has no module {need.name}"
        if need.kind == "option":
            told = subprocess.run(
                [sys.executable, "-m", "checker", "check", "--help"], cwd=ROOT, capture_output=True, check=False
            )
            return "" if need.name.encode() in told.stdout else f"guiheng check has no {need.name}"
        note = self.cache / f"{need.kind}-{need.name.replace('/', '-')}.json"
        wanted = {"name": need.name, "version": need.version, "python": sys.version}
        if note.exists() and json.loads(note.read_text(encoding="utf-8")) == wanted:
            return ""
        if not install:
            return "not installed"
        reason = self._pypi(need) if need.kind == "pypi" else self._npm(need)
        if not reason:
            note.write_text(json.dumps(wanted), encoding="utf-8")
        return reason

    def _pypi(self, need: Need) -> str:
        if not self._python.exists():
            reason = _run([sys.executable, "-m", "venv", str(self.cache / "python")])
            if reason:
                return reason
        import yaml

        own = f"PyYAML=={yaml.__version__}"  # the same parser for all of them
        return _run([str(self._python), "-m", "pip", "install", "--quiet", own, f"{need.name}=={need.version}"])

    def _npm(self, need: Need) -> str:
        npm = shutil.which("npm")
        if not npm or not shutil.which("node"):
            return "no node or npm here"
        folder = self.cache / "npm"
        folder.mkdir(exist_ok=True)
        return _run([npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), f"{need.name}@{need.version}"])


def _run(command: list[str]) -> str:
    """Run an installation; empty, or why it failed in a line."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed commands
            command, capture_output=True, text=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"not installed: {type(error).__name__}"
    if done.returncode == 0:
        return ""
    said = [line for line in done.stderr.splitlines() if "error" in line.lower()] or done.stderr.splitlines()
    return f"not installed: {said[-1].strip()[:80]}" if said else f"not installed: exit code {done.returncode}"
