"""What changed since another run: every measure, and the development items that moved."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.compare import Difference, ScoredRun, compare, read_scored
from evals.gate import read_baseline
from evals.report import json_report
from evals.score import ItemScore
from evals.scoring import scored_report


@dataclass(frozen=True, slots=True)
class Moved:
    """An item that did better or worse by some measures."""

    id: str
    kind: str
    question: str
    better: tuple[str, ...]
    worse: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Two runs over the same questions."""

    before: str
    manifest: Mapping[str, Any]
    """Of the earlier run."""
    differences: tuple[Difference, ...]
    moved: tuple[Moved, ...]
    """Development items, those that only did worse first."""
    sealed_moved: int


def change_since(
    before: Path,
    folder: Path,
    manifest: Mapping[str, Any],
    systems: Mapping[str, Sequence[ItemScore]],
    dataset: Path,
) -> Change:
    """How a run differs from an earlier one.

    Args:
        before: folder of the earlier run, or a baseline file.
        folder, manifest, systems: of the later run.
        dataset: folder of the question set.

    Raises:
        InputError: the earlier run cannot be read, or answered other questions.
    """
    now = read_scored(json_report(str(folder), manifest, systems), folder.name)
    earlier, then = _earlier(before, dataset)
    differences = compare(earlier, now)
    moved = _moved(differences, systems["shien"])
    shown = [one for one, split in moved if split != "sealed"]
    worst_first = sorted(shown, key=lambda one: (not one.worse, bool(one.better), one.id))
    return Change(before.name, then, differences, tuple(worst_first), len(moved) - len(shown))


def _earlier(before: Path, dataset: Path) -> tuple[ScoredRun, Mapping[str, Any]]:
    if before.is_file():
        run = read_baseline(before)
        return run, json.loads(before.read_text(encoding="utf-8"))["manifest"]
    report = scored_report(before, dataset)
    return read_scored(report, before.name), report["manifest"]


def _moved(differences: Sequence[Difference], scores: Sequence[ItemScore]) -> list[tuple[Moved, str]]:
    """Every item that won or lost by some measure, with its half."""
    better: dict[str, list[str]] = defaultdict(list)
    worse: dict[str, list[str]] = defaultdict(list)
    for one in differences:
        for item_id in one.wins:
            better[item_id].append(one.measure.id)
        for item_id in one.losses:
            worse[item_id].append(one.measure.id)
    return [
        (
            Moved(
                score.item.id,
                score.item.kind,
                score.item.question,
                tuple(better[score.item.id]),
                tuple(worse[score.item.id]),
            ),
            score.item.split,
        )
        for score in scores
        if score.item.id in better.keys() | worse.keys()
    ]
