"""A plot of growth, both axes logarithmic, as an SVG that reads on light and on dark ground."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 380, 300
"""Of one panel, in pixels."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 16, 62, 44
_INK = "#767676"
"""Contrast 4.5 on white and 4.6 on black."""
_COLOURS = ("#2f80c2", "#c96a1b", "#2e8b57")
_MARKS = ("circle", "square", "diamond")
"""Series differ in shape too, for readers who do not tell the colours apart."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot: what is measured, in which unit, and the series with a value for each size."""

    title: str
    unit: str
    series: Mapping[str, Sequence[float]]


def growth_svg(title: str, description: str, sizes: Sequence[int], panels: Sequence[Panel]) -> str:
    """Panels side by side over the same sizes.

    Args:
        title, description: for readers who do not see the picture.
        sizes: numbers of passages, rising; at least one.
        panels: values above 0 only: a logarithm has no 0.
    """
    width = WIDTH * len(panels)
    drawn = "\n".join(_panel(panel, sizes, WIDTH * place) for place, panel in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}"'
        ' role="img" aria-labelledby="title description" font-family="sans-serif" font-size="11">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="description">{escape(description)}</desc>\n'
        f"{drawn}\n</svg>\n"
    )


def _panel(panel: Panel, sizes: Sequence[int], shift: int) -> str:
    values = [value for series in panel.series.values() for value in series]
    across, upward = _decades(sizes), _decades(values)

    def place(size: float, value: float) -> tuple[float, float]:
        x = _LEFT + (WIDTH - _LEFT - _RIGHT) * _share(size, across)
        return x, HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * _share(value, upward)

    parts = [_text(_LEFT, 16, f"{panel.title} ({panel.unit})", "start", bold=True)]
    for decade in range(upward[0], upward[1] + 1):
        y = place(10 ** across[0], 10**decade)[1]
        parts += [_line(_LEFT, y, WIDTH - _RIGHT, y), _text(_LEFT - 6, y + 4, f"{10**decade:,}", "end")]
    for decade in range(across[0], across[1] + 1):
        x = place(10**decade, 10 ** upward[0])[0]
        parts += [_line(x, _TOP, x, HEIGHT - _BOTTOM), _text(x, HEIGHT - _BOTTOM + 16, f"{10**decade:,}")]
    parts.append(_text((_LEFT + WIDTH - _RIGHT) / 2, HEIGHT - 8, "passages"))
    for number, (name, series) in enumerate(panel.series.items()):
        colour, mark = _COLOURS[number % 3], _MARKS[number % 3]
        points = [place(size, value) for size, value in zip(sizes, series, strict=True)]
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [_mark(mark, x, y, colour) for x, y in points]
        key = _LEFT + number * (WIDTH - _LEFT) / len(panel.series)
        parts += [_mark(mark, key + 4, 36, colour), _text(key + 13, 40, name, "start")]
    return f'<g transform="translate({shift} 0)">\n' + "\n".join(parts) + "\n</g>"


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around all values, at least one decade."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _share(value: float, decades: tuple[int, int]) -> float:
    return (math.log10(value) - decades[0]) / (decades[1] - decades[0])


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_INK}" stroke-opacity="0.3"/>'


def _text(x: float, y: float, text: str, anchor: str = "middle", *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK}"{weight}>{escape(text)}</text>'


def _mark(shape: str, x: float, y: float, colour: str) -> str:
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    turn = f' transform="rotate(45 {x:.1f} {y:.1f})"' if shape == "diamond" else ""
    return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" fill="{colour}"{turn}/>'
