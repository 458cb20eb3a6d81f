"""The Japanese eras: how they are written, and the years they count from.

Initials (R7, H21, S60) are left to the patterns that read them: R32 and S45 are models and standards as well, so each
says what must stand around one. Questions are not read with S, for hardly one asks about the years before 1989 so.
"""

from __future__ import annotations

from datetime import date

YEAR_BEFORE = {
    "令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925, "大正": 1911, "明治": 1867,
}  # fmt: skip
"""The year before the first of each era, also by its initial in normalised text."""
_LIVING = ("令和", "平成", "昭和")
"""Documents date themselves by these."""
_FIRST_DAYS = (("令和", date(2019, 5, 1)), ("平成", date(1989, 1, 8)), ("昭和", date(1926, 12, 25)))
ERA = "|".join(_LIVING)
ERA_SINCE_MEIJI = "|".join((*_LIVING, "大正", "明治"))
"""Also those in which people were born and businesses founded."""


def era_year(era: str, number: str) -> int:
    """The calendar year of an era's year: 令和, 8 → 2026; h, 元 → 1989"""
    return YEAR_BEFORE[era] + (1 if number == "元" else int(number))


def in_era(day: date) -> tuple[str, int]:
    """The era of a day since 1926 and its year in it: 2026-10-06 → 令和, 8; before, an empty era and the calendar year."""
    era = next((name for name, first in _FIRST_DAYS if day >= first), "")
    return era, day.year - YEAR_BEFORE.get(era, 0)
