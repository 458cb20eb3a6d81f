"""Conditions held against a business: met, not met, not known; never more than is known."""

from __future__ import annotations

import pytest

from assistant.measures.profile import Facet, amount_in_words, in_words
from assistant.measures.rules import RULES, facet_of, judge, wanted_in_words
from assistant.measures.size import sizes_of
from assistant.measures.vocabulary import FACETS

MAKER = (Facet("industry", "manufacturing"), Facet("employees", 30))


@pytest.mark.parametrize(
    ("rule", "profile", "met"),
    [
        (("employees_at_most", 30), MAKER, True),
        (("employees_at_most", 29), MAKER, False),
        (("employees_at_least", 31), MAKER, False),
        (("capital_at_most", 10_000_000), MAKER, None),
        (("industry", ("manufacturing", "construction")), MAKER, True),
        (("industry", ("retail",)), MAKER, False),
        (("partner", ("university", "public_lab")), MAKER, None),
        (("partner", ("university", "public_lab")), (Facet("partner", "public_lab"),), True),
        (("partner", ("university", "public_lab")), (Facet("partner", "university", holds=False),), None),
        (("partner", ("university",)), (Facet("partner", "university", holds=False),), False),
        (
            ("partner", ("university",)),
            (Facet("partner", "bank"),),
            None,
        ),  # one partner does not exclude another
        (("region", ("関東",)), (Facet("region", "埼玉県"),), True),
        (("region", ("東京都",)), (Facet("region", "埼玉県"),), False),
        (("region", ("全国",)), (Facet("region", "沖縄県"),), True),
        (("certificate", ("経営革新計画",)), (Facet("certificate", "経営革新計画", holds=False),), False),
        (("stage", ("before_founding",)), (Facet("stage", "young"),), False),
        (("purpose", ("research",)), (Facet("purpose", "sales"),), None),  # it may do both
        (("finance", ("loss",)), (Facet("finance", "loss"),), True),
        (("organisation", ("startup",)), (Facet("organisation", "company"),), None),  # it may be one
        (("organisation", ("startup",)), (Facet("organisation", "npo"),), False),
        (("organisation", ("company",)), (Facet("organisation", "startup"),), True),
    ],
)
def test_a_rule_is_met_not_met_or_not_known(rule, profile, met) -> None:
    assert judge(rule, profile).met is met


def test_a_verdict_says_what_was_held_against_what() -> None:
    assert judge(("employees_at_most", 300), MAKER).reason == "従業員30人（300人以下）"
    assert "従業員数がわかりません" in judge(("employees_at_most", 300), ()).reason


@pytest.mark.parametrize("name", RULES)
def test_every_rule_turns_on_a_facet(name) -> None:
    assert facet_of((name, None)) in FACETS


@pytest.mark.parametrize(
    ("profile", "sizes"),
    [
        (MAKER, {"sme"}),
        ((Facet("industry", "manufacturing"), Facet("employees", 20)), {"small"}),
        ((Facet("industry", "retail"), Facet("employees", 20)), {"sme"}),
        ((Facet("industry", "retail"), Facet("employees", 5)), {"small"}),
        (
            (Facet("industry", "retail"), Facet("employees", 60)),
            {"sme", "mid", "large"},
        ),  # by its capital, perhaps
        (
            (Facet("industry", "retail"), Facet("employees", 60), Facet("capital", 50_000_000)),
            {"sme"},  # either limit is enough
        ),
        (
            (Facet("industry", "retail"), Facet("employees", 60), Facet("capital", 50_000_001)),
            {"mid", "large"},
        ),
        ((Facet("industry", "wholesale"), Facet("capital", 100_000_000)), {"small", "sme"}),
        ((Facet("employees", 3),), {"small"}),
        ((Facet("employees", 15),), {"small", "sme"}),  # the industry decides
        ((), set()),
        ((Facet("size", "large"),), {"large"}),
    ],
)
def test_the_size_follows_the_act(profile, sizes) -> None:
    assert sizes_of(profile)[0] == sizes


def test_a_small_company_is_small_and_medium_sized() -> None:
    assert judge(("size", ("sme",)), (Facet("industry", "manufacturing"), Facet("employees", 3))).met is True
    assert judge(("size", ("small",)), MAKER).met is False
    assert judge(("size", ("sme",)), ()).met is None


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(300_000_000, "円", "3億円"), (105_000_000, "円", "1億500万円"), (30, "人", "30人"), (1_234, "円", "1,234円"),
     (0, "円", "0円")],
)  # fmt: skip
def test_amounts_are_said_as_people_say_them(value, unit, said) -> None:
    assert amount_in_words(value, unit) == said


def test_facets_and_rules_are_told_in_japanese() -> None:
    assert in_words(Facet("employees", 30)) == "従業員数: 30人"
    assert in_words(Facet("capital", 10_000_000)) == "資本金: 1,000万円"
    assert in_words(Facet("partner", "university", holds=False)) == "連携の相手: 大学・高専（なし）"
    assert wanted_in_words(("partner", ("university", "public_lab"))) == "大学・高専か公設試"
    assert wanted_in_words(("capital_at_most", 300_000_000)) == "3億円以下"


def test_a_farmer_needs_no_farmer_to_go_along() -> None:
    farmer, baker = (Facet("industry", "agriculture"),), (Facet("industry", "food_service"),)
    assert judge(("partner", ("farmer",)), farmer).met is True
    assert "ご自身" in judge(("partner", ("farmer",)), farmer).reason
    assert judge(("partner", ("farmer",)), baker).met is None
    assert judge(("partner", ("university",)), farmer).met is None


def test_before_a_business_is_founded_its_size_is_nothing_to_tell() -> None:
    verdict = judge(("size", ("sme",)), (Facet("stage", "before_founding"), Facet("employees", 0)))
    assert verdict.met is None and "創業前" in verdict.reason
