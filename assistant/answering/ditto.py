"""Cells that stand for others: 同上 for the cell above, 同左 for the one on the left, blanks at the head of a row for the group it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.documents.headings import table_cells

_ABOVE = re.compile(r"(?:同上|〃|″|同じ?く上)(?=$|[(（ 　、。])")
_LEFT = re.compile(r"同左(?=$|[(（ 　、。])")
MOST_ROWS = 12
"""Rows looked up: 同上 goes on over a group of rows, which a sheet seldom has more of."""
LEAST_CELLS = 2
"""Cells a row must have behind its blanks; a lone one goes on with a cell of the line above, or tells a sum."""
_SUM = re.compile(r"[ 　]?計$|合計|総計|累計|平均|増減|前年(?:同期|度)?比")
"""What tells of all rows above it, and is of no group."""
_NAMES = re.compile(r"[一-龥ぁ-んァ-ヶa-zA-Zａ-ｚＡ-Ｚ]")


def row_meant(page_text: str, start: int, top: int) -> tuple[int, int] | None:
    """The range of the row above that a row's 同上 or its first blanks stand for; None where no cell says so, no such row is there, or one 同上 stands
    for another row than the next one does: then none is told.

    Args:
        page_text: the page, as it is stored.
        start: where the row begins.
        top: where its table's rows begin.
    """
    end = page_text.find("\n", start)
    cells = table_cells(page_text[start : end if end >= 0 else len(page_text)])
    left = {at for at, cell in enumerate(cells) if at and _ABOVE.match(cell)} | _of_group(cells)
    meant: set[tuple[int, int]] = set()
    place = start
    for _ in range(MOST_ROWS):
        stop = page_text.rfind("\n", top, place) if left else top
        if stop <= top:
            break
        place = page_text.rfind("\n", top, stop) + 1 or top
        above = table_cells(page_text[place:stop])
        if len(above) != len(cells):
            return None
        told = {at for at in left if above[at] and not _ABOVE.match(above[at])}
        if any(_LEFT.match(above[at]) for at in told):
            return None
        meant |= {(place, stop)} if told else set()
        left -= told
    return next(iter(meant)) if len(meant) == 1 and not left else None


def cells_meant(cells: Sequence[str], above: Sequence[str]) -> list[str]:
    """For each cell the one it stands for; empty for one that says what it says.

    ``5号, 同上, 同左`` under ``4号, 280,000, 10年`` → ``"", 280,000, 280,000``; ``"", 非会員, 200円`` under ``大ホール, 会員, 100円`` → ``大ホール, "", ""``

    Args:
        cells: a row's cells.
        above: those of the row that 同上 or the first blanks stand for; empty where there is none.
    """
    meant: list[str] = []
    of_group = _of_group(cells)
    for at, cell in enumerate(cells):
        if len(above) == len(cells) and (_ABOVE.match(cell) or (at in of_group and _NAMES.search(above[at]))):
            meant.append(above[at])
        elif _LEFT.match(cell) and at:
            meant.append(meant[at - 1] or cells[at - 1])
        else:
            meant.append("")
    return meant


def _of_group(cells: Sequence[str]) -> frozenset[int]:
    """The blanks at the head of a row that stand for a group named above it: 大ホール in the row above 非会員 and its fees."""
    blanks = next((at for at, cell in enumerate(cells) if cell), 0)
    rest = [cell for cell in cells[blanks:] if cell]
    return frozenset(range(blanks)) if len(rest) >= LEAST_CELLS and not _SUM.search(rest[0]) else frozenset()


def with_meant(cell: str, meant: str) -> str:
    """A cell as it is told with what it stands for: ``同上``, ``280,000`` → ``同上（上の行：280,000）``; ``80,000``, "" → ``80,000``; "", ``大ホール`` →
    ``大ホール（上の行）``"""
    if meant and not cell:
        return f"{meant}（上の行）"
    where = "左の欄" if _LEFT.match(cell) else "上の行"
    return f"{cell}（{where}：{meant}）" if meant else cell
