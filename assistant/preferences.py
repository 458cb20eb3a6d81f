"""What a search puts first without leaving anything out: the time and the place a question is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.answering.annotate import standing_of
from assistant.filters import regions_of, speaks_for_all
from assistant.text.normalise import normal_text
from assistant.text.regions import NATIONWIDE, Region, regions_in
from assistant.text.times import NOW, PAST, Period, first_day, last_day, periods_in
from assistant.types import DocumentMeta, Passage, Standing

TIME = 0.6
"""What a passage of a document wholly of the time asked about gains, as a share of its own score, so that what
is not about the subject is not lifted over what is. First document right on the development rows of
evals/datasets/time_place.jsonl (n = 60, PLACE as below), at 0.3 / 0.4 / 0.6 / 0.8 / 1.0: 54 / 55 / 56 / 55 / 56;
without either 50. As a share of the best passage's score: 55 / 56 / 56 / 57 / 52, but then a question on which few
passages bear has the rest of its twelve filled by the newest document, whatever it says."""
PLACE = 0.2
"""What a passage gains that names a region asked about, as a share of the best passage's score, and taken off one that names only others:
9 of 11 at 0, 10 at 0.1, 11 from 0.2 to 0.4."""
FORGOTTEN_AFTER_YEARS = 5
"""From this distance a document is no more of a time than any other."""
_TODAYS: dict[Standing, float] = {"current": 1.0, "planned": 1.0, "unknown": 0.5, "past": 0.0}
_THOSE_DAYS: dict[Standing, float] = {"current": 0.0, "planned": 0.0, "unknown": 0.5, "past": 1.0}


@dataclass(frozen=True, slots=True)
class Preferences:
    """The time and place of a question."""

    today: date
    periods: tuple[Period, ...] = ()
    """Times it names; empty for today's, or for 当時."""
    about_past: bool = False
    """Whether it asks for the past without saying when."""
    regions: tuple[Region, ...] = ()
    other_editions: frozenset[str] = frozenset()
    """Documents of whose paper another edition is meant."""


def preferences_of(text: str, today: date) -> Preferences:
    """The time and place a question is about; today's where it names none.

    ``2010年ごろの大阪の補助金`` → period 2010, region 大阪府; ``当時の補助率`` → about the past;
    ``補助率は？`` → neither, so current documents come first
    """
    plain = normal_text(text)
    periods = periods_in(text, today)
    about_past = bool(PAST.search(plain)) and not periods and not NOW.search(plain)
    places = tuple(region for region in regions_in(text) if region != NATIONWIDE)
    return Preferences(today, periods, about_past, places)


def time_bonus(document: DocumentMeta, wanted: Preferences) -> float:
    """What a document's passages gain by its time, as a share of their own score."""
    return TIME * time_share(document, wanted)


def time_share(document: DocumentMeta, wanted: Preferences) -> float:
    """How far a document is of the time asked about, 0 to 1.

    A document of 2010-02 for 2010ごろ → 1, one of 2013 → 0.6, one of 2017 → 0; for a question that names
    no time a current document → 1, one that may no longer hold → 0.5, a past one → 0
    """
    return _time_share(document.published, standing_of(document, "", wanted.today), wanted)


@lru_cache(maxsize=20_000)
def _time_share(published: str | None, standing: Standing, wanted: Preferences) -> float:
    if not wanted.periods:
        return (_THOSE_DAYS if wanted.about_past else _TODAYS)[standing]
    if not published:
        return 0.0
    nearest = min(_years_between(published, period) for period in wanted.periods)
    return max(0.0, 1.0 - nearest / FORGOTTEN_AFTER_YEARS)


def place_bonus(passage: Passage, document: DocumentMeta, wanted: Preferences) -> float:
    """What a passage gains by naming a region asked about, or loses by naming only others; as for time."""
    spoken_for = regions_of(passage, document)
    if speaks_for_all(spoken_for):
        return 0.0
    return PLACE if any(region.meets(asked) for region in spoken_for for asked in wanted.regions) else -PLACE


def _years_between(published: str, period: Period) -> float:
    begin, end = period.days()
    days = max((begin - last_day(published)).days, (first_day(published) - end).days, 0)
    return days / 365.25
