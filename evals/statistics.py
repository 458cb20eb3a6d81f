"""Intervals: how far a figure would move with other documents of the same kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 1_000
SEED = 20260119
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """A ratio, how many items or citations it rests on (``n``), and its interval."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


Share = tuple[float, float]
"""(numerator, denominator) of one item; items with denominator 0 do not bear on the figure."""


def ratio(shares: Sequence[Share]) -> float | None:
    """Sum of numerators over sum of denominators; None where nothing bears on it."""
    total = sum(denominator for _, denominator in shares)
    return sum(numerator for numerator, _ in shares) / total if total else None


def figure(clusters: Mapping[str, Sequence[Share]], resamples: int = RESAMPLES, seed: int = SEED) -> Figure:
    """A ratio over all items, with a bootstrap interval that draws whole clusters.

    Questions about one document stand or fall together, so documents are drawn, not questions: an
    interval over questions would be too narrow. With five documents it is coarse all the same.

    Args:
        clusters: document → the shares of its items.
        resamples: number of draws.
        seed: of the draws; the same seed gives the same interval.
    """
    shares = [share for members in clusters.values() for share in members]
    value = ratio(shares)
    n = round(sum(denominator for _, denominator in shares))
    sums = np.array([np.sum(members, axis=0) for members in clusters.values() if members], dtype=float)
    if value is None or len(sums) < 2:
        return Figure(value, n)
    draws = np.random.default_rng(seed).integers(0, len(sums), size=(resamples, len(sums)))
    drawn = sums[draws].sum(axis=1)
    usable = drawn[drawn[:, 1] > 0]
    ratios = usable[:, 0] / usable[:, 1]
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(ratios, [tail, 1 - tail])
    return Figure(value, n, float(low), float(high))


def share(part: int, whole: int) -> Figure:
    """A share with Wilson's interval, which stays honest where all or none of few were found.

    ``share(30, 30)`` → 1.0 [0.886–1.0]; a bootstrap would say [1.0–1.0]
    """
    if not whole:
        return Figure(None, 0)
    z, p = 1.959964, part / whole
    middle, spread = p + z * z / (2 * whole), z * ((p * (1 - p) + z * z / (4 * whole)) / whole) ** 0.5
    low, high = ((middle + side * spread) / (1 + z * z / whole) for side in (-1, 1))
    return Figure(p, whole, max(0.0, low), min(1.0, high))


def in_lines(figures: Mapping[str, Figure], titles: Mapping[str, str]) -> list[str]:
    """Figures as a person reads them, a line each: ``  断った: 0.812 [0.72-0.88] n=96``

    Args:
        figures: by name.
        titles: what each is called.
    """
    return [f"  {titles[name]}: {_in_words(one)} n={one.n}" for name, one in figures.items()]


def _in_words(one: Figure) -> str:
    return "-" if one.value is None else f"{one.value:.3f} [{one.low:.2f}-{one.high:.2f}]"
