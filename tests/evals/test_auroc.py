"""The area is the chance that a positive outscores a negative, and its interval draws groups."""

from __future__ import annotations

import random

import pytest

from evals.auroc import auroc


def test_it_counts_pairs_and_ties_by_half() -> None:
    drawn = random.Random(7)
    items = [(str(n), drawn.random() < 0.4, float(drawn.randrange(6))) for n in range(60)]
    above = [s for _, positive, s in items if positive]
    below = [s for _, positive, s in items if not positive]
    wins = sum((a > b) + (a == b) / 2 for a in above for b in below)
    assert auroc(items).value == pytest.approx(wins / len(above) / len(below))
    assert auroc(items).n == 60


@pytest.mark.parametrize("kinds", [[], [True, True], [False]])
def test_with_one_kind_alone_there_is_nothing_to_tell_apart(kinds: list[bool]) -> None:
    found = auroc([(str(n), kind, 0.5) for n, kind in enumerate(kinds)])
    assert (found.value, found.low, found.n) == (None, None, len(kinds))


def test_the_interval_is_seeded_and_wider_where_items_stand_together() -> None:
    drawn = random.Random(3)
    scores = [
        (n % 2 == 0, drawn.gauss(0.7 * (n % 2 == 0), 1) + 2 * (n // 20 % 2) * (n % 2)) for n in range(200)
    ]
    alone = auroc([(str(n), *item) for n, item in enumerate(scores)])
    together = auroc([(str(n // 20), *item) for n, item in enumerate(scores)])
    assert alone == auroc([(str(n), *item) for n, item in enumerate(scores)])
    assert alone.value == together.value
    assert None not in (alone.low, alone.high, together.low, together.high)
    assert alone.low < alone.value < alone.high  # type: ignore[operator]
    assert together.high - together.low > 1.5 * (alone.high - alone.low)  # type: ignore[operator]
