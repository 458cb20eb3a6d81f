"""What would be gained by refusing more: the risk of an answer against the share of questions that get one.

Source: El-Yaniv & Wiener, On the Foundations of Noise-free Selective Classification, JMLR 11 (2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: how sure the answer is, whether it is an answer at all, and whether it is whole."""

    confidence: float
    answered: bool
    right: bool


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """If only answers at least as sure as ``threshold`` were shown."""

    threshold: float
    coverage: float
    """Share of all questions that get an answer."""
    risk: float
    """Share of those answers that are not right."""
    answers: int


def risk_coverage(asked: Sequence[Asked]) -> tuple[CurvePoint, ...]:
    """A point for every confidence that occurs, the most certain answers first; the last one is the product as it is.

    Refusals cover nothing at any threshold.

    ``[Asked(0.9, True, True), Asked(0.5, True, False), Asked(0.1, False, False)]``
    → at 0.9: coverage 1/3, risk 0; at 0.5: coverage 2/3, risk 1/2
    """
    answers = sorted((one for one in asked if one.answered), key=lambda one: -one.confidence)
    points = []
    wrong = 0
    for number, one in enumerate(answers, start=1):
        wrong += not one.right
        if number == len(answers) or answers[number].confidence < one.confidence:
            points.append(CurvePoint(one.confidence, number / len(asked), wrong / number, number))
    return tuple(points)


def point_at(points: Sequence[CurvePoint], threshold: float) -> CurvePoint | None:
    """Where the product would stand if it showed no answer less sure than this; None if it showed none."""
    return next((point for point in reversed(points) if point.threshold >= threshold), None)
