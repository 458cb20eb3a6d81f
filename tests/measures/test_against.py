"""What comes later than its words alone would have it: another prefecture's, another field's, for what nobody told of."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.measures.against import is_of_another_field, is_of_another_prefecture
from assistant.measures.match import _candidate, _order
from assistant.measures.profile import Facet
from assistant.measures.situation import read_situation
from tests.measures.conftest import BASIS, entry, needs

TODAY = date(2026, 6, 1)
EHIME, YAMAGUCHI = (Facet("region", "愛媛県"),), (Facet("region", "山口県"),)
CLUSTER = entry("c", "山口県航空宇宙クラスター", "network", body="やまぐち産業振興財団")


@pytest.mark.parametrize(
    ("measure", "profile", "elsewhere"),
    [
        (CLUSTER, EHIME, True),
        (CLUSTER, YAMAGUCHI, False),
        (CLUSTER, (), False),
        (entry("b", "企業の磨き上げ", "matching", body="滋賀県産業支援プラザ"), EHIME, True),
        (entry("n", "全国イノベーション推進機関ネットワーク", "network"), EHIME, False),
        (entry("k", "関東ヘルスケア・ラボ", "matching"), EHIME, True),
        (entry("f", "試験拠点（長野県飯田市）", "facility"), EHIME, False),
        (entry("r", "山口県の補助金", regions=("全国",), region_basis=BASIS), EHIME, False),
        (entry("o", "設備補助金", body="中小企業庁"), EHIME, False),
    ],
)
def test_a_measure_is_another_prefectures_by_its_name_or_body(measure, profile, elsewhere) -> None:
    assert is_of_another_prefecture(measure, profile) is elsewhere


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("タオル屋です。海外に売りたい", True),
        ("航空機の部品を削っています", False),
        ("人工衛星の部品に挑戦したい", False),
        ("", False),
    ],
)
def test_a_measure_named_after_a_field_is_for_those_who_speak_of_it(text, other) -> None:
    assert is_of_another_field(CLUSTER, read_situation(text, TODAY), text) is other


def test_a_field_may_be_told_by_the_industry_alone() -> None:
    clinic = (Facet("industry", "medical"),)
    assert not is_of_another_field(entry("m", "医療機器の開発支援"), clinic, "")
    assert is_of_another_field(entry("m", "医療機器の開発支援"), (Facet("industry", "retail"),), "")


def _before(first, second, profile, text: str = "相談") -> bool:
    """Whether the first of two measures of equal words comes before the second."""
    places = [_order(_candidate(one, 1.0, profile, TODAY, text)) for one in (first, second)]
    return places[0] < places[1]


LOAN = (Facet("purpose", "funding"),)


def test_a_loan_comes_before_an_investment_for_research_where_a_loan_is_wanted() -> None:
    loan = entry("l", "運転資金", "loan", purposes=("funding",))
    equity = entry(
        "e",
        "出資枠",
        purposes=("research", "collaboration", "funding"),
        conditions=(needs("研究開発に取り組む", ("purpose", ("research",))),),
    )
    assert _before(loan, equity, LOAN)


def test_what_is_for_startups_comes_later_for_one_who_does_not_tell_of_being_one() -> None:
    fund = entry(
        "f",
        "ファンド",
        "investment",
        purposes=("funding",),
        conditions=(needs("スタートアップ", ("organisation", ("startup",))),),
    )
    loan = entry("l", "融資", "loan", purposes=("funding",))
    assert _before(loan, fund, LOAN)
    assert _before(fund, loan, (*LOAN, Facet("organisation", "startup")))


def test_a_shared_word_does_not_bring_a_measure_for_another_purpose_before_one_for_theirs() -> None:
    booking = entry("g", "予約保証制度", "guarantee", purposes=("funding",))
    machines = entry("s", "省力化補助金", purposes=("equipment",))
    assert _before(machines, booking, (Facet("purpose", "equipment"),), "予約や清掃の自動化")


def test_what_one_prefecture_offers_comes_later_while_the_clients_place_is_not_known() -> None:
    kyoto = entry("k", "認定制度", "certification", body="京都高度技術研究所", purposes=("funding",))
    loan = entry("l", "融資", "loan", purposes=("funding",))
    assert _before(loan, kyoto, LOAN)
    assert not _before(loan, kyoto, (*LOAN, Facet("region", "京都府")))


def test_another_prefectures_comes_last_even_where_its_words_fit_best() -> None:
    other = entry("o", "相談窓口", "desk", standing="unknown", purposes=("energy",))
    found = [_candidate(one, share, EHIME, TODAY, "宇宙") for one, share in ((CLUSTER, 1.0), (other, 0.2))]
    assert sorted(found, key=_order)[-1].entry is CLUSTER


def test_a_measure_for_those_without_a_successor_comes_later_where_one_is_told_of() -> None:
    searcher = entry("s", "サーチャー制度", purposes=("succession",), keywords=("後継者がいない",))
    network = entry("n", "承継の支援", purposes=("succession",))
    succession = (Facet("purpose", "succession"),)
    assert _before(network, searcher, succession, "娘が継ぐ建設業です")
    assert not _before(network, searcher, succession, "後継者がいない")


def test_before_founding_a_loan_for_falling_sales_comes_after_help_for_founders() -> None:
    loan = entry(
        "l",
        "融資",
        "loan",
        purposes=("funding",),
        conditions=(needs("業況が悪化", ("finance", ("loss", "sales_down"))),),
    )
    desk = entry("d", "創業の窓口", "desk", purposes=("founding",))
    founder = (*LOAN, Facet("purpose", "founding"), Facet("stage", "before_founding"))
    assert _before(desk, loan, founder)


def test_who_tells_of_another_organisation_is_less_a_startup_than_who_tells_of_none() -> None:
    startups = (needs("スタートアップ", ("organisation", ("startup",))),)
    fund = entry("f", "ファンド", "investment", purposes=("funding",), conditions=startups)
    profiles = (LOAN, (*LOAN, Facet("organisation", "individual")))
    untold, told = (_candidate(fund, 1.0, profile, TODAY).against for profile in profiles)
    assert untold < told
