"""What is asked next is what would split the candidates, in words a client understands."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.measures.match import _candidate, _fit
from assistant.measures.next_question import MOST, QUESTIONS, next_questions
from assistant.measures.profile import Facet
from assistant.measures.vocabulary import FACETS
from tests.measures.conftest import entry, needs

PURPOSE = (Facet("purpose", "research"), Facet("region", "埼玉県"))


def candidates(*entries, profile=PURPOSE):
    return [_candidate(one, 1.0, profile, date(2026, 6, 1)) for one in entries]


def asked(*entries, profile=PURPOSE) -> list[str]:
    return [
        question.facet or question.text
        for question in next_questions(candidates(*entries, profile=profile), profile)
    ]


SMALL = needs("20人以下", ("employees_at_most", 20))
PARTNER = needs("大学と組む", ("partner", ("university",)))
PLAN = needs("計画がある", None, "3年の計画はありますか")


def test_the_facet_that_splits_most_candidates_is_asked_first() -> None:
    three_by_size = [entry(f"s{n}", f"S{n}", conditions=(SMALL,)) for n in range(3)]
    one_by_partner = entry("p", "P", conditions=(PARTNER,))
    others = [entry(f"o{n}", f"O{n}") for n in range(2)]
    assert asked(*three_by_size, one_by_partner, *others)[0] == "employees"


def test_what_is_known_is_not_asked_again() -> None:
    profile = (*PURPOSE, Facet("employees", 30))
    measures = (entry("a", "A", conditions=(SMALL,)), entry("b", "B"), entry("c", "C", conditions=(PARTNER,)))
    assert asked(*measures, profile=profile) == ["partner"]


def test_a_condition_only_a_person_can_judge_is_asked_in_its_own_words() -> None:
    assert asked(entry("a", "A", conditions=(PLAN,)), entry("b", "B")) == ["3年の計画はありますか？"]


def test_what_an_advisor_found_out_of_a_condition_is_its_verdict_and_not_asked_again() -> None:
    measures = (
        entry("a", "A", conditions=(PLAN,)),
        entry("b", "B", conditions=(PLAN, PARTNER)),
        entry("c", "C"),
    )
    (question,) = [one for one in next_questions(candidates(*measures), PURPOSE) if one.condition]
    assert question.condition == PLAN.asked and not question.facet
    for holds in (True, False):
        profile = (*PURPOSE, Facet("condition", PLAN.asked, holds))
        found = candidates(*measures, profile=profile)
        assert [one.judged[0].verdict.met for one in found[:2]] == [holds, holds]
        assert "担当者が確認" in found[0].judged[0].verdict.reason
        assert not [one for one in next_questions(found, profile) if one.condition]


def test_the_place_is_asked_where_it_is_not_known_because_the_desk_to_go_to_is_there() -> None:
    assert asked(entry("a", "A"), profile=(Facet("purpose", "research"),)) == ["region"]


def test_what_holds_for_all_candidates_alike_is_not_worth_asking() -> None:
    assert asked(entry("a", "A", conditions=(SMALL,))) == []


def test_at_most_two_questions_are_asked() -> None:
    measures = [
        entry("a", "A", conditions=(SMALL,)),
        entry("b", "B", conditions=(PARTNER,)),
        entry("c", "C", conditions=(PLAN,)),
        entry("d", "D", conditions=(needs("製造業", ("industry", ("manufacturing",))),)),
    ]
    assert len(asked(*measures)) == MOST


def test_measures_ruled_out_are_not_asked_about() -> None:
    ruled_out = entry("a", "A", conditions=(needs("300人以上", ("employees_at_least", 300)), PARTNER))
    profile = (*PURPOSE, Facet("employees", 30))
    (candidate,) = candidates(ruled_out, profile=profile)
    assert candidate.fit == "unlikely"
    assert asked(ruled_out, entry("b", "B"), profile=profile) == []


@pytest.mark.parametrize("facet", sorted(FACETS))
def test_every_facet_has_a_question(facet) -> None:
    assert QUESTIONS[facet].endswith("。")


def test_without_conditions_a_measure_is_possible_never_likely() -> None:
    assert _fit((), "current", wanted=True) == "possible"
