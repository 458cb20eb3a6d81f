"""A run made and scored: what the commands of the evaluation share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import typer

from assistant.errors import InputError
from assistant.model.answer import connection_to
from assistant.settings import read_settings
from evals.closed_book import answer_closed_book
from evals.dataset import dataset_sha256, load_items, questions_sha256
from evals.options import EngineChoice, Split, show_progress
from evals.records import CLOSED_BOOK, read_records
from evals.report import json_report
from evals.run import answer_items, check_resumable, read_manifest, start_run
from evals.score import ItemScore, score_run


def new_run(
    dataset: Path,
    split: Split,
    engine: EngineChoice,
    resume: Path | None = None,
    *,
    closed_book: bool = False,
) -> Path:
    """Answer a set, or go on with a run that was broken off; its folder.

    Args:
        dataset: folder of the set.
        split: which half of it.
        engine: who writes.
        resume: folder of the run to go on with.
        closed_book: also ask the model without the documents.

    Raises:
        IndexMissing: nothing has been indexed yet.
        InputError: the set cannot be read, or the broken run was made otherwise.
        ModelError: ``closed_book`` is wanted and no model is set.
    """
    from assistant import open_assistant

    settings = read_settings()
    connection = connection_to(settings) if closed_book else None
    with closing(open_assistant(settings)) as assistant:
        if resume is None:
            folder = start_run(settings, assistant, dataset, split.value, engine.value)
            items, writer = load_items(dataset, split.value), engine.value
        else:
            folder = resume
            manifest = check_resumable(folder, settings, assistant, dataset)
            items, writer = load_items(dataset, manifest["split"]), manifest["engine"]
        # Said before the first answer, so that a run that breaks can be resumed.
        typer.echo(f"記録: {folder}", err=True)
        answer_items(assistant, items, folder, settings, writer, show_progress)
    if connection:
        answer_closed_book(connection, items, folder, settings, show_progress)
    return folder


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
