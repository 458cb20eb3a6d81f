"""Where the pages or slides of a text file begin, as far as the text shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.documents.doubled import doubled_ranges

_SLIDE_MARK = re.compile(r"^ (?:(?![A-Za-z0-9※])(?=\S{6,})[^\n]*[^・\n]|[0-9]{1,3}(?=\n\n))$", re.MULTILINE)
_SLIDE_GAP = re.compile(r"\n[ \t]*\n[ \t]*\n[ \t]*\n")
MIN_SLIDE_MARKS = 5
"""With fewer of them a line that begins with a space is an accident, not a slide's first line; and with fewer titles drawn
twice, which slides leave, it is the indented text of a leaflet (51 of the 66 slides of 2010 have one)."""
_SCRAP = 20
"""Characters; a shorter stretch without a title is a caption that belongs to the slide after it."""
_MAX_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file says of one of its lines: it is a heading so deep, from 1; or headings so deep and deeper end above it."""

    level: int
    line: str
    is_heading: bool = True


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as the file gives it. ``number`` is None where the file does not number its pages."""

    text: str
    number: int | None = None
    label: str | None = None
    marks: tuple[Mark, ...] = ()
    """In the order of their lines."""
    whole_lines: bool = False
    """The file says where paragraphs end: nothing was cut or drawn twice, and nothing is to be mended."""
    title: str = ""
    """What the file says it is called; empty where it does not."""
    begins_anew: bool = False
    """No heading of the page before holds here: a slide, a sheet."""
    top: str = ""
    """What heads the whole page without being written on it: the name of a sheet."""
    ruled: tuple[tuple[int, int], ...] = ()
    """Ranges that are rows of tables with drawn borders: nothing in them was cut or drawn twice, and nothing is to be mended."""


def split_pages(text: str) -> list[RawPage]:
    """Pages of a text file, where the text shows their borders; else one page.

    Form feeds are page borders and number the pages. Slides turned into text show a border as a
    line that begins with one space, or as three blank lines; such pages have no number of their own.
    """
    if "\f" in text:
        return [RawPage(page, number=i) for i, page in enumerate(text.split("\f"), start=1)]
    marks = [m.start() for m in _SLIDE_MARK.finditer(text)]
    if len(marks) < MIN_SLIDE_MARKS:
        return [RawPage(text)]
    borders = sorted({0, *marks, *(m.end() for m in _SLIDE_GAP.finditer(text))})
    pieces = [text[s:e] for s, e in zip(borders, [*borders[1:], len(text)], strict=True)]
    pieces = [piece for piece in pieces if piece.strip()]
    if sum(map(_has_title, pieces)) < MIN_SLIDE_MARKS:
        return [RawPage(text)]
    return [RawPage(slide) for slide in _whole_slides(pieces)]


def _whole_slides(pieces: list[str]) -> list[str]:
    """Pieces joined where a title stands below its body, or a caption above its slide."""
    slides: list[str] = []
    for piece in pieces:
        below_its_body = _is_title_alone(piece) and slides and not _has_title(slides[-1])
        after_a_scrap = slides and len(slides[-1].strip()) < _SCRAP and not _has_title(slides[-1])
        if below_its_body or after_a_scrap:
            slides[-1] += piece
        else:
            slides.append(piece)
    return slides


def _is_title_alone(piece: str) -> bool:
    lines = [line for line in piece.split("\n") if line.strip()]
    return len(lines) <= _MAX_TITLE_LINES and "。" not in piece and bool(doubled_ranges(lines[0].strip()))


def _has_title(piece: str) -> bool:
    return any(doubled_ranges(line.strip()) for line in piece.split("\n") if len(line.strip()) < 120)
