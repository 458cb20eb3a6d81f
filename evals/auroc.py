"""How well a score tells two kinds of items apart, with its interval."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.statistics import LEVEL, RESAMPLES, SEED, Figure

Scored = tuple[str, bool, float]
"""(group, whether it is of the kind that should score higher, score) of one item."""


def auroc(items: Sequence[Scored], resamples: int = RESAMPLES, seed: int = SEED) -> Figure:
    """Chance that a positive item scores above a negative one, ties counting half; 0.5 is guessing.

    The bootstrap interval draws whole groups, since the items of a group stand or fall together.

    ``[("a", True, 0.9), ("b", False, 0.1)]`` → 1.0, n=2
    """
    positive = np.array([is_positive for _, is_positive, _ in items], dtype=bool)
    if not positive.any() or positive.all():
        return Figure(None, len(items))
    _, ranks = np.unique([score for _, _, score in items], return_inverse=True)
    names, group = np.unique([name for name, _, _ in items], return_inverse=True)
    value = _area(ranks, positive, np.ones(len(items)))
    generator = np.random.default_rng(seed)
    areas = []
    for _ in range(resamples):
        drawn = np.bincount(generator.integers(0, len(names), len(names)), minlength=len(names))
        area = _area(ranks, positive, drawn[group].astype(float))
        if area is not None:
            areas.append(area)
    if len(names) < 2 or not areas:
        return Figure(value, len(items))
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(areas, [tail, 1 - tail])
    return Figure(value, len(items), float(low), float(high))


def _area(ranks: NDArray[np.intp], positive: NDArray[np.bool_], weights: NDArray[np.float64]) -> float | None:
    """The area for weighted items; None where a draw holds one kind only."""
    above = np.bincount(ranks, weights=weights * positive)
    below = np.bincount(ranks, weights=weights * ~positive)
    pairs = above.sum() * below.sum()
    return float((above * (np.cumsum(below) - below / 2)).sum() / pairs) if pairs else None
