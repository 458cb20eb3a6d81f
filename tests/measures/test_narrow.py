"""Candidates limited by region, and the values their conditions ask for."""

from __future__ import annotations

from typing import Any

from assistant.measures.entry import Basis, Condition, Entry
from assistant.measures.match import Candidate, Judged, Matched
from assistant.measures.narrow import narrowed, values_asked
from assistant.measures.profile import Facet
from assistant.measures.rules import judge

PROFILE = (Facet("region", "栃木県"), Facet("purpose", "research"))
BASIS = Basis("minutes", "とあります")


def candidate(name: str, kind: str, *rules: tuple[str, Any], fit: Any = "possible") -> Candidate:
    conditions = tuple(Condition(f"{rule}", BASIS, rule) for rule in rules)
    judged = tuple(Judged(one, judge(one.needs, PROFILE)) for one in conditions if one.needs)
    return Candidate(Entry(name, name, kind, "current", "2026", BASIS), "current", fit, 1.0, judged)


HERE = candidate("here", "subsidy", ("region", ("関東",)))
ELSEWHERE = candidate("elsewhere", "subsidy", ("region", ("九州",)), fit="unlikely")
ANYWHERE = candidate("anywhere", "tax", ("partner", ("university", "bank")))
MATCHED = Matched(PROFILE, (HERE, ELSEWHERE, ANYWHERE), (ELSEWHERE,), ())


def names(candidates: tuple[Candidate, ...]) -> list[str]:
    return [one.entry.id for one in candidates]


def test_without_limits_nothing_is_left_out() -> None:
    assert names(narrowed(MATCHED, in_region=False).candidates) == ["here", "elsewhere", "anywhere"]


def test_those_of_another_region_are_left_out_and_those_that_name_none_stay() -> None:
    inside = narrowed(MATCHED, in_region=True)
    assert names(inside.candidates) == ["here", "anywhere"]
    assert not inside.past


def test_no_more_are_shown_than_asked_for() -> None:
    assert names(narrowed(MATCHED, in_region=False, shown=1).candidates) == ["here"]


def test_what_is_asked_next_is_about_those_that_are_left() -> None:
    two = Matched(PROFILE, (candidate("a", "tax", ("employees_at_most", 20)), HERE, ANYWHERE), (), ())
    assert {one.facet for one in narrowed(two, in_region=False).questions} == {"employees", "partner"}


def test_values_asked_are_those_of_open_conditions_of_candidates_that_may_fit() -> None:
    ruled_out = candidate("out", "tax", ("partner", ("sme",)), fit="unlikely")
    assert values_asked((HERE, ANYWHERE, ruled_out), "partner") == ("university", "bank")
    assert values_asked((HERE,), "region") == ()  # it is known
