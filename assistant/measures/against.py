"""What speaks against a measure, or for it, beside its words and conditions: whose it is, for what field, how long ago.

None of it rules a measure out, because no document says so; the measure only comes later, or sooner. The figures below are
recall@5, nDCG@5 and a measure to be named first among three, as read, of the inquiries of development, each alone; before
them 0.667, 0.619 and 0.754, with all of them 0.719, 0.662 and 0.812.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.answering.annotate import years_old
from assistant.measures.answered import is_told_otherwise
from assistant.measures.entry import Entry
from assistant.measures.profile import Profile, values
from assistant.measures.words import words_for
from assistant.text.normalise import normal_text
from assistant.text.regions import NATIONWIDE, PREFECTURES, regions_in

if TYPE_CHECKING:
    from assistant.measures.match import Judged

DOUBTFUL = 0.3
"""What a condition loses a measure that asks for what a client who told of other things did not: 0.692, 0.630, 0.754."""
ELSE_FIELD = 0.3
"""What a measure loses that is named after a field of business the client is not known to be in: 0.675, 0.625, 0.754."""
ELSE_PURPOSE = 0.2
"""What a measure loses that is for none of the purposes told, so that no shared word brings it: 0.692, 0.637, 0.768."""
ONE_PREFECTURE = 0.2
"""What a measure of one prefecture loses while the client's place is not known."""
LONG_AGO, LONG_AGO_YEARS = 0.2, 10
"""What a measure loses whose standing nobody knows and whose document is older than this: 0.698, 0.634, 0.754."""
TO_THE_POINT = 0.2
"""What a measure gains that is for nothing but what the client wants, before one that is for five things: with the others
0.702 → 0.713, 0.653 → 0.658, 0.783 → 0.812."""


def against(
    entry: Entry, judged: Sequence[Judged], profile: Profile, text: str, today: date, *, is_desk: bool = False
) -> float:
    """What a measure loses in the order, less what it gains.

    Args:
        entry: the measure.
        judged: its conditions and how the business stands to them.
        profile: what is known of the business.
        text: the situation as it was told.
        today: the day on which the age of its document counts.
        is_desk: whether it is a desk for all affairs, which is for every purpose.
    """
    wanted, purposes = set(values(profile, "purpose")), set(entry.purposes)
    doubtful = [one.condition.needs for one in judged if is_doubtful(one, profile)]
    loss = DOUBTFUL * (bool(doubtful) or is_told_otherwise(entry.keywords, text))
    told_otherwise = bool(values(profile, "organisation"))
    loss += DOUBTFUL * (told_otherwise and any(one and one[0] == "organisation" for one in doubtful))
    loss += ELSE_FIELD * is_of_another_field(entry, profile, text)
    loss += ELSE_PURPOSE * (bool(wanted) and wanted.isdisjoint(purposes) and not is_desk)
    loss += ONE_PREFECTURE * (not values(profile, "region") and _is_of_one_prefecture(entry))
    is_old = entry.as_of != "" and years_old(entry.as_of, today) > LONG_AGO_YEARS
    loss += LONG_AGO * (is_old and entry.standing_on(today) == "unknown")
    return loss - (TO_THE_POINT * len(wanted & purposes) / len(purposes) if purposes else 0.0)


def is_of_another_prefecture(entry: Entry, profile: Profile) -> bool:
    """Whether a measure that states no region is told by its name or body to be another prefecture's than the client's.

    山口県航空宇宙クラスター, for a client in 愛媛県 → True; where the client's place is not known → False. A facility stands where
    it stands, and whoever comes may use it.
    """
    here = set(values(profile, "region"))
    if not here or entry.regions or entry.kind == "facility":
        return False
    places = _places_of(entry.name) | _places_of(entry.body)
    return bool(places) and places.isdisjoint(here)


def is_of_another_field(entry: Entry, profile: Profile, text: str) -> bool:
    """Whether a measure is named after a field of business that the client is not known to be in.

    山口県航空宇宙クラスター, for 「タオル屋、海外に売りたい」 → True; for 「航空機の部品を削っています」 → False
    """
    fields = _fields_of(normal_text(entry.name))
    if not fields or not (text.strip() or values(profile, "industry")):
        return False
    industries = {_FIELDS_OF_INDUSTRIES.get(industry, "") for industry in values(profile, "industry")}
    return fields.isdisjoint(_fields_of(normal_text(text)) | industries)


def is_doubtful(judged: Judged, profile: Profile) -> bool:
    """Whether a condition not known asks for what nobody told of: research, of one who wants a loan; being a startup, of anyone."""
    if judged.verdict.met is not None or judged.condition.needs is None:
        return False
    name, wanted = judged.condition.needs
    if name == "organisation" and set(wanted) == {"startup"}:
        return True  # who runs one says so
    if name == "finance":
        return values(profile, "stage") == ("before_founding",)
    return name == "purpose" and bool(values(profile, "purpose"))


_FIELDS_OF_INDUSTRIES = {"medical": "medical", "lodging": "tourism"}


def _is_of_one_prefecture(entry: Entry) -> bool:
    places = set(entry.regions) or _places_of(entry.name) | _places_of(entry.body)
    return len(places) == 1 and places <= set(PREFECTURES) and entry.kind != "facility"


@lru_cache(maxsize=4_000)
def _places_of(name: str) -> frozenset[str]:
    """The prefectures a name names; none where it names all of them: 全国イノベーション推進機関ネットワーク."""
    places = frozenset(place for region in regions_in(name) for place in region.prefectures)
    return frozenset() if places == NATIONWIDE.prefectures else places


@lru_cache(maxsize=4_000)
def _fields_of(plain: str) -> frozenset[str]:
    return frozenset(name for name, pattern in words_for("field").items() if pattern.search(plain))
