"""The plots of a report, each a pure function from figures to an SVG that stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.html.elements import Html
from evals.html.svg import COLOURS, Axis, bar, drawing, line, mark, path, words

WIDTH = 360
"""Of every plot, in pixels: that of a telephone, so that letters keep their size there."""
_ROW = 22
_LABELS, _VALUES = 104, 84
"""Room for the names at the left, and for the figures at the right, of plots in rows."""
_SQUARE = Axis(0, 1, 44, 340), Axis(0, 1, 242, 24)
"""Across and upward, of plots in a square."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A value with its interval in a row of its own; ``beside`` is drawn as a stroke to compare it with."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    told: str
    """What stands at the right: value and n."""
    series: int = 0
    beside: float | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a plot in a square, with the interval of its height, if it has one."""

    x: float
    y: float
    told: str
    series: int = 0
    low: float | None = None
    high: float | None = None
    label: str = ""


def interval_plot(
    name: str, title: str, description: str, rows: Sequence[Bar], reach: tuple[float, float] = (0.0, 1.0)
) -> Html:
    """Values one below the other, each with its interval.

    Args:
        name: of the picture, once on a page.
        title, description: for those who do not see it.
        rows: from above.
        reach: the values at the left and right edge; where 0 lies between, it has a line.
    """
    across = Axis(*reach, _LABELS, WIDTH - _VALUES)
    bottom = 8 + _ROW * len(rows)
    low, high = reach
    ticks = [low, 0.0, high] if low < 0 else [low + (high - low) * share for share in (0, 0.25, 0.5, 0.75, 1)]
    parts = [
        line(across.at(tick), 4, across.at(tick), bottom, faint=bool(tick or low == 0)) for tick in ticks
    ]
    sign = "+" if low < 0 else ""
    parts += [
        words(across.at(t), bottom + 14, f"{t:{sign}.2f}" if t else "0", "middle", quiet=True) for t in ticks
    ]
    for number, row in enumerate(rows):
        y = 8 + _ROW * number + _ROW / 2
        parts += [words(_LABELS - 8, y + 4, row.label, "end"), words(WIDTH, y + 4, row.told, "end")]
        parts += _row_marks(across, y, row)
    return drawing(name, title, description, (WIDTH, bottom + 20), parts)


def _row_marks(across: Axis, y: float, row: Bar) -> list[Html]:
    parts = []
    if row.beside is not None:
        x = across.at(row.beside)
        parts.append(line(x, y - 7, x, y + 7, width=2))
    if row.low is not None and row.high is not None:
        colour = COLOURS[row.series % 3]
        parts.append(line(across.at(row.low), y, across.at(row.high), y, colour=colour, width=3))
    if row.value is not None:
        parts.append(mark(across.at(row.value), y, row.series, f"{row.label} {row.told}"))
    return parts


def square_plot(
    name: str,
    title: str,
    description: str,
    labels: tuple[str, str],
    dots: Sequence[Dot],
    *,
    curve: Sequence[tuple[float, float]] = (),
    diagonal: bool = False,
    upright: tuple[float, str] | None = None,
) -> Html:
    """Shares against shares, both from 0 to 1.

    Args:
        name: of the picture, once on a page.
        title, description: for those who do not see it.
        labels: what is drawn across, and upward.
        dots: points, those with a label named beside them.
        curve: points of a line, if there is one.
        diagonal: whether to draw where both are equal.
        upright: a value across to be marked by a line, and its name.
    """
    across, upward = _SQUARE
    parts = []
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = across.at(tick), upward.at(tick)
        parts += [
            line(x, upward.start, x, upward.end, faint=True),
            line(across.start, y, across.end, y, faint=True),
        ]
        parts += [words(x, upward.start + 15, f"{tick:g}", "middle", quiet=True)]
        parts += [words(across.start - 6, y + 4, f"{tick:g}", "end", quiet=True)]
    parts += [words((across.start + across.end) / 2, upward.start + 32, labels[0], "middle")]
    parts += [words(across.start - 6, upward.end - 10, f"↑ {labels[1]}")]
    if diagonal:
        parts.append(line(across.at(0), upward.at(0), across.at(1), upward.at(1), dashed=True))
    if upright:
        x = across.at(upright[0])
        parts += [
            line(x, upward.start, x, upward.end, dashed=True),
            words(x - 5, upward.start - 6, upright[1], "end"),
        ]
    if curve:
        parts.append(path([(across.at(x), upward.at(y)) for x, y in curve], COLOURS[0]))
    for dot in dots:
        parts += _dot(across, upward, dot)
    return drawing(name, title, description, (WIDTH, 280), parts)


def _dot(across: Axis, upward: Axis, dot: Dot) -> list[Html]:
    x, y = across.at(dot.x), upward.at(dot.y)
    parts = []
    if dot.low is not None and dot.high is not None:
        parts.append(
            line(x, upward.at(dot.low), x, upward.at(dot.high), colour=COLOURS[dot.series % 3], width=3)
        )
    parts.append(mark(x, y, dot.series, dot.told))
    if dot.label and dot.high is not None:
        parts.append(words(x, upward.at(dot.high) - 4, dot.label, "middle"))
    elif dot.label:
        below = 18 if dot.series else -8  # the curve is of the first series and comes from below
        parts.append(words(x + 4, y + below, dot.label, "end" if dot.x > 0.4 else "start"))
    return parts


def range_plot(
    name: str, title: str, description: str, rows: Sequence[tuple[str, float, float, str]]
) -> Html:
    """Rows of (name, median, 95th percentile, what stands at the right), on an axis from 0 to the largest."""
    across = Axis(0, max((high for _, _, high, _ in rows), default=0) or 1, _LABELS, WIDTH - _VALUES)
    parts = []
    for number, (label, middle, high, told) in enumerate(rows):
        y = 4 + _ROW * number + _ROW / 2
        parts += [words(_LABELS - 8, y + 4, label, "end"), words(WIDTH, y + 4, told, "end")]
        parts.append(line(across.at(0), y, across.at(high), y, colour=COLOURS[0], width=3))
        parts += [mark(across.at(middle), y, 0, told), mark(across.at(high), y, 1, told)]
    return drawing(name, title, description, (WIDTH, 8 + _ROW * len(rows)), parts)


def histogram(name: str, title: str, description: str, values: Sequence[float], width: float) -> Html:
    """How many values fall into each step of a width, from 0.

    Args:
        name: of the picture, once on a page.
        title, description: for those who do not see it.
        values: not negative.
        width: of a step.
    """
    counts = step_counts(values, width)
    across = Axis(0, len(counts), 14, WIDTH - 18)
    labelled = max(1, -(-len(counts) // 7))  # more than seven labels would touch
    upward = Axis(0, max(counts) or 1, 130, 20)
    parts = [line(across.start, upward.start, across.end, upward.start)]
    for step, count in enumerate(counts):
        x, y = across.at(step), upward.at(count)
        parts.append(
            bar(x + 1, y, round(across.at(step + 1) - x - 2, 2), round(upward.start - y, 2), COLOURS[0])
        )
        if count:
            parts.append(words(x + (across.at(1) - across.at(0)) / 2, y - 4, str(count), "middle"))
        if step % labelled == 0:
            parts.append(words(x, upward.start + 15, f"{step * width:g}", "middle", quiet=True))
    return drawing(name, title, description, (WIDTH, 154), parts)


def step_counts(values: Sequence[float], width: float) -> list[int]:
    """How many values lie in each step: ``step_counts([50, 120, 130], 100)`` → [1, 2]"""
    counts = [0] * (int(max(values, default=0) // width) + 1)
    for value in values:
        counts[int(value // width)] += 1
    return counts
