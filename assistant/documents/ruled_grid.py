"""The cells of a table whose borders are drawn: strokes that touch make a grid, and a cell ends where a stroke does.

Lengths are points of a page, ``y`` growing downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

TOUCH = 3.0
"""Points in which two strokes are one, or touch: a double border is two strokes 2 points apart, a line of text is 8 high."""
SHORTEST = 5.0
COVERED = 0.6
"""Share of a cell's side that a stroke must cover to part it from the next."""
MAX_STROKES = 800
"""Of one page, those in one line taken together. A table of 60 rows of 12 cells has 74; tiled pictures have thousands."""
MAX_COLUMNS, MAX_ROWS = 40, 200
MAX_GRIDS = 30
"""Of one page; a plan or a form of boxes has more."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line drawn from ``start`` to ``end``; ``at`` is its height where it lies, its place across where it is upright."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: its first row and column, and how many rows and columns it spans."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns and rows of a table begin and end, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def overlaps(self, other: Grid) -> bool:
        """Whether two grids share a part of the page, as a table does with the frame around it."""
        across = self.xs[0] < other.xs[-1] and other.xs[0] < self.xs[-1]
        return across and self.ys[0] < other.ys[-1] and other.ys[0] < self.ys[-1]


def grids(strokes: Iterable[Stroke]) -> list[Grid]:
    """The grids that strokes make, of at least two rows and two columns, small ones first.

    Four strokes around a square and a cross in it → one grid of four cells; lying strokes alone → none
    """
    drawn = list(strokes)
    lying = merged(stroke for stroke in drawn if not stroke.upright)
    upright = merged(stroke for stroke in drawn if stroke.upright)
    if len(lying) + len(upright) > MAX_STROKES:
        return []
    found = [grid for group in _touching(lying, upright) if (grid := _grid(*group))]
    return sorted(found, key=lambda grid: grid.area) if len(found) <= MAX_GRIDS else []


def merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes of one direction, those in one line made one where they touch: each cell draws its own borders."""
    lines: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: (s.at, s.start)):
        if lines and stroke.at - lines[-1][0].at <= TOUCH:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    whole = [stroke for line in lines for stroke in _joined(line)]
    return [stroke for stroke in whole if stroke.end - stroke.start >= SHORTEST]


def _joined(line: Sequence[Stroke]) -> list[Stroke]:
    """The strokes of one line, those that touch made one."""
    at = line[len(line) // 2].at
    joined: list[Stroke] = []
    for one in sorted(line, key=lambda stroke: stroke.start):
        if joined and one.start <= joined[-1].end + TOUCH:
            before = joined.pop()
            joined.append(Stroke(one.upright, at, before.start, max(before.end, one.end)))
        else:
            joined.append(Stroke(one.upright, at, one.start, one.end))
    return joined


def _touching(
    lying: Sequence[Stroke], upright: Sequence[Stroke]
) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """The strokes in groups that hang together: of each the lying and the upright ones."""
    left, right = set(range(len(lying))), set(range(len(upright)))
    while left and right:
        group: tuple[list[Stroke], list[Stroke]] = ([], [])
        to_see = [(False, left.pop())]
        while to_see:
            is_upright, number = to_see.pop()
            one = (upright if is_upright else lying)[number]
            group[is_upright].append(one)
            others, unseen = (lying, left) if is_upright else (upright, right)
            met = [n for n in unseen if _meet(one, others[n])]
            unseen.difference_update(met)
            to_see.extend((not is_upright, n) for n in met)
        yield group


def _meet(one: Stroke, other: Stroke) -> bool:
    return _reaches(one, other.at) and _reaches(other, one.at)


def _reaches(stroke: Stroke, place: float) -> bool:
    return stroke.start - TOUCH <= place <= stroke.end + TOUCH


def _grid(lying: Sequence[Stroke], upright: Sequence[Stroke]) -> Grid | None:
    """The grid of strokes that hang together; None where they part no rows and columns, or a cell is no rectangle."""
    if len(lying) < 2 or not upright:
        return None
    # A table open at its sides has columns beyond the outermost upright strokes.
    xs = _places([*(s.at for s in upright), min(s.start for s in lying), max(s.end for s in lying)])
    ys = _places([*(s.at for s in lying), min(s.start for s in upright), max(s.end for s in upright)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if not (2 <= columns <= MAX_COLUMNS and 2 <= rows <= MAX_ROWS):
        return None
    cells = _cells(_walls(upright, xs, ys), _walls(lying, ys, xs), rows, columns)
    return Grid(xs, ys, cells) if cells else None


def _places(values: Iterable[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOUCH:
            found.append(value)
    return tuple(found)


def _walls(strokes: Sequence[Stroke], at: Sequence[float], along: Sequence[float]) -> set[tuple[int, int]]:
    """(number of the border, number of the stretch along it) of each side of a cell that a stroke covers."""
    walls = set()
    for stroke in strokes:
        border = min(range(len(at)), key=lambda n: abs(at[n] - stroke.at))
        for n in range(len(along) - 1):
            covered = min(stroke.end, along[n + 1]) - max(stroke.start, along[n])
            if covered >= COVERED * (along[n + 1] - along[n]):
                walls.add((border, n))
    return walls


def _cells(
    upright: set[tuple[int, int]], lying: set[tuple[int, int]], rows: int, columns: int
) -> tuple[Cell, ...]:
    """The cells, each as far as no stroke parts it; none where one is no rectangle."""
    cells: list[Cell] = []
    seen: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in seen:
                continue
            part = _without_wall_between(upright, lying, (row, column), rows, columns)
            down, across = max(r for r, _ in part) + 1 - row, max(c for _, c in part) + 1 - column
            if len(part) != down * across or min(c for _, c in part) < column:
                return ()
            seen |= part
            cells.append(Cell(row, column, down, across))
    return tuple(cells)


def _without_wall_between(
    upright: set[tuple[int, int]],
    lying: set[tuple[int, int]],
    start: tuple[int, int],
    rows: int,
    columns: int,
) -> set[tuple[int, int]]:
    part, to_see = {start}, [start]
    while to_see:
        row, column = to_see.pop()
        open_sides = (
            ((row, column + 1), (column + 1, row) in upright),
            ((row, column - 1), (column, row) in upright),
            ((row + 1, column), (row + 1, column) in lying),
            ((row - 1, column), (row, column) in lying),
        )
        for place, is_wall in open_sides:
            inside = 0 <= place[0] < rows and 0 <= place[1] < columns
            if inside and not is_wall and place not in part:
                part.add(place)
                to_see.append(place)
    return part
