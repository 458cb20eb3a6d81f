"""A run made and scored: what the commands of the evaluation share."""

from __future__ import annotations

import json
import shlex
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import typer

from assistant.console import counting
from assistant.errors import InputError, StorageError, reason
from assistant.evaluations import SCORES
from assistant.model.answer import connection_to
from assistant.settings import Settings, read_settings
from evals.closed_book import answer_closed_book
from evals.dataset import DEFAULT_DATASET, Item, dataset_sha256, load_items, questions_sha256
from evals.options import EngineChoice, Split
from evals.records import CLOSED_BOOK, answered_ids, read_records
from evals.report import json_report
from evals.run import answer_items, check_resumable, read_manifest, start_run
from evals.score import ItemScore, score_run
from evals.workers import stopped_by_signals

INTERRUPTED = 130
"""The exit code of a shell for what Ctrl-C ended."""


def new_run(
    dataset: Path,
    split: Split,
    engine: EngineChoice,
    resume: Path | None = None,
    workers: int = 1,
    *,
    closed_book: bool = False,
) -> Path:
    """Answer a set, or go on with a run that was broken off; its folder.

    Args:
        dataset: folder of the set.
        split: which half of it.
        engine: who writes.
        resume: folder of the run to go on with.
        workers: how many questions are answered at once.
        closed_book: also ask the model without the documents.

    Raises:
        IndexMissing: nothing has been indexed yet.
        InputError: the set cannot be read, or the broken run was made otherwise.
        ModelError: ``closed_book`` is wanted and no model is set.
        Exit: Ctrl-C or SIGTERM came before the end; what was answered is kept, and how to go on is told.
    """
    settings = read_settings()
    connection = connection_to(settings) if closed_book else None
    folder, items, is_stopped = _answered(settings, dataset, split, engine, resume, workers)
    answered = len(answered_ids(folder))
    if is_stopped and answered < len(items):
        typer.echo(f"中断しました。{answered}/{len(items)} 件の答えは残っています。続けるには:", err=True)
        typer.echo(f"  {_resuming(folder, dataset, workers, closed_book=closed_book)}", err=True)
        raise typer.Exit(INTERRUPTED)
    if connection:
        with counting("資料なしの回答") as progress:
            answer_closed_book(connection, items, folder, settings, progress)
    return folder


def _answered(
    settings: Settings, dataset: Path, split: Split, engine: EngineChoice, resume: Path | None, workers: int
) -> tuple[Path, Sequence[Item], bool]:
    """(folder of the run, what was to be asked, whether it was stopped before the end)"""
    from assistant import open_assistant

    stop = threading.Event()
    with closing(open_assistant(settings)) as assistant:
        folder = resume or start_run(settings, assistant, dataset, split.value, engine.value, workers)
        manifest = check_resumable(folder, settings, assistant, dataset) if resume else read_manifest(folder)
        items = load_items(dataset, manifest["split"])
        # Said before the first answer, so that a run that breaks can be resumed.
        typer.echo(f"記録: {folder}", err=True)
        try:
            with stopped_by_signals(stop), counting("回答") as progress:
                answer_items(
                    assistant,
                    items,
                    folder,
                    settings,
                    manifest["engine"],
                    progress,
                    workers=workers,
                    stop=stop,
                )
        except KeyboardInterrupt:
            stop.set()
    return folder, items, stop.is_set()


def _resuming(folder: Path, dataset: Path, workers: int, *, closed_book: bool) -> str:
    """The command that goes on with a run."""
    words = ["shien", "eval", "run", "--resume", str(folder)]
    words += ["--dataset", str(dataset)] if dataset != DEFAULT_DATASET else []
    words += ["--workers", str(workers)] if workers > 1 else []
    words += ["--closed-book"] if closed_book else []
    return shlex.join(words)


def scored(folder: Path, dataset: Path) -> tuple[dict[str, Any], Mapping[str, Sequence[ItemScore]]]:
    """(manifest, scores of the product and of each baseline) of a run.

    Raises:
        InputError: the folder holds no run, or one of other questions.
    """
    manifest = read_manifest(folder)
    items = load_items(dataset, manifest["split"])
    if questions_sha256(items) != manifest["questions_sha256"]:
        raise InputError(
            "この評価は別の質問に答えたものです。いまの質問集では採点できません。",
            "shien eval run で新しく評価するか、--dataset に当時の質問集を指定してください。",
        )
    # Corrected spellings of a fact may be scored anew; the hash shown is of the set scored with.
    manifest["dataset_sha256"] = dataset_sha256(dataset)
    return manifest, score_run(items, read_records(folder), read_records(folder, CLOSED_BOOK))


def scored_report(folder: Path, dataset: Path) -> dict[str, Any]:
    """The JSON report of a run."""
    manifest, systems = scored(folder, dataset)
    return json_report(str(folder), manifest, systems)


def keep_scores(folder: Path, report: Mapping[str, Any]) -> None:
    """Keep a run's JSON report in its folder, where the page 評価 finds it.

    Raises:
        StorageError: it cannot be written.
    """
    part = folder / f"{SCORES}.part"
    try:
        part.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
        part.replace(folder / SCORES)
    except OSError as error:
        raise StorageError(
            f"採点の結果を書けません: {folder}（{reason(error)}）",
            "空きと書き込みの権限を確かめてください。",
        ) from error
