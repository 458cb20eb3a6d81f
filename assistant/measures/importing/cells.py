"""What a cell of a list says: the names in nested JSON, dates in any spelling, prefectures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.errors import InputError
from assistant.measures.importing.markup import one_line
from assistant.text.eras import era_year
from assistant.text.moments import Moment, moments_in
from assistant.text.normalise import normal_text
from assistant.text.regions import NATIONWIDE, PREFECTURES, region_named
from assistant.text.times import first_day, last_day

_NAMES = ("name", "title", "label", "名称", "名前")
"""Where an object of a nested list has its name."""
_SEPARATOR = re.compile(r"[、,，;；/／|｜\n\t]+")
_BETWEEN_PLACES = re.compile(r"[、,，;；/／|｜\n\t・\s]+|及び|および|並びに")
_ISO = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([-/.])(0?[1-9]|1[0-2])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9])")
_ERA_NUMBERS = re.compile(
    r"(?<![a-z0-9])(令和|平成|昭和|[rhs令平昭])\s?([0-9]{1,2}|元)([-/.])(0?[1-9]|1[0-2])\3(3[01]|[12][0-9]|0?[1-9])(?![0-9])"
)
"""R8.4.1, R8/4/1, 令8.4.1: a year of an era that dots and strokes make a day."""
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_OPENS = re.compile(
    r"\s?(?:\([月火水木金土日]\))?\s?(?:[0-9]{1,2}(?::[0-9]{2}|時)\s?)?(?:[~ー]|から|より|以降|以後)"
)
"""What stands behind a day on which something begins."""
_TO = re.compile(
    r"\s?(?:\([月火水木金土日]\))?\s?(?:[0-9]{1,2}(?::[0-9]{2}|時)\s?)?[-→➡⇒]\s?(?P<open>予算|定員|随時|未定|なくなり)?"
)
"""What makes of a day one on which something begins, where another, nothing or an open end follows: R8.4.1[-]R8.12.25."""
_UP_TO = re.compile(r"(?:[~ー-]|から|より)\s?(?P<next>翌)?$")
_ROUND = re.compile(r"第?\s?[0-9一二三四五六七八九十]{1,2}\s?[次回期][^0-9]{0,8}$")
"""What stands before a date that has its year from the one told before: 令和8年4月1日~9月30日, 1次 2026年5月29日 2次 8月28日."""
_SHORT_END = re.compile(
    r"\s?(?:\([月火水木金土日]\))?\s?(?:[~ー-]|から)\s?"
    r"(?:(?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12][0-9]|0?[1-9])(?![-/.0-9年月])|(?P<only_day>3[01]|[12][0-9]|0?[1-9])日(?!間))"
)
"""The end of a period as its month and day alone: 2026/4/1~9/30, 4月1日~15日."""
_NO_MORE = re.compile(
    r"\([月火水木金土日]\)|[月火水木金土日]曜日?|まで|迄|から|より|t[0-9:.]+(?:z|[+-][0-9:]+)?|\s0?0:00(?::00)?(?![0-9:])"
)
"""Beside a date these say nothing that its day does not."""
_DEEPEST = 6
"""Levels of nested lists that are read; the public list has two."""


@dataclass(frozen=True, slots=True)
class Word:
    """A name in a cell, with the wider one it stands under: 貸付 under 金融."""

    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a cell: prefectures and blocks of them, the same for its cities, and what is no place we know."""

    known: tuple[str, ...]
    cities: tuple[str, ...] = ()
    """Words that say less than the prefecture they count for in ``known``: さいたま市."""
    unknown: tuple[str, ...] = ()

    @property
    def are_plain(self) -> bool:
        """Whether ``known`` says all that the cell does."""
        return bool(self.known) and not self.cities and not self.unknown


def read_json(cell: str) -> list[object] | dict[str, object] | None:
    """The list or object a cell holds; None for any other cell, ``[文](http://…)`` among them."""
    if not cell.lstrip().startswith(("[", "{")):
        return None
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list | dict) else None


def words(cell: str) -> tuple[Word, ...]:
    """The names a cell lists, each once.

    ``[{"name": "金融", "sub_categories": [{"name": "貸付"}]}]`` → (貸付 within 金融); ``["補助金","雇用"]`` and
    ``補助金、雇用`` → (補助金, 雇用)
    """
    value = read_json(cell)
    if value is None:
        found = [Word(one_line(part)) for part in _SEPARATOR.split(cell)]
    else:
        found = list(_named(value, "", 0))
    return tuple(dict.fromkeys(word for word in found if word.name))


def verbatim(cell: str, said: str) -> str:
    """A stretch of the cell that says a word read from it: the word, as JSON escapes it, or the whole cell."""
    if said in cell:
        return said
    escaped = json.dumps(said)[1:-1]
    return escaped if escaped in cell else cell.strip()


def date_in(cell: str, *, ends: bool = False) -> str:
    """The first date of a cell as an ISO day, or with ``ends`` the latest that is told as an end; empty where there is none.

    ``2024/3/31`` and ``令和6年3月31日`` → 2024-03-31; ``2024年4月`` → 2024-04-01, or with ``ends`` 2024-04-30;
    ``令和6年度`` with ``ends`` → 2025-03-31; ``随時`` → nothing; ``令和8年4月1日～9月30日`` with ``ends`` → 2026-09-30;
    ``1次: 2026年5月29日、2次: 2026年8月28日`` with ``ends`` → 2026-08-28; ``令和8年4月1日から`` with ``ends`` → nothing

    Args:
        cell: any text.
        ends: take the latest date, and the last day of a month, year or fiscal year instead of its first.
    """
    told = _told(normal_text(cell).strip())
    if ends:
        closing = (one for one in told if one.edge != "since" and not _is_year_of(one, told))
        return max((_day_of(one, ends) for one in closing), default="")
    return next(filter(None, (_day_of(one, ends) for one in told)), "")


def opening_date(cell: str) -> str:
    """The day a stretch of time begins, as a cell of both its ends tells it: ``令和8年6月1日～7月31日`` → 2026-06-01; ``7月31日まで`` → nothing."""
    told = _told(normal_text(cell).strip())
    opens = (one for one in told if one.edge == "since" and not _is_year_of(one, told))
    return next((_day_of(one, ends=False) for one in opens), "")


def latest_date(cell: str) -> str:
    """The latest date of a cell: of ``{"created_at": "2023-05-18T…", "modified_at": "2023-05-23T…"}`` 2023-05-23."""
    return max((_day_of(one, ends=False) for one in _told(normal_text(cell).strip())), default="")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or month at ``plain[start:end]`` of a normalised text, in ISO."""

    start: int
    end: int
    iso: str


def days_in(plain: str) -> tuple[Dated, ...]:
    """The days and months whose year a normalised text tells: ``令和8年6月現在`` → 2026-06; ``令和8年度`` → nothing."""
    told = ((one, _day_of(one, ends=False)) for one in _told(plain) if one.month)
    return tuple(
        Dated(one.start, one.end, day if one.day else day[: len("2026-06")]) for one, day in told if day
    )


def says_more(cell: str) -> bool:
    """Whether a cell says more than one date does.

    ``令和9年12月31日（予算がなくなり次第終了・17時必着）``, ``2026/4/1～9/30`` → True; ``令和9年12月31日（金）まで`` → False
    """
    plain = normal_text(cell).strip()
    told = _told(plain)
    for one in told:
        plain = plain[: one.start] + "_" * (one.end - one.start) + plain[one.end :]
    return len(told) > 1 or re.search(r"[^\W_]", _NO_MORE.sub("", plain)) is not None


def regions(cell: str) -> Places:
    """The places a cell names. All 47 prefectures are 全国.

    ``東京、大阪府`` → 東京都, 大阪府; ``[{"name": "栃木県"}]`` → 栃木県; ``さいたま市`` → 埼玉県, told as a city;
    ``埼玉県、その他`` → 埼玉県, その他 unknown
    """
    names = [word.name for word in words(cell)]
    if read_json(cell) is None:
        names = _BETWEEN_PLACES.split(one_line(cell))
    known: list[str] = []
    cities: list[str] = []
    unknown: list[str] = []
    for name in (name for name in names if re.search(r"\w", name)):
        try:
            region = region_named(name).name
        except InputError:
            unknown.append(name)
            continue
        known.append(region)
        if region in PREFECTURES and not region.startswith(re.sub("(?:地方|地域)$", "", normal_text(name))):
            cities.append(name)
    if set(PREFECTURES) <= set(known) or NATIONWIDE.name in known:
        known = [NATIONWIDE.name]
    return Places(tuple(dict.fromkeys(known)), tuple(cities), tuple(unknown))


def _named(value: object, within: str, depth: int) -> Iterator[Word]:
    """The names of nested lists; a name that has names under it speaks through them."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        yield Word(one_line(str(value)), within)
    elif isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _named(one, within, depth + 1)
    elif isinstance(value, dict):
        name = next((one_line(value[key]) for key in _NAMES if isinstance(value.get(key), str)), "")
        lists = (one for one in value.values() if isinstance(one, list))
        below = [word for one in lists for word in _named(one, name, depth + 1)]
        yield from below or [Word(name, within)]


def _told(plain: str) -> list[Moment]:
    """The dates of a text in its order, a second one without its year with that of the first: 令和8年4月1日~9月30日."""
    numbers = [(found.span(), found.group(1, 3, 4)) for found in _ISO.finditer(plain)]
    numbers += [(found.span(), _of_era(found)) for found in _ERA_NUMBERS.finditer(plain)]
    if whole := _COMPACT.fullmatch(plain):
        numbers = [(whole.span(), whole.group(1, 2, 3))]
    written = [
        Moment(*span, plain[slice(*span)], int(y), month=int(m), day=int(d)) for span, (y, m, d) in numbers
    ]
    others = (
        one for one in moments_in(plain) if not any(one.start < o.end and o.start < one.end for o in written)
    )
    told: list[Moment] = []
    for one in sorted((*written, *others), key=lambda one: one.start):
        if one.year is None and one.month and told:
            one = _with_year(one, told[-1], plain[told[-1].end : one.start])
        told.append(replace(one, edge="since" if _OPENS.match(plain, one.end) else one.edge))
        if one.day and (short := _SHORT_END.match(plain, one.end)):
            month, day = int(short["month"] or one.month or 0), int(short["day"] or short["only_day"])
            end = Moment(*short.span(), short.group(), month=month, day=day)
            told.append(_with_year(end, one, "~"))
    nexts = [*(one.start for one in told[1:]), len(plain)]
    return [
        replace(one, edge="since") if _leads_to(plain, one.end, after) else one
        for one, after in zip(told, nexts, strict=False)
    ]


def _leads_to(plain: str, end: int, after: int) -> bool:
    """Whether a stroke leads from a date to the next one, which may begin with it (2026/4/1-9/30), to nothing or an open end."""
    stroke = _TO.match(plain, end)
    return stroke is not None and bool(stroke["open"] or stroke.end() == after or after == end)


def _of_era(found: re.Match[str]) -> tuple[str, str, str]:
    """Year, month and day of a day told by its era: ``r8.4.1`` → 2026, 4, 1"""
    era = {"令": "令和", "平": "平成", "昭": "昭和"}.get(found[1], found[1])
    return str(era_year(era, found[2])), found[4], found[5]


def _with_year(one: Moment, before: Moment, between: str) -> Moment:
    """A date with the year of the one before it, or the next if it lies before that, where the words between join them."""
    joined = _UP_TO.search(between)
    if before.year is None or not (joined or _ROUND.search(between)):
        return one
    earlier = (one.month or 0, one.day or 31) < (before.month or 0, before.day or 0)
    return replace(one, year=before.year + (earlier or bool(joined and joined["next"])))


def _is_year_of(one: Moment, told: Sequence[Moment]) -> bool:
    """Whether a year or fiscal year only says which one another date is of: 令和8年度 1次締切 令和8年5月29日."""
    if one.month or one.edge == "until":
        return False
    first, last = _day_of(one, ends=False), _day_of(one, ends=True)
    return any(first <= _day_of(other, ends=False) <= last for other in told if other.month)


def _day_of(moment: Moment, ends: bool) -> str:
    """The first or last day of a date whose year is told; of 31 April, which there is not, nothing."""
    if moment.year is None or not 1900 <= moment.year <= 2200:
        return ""
    if moment.fiscal:
        return f"{moment.year + 1}-03-31" if ends else f"{moment.year}-04-01"
    parts = (f"{part:02d}" for part in (moment.month, moment.day) if part)
    iso = "-".join((str(moment.year), *parts))
    day = last_day(iso) if ends else first_day(iso)
    return day.isoformat() if not moment.day or day.day == moment.day else ""
