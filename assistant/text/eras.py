"""The Japanese eras: how they are written, and the years they count from.

Initials (R7, H21, S60) are left to the patterns that read them: R32 and S45 are models and standards as well, so each
says what must stand around one. Questions are not read with S, for hardly one asks about the years before 1989 so.
"""

from __future__ import annotations

YEAR_BEFORE = {
    "令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925, "大正": 1911, "明治": 1867,
}  # fmt: skip
"""The year before the first of each era, also by its initial in normalised text."""
_LIVING = ("令和", "平成", "昭和")
"""Documents date themselves by these."""
ERA = "|".join(_LIVING)
ERA_SINCE_MEIJI = "|".join((*_LIVING, "大正", "明治"))
"""Also those in which people were born and businesses founded."""


def era_year(era: str, number: str) -> int:
    """The calendar year of an era's year: 令和, 8 → 2026; h, 元 → 1989"""
    return YEAR_BEFORE[era] + (1 if number == "元" else int(number))
