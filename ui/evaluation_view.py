"""What the page 評価 shows, as plain data: the runs, their figures, and how these moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.evaluations import EvaluationRun, ShownFigure, same_questions

MEASURES = {
    "all_nuggets_cited": ("必要な事実がすべて、引用つき", "more"),
    "refusal_recall": ("答えのない質問を断った", "more"),
    "over_refusal": ("答えられる質問を断った", "less"),
    "citation_recall": ("引用が支えている文", "more"),
    "numeric_precision": ("引用にある数値", "more"),
    "verbatim_quotes": ("原文どおりの引用", "more"),
}
"""Shown of each run: measure → its words, and which way is better."""
SPLITS = {"development": "開発用", "sealed": "封印", "all": "全体"}


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in the table."""

    name: str
    when: str
    made_with: str
    questions: str
    figures: tuple[str, ...]
    moves: tuple[str, ...]
    """Against the run before over the same questions: ``↑ よくなった``, ``↓ 悪くなった``, empty for none or the same."""
    has_report: bool


def run_rows(runs: Sequence[EvaluationRun]) -> tuple[RunRow, ...]:
    """The runs as rows of a table, in their order."""
    return tuple(_row(run, _before(runs, run)) for run in runs)


def trend(runs: Sequence[EvaluationRun], measure: str) -> tuple[tuple[str, float], ...]:
    """(when, value) of a measure in the runs over the same questions as the newest, oldest first."""
    if not runs:
        return ()
    alike = same_questions(runs, runs[0])
    points = ((_when(run.started), run.figures.get(measure)) for run in alike)
    return tuple((when, found.value) for when, found in points if found and found.value is not None)


def figure_in_words(found: ShownFigure | None) -> str:
    """``0.682 [0.51–0.81] n=132``"""
    if found is None or found.value is None:
        return "–"
    interval = (
        f" [{found.low:.2f}–{found.high:.2f}]" if found.low is not None and found.high is not None else ""
    )
    return f"{found.value:.3f}{interval} n={found.n}"


def _row(run: EvaluationRun, before: EvaluationRun | None) -> RunRow:
    state = "、未コミットの変更あり" if run.dirty else ""
    failed = f"、失敗 {run.failed}" if run.failed else ""
    return RunRow(
        run.name,
        _when(run.started),
        f"版 {run.version}（{run.commit or '不明'}{state}）{run.model or run.engine}",
        f"{SPLITS.get(run.split, run.split)} {run.items}件{failed}",
        tuple(figure_in_words(run.figures.get(name)) for name in MEASURES),
        tuple(_move(run, before, name, better) for name, (_, better) in MEASURES.items()),
        run.has_report,
    )


def _before(runs: Sequence[EvaluationRun], run: EvaluationRun) -> EvaluationRun | None:
    earlier = [one for one in same_questions(runs, run) if one.started < run.started]
    return earlier[-1] if earlier else None


def _move(run: EvaluationRun, before: EvaluationRun | None, name: str, better: str) -> str:
    now, then = run.figures.get(name), before.figures.get(name) if before else None
    if (
        now is None
        or then is None
        or now.value is None
        or then.value is None
        or f"{now.value:.3f}" == f"{then.value:.3f}"
    ):
        return ""
    rises = now.value > then.value
    return f"{'↑' if rises else '↓'} {'よくなった' if rises == (better == 'more') else '悪くなった'}"


def _when(started: str) -> str:
    """``2026-11-21T16:55:45+00:00`` → the same in local time, to the minute."""
    try:
        return f"{datetime.fromisoformat(started).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return started
