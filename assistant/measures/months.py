"""The months a client's words tell: 来年4月, 来春, 半年後, 年内, お盆前, counted from the day they are said.

``text.moments`` reads what documents write; here is added what people say of a time to come. Months are counted from
year 0: 2027-04 is 2027 · 12 + 3. A month of a year that is told and cannot be read (9999年4月) is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.text.moments import Moment, plain_moments
from assistant.text.numerals import read_number

Months = tuple[int, int]
"""The first and the last."""

_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14)}
"""14 is February of the year after."""
_PARTS = {
    "前半": (1, 6), "上半期": (1, 6), "上期": (1, 6), "後半": (7, 12), "下半期": (7, 12), "下期": (7, 12),
    "第1四半期": (1, 3), "第2四半期": (4, 6), "第3四半期": (7, 9), "第4四半期": (10, 12),
}  # fmt: skip
_YEARS = {"今年": 0, "来年": 1, "来": 1, "明年": 1, "再来年": 2}
_NAMED = {
    "年末": 12, "年明け": 1, "年始": 1, "新年": 1, "正月": 1, "年度末": 3, "年度初め": 4, "年度当初": 4, "新年度": 4, "年度替わり": 4,
    "年度が替わ": 4, "年度が変わ": 4, "年度がかわ": 4, "入学": 4, "gw": 5, "ゴールデンウィーク": 5, "ゴールデンウイーク": 5, "連休明け": 5,
    "お盆": 8, "盆": 8, "クリスマス": 12, "歳末": 12,
}  # fmt: skip
"""What falls into one month of the year."""
_COUNT = r"(?P<count>[0-9]{1,2}|[一二三四五六七八九十]{1,3}|半)"
_NO_DIGIT_BEFORE = r"(?<![0-9一二三四五六七八九十数何])"
_UNREAD_YEAR = re.compile(r"[0-9〇一二三四五六七八九十百千]年度?の?\s?$")
"""A year that is told in figures before a month that would be taken for the next one: 9999年｜4月, 令和9年の｜お盆."""
_SO_FAR = re.compile(r"の?\s?")
_WITHIN = re.compile(r"以内|うち|内$|中$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months told at ``plain[start:end]``, from the first to the last."""

    start: int
    end: int
    first: int
    last: int

    @property
    def value(self) -> str:
        """``2027-04``, or ``2027-04/2028-03`` for more than one month."""
        return iso_month(self.first) + ("" if self.first == self.last else f"/{iso_month(self.last)}")


def stretches(plain: str, today: date) -> tuple[Stretch, ...]:
    """The stretches of months a normalised text tells that do not lie before the month of ``today``, in its order.

    Of two that overlap the one that begins first counts, else the longer: 来年の春 → March to May, not the year.
    """
    now = _month_of(today)
    found = [*_of_moments(plain, today), *_of_words(plain, now)]
    kept: list[Stretch] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if _UNREAD_YEAR.search(plain, max(0, one.start - 8), one.start):
            if kept and _SO_FAR.fullmatch(plain, kept[-1].end, one.start):
                kept[-1] = _within(kept[-1], one)
            continue
        if one.last >= now and not (kept and one.start < kept[-1].end):
            kept.append(Stretch(one.start, one.end, max(one.first, now), one.last))
    return tuple(kept)


def iso_month(months: int) -> str:
    """``24327`` → ``2027-04``"""
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def first_and_last(value: str) -> Months:
    """``2027-04/2028-03`` → the numbers of its first and last month; ``2027-04`` → twice the same.

    Raises:
        ValueError: it is not of that form.
    """
    months = []
    for part in value.split("/"):
        year, month = part.split("-")
        if len(year) != 4 or len(month) != 2 or not 1 <= int(month) <= 12:
            raise ValueError(f"no month: {part}")
        months.append(int(year) * 12 + int(month) - 1)
    if len(months) > 2 or months[-1] < months[0]:
        raise ValueError(f"no stretch of months: {value}")
    return months[0], months[-1]


def months_in_words(value: str) -> str:
    """``2027-04`` → 「2027年4月」; ``2027-01/2027-12`` → 「2027年1月〜12月」; ``2027-04/2028-03`` → 「2027年4月〜2028年3月」."""
    first, last = first_and_last(value)
    begin = f"{first // 12}年{first % 12 + 1}月"
    if first == last:
        return begin
    year = "" if first // 12 == last // 12 else f"{last // 12}年"
    return f"{begin}〜{year}{last % 12 + 1}月"


def _within(year: Stretch, part: Stretch) -> Stretch:
    """The part of a year told just before it: 令和9年の, お盆 → August 2027; the year alone where it does not fall into it."""
    first = next(
        (month for month in range(year.first, year.last + 1) if (month - part.first) % 12 == 0), None
    )
    if first is None:
        return year
    return Stretch(year.start, part.end, first, first + part.last - part.first)


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def _next(month: int, now: int) -> int:
    """The next such month, the month of asking among them."""
    return now + (month - 1 - now) % 12


def _of_moments(plain: str, today: date) -> Iterator[Stretch]:
    for moment in plain_moments(plain, today.isoformat()):
        months = _months(moment, _month_of(today))
        if months:
            yield Stretch(moment.start, moment.end, *months)


def _months(moment: Moment, now: int) -> Months | None:
    if moment.month and moment.year is None:
        if "年" in moment.said:  # 翌年4月: of which year is not told
            return None
        near = moment.near * 12 + moment.month - 1 if moment.near else 0
        month = near if near >= now else _next(moment.month, now)
        return month, month
    if moment.year is None:
        return None
    year = moment.year * 12
    if moment.month:
        return year + moment.month - 1, year + moment.month - 1
    first, last = _SEASONS.get(moment.part, (0, 0))
    begin = year + (3 if moment.fiscal and not first else 0)
    first, last = _PARTS.get(moment.part, (first or 1, last or 12))
    return begin + first - 1, begin + last - 1


def _of_words(plain: str, now: int) -> Iterator[Stretch]:
    for pattern, months_of in _WAYS:
        for match in pattern.finditer(plain):
            months = months_of(match, now)
            if months:
                yield Stretch(*match.span(), *months)


def _season(match: re.Match[str], now: int) -> Months:
    """来春, 来年の春: of that calendar year; この春, 春に: the next that is not over."""
    first, last = _SEASONS[match["season"]]
    told = _YEARS.get(match["year"] or "")
    if told is not None:
        year = (now // 12 + told) * 12
        return year + first - 1, year + last - 1
    end = _next((last - 1) % 12 + 1, now)
    return end - (last - first), end


def _kanji_month(match: re.Match[str], now: int) -> Months | None:
    value = read_number(match["month"])
    if value is None:
        return None
    told = _YEARS.get(match["year"] or "")
    month = _next(int(value[0]), now) if told is None else (now // 12 + told) * 12 + int(value[0]) - 1
    return month, month


def _after(match: re.Match[str], now: int) -> Months | None:
    """3か月後 → that month; 3年後 → that calendar year; 2年以内 → from now on."""
    within = _WITHIN.search(match["how"])
    if match["count"] == "半":
        return (now if within else now + 6, now + 6) if match["unit"] == "年" else None
    value = read_number(match["count"])
    if value is None:
        return None
    number = int(value[0])
    if match["unit"] == "年":
        year = (now // 12 + number) * 12
        return (now, now + 12 * number) if within else (year, year + 11)
    return now if within else now + number, now + number


def _named(match: re.Match[str], now: int) -> Months:
    month = _next(_NAMED[match["name"]], now)
    if match["year"]:  # 来年の年末: not the next one
        month = (now // 12 + _YEARS[match["year"]]) * 12 + _NAMED[match["name"]] - 1
    return month, month


def _rest_of(month: int) -> Callable[[re.Match[str], int], Months]:
    return lambda _, now: (now, _next(month, now))


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], Months | None]], ...] = (
    (
        re.compile(
            r"(?:(?P<year>再来年|来年|今年|明年|来)の?|この|今度の|次の|今|(?<![一-龥年]))(?P<season>[春夏秋冬])"
            r"(?!休|日)(?(year)|(?=(?:先|頃|ごろ|前|口|場|ぐち)?(?:に|まで|から|は|の|頃|ごろ|めど|目途|を目|、|。|$)))"
        ),
        _season,
    ),
    (
        re.compile(
            r"(?:(?P<year>再来年|来年|今年|明年)の?)?(?<![一二三四五六七八九十数何半])"
            r"(?P<month>十[一二]?|[一二三四五六七八九])月(?!ほど|くらい|ぐらい|で|前|分)"
        ),
        _kanji_month,
    ),
    (
        re.compile(
            _NO_DIGIT_BEFORE + _COUNT + r"(?P<unit>[か箇]月|[ヶカケヵ]月|年)半?(?:ほど|くらい|ぐらい|程度)?"
            r"(?P<how>後|先(?=に|の|を|、|$)|以内|のうち|うち(?=に)|内(?=に))(?!払|半)"
        ),
        _after,
    ),
    (
        re.compile(
            r"(?<![0-9])[1-4一二三四][、,~・.][ 、]?"
            + _COUNT
            + r"(?P<unit>年|[かヶカケヵ]月)(?P<how>以内|のうち|うち(?=に)|内(?=に))"
        ),
        _after,
    ),
    (
        re.compile(
            rf"(?:(?P<year>再来年|来年)の?)?(?<![一-龥])(?P<name>{'|'.join(sorted(_NAMED, key=len, reverse=True))})"
            r"(?!休み?(?:は|も)?(?:な|取)|会計|調整)"
        ),
        _named,
    ),
    (
        re.compile(r"今年度(?:中|内|いっぱい|末)?|年度(?:中|内|いっぱい)"),
        _rest_of(3),
    ),
    (re.compile(r"今年(?:中|いっぱい|のうち)|年内"), _rest_of(12)),
    (
        re.compile(
            r"今月(?:中|いっぱい|末)?|月内|(?<![0-9来今毎十一二三四五六七八九再々先])月末|(?:再?来週|明後日|あさって|明日|今週)(?:中|末)?"
        ),
        lambda _, now: (now, now),
    ),
)
