"""The lines of a run: what each item brought, written whole and read back."""

from __future__ import annotations

import dataclasses
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError, StorageError, reason
from assistant.types import Answer, Passage
from evals.rows import lines_of

ANSWERS = "answers.jsonl"
CLOSED_BOOK = "closed_book.jsonl"
"""What a model says without the documents; beside the answers, where it was asked for."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one item brought: an answer or an error, and what is needed to score it later.

    ``passages`` are the best hits for the bare question, best first, as many as reach the writer;
    None where nothing was searched for (a failure, a baseline).
    ``quotes_verbatim`` tells of each citation whether its range of the stored page is its quote.
    """

    id: str
    answer: Answer | None
    error: str | None = None
    passages: tuple[Passage, ...] | None = None
    quotes_verbatim: tuple[bool, ...] = ()
    seconds: float = 0.0


def append_line(path: Path, value: dict[str, Any]) -> None:
    """Append one JSON line in a single write and wait until it is on the disk.

    Raises:
        StorageError: the file cannot be written; lines already there stay.
    """
    try:
        with path.open("ab", buffering=0) as file:
            file.write((json.dumps(value, ensure_ascii=False) + "\n").encode())
            os.fsync(file.fileno())
    except OSError as error:
        raise StorageError(
            f"評価の記録を書けません: {path}（{reason(error)}）",
            "空きを作ってから、--resume を付けて続きを実行してください。",
        ) from error


def answered_ids(folder: Path, name: str = ANSWERS) -> set[str]:
    """Ids that have a line. Half a line at the end, left by a killed run, is cut off first."""
    cut_half_line(folder / name)
    return {record.id for record in read_records(folder, name)}


def cut_half_line(path: Path) -> None:
    """Cut off what a killed run left after the last whole line; no file is left as it is."""
    raw = path.read_bytes() if path.exists() else b""
    whole = raw.rfind(b"\n") + 1
    if whole < len(raw):
        with path.open("r+b") as file:
            file.truncate(whole)


def record_to_dict(record: Record) -> dict[str, Any]:
    """A record as plain JSON values."""
    from assistant import answer_to_dict

    found = record.passages
    return {
        "id": record.id,
        "answer": answer_to_dict(record.answer) if record.answer else None,
        "error": record.error,
        "passages": None if found is None else [dataclasses.asdict(passage) for passage in found],
        "quotes_verbatim": list(record.quotes_verbatim),
        "seconds": record.seconds,
    }


def read_records(folder: Path, name: str = ANSWERS) -> tuple[Record, ...]:
    """Read the lines of a run, in the order they were written; none where the file is not there.

    Raises:
        InputError: a line cannot be read.
    """
    path = folder / name
    records = []
    lines = lines_of(path) if path.exists() else []
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            records.append(_record(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"評価の記録の {number} 行目を読めません: {path}",
                "新しい評価として実行し直してください。",
            ) from error
    return tuple(records)


def _record(raw: dict[str, Any]) -> Record:
    from assistant import answer_from_dict

    found = raw["passages"]
    passages = None if found is None else tuple(_passage(passage) for passage in found)
    answer = answer_from_dict(raw["answer"]) if raw["answer"] else None
    return Record(raw["id"], answer, raw["error"], passages, tuple(raw["quotes_verbatim"]), raw["seconds"])


def _passage(raw: dict[str, Any]) -> Passage:
    header = tuple(raw["header"]) if raw["header"] else None
    return Passage(**{**raw, "section": tuple(raw["section"]), "header": header})
