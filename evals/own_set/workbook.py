"""Read the cells of an Excel file that anyone may have made, within bounds; no formula is evaluated.

A workbook is a zip of XML files. What it may unpack to is bounded before it is opened (zipfile never hands out more
of a part than its directory says), and a document type, which Excel never writes, is refused: entities could grow
without end.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from assistant.errors import InputError, reason

SHEET = "質問集"
MAX_FILE_BYTES = 10_000_000
MAX_UNPACKED_BYTES = 30_000_000
MAX_PARTS = 1_000
MAX_ROWS = 20_000
MAX_COLUMNS = 50
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_HINT = (
    "Excel で「.xlsx」として保存し直してください。ひな形は「shien eval template ファイル名.xlsx」で作れます。"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as text; ``fault`` tells why what it shows cannot be used."""

    text: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that is not blank: its number as Excel shows it, and its cells by heading."""

    number: int
    cells: Mapping[str, Cell]


def read_sheet(path: Path) -> tuple[tuple[str, ...], tuple[SheetRow, ...]]:
    """The headings of a workbook, and the rows under them that are not blank.

    The sheet 「質問集」 is read, or the first one. The first row is the headings.

    Raises:
        InputError: the file is no workbook, cannot be opened, or is larger than the bounds.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _check_bounds(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
            sheet.reset_dimensions()  # the file's own word on how far it reaches, after which rows would be lost
            rows = _rows(sheet)
            headings = tuple(cell.text.strip() for cell in next(rows, (0, []))[1])
            read = tuple(_by_heading(number, headings, cells) for number, cells in rows)
        finally:
            book.close()
    except InputError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, OSError) as error:
        raise InputError(f"{path.name} を Excel のファイルとして読めません。", _HINT) from error
    except Exception as error:  # openpyxl raises nearly anything on a part that is not as it should be
        raise InputError(
            f"{path.name} を Excel のファイルとして読めません（{type(error).__name__}）。", _HINT
        ) from error
    return headings, tuple(row for row in read if any(c.text or c.fault for c in row.cells.values()))


def _check_bounds(path: Path) -> None:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise InputError(
                f"{path.name} が大きすぎます（{MAX_FILE_BYTES // 1_000_000} MB まで）。",
                "質問集を分けてください。",
            )
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
                raise InputError(
                    f"{path.name} は、開くと大きすぎます（{MAX_UNPACKED_BYTES // 1_000_000} MB まで）。",
                    "質問のほかの画像やシートを除いて保存し直してください。",
                )
            for part in parts:
                if not part.filename.startswith("xl/media/"):  # a drawing may be SVG, which has one
                    _refuse_doctype(archive.read(part), path)
    except OSError as error:
        raise InputError(
            f"{path} を開けません（{reason(error)}）。",
            "ファイルの場所と権限を確かめてください。Excel で開いている場合は閉じてください。",
        ) from error
    # Not a zip, encrypted, packed in another way, or torn.
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise InputError(f"{path.name} を Excel のファイルとして読めません。", _HINT) from error


def _refuse_doctype(part: bytes, path: Path) -> None:
    if any(mark in part for mark in _DOCTYPES):
        raise InputError(f"{path.name} に、Excel のファイルにはない宣言があります（DOCTYPE）。", _HINT)


def _rows(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    """(number, cells) of each row that is not blank, and of the first; a row too many is told, not left out."""
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if number > 1 and all(cell.value is None for cell in row):
            continue
        if number > MAX_ROWS:
            raise InputError(f"行が多すぎます（{MAX_ROWS:,} 行まで）。", "質問集を分けてください。")
        yield number, [_cell(cell) for cell in row]


def _by_heading(number: int, headings: tuple[str, ...], cells: list[Cell]) -> SheetRow:
    return SheetRow(number, {name: cell for name, cell in zip(headings, cells, strict=False) if name})


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "f":
        return Cell("", "数式が入っています。計算しませんので、値を文字で書いてください")
    if cell.data_type == "e":
        return Cell("", f"Excel のエラー値です（{value}）。値を文字で書いてください")
    if isinstance(value, date | datetime | time | timedelta):
        return Cell(
            "",
            f"Excel が日付や時刻に変えています（{value}）。セルの表示形式を「文字列」にして書き直してください",
        )
    if isinstance(value, bool):
        return Cell("はい" if value else "いいえ")
    if isinstance(value, int | float):
        return Cell(_number(value, str(cell.number_format)))
    return Cell(str(value))


def _number(value: int | float, shown_as: str) -> str:
    """A number as text, a percentage as it is shown: 0.5 in the form 0% → 「50%」."""
    if "%" in shown_as:
        return f"{value * 100:.10g}%"
    return f"{value:.15g}"
