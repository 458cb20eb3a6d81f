"""Whether a confidence of 0.8 is right eight times in ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.statistics import Figure, share

BINS = 5


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose confidence lies from ``low`` to below ``high`` (the last one: to 1)."""

    low: float
    high: float
    told: float
    """Their mean confidence."""
    right: Figure
    """The share of them that was right, with Wilson's interval."""


def calibration_bins(told: Sequence[tuple[float, bool]], bins: int = BINS) -> tuple[Bin, ...]:
    """The bins of equal width that hold an answer, lowest confidence first.

    ``[(0.9, True), (0.9, False)]`` → one bin: 0.8 to 1.0, told 0.9, right 0.5 of 2

    Args:
        told: (confidence from 0 to 1, whether it was right) of each answer.
        bins: how many.
    """
    found = []
    for number in range(bins):
        inside = [(c, right) for c, right in told if min(int(c * bins), bins - 1) == number]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            right = share(sum(right for _, right in inside), len(inside))
            found.append(Bin(number / bins, (number + 1) / bins, mean, right))
    return tuple(found)


def calibration_error(told: Sequence[tuple[float, bool]], bins: int = BINS) -> float | None:
    """Expected calibration error (Naeini, Cooper, Hauskrecht 2015): the mean distance of told and true share.

    Answers are put into bins of equal width by their confidence; each bin weighs as many as it holds.

    ``[(0.9, True), (0.9, False)]`` → 0.4; nothing → None

    Args:
        told: (confidence from 0 to 1, whether it was right) of each answer.
        bins: how many.
    """
    if not told:
        return None
    return sum(
        abs(one.told - (one.right.value or 0.0)) * one.right.n / len(told)
        for one in calibration_bins(told, bins)
    )
