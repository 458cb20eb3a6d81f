"""Krippendorff's α gives the values of the paper it is taken from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.krippendorff import alpha_figure, nominal_alpha

labels = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), min_size=2, max_size=30)


def observers(*rows: str) -> list[tuple[str | None, ...]]:
    """Things as columns of what each observer said; a dot is no label."""
    return list(
        zip(*([None if label == "." else label for label in row.split()] for row in rows), strict=True)
    )


# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): A binary, B nominal, C four observers with gaps.
PUBLISHED = {
    "A": (observers("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
    "B": (observers("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
    "C": (
        observers(
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ),
        0.743,
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_it_agrees_with_the_published_examples(name: str) -> None:
    units, alpha = PUBLISHED[name]
    assert nominal_alpha(units) == pytest.approx(alpha, abs=0.0005)


def test_full_agreement_is_1_and_a_constant_observer_is_no_better_than_chance() -> None:
    truth = ["a", "b"] * 10
    assert nominal_alpha(list(zip(truth, truth, strict=True))) == 1
    constant = nominal_alpha([(label, "a") for label in truth])
    assert constant is not None and constant <= 0


def test_without_two_kinds_of_label_there_is_no_alpha() -> None:
    assert nominal_alpha([]) is None
    assert nominal_alpha([("a", "a"), ("a", "a")]) is None
    assert nominal_alpha([("a", None), ("b", None)]) is None


def test_a_thing_with_one_label_tells_nothing() -> None:
    units, _ = PUBLISHED["B"]
    assert nominal_alpha([*units, ("a", None), (None, None)]) == nominal_alpha(units)
    assert alpha_figure([*units, ("a", None)]).n == len(units)


def test_the_interval_holds_the_value_and_is_the_same_again() -> None:
    units, _ = PUBLISHED["B"]
    found = alpha_figure(units)
    assert found.low is not None and found.high is not None and found.value is not None
    assert found.low < found.value < found.high
    assert alpha_figure(units) == found


@settings(derandomize=True, max_examples=100, deadline=None)
@given(labels)
def test_who_is_first_and_what_the_labels_are_called_does_not_matter(units) -> None:
    turned = [(other, one) for one, other in units]
    renamed = [("x" + one, "x" + other) for one, other in units]
    expected = nominal_alpha(units)
    for same in (turned, renamed):
        assert nominal_alpha(same) == (None if expected is None else pytest.approx(expected))
