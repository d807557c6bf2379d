"""Plans of the levels above that the text names together, by level and period: 国家、省、市“十四五”知识产权规划."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.extracting.mentions import Mention
from checker.reading.document import Span

_LEVEL = r"国家|全国|自治区|省|市|州|县"
_FIVE = r"“?十[一二三四五六]五”?"
_AREA = r"知识产权(?:保护和运用|保护与运用|创造运用|强国|事业|战略|工作)?(?:发展)?"
_LEVELS = re.compile(
    rf"(?<=[和与及、,。;:\n贯彻落实根据依照按对接衔遵循])(?P<levels>(?:{_LEVEL})(?:[、和及与](?:{_LEVEL})){{0,7}})级?的?"
    rf"(?P<name>{_FIVE}(?:期间|时期)?{_AREA}规划|{_AREA}{_FIVE}(?:发展)?规划)"
)
_NOTE = "原文没有写文件的全称，只说是哪一级、哪一时期的规划，请核对是哪一份"


def find_described(even: str, body: Span) -> Iterator[list[Mention]]:
    """The plans of each such place, one for each level; their titles are put together from the words of the text.

    省 or 市 alone may be the place of the plan itself, and the document the plan that is read.
    """
    for found in _LEVELS.finditer(even, *body):
        name = found["name"]
        if not found["levels"].startswith(("国家", "全国")) and len(re.findall(_LEVEL, found["levels"])) < 2:
            continue
        yield [
            Mention(
                *found.span(),
                found.span("name"),
                sure=0.75,
                notes=(_NOTE,),
                said=f"{level.replace('全国', '国家')}{name}",
            )
            for level in re.findall(_LEVEL, found["levels"])
        ]
