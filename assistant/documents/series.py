"""Headings that are such only as a series: phrases counted from 1 on by a bare number."""

from __future__ import annotations

import re

from assistant.documents.headings import LEVEL_NUMBERED, PLAIN_NUMBER

MIN_STEPS = 3
"""Lines 1. 2. 3. right below each other are steps, or a table of contents; two may be headings of which one has no text."""
_LONE_FIGURE = re.compile(r"[0-9０-９,，.．百千万億兆円人社件%％]+")


def with_series(lines: list[str], levels: list[int | None]) -> list[int | None]:
    """The levels, with those of phrases counted from 1 on by a bare number, each with text below it: ``3 融資利率`` above ``年1.85%``.

    One such line may be a row of figures, lines right below each other are a list, and a ranking has nothing but a figure below
    each. A number out of its turn ends a series.
    """
    numbers = [int(found[1]) if (found := PLAIN_NUMBER.match(line)) else 0 for line in lines]
    series: list[list[int]] = [[]]
    for i, number in enumerate(numbers):
        heads = number and levels[i] is None and _is_text_below(lines, numbers, i)
        if heads and number == len(series[-1]) + 1:
            series[-1].append(i)
        elif number:
            series.append([i] if heads and number == 1 else [])
    counted = {
        i
        for one in series
        if len(one) >= MIN_STEPS and not all(_LONE_FIGURE.fullmatch(lines[i + 1]) for i in one)
        for i in one
    }
    return [LEVEL_NUMBERED if i in counted else level for i, level in enumerate(levels)]


def _is_text_below(lines: list[str], numbers: list[int], i: int) -> bool:
    """Whether another line follows that is no item itself and does not go on with this one: の増加に伴い."""
    below = lines[i + 1] if i + 1 < len(lines) else ""
    return bool(below) and not numbers[i + 1] and below[0] not in "のがをにはでとも"
