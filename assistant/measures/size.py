"""The size of a business after the Small and Medium-sized Enterprise Basic Act (中小企業基本法 第2条), in force since 1999.

Either capital or employees within the limit makes a company small or medium-sized; a small one (小規模企業者) is known by
its employees alone. Special laws draw other lines for some industries: this is the general one.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from assistant.measures.profile import Facet, amount_in_words, number, values
from assistant.measures.vocabulary import SIZES

_LIMITS = MappingProxyType(
    {
        "wholesale": (100_000_000, 100, 5),
        "retail": (50_000_000, 50, 5),
        "food_service": (50_000_000, 50, 5),
        "service": (50_000_000, 100, 5),
        "lodging": (50_000_000, 100, 5),
        "it": (300_000_000, 300, 20),
        "medical": (50_000_000, 100, 5),
        "education": (50_000_000, 100, 5),
    }
)
"""Industry → (capital in yen, employees, employees of a small one). Restaurants count as retail trade; software,
transport and the rest as "manufacturing and others"; of services the broad class is meant."""
_OTHERS = (300_000_000, 300, 20)
_STRICTEST = (50_000_000, 50, 5)
_KNOWN_LIMITS = (*_LIMITS.values(), _OTHERS)
NOT_BUSINESSES = frozenset({"support_agency", "university", "local_government", "bank"})
"""Whoever is told of is a client of an agency, so a business, unless it is said to be one of these."""
NOT_UNDER_THE_ACT = frozenset({"association", "npo", "special_corporation"})
"""The Act is on companies and sole proprietors; whether others are taken as small and medium-sized each measure says itself."""
NOT_SIZED = NOT_BUSINESSES | NOT_UNDER_THE_ACT


def sizes_of(profile: Sequence[Facet]) -> tuple[frozenset[str], str]:
    """The sizes a business may have, and why; an empty set where nothing is known.

    30 employees in manufacturing → {"sme"}, 「従業員30人・製造業: 中小企業」
    """
    if told := values(profile, "size"):
        return frozenset(told), "・".join(SIZES[size] for size in told)
    industries = values(profile, "industry")
    limits = [_LIMITS.get(industry, _OTHERS) for industry in industries] or [_STRICTEST, _OTHERS]
    employees, capital = number(profile, "employees"), number(profile, "capital")
    if employees is None and capital is None:
        return frozenset(), ""
    found = {_size(employees, capital, limit) for limit in limits}
    possible = frozenset(size for sizes in found for size in sizes)
    told_by = [f"従業員{employees:,}人"] if employees is not None else []
    told_by += [f"資本金{amount_in_words(capital, '円')}"] if capital is not None else []
    return possible, f"{'・'.join(told_by)}: {'か'.join(SIZES[size] for size in SIZES if size in possible)}"


def missing_for_size(profile: Sequence[Facet]) -> str:
    """What to ask where the size is not known: ``industry``, ``employees``, ``capital``, or ``size`` for the last two at once.

    15 employees → ``industry``, because of 15 a factory is small and a shop is not; empty where no answer would tell: before
    a business is founded, and of those the Act says nothing of.
    """
    if values(profile, "stage") == ("before_founding",) or set(values(profile, "organisation")) & NOT_SIZED:
        return ""
    employees, capital = number(profile, "employees"), number(profile, "capital")
    if employees is None and capital is None:
        return "size"
    if employees is None:
        return "employees"
    if not values(profile, "industry") and len({_size(employees, capital, one) for one in _KNOWN_LIMITS}) > 1:
        return "industry"
    return "capital" if capital is None else ""


def _size(employees: int | None, capital: int | None, limits: tuple[int, int, int]) -> tuple[str, ...]:
    most_capital, most_employees, most_of_small = limits
    if employees is not None and employees <= most_of_small:
        return ("small",)
    if employees is not None and employees <= most_employees:
        return ("sme",)
    if capital is not None and capital <= most_capital:
        return ("sme",) if employees is not None else ("small", "sme")
    unknown = employees is None or capital is None  # the one that is not known may still be within its limit
    return ("sme", "mid", "large") if unknown else ("mid", "large")
