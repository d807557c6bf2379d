"""Errors of input, collected: a file is read to its end and all that is wrong with it is said at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from checker.model.result import Problem, Route

SHOWN = 24
LISTED = 8


class UnusableInput(ValueError):
    """One input cannot be used; ``problems`` says in Chinese what is wrong, where, and the way out."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(describe(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[UnusableInput], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def describe(problem: Problem) -> str:
    """``file:line:column: message`` with only the parts that are known."""
    place = [problem.file]
    if problem.line is not None:
        place.append(str(problem.line))
        if problem.column is not None:
            place.append(str(problem.column))
    return f"{':'.join(place)}: {problem.message}"


def counted(route: Route) -> str:
    """Where something stands, for people: ``needs.1.that``, the first of a list being 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in route)


def shortened(value: object) -> str:
    """An offending value for a message: one line, at most ``SHOWN`` characters, no control characters."""
    if isinstance(value, dict):
        return f"一个有 {len(value)} 个键的映射"
    if isinstance(value, (list, tuple)):
        return f"一个有 {len(value)} 项的列表"
    if value is None:
        return "空值"
    said = str(value).lower() if isinstance(value, bool) else str(value)  # true, as the file writes it
    text = "".join(ch if ch.isprintable() else " " for ch in said)
    return f"「{text[:SHOWN]}…」" if len(text) > SHOWN else f"「{text}」"


def suggestion(word: str, known: Iterable[str]) -> str:
    """``，是不是想写「…」？`` when something known is close to ``word``; else nothing."""
    from rapidfuzz import fuzz, process  # only when something is already wrong

    word = word[:200]
    # 协同保护 and 同等保护 are no misspellings of 同保护: a longer Chinese term is another term
    candidates = [term for term in known if term.isascii() or not _within(term, word)]
    found = process.extractOne(word, candidates, scorer=fuzz.ratio, score_cutoff=60)
    return f"，是不是想写「{found[0]}」？" if found else ""


def some_of(word: str, known: Collection[str]) -> str:
    """``（有：…）`` with all that is known, in its order; where that is many, the nearest to ``word`` and how many."""
    if len(known) <= LISTED:
        return f"（有：{'、'.join(known)}）"
    from rapidfuzz import fuzz, process  # only when something is already wrong

    found = process.extract(word[:200], list(known), scorer=fuzz.ratio, limit=LISTED)
    return f"（共 {len(known)} 条，最接近的有：{'、'.join(term for term, *_ in found)}）"


def _within(term: str, word: str) -> bool:
    """Whether all characters of ``term`` stand in ``word``, in this order."""
    rest = iter(word)
    return all(ch in rest for ch in term)
