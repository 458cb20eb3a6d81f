"""Which documents and passages a question's time and place put first."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.preferences import PLACE, TIME, place_bonus, preferences_of, time_bonus, time_share
from assistant.text.times import Period
from assistant.types import DocumentMeta, Passage

TODAY = date(2026, 6, 1)


def document(published: str | None, standing: str = "current") -> DocumentMeta:
    return DocumentMeta("a", "指針", "", published, "report", standing, "a.txt")  # type: ignore[arg-type]


NEW, OLD, PAST = document("2026-01-19"), document("2020-09-29"), document("2010-02", "past")


def order(question: str) -> list[float]:
    """Shares of the new, the old and the past document."""
    return [time_share(each, preferences_of(question, TODAY)) for each in (NEW, OLD, PAST)]


@pytest.mark.parametrize("question", ["補助率は？", "今の補助率は？", "以前ではなく現在の補助率は？"])
def test_for_today_current_documents_come_first_and_past_ones_last(question: str) -> None:
    assert order(question) == [1.0, 0.5, 0.0]


@pytest.mark.parametrize("question", ["当時の補助率は？", "以前の補助金"])
def test_for_the_past_the_reverse(question: str) -> None:
    assert order(question) == [0.0, 0.5, 1.0]


@pytest.mark.parametrize(
    "question", ["2010年ごろの補助率", "平成22年の補助率", "十六年前の補助率", "当時、2010年の話"]
)
def test_for_a_year_the_documents_of_that_time_come_first(question: str) -> None:
    assert order(question) == [0.0, 0.0, 1.0]


def test_a_document_counts_less_the_further_it_is_from_the_time_asked_about() -> None:
    shares = order("2018年の補助率")
    assert 0.0 == shares[2] == shares[0] < shares[1] < 1.0
    assert time_share(document("2018-04"), preferences_of("昨年度の予算", date(2019, 5, 1))) == 1.0


def test_a_document_without_a_date_is_of_no_year_but_may_be_todays() -> None:
    undated = document(None)
    assert time_share(undated, preferences_of("2010年の補助率", TODAY)) == 0.0
    assert time_share(undated, preferences_of("補助率", TODAY)) == 1.0


def test_a_bonus_never_reaches_the_best_passages_score() -> None:
    assert time_bonus(NEW, preferences_of("補助率", TODAY)) == TIME < 1
    assert TIME + PLACE < 1


def test_time_and_place_are_read_together() -> None:
    wanted = preferences_of("2010年ごろの大阪の補助金", TODAY)
    assert wanted.periods == (Period("2010", "2010"),)
    assert [region.name for region in wanted.regions] == ["大阪府"]


@pytest.mark.parametrize(
    ("text", "bonus"),
    [
        ("大阪府の補助金", PLACE),
        ("関西の補助金", PLACE),
        ("補助金", 0.0),
        ("全国の企業に、東京都でも", 0.0),
        ("東京都の補助金", -PLACE),
    ],
)
def test_passages_of_the_region_gain_and_those_of_others_lose(text: str, bonus: float) -> None:
    passage = Passage("a:0", "a", 0, 0, len(text), text)
    assert place_bonus(passage, NEW, preferences_of("大阪の補助金", TODAY)) == bonus
