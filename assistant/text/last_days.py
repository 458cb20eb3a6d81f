"""The day on which each time a text names ends: what a deadline is compared with."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date

from assistant.text.moments import Moment, moments_in, plain_moments
from assistant.text.normalise import normal_text

FIRST_YEAR = 1900
_BEGINS_BEHIND = re.compile(
    r"""
    \s?(?:\([^()]{1,6}\))?\s?(?:に|から|より)?\s?
    (?:事前|公募|募集|受付|受け付け|申請|応募|申込み?|申し込み|販売|提供|運用)*の?(?:開始|スタート)|\)(?:以降|から)
    """,
    re.VERBOSE,
)
_BEGINS_BEFORE = re.compile(r"(?:開始|スタート)日?時?(?:は|:|が|\()?\s?$")


def last_days(text: str, dated: str | None) -> tuple[date, ...]:
    """The last day of each time a text names, in its order; none for a time that only something begins at.

    ``締切は2026年11月10日`` → 2026-11-10; ``2026年11月まで`` → 2026-11-30; ``令和8年度`` → 2027-03-31; ``2026年4月1日から`` → nothing;
    ``2026年11月1日から1月31日まで`` → 2027-01-31; ``12月20日必着`` of a document of 2026-10 → 2026-12-20, of one of 2026-12-25 →
    2027-12-20, of one without a date → nothing

    Args:
        text: any text.
        dated: ISO date the text speaks from: 2026-01-19, 2026-01 or 2026; None where nobody knows.
    """
    ends: list[date] = []
    begun: date | None = None
    for moment in moments_in(text, dated):
        end = _last_day(moment, dated)
        if end and begun and moment.year is None and end < begun:  # over New Year
            end = _last_day(replace(moment, year=begun.year + 1), dated)
        if end and moment.edge != "since":
            ends.append(end)
        begun = end or begun
    return tuple(ends)


def only_begins(text: str) -> bool:
    """Whether a text tells of times at which something begins, and of none at which it ends: ``3月2日 公募開始`` → True"""
    plain = normal_text(text)
    told = plain_moments(plain)
    return bool(told) and all(one.edge != "until" and _begins(plain, one) for one in told)


def _begins(plain: str, moment: Moment) -> bool:
    """Whether something begins on a day: 3月2日 公募開始, 受付開始: 4月1日."""
    before = plain[max(0, moment.start - 10) : moment.start]
    return bool(_BEGINS_BEHIND.match(plain, moment.end) or _BEGINS_BEFORE.search(before))


def _last_day(moment: Moment, dated: str | None) -> date | None:
    year = moment.year or moment.near
    if year and year < FIRST_YEAR:  # 昨年 in a text of nobody knows when
        return None
    if year is None and moment.month and dated:
        spoken_in, *month = map(int, dated.split("-")[:2])
        year = spoken_in + (moment.month < (month or [1])[0])
    if year is None or year >= date.max.year:
        return None
    if moment.month is None:
        return date(year + 1, 3, 31) if moment.fiscal else date(year, 12, 31)
    most = calendar.monthrange(year, moment.month)[1]
    return date(year, moment.month, min(moment.day or most, most))
