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


SMALL_BY_ACT = needs("中小企業", ("size", ("sme",)))


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ((), ["size"]),
        ((Facet("employees", 15),), ["industry"]),
        ((Facet("employees", 500), Facet("industry", "manufacturing")), ["capital"]),
        ((Facet("capital", 900_000_000), Facet("industry", "manufacturing")), ["employees"]),
        ((Facet("organisation", "npo"),), []),
        ((Facet("stage", "before_founding"),), []),
    ],
)
def test_of_the_size_only_what_is_missing_is_asked(told, missing) -> None:
    small = needs("小規模事業者", ("size", ("small",)))
    measures = (
        entry("a", "A", conditions=(small,)),
        entry("b", "B", conditions=(SMALL_BY_ACT,)),
        entry("c", "C"),
    )
    assert asked(*measures, profile=(*PURPOSE, *told)) == missing


def test_before_a_business_is_founded_nobody_is_asked_of_its_people_or_results() -> None:
    measures = (
        entry("a", "A", conditions=(SMALL,)),
        entry("b", "B", conditions=(needs("減収", ("finance", ("sales_down",))),)),
        entry("c", "C"),
    )
    assert asked(*measures, profile=(*PURPOSE, Facet("stage", "before_founding"))) == []


def test_nobody_is_asked_whether_a_shop_is_a_company_for_the_sake_of_startups() -> None:
    startups = needs("スタートアップ", ("organisation", ("startup",)))
    assert asked(entry("a", "A", conditions=(startups,)), entry("b", "B")) == []


def test_a_long_condition_is_asked_in_its_first_words() -> None:
    cell = needs("対象: " + "売上が減った者、" * 60, None)
    (question,) = asked(entry("a", "A", conditions=(cell,)), entry("b", "B"))
    assert len(question) < 160 and question.endswith("…。")
