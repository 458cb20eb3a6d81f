"""The times a text names: years, fiscal years, decades, and times told from today (5年前, 昨年度)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.text.eras import ERA, era_year
from assistant.text.normalise import normal_text

ISO_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
"""A year, a month or a day in ISO form: 2010, 2010-02, 2010-02-01."""
NOW = re.compile(
    r"""
    今年|来年|現在|(?:今日|本日|現)時点|今(?:申請|応募|申し?込)|今[もはで]|今の(?!ま[まん])
    |今(?:どう|どんな|どこ|何|なん|いくら|いくつ)
    |最新
    |(?<![一-龥らい])いま(?!まで|さら|す|し|せ)
    |今期(?!で|いっぱい|限り)|今から(?!出|持|送|書|直|変)
    |まだ(?:募集|ある|使|やって|間に合|申し?込|応募|受け付|受けられ|もらえ|続いて)
    """,
    re.VERBOSE,
)
PAST = re.compile(r"当時|昔|以前|過去|かつて|前身|だった")
_YEAR = re.compile(
    rf"(?:(?P<era>{ERA}|(?<![a-z0-9])(?:r(?=\s?(?:[1-9]|1[0-5]|元)(?![-a-z0-9]))|h(?=\s?(?:[12][0-9]|3[01])(?![-a-z0-9])|\s?[0-9]\s?年)))"
    r"\s?(?P<era_year>[0-9]{1,2}|元)|"
    r"(?<![0-9,.:])(?P<year>(?:19|20)[0-9]{2})(?![0-9,.]|\s?(?:[社件人者名円万億個台本回号番校点歳%]|[かヶカ]所)))"
    r"(?:\s?年)?(?P<unit>代|度|\s?(?P<month>1[0-2]|0?[1-9])\s?月)?"
)
"""A bare figure is a year only where nothing is counted with it: 2010, not 2000件, nor ISO9001:2015; R7 and H21, not R32,
R2-D2 or H2."""
_TO = re.compile(r"\s?(?:~|-|から)\s?")
"""Between two years that are the ends of one time."""
_AGO = re.compile(
    r"(?<![0-9一二三四五六七八九十百])"
    r"(?P<count>[0-9]{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]|数)"
    r"\s?年(?:ほど|くらい|ぐらい)?前(?![後提半])"
)
_SEVERAL_YEARS = (5, 2)
_TOLD = {"去年": -1, "昨年": -1, "一昨年": -2, "おととし": -2, "今年": 0, "本年": 0, "前年": -1}
_RELATIVE = re.compile(r"(?P<word>一昨年|おととし|去年|昨年|前年(?=度の)|今年|本年)(?P<fiscal>度)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time from the start of one ISO date to the end of another: 2010, 2010-02, 2010-02-01."""

    since: str
    until: str

    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return first_day(self.since), last_day(self.until)

    def widened(self, years: int) -> Period:
        """The same with whole years before and after: 2010-02 by 1 → 2009 to 2011."""
        begin, end = self.days()
        return Period(f"{begin.year - years:04d}", f"{end.year + years:04d}")


def first_day(iso: str) -> date:
    """``2023`` → 2023-01-01; ``2023-05`` → 2023-05-01

    A day its month does not have, as documents sometimes print, is taken for the month's last.
    """
    year, month, day = _parts(iso)
    return date(year, month or 1, day or 1)


def last_day(iso: str) -> date:
    """``2023`` → 2023-12-31; ``2023-02`` and ``2023-02-31`` → 2023-02-28"""
    year, month, day = _parts(iso)
    return date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])


def _parts(iso: str) -> tuple[int, int, int]:
    """Year, month and day; 0 for what is not told."""
    year, month, day = (*map(int, iso.split("-")), 0, 0)[:3]
    year, month = max(year, 1), min(month, 12)
    return year, month, min(day, calendar.monthrange(year, month)[1]) if month else 0


def years_in(plain: str) -> tuple[int, ...]:
    """The years a normalised text names in figures, in its order.

    ``平成22年と2017年度`` → (2010, 2017)
    """
    years = (_year(found) for found in _YEAR.finditer(plain))
    return tuple(dict.fromkeys(year for year in years if 1926 <= year <= 2100))


def periods_in(text: str, today: date) -> tuple[Period, ...]:
    """The times a text names, told from a day where they are relative; none for now and for 当時.

    ``2010年ごろの補助金`` → (2010,); ``昨年度の予算`` asked on 2026-11-01 → (2025-04 to 2026-03,);
    ``平成20年代`` → (2008 to 2017,); ``創業5年前後`` → ()
    """
    plain = normal_text(text)
    return tuple(dict.fromkeys((*_named(plain), *_relative(plain, today))))


def _named(plain: str) -> Iterator[Period]:
    before: tuple[Period, int] | None = None
    """The last time named and where its words end, while it may yet be the beginning of a longer one."""
    for found in (match for match in _YEAR.finditer(plain) if 1926 <= _year(match) <= 2100):
        period = _period(found)
        if before:
            joined = _TO.fullmatch(plain[before[1] : found.start()]) and before[0].since <= period.since
            if joined:
                period = Period(before[0].since, period.until)
            else:
                yield before[0]
        before = period, found.end()
    if before:
        yield before[0]


def _period(found: re.Match[str]) -> Period:
    year, unit = _year(found), found["unit"]
    if unit == "度":
        return _fiscal(year)
    if unit == "代":
        # An era's decade begins where its year's figure does: 平成20年代 is 2008 to 2017.
        return Period(f"{year:04d}", f"{year + 9:04d}")
    iso = f"{year:04d}-{int(found['month']):02d}" if found["month"] else f"{year:04d}"
    return Period(iso, iso)


def _relative(plain: str, today: date) -> Iterator[Period]:
    for found in _AGO.finditer(plain):
        count = found["count"]
        if count == "数":
            yield Period(*(f"{today.year - years:04d}" for years in _SEVERAL_YEARS))
        else:
            year = today.year - _count(count)
            yield Period(f"{year:04d}", f"{year:04d}")
    for found in _RELATIVE.finditer(plain):
        back = _TOLD[found["word"]]
        if found["fiscal"]:
            yield _fiscal(fiscal_year(today) + back)
        else:
            yield Period(f"{today.year + back:04d}", f"{today.year + back:04d}")


def _count(figures: str) -> int:
    """``5`` → 5; ``十`` → 10; ``二十五`` → 25"""
    if figures.isascii():
        return int(figures)
    tens, ten, ones = figures.rpartition("十")
    digits = "一二三四五六七八九"
    return (10 * (digits.index(tens) + 1 if tens else 1) if ten else 0) + (
        digits.index(ones) + 1 if ones else 0
    )


def fiscal_year(day: date) -> int:
    """The fiscal year, from April, a day is in: 2026-03-31 → 2025"""
    return day.year - (day.month < 4)


def _fiscal(year: int) -> Period:
    return Period(f"{year:04d}-04", f"{year + 1:04d}-03")


def _year(found: re.Match[str]) -> int:
    if found["year"]:
        return int(found["year"])
    return era_year(found["era"], found["era_year"])
