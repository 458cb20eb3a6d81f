"""Days and times as a workbook's format writes them in Japanese Excel: 2026年10月6日(火), R8.10.6, 9:30."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from assistant.text.eras import in_era

_PARTS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$[^\]]*\]|\[[^\]]*\]|_.|General|(?P<end>;)|(?P<half>AM/PM)'
    r"|(?P<code>g+|e+|y+|m+|d+|a{3,4}|h+|s+)|(?P<literal>.)",
    re.IGNORECASE | re.ASCII,
)
_WEEKDAYS = "月火水木金土日"
_INITIALS = {"令和": "R", "平成": "H", "昭和": "S"}
_TIME_CODES = ("h", "s")
_BUILT_IN = "mm-dd-yy"
"""As the library calls the format 14, which follows the system: in Japan 2026/10/6."""


def day_as_seen(value: datetime | date | time, written: str) -> str:
    """A day or a time in a format; where the format names neither, as Japanese Excel would by itself.

    2026-10-06 in ``yyyy"年"m"月"d"日"`` → 2026年10月6日; in ``m/d(aaa)`` → 10/6(火); in ``[$-411]ge.m.d`` → R8.10.6; 9:30 in
    ``h:mm`` → 9:30
    """
    codes = [(found.lastgroup or "", found[0]) for found in _PARTS.finditer(written.split(";")[0])]
    named = [text.lower()[0] for kind, text in codes if kind == "code"]
    if written == _BUILT_IN or not named:
        return _plain(value)
    halves = any(kind == "half" for kind, _ in codes)
    seen, before = [], ""
    for at, (kind, text) in enumerate(codes):
        if kind == "code":
            after = next((other.lower()[0] for k, other in codes[at + 1 :] if k == "code"), "")
            is_minute = text[0] in "mM" and (before == "h" or after == "s")
            seen.append(_coded(value, text.lower(), is_minute=is_minute, halves=halves))
            before = text.lower()[0]
        elif kind == "half":
            seen.append("午前" if _time(value).hour < 12 else "午後")
        elif kind in ("quoted", "escaped", "literal"):
            seen.append({"quoted": text[1:-1], "escaped": text[1:]}.get(kind, text))
    return "".join(seen).strip()


def hours_as_seen(value: timedelta) -> str:
    """A stretch of time, its days in hours as well: 26 hours and 5 minutes → 26:05"""
    seconds = round(abs(value.total_seconds()))
    clock = f"{seconds // 3600}:{seconds // 60 % 60:02d}" + (f":{seconds % 60:02d}" if seconds % 60 else "")
    return f"-{clock}" if value < timedelta() else clock


def _coded(value: datetime | date | time, code: str, *, is_minute: bool, halves: bool) -> str:
    """One code of a format: ``yyyy``, ``m``, ``aaa``. ``halves``: hours are counted in halves of a day."""
    first, width = code[0], len(code)
    if is_minute or first in _TIME_CODES:
        clock = _time(value)
        hour = clock.hour % 12 or 12 if halves else clock.hour
        number = clock.minute if is_minute else hour if first == "h" else clock.second
        return f"{number:02d}" if width > 1 else str(number)
    day = _day(value)
    if day is None:
        return ""
    if first in "ge":
        era, year = in_era(day)
        return str(year) if first == "e" else (_INITIALS.get(era, ""), era[:1], era)[min(width, 3) - 1]
    if first == "y":
        return str(day.year) if width > 2 else f"{day.year % 100:02d}"
    if first == "a":
        return _WEEKDAYS[day.weekday()] + ("曜日" if width > 3 else "")
    number = day.month if first == "m" else day.day
    if width > 2:  # English names of months and days
        return day.strftime({"m": "%b" if width == 3 else "%B", "d": "%a" if width == 3 else "%A"}[first])
    return f"{number:02d}" if width > 1 else str(number)


def _plain(value: datetime | date | time) -> str:
    day, clock = _day(value), _time(value)
    told = "" if day is None else f"{day.year}/{day.month}/{day.day}"
    return f"{told} {clock.hour}:{clock.minute:02d}".strip() if clock != time() or day is None else told


def _day(value: datetime | date | time) -> date | None:
    return None if isinstance(value, time) else date(value.year, value.month, value.day)


def _time(value: datetime | date | time) -> time:
    if isinstance(value, datetime):
        return value.time()
    return value if isinstance(value, time) else time()
