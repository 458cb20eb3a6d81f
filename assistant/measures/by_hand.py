"""What an advisor sets by hand beside what was read: it wins, also over what is read again later.

By hand is a JSON object: a facet's name to its values (``{"employees": 30, "region": ["栃木県"]}``), None or an empty
list where it was set to unknown. Finance, partners, certificates and conditions that only a person can judge are set value
by value, because each is there, is not there, or is not known: ``{"partner": {"university": true, "sme": null}}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.measures.profile import Facet, Profile
from assistant.measures.vocabulary import CONDITION, LABELS

ByHand = Mapping[str, Any]
THREE_STATES = ("finance", "partner", "certificate", CONDITION)


def profile_with(read: Profile, by_hand: ByHand) -> Profile:
    """The profile to match with.

    ``(Facet("employees", 20, said="20人"),), {"employees": 30}`` → ``(Facet("employees", 30),)``
    """
    kept = [facet for facet in read if not is_set(by_hand, facet.name, facet.value)]
    return (*kept, *_facets(by_hand))


def is_set(by_hand: ByHand, name: str, value: object = None) -> bool:
    """Whether a facet was set by hand; of one with three states, whether this value was."""
    return name in by_hand and (name not in THREE_STATES or str(value) in by_hand[name])


def with_value(by_hand: ByHand, name: str, value: Any) -> dict[str, Any]:
    """By hand after a facet was set; a value of None or () sets it to unknown."""
    listed = list(value) if isinstance(value, list | tuple) else value
    return {**by_hand, name: listed}


def with_states(
    by_hand: ByHand, name: str, before: Mapping[str, bool], after: Mapping[str, bool]
) -> dict[str, Any]:
    """By hand after some values of a facet with three states were set; only what changed counts as set by hand.

    ``{}, "partner", {"bank": True}, {"bank": True, "sme": False}`` → ``{"partner": {"sme": False}}``
    """
    changed = {
        value: after.get(value) for value in (*before, *after) if before.get(value) != after.get(value)
    }
    return {**by_hand, name: {**by_hand.get(name, {}), **changed}} if changed else dict(by_hand)


def without(by_hand: ByHand, name: str) -> dict[str, Any]:
    """By hand after a facet is left to what was read."""
    return {key: value for key, value in by_hand.items() if key != name}


def states(profile: Sequence[Facet], name: str) -> dict[str, bool]:
    """The known values of a facet with three states: ``{"university": True, "bank": False}``."""
    return {str(facet.value): facet.holds for facet in profile if facet.name == name}


def _facets(by_hand: ByHand) -> Iterator[Facet]:
    for name, value in by_hand.items():
        if name not in LABELS:
            continue
        if name in THREE_STATES:
            yield from (Facet(name, one, holds) for one, holds in value.items() if holds is not None)
        elif isinstance(value, list):
            yield from (Facet(name, one) for one in value)
        elif value is not None:
            yield Facet(name, value)
