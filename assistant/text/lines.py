"""The lines of a text as ranges, in one pass whatever they hold; and lines that are a word spread for looks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPREAD = re.compile(r"(?:[一-鿿々ぁ-ゖァ-ヺー][ 　]+)+[一-鿿々ぁ-ゖァ-ヺー]")


def filled_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Ranges of the lines that hold more than white space, line ends not included.

    ``"補助率\\n\\n  2/3"`` → (0, 3), (5, 10). A regular expression for this takes the square of the length of a
    run of blanks: 1.2 s for 8,000 of them.
    """
    end = len(text) if end is None else end
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if not text[start:stop].isspace() and stop > start:
            yield start, stop
        start = stop + 1


def spread_word(line: str) -> str:
    """The word that a line spreads for looks, as it is read: ``利　率`` → ``利率``; empty where the line is none such."""
    return "".join(line.split()) if _SPREAD.fullmatch(line) else ""
