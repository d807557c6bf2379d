"""Which place a plan is for: from its title, else from who issued it and the place its text speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from checker.extracting.lexicon import Lexicon
from checker.model.base import Level, Strict

_HAN = r"\u4e00-\u9fff"
_PEOPLES = "朝鲜|土家|苗|藏|羌|彝|布依|侗|哈尼|壮|傣|白|景颇|傈僳|回|蒙古|哈萨克|柯尔克孜"
_SHORT_OF_PLACE = re.compile(rf"(?:[省市]|地区|盟|(?:壮族|回族|维吾尔)?自治区|(?:(?:{_PEOPLES})族?)+自治州)$")
_COUNTY = re.compile(
    rf"([{_HAN}]{{1,8}}?(?:自治县|自治旗|新区|林区|特区|开发区|高新区|县|区|旗|市))(?![{_HAN}]?(?:级|域|位|场|民|长))"
)
_CITY_AND_COUNTY = re.compile(
    rf"(?P<city>[{_HAN}]{{1,7}}?(?:市|族自治州|地区))(?P<county>[{_HAN}]{{1,8}}?(?:自治县|自治旗|县|区|旗|市))(?![{_HAN}]?(?:级|域|位|场|民|长))"
)
_PREFECTURE = re.compile(rf"(?P<short>[{_HAN}]{{2,6}}?)(?:(?:[{_HAN}]{{1,5}}族)+自治)?州")
_STATED = re.compile(
    rf"(?P<province>[{_HAN}]{{2,8}}?(?:省|自治区))(?P<city>[{_HAN}]{{1,12}}?(?:市|自治州|地区|盟))"
    rf"(?P<county>[{_HAN}]{{1,12}}?(?:自治县|自治旗|新区|林区|特区|开发区|高新区|县|区|旗|市))?"
)
_WHOLE_PLAN = re.compile(rf"《(?P<place>[{_HAN}]{{1,12}}?(?:市|自治州|地区|盟|省|自治区))国民经济和社会发展")
_IN_MARKS = re.compile(rf"《(?:中共)?(?P<place>[{_HAN}]{{2,8}}?(?:省|自治区))")
_OTHER_PROVINCE = re.compile(rf"([{_HAN}]{{2,3}}省)")
_BEFORE_PLACE = re.compile(r"^(?:20\d\d(?:[-—]{1,2}20\d\d)?年度?)")  # 2024年甲市……要点
_COUNTIES = re.compile(r"各县|县\(|区县|县区|市县|县、区|县\(市")  # a place that has counties is no county itself
_NO_PLACE = re.compile(
    r"^(?:我|全|本|该|各|省|市|县|区|城区|郊区|新|老|示范|试验|功能|产业|城市|县市|自由贸易|经济|高新|开发|工业|先行|核心|重点|主城|中心城|大湾|保税|综合|城乡|社)"
)
_NO_NAME = re.compile(
    r"强[市县区省]$|知识产权|质量|创新|数字|智慧|示范|试点|城市|乡村|农业|工业|制造|品牌|都市|生态|健康|平安|法治|文明|文化|旅游|科技|经济|推进|推动|加强|加快|提升|促进|建设|实施|深化|完善|开展|关于|印发|十.五|\d"
)
_SCALE = (("county", re.compile(r"我[县旗区]|全[县旗区](?![域面])")), ("city", re.compile(r"我市|我州|我盟|全市|全州")),
          ("province", re.compile(r"我省|我区|全省|全区")))  # fmt: skip


class Province(Strict, frozen=True, kw_only=True):
    """A province with its prefecture-level places and how their names are spelled."""

    name: str
    pinyin: str
    cities: dict[str, str]


class Places(Strict, frozen=True, kw_only=True):
    """The dictionary ``rules/extraction/places.yaml``."""

    municipalities: dict[str, str]
    provinces: list[Province]
    direct: dict[str, list[str]]


class Place(Struct, frozen=True):
    """A place with those it lies in; ``spelled`` are the names for an id, empty where one is not known."""

    name: str
    level: Level
    province: str | None = None
    city: str | None = None
    spelled: tuple[str, ...] = ()

    def region(self) -> dict[str, str]:
        """The key ``region`` of a summary."""
        every = {"name": self.name, "level": self.level, "province": self.province, "city": self.city}
        return {key: value for key, value in every.items() if value}


class Gazetteer:
    """The places made ready for looking them up in titles and texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.places = lexicon.dictionary("places", Places)

    @cached_property
    def known(self) -> dict[str, Place]:
        """Provinces and cities by their full names."""
        found: dict[str, Place] = {}
        for name, spelled in self.places.municipalities.items():
            found[name] = Place(name, "province", spelled=(spelled,))
        for province in self.places.provinces:
            found[province.name] = Place(province.name, "province", spelled=(province.pinyin,))
            for city, spelled in province.cities.items():
                found[city] = Place(city, "city", province.name, spelled=(province.pinyin, spelled))
        for of, names in self.places.direct.items():
            for name in names:
                found[name] = Place(name, "county", of, of)  # no city stands between
        return found

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self.known), key=len, reverse=True)))

    @cached_property
    def shorter(self) -> dict[str, str]:
        """保定 for 保定市, where no other place is called so."""
        short = Counter(_SHORT_OF_PLACE.sub("", name) for name in self.known)
        return {
            brief: name
            for name in self.known
            if short[brief := _SHORT_OF_PLACE.sub("", name)] == 1 and len(brief) >= 2 and brief != name
        }

    def in_title(self, title: str, text: str) -> Place | None:
        """The place that a title begins with (after 中共, 关于 or 印发), down to the county."""
        start = 0
        for lead in ("中共", "关于", "印发", "“", "《"):
            position = title.find(lead)
            if 0 <= position <= start + 1:
                start = position + len(lead)
        rest = _BEFORE_PLACE.sub("", title[start:]).lstrip("“《")
        whole = self.pattern.match(rest)
        if whole is None:
            brief = next((brief for brief in self._briefs if rest.startswith(brief)), None)
            if brief is not None and not _COUNTY.match(rest[:6]):
                return self.known[self.shorter[brief]]
            return (
                self._unlisted(rest)
                or self._prefecture(rest, text)
                or self._inner(rest, text)
                or self._county(rest, None, text)
            )
        place = self.known[whole[0]]
        inner = self.pattern.match(rest, whole.end())
        if inner is not None and place.level == "province" and self.known[inner[0]].province == place.name:
            place = self.known[inner[0]]
            return self._county(rest[inner.end() :], place, text) or place
        return self._county(rest[whole.end() :], place, text) or place

    def stated(self, said: str) -> Place | None:
        """The place that a person states; whoever writes all its names is believed, whatever the list has.

        There are new districts and new names. Of a 市 right under a province it is open whether it is a county-level
        one.
        """
        named = _STATED.fullmatch(said)
        if named is None:
            place = self.in_title(said, "")
            return place if place and said.endswith((place.name, _SHORT_OF_PLACE.sub("", place.name))) else None
        province, city, county = named["province"], named["city"], named["county"]
        known = self.known.get(city)
        if known is not None and known.province != province:
            return None
        if county:
            return Place(county, "county", province, city)
        if known is not None:
            return known
        open_ = city.endswith("市") and province in self.known
        return Place(city, "county" if open_ else "city", province)

    def settled(self, region: dict[str, str], text: str) -> dict[str, str]:
        """A stated 市 right under a province, as the text has it: a city, if it speaks of counties of its own."""
        undecided = region["level"] == "county" and "city" not in region and "province" in region
        if undecided and region["name"].endswith("市") and _COUNTIES.search(text):
            return {**region, "level": "city"}
        return region

    def _unlisted(self, rest: str) -> Place | None:
        """A province that the list has not, or a place right after its name."""
        found = _OTHER_PROVINCE.match(rest)
        if found is None or _NO_PLACE.match(found[1]):
            return None
        below = self._inner(rest[found.end() :], "")
        if below is not None:
            return Place(below.name, below.level, found[1], below.city)
        inner = _COUNTY.match(rest, found.end())
        if inner is None or _NO_PLACE.match(inner[1]) or _NO_NAME.search(inner[1]):
            return Place(found[1], "province")
        return Place(inner[1], "city" if inner[1].endswith("市") else "county", found[1])

    def _prefecture(self, rest: str, text: str) -> Place | None:
        """An autonomous prefecture that the list has not, by its full name, which the text must print somewhere."""
        found = _PREFECTURE.match(rest)
        if found is None or _NO_PLACE.match(found["short"]) or _NO_NAME.search(found["short"]):
            return None
        whole = re.compile(rf"{found['short']}(?:[{_HAN}]{{1,5}}族)+自治州")
        names = {each[0] for each in whole.finditer(f"{rest}\n{text}")}
        return Place(names.pop(), "city", self._only_province(text)) if len(names) == 1 else None

    def _inner(self, rest: str, text: str) -> Place | None:
        """A county right after the name of its city, where the list has neither."""
        found = _CITY_AND_COUNTY.match(rest)
        own, citys = (len(pattern.findall(text)) for _, pattern in _SCALE[:2])  # 全区 and 全市
        if found is None or own < citys:
            return None
        if any(_NO_PLACE.match(name) or _NO_NAME.search(name) for name in found.groups()):
            return None
        return Place(found["county"], "county", self._only_province(text), found["city"])

    @cached_property
    def _briefs(self) -> list[str]:
        return sorted(self.shorter, key=len, reverse=True)

    def _county(self, rest: str, above: Place | None, text: str) -> Place | None:
        found = _COUNTY.match(rest)
        if found is None or _NO_PLACE.match(found[1]) or _NO_NAME.search(found[1]) or not 2 <= len(found[1]) <= 10:
            return None
        name = found[1]
        above = above or self._above(name, text)
        if above is None:
            level: Level = "city" if name.endswith("市") and _COUNTIES.search(text) else "county"
            return Place(
                name, level, self._only_province(text), self._city_of(name, text) if level == "county" else None
            )
        if above.level == "province":
            return Place(name, "county", above.name, above.name if above.name in self.places.municipalities else None)
        return Place(name, "county", above.province, above.name)

    def _only_province(self, text: str) -> str | None:
        """The one province that a text names or, of several, the one whose documents it names."""
        names = {found[0] for found in self.pattern.finditer(text) if self.known[found[0]].level == "province"}
        if len(names) > 1:
            names &= {found["place"] for found in _IN_MARKS.finditer(text)}
        return names.pop() if len(names) == 1 else None

    def _city_of(self, county: str, text: str) -> str | None:
        """The city of a county where the list has neither: printed before it, or the one whose 规划纲要 is named."""
        before = re.compile(rf"(?<![{_HAN}])(?P<place>[{_HAN}]{{1,6}}?(?:市|族自治州)){re.escape(county)}")
        for pattern in (before, _WHOLE_PLAN):
            names = {found["place"] for found in pattern.finditer(text)} - {county}
            names = {name for name in names if not name.endswith(("省", "自治区")) and not _NO_PLACE.match(name)}
            if len(names) == 1:
                return names.pop()
        return None

    def _above(self, county: str, text: str) -> Place | None:
        """The city that the text prints before a county's name."""
        cities = Counter(
            found[0]
            for at in re.finditer(re.escape(county), text)
            for found in self.pattern.finditer(text, max(0, at.start() - 14), at.start())
            if found.end() == at.start()
        )
        return self.known[cities.most_common(1)[0][0]] if len(cities) == 1 else None

    def in_text(self, issuers: Iterable[str], text: str) -> Place | None:
        """The place that the issuers are of, or the one city or province that the text speaks of as its own."""
        for issuer in issuers:
            place = self.in_title(issuer, text)
            if place is not None:
                return place
        level = self.scale(text)
        if level is None or level == "county":
            return None
        own = {"city": "city", "province": "province"}[level]
        names = Counter(found[0] for found in self.pattern.finditer(text) if self.known[found[0]].level == own)
        most = names.most_common(2)
        if most and most[0][1] >= 3 and (len(most) == 1 or most[0][1] >= 3 * most[1][1]):
            return self.known[most[0][0]]
        return None

    def scale(self, text: str) -> Level | None:
        """County, city or province, by how the text speaks of itself: 我县, 全市, 我省."""
        counts = {level: len(pattern.findall(text)) for level, pattern in _SCALE}
        best = max(counts, key=lambda level: counts[level])
        levels: dict[str, Level] = {"county": "county", "city": "city", "province": "province"}
        return levels[best] if counts[best] >= 2 else None
