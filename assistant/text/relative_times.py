"""What 昨年, 今年度 or 来年6月 mean in a text, by the day the text speaks from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.eras import ERA
from assistant.text.moments import Moment, plain_moments
from assistant.text.normalise import normalise

_TOLD_FROM_THE_DAY = re.compile(
    r"一昨年|おととし|去年|昨年|今年|本年|再来年|来年|先々月|先月|今月|本月|再来月|来月"
)
"""Not 同年, 翌年 or 前年, which are told from a time named before."""
_SAYS_ITSELF = re.compile(rf"\s?[(（](?:{ERA}|[rh]|(?:19|20)[0-9]{{2}})")
"""今年度（令和元年度）: the text tells, and may speak from another day than its document."""


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
    normalised = normalise(text)
    found = []
    for moment in plain_moments(normalised.text, spoken):
        meaning = _meaning(moment, has_month="-" in spoken)
        if meaning and not _SAYS_ITSELF.match(normalised.text, moment.end):
            start, end = normalised.original_range(moment.start, moment.end)
            found.append(RelativeTime(text[start:end], start, end, meaning))
    return tuple(found)


def _meaning(moment: Moment, *, has_month: bool) -> str:
    """What a relative time comes to; empty for any other, and where the day of speaking is not known well enough."""
    word = _TOLD_FROM_THE_DAY.match(moment.said)
    if not word or moment.year is None or (not has_month and (moment.fiscal or word.group().endswith("月"))):
        return ""
    if moment.fiscal:
        return f"{moment.year}年度"
    return f"{moment.year}年{moment.month}月" if moment.month else f"{moment.year}年"
