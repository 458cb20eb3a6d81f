"""How far the product stands from each baseline: on what the baseline games, and on what gives it away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.compare import Pair, paired_difference
from evals.score import MEASURES, ItemScore, Measure, cluster_of, figures
from evals.statistics import Figure

_BY_ID = {measure.id: measure for measure in MEASURES}
GAMES = {
    "first_passage": (("citation_recall", "over_refusal"), ("all_nuggets_cited", "refusal_recall")),
    "always_refuse": (("refusal_recall", "forbidden_hit"), ("all_nuggets_cited", "over_refusal")),
    "random_citation": (("all_nuggets", "numeric_recall"), ("all_nuggets_cited", "citation_recall")),
    "closed_book": (("over_refusal",), ("all_nuggets", "all_nuggets_cited", "refusal_recall")),
}
"""Of each baseline: the measures it games, and those of the same pairs where the product has to stand clear of it.
Copying is always supported and never refuses; refusing is never wrong; words stay right whatever is cited beside."""


@dataclass(frozen=True, slots=True)
class Against:
    """One measure of the product beside a baseline's, over the same questions."""

    measure: Measure
    ours: Figure
    theirs: Figure
    difference: Figure
    """Ours − theirs, question by question; ``n`` counts the questions that bear on both."""

    @property
    def is_clear(self) -> bool:
        """Whether ours is better by more than chance: all of the interval is on the good side of 0."""
        low, high = self.difference.low, self.difference.high
        if low is None or high is None:
            return False
        return low > 0 if self.measure.better == "more" else high < 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A baseline: what it games, and where it is told from the product."""

    system: str
    games: tuple[Against, ...]
    told_by: tuple[Against, ...]


def standings(systems: Mapping[str, Sequence[ItemScore]]) -> tuple[Standing, ...]:
    """Where the product stands beside every baseline of a run.

    Args:
        systems: scores of the product (``shien``) and of each baseline, over the same items in the same order.
    """
    found = {name: figures(scores) for name, scores in systems.items()}

    def against(name: str, measure_ids: Sequence[str]) -> tuple[Against, ...]:
        return tuple(
            Against(
                _BY_ID[measure_id],
                found["shien"][measure_id],
                found[name][measure_id],
                _difference(measure_id, systems["shien"], systems[name]),
            )
            for measure_id in measure_ids
        )

    return tuple(
        Standing(name, against(name, games), against(name, told_by))
        for name, (games, told_by) in GAMES.items()
        if name in systems
    )


def _difference(measure_id: str, ours: Sequence[ItemScore], theirs: Sequence[ItemScore]) -> Figure:
    clusters: dict[str, list[Pair]] = defaultdict(list)
    for one, other in zip(ours, theirs, strict=True):
        none = (0.0, 0.0)
        pair = (other.shares.get(measure_id, none), one.shares.get(measure_id, none))
        clusters[cluster_of(one.item)].append(pair)
    return paired_difference(clusters)
