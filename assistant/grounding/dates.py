"""Whether the dates of a statement stand in its evidence, in whatever way they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence
from assistant.text.moments import UNKNOWN_YEAR, Moment, anchor

_TODAY = re.compile("本日|今日|今般|このたび|この度")
_AS_OF = re.compile(r"の?(?:時点|現在|段階)")


def date_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for each date of the statement that the evidence does not tell."""
    for moment in sentence.moments:
        if tellers(moment, evidence) or _is_day_of_writing(moment, sentence, evidence):
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


def _tells(moment: Moment, other: Moment, dated: str | None) -> bool:
    """Whether one date says what the other does, or less: 2026年 of 2026年6月; never more."""
    if {moment.edge, other.edge} == {"since", "until"}:
        return False
    if moment.month is not None and moment.month != other.month:
        return False
    if moment.day is not None and moment.day != other.day:
        return False
    if moment.part and moment.part != other.part:
        return False
    return moment.year is None or _same_year(moment, other, dated)


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
