"""The sheet of an Excel workbook that holds a list of measures, as rows of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.documents.workbook import Merged, Record, fill_down, read_sheets
from assistant.measures.importing.tables import HEADER_WITHIN, header_at


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
    filled = {sheet.title: sheet for sheet in read_sheets(data, file, max_bytes) if sheet.rows}
    if not filled:
        return [], ""
    chosen = max(
        filled, key=lambda title: max(recognised(cells) for _, cells in filled[title].rows[:HEADER_WITHIN])
    )
    width = max(len(cells) for _, cells in filled[chosen].rows)
    rows = [(number, cells + [""] * (width - len(cells))) for number, cells in filled[chosen].rows]
    others = "・".join(title for title in filled if title != chosen)
    filled_in = _fill_merged(rows, filled[chosen].merged, recognised)
    remarks = (
        f"シート「{chosen}」を読みました（読まなかったシート: {others}）。" if others else "",
        f"結合されたセル {filled_in} か所は、その値を下の行にも入れて読みました。" if filled_in else "",
    )
    return rows, "\n".join(filter(None, remarks))


def _fill_merged(
    rows: Sequence[Record],
    merged: Sequence[Merged],
    recognised: Callable[[Sequence[str]], int],
) -> int:
    """Give the rows below it the value of each range of merged cells; how many ranges of the list had such rows.

    A range that begins in the header, which may have several rows, says nothing of the rows of the list.
    """
    down = [one for one in merged if one.row < one.last_row]
    top = [(number, list(cells)) for number, cells in rows[:HEADER_WITHIN]]
    fill_down(top, down)
    header = top[header_at(top, recognised)][0]
    fill_down(rows, [replace(one, last_row=min(one.last_row, header)) for one in down if one.row <= header])
    return fill_down(rows, [one for one in down if one.row > header])
