"""The drawn tables of a PDF's pages as rows, in place of the same letters as running text.

A page is changed only where each letter of its text is found again among those drawn, one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from assistant.documents.laid_out import Line
from assistant.documents.pdf_drawn import drawn_pages
from assistant.documents.ruled_cells import Letter, RuledTable, ruled_table
from assistant.documents.ruled_grid import TOUCH, Stroke, grids
from assistant.documents.tables import Cells, heads_figures, lines_by_row
from assistant.text.lines import filled_lines
from assistant.text.normalise import unified

MOST_BELOW, MOST_ABOVE = 150, 40
"""Letters below a table at a page's end, and above one where the next begins, for it to go on there: notes and a footer, a
header."""

Range = tuple[int, int]
LONGEST_HEAD = 8
"""Letters of a cell of heads without figures."""
_TOTAL = re.compile("(?:合|小|総)?計|合[ 　]+計")
"""A row that is of no group."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text, and the ranges of it that are rows of drawn tables."""

    text: str
    ruled: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table of a page, the places of its letters in the page's text, and how many letters stand above and below it."""

    page: int
    table: RuledTable
    places: frozenset[int]
    above: int
    below: int


def with_ruled_tables(path: Path, texts: Sequence[str], ruled: set[int]) -> list[PageText]:
    """The texts of a PDF's pages, with the rows of drawn tables as lines of cells parted by tabs.

    ``枠 補助率\\n一般枠 ２分の１`` drawn with borders → ``枠\\t補助率\\n一般枠\\t２分の１``

    Args:
        path: the PDF.
        texts: of all pages.
        ruled: the indexes of the pages that may have tables.
    """
    found: list[_Placed] = []
    for index, drawn in drawn_pages(path, ruled) if ruled else ():
        if index < len(texts):
            found.extend(_tables(index, drawn.letters, drawn.strokes, texts[index]))
    pages = [PageText(text) for text in texts]
    by_page: dict[int, list[tuple[frozenset[int], str]]] = {}
    for placed, rows in _as_lines(found):
        by_page.setdefault(placed.page, []).append((placed.places, rows))
    for index, tables in by_page.items():
        pages[index] = _replaced(texts[index], tables)
    return pages


def _tables(index: int, drawn: Sequence[Letter], strokes: Sequence[Stroke], text: str) -> list[_Placed]:
    """The tables of a page, from above; none where its text is not what is drawn."""
    outlines = grids(strokes)
    if not outlines or (aligned := aligned_letters(drawn, text)) is None:
        return []
    letters, places = aligned
    tables: list[RuledTable] = []
    for grid in outlines:  # a table before the frame around it
        if not any(grid.overlaps(table.grid) for table in tables) and (table := ruled_table(grid, letters)):
            tables.append(table)
    return [
        _Placed(
            index,
            table,
            frozenset(places[number] for number in table.letters),
            sum(1 for letter in letters if letter.down < table.grid.ys[0]),
            sum(1 for letter in letters if letter.down > table.grid.ys[-1]),
        )
        for table in sorted(tables, key=lambda table: table.grid.ys[0])
    ]


def aligned_letters(drawn: Sequence[Letter], text: str) -> tuple[list[Letter], list[int]] | None:
    """The letters of a text with the boxes they are drawn in, and their places; None where the text is not what is drawn.

    Both readers take letters in the order of the file: 補助率 drawn, ``補 助率`` as text → 補, 助, 率 at 0, 2, 3
    """
    single = [one for letter in drawn for one in _apart(letter)]
    places = [place for place, character in enumerate(text) if _folded(character)]
    if [_folded(one.text) for one in single] != [_folded(text[place]) for place in places]:
        return None
    letters = [
        Letter(
            text[place],
            one.x0,
            one.top,
            one.x1,
            one.bottom,
            one.upright,
            text[place - 1 : place] in (" ", "　"),
        )
        for one, place in zip(single, places, strict=True)
    ]
    return letters, places


def _apart(letter: Letter) -> Iterator[Letter]:
    """The characters of what is drawn as one, each with its share of the box (ﬁ as f and i); none of a blank."""
    width = (letter.x1 - letter.x0) / max(len(letter.text), 1)
    for number, character in enumerate(letter.text):
        if _folded(character):
            x0 = letter.x0 + number * width
            yield Letter(character, x0, letter.top, x0 + width, letter.bottom, letter.upright)


@lru_cache(maxsize=20_000)
def _folded(character: str) -> str:
    """A character for comparison; empty for a blank or a control character, which the readers treat each in its way."""
    folded = "".join(unified(character).split())
    return folded if folded.isprintable() else ""


def _as_lines(tables: Sequence[_Placed]) -> Iterator[tuple[_Placed, str]]:
    """Each table with its rows as text; one that goes on over pages is read as one, its heads said again on each."""
    chain: list[_Placed] = []
    for number, placed in enumerate(tables):
        chain.append(placed)
        if number + 1 < len(tables) and _goes_on(placed, tables[number + 1]):
            continue
        yield from _of_chain(chain)
        chain = []


def _of_chain(chain: Sequence[_Placed]) -> Iterator[tuple[_Placed, str]]:
    parts: list[Sequence[Cells]] = []
    for placed in chain:
        rows: Sequence[Cells] = placed.table.rows
        if parts:
            again = _same_at_the_top(parts[0], rows)
            rows = _under_its_group(parts[-1][-1], rows[again:])
        parts.append(rows)
    by_row, head = lines_by_row([row for rows in parts for row in rows])
    start = 0
    for number, (placed, rows) in enumerate(zip(chain, parts, strict=True)):
        lines = [line for row in by_row[start : start + len(rows)] for line in row]
        start += len(rows)
        yield placed, _in_text([*head, *lines] if number else lines)


def _in_text(lines: Sequence[Line]) -> str:
    """Lines as text, a label before what it labels: 補助率 (a heading) above 2/3以内 → ``補助率　2/3以内``"""
    said = ""
    for line in lines:
        if line.text:
            said += line.text + ("　" if line.level > 0 else "\n")
    return said.rstrip("\n　")


def _goes_on(above: _Placed, below: _Placed) -> bool:
    """Whether a table goes on at the top of the next page: notes, a footer and a header between, the same columns, no new heads."""
    one, other = above.table.grid.xs, below.table.grid.xs
    alike = len(one) == len(other) and all(abs(a - b) <= TOUCH for a, b in zip(one, other, strict=True))
    next_to = below.page == above.page + 1 and above.below <= MOST_BELOW and below.above <= MOST_ABOVE
    again = above.table.rows[0] == below.table.rows[0]
    heads_anew = heads_figures(below.table.rows) or _may_be_heads(below.table.rows[0])
    return alike and next_to and (again or not heads_anew)


def _may_be_heads(row: Cells) -> bool:
    """Whether a row names columns: 費目 and 上限額, each cell a short word; a row that goes on has a figure or a phrase."""
    return all(
        bool(cell) and len(cell or "") <= LONGEST_HEAD and not re.search("[0-9０-９]", cell or "")
        for cell in row
    )


def _same_at_the_top(first: Sequence[Cells], rows: Sequence[Cells]) -> int:
    """How many rows at the top say again those of the table's beginning; not all of them."""
    pairs = list(zip(first, rows, strict=False))
    return min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)), len(rows) - 1)


def _under_its_group(above: Cells, rows: Sequence[Cells]) -> Sequence[Cells]:
    """Rows on a new page, the first ones said to be of the group of the row above where they name none: 設備費 beside 車両."""
    groupless = sum(
        1 for _ in takewhile(lambda row: not row[0] and not _TOTAL.fullmatch((row[1] or "").strip()), rows)
    )
    return [[above[0], *row[1:]] if number < groupless else row for number, row in enumerate(rows)]


def _replaced(text: str, tables: Sequence[tuple[frozenset[int], str]]) -> PageText:
    """The text with each table's rows where its first letter stood; what else stood on its lines follows."""
    owner = {place: number for number, (places, _) in enumerate(tables) for place in places}
    said = ""
    ruled: list[Range] = []
    done: set[int] = set()
    end_before = 0
    for start, end in filled_lines(text):
        said += text[end_before:start]
        end_before = end
        touched = [owner[place] for place in range(start, end) if place in owner]
        for number in dict.fromkeys(touched):
            if number not in done:
                done.add(number)
                ruled.append((len(said), len(said) + len(tables[number][1])))
                said += tables[number][1] + "\n"
        rest = (
            text[start:end]
            if not touched
            else "".join(text[place] for place in range(start, end) if place not in owner).strip()
        )
        said += rest
        if touched and not rest and text.startswith("\n", end):
            end_before = end + 1
    after = text[end_before:]
    return PageText(said + after if after else said.removesuffix("\n"), tuple(ruled))
