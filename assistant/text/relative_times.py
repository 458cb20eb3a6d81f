"""What 昨年, 今年度 or 来年6月 mean in a text, by the day the text speaks from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.normalise import normalise

_YEARS = {"一昨年": -2, "おととし": -2, "昨年": -1, "去年": -1, "本年": 0, "今年": 0, "再来年": 2, "来年": 1}
_MONTHS = {"先々月": -2, "先月": -1, "今月": 0, "本月": 0, "来月": 1, "再来月": 2}
_RELATIVE = re.compile(
    rf"(?P<year>{'|'.join(_YEARS)})(?:(?P<fiscal>度)|\s?(?P<month>1[0-2]|[1-9])\s?月)?"
    rf"|(?P<months>{'|'.join(_MONTHS)})"
)
_SAYS_ITSELF = re.compile(r"\s?[(（](?:令和|平成|昭和|[rh]|(?:19|20)[0-9]{2})")
"""今年度（令和元年度）: the text tells, and may speak from another day than its document."""
_FIRST_FISCAL_MONTH = 4


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """A time told from the day of speaking: ``text[start:end] == word``, and what it comes to."""

    word: str
    start: int
    end: int
    meaning: str


def relative_times(text: str, spoken: str | None) -> tuple[RelativeTime, ...]:
    """The times a text tells from the day it speaks from, with what they come to, in its order.

    ``また先月は、`` spoken 2026-01-19 → 先月: 2025年12月; ``来年度には`` spoken 2026-01-19 → 来年度: 2026年度; ``今年度`` spoken
    2017 → nothing: the first months of a year belong to the fiscal year before

    Args:
        text: a sentence or more.
        spoken: the day it speaks from, ISO: 2026-01-19, 2023-05 or 2017; None where it is not known.
    """
    if not spoken:
        return ()
    year, month = ([*map(int, spoken.split("-")), 0])[:2]
    normalised = normalise(text)
    found = []
    for match in _RELATIVE.finditer(normalised.text):
        meaning = _meaning(match, year, month)
        if meaning and not _SAYS_ITSELF.match(normalised.text, match.end()):
            start, end = normalised.original_range(*match.span())
            found.append(RelativeTime(text[start:end], start, end, meaning))
    return tuple(found)


def _meaning(match: re.Match[str], year: int, month: int) -> str:
    """What a relative time comes to; empty where the day of speaking is not known well enough."""
    if match["months"]:
        if not month:
            return ""
        count = year * 12 + month - 1 + _MONTHS[match["months"]]
        return f"{count // 12}年{count % 12 + 1}月"
    told = year + _YEARS[match["year"]]
    if match["fiscal"]:
        return f"{told - (month < _FIRST_FISCAL_MONTH)}年度" if month else ""
    return f"{told}年{match['month']}月" if match["month"] else f"{told}年"
