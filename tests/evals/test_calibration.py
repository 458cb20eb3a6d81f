"""A confidence is worth what comes true of it."""

from __future__ import annotations

import pytest

from evals.calibration import calibration_error


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ([(0.9, True), (0.9, False)], 0.4),
        ([(1.0, True), (0.0, False)], 0.0),
        ([(0.5, True), (0.5, False), (1.0, False), (1.0, False)], 0.5),
    ],
)
def test_the_error_is_the_distance_between_what_is_told_and_what_comes_true(told, error) -> None:
    assert calibration_error(told) == pytest.approx(error)


def test_of_no_answers_there_is_no_error() -> None:
    assert calibration_error([]) is None
