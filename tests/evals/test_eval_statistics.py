"""The interval: seeded, clustered, and absent where it would mean nothing."""

from __future__ import annotations

import pytest

from evals.statistics import figure, ratio


def test_a_figure_is_a_ratio_of_sums_with_its_n() -> None:
    found = figure({"a": [(1, 1), (0, 1)], "b": [(3, 4)]})
    assert found.value == pytest.approx(4 / 6)
    assert found.n == 6


def test_items_a_measure_does_not_bear_on_change_nothing() -> None:
    with_idle = figure({"a": [(1, 1), (0, 0)], "b": [(0, 1)]})
    assert (with_idle.value, with_idle.n) == (0.5, 2)
    assert ratio([(0, 0)]) is None
    assert figure({"a": [(0, 0)]}).value is None


def test_the_same_seed_gives_the_same_interval() -> None:
    clusters = {name: [(score, 1.0)] * 3 for name, score in zip("abcd", (0.0, 1.0, 1.0, 0.0), strict=True)}
    assert figure(clusters, seed=1) == figure(clusters, seed=1)


def test_documents_are_drawn_not_questions() -> None:
    """40 questions of which every document's all succeed or all fail are worth 4, not 40."""
    together = figure({"a": [(1, 1)] * 10, "b": [(0, 1)] * 10, "c": [(1, 1)] * 10, "d": [(0, 1)] * 10})
    apart = figure({str(i): [(float(i % 2), 1)] for i in range(40)})
    assert together.value == apart.value == 0.5
    assert together.low is not None and apart.low is not None
    assert together.low < apart.low


def test_one_cluster_has_no_interval() -> None:
    found = figure({"a": [(1, 1), (0, 1)]})
    assert (found.value, found.low, found.high) == (0.5, None, None)
