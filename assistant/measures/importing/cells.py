"""What a cell of a list says: the names in nested JSON, dates in any spelling, prefectures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.errors import InputError
from assistant.measures.importing.markup import one_line
from assistant.text.moments import Moment, moments_in
from assistant.text.normalise import normal_text
from assistant.text.regions import NATIONWIDE, PREFECTURES, region_named
from assistant.text.times import first_day, last_day

_NAMES = ("name", "title", "label", "名称", "名前")
"""Where an object of a nested list has its name."""
_SEPARATOR = re.compile(r"[、,，;；/／|｜\n\t]+")
_BETWEEN_PLACES = re.compile(r"[、,，;；/／|｜\n\t・\s]+|及び|および|並びに")
_ISO = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([-/.])(0?[1-9]|1[0-2])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9])")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_DEEPEST = 6
"""Levels of nested lists that are read; the public list has two."""


@dataclass(frozen=True, slots=True)
class Word:
    """A name in a cell, with the wider one it stands under: 貸付 under 金融."""

    name: str
    within: str = ""


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
    """The first date of a cell as an ISO day, empty where there is none.

    ``2024/3/31`` and ``令和6年3月31日`` → 2024-03-31; ``2024年4月`` → 2024-04-01, or with ``ends`` 2024-04-30;
    ``令和6年度`` with ``ends`` → 2025-03-31; ``随時`` → nothing

    Args:
        cell: any text.
        ends: take the last day of a month, year or fiscal year instead of its first.
    """
    return next(_dates(cell, ends), "")


def latest_date(cell: str) -> str:
    """The latest date of a cell: of ``{"created_at": "2023-05-18T…", "modified_at": "2023-05-23T…"}`` 2023-05-23."""
    return max(_dates(cell, ends=False), default="")


def regions(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The regions a cell names, and the names that are none. All 47 prefectures are 全国.

    ``東京、大阪府`` → (東京都, 大阪府), (); ``[{"name": "栃木県"}]`` → (栃木県), (); ``県内`` → (), (県内)
    """
    names = [word.name for word in words(cell)]
    if read_json(cell) is None:
        names = [part for part in _BETWEEN_PLACES.split(one_line(cell)) if part]
    known: list[str] = []
    unknown: list[str] = []
    for name in names:
        try:
            known.append(region_named(name).name)
        except InputError:
            unknown.append(name)
    if set(PREFECTURES) <= set(known) or NATIONWIDE.name in known:
        known = [NATIONWIDE.name]
    return tuple(dict.fromkeys(known)), tuple(unknown)


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


def _dates(cell: str, ends: bool) -> Iterator[str]:
    plain = normal_text(cell).strip()
    numbers = [found.group(1, 3, 4) for found in _ISO.finditer(plain)]
    if whole := _COMPACT.fullmatch(plain):
        numbers = [whole.group(1, 2, 3)]
    for year, month, day in numbers:
        iso = f"{year}-{int(month):02d}-{int(day):02d}"
        if last_day(iso).isoformat() == iso:  # last_day brings 31 April to the 30th: no such day is told
            yield iso
    if not numbers:
        for moment in moments_in(plain):
            if iso := _day_of(moment, ends):
                yield iso


def _day_of(moment: Moment, ends: bool) -> str:
    """The first or last day of a date whose year is told."""
    if moment.year is None or not 1900 <= moment.year <= 2200:
        return ""
    if moment.fiscal and not moment.month:
        return f"{moment.year + 1}-03-31" if ends else f"{moment.year}-04-01"
    year = moment.year + (1 if moment.fiscal and moment.month and moment.month < 4 else 0)
    parts = (f"{part:02d}" for part in (moment.month, moment.day) if part)
    iso = "-".join((str(year), *parts))
    day = last_day(iso) if ends else first_day(iso)
    return day.isoformat() if not moment.day or day.day == moment.day else ""
