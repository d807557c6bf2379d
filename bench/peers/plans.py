"""Plans to check, as many as one likes: variations of the real summaries with gaps put in on purpose.

The edits are made in the text of the files, so that length, comments, quotes and layout stay those of real summaries.
A base is first made whole (no gap of the three rules in it), then each plan gets its own id, place and names, and
about half of the plans get gaps. The same seed gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from msgspec import Struct, field

from bench.peers.peer import BELOW, PROTECTION, REQUIRED, ROOT, Gap

REQUIRED_NAMES = ("每万人口高价值发明专利拥有量", "知识产权质押融资登记金额", "知识产权保护社会满意度")
PROTECTIONS = ("严保护", "大保护", "快保护", "同保护")
_ROWS = {  # what a base without the row is given
    REQUIRED_NAMES[0]: "baseline: {year: 2020, value: 2.45, unit: 件}, target: {year: 2025, value: 4.1, unit: 件}",
    REQUIRED_NAMES[1]: "baseline: {year: 2020, value: 3.2, unit: 亿元}, target: {year: 2025, value: 6, unit: 亿元}",
    REQUIRED_NAMES[2]: "baseline: {year: 2020, value: 80.1, unit: 分}, target: {year: 2025, value: 83, unit: 分}",
}
# the vocabulary doesn't say which way is better for these, so the shipped rule rightly says nothing of them
_NO_DIRECTION = {"每万人口高质量发明专利拥有量", "年度知识产权质押融资金额"}
_FIRST, _SECOND = "安平清新永宁和长东西南北", "江河山林原川州阳陵溪台湖"

Edit = tuple[int, int, str]


def _pairs(node: yaml.Node | None) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """The keys of a mapping with their nodes; of anything else, none."""
    return {key.value: (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _get(node: yaml.Node | None, *path: str) -> yaml.Node | None:
    for step in path:
        node = _pairs(node).get(step, (None, None))[1]
    return node


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _word(node: yaml.Node | None) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def compose(text: str) -> yaml.Node:
    """The nodes of a text, which know where they stand."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert node is not None
    return node


def applied(text: str, edits: list[Edit]) -> str:
    """The text with places replaced that don't overlap."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _line_start(node: yaml.Node) -> int:
    return node.start_mark.index - node.start_mark.column


def _covers(root: yaml.Node) -> Iterator[yaml.Node]:
    for measure in _items(_get(root, "measures")):
        yield from _items(_get(measure, "covers"))


def whole(text: str) -> str:
    """A summary that none of the three rules objects to: what is missing is put in, and nothing is cut off."""
    root = compose(text)
    edits: list[Edit] = []
    kind = _get(root, "kind")
    if kind is not None and kind.value == "program":  # the shipped rules ask less of a work programme
        edits.append((kind.start_mark.index, kind.end_mark.index, "plan"))
    cut = _pairs(_get(root, "source")).get("cut")
    if cut:
        edits.append((cut[0].start_mark.index, cut[1].end_mark.index, ""))
    for measure in _items(_get(root, "measures")):  # rows that may go must not be pointed at
        serves = _get(measure, "serves")
        if serves is not None and {_word(each) for each in _items(serves)} & set(REQUIRED_NAMES):
            edits.append((serves.start_mark.index, serves.end_mark.index, "[]"))
    rows = _items(_get(root, "indicators"))
    there = {_word(_get(row, "name")) for row in rows}
    added = "".join(f"  - {{name: {name}, {rest}}}\n" for name, rest in _ROWS.items() if name not in there)
    if rows:
        edits.append((_line_start(rows[0]), _line_start(rows[0]), added))
    else:
        key = _pairs(root)["measures"][0]
        edits.append((_line_start(key), _line_start(key), f"indicators:\n{added}\n"))
    tasks = {_word(_get(item, "protection")) for item in _covers(root) if _word(_get(item, "strength")) == "task"}
    first = next(_covers(root))
    dash = " " * (first.start_mark.column - 2) + "- "
    missing = "".join(
        f"{dash}{{article: 关于强化知识产权保护的意见/（十四）, protection: {each}, strength: task}}\n"
        for each in PROTECTIONS
        if each not in tasks
    )
    edits.append((_line_start(first), _line_start(first), missing))
    return applied(text, edits)


class Base(Struct):
    """A whole summary with the places that can be edited."""

    text: str
    root: yaml.Node
    rows: dict[str, tuple[int, int]]  # a row of the table: where its lines begin and end
    lower: dict[str, Edit]  # a row: the edit that sets its target below its baseline
    served: set[str]  # indicators that tasks point at
    tasks: dict[str, list[Edit]] = field(default_factory=dict)  # a protection: the edits that leave it without a task


def _lowered(row: yaml.Node) -> Edit | None:
    """Half the baseline as target, where that is surely below it whatever the rounding."""
    start, end = _get(row, "baseline", "value"), _get(row, "target", "value")
    if start is None or end is None or _get(row, "target", "bound") is not None:
        return None
    number = start.value
    places = len(number.partition(".")[2])
    half = f"{float(number) / 2:.{places}f}"
    if float(number) - float(half) < 2 * 10**-places:
        return None
    return end.start_mark.index, end.end_mark.index, half


def base_of(text: str) -> Base:
    """A summary made ready for variations."""
    text = whole(text)
    root = compose(text)
    served = {_word(each) for measure in _items(_get(root, "measures")) for each in _items(_get(measure, "serves"))}
    base = Base(text, root, {}, {}, served)
    rows = _items(_get(root, "indicators"))
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        name = _word(_get(row, "name"))
        start = _line_start(row)
        if following is None:
            end = text.index("\n", _last(row)) + 1
        else:
            end = _line_start(following)
        base.rows[name] = (start, end)
        lowered = _lowered(row)
        if lowered and name not in _NO_DIRECTION:
            base.lower[name] = lowered
    for item in _covers(root):
        strength = _get(item, "strength")
        if strength is not None and strength.value == "task":
            edit = (strength.start_mark.index, strength.end_mark.index, "thin")
            base.tasks.setdefault(_word(_get(item, "protection")), []).append(edit)
    return base


def _last(node: yaml.Node) -> int:
    """Where the last scalar or bracket of a node ends: a block's own end mark stands after blank lines and comments."""
    if isinstance(node, yaml.CollectionNode):
        if node.flow_style:
            return node.end_mark.index - 1
        last = node.value[-1]
        return _last(last[1] if isinstance(last, tuple) else last)
    return node.end_mark.index


@cache
def bases() -> tuple[Base, ...]:
    """The real summaries, made whole; the one with the longest table first."""
    read = [base_of(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "plans").glob("*.yaml"))]
    return tuple(sorted(read, key=lambda base: -len(base.rows)))


def _names(base: Base, number: int, chance: random.Random) -> list[Edit]:
    """Id, place and title of its own; a third of the figures speak of a district."""
    place = f"{chance.choice(_FIRST)}{chance.choice(_SECOND)}市"
    edits: list[Edit] = []
    for path, new in ((("id",), f"bench-{number:05}"), (("region", "name"), place)):
        node = _get(base.root, *path)
        assert node is not None
        edits.append((node.start_mark.index, node.end_mark.index, new))
    title, old = _get(base.root, "title"), _word(_get(base.root, "region", "name"))
    assert title is not None
    if old in title.value:
        at = base.text.index(old, title.start_mark.index)
        edits.append((at, at + len(old), place))
    for figure in _items(_get(base.root, "figures")):
        name = _get(figure, "indicator")
        plain = isinstance(name, yaml.ScalarNode) and name.style is None and name.value not in base.served
        if name is not None and plain and chance.random() < 0.33:
            district = f"{chance.choice(_SECOND)}{chance.choice(_FIRST)}区"
            edits.append((name.start_mark.index, name.start_mark.index, district))
    return edits


def variation(number: int, seed: int) -> tuple[str, list[Gap]]:
    """The text of a plan, and the gaps put in. The first plan has four, of all three kinds."""
    chance = random.Random(seed * 1_000_003 + number)  # noqa: S311 - no secret
    base = bases()[number % len(bases())]
    edits = _names(base, number, chance)
    file = f"plan{number:05}.yaml"
    if number == 0:
        missing, bare, worse = 1, 2, 1
    elif chance.random() < 0.5:
        missing, bare, worse = 0, 0, 0
    else:
        missing, bare, worse = chance.choice(((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (2, 1, 1)))
    dropped = chance.sample(REQUIRED_NAMES, missing)
    gaps = [Gap(file, REQUIRED, name) for name in dropped]
    edits += [(*base.rows[name], "") for name in dropped]
    for protection in chance.sample(PROTECTIONS, bare):
        gaps.append(Gap(file, PROTECTION, protection))
        edits += base.tasks[protection]
    for name in chance.sample(sorted(base.lower.keys() - set(dropped)), worse):
        gaps.append(Gap(file, BELOW, name))
        edits.append(base.lower[name])
    return applied(base.text, edits), gaps


def write_plans(folder: Path, count: int, seed: int = 1) -> list[Gap]:
    """Write so many plans into a folder; all gaps that are in them."""
    folder.mkdir(parents=True, exist_ok=True)
    gaps: list[Gap] = []
    for number in range(count):
        text, own = variation(number, seed)
        (folder / f"plan{number:05}.yaml").write_text(text, encoding="utf-8", newline="\n")
        gaps += own
    return gaps


def with_rows(count: int) -> str:
    """One plan whose table has so many rows, names of real indicators in made-up districts."""
    base = bases()[0]
    kinds = list(_ROWS.items())
    rows = "".join(
        f"  - {{name: {_FIRST[n // 12 % 12]}{_SECOND[n % 12]}{n // 144 or ''}区{name}, {rest}}}\n"
        for n in range(count - len(base.rows))
        for name, rest in (kinds[n % len(kinds)],)
    )
    at = min(start for start, _ in base.rows.values())
    kept = sorted(base.rows.values())[:count]
    surplus = [(start, end, "") for start, end in base.rows.values() if (start, end) not in kept]
    return applied(base.text, [(at, at, rows), *surplus] if rows else surplus)
