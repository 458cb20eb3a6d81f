"""From a client's own words to a profile, by rules alone: 「従業員30人の精密加工、2期赤字」 → 30 people, manufacturing, loss.

What is told of others (取引先は500人の大手), of the past (昔は50人いた), as a limit (30人以下) or as a wish to be is no fact of the
client; neither is a region where it sells or wants to go. A purpose that is turned down (海外はやらない) does not hold, what it
takes and is lacking is a need of it (後継者がいない, 人が足りない). Precision before recall: the advisor sees every facet with the words it was read from, and adds what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.measures.kana import as_written
from assistant.measures.own_business import business_read
from assistant.measures.own_figures import numbers_read
from assistant.measures.own_partners import partners_read
from assistant.measures.own_place import region_read
from assistant.measures.own_plans import planned_read
from assistant.measures.own_state import state_read
from assistant.measures.own_years import years_read
from assistant.measures.profile import Facet, Profile
from assistant.measures.purposes import purposes_of, purposes_read
from assistant.measures.told import Found, Told, told
from assistant.measures.vocabulary import FACETS
from assistant.text.normalise import Normalised

__all__ = ["purposes_of", "read_situation"]

_ORDER = {name: place for place, name in enumerate(FACETS)}
_NEEDS_OF_STATE = {"cash_short": "funding", "debt_heavy": "funding"}


def read_situation(text: str, today: date | None = None) -> Profile:
    """What a client's words tell of its business: each facet once, with the words it was read from.

    ``従業員30人の精密加工、2期赤字、でも試験研究は続けてる。大学とも話が出てる`` → manufacturing, 30 employees, loss, research,
    university; ``海外はやらない`` → overseas, not holding

    Args:
        text: what a client said or wrote, of any length.
        today: the day years are counted to; now where it is not given.
    """
    words = told(text)
    written = as_written(text)
    found = {(one.name, one.value): one for one in _found(words, today or date.today())}
    ordered = sorted(found.values(), key=lambda one: (_ORDER[one.name], one.start))
    return tuple(Facet(one.name, one.value, one.holds, _said(one, text, written)) for one in ordered)


def _found(text: Told, today: date) -> Iterator[Found]:
    business = [*business_read(text), *numbers_read(text), *region_read(text)]
    years = [*years_read(text, today)]
    state = [*state_read(text)]
    yield from business
    yield from years
    yield from _as_a_founder(business, years)
    yield from state
    yield from partners_read(text)
    yield from planned_read(text, today)
    purposes = [one for one in purposes_read(text) if one.holds or not _is_only_a_state(one, state)]
    yield from purposes
    held = {one.value for one in purposes}
    for one in years:
        if one.value == "before_founding" and "founding" not in held:
            yield Found("purpose", "founding", one.start, one.end)
    for one in state:
        need = _NEEDS_OF_STATE.get(str(one.value)) if one.holds else None
        if need and need not in held:
            held.add(need)
            yield Found("purpose", need, one.start, one.end)


def _is_only_a_state(purpose: Found, state: list[Found]) -> bool:
    """Whether what turns a purpose down only says how the client is doing: 資金繰りには困っていない."""
    return any(not one.holds and one.start < purpose.end and purpose.start < one.end for one in state)


def _as_a_founder(business: list[Found], years: list[Found]) -> Iterator[Found]:
    """Who is about to found a business and tells of none is a private person."""
    known = {one.name for one in business}
    for one in years:
        if one.value == "before_founding" and not known & {"organisation", "employees", "capital"}:
            yield Found("organisation", "individual", one.start, one.end)


def _said(one: Found, text: str, written: Normalised) -> str:
    """The words of the text itself, from the first letter read to the last."""
    return text[slice(*written.original_range(one.start, one.end))]
