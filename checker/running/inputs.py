"""What a user names: summaries, documents, folders of them, or standard input."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from checker.loading.plans import LoadedPlan, read_plan
from checker.loading.problems import UnusableInput
from checker.loading.shown import printable, reason
from checker.loading.yaml_tree import MAX_BYTES, read_bytes
from checker.model.result import Problem
from checker.running.telling import SILENT, Teller

SUMMARIES = (".yaml", ".yml")
DOCUMENTS = (".docx", ".pdf", ".html", ".htm", ".txt")
OLD_DOCUMENTS = (".doc", ".wps", ".rtf")
NOT_PLANS = frozenset({"waivers.yaml", "waivers.yml"})
_HEAD = 16_384  # bytes
_ID = re.compile(r"^id:[ \t]*['\"]?([a-z0-9-]+)", re.MULTILINE)
_LEVEL = re.compile(r"\blevel:[ \t]*(nation|province|city|county)\b")
_SOURCE = re.compile(r"\bfile:[ \t]*['\"]?([^'\",}\r\n]+)")
_NAMED = re.compile(r"^parents:[ \t]*(\[[^\]]*\]|(?:\r?\n[ \t]*-[^\r\n]*)+)", re.MULTILINE)


class Input(Struct, frozen=True):
    """One input: a file, or standard input (``path`` None). ``shown`` is its name, safe to print.

    ``content`` are the bytes where somebody has them already, such as a summary in an editor that is not saved yet;
    then the file is not read.
    """

    path: Path | None
    shown: str
    content: bytes | None = None

    @property
    def is_document(self) -> bool:
        """Whether it is a plan's own document, that has to be taken apart first."""
        return self.path is not None and self.path.suffix.lower() in DOCUMENTS

    def head(self) -> str:
        """The beginning of a file as text, whatever is wrong with it; "" when it can't be read."""
        if self.path is None or self.is_document:
            return ""
        try:
            content = self.content[:_HEAD] if self.content is not None else _head(self.path)
        except OSError:
            return ""
        encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        return content.decode(encoding, "ignore")

    def read(self) -> bytes:
        """The bytes; UnusableInput when they can't be had."""
        if self.content is not None:
            return self.content
        if self.path is not None:
            return read_bytes(self.path, shown=self.shown)
        if sys.stdin is None:  # the caller closed it
            raise UnusableInput([Problem(self.shown, "标准输入没有打开")])
        try:
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        except OSError as error:
            raise UnusableInput([Problem(self.shown, f"读不出来（{reason(error)}）")]) from None
        if len(content) > MAX_BYTES:
            raise UnusableInput([Problem(self.shown, f"超过 {MAX_BYTES // 1_000_000} MB，不像是规划摘要")])
        return content


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD)


class Inputs(Struct):
    """The plans that were named, in order and each once; what can't be used; what is worth a note about folders."""

    files: dict[str, Input] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Take in one path, or - for standard input."""
        if text == "-":
            self.files.setdefault("-", Input(None, "标准输入"))
            return
        path, shown = Path(text), printable(text) or "（空）"
        mode, problem = look(path) if text else (0, "路径是空的，请写明文件或文件夹")
        if stat.S_ISDIR(mode):
            self._add_folder(path, shown)
        elif problem or path.suffix.lower() not in (*SUMMARIES, *DOCUMENTS):
            self.problems.append(Problem(shown, problem or _unsuitable(path.suffix.lower())))
        else:
            self._add_file(path, shown)

    def _add_file(self, path: Path, shown: str) -> None:
        # a file reached by two ways is one input
        self.files.setdefault(os.path.normcase(os.path.realpath(path)), Input(path, shown))

    def _add_folder(self, folder: Path, shown: str) -> None:
        """Every summary below, in a fixed order; where there is none, every document.

        Hidden files and folders, and waivers, are no plans. Beside summaries stand the documents they were made from:
        of the others only the names are told.
        """
        files = [path for path in self._files(folder) if path.name not in NOT_PLANS]
        summaries = [path for path in files if path.suffix.lower() in SUMMARIES]
        documents = [path for path in files if path.suffix.lower() in DOCUMENTS]
        for path in summaries or documents:
            if problem := look(path)[1]:
                self.problems.append(Problem(printable(str(path)), problem))
            else:
                self._add_file(path, printable(str(path)))
        if not summaries and not documents:
            old = Counter(path.suffix.lower() for path in files if path.suffix.lower() in OLD_DOCUMENTS)
            rest = "、".join(f"{count} 个 {suffix}" for suffix, count in sorted(old.items()))
            hint = f"，只有 {rest}；请用 Word 或 WPS 另存为 docx" if rest else ""
            self.notes.append(f"文件夹 {shown} 里没有规划摘要（.yaml），也没有能读的文档{hint}")
        elif summaries and documents:
            self._note_unsummarised(summaries, documents, shown)

    def _files(self, folder: Path) -> Iterator[Path]:
        for where, folders, files in os.walk(folder, onerror=self._note_folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(where, name) for name in sorted(files) if not name.startswith("."))

    def _note_unsummarised(self, summaries: Iterable[Path], documents: Iterable[Path], shown: str) -> None:
        known = {name.strip() for path in summaries for name in _SOURCE.findall(Input(path, "").head())}
        others = [path.name for path in documents if path.name not in known]
        if others:
            named = printable("、".join(others[:3])) + ("等" if len(others) > 3 else "")
            self.notes.append(f"文件夹 {shown} 里另有 {len(others)} 个文档没有摘要（{named}），没有查；要查请逐个写明")

    def _note_folder(self, error: OSError) -> None:
        self.problems.append(Problem(printable(str(error.filename)), f"打不开这个文件夹（{reason(error)}）"))


def find_inputs(paths: Iterable[str]) -> Inputs:
    """What the arguments name."""
    found = Inputs()
    for text in paths:
        found.add(text)
    return found


def look(path: Path) -> tuple[int, str]:
    """The mode of a file or folder, and why it can't be read ("" when it may be).

    A pipe or device is never opened: it could block for ever.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return 0, "链接所指的文件不存在" if path.is_symlink() else "找不到这个文件或文件夹，请核对名称和所在位置"
    except OSError as error:
        return 0, f"读不出来（{reason(error)}）"
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return mode, "不是普通文件（是管道或设备），没有读；请先存成文件"
    return mode, ""


def _unsuitable(suffix: str) -> str:
    """Why a file that is no YAML file is of no use."""
    if suffix in OLD_DOCUMENTS:
        return f"不能读 {suffix}，请用 Word 或 WPS 另存为 docx"
    return "不是规划摘要（.yaml），也不是能读的文档（.docx、.pdf、.html、.txt）"


def load_uppers(inputs: Iterable[Input]) -> dict[Input, LoadedPlan]:
    """The inputs that may be parents of other inputs: national and provincial ones, and those that others name.

    Only these are held together in memory; a glance at the head of each file tells which they are, and the rest of it
    is read once, here or when its turn comes. What is wrong with such a file is said then.
    """
    glances = [(each, *_glance(each)) for each in inputs]
    named = {parent for _, _, _, parents in glances for parent in parents}
    counties = any(level == "county" for _, _, level, _ in glances)
    wanted = ("nation", "province", "city") if counties else ("nation", "province")
    uppers: dict[Input, LoadedPlan] = {}
    for each, plan_id, level, _ in glances:
        if level in wanted or plan_id in named:
            with suppress(UnusableInput):
                uppers[each] = load(each)
    return uppers


def _glance(each: Input) -> tuple[str, str, set[str]]:
    """The id, level and named parents of a summary, as far as its head shows them."""
    head = each.head()
    plan_id, level, named = _ID.search(head), _LEVEL.search(head), _NAMED.search(head)
    parents = set(re.findall(r"[a-z0-9][a-z0-9-]+", named[1])) if named else set()
    return plan_id[1] if plan_id else "", level[1] if level else "", parents


def load(each: Input, given: Mapping[str, Any] | None = None, teller: Teller = SILENT) -> LoadedPlan:
    """The plan of an input, of a document with the head ``given``; UnusableInput with every error of it."""
    if each.is_document:
        from checker.running.documents import plan_of_document

        assert each.path is not None
        return plan_of_document(each.path, each.shown, given, teller)
    return read_plan(each.read(), each.shown)
