"""What a printed number says something about, in the text's own words."""

from __future__ import annotations

import re

from msgspec import Struct

from checker.extracting.figure_words import FigurePatterns

NAME_LIMIT = 80  # no name is longer; what stands before belongs to something else
_STEPS = 16
_PREPOSITION = re.compile(
    r"针对|围绕|面向|依托|通过|聚焦|按照|根据|结合|利用|以|对|在|向|由|从|引导|鼓励|支持|组织|推动|指导"
)
_YEARS = re.compile(
    r"(?:近|未来)?[两三四五六七八九十\d]{1,2}年(?:内|来|间)?(?=[一-鿿])|前?\d{1,2}个?月(?:[底末初]|[上中下]旬)?(?:之?前)?(?=[一-鿿])"
)
_DISTRICTS = re.compile(r"(?:[一-鿿]{2,6}[市县区州旗]、){1,8}[一-鿿]{1,5}?[市县区州旗](?=[一-鿿])(?!域|间|级)")
_RATIO = re.compile(r"的[一-鿿()]{0,16}?(?:比例|比重|占比|率)$")
_FOR = re.compile(r"为[一-鿿]{0,12}?提供(?=[一-鿿]{2})")
_EVERY = re.compile(r"年(?=培育|新增|培训|开展|举办|完成|引进|认定|组织|实施)")
_HAVING = re.compile(r"拥有|具有|持有")
_PAIRED = re.compile(r"城镇|农村|城乡|国家级|省级|市级|县级|国内|国外|境内|境外|第?[一二三]产业?")
_STRAY = re.compile(
    r"[一二三四五六七八九十]是|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?=[一-鿿])|\(\d{1,2}\)|[a-z]{1,2}(?=[一-鿿])|[”）)》]+"
)


class Subject(Struct, frozen=True):
    """The name and its place; ``verb`` opened the statement (``kind``: have, make, add), ``tail`` closed it.

    ``of``: what the name is limited to.
    """

    name: str
    start: int
    end: int
    verb: str = ""
    kind: str = ""
    tail: str = ""
    of: str | None = None


def before_number(patterns: FigurePatterns, text: str, start: int, end: int) -> Subject:
    """The name that ends before a number: X达到, 新增X, 拥有X."""
    start = max(start, end - NAME_LIMIT)
    end, tail = _strip_tail(patterns, text, start, end)
    start, verb, kind = _strip_lead(patterns, text, start, end)
    preposition = _PREPOSITION.match(text, start, end)
    passed = preposition and preposition[0] == "通过" and text[start:end].endswith(("企业", "单位", "机构", "产品"))
    if preposition and not kind and not passed:
        later = None
        for found in patterns.opening.finditer(text, preposition.end(), end):
            if found.end() < end - 1:
                later = found
        if later is not None:
            start, kind, verb = later.end(), str(later.lastgroup), later[0]
        elif preposition[0] in ("通过", "引导", "组织", "推动", "指导", "鼓励"):
            start = preposition.end()
    start = _after_agent(patterns, text, start, end)
    joint = text.rfind("并", start, end)
    if joint > start and end - joint > 4:
        start = joint + 1
    return Subject(_clean(text[start:end]), start, end, verb, kind, tail)


def after_number(patterns: FigurePatterns, text: str, start: int, end: int) -> Subject | None:
    """The name that follows a number: 5家X; None where what follows is no name."""
    if not has_own_noun(patterns, text, start, end):
        return None
    if _HAVING.match(text, start, end) and "的" not in text[start:end]:
        return None
    end = min(end, start + NAME_LIMIT)
    closing = patterns.close.search(text[start:end])
    if closing and closing.start() > 1:
        end = start + closing.start()
    name = _clean(text[start:end]).rstrip("和与及")
    return Subject(name, start, end) if len(name) > 1 else None


def has_own_noun(patterns: FigurePatterns, text: str, start: int, end: int) -> bool:
    """Whether what follows a number at ``start`` goes on with what is counted (15所中小学), not with the sentence."""
    return start < end and (text.startswith("规模以上", start) or not patterns.after.match(text, start, end))


def deed(patterns: FigurePatterns, text: str, start: int, end: int) -> Subject | None:
    """N家企业通过X认证: those who did it; N家企业进入X行列: X."""
    found = patterns.did.match(text, start, min(end, start + NAME_LIMIT))
    if found is None:
        return None
    who, what = found["who"], found["what"]
    if found["did"]:
        if found["did"] in ("建立", "实现", "拥有", "开展"):
            return Subject(found["did"] + _clean(what), start, found.end(), found["did"], "did", of=who)
        return Subject(f"{found['did']}{_clean(what)}的{who}", start, found.end(), found["did"], "did")
    what = patterns.close_object.sub("", _clean(what).strip("“”\"'"))
    what = patterns.close_object.sub("", what.strip("“”\"'"))
    return Subject(what.strip("“”\"'"), start, found.end(), found["became"], "did") if len(what) > 2 else None


def is_place(name: str) -> bool:
    """Whether a name is only that of a place: 临江市."""
    return re.fullmatch(r"[一-鿿]{1,8}(?:省|市|县|区|州|盟|旗)", name) is not None


def district(name: str) -> tuple[str | None, str]:
    """The places that a name begins with, and the rest: 甲区、乙县专利授权量 is 专利授权量 of 甲区、乙县."""
    found = _DISTRICTS.match(name)
    return (found[0], name[found.end() :]) if found and len(name) - found.end() > 2 else (None, name)


def ends_with_verb(patterns: FigurePatterns, before: str) -> Subject | None:
    """The verb right before a number, whose object follows the number: 培育6家以上X. 建设的3个X are there already."""
    found = patterns.ends_opening.search(before)
    if found is None:
        return None
    opening = patterns.opening.match(found[0])
    kind = "have" if found[0].endswith("的") else str(opening.lastgroup) if opening else "make"
    return Subject("", 0, 0, verb=found[0], kind=kind)


def _strip_tail(patterns: FigurePatterns, text: str, start: int, end: int) -> tuple[int, str]:
    last = end
    for _ in range(_STEPS):
        slice_start = max(start, end - 8)
        piece = text[slice_start:end]
        found = patterns.tail.search(piece)
        if not found or patterns.not_tail.search(piece):
            break
        end = slice_start + found.start()
    return end, text[end:last]


def _strip_lead(patterns: FigurePatterns, text: str, start: int, end: int) -> tuple[int, str, str]:
    verb = kind = ""
    ratio = _RATIO.search(text[start:end]) is not None
    for _ in range(_STEPS):
        if start >= end:
            break
        stray = _STRAY.match(text, start, end)
        found = stray or patterns.lead.match(text, start, end) or _EVERY.match(text, start, end)
        found = found or _YEARS.match(text, start, end)
        if found:
            start = found.end()
            continue
        if found := _FOR.match(text, start, end):
            return found.end(), verb or found[0], kind or "make"
        opening = patterns.opening.match(text, start, end)
        if opening is None or ratio or opening.end() > end:
            break
        if opening.lastgroup == "have" and "的" in text[opening.end() : end]:
            return start, opening[0], "have"  # 拥有中级职称的人员: the verb is part of the name
        if kind != "add":
            verb, kind = opening[0], str(opening.lastgroup)
        start = opening.end()
    return start, verb, kind


def _after_agent(patterns: FigurePatterns, text: str, start: int, end: int) -> int:
    """公安机关破获X: without the agent."""
    for found in patterns.keep.finditer(text, start + 2, end):
        if patterns.agent.search(text[start : found.start()]):
            return found.start()
    return start


def _clean(name: str) -> str:
    name = name.replace("\n", "").replace("\t", "")
    name = re.sub(r"^(?:的|了)(?=[一-鿿]{2})", "", name.strip(" ,、:;。"))
    if name.count("”") != name.count("“"):
        name = name.replace("“", "").replace("”", "")
    if name.count("(") != name.count(")"):
        name = name.replace("(", "").replace(")", "")
    return name.strip(" ,、:;。")


def alike(patterns: FigurePatterns, parts: list[str]) -> list[str]:
    """城镇 and 农村居民人均可支配收入 (甲产业 and 乙产业增加值占比): the first is of the same thing as the last."""
    last = _PAIRED.match(parts[-1]) if parts else None
    if last is not None:
        return [part + parts[-1][last.end() :] if _PAIRED.fullmatch(part) else part for part in parts]
    return [part if patterns.is_head(part) else part + _rest(part, parts[-1]) for part in parts[:-1]] + parts[-1:]


def _rest(part: str, last: str) -> str:
    """What ``last`` says after the words that ``part`` ends with: 增加值占比 of 甲产业 and 乙产业增加值占比."""
    for length in range(min(4, len(part) - 1), 1, -1):
        before, shared, rest = last.partition(part[-length:])
        if before and shared and rest:
            return rest
    return ""


def listed(patterns: FigurePatterns, name: str) -> list[str]:
    """The indicators that one name lists: 商标申请量、注册量 are 商标申请量 and 商标注册量; else the name alone."""
    parts = [part for part in re.split(r"、|和(?!谐)|及|与", name) if part]
    if len(parts) < 2 or not all(patterns.is_head(part) for part in parts):
        parts = [part for part in name.split("、") if part]
        if len(parts) < 2 or not all(patterns.is_head(part) for part in parts):
            return [name]
    flow = re.compile(
        rf"(?:有效|年)?(?:{'|'.join(map(re.escape, patterns.scopes.flow))}|拥有|有效)+(?:量|数|数量|额|金额)$"
    )
    first = flow.search(parts[0])
    prefix = parts[0][: first.start()] if first else ""
    return [parts[0], *(prefix + part if prefix and flow.fullmatch(part) else part for part in parts[1:])]
