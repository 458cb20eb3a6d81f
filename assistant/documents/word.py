"""A Word document as pages of lines: what its reader sees, in order, with the numbers Word draws before paragraphs.

Deleted and hidden text, comments, headers and footers are not read; what stands in boxes and footnotes follows the
paragraph that it belongs to.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.documents.archives import read_archive
from assistant.documents.laid_out import END_OF_LABELS, Line, page_of, paragraph
from assistant.documents.pages import RawPage
from assistant.documents.tables import Cells, lines_by_row
from assistant.documents.word_text import Written, written
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.documents.word_parts import WordParts

LEVEL_BOLD = 9
"""Of a short line all in bold: below all headings that are styled so, above what is numbered by hand."""
LONGEST_BOLD = 30
MOST_LETTERS = 4_000
"""Of a page, on average: where there are more, the count is that of another document, which this one was made from."""
MOST_COLUMNS = 63
"""Of a table in Word."""
_NO_HEADING = re.compile(r"[0-9０-９。、：:]|[^\w）)」』]$")
_PAGES = re.compile(rb"<(?:\w+:)?Pages>([0-9]{1,5})</")


@dataclass(slots=True)
class _Reading:
    """What has been read of a document so far: its lines, by page."""

    parts: WordParts
    pages: list[list[Line]] = field(default_factory=lambda: [[]])

    def add(self, lines: list[Line]) -> None:
        self.pages[-1].extend(lines)

    def turn(self, pages: int) -> None:
        for _ in range(pages):
            last = next((line for line in reversed(self.pages[-1]) if line != Line("")), None)
            self.pages.append([END_OF_LABELS] if last == END_OF_LABELS else [])


def load_word(path: Path, settings: Settings) -> list[RawPage]:
    """Pages of a .docx as Word last laid them out; one page without a number where it does not say.

    Raises:
        DocumentError: no Word document, protected, damaged or too large unpacked.
    """
    return read_archive(path, settings, "Word", _pages)


def _pages(data: bytes) -> list[RawPage]:
    from docx import Document

    from assistant.documents.word_parts import word_parts

    document = Document(io.BytesIO(data))
    reading = _Reading(word_parts(document))
    _read_blocks(document.element.body, reading)
    letters = sum(len(line.text) for lines in reading.pages for line in lines)
    if len(reading.pages) != _pages_told(document) or letters > MOST_LETTERS * len(reading.pages):
        # Word did not lay it out, or another program changed it since: a wrong page number is worse than none.
        return [page_of(without_titles(line for lines in reading.pages for line in lines))]
    return [page_of(without_titles(lines), number) for number, lines in enumerate(reading.pages, start=1)]


def without_titles(lines: Iterable[Line]) -> list[Line]:
    """The lines, those in bold right below each other no headings: a title on a cover heads nothing."""
    kept = list(lines)
    filled = [number for number, line in enumerate(kept) if line.text]
    bold = {number for number in filled if kept[number].level == LEVEL_BOLD}
    together = {number for pair in pairwise(filled) if bold.issuperset(pair) for number in pair}
    return [Line(line.text) if number in together else line for number, line in enumerate(kept)]


def _pages_told(document: Any) -> int:
    """How many pages Word counted when it last laid the document out; 0 where it does not say."""
    parts = (part for part in document.part.package.iter_parts() if str(part.partname) == "/docProps/app.xml")
    found = next((_PAGES.search(part.blob) for part in parts), None)
    return int(found[1]) if found else 0


def _read_blocks(parent: Any, reading: _Reading) -> None:
    for kind, element in _blocks(parent):
        if kind == "tbl":
            _read_table(element, reading)
        else:
            _read_paragraph(element, reading)


def _blocks(parent: Any) -> Iterator[tuple[str, Any]]:
    """Paragraphs and tables in order, also those inside content controls and insertions; what was moved away is not there."""
    for element in parent.iterchildren("{*}*"):
        kind = element.tag.rpartition("}")[2]
        if kind in ("p", "tbl"):
            yield kind, element
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag") and not _is_contents(
            element
        ):
            yield from _blocks(element)


def _is_contents(element: Any) -> bool:
    """Whether an element is the table of contents that Word makes of the headings."""
    gallery = element.find("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
    return gallery is not None and "Table of Contents" in gallery.values()


def _read_paragraph(element: Any, reading: _Reading) -> None:
    said = written(element)
    reading.turn(said.pages_before)
    reading.add(_lines(element, said, reading) or [Line("")])
    reading.turn(said.pages_within)
    _read_beside(said, reading)


def _read_beside(said: Written, reading: _Reading) -> None:
    """What stands beside a paragraph: its footnotes, and boxes, of which some hold no more than a line."""
    for number in said.footnotes:
        reading.add(paragraph(reading.parts.footnotes.get(number, "")))
    for box in said.boxes:
        _read_blocks(box, reading)


def _lines(element: Any, said: Written, reading: _Reading) -> list[Line]:
    mark = reading.parts.mark(element)
    if not said.text.strip() or reading.parts.is_of_contents(element):
        return []
    level = reading.parts.heading_level(element)
    if not level and said.is_bold and len(said.text) <= LONGEST_BOLD and not _NO_HEADING.search(said.text):
        level = LEVEL_BOLD
    return paragraph(mark + said.text, level)


def _read_table(table: Any, reading: _Reading) -> None:
    """A table's rows, each on the page it begins on; the heads of its columns are said again on each page."""
    rows: list[Cells] = []
    turns: list[tuple[int, int]] = []
    held: dict[int, str] = {}
    for row in _rows(table):
        cells, before, within = _read_row(row, reading, held)
        rows.append(cells)
        turns.append((before, within))
    by_row, head = lines_by_row(rows)
    for lines, (before, within) in zip(by_row, turns, strict=True):
        reading.turn(before)
        if before and lines != head:
            reading.add(head)
        reading.add(lines)
        reading.turn(within)
        if within:
            reading.add(head)


def _rows(parent: Any) -> Iterator[Any]:
    for element in parent.iterchildren("{*}*"):
        kind = element.tag.rpartition("}")[2]
        if kind == "tr" and element.find("{*}trPr/{*}del") is None:
            yield element
        elif kind in ("sdt", "sdtContent", "customXml"):
            yield from _rows(element)


def _read_row(row: Any, reading: _Reading, held: dict[int, str]) -> tuple[list[str | None], int, int]:
    """The cells of a row, and how many pages are turned before it and within it.

    Args:
        row: its element.
        reading: whose parts count the numbers of lists.
        held: by column, the text of a cell that may go on below; kept up to date.
    """
    cells: list[str | None] = []
    before = within = 0
    for cell in _cells(row):
        own = _Reading(reading.parts)
        _read_blocks(cell, own)
        first = next(
            (number for number, lines in enumerate(own.pages) if any(line.text for line in lines)), 0
        )
        before, within = max(before, first), max(within, len(own.pages) - 1 - first)
        text = "\n".join(line.text for lines in own.pages for line in lines)
        merged = cell.find("{*}tcPr/{*}vMerge")
        goes_on = merged is not None and "restart" not in merged.values()
        text = held.get(len(cells), "") if goes_on else text
        held[len(cells)] = text if merged is not None else ""
        cells.extend([text, *[None] * (_span(cell) - 1)])
    return cells, before, within


def _cells(parent: Any) -> Iterator[Any]:
    for element in parent.iterchildren("{*}*"):
        kind = element.tag.rpartition("}")[2]
        if kind == "tc":
            yield element
        elif kind in ("sdt", "sdtContent", "customXml"):
            yield from _cells(element)


def _span(cell: Any) -> int:
    found = cell.find("{*}tcPr/{*}gridSpan")
    told = "" if found is None else next(iter(found.values()), "")
    return min(max(int(told), 1), MOST_COLUMNS) if told.isdigit() else 1
