"""Damage to bytes, to the lines of a text and to the values of a file, each chosen by a ``random.Random``."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from typing import Any

Chance = random.Random
MARK = "<ghx-1 onload=x>"  # no output may hold it as markup
ODD = (
    *("\x00", "\x07", "\x1b[2J\x1b]0;x\x07", "\x7f", "\x85", "\x9b31m", "\r", "\t", "\ufeff", "\ufffe", "\u2028"),
    *("\u202e", "\u2066", "\u200b", "\u00ad", "\U000e0041", "\U0001f468\u200d\U0001f469", "e\u0301" * 9),
    *(MARK, "{{7*7}}", "{% x %}", "]]>", "&#0;", "-->", "|", "``", "::error::x", "%s%n", "{0.x}", "../../x", "'\""),
    *(
        "０１２３",
        "一千零一",
        "二十",
        "〇",
        "１．５",
        "1,234",
        "9" * 400,
        "0." + "1" * 40,
        "-1",
        "1e999",
        "NaN",
        "½",
        "²",
    ),
    *(
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        "〔2021〕",
        "第",
        "%",
        "％",
        "个百分点",
        "万",
        "亿",
        "翻一番",
        "以上",
        "余",
        "—",
    ),
    *(
        "一、",
        "（一）",
        "1.",
        "专栏1",
        "表1",
        "目录",
        "附件",
        "到2025年",
        "2021—2025年",
        "责任单位：",
        "牵头",
        "■",
        "□",
    ),
)
WORDS = ("target", "plan", "city", "件", "at-least", "total", "t1", "一", "2021-12", "2021-02-30", "9999-12-31", "0000")
PRINTED = tuple(text for text in ODD if text.isprintable() or text in ("\t", "\u200b"))  # what a document may well hold
_FREE = frozenset(
    {"title", "name", "quote", "raw", "reading", "text", "unit", "indicator", "of", "place", "units", "issuer"}
)
_FIXED = frozenset({"schema", "id", "level", "kind", "start", "end"})
NUMBERS = (0, 1, -1, 2025, 10**15, 10**400, 99999, 0.1, 1e-9)


def text_of(chance: Chance, odd: Sequence[str] = ODD) -> str:
    """A short text that programs trip over."""
    return "".join(chance.choice(odd) for _ in range(chance.choice((1, 1, 1, 2, 5))))


def damaged(content: bytes, chance: Chance) -> bytes:
    """The bytes cut, doubled, moved, overwritten or grown in a few places."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice((0, 1, 2, 8, 60, 700)))
        piece = content[start:end]
        place = chance.randrange(len(content) + 1)
        match chance.randrange(7):
            case 0:
                content = content[:start] + content[end:]
            case 1:
                content = content[:place] + piece * chance.choice((1, 2, 50)) + content[place:]
            case 2:
                content = content[:start]
            case 3:
                content = content[:start] + bytes(chance.randrange(256) for _ in piece[:16]) + content[end:]
            case 4:
                content = content[:start] + text_of(chance).encode("utf-8", "surrogatepass") + content[end:]
            case 5:
                content = content[end:] + content[:start]
            case 6:
                flipped = bytearray(content)
                for _ in range(min(len(flipped), chance.choice((1, 3, 20)))):
                    flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
                content = bytes(flipped)
    return content


def encoded(text: str, chance: Chance) -> bytes:
    """A text as the editors of our users save it, and seldom as none would."""
    encoding = chance.choice(("utf-8",) * 8 + ("utf-8-sig", "utf-16", "gb18030", "big5"))
    return text.encode(encoding, "replace")


def shuffled_lines(lines: Sequence[str], others: Sequence[str], chance: Chance) -> list[str]:
    """Some of the lines left out, doubled, moved, joined, broken, replaced by lines of other texts."""
    kept = list(lines)
    for _ in range(chance.choice((1, 2, 5, 20))):
        if not kept:
            break
        place = chance.randrange(len(kept))
        match chance.randrange(9):
            case 0:
                del kept[place : place + chance.choice((1, 1, 5, 40))]
            case 1:
                kept.insert(chance.randrange(len(kept) + 1), kept[place])
            case 2:
                kept.insert(chance.randrange(len(kept)), kept.pop(place))
            case 3:
                kept[place : place + 2] = ["".join(kept[place : place + 2])]
            case 4:
                cut = chance.randrange(len(kept[place]) + 1)
                kept[place : place + 1] = [kept[place][:cut], kept[place][cut:]]
            case 5 if others:
                kept.insert(place, chance.choice(others))
            case 6 if others:
                start = chance.randrange(len(others))
                kept[place:place] = others[start : start + chance.choice((2, 10, 40))]
            case 7:
                cut = chance.randrange(len(kept[place]) + 1)
                odd = ODD if chance.random() < 0.1 else PRINTED
                kept[place] = kept[place][:cut] + text_of(chance, odd) + kept[place][cut + chance.randrange(4) :]
            case 8:
                kept = kept[:place]
    return kept


def with_run(lines: Sequence[str], chance: Chance) -> list[str]:
    """Lines of which one holds a piece of itself, or something odd, many times over: what slow patterns stumble on."""
    place = chance.randrange(len(lines))
    line = lines[place]
    start = chance.randrange(len(line) + 1)
    piece = line[start : start + chance.choice((1, 2, 5, 12, 40))] or chance.choice(PRINTED)
    many = chance.choice((300, 3000))
    joined = chance.choice(("", "", "", "、", " ", "\n")).join([piece] * min(many, 60_000 // len(piece)))
    return [*lines[:place], line[:start] + joined + line[start:], *lines[place + 1 :]]


def changed_tree(data: Any, chance: Chance) -> Any:
    """Data with a few values taken away, doubled, exchanged, replaced or put where they don't belong."""
    data = copy.deepcopy(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        places = list(_places(data))
        if not places:
            return _value(chance, [])
        holder, key = chance.choice(places)
        _change(holder, key, places, chance)
    return data


def bent_tree(data: Any, chance: Chance) -> Any:
    """Data with other numbers, texts and items, so that it mostly stays what a reader accepts."""
    data = copy.deepcopy(data)
    for _ in range(chance.choice((1, 3, 10, 40))):
        places = list(_places(data))
        if not places:
            return data
        holder, key = chance.choice(places)
        value = holder[key]
        if isinstance(value, list) and value:
            place = chance.randrange(len(value))
            match chance.randrange(3):
                case 0:
                    del value[place]
                case 1:
                    value.insert(chance.randrange(len(value)), value.pop(place))
                case 2:
                    value.reverse()
        elif isinstance(value, bool) or key in _FIXED:
            continue
        elif isinstance(value, int | float):
            holder[key] = chance.choice((value + 1, value * 10, round(value * 1.07, 2), 0, 2025, 0.5, 10**14))
        elif isinstance(value, str) and key in _FREE:
            holder[key] = _within([value], chance, chance.choice((ODD, PRINTED, PRINTED, PRINTED)))[:39]
        elif isinstance(holder, dict) and isinstance(value, str | dict) and chance.random() < 0.1:
            del holder[key]
    return data


def _places(data: Any) -> list[tuple[Any, Any]]:
    """Every holder with each of its keys."""
    found: list[tuple[Any, Any]] = []
    open_ = [data]
    while open_:
        holder = open_.pop()
        keys: Sequence[Any] = list(holder) if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], dict | list):
                open_.append(holder[key])
    return found


def _change(holder: Any, key: Any, places: Sequence[tuple[Any, Any]], chance: Chance) -> None:
    other, another = chance.choice(places)
    match chance.randrange(6):
        case 0:
            del holder[key]
        case 1 | 2:
            holder[key] = _value(chance, [holder[key]])
        case 3:
            holder[key] = copy.deepcopy(other[another])
        case 4 if isinstance(holder, list):
            holder.insert(chance.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        case 5 if isinstance(holder, dict):
            holder[str(another) if chance.random() < 0.7 else text_of(chance)] = copy.deepcopy(other[another])
        case _:
            holder[key] = [holder[key]] * chance.choice((0, 1, 3))


def _value(chance: Chance, old: Sequence[Any]) -> Any:
    makers: tuple[Callable[[], Any], ...] = (
        lambda: text_of(chance),
        lambda: chance.choice(WORDS),
        lambda: chance.choice(NUMBERS),
        lambda: chance.choice((None, True, False, "", [], {}, [[]], {"a": {}})),
        lambda: _within(old, chance),
    )
    return chance.choice(makers)()


def _within(old: Sequence[Any], chance: Chance, odd: Sequence[str] = ODD) -> str:
    """A text with something put into it; other values as a text."""
    text = str(old[0]) if old else ""
    cut = chance.randrange(len(text) + 1)
    return text[:cut] + text_of(chance, odd) + text[cut:]
