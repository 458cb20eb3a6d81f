"""The parts plots are drawn from: an axis, a mark, a line, a text. Colours read on light and on dark ground.

Altair, which comes with Streamlit, draws in the browser with a megabyte of JavaScript, and its SVG needs a further
library; these hundred lines need neither, and each point can be tested to stand where it should.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from evals.html.elements import Html, tag

COLOURS = ("#2f80c2", "#c96a1b", "#2e8b57")
"""Contrast above 3 on white and on black. Series differ in shape too, for readers who do not tell colours apart."""
SHAPES = ("circle", "square", "diamond")
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from ``low`` to ``high`` on pixels from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value; values outside stand at the edge. ``Axis(0, 1, 100, 200).at(0.5)`` → 150"""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)


def drawing(name: str, title: str, description: str, size: tuple[int, int], parts: Sequence[Html]) -> Html:
    """A picture with its title and description for those who do not see it.

    Args:
        name: makes the ids of its parts, so it is used once on a page.
        title, description: what it shows, and what is to be seen in it.
        size: width and height in pixels.
        parts: what is drawn, the hindmost first.
    """
    width, height = size
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        tag("desc", description, id=f"{name}-desc"),
        *parts,
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        font_size=11,
        class_="plot",
    )


def line(x1: float, y1: float, x2: float, y2: float, *, colour: str = "currentColor", width: float = 1,
         faint: bool = False, dashed: bool = False) -> Html:  # fmt: skip
    """A straight line."""
    return tag(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width,
        stroke_opacity=0.22 if faint else None, stroke_dasharray="4 3" if dashed else None,
    )  # fmt: skip


def path(points: Sequence[tuple[float, float]], colour: str) -> Html:
    """A line through points."""
    joined = " ".join(f"{x:g},{y:g}" for x, y in points)
    return tag("polyline", points=joined, fill="none", stroke=colour, stroke_width=2)


def words(x: float, y: float, said: str, anchor: Anchor = "start", *, quiet: bool = False) -> Html:
    """A text that stands on a line at y."""
    return tag(
        "text", said, x=x, y=y, text_anchor=anchor, fill="currentColor", fill_opacity=0.75 if quiet else None
    )


def bar(x: float, y: float, width: float, height: float, colour: str) -> Html:
    """A bar."""
    return tag("rect", x=x, y=y, width=width, height=height, fill=colour)


def mark(x: float, y: float, series: int = 0, told: str = "") -> Html:
    """A point, with a shape and colour of its series, and what it tells when it is pointed at."""
    shape, colour = SHAPES[series % 3], COLOURS[series % 3]
    title = (tag("title", told),) if told else ()
    if shape == "circle":
        return tag("circle", *title, cx=x, cy=y, r=4, fill=colour)
    turn = f"rotate(45 {x} {y})" if shape == "diamond" else None
    return tag(
        "rect",
        *title,
        x=round(x - 3.5, 2),
        y=round(y - 3.5, 2),
        width=7,
        height=7,
        fill=colour,
        transform=turn,
    )
