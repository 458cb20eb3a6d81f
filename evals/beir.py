"""Read a set in BEIR's form: corpus.jsonl, queries.jsonl, qrels/test.tsv."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
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
    return BeirSet(folder.name, documents, queries, judgements)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if line.strip():
                row = json.loads(line)
                if not isinstance(row, dict) or "_id" not in row or "text" not in row:
                    raise InputError(f"{path.name} の {number} 行目に _id か text がありません。", _FORM)
                yield row
    except OSError as error:
        raise InputError(f"{path} を開けません（{reason(error)}）。", _FORM) from error
    except ValueError as error:
        raise InputError(f"{path.name} を読めません（{error}）。", _FORM) from error


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                judged.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    except OSError as error:
        raise InputError(f"{path} を開けません（{reason(error)}）。", _FORM) from error
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path.name} の形が違います（{error}）。", _FORM) from error
    return judged
