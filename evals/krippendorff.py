"""Krippendorff's α: how far two or more who label the same things agree beyond chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from evals.statistics import LEVEL, RESAMPLES, SEED, Figure

Unit = Sequence[str | None]
"""The labels of one thing, one of each observer; None where an observer gave none."""


def nominal_alpha(units: Sequence[Unit]) -> float | None:
    """Krippendorff's α for labels without an order; None where fewer than two kinds of label were paired.

    α = 1 − (n − 1) · Σ(c≠k) o(c, k) / Σ(c≠k) n(c)·n(k). Each ordered pair of labels within a thing that m observers
    labelled adds 1 / (m − 1) to the coincidences o(c, k); n(c) is the sum of o(c, k) over k, and n of n(c) over c. 1 is
    full agreement, 0 what chance would bring; below 0 they differ more than by chance. A thing with one label tells
    nothing and is left out.

    Source: Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, parts A to C.

    ``[("a", "a"), ("b", "b"), ("a", "b")]`` → 0.444
    """
    coincidences: dict[tuple[str, str], float] = defaultdict(float)
    for unit in units:
        given = [label for label in unit if label is not None]
        for i, one in enumerate(given):
            for j, other in enumerate(given):
                if i != j:
                    coincidences[one, other] += 1 / (len(given) - 1)
    totals: dict[str, float] = defaultdict(float)
    for (one, _), share in coincidences.items():
        totals[one] += share
    n = sum(totals.values())
    observed = sum(share for (one, other), share in coincidences.items() if one != other)
    expected = sum(totals[one] * totals[other] for one in totals for other in totals if one != other)
    return None if not expected else 1 - (n - 1) * observed / expected


def alpha_figure(units: Sequence[Unit], resamples: int = RESAMPLES, seed: int = SEED) -> Figure:
    """α with its bootstrap interval, drawing things; n counts those that two or more labelled.

    Args:
        units: see ``nominal_alpha``.
        resamples: number of draws; one in which all labels are alike has no α and is left out.
        seed: of the draws.
    """
    paired = [unit for unit in units if sum(label is not None for label in unit) > 1]
    value = nominal_alpha(paired)
    if value is None:
        return Figure(None, len(paired))
    draws = np.random.default_rng(seed).integers(0, len(paired), size=(resamples, len(paired)))
    drawn = [nominal_alpha([paired[i] for i in draw]) for draw in draws]
    tail = (1 - LEVEL) / 2
    low, high = np.quantile([one for one in drawn if one is not None], [tail, 1 - tail])
    return Figure(value, len(paired), float(low), float(high))
