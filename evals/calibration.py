"""Whether a confidence of 0.8 is right eight times in ten."""

from __future__ import annotations

from collections.abc import Sequence

BINS = 5


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
    error = 0.0
    for number in range(bins):
        inside = [(c, right) for c, right in told if min(int(c * bins), bins - 1) == number]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            error += abs(mean - share) * len(inside) / len(told)
    return error
