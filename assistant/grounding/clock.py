"""Times of day, which are neither counts nor dates: 午後1時, 13:00 and 13時 are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence

_TIME = re.compile(
    r"(?P<noon>正午)|(?:(?P<half>午前|午後)\s?)?(?<![0-9.])(?<![0-9]:)(?P<hour>2[0-4]|1[0-9]|0?[0-9])"
    r"(?:\s?時(?!間|点|期|代)(?:(?P<minute>[0-5]?[0-9])分|(?P<thirty>半))?|:(?P<digits>[0-5][0-9])(?![0-9:]))"
)

_UP_TO = re.compile(r"\s?(?:から|~|-|より)\s?")
_HALF_DAY = 12 * 60


@lru_cache(maxsize=4_096)
def clock_times(plain: str) -> tuple[tuple[int, int, int], ...]:
    """(start, end, minutes since midnight) of each time of day in a normalised text.

    ``午後1時から`` → 780; ``13:30~`` → 810; ``正午`` → 720; ``3時間`` → nothing
    """
    if not any(mark in plain for mark in ("時", ":", "正午")):
        return ()
    times: list[tuple[int, int, int]] = []
    for found in _TIME.finditer(plain):
        minutes = _minutes(found)
        # 午後2時から3時半まで: the half of the day is told once.
        joined = times and not found["half"] and _UP_TO.fullmatch(plain, times[-1][1], found.start())
        if joined and minutes < times[-1][2] <= minutes + _HALF_DAY:
            minutes += _HALF_DAY
        times.append((*found.span(), minutes))
    return tuple(times)


def clock_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for each time of day that the evidence does not tell."""
    for start, end, minutes in clock_times(sentence.plain):
        told = {other for source in evidence.sentences for _, _, other in clock_times(source.plain)}
        # 午後1時に始まり、1時40分に: the half of the day is told once, also further on.
        later = any(at < start and minutes < other for at, _, other in clock_times(sentence.plain))
        if minutes not in told and not (later and minutes + _HALF_DAY in told):
            said = sentence.plain[start:end]
            yield Problem("date", said, f"時刻「{said}」は根拠にありません。")


def is_clock(sentence: Sentence, start: int) -> bool:
    """Whether what begins at a place is a time of day, so that it is no count."""
    return any(begin <= start < end for begin, end, _ in clock_times(sentence.plain))


def _minutes(found: re.Match[str]) -> int:
    if found["noon"]:
        return _HALF_DAY
    minute = 30 if found["thirty"] else int(found["minute"] or found["digits"] or 0)
    return (
        int(found["hour"]) % 24 + (12 if found["half"] == "午後" and int(found["hour"]) < 12 else 0)
    ) * 60 + minute
