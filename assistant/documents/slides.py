"""A PowerPoint file as pages of lines, one a slide: its title as heading, boxes in the order they are read, tables, charts.

The speaker's notes follow under a heading of their own: an agency's slides often have their details there. Hidden slides
are not read, nor what stands in pictures.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.documents.archives import read_archive
from assistant.documents.laid_out import Line, page_of, paragraph
from assistant.documents.pages import RawPage
from assistant.documents.tables import Cells, table_lines
from assistant.settings import Settings

LEVEL_TITLE = 1
LONGEST_TITLE = 40
NOTES = "発表者ノート"
MOST_DEPTH = 20
"""Of groups in groups; a deeper one holds nothing an audience saw."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Box:
    """What stands somewhere on a slide: its lines, and where, in the slide's own units."""

    left: int
    top: int
    right: int
    bottom: int
    lines: tuple[Line, ...]


def load_slides(path: Path, settings: Settings) -> list[RawPage]:
    """The slides of a .pptx that are shown, numbered as PowerPoint numbers them.

    Raises:
        DocumentError: no PowerPoint file, protected, damaged or too large unpacked.
    """
    return read_archive(path, settings, "PowerPoint", _pages)


def _pages(data: bytes) -> list[RawPage]:
    from pptx import Presentation

    slides = enumerate(Presentation(io.BytesIO(data)).slides, start=1)
    shown = [(number, slide) for number, slide in slides if slide.element.get("show") not in ("0", "false")]
    return [page_of(_lines(slide), number, begins_anew=True) for number, slide in shown]


def _lines(slide: Any) -> list[Line]:
    title = slide.shapes.title
    named = " ".join(title.text_frame.text.split()) if title is not None else ""
    others = [shape for shape in slide.shapes if title is None or shape.element is not title.element]
    boxes = in_reading_order(list(_boxes(others, 0)))
    if not named and len(boxes) > 1 and _is_title(boxes[0], boxes[1:]):
        named, boxes = boxes[0].lines[0].text, boxes[1:]
    lines = [line for box in boxes for line in (*box.lines, Line(""))]
    return [*paragraph(named, LEVEL_TITLE), *lines, *_notes(slide)]


def _notes(slide: Any) -> list[Line]:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    lines = paragraph(frame.text.replace("\v", "\n")) if frame is not None else []
    return [Line(NOTES, LEVEL_TITLE + 1), *lines] if lines else []


def _is_title(first: Box, others: Sequence[Box]) -> bool:
    """Whether a box does for a title where the layout has none: one short line above all else."""
    is_short = (
        len(first.lines) == 1
        and len(first.lines[0].text) <= LONGEST_TITLE
        and "。" not in first.lines[0].text
    )
    return is_short and all(first.bottom <= box.top for box in others)


def _boxes(shapes: Sequence[Any], depth: int) -> Iterator[Box]:
    for shape in shapes:
        if _is_hidden(shape):
            continue
        left, top = shape.left or 0, shape.top or 0
        right, bottom = left + (shape.width or 0), top + (shape.height or 0)
        lines: tuple[Line, ...] = ()
        if getattr(shape, "has_table", False) and shape.has_table:
            lines = tuple(table_lines(list(_rows(shape.table))))
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            lines = tuple(_chart(shape.chart))
        elif hasattr(shape, "shapes") and depth < MOST_DEPTH:  # a group has coordinates of its own
            inner = in_reading_order(list(_boxes(list(shape.shapes), depth + 1)))
            lines = tuple(line for box in inner for line in box.lines)
        elif shape.has_text_frame:
            lines = tuple(_text(shape))
        if lines:
            yield Box(left, top, right, bottom, lines)


def _is_hidden(shape: Any) -> bool:
    """Whether a shape was switched off in the pane of selection."""
    return any(found.get("hidden") in ("1", "true") for found in shape.element.xpath("./*[1]/p:cNvPr"))


def _chart(chart: Any) -> Iterator[Line]:
    """A chart's values as a table: under its title the categories, and beside them a column for each series."""
    title = chart.chart_title.text_frame.text if chart.has_title and chart.chart_title.has_text_frame else ""
    for plot in chart.plots:
        series = list(plot.series)
        rows: list[Cells] = [[title or "区分", *(one.name or "値" for one in series)]]
        for number, category in enumerate(plot.categories):
            values = (one.values[number] if number < len(one.values) else None for one in series)
            rows.append([str(category), *("" if value is None else f"{value:,.10g}" for value in values)])
        yield from table_lines(rows, layout="heads")


def _text(shape: Any) -> Iterator[Line]:
    """The paragraphs of a box; those of a slide's body that are items with a mark, as the layout draws them."""
    paragraphs = [one for one in shape.text_frame.paragraphs if _words(one).strip()]
    is_list = shape.is_placeholder and len(paragraphs) > 1
    for one in paragraphs:
        mark = _mark(one) if is_list or one.level else _own_mark(one)
        yield from paragraph(mark + _words(one))


def _words(one: Any) -> str:
    """What a paragraph says, without what is struck out."""
    said = []
    for child in one._p.iterchildren(f"{_DRAWING}r", f"{_DRAWING}fld", f"{_DRAWING}br"):
        properties = child.find(f"{_DRAWING}rPr")
        struck = properties is not None and properties.get("strike") in ("sngStrike", "dblStrike")
        text = "\n" if child.tag == f"{_DRAWING}br" else child.findtext(f"{_DRAWING}t") or ""
        said.append("" if struck else text.replace("\v", "\n"))
    return "".join(said)


def _mark(one: Any) -> str:
    properties = one._p.find(f"{_DRAWING}pPr")
    is_plain = properties is not None and properties.find(f"{_DRAWING}buNone") is not None
    return "" if is_plain else _own_mark(one) or "・"


def _own_mark(one: Any) -> str:
    """A mark that a paragraph names itself; a letter of a font of symbols stands for another sign than the one drawn."""
    found = one._p.find(f"{_DRAWING}pPr/{_DRAWING}buChar")
    if found is None:
        return ""
    mark = str(found.get("char", ""))
    return mark if len(mark) == 1 and mark in "・●○■□◆◇▼▽★☆※→▶" else "・"


def _rows(table: Any) -> Iterator[Cells]:
    rows = [list(row.cells) for row in table.rows]
    texts: list[list[str | None]] = []
    for y, cells in enumerate(rows):
        row: list[str | None] = []
        for x, cell in enumerate(cells):
            if not cell.is_spanned:
                row.append("\n".join(map(_words, cell.text_frame.paragraphs)))
            elif y and _spans_down(cell) and texts[y - 1][x] is not None:
                row.append(texts[y - 1][x])
            else:
                row.append(None if x else "")
        texts.append(row)
    yield from texts


def _spans_down(cell: Any) -> bool:
    return cell._tc.get("vMerge") in ("1", "true")


def in_reading_order(boxes: Sequence[Box]) -> list[Box]:
    """Boxes as they are read: parted again and again where the gap between them is widest, rows before columns when alike.

    Two columns of a head and a text each are read one after the other; a label at the left of its value, row by row.
    """
    ordered: list[Box] = []
    waiting = [list(boxes)]
    while waiting:
        group = waiting.pop()
        if parted := _parted(group):
            waiting.extend(reversed(parted))
        else:
            ordered.extend(sorted(group, key=lambda box: (box.top, box.left)))
    return ordered


def _parted(boxes: list[Box]) -> tuple[list[Box], ...]:
    """Boxes in two where the gap between them is widest; nothing where no gap goes through all of them."""
    if len(boxes) < 2:
        return ()
    down, down_at = _widest_gap([(box.top, box.bottom) for box in boxes])
    across, across_at = _widest_gap([(box.left, box.right) for box in boxes])
    if down_at is not None and (across_at is None or down >= across):
        return [box for box in boxes if box.top < down_at], [box for box in boxes if box.top >= down_at]
    if across_at is not None:
        return [box for box in boxes if box.left < across_at], [box for box in boxes if box.left >= across_at]
    return ()


def _widest_gap(ranges: Sequence[tuple[int, int]]) -> tuple[int, int | None]:
    """How wide the widest stretch is that none of the ranges covers, and where the first range after it begins."""
    ordered = sorted(ranges)
    reached, widest, at = ordered[0][1], -1, None
    for begin, end in ordered[1:]:
        if begin > ordered[0][0] and begin - reached > widest and begin >= reached:
            widest, at = begin - reached, begin
        reached = max(reached, end)
    return widest, at
