"""The evaluations run on this machine, as their folders tell: figures and what they were made with.

A run is a folder ``$SHIEN_HOME/evals/<time>/`` with ``manifest.json`` and, once it is scored, ``scores.json``: the JSON
report. Nothing is scored here, so that whoever only looks needs no evaluation suite.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_log = logging.getLogger(__name__)

SCORES, MANIFEST, REPORT = "scores.json", "manifest.json", "report.html"
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")
"""Of a run's folder: never a way out of the folder of runs."""
MAX_BYTES = 50_000_000
"""Of a report; one of 430 questions has 0.5 MB."""
MOST_RUNS = 50


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure with the number of items it rests on and its interval."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class EvaluationRun:
    """One run that was scored."""

    name: str
    """Of its folder: the time it was started."""
    started: str
    """ISO 8601 in UTC."""
    version: str
    commit: str
    dirty: bool
    engine: str
    model: str
    split: str
    questions: str
    """Checksum of the questions: figures of other questions are not compared."""
    items: int
    failed: int
    figures: dict[str, ShownFigure]
    """Of the product, by the standard name of the measure, over all items."""
    has_report: bool


def read_runs(home: Path, most: int = MOST_RUNS) -> tuple[EvaluationRun, ...]:
    """The scored runs of a data folder, newest first; folders that cannot be read are left out and logged."""
    folder = home / "evals"
    names = (
        sorted((path.name for path in folder.iterdir() if path.is_dir()), reverse=True)
        if folder.is_dir()
        else []
    )
    runs: list[EvaluationRun] = []
    for name in names:
        if len(runs) == most:
            break
        try:
            if (run := _read(folder / name)) is not None:
                runs.append(run)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.warning("evaluation %s cannot be read: %s", name, error)
    return tuple(runs)


def _read(folder: Path) -> EvaluationRun | None:
    path = folder / SCORES
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        return None
    scores: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    manifest = scores["manifest"]
    own = scores["measures"]["shien"]["all"]
    return EvaluationRun(
        name=folder.name,
        started=str(manifest["started"]),
        version=str(manifest["version"]),
        commit=str(manifest.get("commit") or "")[:12],
        dirty=bool(manifest.get("dirty")),
        engine=str(manifest["engine"]),
        model=str(manifest.get("model") or ""),
        split=str(manifest["split"]),
        questions=str(manifest["questions_sha256"]),
        items=int(manifest["items"]),
        failed=sum(bool(item["failed"]) for item in scores["items"]),
        figures={
            name: ShownFigure(**{key: one.get(key) for key in ("value", "n", "low", "high")})
            for name, one in own.items()
        },
        has_report=(folder / REPORT).is_file(),
    )


def same_questions(runs: Sequence[EvaluationRun], run: EvaluationRun) -> tuple[EvaluationRun, ...]:
    """The runs over the same questions as one, oldest first: those whose figures may be compared."""
    return tuple(sorted((one for one in runs if one.questions == run.questions), key=lambda one: one.started))


def report_of(home: Path, name: str) -> bytes | None:
    """The HTML report of a run; None where none was made, or the name is no folder of a run."""
    path = home / "evals" / name / REPORT
    if not _NAME.fullmatch(name) or not path.is_file() or path.stat().st_size > MAX_BYTES:
        return None
    return path.read_bytes()
