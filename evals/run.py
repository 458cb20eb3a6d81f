"""Answer every item of a set and keep what came back, so that it can be scored many times.

A run is a folder ``$SHIEN_HOME/evals/<time>/``:

- ``manifest.json``: what was run (commit, version, settings, index, hashes of the set);
- ``answers.jsonl``: one line an item, appended whole; a broken run goes on from the last whole line.
"""

from __future__ import annotations

import hashlib
import json
import logging
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from assistant.errors import AssistantError, InputError, StorageError, reason
from assistant.settings import PROJECT_ROOT, Settings
from assistant.types import Answer, Citation, Hit, Page
from evals.dataset import Item, dataset_sha256, load_items, questions_sha256
from evals.measures import quote_is_verbatim
from evals.records import ANSWERS, Record, answered_ids, append_line, record_to_dict
from evals.workers import in_threads

log = logging.getLogger(__name__)

MANIFEST = "manifest.json"


class Answerer(Protocol):
    """The part of the product a run needs; ``assistant.open_assistant`` gives one."""

    @property
    def build_id(self) -> str: ...
    def ask(self, question: str, history: Sequence[tuple[str, str]] = (), engine: str = "auto") -> Answer: ...
    def search(self, query: str, k: int = 10) -> Sequence[Hit]: ...
    def page(self, doc_id: str, page_index: int) -> Page: ...


def start_run(
    settings: Settings, assistant: Answerer, dataset: Path, split: str, engine: str, workers: int = 1
) -> Path:
    """Make the folder of a new run and write its manifest.

    Raises:
        StorageError: the folder cannot be written.
    """
    items = load_items(dataset, split)
    manifest = describe_run(settings, assistant.build_id, dataset, items, split, engine)
    manifest["workers"] = workers  # answers that share the machine take longer each
    stem = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    try:
        for attempt in range(1, 100):
            folder = settings.home / "evals" / (stem if attempt == 1 else f"{stem}-{attempt}")
            try:
                folder.mkdir(parents=True)
                break
            except FileExistsError:
                continue
        scratch = folder / f"{MANIFEST}.part"
        scratch.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        scratch.replace(folder / MANIFEST)
    except OSError as error:
        raise StorageError(
            f"評価の記録を書けません: {settings.home / 'evals'}（{reason(error)}）",
            "SHIEN_HOME のフォルダーに書き込めるか、空きがあるかを確かめてください。",
        ) from error
    return folder


def describe_run(
    settings: Settings, build_id: str, dataset: Path, items: Sequence[Item], split: str, engine: str
) -> dict[str, Any]:
    """Everything that could change the figures, as plain JSON values."""
    from assistant import __version__

    commit, dirty = code_state(PROJECT_ROOT)
    return {
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "commit": commit,
        "dirty": dirty,
        "engine": engine,
        "model": settings.model,
        "prompts": prompt_hashes(settings.prompts),
        "settings": settings.model_dump(mode="json"),
        "build_id": build_id,
        "split": split,
        "items": len(items),
        "dataset": dataset.name,
        "dataset_sha256": dataset_sha256(dataset),
        "questions_sha256": questions_sha256(items),
    }


def prompt_hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each prompt a model is sent, by the name of its file."""
    files = sorted(folder.glob("*.md"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def code_state(root: Path) -> tuple[str | None, bool | None]:
    """The commit checked out and whether files differ from it; None where this is no checkout."""
    try:
        commit = _git(root, "rev-parse", "HEAD")
        dirty = bool(_git(root, "status", "--porcelain"))
    except (OSError, subprocess.CalledProcessError):
        return None, None
    return commit, dirty


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read what a run was made with.

    Raises:
        InputError: the folder holds no run.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"評価の記録ではありません: {folder}",
            "shien eval run が示したフォルダー（evals/日時）を指定してください。",
        ) from error
    return manifest


def check_resumable(folder: Path, settings: Settings, assistant: Answerer, dataset: Path) -> dict[str, Any]:
    """Return the manifest of a broken run if going on would give the same run.

    Raises:
        InputError: the code, the settings, the index or the questions have changed since.
    """
    then = read_manifest(folder)
    items = load_items(dataset, then["split"])
    now = describe_run(settings, assistant.build_id, dataset, items, then["split"], then["engine"])
    names = {
        "version": "版",
        "commit": "コミット",
        "settings": "設定",
        "prompts": "指示文",
        "build_id": "索引",
        "questions_sha256": "質問集",
    }
    then = {"prompts": now["prompts"], **then}  # manifests had none before; the commit stands for them
    changed = [label for key, label in names.items() if then.get(key) != now[key]]
    if changed:
        raise InputError(
            f"途中からは続けられません。前回と違うもの: {'、'.join(changed)}",
            "--resume を付けずに、新しい評価として実行してください。",
        )
    return then


def answer_items(
    assistant: Answerer,
    items: Sequence[Item],
    folder: Path,
    settings: Settings,
    engine: str,
    progress: Callable[[int, int], None] | None = None,
    *,
    workers: int = 1,
    stop: threading.Event | None = None,
) -> None:
    """Answer the items that have no line yet, one line each, in the order in which they are answered.

    An item that fails gets a line with its error and is not asked again: a failure that vanished on
    a second try would flatter the figures. The lines are all written by the thread that calls this.

    Args:
        assistant: asked from ``workers`` threads.
        items: of the set.
        folder: of the run.
        settings: of this process.
        engine: as for a single question.
        progress: called with (done, all).
        workers: how many items are asked at a time.
        stop: once set, no further item is begun; those begun still get their line.
    """
    done = answered_ids(folder)
    waiting = [item for item in items if item.id not in done]
    before = len(items) - len(waiting)
    if progress:
        progress(before, len(items))
    answers = in_threads(
        lambda item: answer_item(assistant, item, settings, engine),
        waiting,
        workers,
        stop or threading.Event(),
    )
    for position, record in enumerate(answers, start=before + 1):
        append_line(folder / ANSWERS, record_to_dict(record))
        if progress:
            progress(position, len(items))


def answer_item(assistant: Answerer, item: Item, settings: Settings, engine: str) -> Record:
    """Ask one question and look up what its citations point at."""
    begun = time.perf_counter()
    try:
        answer = assistant.ask(item.question, item.history, engine)
        seconds = time.perf_counter() - begun
        hits = assistant.search(item.question, settings.passages_per_answer)
        verbatim = tuple(quote_is_verbatim(c, _page_text(assistant, c)) for c in answer.citations)
    except Exception as error:  # noqa: BLE001  whatever breaks is this item's result, not the run's end
        log.warning("%s: %s: %s", item.id, type(error).__name__, error)
        return Record(item.id, None, error=f"{type(error).__name__}: {error}")
    return Record(item.id, answer, None, tuple(hit.passage for hit in hits), verbatim, round(seconds, 4))


def _page_text(assistant: Answerer, citation: Citation) -> str | None:
    try:
        return assistant.page(citation.doc_id, citation.page_index).text
    except (AssistantError, LookupError) as error:
        log.warning("%s page %s: %s", citation.doc_id, citation.page_index, error)
        return None
