"""CSV with the line of each row, whatever separates its cells and however many lines a cell has.

A quotation mark that is never closed would make one cell of all that follows. Such a record is told, and reading goes
on at the next line that is a whole record, so that one slip costs one row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from assistant.errors import DocumentError

SEPARATORS = (",", "\t", ";")
MAX_BROKEN = 1_000
"""Records out of form after which a file is no list: each may have been read on to csv's limit of 131,072 characters."""

_LOOKS = 5

Record = tuple[int, list[str]]
"""The line a record begins on, from 1, and its cells."""
Broken = tuple[int, str]
"""The line, and what is wrong with it."""


def read_delimited(
    text: str, file: str, recognised: Callable[[Sequence[str]], int], header_within: int
) -> tuple[list[Record], list[Broken]]:
    """The records of a text with their first lines, and those out of form with the reason.

    ``名称,内容\\nA,"1行目\\n2行目"\\nB,x`` → (1, [名称, 内容]), (2, [A, 1行目↵2行目]), (4, [B, x])

    Args:
        text: line ends are ``\\n``.
        file: its name, for the error.
        recognised: how many cells of a record are names of columns that are understood.
        header_within: records from the top in which the header stands.

    Raises:
        DocumentError: more than ``MAX_BROKEN`` records are out of form.
    """
    lines = list(io.StringIO(text, newline="\n"))
    separator, width = _layout(lines, recognised, header_within)
    records: list[Record] = []
    broken: list[Broken] = []
    start = 0
    while start < len(lines):
        start, found = _run(lines, start, separator, records)
        if start >= len(lines) and found is None:
            break
        cells = _alone(lines[start], separator)
        if cells is not None and len(cells) == width:
            records.append((start + 1, cells))
            start += 1
        else:
            broken.append((start + 1, '引用符（"）の閉じ方が正しくありません。'))
            start = _next_whole(lines, start + 1, found or start + 1, separator, width)
        if len(broken) > MAX_BROKEN:
            raise DocumentError(
                f"{file}: 読めない行が {MAX_BROKEN:,} を超えました（最初は {broken[0][0]} 行目）。",
                "CSV として書き出し直してください。",
            )
    return records, broken


def _run(lines: Sequence[str], start: int, separator: str, records: list[Record]) -> tuple[int, int | None]:
    """Read records into ``records`` up to the first out of form.

    Returns:
        The index of the line that one begins on and of the line after it; the number of lines and None at the end.
    """
    reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), delimiter=separator, strict=True)
    begin = start
    try:
        for cells in reader:
            records.append((begin + 1, cells))
            begin = start + reader.line_num
    except csv.Error:
        return begin, start + reader.line_num
    return len(lines), None


def _next_whole(lines: Sequence[str], first: int, last: int, separator: str, width: int) -> int:
    """The index of the first line from one to before another where a whole record begins; else the other.

    A record of several lines is looked for in the first few only: each look may read on to csv's limit.
    """
    for number in range(first, last):
        cells = _alone(lines[number], separator)
        if cells is None and number < first + _LOOKS:
            following = map(lines.__getitem__, range(number, len(lines)))
            with suppress(csv.Error):
                cells = next(csv.reader(following, delimiter=separator, strict=True), None)
        if cells is not None and len(cells) == width > 1:
            return number
    return last


def _alone(line: str, separator: str) -> list[str] | None:
    """The cells of a line that is a whole record; quotation marks inside cells are let pass."""
    if line.count('"') % 2:
        return None
    try:
        rows = list(csv.reader([line], delimiter=separator))
    except csv.Error:
        return None
    return rows[0] if rows else None


def _layout(
    lines: Sequence[str], recognised: Callable[[Sequence[str]], int], header_within: int
) -> tuple[str, int]:
    """What separates the cells, and how many the header has.

    The separator that makes most names of columns counts, then the one that makes most cells of a header.
    """
    best = (0, 0, 0)
    for number, separator in enumerate(SEPARATORS):
        for cells in _top(lines, separator, header_within):
            filled = [cell for cell in cells if cell.strip()]
            several = len(filled) if len(filled) == len(cells) > 1 else 0
            if (score := (recognised(cells), several, -number)) > best:
                best, chosen, width = score, separator, len(cells)
    return (chosen, width) if best > (0, 0, 0) else (SEPARATORS[0], 1)


def _top(lines: Sequence[str], separator: str, count: int) -> Iterator[list[str]]:
    try:
        yield from islice(csv.reader(lines, delimiter=separator), count)
    except csv.Error:
        return
