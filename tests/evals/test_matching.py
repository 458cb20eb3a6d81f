"""What matching is worth is counted rightly: what should be named, what must not be, what is asked."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.measures.match import Candidate, Judged, Matched
from assistant.measures.next_question import NextQuestion
from assistant.measures.rules import Verdict
from evals.inquiries import Inquiry
from evals.matching import graded_ndcg, measure_matching, offered, same_verdicts, shares_of
from tests.measures.conftest import entry, measures, needs  # noqa: F401 — the fixture is used by name

GRADES = {"a": 2, "b": 1, "old": -1}


def inquiry(grades=GRADES, questions=("region",)) -> Inquiry:
    return Inquiry("i", "dev", "f", "研究開発をしたい", date(2026, 6, 1), frozenset({("purpose", "research", True)}),
                   frozenset(), (), grades, questions)  # fmt: skip


def matched(*names: str, fit="possible", asked=()) -> Matched:
    judged = (Judged(needs("条件", None), Verdict(None, "")),)
    candidates = tuple(Candidate(entry(name, name), "current", fit, 1.0, judged) for name in names)
    return Matched((), candidates, (), tuple(NextQuestion("?", facet, 1.0) for facet in asked))


def test_what_should_be_named_is_counted_among_the_first_five() -> None:
    shares = shares_of(inquiry(), matched("x", "a", "b"))
    assert shares["recall@5"] == (1.0, 1.0) and shares["first_named"] == (1.0, 1.0)
    late = shares_of(inquiry(), matched("x", "y", "z", "w", "v", "a", "b"))
    assert late["recall@5"] == (0.0, 1.0) and late["first_named"] == (0.0, 1.0)


def test_what_is_shown_as_not_fitting_is_not_offered() -> None:
    found = matched("a", fit="unlikely")
    assert offered(found) == () and shares_of(inquiry(), found)["recall@5"] == (0.0, 1.0)


def test_a_past_measure_offered_as_todays_counts_as_wrong() -> None:
    assert shares_of(inquiry(), matched("old"))["wrong_offered"] == (1.0, 1.0)
    assert shares_of(inquiry({"a": 2}), matched("old"))["wrong_offered"] == (
        0.0,
        0.0,
    )  # it does not bear on it


def test_where_nothing_fits_a_likely_candidate_is_wrong() -> None:
    nothing = inquiry({"old": -1})
    assert shares_of(nothing, matched("x", fit="likely"))["nothing_offered"] == (0.0, 1.0)
    assert shares_of(nothing, matched("x"))["nothing_offered"] == (1.0, 1.0)
    assert shares_of(nothing, matched("x"))["recall@5"] == (0.0, 0.0)


def test_a_question_about_size_asks_for_employees_and_capital_too() -> None:
    assert shares_of(inquiry(questions=("capital",)), matched(asked=("size",)))["useful_question"] == (
        1.0,
        1.0,
    )
    assert shares_of(inquiry(questions=("region",)), matched(asked=("size",)))["useful_question"] == (
        0.0,
        1.0,
    )


@pytest.mark.parametrize(
    ("ranking", "value"), [(("a", "b"), 1.0), (("b", "a"), 0.860), (("old", "a"), 0.480), ((), 0.0)]
)
def test_the_order_is_measured_with_the_grade_as_gain(ranking, value) -> None:
    assert graded_ndcg(ranking, GRADES, 5) == pytest.approx(value, abs=0.001)


def test_verdicts_are_compared_measure_by_measure() -> None:
    assert same_verdicts(matched("a", "b"), matched("b", "c")) == (1.0, 1)


def test_a_whole_half_is_measured_as_read_and_from_the_gold(measures) -> None:  # noqa: F811
    one = inquiry({"joint-research": 2, "old-research": -1}, ("partner",))
    report = measure_matching([one], "dev", lambda _inquiry: (), measures)
    assert report.as_read["recall@5"].value == report.from_gold["recall@5"].value == 1.0
    assert report.from_gold["wrong_offered"].value == 0.0


def test_what_the_sealed_half_lacks_is_not_told(measures) -> None:  # noqa: F811
    one = inquiry({"not-there": 2})
    assert measure_matching([one], "dev", lambda _: (), measures).wanting
    assert not measure_matching([one], "sealed", lambda _: (), measures).wanting
