"""Where sentences begin and end in Japanese running text, lists and headings."""

from __future__ import annotations

from collections.abc import Iterator

ENDINGS = "。！？!?｡"
_OPENING = "「『（(【〈《［[｛{"
_CLOSING = "」』）)】〉》］]｝}"
_MAX_BRACKET_RUN = 400
"""An opening bracket that is not closed within this many characters is damage, not quotation."""


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Character ranges of the sentences of a text, white space around them left out.

    A sentence ends at 。！？ outside brackets and at a line end; closing brackets stay with it.

    ``1つめは、「小さく始める。」というものです。次に進む。`` → ``1つめは、…ものです。`` / ``次に進む。``
    """
    spans: list[tuple[int, int]] = []
    for line_start, line_end in _lines(text):
        spans.extend(_in_line(text, line_start, line_end))
    return spans


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _in_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = i = start
    while i < end:
        if text[i] in _OPENING:
            i = _after_bracket(text, i, end)
            continue
        i += 1
        if text[i - 1] in ENDINGS:
            while i < end and text[i] in _CLOSING + ENDINGS:
                i += 1
            if span := _stripped(text, begin, i):
                yield span
            begin = i
    if span := _stripped(text, begin, end):
        yield span


def _after_bracket(text: str, start: int, end: int) -> int:
    """Offset after the bracketed stretch that opens at ``start``; one further if it never closes."""
    depth = 0
    for i in range(start, min(end, start + _MAX_BRACKET_RUN)):
        if text[i] in _OPENING:
            depth += 1
        elif text[i] in _CLOSING:
            depth -= 1
            if depth == 0:
                return i + 1
    return start + 1


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
