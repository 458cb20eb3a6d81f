"""docs/evaluation.md counts the questions as the sets hold them; of a sealed half only numbers are looked at."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.settings import PROJECT_ROOT
from evals.dataset import (
    ANSWERABLE_KINDS,
    DEFAULT_DATASET,
    EITHER_KINDS,
    SPLITS,
    UNANSWERABLE_KINDS,
    load_items,
)

PAGE = (PROJECT_ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
ITEMS = load_items(DEFAULT_DATASET)
COUNTED = {split: Counter((i.expected, i.kind) for i in ITEMS if i.split == split) for split in SPLITS}
TABLES = {"to be answered": "answer", "to be refused": "refuse", "to be asked back": "clarify"}
PAIRS = DEFAULT_DATASET.parent / "altered"
KINDS_OF_PAIRS = {
    "true: verbatim, shortened, paraphrase, merged": ("verbatim", "shortened", "paraphrase", "merged"),
    "true: figure or date in another spelling": ("spelling", "alias", "relative_date"),
    "altered: number, unit or bound": ("number", "unit", "date"),
    "altered: name": ("name",),
    "altered: polarity": ("polarity", "modality"),
    "altered: attribution": ("attribution",),
    "altered: something plausible added": ("fabricated",),
}


def rows_below(head: str) -> list[list[str]]:
    """The rows of the table of the page whose first cell is ``head``, without its heads."""
    rows = []
    for line in PAGE.partition(f"\n| {head} |")[2].split("\n")[2:]:
        if not line.startswith("|"):
            return rows
        rows.append([cell.strip().strip("*") for cell in line.strip("|").split("|")])
    raise AssertionError(f"no table begins with {head}")


def number(cell: str) -> int:
    """``1,403`` → 1403"""
    return int(cell.replace(",", ""))


def rows_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("head", TABLES)
def test_the_table_of_kinds_holds_what_the_files_hold(head: str) -> None:
    expected, told = TABLES[head], Counter[str]()
    for kinds, *_, development, sealed in rows_below(head):
        named = [kind.strip() for kind in kinds.split(",")]
        for split, cell in zip(SPLITS, (development, sealed), strict=True):
            held = {kind: COUNTED[split][expected, kind] for kind in named}
            whole = sum(n for (outcome, _), n in COUNTED[split].items() if outcome == expected)
            assert number(cell) == (whole if kinds == "all" else sum(held.values())), (split, kinds)
        told.update(named)
    present = {kind for split in SPLITS for outcome, kind in COUNTED[split] if outcome == expected}
    assert present == set(told) - {"all"} and max(told.values()) == 1
    assert present <= {*ANSWERABLE_KINDS, *UNANSWERABLE_KINDS, *EITHER_KINDS}


def test_the_text_counts_the_questions_as_the_files_do() -> None:
    whole = {split: sum(COUNTED[split].values()) for split in SPLITS}
    answerable = {split: sum(i.answerable for i in ITEMS if i.split == split) for split in SPLITS}
    later = sum(1 for row in rows_of(DEFAULT_DATASET / "development.jsonl") if row.get("batch"))
    assert f"`evals/datasets/shien-core/`: {len(ITEMS):,} questions" in PAGE
    assert f"{later:,} of the\ndevelopment half (`batch`" in PAGE
    told = re.search(r"- ([0-9,]+) development questions, ([0-9,]+) of them answerable", PAGE)
    assert told and [number(n) for n in told.groups()] == [whole["development"], answerable["development"]]
    told = re.search(r"([0-9,]+) sealed ones, ([0-9,]+)\s+of them answerable", PAGE)
    assert told and [number(n) for n in told.groups()] == [whole["sealed"], answerable["sealed"]]


def test_each_batch_is_as_large_as_told() -> None:
    sizes = Counter(
        row["batch"] for row in rows_of(DEFAULT_DATASET / "development.jsonl") if row.get("batch")
    )
    told = {}
    for first, *_ in rows_below("batch"):
        name, _, size = first.partition(" (")
        told[name] = number(re.match(r"[0-9,]+", size).group())  # type: ignore[union-attr]
    assert told == dict(sizes)


def test_the_pairs_of_statements_are_as_many_as_told() -> None:
    counted = {split: Counter(row["kind"] for row in rows_of(PAIRS / f"{split}.jsonl")) for split in SPLITS}
    named = Counter[str]()
    table = PAGE.partition("**The pairs.**")[2]
    for begins, kinds in KINDS_OF_PAIRS.items():
        (line,) = [line for line in table.split("\n") if line.startswith(f"| {begins}")]
        cells = [cell.strip() for cell in line.strip("|").split("|")][1:]
        assert [number(cell) for cell in cells] == [sum(counted[s][k] for k in kinds) for s in SPLITS], begins
        named.update(kinds)
    assert set(named) == set(counted["development"]) | set(counted["sealed"])
