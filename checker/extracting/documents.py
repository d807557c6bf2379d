"""What documents are called: endings of titles, numbers (文号), the bodies that issue them, standards and laws."""

from __future__ import annotations

import re
from functools import cached_property

from checker.extracting.lexicon import Lexicon
from checker.model.base import Strict

_HAN = r"\u4e00-\u9fff"
_OPEN, _CLOSE = r"[〔\[(【〈<{]", r"[〕\])】〉>}]"
_ORGANS = (
    r"人民政府办公厅|人民政府办公室|人民政府|人民代表大会常务委员会|人民代表大会|国务院办公厅|国务院|党中央|中共中央|中央|"
    r"办公厅|办公室|委员会|领导小组|联席会议|人民法院|人民检察院|管委会|管理局|总局|政府|省委|市委|县委|区委|党委|工委|人大|政协|[局厅部委院署]"
)
# 冀政字〔2021〕66号, with whatever is left of the brackets; 国务院令第700号
NUMBER = re.compile(
    rf"[{_HAN}]{{1,10}}(?:{_OPEN}\d{{4}}{_CLOSE}?|\d{{4}}{_CLOSE})第?\d{{1,5}}号|[{_HAN}]{{2,14}}令(?:{_OPEN}?\d{{4}}{_CLOSE}?)?第?\d{{1,4}}号"
)
NUMBER_AFTER = re.compile(rf"[(〔\[【]?(?P<number>{NUMBER.pattern})[)〕\]】]?")
STANDARD = re.compile(r"(?:GB(?:/T|/Z)?|ISO(?:/IEC)?|IEC|DB\d{2,4}(?:/T)?|[A-Z]{2}/T)(?: ?\d[\d.]*)(?:[:\-—]\d{4})?")
YEARS = re.compile(r"\((?:20\d\d|二[〇○零O0o][〇○零一二三四五六七八九]{2})?[-—~至一]{0,2}(?:20\d\d)(?:20\d\d)?年?\)")
_ORGAN = rf"(?:中共)?[{_HAN}]{{0,16}}?(?:{_ORGANS})(?:等[一二三四五六七八九十\d]{{1,3}}(?:个)?(?:部门|部委|单位))?"
ORGANS = re.compile(rf"{_ORGAN}(?:[、,]?{_ORGAN}){{0,5}}")


class Documents(Strict, frozen=True, kw_only=True):
    """The dictionary ``rules/extraction/documents.yaml``."""

    endings: list[str]
    firm_endings: list[str]
    triggers: list[str]
    basis: list[str]
    made: list[str]
    verbs: list[str]
    leads: list[str]
    to_make: list[str]
    vague: list[str]
    works_before: list[str]
    works_after: list[str]
    papers: list[str]
    standards: list[str]
    standard_words: list[str]
    generic: list[str]
    laws: list[str]


def alternatives(words: list[str]) -> str:
    """Words as a pattern, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


class Names:
    """The dictionary made ready for looking things up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.dictionary("documents", Documents)
        self.endings = tuple(self.words.endings)
        self.to_make = tuple(self.words.to_make)

    @cached_property
    def trigger(self) -> re.Pattern[str]:
        return re.compile(alternatives(self.words.triggers))

    @cached_property
    def basis(self) -> re.Pattern[str]:
        return re.compile(alternatives(self.words.basis))

    @cached_property
    def made(self) -> re.Pattern[str]:
        return re.compile(alternatives(self.words.made))

    @cached_property
    def verb(self) -> re.Pattern[str]:
        return re.compile(alternatives(self.words.verbs))

    @cached_property
    def vague(self) -> re.Pattern[str]:
        return re.compile(rf"{alternatives(self.words.vague)}|(?<![高中初平同一二三上下优])等(?!级)")

    @cached_property
    def firm(self) -> re.Pattern[str]:
        """A title's end that stands without book marks: not inside a longer title or phrase."""
        goes_on = (
            "纲要|实施|的|建设|和二|编制|体系|项目|目标|期|范围|内|外|引领|布局|衔接|体量|性|化|统筹|先行|管理|审批"
        )
        return re.compile(rf"(?:{alternatives(self.words.firm_endings)})(?!{goes_on})")

    @cached_property
    def standard_word(self) -> re.Pattern[str]:
        return re.compile(rf"(?:等)?(?:{alternatives(self.words.standard_words)})")

    @cached_property
    def law(self) -> re.Pattern[str]:
        laws = rf"(?:中华人民共和国)?(?:{alternatives(self.words.laws)})(?:实施条例|实施细则)?"
        return re.compile(rf"(?:{laws})|[{_HAN}]{{2,18}}条例")

    @cached_property
    def _generic(self) -> re.Pattern[str]:
        return re.compile(alternatives([*self.words.generic, *self.words.standard_words]))

    def is_generic(self, said: str) -> bool:
        """Whether what is called a standard is a kind of them (知识产权管理国家标准): nothing in it names one."""
        return len(self._generic.sub("", said)) < 2

    def without_verbs(self, said: str) -> int:
        """How many characters at the beginning of ``said`` are verbs and joining words before a name."""
        cut = 0
        for found in self.verb.finditer(said):
            cut = found.end()
        while cut < len(said) and said[cut] in "、,和及与了的由对以":
            cut += 1
        return cut

    def is_document(self, title: str) -> bool:
        """Whether a title in book marks is that of a document by its ending."""
        plain = re.sub(r"\([^()]{1,24}\)$", "", title)
        return plain.endswith(self.endings) or "关于" in plain

    @cached_property
    def lead(self) -> re.Pattern[str]:
        return re.compile(alternatives(self.words.leads))

    def led_by(self, said: str) -> int:
        """How many characters of ``said`` lead up to the name in it."""
        cut = 0
        for found in self.lead.finditer(said):
            cut = found.end()
        return cut

    def issuer(self, before: str) -> str | None:
        """The body named right before a title or before 关于, without what leads up to it."""
        part = re.split(r"[。;:!?\n》“”()\t]", before)[-1]
        cut = self.led_by(part)
        for start in (cut, *(index + 1 for index, sign in enumerate(part) if sign in "和及与,、" and index >= cut)):
            name = part[start:].lstrip("、,和及与")
            if 2 <= len(name) <= 60 and ORGANS.fullmatch(name):
                return name
        return None
