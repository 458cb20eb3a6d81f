"""An Excel workbook or a CSV file as pages of rows: each line of a page is the row of that number.

So a citation can name the sheet and the row, and a reader finds it. Hidden sheets, rows and columns are not read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from assistant.documents.decoding import decode
from assistant.documents.laid_out import Line, page_of
from assistant.documents.pages import RawPage
from assistant.documents.tables import Cells, lines_by_row
from assistant.documents.workbook import MAX_COLUMNS, MAX_ROWS, Record, Sheet, fill_down, read_sheets
from assistant.errors import DocumentError
from assistant.settings import Settings

SHEET_ENDINGS = (".xlsx", ".csv", ".tsv")
"""Of documents whose citations name a row."""
_SEPARATORS = (",", "\t", ";")
_UNNAMED = ("sheet", "sheet1", "シート1")


def load_workbook(path: Path, settings: Settings) -> list[RawPage]:
    """The sheets of an .xlsx that a person sees, one page each.

    Raises:
        DocumentError: no workbook, protected, damaged, or larger than the bounds.
    """
    sheets = read_sheets(path.read_bytes(), path.name, settings.max_document_bytes, as_drawn=True)
    shown = [sheet for sheet in sheets if sheet.rows and not sheet.is_hidden]
    return [_page(_seen(sheet), path.name, _name(sheet, alone=len(shown) == 1)) for sheet in shown]


def load_delimited(path: Path, settings: Settings) -> list[RawPage]:
    """The records of a .csv or .tsv, in one page.

    Raises:
        DocumentError: not text in an encoding that is read, or too many rows or columns.
    """
    text = decode(path.read_bytes(), path.name)
    first = text.split("\n", 1)[0]
    separator = "\t" if path.suffix.lower() == ".tsv" else max(_SEPARATORS, key=first.count)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise DocumentError(
            f"{path.name}: CSV として読めません（{error}）。", "CSV として書き出し直してください。"
        ) from error
    return [_page(list(enumerate(records, start=1)), path.name, "")]


def _seen(sheet: Sheet) -> list[tuple[int, list[str | None]]]:
    """The rows and columns of a sheet that are not hidden, merged cells filled in below and going on at their right."""
    width = max(len(cells) for _, cells in sheet.rows)
    rows: list[Record] = [(number, cells + [""] * (width - len(cells))) for number, cells in sheet.rows]
    fill_down(rows, [one for one in sheet.merged if one.row < one.last_row])
    going_on = {
        (row, column)
        for one in sheet.merged
        if one.column < one.last_column <= MAX_COLUMNS and one.last_row - one.row < MAX_COLUMNS
        for row in range(one.row, one.last_row + 1)
        for column in range(one.column + 1, one.last_column + 1)
    }
    columns = [number for number in range(1, width + 1) if number not in sheet.hidden_columns]
    return [
        (number, [None if (number, column) in going_on else cells[column - 1] for column in columns])
        for number, cells in rows
        if number not in sheet.hidden_rows
    ]


def _name(sheet: Sheet, *, alone: bool) -> str:
    return "" if alone and sheet.title.lower() in _UNNAMED else sheet.title


def _page(rows: Sequence[tuple[int, Cells]], file: str, top: str) -> RawPage:
    if len(rows) > MAX_ROWS or any(len(cells) > MAX_COLUMNS for _, cells in rows):
        raise DocumentError(
            f"{file}: 上限（{MAX_ROWS:,} 行 × {MAX_COLUMNS:,} 列）を超えています。", "表を分けてください。"
        )
    numbers: list[int | None] = []
    cells: list[Cells] = []
    for number, row in rows:
        if numbers and number - (numbers[-1] or 0) > 1:  # one empty row tells as much as many
            numbers.append(None)
            cells.append([])
        numbers.append(number)
        cells.append(row)
    by_row, _ = lines_by_row(cells, on_one_line=True)
    lines: list[Line] = []
    for at, found in zip(numbers, by_row, strict=True):
        if at is not None:
            lines.extend([Line("")] * (at - 1 - len(lines)))
            lines.extend(found)
    return page_of(lines, begins_anew=True, top=top)
