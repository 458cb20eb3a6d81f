"""A web page saved as a file, as lines: what its reader sees of it, without menus, and nothing that runs or hides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.documents.decoding import decode
from assistant.documents.laid_out import END_OF_LABELS, Line, page_of, paragraph
from assistant.documents.outline import LEVEL_TITLE
from assistant.documents.pages import RawPage
from assistant.documents.tables import Cells, Layout, table_lines
from assistant.documents.web_seen import hidden_names, is_hidden, is_menu, is_to_fill_in
from assistant.errors import DocumentError
from assistant.settings import Settings

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
_ENCODINGS = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "euc-jp": "euc_jp",
    "x-euc-jp": "euc_jp",
}
"""Of those a page may name; one in any other is looked at as any text is."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SEEN_FIRST = 4_096
"""Bytes in which a page tells its encoding."""
_UNREAD = frozenset(
    ("script", "style", "template", "noscript", "head", "title", "nav", "aside", "footer", "button", "select",
     "textarea", "iframe", "object", "svg", "math", "canvas", "audio", "video", "dialog", "rt", "rp", "del", "s", "strike")
)  # fmt: skip
_BLOCKS = frozenset(
    ("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "ol", "p", "pre",
     "section", "summary", "table", "td", "th", "ul")
)  # fmt: skip
_LAID_OUT = frozenset(("table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"))
"""Elements that a cell of data seldom holds: a table of them arranges the page."""
_SITE = re.compile(r" ?[|｜]| [-–—] ")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FAR_CELLS = 60
"""Columns and rows that one cell may span."""
_DIGITS = 9
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class _Reading:
    """The lines read so far, and the one being read."""

    lines: list[Line] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    unseen: frozenset[str] = frozenset()
    """Classes and names that the page's styles hide: .off, #old."""
    items: dict[Any, int] = field(default_factory=dict)
    """How many items of a numbered list were read."""
    mark: str = ""
    """Drawn before the next words: of an item of a list."""

    def end_line(self, level: int = 0) -> None:
        lines = paragraph("".join(self.said), level)
        self.said.clear()
        if lines and self.mark:
            lines[0] = Line(self.mark + lines[0].text, level)
            self.mark = ""
        self.lines.extend(lines)


def load_web_page(path: Path, settings: Settings) -> list[RawPage]:
    """The one page of an .html.

    Raises:
        DocumentError: not text in an encoding that is read, or not to be read as HTML.
    """
    root = _parsed(_decoded(path.read_bytes(), path.name), path.name)
    reading = _Reading(unseen=hidden_names(root))
    _read(_main_part(root), reading)
    reading.end_line()
    return [page_of(reading.lines, title=_title(root, reading.unseen))]


def _title(root: Any, unseen: frozenset[str]) -> str:
    """The page's one great heading, else its title up to the name of the site: ``補助金のご案内｜○○市`` → ``補助金のご案内``"""
    great = [
        found
        for found in root.findall(".//h1")
        if not any(is_hidden(one, unseen) for one in (found, *found.iterancestors()))
    ]
    told = _text(great[0], unseen) if len(great) == 1 else root.findtext(".//title") or ""
    return _SITE.split(" ".join(told.split()))[0]


def _parsed(text: str, name: str) -> Any:
    """The root element of a page."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (LxmlError, ValueError) as error:
        raise DocumentError(
            f"{name}: HTML として読めません（{type(error).__name__}）。",
            "ブラウザーで開き、保存し直したファイルを取り込んでください。",
        ) from error
    if any("depth" in entry.message for entry in parser.error_log):  # what is deeper was left out
        raise DocumentError(
            f"{name}: 入れ子が深すぎて、終わりまで読めません。",
            "ブラウザーで開き、PDF として保存したファイルを取り込んでください。",
        )
    return root


def _decoded(data: bytes, name: str) -> str:
    """The text in the encoding the page names, where it is that; a browser takes Shift_JIS for what Windows makes of it."""
    told = _CHARSET.search(data[:_SEEN_FIRST])
    named = _ENCODINGS.get(told[1].decode("ascii").lower()) if told else None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            if named:
                return data.decode(named).replace("\x00", "")
        except UnicodeDecodeError:
            pass  # it is not in what it says
    return decode(data, name)


def _main_part(root: Any) -> Any:
    """The part of a page that is about its matter, where the page says which; else all of it."""
    found = root.xpath("//main | //*[@role='main']") or root.xpath("//article")
    body = root.find("body")
    return found[0] if len(found) == 1 else body if body is not None else root


def _read(element: Any, reading: _Reading) -> None:
    name = element.tag if isinstance(element.tag, str) else ""
    if not name or name in _UNREAD or is_hidden(element, reading.unseen):
        return
    if is_menu(element) or is_to_fill_in(element):
        return
    is_block = name in _BLOCKS
    if is_block:
        reading.end_line()
    if name == "table" and not _is_layout(rows := _rows_of(element, reading.unseen)):
        for caption in element.findall("caption"):
            reading.lines.extend(paragraph(_text(caption, reading.unseen)))
        reading.lines.extend(table_lines(_grid(rows, reading.unseen), layout=_layout(rows)))
        return
    if name == "li":
        reading.mark = _mark(element, reading)
    _read_inside(element, name, reading)
    if is_block:
        reading.end_line(LEVEL_TITLE if name == "dt" else _HEADINGS.get(name, 0))
    if name == "li":
        reading.mark = ""
    if name == "dl":
        reading.lines.append(END_OF_LABELS)


def _read_inside(element: Any, name: str, reading: _Reading) -> None:
    if name == "br":
        reading.said.append("\n")
    reading.said.append(_plain(element.text, name))
    for child in element.iterchildren():
        _read(child, reading)
        reading.said.append(_plain(child.tail, name))


def _plain(text: str | None, name: str) -> str:
    if not text or name == "pre":
        return text or ""
    return _BLANKS.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    """What a run of blanks is read as: nothing for a line's end within Japanese text, which has no blanks between words."""
    text, (start, end) = found.string, found.span()
    is_in_words = start > 0 and end < len(text) and text[start - 1] > "\xff" and text[end] > "\xff"
    return "" if is_in_words and ("\n" in found.group() or "\r" in found.group()) else " "


def _mark(item: Any, reading: _Reading) -> str:
    """What a browser draws before an item of a list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "・"
    number = reading.items.get(parent, _number(parent.get("start", "1")) - 1) + 1
    reading.items[parent] = number
    return f"{number}. "


def _number(told: str) -> int:
    """A number that an attribute tells; 1 for what is none."""
    return int(told) if told.isdecimal() and len(told) <= _DIGITS else 1


def _rows_of(table: Any, unseen: frozenset[str]) -> list[list[Any]]:
    """The cells of the rows of a table that are seen, without those of tables in it."""
    rows: list[list[Any]] = []
    for child in table.iterchildren("*"):
        if child.tag in ("td", "th", "table") or is_hidden(child, unseen):
            continue
        if child.tag == "tr":
            rows.append([cell for cell in child.iterchildren("td", "th") if not is_hidden(cell, unseen)])
        else:
            rows.extend(_rows_of(child, unseen))
    return rows


def _is_layout(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether a table arranges the page and is no table of data: it holds tables, headings or lists, or has one column."""
    cells = [cell for row in rows for cell in row]
    if any(cell.tag == "th" for cell in cells):
        return False
    return any(next(cell.iterdescendants(*_LAID_OUT), None) is not None for cell in cells) or all(
        len(row) < 2 for row in rows
    )


def _layout(rows: Sequence[Sequence[Any]]) -> Layout:
    """What the marks of heads say: those of a first row, or of the first cell of each."""
    rows = [row for row in rows if row]
    if rows and len(rows[0]) > 1 and all(cell.tag == "th" for cell in rows[0]):
        return "heads"
    first_alone = all(row[0].tag == "th" and all(cell.tag == "td" for cell in row[1:]) for row in rows)
    return "labels" if rows and first_alone else "unknown"


def _grid(table: Sequence[Sequence[Any]], unseen: frozenset[str]) -> list[Cells]:
    """The rows of a table, cells that span several rows said in each, those over several columns going on at their right."""
    rows: list[Cells] = []
    held: dict[int, tuple[int, str | None]] = {}
    for row in table:
        cells: list[str | None] = []
        for cell in row:
            _continue(cells, held)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for text in (_text(cell, unseen), *[None] * (across - 1)):
                if down > 1:
                    held[len(cells)] = (down - 1, text)
                cells.append(text)
        _continue(cells, held)
        rows.append(cells)
    return rows


def _continue(cells: list[str | None], held: dict[int, tuple[int, str | None]]) -> None:
    """Add to a row the cells that go on from the row above, as far as they stand next."""
    while len(cells) in held:
        left, text = held.pop(len(cells))
        if left > 1:
            held[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(cell: Any, name: str) -> int:
    return min(max(_number(cell.get(name, "1")), 1), _FAR_CELLS)


def _text(element: Any, unseen: frozenset[str]) -> str:
    """What stands in a cell or a heading, its lines parted by line ends."""
    reading = _Reading(unseen=unseen)
    _read_inside(element, element.tag, reading)
    reading.end_line()
    return "\n".join(line.text for line in reading.lines)
