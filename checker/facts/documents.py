"""Which document a plan means: titles and numbers of cited documents matched with the known ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from checker.facts.vocabulary import normalised
from checker.model.plan import Citation, Plan, Region

# “X关于印发Y的通知” is Y; a notice about carrying out the notice of Y is not
_NOTICE = re.compile(r"(?:(?!贯彻|落实|学习|转发).)*?印发(?P<title>.+?)(?:的通知)?")
_NUMBER = re.compile(r"(?P<organ>\w+?)\W?(?P<year>(?:19|20)\d{2})(?:年|\W)?第?0*(?P<serial>\d+)号")


def number_key(number: str) -> str:
    """A 文号 for comparison, whatever its brackets: 国发〔2021〕20号 and 国发(2021)20号 are one."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", number))
    found = _NUMBER.fullmatch(text)
    return f"{found['organ']}/{found['year']}/{found['serial']}" if found else text


def title_keys(title: str) -> list[str]:
    """The forms of a title for comparison: as printed, and the inner title of 关于印发…的通知."""
    keys = [normalised(title)]
    notice = _NOTICE.fullmatch(keys[0])
    if notice:
        keys.append(notice["title"])
    return keys


class DocumentIndex:
    """Known documents by title, other names and number.

    Titles are matched whole: the 实施方案 of a plan is not the plan.
    """

    def __init__(self, documents: Iterable[Plan]) -> None:
        self._by_key: dict[str, list[Plan]] = {}
        for document in documents:
            keys = [key for title in (document.title, *document.aka) for key in title_keys(title)]
            if document.number:
                keys.append(number_key(document.number))
            for key in dict.fromkeys(keys):
                self._by_key.setdefault(key, []).append(document)

    def find(self, citation: Citation, region: Region | None = None) -> Plan | None:
        """The document a citation means, by its number first; None when it is not one of the known.

        ``region`` is that of the plan which cites: of the provinces' documents a title means its own province's
        (《知识产权强省建设纲要》 is in every one), and there 省… stands for the name of the province.
        """
        numbered = self._by_key.get(number_key(citation.number)) if citation.number else None
        if numbered:
            return numbered[0]
        for key in title_keys(citation.title):
            for name in (key, *_in_full(key, region)):
                for document in self._by_key.get(name, ()):
                    if region is None or document.region.level == "nation" or document.region.name in _places(region):
                        return document
        return None


def _places(region: Region) -> list[str]:
    """The places that a plan belongs to: its own, its city, its province."""
    return [name for name in (region.name, region.city, region.province) if name]


def _in_full(title: str, region: Region | None) -> list[str]:
    """The title with the place's name where it says only 省… or 市…, as plans write of their own province and city."""
    return [place + title[1:] for place in (_places(region) if region else ()) if title[:1] == place[-1]]
