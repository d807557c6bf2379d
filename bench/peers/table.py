"""Tables, as aligned text or as Markdown."""

from __future__ import annotations

from bench.peers.comparison import Measured, Row

_MOMENT = 10  # seconds: below it two decimals are shown


def table(head: list[str], rows: list[list[str]], *, markdown: bool) -> str:
    """Rows under a head; the first column is text, the others are figures."""
    if markdown:
        lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)
    widths = [max(_width(line[column]) for line in [head, *rows]) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) if number == 0 else " " * (width - _width(cell)) + cell
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in [head, *rows]
    )


def _width(text: str) -> int:
    """Columns on a screen: Chinese takes two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def seconds(value: float) -> str:
    """A time as people say it."""
    if value < 1:
        return f"{value * 1000:.0f} ms"
    return f"{value:.2f} s" if value < _MOMENT else f"{value:.0f} s"


def peer_table(rows: list[Row], sizes: list[int], *, markdown: bool) -> str:
    """The one table of all peers."""
    head = ["", *(_size(size) for size in sizes), "per plan", "peak memory", "gaps found", "line"]
    return table(head, [_cells(row, sizes) for row in rows], markdown=markdown)


def _size(size: int) -> str:
    return "one plan, cold" if size == 1 else f"{size:,} plans"


def _cells(row: Row, sizes: list[int]) -> list[str]:
    if row.missing:
        return [row.peer.title, *["not there"] * len(sizes), "–", "–", "–", "–"]
    times = [_time(row.at.get(size)) for size in sizes]
    return [row.peer.title, *times, _each(row, sizes), _peak(row), _found(row), _line(row)]


def _time(measured: Measured | None) -> str:
    if measured is None:
        return "failed"
    if measured.guess is not None:
        return "not run" if measured.guess == float("inf") else f"(≈ {seconds(measured.guess)})"
    if measured.seconds is None:
        return "failed"
    return seconds(measured.seconds)


def _each(row: Row, sizes: list[int]) -> str:
    """What one more plan costs, between the smallest and the largest number that ran."""
    ran = [(size, done) for size in sizes if (measured := row.at.get(size)) and (done := measured.seconds) is not None]
    if len(ran) < 2 or row.peer.key == "imports":
        return "–"
    (few, short), (many, long) = ran[0], ran[-1]
    return f"{(long - short) / (many - few) * 1000:.1f} ms"


def _peak(row: Row) -> str:
    peaks = [measured.peak for measured in row.at.values() if measured.peak is not None]
    return f"{max(peaks):.0f} MiB" if peaks else "–"


def _found(row: Row) -> str:
    answer = row.answer
    if answer is None or answer.trouble:
        return "–"
    return f"{answer.found:,} of {answer.wanted:,}" + (" (WRONG)" if answer.wrong else "")


def _line(row: Row) -> str:
    if row.answer is None or row.answer.trouble:
        return "–"
    return "yes" if row.answer.lines else "no"


def notes(rows: list[Row]) -> list[str]:
    """What the table leaves open: why something is not there, failed or is wrong, and what a peer can't do."""
    said = []
    for row in rows:
        troubles = [f"{size:,} plans: {measured.trouble}" for size, measured in row.at.items() if measured.trouble]
        if row.answer:
            troubles += [row.answer.trouble] if row.answer.trouble else []
            troubles += [f"WRONG: {row.answer.wrong[0]}"] if row.answer.wrong else []
        parts = [part for part in (row.missing, *troubles, row.peer.limits) if part]
        if parts:
            said.append(f"- {row.peer.title}: {'; '.join(parts)}.")
    return said
