"""How often the first passage found is of the time and place a query is about.

The set's rows: ``query``, ``expected`` (documents that may come first), ``not_first`` (those that must not),
``region`` (where given, the first passage itself must name it), ``kind`` and ``split``. Both splits are of
other topics; numbers were chosen on development only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.index.opened import OpenIndex
from assistant.preferences import preferences_of
from assistant.retrieval import search
from assistant.text.regions import region_named, regions_in
from assistant.types import Hit, Passage
from evals.rows import rows_of

DATASET = Path(__file__).resolve().parent / "datasets" / "time_place.jsonl"
TODAY = date(2026, 6, 1)
"""The day on which the queries are asked: 現在 and 3年前 would otherwise mean something else each year."""
DEPTH = 10
KINDS = {
    "now": "今のこととして尋ねる",
    "named": "時期を言う",
    "past": "昔のこととして尋ねる",
    "none": "時期を言わない",
    "only": "時期を言わず、過去の資料にしかない",
    "place": "地域を言う",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A query and which documents answer it for its time and place."""

    id: str
    split: str
    kind: str
    query: str
    expected: tuple[str, ...]
    not_first: tuple[str, ...]
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Of n queries: the first passage is right, is of a document that must not be first, a right one is in ten."""

    n: int
    right: int
    wrong: int
    reached: int


def load_rows(path: Path = DATASET) -> list[Row]:
    """Read the set.

    Raises:
        InputError: it cannot be read, or a line is not such a row.
    """
    return rows_of(path, _row, "ファイルを確かめてください。")


def _row(told: Mapping[str, Any]) -> Row:
    return Row(**{**told, "expected": tuple(told["expected"]), "not_first": tuple(told["not_first"])})


def measure(index: OpenIndex, rows: Sequence[Row], *, preferred: bool) -> dict[str, Tally]:
    """Ask every query, with the preferences for its time and place or without; by kind, and ``all``."""
    outcomes: dict[str, list[tuple[bool, bool, bool]]] = {}
    for row in rows:
        wanted = preferences_of(row.query, TODAY) if preferred else None
        outcome = _outcome(row, search(index, row.query, DEPTH, preferences=wanted, today=TODAY))
        for kind in (row.kind, "all"):
            outcomes.setdefault(kind, []).append(outcome)
    return {kind: Tally(len(found), *map(sum, zip(*found, strict=True))) for kind, found in outcomes.items()}


def describe(name: str, without: dict[str, Tally], preferred: dict[str, Tally]) -> str:
    """A table: for each kind of query the tallies without and with preferences."""
    rows = [f"{name}（先頭が正しい / 先頭にあってはならない / {DEPTH}件のうちに正しいものがある）"]
    for kind in (*KINDS, "all"):
        if kind in preferred:
            rows.append(
                f"  {_counts(without[kind])} → {_counts(preferred[kind])}  n={preferred[kind].n:<3} {KINDS.get(kind, '全体')}"
            )
    return "\n".join(rows)


def _counts(tally: Tally) -> str:
    return f"{tally.right:3} / {tally.wrong:2} / {tally.reached:3}"


def _outcome(row: Row, hits: Sequence[Hit]) -> tuple[bool, bool, bool]:
    if not hits:
        return False, False, False
    first = hits[0].passage
    right = _names(first, row.region) if row.region else first.doc_id in row.expected
    return right, first.doc_id in row.not_first, any(hit.passage.doc_id in row.expected for hit in hits)


def _names(passage: Passage, region: str) -> bool:
    """Whether a passage's own words name a region or a part of it; its document's area does not count."""
    words = "\n".join([*passage.section, passage.text])
    return any(region_named(region).meets(named) for named in regions_in(words))
