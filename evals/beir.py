"""Read a set in BEIR's form: corpus.jsonl, queries.jsonl, qrels/test.tsv."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError, reason

_FORM = "corpus.jsonl・queries.jsonl・qrels/test.tsv のあるフォルダーを指定してください。"


@dataclass(frozen=True, slots=True)
class BeirSet:
    """Documents, judged queries and their judgements."""

    name: str
    documents: tuple[tuple[str, str, str], ...]
    """(id, title, text)"""
    queries: dict[str, str]
    judgements: dict[str, dict[str, int]]
    notes: tuple[str, ...] = ()
    """What a reader of the figures must know of the set, in a user's words."""


def read_beir(folder: Path) -> BeirSet:
    """Read a set; queries without a relevant document are left out, as is usual.

    Raises:
        InputError: a file is missing or not in form.
    """
    judgements = _judgements(folder / "qrels" / "test.tsv")
    documents = tuple(
        (str(row["_id"]), str(row.get("title", "")), str(row["text"]))
        for row in _rows(folder / "corpus.jsonl")
    )
    asked = {str(row["_id"]): str(row["text"]) for row in _rows(folder / "queries.jsonl")}
    queries = {query: text for query, text in asked.items() if any(judgements.get(query, {}).values())}
    if not documents or not queries:
        raise InputError(f"{folder} に文書か、正解のある質問がありません。", _FORM)
    return BeirSet(folder.name, documents, queries, judgements, _notes(documents, asked, queries, judgements))


def _notes(
    documents: Sequence[tuple[str, str, str]],
    asked: Mapping[str, str],
    queries: Mapping[str, str],
    judgements: Mapping[str, Mapping[str, int]],
) -> tuple[str, ...]:
    ids = {doc_id for doc_id, _, _ in documents}
    lost = sum(grade > 0 and doc not in ids for query in queries for doc, grade in judgements[query].items())
    notes = []
    if len(asked) > len(queries):
        notes.append(f"正解のない質問 {len(asked) - len(queries)} 件は測っていません。")
    if lost:
        notes.append(f"正解のうち {lost} 件は文書にありません。見つけられないものとして数えています。")
    return tuple(notes)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if line.strip():
                yield _row(path, number, line)
    except OSError as error:
        raise InputError(f"{path} を開けません（{reason(error)}）。", _FORM) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} は UTF-8 ではありません。", _FORM) from error


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(
            f"{path.name} の {number} 行目は JSON ではありません。", "1行に1つの JSON にしてください。"
        ) from error
    if not isinstance(row, dict) or "_id" not in row or "text" not in row:
        raise InputError(f"{path.name} の {number} 行目に _id か text がありません。", _FORM)
    return row


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    number = 1
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            for row in rows:
                number = rows.line_num
                judged.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    except OSError as error:
        raise InputError(f"{path} を開けません（{reason(error)}）。", _FORM) from error
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{path.name} の {number} 行目の形が違います。",
            "タブ区切りで、見出しは query-id・corpus-id・score、score は整数にしてください。",
        ) from error
    return judged
