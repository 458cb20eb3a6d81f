"""What stands in the cells of a drawn table: letters put by their places into cells, and the lines of a cell joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.documents.headings import is_bullet, item_level
from assistant.documents.ruled_grid import Cell, Grid
from assistant.documents.tables import Cells

FILLED_SHARE = 0.6
"""Share of a table's cells in which something stands; of a form to fill in half are empty, of a chart nearly all."""
LONGEST_CELL = 400
"""Letters; where most stand in longer cells, as many as a passage, the lines arrange the page."""
GAP_OF_LETTERS, GAP_OF_WORDS = 0.6, 0.15
"""Of a letter's size: an empty place between two letters that is a blank, and between two Latin ones."""
MORE_ON_A_LINE = 2.0
"""Letters for which a line that goes on below has no room: one, and a bracket or comma that would not begin a line."""
MOST_PADDING = 8.0


@dataclass(frozen=True, slots=True)
class Letter:
    """A character drawn on a page: its box, whether it stands upright, and whether the text has a blank before it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    upright: bool = True
    after_blank: bool = False

    @property
    def size(self) -> float:
        return max(self.bottom - self.top, 0.1)

    @property
    def across(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def down(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The rows of a drawn table, and the numbers of the letters that stand in it."""

    grid: Grid
    rows: tuple[Cells, ...]
    letters: tuple[int, ...]


def ruled_table(grid: Grid, letters: Sequence[Letter]) -> RuledTable | None:
    """The table of a grid; None where it holds none, but is a form to fill in, a chart or a page's layout.

    A cell that spans rows is said in each of them, one that spans columns goes on at its right.
    """
    by_cell, inside = _in_cells(grid, letters)
    padding = _padding(grid, by_cell)
    texts = {cell: _text(found, _width(grid, cell), padding) for cell, found in by_cell.items()}
    rows = _rows(grid, texts)
    several = [row for row in rows if sum(1 for cell in row if cell) > 1]
    if len(several) < 2 or len(texts) < FILLED_SHARE * _cells_in_use(grid, texts):
        return None
    lengths = [len(text) for text in texts.values()]
    if sum(n for n in lengths if n > LONGEST_CELL) * 2 > sum(lengths):
        return None
    return RuledTable(grid, tuple(rows), inside)


def _in_cells(grid: Grid, letters: Sequence[Letter]) -> tuple[dict[Cell, list[Letter]], tuple[int, ...]]:
    owner = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    by_cell: dict[Cell, list[Letter]] = {}
    inside = []
    for number, letter in enumerate(letters):
        place = bisect_right(grid.ys, letter.down) - 1, bisect_right(grid.xs, letter.across) - 1
        if cell := owner.get(place):
            by_cell.setdefault(cell, []).append(letter)
            inside.append(number)
    return by_cell, tuple(inside)


def _cells_in_use(grid: Grid, texts: Mapping[Cell, str]) -> int:
    """How many cells there are, without those of columns in which nothing stands: the margins of a double border."""
    used = {column for cell in texts for column in range(cell.column, cell.column + cell.columns)}
    return sum(1 for cell in grid.cells if cell.column in used)


def _rows(grid: Grid, texts: Mapping[Cell, str]) -> list[Cells]:
    """The rows in which a cell begins and something stands; the others are strokes of a neighbour, or of a page's end."""
    width = len(grid.xs) - 1
    rows: list[list[str | None]] = [[""] * width for _ in grid.ys[1:]]
    for cell in grid.cells:
        for row in rows[cell.row : cell.row + cell.rows]:
            row[cell.column : cell.column + cell.columns] = [
                texts.get(cell, ""),
                *[None] * (cell.columns - 1),
            ]
    begun = {cell.row for cell in grid.cells}
    return [row for number, row in enumerate(rows) if number in begun and any(row)]


def _width(grid: Grid, cell: Cell) -> float:
    return grid.xs[cell.column + cell.columns] - grid.xs[cell.column]


def _padding(grid: Grid, by_cell: Mapping[Cell, Sequence[Letter]]) -> float:
    """How far letters stay from the borders of their cells, at least."""
    gaps = [
        min(
            min(letter.x0 for letter in letters) - grid.xs[cell.column],
            grid.xs[cell.column + cell.columns] - max(letter.x1 for letter in letters),
        )
        for cell, letters in by_cell.items()
    ]
    return min(max(min(gaps, default=0.0), 0.0), MOST_PADDING)


def _text(letters: Sequence[Letter], width: float, padding: float) -> str:
    """A cell's text: lines that go on below joined, others parted by line ends.

    Three letters and two below in a cell with room for four (期間の, 目安) → ``期間の目安``
    """
    if not all(letter.upright for letter in letters):
        return "".join(letter.text for letter in letters)
    lines = _lines(letters)
    said = _said(lines[0])
    for line, following in pairwise(lines):
        below = _said(following)
        room = width - 2 * padding - (line[-1].x1 - line[0].x0)
        goes_on = room < MORE_ON_A_LINE * line[-1].size and not _is_item(below)
        latin = said[-1].isascii() and below[0].isascii()
        said += ((" " if latin else "") if goes_on else "\n") + below
    return said


def _is_item(line: str) -> bool:
    return is_bullet(line) or item_level(line) is not None


def _lines(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Letters by lines, from above and from the left."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: one.down):
        if lines and abs(letter.down - lines[-1][0].down) < 0.5 * max(letter.size, lines[-1][0].size):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [sorted(line, key=lambda one: one.x0) for line in lines]


def _said(line: Sequence[Letter]) -> str:
    """A line as text: blanks where the letters leave room, letters drawn twice to look bold once."""
    said = line[0].text
    for before, letter in pairwise(line):
        if letter.text == before.text and letter.across - before.across < 0.2 * letter.size:
            continue
        latin = before.text.isascii() and letter.text.isascii()
        gap = (letter.x0 - before.x1) / letter.size
        apart = letter.after_blank or gap > (GAP_OF_WORDS if latin else GAP_OF_LETTERS)
        said += (" " if apart else "") + letter.text
    return said
