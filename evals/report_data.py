"""Everything the report of a run shows, as plain frozen data: for the HTML file, the Markdown and the page in the UI.

Figures are those of the JSON report. Items of the sealed half are counted; what was asked and answered in them is not
in here at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.calibration import Bin, calibration_bins
from evals.causes import CAUSES, FailedItem, failed_item
from evals.dataset import ANSWERABLE_KINDS, EITHER_KINDS, UNANSWERABLE_KINDS
from evals.judged_run import Rung, judge_rungs
from evals.records import CLOSED_BOOK, Record, read_records
from evals.report_change import Change, change_since
from evals.risk_coverage import Asked, CurvePoint, risk_coverage
from evals.score import (
    CONFIDENCE,
    ERRORS,
    MEASURES,
    ItemScore,
    Measure,
    by_kind,
    by_split,
    confidence_figures,
    figures,
)
from evals.scoring import scored
from evals.spent import Stage, Usage, stages, usage_of
from evals.standing import Standing, standings
from evals.statistics import Figure

OUTCOMES = ("all_nuggets_cited", "refusal_recall", "clarified")
"""What tells whether a kind of question comes out right: with an answer, without, and vague."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: of the product, and of each baseline that has it."""

    measure: Measure
    figures: Mapping[str, Figure]
    """System → figure; ``shien`` first."""


@dataclass(frozen=True, slots=True)
class Group:
    """All questions of a run, or one half of them."""

    name: str
    n: int
    failed: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class KindFigure:
    """How often a kind of question comes out right, by the measure that tells it."""

    kind: str
    measure: Measure
    figure: Figure
    copied: Figure
    """The same of the baseline that copies the first passage."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Refusing more or less: the curve of the product, and where each baseline stands."""

    curve: tuple[CurvePoint, ...]
    baselines: Mapping[str, CurvePoint]
    answerable: float
    """Share of the questions that have an answer: what is covered beyond it is wrong."""
    n: int


@dataclass(frozen=True, slots=True)
class ReportData:
    """A run, ready to be shown."""

    run: str
    manifest: Mapping[str, Any]
    groups: tuple[Group, ...]
    standings: tuple[Standing, ...]
    kinds: tuple[KindFigure, ...]
    selection: Selection
    calibration: tuple[Bin, ...]
    stages: tuple[Stage, ...]
    lengths: tuple[int, ...]
    """Characters of each answer that is no refusal."""
    usage: tuple[Usage, ...]
    change: Change | None
    causes: Mapping[str, int]
    """Cause → how many development items; every cause is there."""
    failures: tuple[FailedItem, ...]
    """Development items that are not perfect, by cause."""
    sealed_failures: int
    judges: tuple[Rung, ...] = ()
    """What model judges said, where any was asked; rungs of their own, beside the measures that need no model."""

    @property
    def systems(self) -> tuple[str, ...]:
        """The product and the baselines of the run."""
        return tuple(self.whole.rows[0].figures)

    @property
    def whole(self) -> Group:
        """All questions of the run."""
        return self.groups[0]


def report_data(folder: Path, dataset: Path, baseline_folder: Path | None = None) -> ReportData:
    """Read and score a run, and gather what its report shows.

    Args:
        folder: of the run.
        dataset: folder of the question set.
        baseline_folder: of the run to compare with, or a baseline file as ``shien eval gate`` writes it.

    Raises:
        InputError: a folder holds no run, or the runs answered different questions.
    """
    manifest, systems = scored(folder, dataset)
    records, ours = read_records(folder), systems["shien"]
    closed_book = read_records(folder, CLOSED_BOOK)
    failures, sealed = _failures(ours, records)
    used = (usage_of("shien", records), usage_of("closed_book", closed_book))
    return ReportData(
        run=folder.name,
        manifest=manifest,
        groups=_groups(systems),
        standings=standings(systems),
        kinds=_kinds(systems),
        selection=_selection(systems),
        calibration=calibration_bins(
            [(score.confidence, _is_whole(score)) for score in ours if score.item.expected != "clarify"]
        ),
        stages=stages(records),
        lengths=tuple(int(s.shares["answer_characters"][0]) for s in ours if _is_answered(s)),
        usage=tuple(one for one in used if one),
        change=change_since(baseline_folder, folder, manifest, systems, dataset) if baseline_folder else None,
        causes={cause: sum(one.cause == cause for one in failures) for cause in CAUSES},
        failures=failures,
        sealed_failures=sealed,
        judges=judge_rungs(folder, dataset),
    )


def _groups(systems: Mapping[str, Sequence[ItemScore]]) -> tuple[Group, ...]:
    halves = {name: by_split(scores) for name, scores in systems.items()}
    found = dict(halves["shien"])
    if len(found) == 2:  # one half only: it is all there is
        found = {name: members for name, members in found.items() if name != "all"}
    return tuple(
        Group(name, len(members), sum(score.failed for score in members), _rows(halves, name))
        for name, members in found.items()
    )


def _rows(halves: Mapping[str, Mapping[str, Sequence[ItemScore]]], group: str) -> tuple[Row, ...]:
    found = {system: figures(members[group]) for system, members in halves.items()}
    rows = [Row(m, {system: found[system][m.id] for system in halves}) for m in (*MEASURES, ERRORS)]
    sure = confidence_figures(halves["shien"][group])
    return (*rows, *(Row(m, {"shien": sure[m.id]}) for m in CONFIDENCE))


def _kinds(systems: Mapping[str, Sequence[ItemScore]]) -> tuple[KindFigure, ...]:
    ours = {kind: figures(members) for kind, members in by_kind(systems["shien"]).items()}
    copied = {kind: figures(members) for kind, members in by_kind(systems["first_passage"]).items()}
    order = (*ANSWERABLE_KINDS, *EITHER_KINDS, *UNANSWERABLE_KINDS)
    kinds = sorted(ours, key=lambda kind: order.index(kind) if kind in order else len(order))
    measures = {measure.id: measure for measure in MEASURES}
    return tuple(
        KindFigure(kind, measures[name], ours[kind][name], copied[kind][name])
        for name in OUTCOMES
        for kind in kinds
        if ours[kind][name].n
    )


def _selection(systems: Mapping[str, Sequence[ItemScore]]) -> Selection:
    asked = {
        name: [
            Asked(score.confidence, _is_answered(score), _is_whole(score))
            for score in scores
            if score.item.expected != "clarify"
        ]
        for name, scores in systems.items()
    }
    kept = [score.item.answerable for score in systems["shien"] if score.item.expected != "clarify"]
    curves = {name: risk_coverage(one) for name, one in asked.items()}
    ours = curves.pop("shien")
    baselines = {name: curve[-1] for name, curve in curves.items() if curve}
    return Selection(ours, baselines, sum(kept) / len(kept) if kept else 0.0, len(kept))


def _is_answered(score: ItemScore) -> bool:
    return "answer_characters" in score.shares


def _is_whole(score: ItemScore) -> bool:
    return score.shares.get("all_nuggets_cited", (0.0, 1))[0] > 0


def _failures(scores: Sequence[ItemScore], records: Sequence[Record]) -> tuple[tuple[FailedItem, ...], int]:
    """Development items that are not perfect, by cause, and how many sealed ones there are."""
    by_id = {record.id: record for record in records}
    wanting = [score for score in scores if score.reasons]
    shown = [failed_item(s, by_id.get(s.item.id)) for s in wanting if s.item.split != "sealed"]
    order = list(CAUSES)
    return tuple(sorted(shown, key=lambda one: order.index(one.cause))), len(wanting) - len(shown)
