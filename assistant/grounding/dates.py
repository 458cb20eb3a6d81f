"""Whether the dates of a statement stand in its evidence, in whatever way they are told."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence
from assistant.text.moments import UNKNOWN_YEAR, Moment, anchor

_TODAY = re.compile("本日|今日|今般|このたび|この度")
_SEASONS = {"春": (3, 4, 5), "夏": (6, 7, 8), "秋": (9, 10, 11), "冬": (12, 1, 2)}
_THIRDS = {"上旬": range(1, 11), "初旬": range(1, 11), "中旬": range(11, 21), "下旬": range(21, 32)}
_LAST_DAYS = {month: calendar.monthrange(2023, month)[1] for month in range(1, 13)}
_AS_OF = re.compile(r"の?(?:時点|現在|段階)")


def date_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for each date of the statement that the evidence does not tell."""
    for moment in sentence.moments:
        if (
            tellers(moment, evidence)
            or _is_day_of_writing(moment, sentence, evidence)
            or _is_decade(moment, sentence, evidence)
        ):
            continue
        told = [other for source in evidence.sentences for other in source.moments]
        instead = f"（根拠では「{_nearest(moment, told).said}」）" if told else ""
        yield Problem("date", moment.said, f"日付・年「{moment.said}」は根拠にありません{instead}。")


def _is_day_of_writing(moment: Moment, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a date is that of the evidence itself, said as such: 本日公表します, 2026年1月の時点で."""
    dated = (evidence.dated or "").split("-")
    told = [part for part in (moment.year, moment.month, moment.day) if part is not None]
    if moment.month is None or told != [int(part) for part in dated[: len(told)] if part]:
        return False
    return bool(_TODAY.search(evidence.plain) or _AS_OF.match(sentence.plain, moment.end))


def _is_decade(moment: Moment, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a decade is told in the evidence without its century: 1980年代 of 80年代."""
    if moment.year is None or not sentence.plain.startswith("代", moment.end):
        return False
    return re.search(f"(?<![0-9]){moment.year % 100:02}年代", evidence.plain) is not None


def tellers(moment: Moment, evidence: Evidence) -> list[tuple[Sentence, Moment]]:
    """The places of the evidence that tell a date of the statement."""
    whole = [
        (source, other)
        for source in evidence.sentences
        for other in source.moments
        if _tells(moment, other, evidence.dated)
    ]
    return whole or [
        (source, other)
        for source in evidence.sentences
        for other in source.moments
        if other.said == moment.said and not moment.year
    ]


def _is_end_of_year(moment: Moment, other: Moment) -> bool:
    """Whether one date is the end of the fiscal year that the other is: 2026年3月末 of 2025年度中."""
    ends = moment.month == 3 and (moment.part == "末" or moment.day == 31)
    return ends and other.fiscal and other.month is None and moment.year == (other.year or 0) + 1


def _tells(moment: Moment, other: Moment, dated: str | None) -> bool:
    """Whether one date says what the other does, or less: 2026年 of 2026年6月; never more."""
    if _is_end_of_year(moment, other):
        return moment.edge != "since"
    if {moment.edge, other.edge} == {"since", "until"}:
        return False
    if moment.month is not None and moment.month != other.month:
        return False
    if moment.day is not None and moment.day != other.day and not _is_last_day(moment, other):
        return False
    if moment.part and moment.part != other.part and not _is_within(moment, other):
        return False
    return moment.year is None or _same_year(moment, other, dated)


def _is_last_day(moment: Moment, other: Moment) -> bool:
    """Whether a day is the last of a month whose end the other date tells: 5月31日 of 5月末."""
    return other.part == "末" and moment.day == _LAST_DAYS.get(moment.month or 0)


def _is_within(moment: Moment, other: Moment) -> bool:
    """Whether a date lies in the part of a month or a year that the other tells: 4月1日 in 春, 8日 in 上旬."""
    if moment.month is None and moment.part in _SEASONS:
        return other.month in _SEASONS[moment.part]
    if moment.part == "末":
        return other.day is not None and other.day == _LAST_DAYS.get(other.month or 0)
    return other.day in _THIRDS.get(moment.part, ())


def _same_year(moment: Moment, other: Moment, dated: str | None) -> bool:
    year = other.year if other.year is not None else other.near
    if year is None:
        # A month alone is one of the eleven before or after the text.
        spoken, month = anchor(dated)
        away = ((moment.year or 0) - spoken) * 12 + (moment.month or month) - month
        return spoken != UNKNOWN_YEAR and abs(away) < 12
    if moment.fiscal and other.month is not None:
        return moment.year == year - (other.month < 4)
    if other.fiscal and moment.month is not None:
        return False
    return moment.year == year


def _nearest(moment: Moment, told: list[Moment]) -> Moment:
    """The date of the evidence told most like the statement's."""
    return min(
        told,
        key=lambda other: (
            (moment.year is None) != (other.year is None),
            (moment.month is None) != (other.month is None),
            abs((moment.year or 0) - (other.year or 0)),
        ),
    )
