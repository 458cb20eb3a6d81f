"""Sheets of an agency's own questions, made for a test, and what is told of a file when it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from evals.own_set.columns import COLUMNS
from evals.own_set.read import read_own_set

QUOTE = "補助率は3分の2以内とする。"
ROW: dict[str, Any] = {
    "id": "a1",
    "質問": "補助率っていくつですか",
    "答えられるか": "はい",
    "必要な事実": "3分の2｜2/3",
    "資料ID": "guideline",
    "引用": QUOTE,
    "種類": "数値",
}


def write_sheet(
    path: Path,
    rows: Sequence[Mapping[str, Any]],
    headings: Sequence[str] | None = None,
    title: str = "質問集",
) -> Path:
    """Write rows by heading under the headings of the template, from row 2."""
    headings = headings or [column.heading for column in COLUMNS]
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    sheet.append(list(headings))
    for number, row in enumerate(rows, start=2):
        for place, heading in enumerate(headings, start=1):
            sheet.cell(number, place, row.get(heading))
    book.save(path)
    return path


def told(path: Path) -> list[str]:
    return [str(problem) for problem in read_own_set(path).problems]
