"""An Excel workbook as rows of text. Formulas give the result stored beside them and are never worked out."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from assistant.errors import DocumentError
from assistant.measures.importing.tables import HEADER_WITHIN, MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_EMPTY_ROWS = 10_000
"""After so many a sheet is over: one cell may claim to stand in its millionth row."""

Record = tuple[int, list[str]]


def read_workbook(
    data: bytes, file: str, max_bytes: int, recognised: Callable[[Sequence[str]], int]
) -> tuple[list[Record], str]:
    """Row numbers and cells of the sheet that holds the list, and a remark where there are others.

    Of several sheets the one with most recognised names of columns is taken, else the first that has rows.

    Args:
        data: the file.
        file: its name, for errors.
        max_bytes: of its parts unpacked.
        recognised: how many of a row's cells are names of columns that are understood.

    Raises:
        DocumentError: not a workbook, damaged, or larger unpacked than the bound.
    """
    _check_size(data, file, max_bytes)
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions we do not read
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = {sheet.title: list(_rows(sheet)) for sheet in book.worksheets}
            book.close()
        except Exception as error:  # a damaged workbook makes openpyxl raise nearly anything
            raise DocumentError(
                f"{file}: Excel のファイルとして読めません（{type(error).__name__}）。",
                "Excel で開き、.xlsx として保存し直してください。",
            ) from error
    filled = {title: rows for title, rows in sheets.items() if rows}
    if not filled:
        return [], ""
    chosen = max(
        filled, key=lambda title: max(recognised(cells) for _, cells in filled[title][:HEADER_WITHIN])
    )
    width = max(len(cells) for _, cells in filled[chosen])
    rows = [(number, cells + [""] * (width - len(cells))) for number, cells in filled[chosen]]
    others = "・".join(title for title in filled if title != chosen)
    remark = f"シート「{chosen}」を読みました（読まなかったシート: {others}）。" if others else ""
    return rows, remark


def _check_size(data: bytes, file: str, max_bytes: int) -> None:
    """The sizes a ZIP states hold: unpacking stops at them, and fails where there is more."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise DocumentError(
            f"{file}: Excel のファイルではありません。", "Excel で開き、.xlsx として保存し直してください。"
        ) from error
    if unpacked > max_bytes:
        raise DocumentError(
            f"{file}: 展開すると {unpacked:,} バイトになり、上限 {max_bytes:,} バイトを超えます。",
            "一覧を分けるか、SHIEN_MAX_DOCUMENT_BYTES で上限を上げてください。",
        )


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[Record]:
    sheet.reset_dimensions()  # what a sheet says of its size may be anything
    # One more than a list may have, so that a longer one is refused and not cut; rows may be claimed without end.
    bounded = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS + 1, values_only=True)
    last = 0
    for number, values in enumerate(bounded, start=1):
        # Each row comes as wide as was asked for, nearly all of it empty.
        width = next((at for at in range(len(values), 0, -1) if values[at - 1] is not None), 0)
        cells = [_text(value) for value in values[:width]]
        if any(cell.strip() for cell in cells):
            yield number, cells
            last = number
        elif number - last > _EMPTY_ROWS:
            return


def _text(value: Any) -> str:
    """A cell's value as a person would write it: 300.0 → 300, a day without its midnight."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)
