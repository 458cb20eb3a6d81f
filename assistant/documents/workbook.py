"""The sheets of an Excel workbook as rows of text, as a person sees them.

Formulas give the result stored beside them and are never worked out.
"""

from __future__ import annotations

import io
import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from assistant.documents.archives import check_archive
from assistant.documents.date_formats import day_as_seen, hours_as_seen
from assistant.documents.number_formats import as_seen
from assistant.errors import DocumentError

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_ROWS = 200_000
MAX_COLUMNS = 500
_EMPTY_ROWS = 10_000
"""After so many a sheet is over: one cell may claim to stand in its millionth row."""
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]{0,200}?ref=["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']"""
)
_HIDDEN_ROW = re.compile(
    rb"""<(?:\w+:)?row\s(?=[^>]{0,500}?\shidden=["'](?:1|true)["'])[^>]{0,500}?\br=["']([0-9]{1,7})["']"""
)
_COLUMN = re.compile(rb"""<(?:\w+:)?col\s[^>]{0,500}>""")
_ATTRIBUTE = re.compile(rb"""\b(min|max|hidden)=["']([^"']{0,10})["']""")

Record = tuple[int, list[str]]
"""The number of a row, from 1, and the text of its cells."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A range of merged cells: first and last column and row, from 1."""

    column: int
    row: int
    last_column: int
    last_row: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: rows that hold something, and what a person does not see of it."""

    title: str
    rows: tuple[Record, ...]
    merged: tuple[Merged, ...]
    is_hidden: bool
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


def read_sheets(data: bytes, file: str, max_bytes: int, *, as_drawn: bool = False) -> list[Sheet]:
    """The sheets of a workbook, in order.

    Args:
        data: the file.
        file: its name, for errors.
        max_bytes: of its parts unpacked.
        as_drawn: days and plain numbers in their formats, too (10/6(火), 3,850), to be read and quoted; else in one form
            (2026-10-06, 3850), to be worked with.

    Raises:
        DocumentError: not a workbook, damaged, or larger unpacked than the bound.
    """
    check_archive(data, file, max_bytes, "Excel", ".xlsx")
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions we do not read
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = [_sheet(sheet, as_drawn) for sheet in book.worksheets]
            book.close()
        except Exception as error:  # a damaged workbook makes openpyxl raise nearly anything
            raise DocumentError(
                f"{file}: Excel のファイルとして読めません（{type(error).__name__}）。",
                "Excel で開き、.xlsx として保存し直してください。",
            ) from error
    return sheets


def _sheet(sheet: ReadOnlyWorksheet, as_drawn: bool) -> Sheet:
    with sheet._get_source() as part:
        written = part.read()
    before_rows, _, rest = written.partition(b"sheetData")
    return Sheet(
        sheet.title,
        tuple(_rows(sheet, as_drawn)),
        _merged(rest.rpartition(b"sheetData>")[2]),
        sheet.sheet_state != "visible",
        frozenset(int(number) for number in islice(_HIDDEN_ROW.findall(rest), MAX_ROWS)),
        _hidden_columns(before_rows),
    )


def _rows(sheet: ReadOnlyWorksheet, as_drawn: bool) -> Iterator[Record]:
    # One more than a list may have, so that a longer one is refused and not cut; rows may be claimed without end.
    # With both bounds given, what the sheet says of its own size counts for nothing.
    bounded = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS + 1)
    last = 0
    for number, found in enumerate(bounded, start=1):
        # Each row comes as wide as was asked for, nearly all of it empty.
        width = next((at for at in range(len(found), 0, -1) if found[at - 1].value is not None), 0)
        cells = [_text(cell, as_drawn) for cell in found[:width]]
        if any(cell.strip() for cell in cells):
            yield number, cells
            last = number
        elif number - last > _EMPTY_ROWS:
            return


def _merged(after_rows: bytes) -> tuple[Merged, ...]:
    """The merged ranges by column and row; openpyxl does not give them of a sheet read without its styles."""
    from openpyxl.utils import column_index_from_string as number_of

    found = (one.groups() for one in islice(_MERGED.finditer(after_rows), MAX_ROWS))
    ranges = (
        Merged(number_of(column.decode()), int(row), number_of(last.decode()), int(last_row))
        for column, row, last, last_row in found
    )
    return tuple(sorted(ranges, key=lambda one: (one.column, one.row)))


def _hidden_columns(before_rows: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for column in islice(_COLUMN.finditer(before_rows), MAX_COLUMNS):
        told = {name: value for name, value in _ATTRIBUTE.findall(column.group())}
        first, last = told.get(b"min", b""), told.get(b"max", b"")
        if told.get(b"hidden") in (b"1", b"true") and first.isdigit() and last.isdigit():
            hidden.update(range(int(first), min(int(last), MAX_COLUMNS) + 1))
    return frozenset(hidden)


def _text(cell: ReadOnlyCell, as_drawn: bool) -> str:
    """A cell's value as a person would write it: 300.0 → 300, a day without its midnight, 0.5 in a format 0% → 50%."""
    value: Any = cell.value
    if value is None or (
        as_drawn and cell.has_style and cell.font.strike
    ):  # what is struck out no longer holds
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        seen = as_seen(value, cell.number_format, plain=as_drawn) if cell.has_style else ""
        return seen or (str(int(value)) if isinstance(value, float) and value.is_integer() else str(value))
    if isinstance(value, datetime | date | time):
        return day_as_seen(value, cell.number_format) if as_drawn else _in_one_form(value)
    return hours_as_seen(value) if isinstance(value, timedelta) else str(value)


def _in_one_form(value: datetime | date | time) -> str:
    is_day = isinstance(value, datetime) and value.time() == time()
    return value.date().isoformat() if isinstance(value, datetime) and is_day else value.isoformat()


def fill_down(rows: Sequence[Record], merged: Sequence[Merged]) -> int:
    """Give the rows below it the value of each range of merged cells, in place.

    Args:
        rows: in order; their cells are lists that may be changed.
        merged: by column and row.

    Returns:
        How many ranges had such rows.
    """
    places = [number for number, _ in rows]
    ranges, done = 0, (0, 0)
    for one in merged:
        at = bisect_left(places, one.row)
        # No true workbook has ranges that overlap: many of them would take for ever.
        if (
            (one.column, one.row) <= done
            or at == len(rows)
            or places[at] != one.row
            or one.column > len(rows[at][1])
        ):
            continue
        done = (one.column, one.last_row)
        value = rows[at][1][one.column - 1]
        below = rows[at + 1 : bisect_right(places, one.last_row)] if value.strip() else ()
        empty = [
            cells for _, cells in below if one.column <= len(cells) and not cells[one.column - 1].strip()
        ]
        for cells in empty:
            cells[one.column - 1] = value
        ranges += bool(empty)
    return ranges
