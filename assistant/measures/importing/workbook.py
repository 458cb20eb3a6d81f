"""An Excel workbook as rows of text, as a person sees them: shares with their %, sums with the unit of their format.

Formulas give the result stored beside them and are never worked out.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from math import floor
from typing import TYPE_CHECKING, Any

from assistant.errors import DocumentError
from assistant.measures.importing.tables import HEADER_WITHIN, MAX_COLUMNS, MAX_ROWS, header_at

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_EMPTY_ROWS = 10_000
"""After so many a sheet is over: one cell may claim to stand in its millionth row."""
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]{0,200}?ref=["']([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})["']"""
)
_MOST_MERGED = MAX_ROWS
_PART_OF_A_FORMAT = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[A-Za-z0-9]+\]|(?P<end>;)'
    r"|(?P<fraction>(?:[#0?]+ +)?[#0?]+ ?/ ?(?:[1-9][0-9]*|[#0?]+))"
    r"|(?P<digits>General|[#0?][#0?,]*(?:\.[#0?]+)?,*)|(?P<literal>[%$()+ :-]|[^\x00-\x7f])|(?P<other>.)"
)
"""Of a number format: text, room left free, a currency, a colour, the end of a section, where the number stands."""
_LARGEST = 1e15
_MOST_DECIMALS = 10
"""Excel keeps 15 digits of a number; ``Decimal`` has 28 for what stands before and after the point."""

Record = tuple[int, list[str]]


def read_workbook(
    data: bytes, file: str, max_bytes: int, recognised: Callable[[Sequence[str]], int]
) -> tuple[list[Record], str]:
    """Row numbers and cells of the sheet that holds the list, and remarks on other sheets and on merged cells.

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
            merged = {sheet.title: _merged(sheet) for sheet in book.worksheets}
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
    filled_in = _fill_merged(rows, merged[chosen], recognised)
    remarks = (
        f"シート「{chosen}」を読みました（読まなかったシート: {others}）。" if others else "",
        f"結合されたセル {filled_in} か所は、その値を下の行にも入れて読みました。" if filled_in else "",
    )
    return rows, "\n".join(filter(None, remarks))


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
    # One more than a list may have, so that a longer one is refused and not cut; rows may be claimed without end.
    # With both bounds given, what the sheet says of its own size counts for nothing.
    bounded = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS + 1)
    last = 0
    for number, found in enumerate(bounded, start=1):
        # Each row comes as wide as was asked for, nearly all of it empty.
        width = next((at for at in range(len(found), 0, -1) if found[at - 1].value is not None), 0)
        cells = [_text(cell) for cell in found[:width]]
        if any(cell.strip() for cell in cells):
            yield number, cells
            last = number
        elif number - last > _EMPTY_ROWS:
            return


def _merged(sheet: ReadOnlyWorksheet) -> list[tuple[int, int, int]]:
    """Column, first and last row of the merged cells, in this order; openpyxl does not give them of a sheet read so."""
    from openpyxl.utils import column_index_from_string

    with sheet._get_source() as part:
        after_rows = part.read().rpartition(b"sheetData>")[2]
    found = (one.groups() for one in islice(_MERGED.finditer(after_rows), _MOST_MERGED))
    ranges = (
        (column_index_from_string(column.decode()), int(first), int(last)) for column, first, last in found
    )
    return sorted(one for one in ranges if one[1] < one[2])


def _fill_merged(
    rows: Sequence[Record],
    merged: Sequence[tuple[int, int, int]],
    recognised: Callable[[Sequence[str]], int],
) -> int:
    """Give the rows below it the value of each range of merged cells; how many ranges of the list had such rows.

    A range that begins in the header, which may have several rows, says nothing of the rows of the list.
    """
    top = [(number, list(cells)) for number, cells in rows[:HEADER_WITHIN]]
    _fill_down(top, merged)
    header = top[header_at(top, recognised)][0]
    _fill_down(
        rows, [(column, first, min(last, header)) for column, first, last in merged if first <= header]
    )
    return _fill_down(rows, [one for one in merged if one[1] > header])


def _fill_down(rows: Sequence[Record], merged: Sequence[tuple[int, int, int]]) -> int:
    places = [number for number, _ in rows]
    ranges, done = 0, (0, 0)
    for column, first, last in merged:
        at = bisect_left(places, first)
        # No true workbook has ranges that overlap: many of them would take for ever.
        if (column, first) <= done or at == len(rows) or places[at] != first or column > len(rows[at][1]):
            continue
        done = (column, last)
        value = rows[at][1][column - 1]
        below = rows[at + 1 : bisect_right(places, last)] if value.strip() else ()
        empty = [cells for _, cells in below if not cells[column - 1].strip()]
        for cells in empty:
            cells[column - 1] = value
        ranges += bool(empty)
    return ranges


def _text(cell: ReadOnlyCell) -> str:
    """A cell's value as a person would write it: 300.0 → 300, a day without its midnight, 0.5 in a format 0% → 50%."""
    value: Any = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float) and cell.has_style and (seen := as_seen(value, cell.number_format)):
        return seen
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)


def as_seen(value: float, written: str) -> str:
    """A number in a format that makes a share of it or adds a unit; empty for any other format.

    0.5 in ``0%`` → 50%; 0.6667 in ``# ?/?`` → 2/3; 1000000 in ``#,##0"円"`` → 1,000,000円
    """
    sections = _sections(written)
    if not sections or not -_LARGEST < value < _LARGEST:
        return ""
    which = 1 if value < 0 < len(sections) - 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[which]
    literals = "".join(text for kind, text in section if kind not in _SHOWN)
    numbers = [kind for kind, _ in section if kind in _SHOWN]
    shares = section.count(("literal", "%"))
    if len(numbers) != 1 or shares > 1 or ("digits" in numbers and not literals.strip(" -+()")):
        return ""
    size = abs(Decimal(repr(value))) * 100**shares
    sign = "-" if value < 0 and which == 0 else ""
    shown = (_SHOWN[kind](size, text) if kind in _SHOWN else text for kind, text in section)
    return sign + "".join(shown).strip()


@lru_cache(maxsize=1_000)
def _sections(written: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The sections of a number format (above 0, below, 0), each as kinds of parts and their text; none if not understood."""
    sections: list[list[tuple[str, str]]] = [[]]
    for part in _PART_OF_A_FORMAT.finditer(written):
        if part.lastgroup == "end":
            sections.append([])
        elif part.lastgroup == "other" and len(sections) < 4:  # the fourth is for text
            return ()
        elif part.lastgroup:
            sections[-1].append((part.lastgroup, part[part.lastgroup]))
    return tuple(map(tuple, sections[:3]))


def _decimal(size: Decimal, digits: str) -> str:
    """``#,##0.0`` and 1234.56 → 1,234.6; a comma at the end stands for thousands: ``#,##0,`` → 1"""
    if digits == "General":
        return f"{size.normalize():f}"
    whole, _, rest = digits.rstrip(",").partition(".")
    rest = rest[:_MOST_DECIMALS]
    size /= 1000 ** (len(digits) - len(digits.rstrip(",")))
    size = size.quantize(Decimal(1).scaleb(-len(rest)), ROUND_HALF_UP)
    before, _, after = f"{size:,f}".partition(".")
    while len(after) > rest.count("0") and after.endswith("0"):
        after = after[:-1]
    before = before if "," in whole else before.replace(",", "").zfill(whole.count("0"))
    return f"{before}.{after}" if after else before


def _fraction(size: Decimal, written: str) -> str:
    """``# ?/?`` and 0.6667 → 2/3, 1.5 → 1 1/2; ``?/?`` and 1.5 → 3/2; ``# ?/4`` and 0.5 → 2/4"""
    over, below = written.rsplit("/", 1)
    below = below.strip()
    if below[0] in "#0?":
        part = Fraction(size).limit_denominator(10 ** len(below) - 1)
        top, bottom = part.numerator, part.denominator
    else:
        top, bottom = floor(Fraction(size) * int(below) + Fraction(1, 2)), int(below)
    whole, top = divmod(top, bottom) if " " in over.strip() or bottom == 1 else (0, top)
    shares = (str(whole) if whole or not top else "", f"{top}/{bottom}" if top else "")
    return " ".join(filter(None, shares))


_SHOWN = {"digits": _decimal, "fraction": _fraction}
