"""Two runs over the same questions: how far they differ, item by item, and whether that is more than chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.errors import InputError
from evals.score import MEASURES, Measure
from evals.statistics import LEVEL, RESAMPLES, SEED, Figure, Share, ratio

Pair = tuple[Share, Share]
"""One item's share before and after."""


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """What one item earned in a run, as the JSON of ``shien eval score --json`` keeps it."""

    id: str
    cluster: str
    shares: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class ScoredRun:
    """A run's items and what it answered."""

    name: str
    questions_sha256: str
    items: Mapping[str, ScoredItem]


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure in two runs."""

    measure: Measure
    before: float | None
    after: float | None
    difference: Figure
    """After − before with its interval; ``n`` counts the items it bears on in both."""
    wins: tuple[str, ...]
    ties: int
    losses: tuple[str, ...]
    """Items that did worse."""

    @property
    def is_worse(self) -> bool:
        """Whether it fell by more than chance: all of the interval is on the bad side of 0."""
        low, high = self.difference.low, self.difference.high
        if low is None or high is None or self.measure.better == "neither":
            return False
        return high < 0 if self.measure.better == "more" else low > 0


def read_scored(report: Mapping[str, Any], name: str) -> ScoredRun:
    """A run from its JSON report.

    Raises:
        InputError: it is no report, or of a version without clusters.
    """
    try:
        items = {
            row["id"]: ScoredItem(
                row["id"], row["cluster"], {k: (v[0], v[1]) for k, v in row["shares"].items()}
            )
            for row in report["items"]
        }
        return ScoredRun(name, str(report["manifest"]["questions_sha256"]), items)
    except (KeyError, TypeError, IndexError) as error:
        raise InputError(
            f"採点の記録として読めません: {name}",
            "「shien eval score フォルダー --json」が出したものを指定してください。",
        ) from error


def compare(before: ScoredRun, after: ScoredRun) -> tuple[Difference, ...]:
    """The difference of every measure.

    Raises:
        InputError: the two answered different questions.
    """
    if before.questions_sha256 != after.questions_sha256:
        raise InputError(
            "二つの評価は、別の質問に答えたものです。比べられません。",
            "同じ質問集の同じ半分で評価し直してから比べてください。",
        )
    return tuple(_difference(measure, before, after) for measure in MEASURES)


def _difference(measure: Measure, before: ScoredRun, after: ScoredRun) -> Difference:
    pairs: dict[str, Pair] = {
        item.id: (
            item.shares.get(measure.id, (0.0, 0)),
            after.items[item.id].shares.get(measure.id, (0.0, 0)),
        )
        for item in before.items.values()
    }
    clusters: dict[str, list[Pair]] = defaultdict(list)
    for item_id, pair in pairs.items():
        clusters[before.items[item_id].cluster].append(pair)
    sign = {"more": 1, "less": -1, "neither": 0}[measure.better]
    moved = {
        item_id: sign * change for item_id, pair in pairs.items() if (change := _change(pair)) is not None
    }
    return Difference(
        measure,
        ratio([old for old, _ in pairs.values()]),
        ratio([new for _, new in pairs.values()]),
        paired_difference(clusters),
        tuple(item_id for item_id, change in moved.items() if change > 0),
        sum(change == 0 for change in moved.values()),
        tuple(item_id for item_id, change in moved.items() if change < 0),
    )


def _change(pair: Pair) -> float | None:
    """How an item's share moved; None where the measure does not bear on it in both runs."""
    (old, old_of), (new, new_of) = pair
    return new / new_of - old / old_of if old_of and new_of else None


def paired_difference(
    clusters: Mapping[str, Sequence[Pair]], resamples: int = RESAMPLES, seed: int = SEED
) -> Figure:
    """Ratio after − ratio before, with the bootstrap interval of the difference.

    Whole clusters are drawn, the same for both runs, so that what is hard in both cancels out (Efron & Tibshirani,
    An Introduction to the Bootstrap, 1993, chapter 8).

    Args:
        clusters: document → the (before, after) shares of its items.
        resamples: number of draws.
        seed: of the draws.
    """
    pairs = [pair for members in clusters.values() for pair in members]
    n = sum(1 for old, new in pairs if old[1] and new[1])
    before, after = ratio([old for old, _ in pairs]), ratio([new for _, new in pairs])
    if before is None or after is None:
        return Figure(None, n)
    sums = np.array(
        [
            [*np.sum([old for old, _ in m], axis=0), *np.sum([new for _, new in m], axis=0)]
            for m in clusters.values()
        ]
    )
    if len(sums) < 2:
        return Figure(after - before, n)
    draws = np.random.default_rng(seed).integers(0, len(sums), size=(resamples, len(sums)))
    drawn = sums[draws].sum(axis=1)
    usable = drawn[(drawn[:, 1] > 0) & (drawn[:, 3] > 0)]
    differences = usable[:, 2] / usable[:, 3] - usable[:, 0] / usable[:, 1]
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(differences, [tail, 1 - tail])
    return Figure(after - before, n, float(low), float(high))


def text_comparison(differences: Sequence[Difference], before: str, after: str) -> str:
    """The comparison as lines of text: every measure, then the items that changed by the first of them."""
    lines = [f"前 {before}", f"後 {after}", ""]
    lines.append(f"{'':<26}{'前':>8}{'後':>8}   {'差':<33}{'勝ち/同じ/負け':<16}")
    for one in differences:
        lines.append(
            f"{one.measure.id:<26}{_number(one.before):>8}{_number(one.after):>8}   {_interval(one.difference):<34}"
            f"{len(one.wins)}/{one.ties}/{len(one.losses)}{'  ← 悪くなった' if one.is_worse else ''}"
        )
    first = differences[0]
    lines += ["", f"■ {first.measure.label}: 変わった質問"]
    lines.append(f"よくなった（{len(first.wins)}）: {'、'.join(first.wins) or 'なし'}")
    lines.append(f"悪くなった（{len(first.losses)}）: {'、'.join(first.losses) or 'なし'}")
    lines.append(f"[ ] は差の {LEVEL:.0%} 区間（文書ごとに {RESAMPLES} 回引き直し）。")
    return "\n".join(lines)


def json_comparison(differences: Sequence[Difference]) -> list[dict[str, Any]]:
    """The comparison as plain JSON values."""
    return [
        {
            "measure": one.measure.id,
            "better": one.measure.better,
            "before": one.before,
            "after": one.after,
            "difference": one.difference.value,
            "low": one.difference.low,
            "high": one.difference.high,
            "n": one.difference.n,
            "wins": list(one.wins),
            "ties": one.ties,
            "losses": list(one.losses),
            "worse": one.is_worse,
        }
        for one in differences
    ]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}" if value > 1 else f"{value:.3f}"


def _interval(found: Figure) -> str:
    if found.value is None:
        return f"– n={found.n}"
    if found.low is None or found.high is None:
        return f"{found.value:+.3f} n={found.n}"
    return f"{found.value:+.3f} [{found.low:+.3f}, {found.high:+.3f}] n={found.n}"
