"""Confidence is a probability that rises with what is covered, and is small where nothing is answered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.confidence import chance_of_whole_answer

COVERAGES = st.floats(min_value=0, max_value=1)


@given(COVERAGES, COVERAGES)
def test_it_rises_with_coverage_and_from_refusal_to_answer(one, other) -> None:
    low, high = sorted((one, other))
    for status in ("answered", "partial", "abstained"):
        assert 0 < chance_of_whole_answer(low, status) <= chance_of_whole_answer(high, status) < 1
    assert chance_of_whole_answer(one, "abstained") < chance_of_whole_answer(one, "partial")
    assert chance_of_whole_answer(one, "partial") < chance_of_whole_answer(one, "answered")
    assert chance_of_whole_answer(high, "abstained") < 0.05
