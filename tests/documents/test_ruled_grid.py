"""Strokes that touch are the borders of a table's cells; what they part no cells with is none."""

from __future__ import annotations

import time

from document_samples import PROPERTY
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.ruled_grid import Cell, Stroke, grids, merged


def _lying(at: float, start: float = 0, end: float = 200) -> Stroke:
    return Stroke(False, at, start, end)


def _upright(at: float, start: float = 0, end: float = 40) -> Stroke:
    return Stroke(True, at, start, end)


CROSSED = [_lying(0), _lying(20), _lying(40), _upright(0), _upright(100), _upright(200)]


def test_a_square_with_a_cross_in_it_has_four_cells() -> None:
    (grid,) = grids(CROSSED)
    assert grid.xs == (0, 100, 200) and grid.ys == (0, 20, 40)
    assert grid.cells == (Cell(0, 0, 1, 1), Cell(0, 1, 1, 1), Cell(1, 0, 1, 1), Cell(1, 1, 1, 1))


def test_where_no_stroke_parts_two_cells_they_are_one() -> None:
    (grid,) = grids([stroke for stroke in CROSSED if stroke != _lying(20)] + [_lying(20, 100, 200)])
    assert grid.cells == (Cell(0, 0, 2, 1), Cell(0, 1, 1, 1), Cell(1, 1, 1, 1))


def test_borders_drawn_cell_by_cell_or_twice_are_one_stroke() -> None:
    assert merged([_lying(0, 0, 100), _lying(0.5, 100.5, 200), _lying(2, 0, 200)]) == [_lying(0.5)]


def test_a_table_may_be_open_at_its_sides() -> None:
    (grid,) = grids([_lying(0), _lying(20), _lying(40), _upright(100)])
    assert grid.xs == (0, 100, 200)


def test_lying_strokes_alone_a_frame_and_boxes_apart_are_no_tables() -> None:
    frame = [_lying(0), _lying(40), _upright(0), _upright(200)]
    assert grids([_lying(0), _lying(20), _lying(40)]) == []
    assert grids(frame) == []
    assert grids([_lying(0), _lying(20), _upright(100, 500, 540)]) == []


def test_cells_that_are_no_rectangles_are_those_of_no_table() -> None:
    strokes = [_lying(0), _lying(40), _lying(20, 0, 100), _upright(0), _upright(200), _upright(100, 0, 20)]
    assert grids(strokes) == []


def test_two_tables_of_a_page_are_two_the_smaller_first() -> None:
    below = [_lying(y) for y in (100, 120, 160)] + [_upright(x, 100, 160) for x in (0, 100, 200)]
    assert [grid.ys[0] for grid in grids([*below, *CROSSED])] == [0, 100]


@PROPERTY
@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=2, max_size=6), st.randoms())
def test_cells_tile_their_grid_whatever_strokes_are_missing(holes, random) -> None:
    strokes = [_lying(20 * y) for y in (0, len(holes))] + [
        _upright(50 * x, 0, 20 * len(holes)) for x in (0, 4)
    ]
    for row, whole in enumerate(holes):
        strokes += [_upright(50 * x, 20 * row, 20 * row + 20) for x in range(1, 4) if whole[x]]
        strokes += [_lying(20 * row, 50 * x, 50 * x + 50) for x in range(4) if random.random() < 0.7]
    random.shuffle(strokes)
    for grid in grids(strokes):
        places = [
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]
        assert sorted(places) == [(r, c) for r in range(len(grid.ys) - 1) for c in range(len(grid.xs) - 1)]


def test_thousands_of_strokes_are_a_picture_and_take_no_time() -> None:
    started = time.perf_counter()
    assert (
        grids([_lying(4 * n) for n in range(5_000)] + [_upright(4 * n, 0, 20_000) for n in range(5_000)])
        == []
    )
    apart = [_lying(10 * n, 0, 8) for n in range(390)] + [_upright(10 * n, -90, -10) for n in range(390)]
    assert grids(apart) == []
    assert time.perf_counter() - started < 2
