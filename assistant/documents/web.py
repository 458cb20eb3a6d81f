"""A web page saved as a file, as lines: what its reader sees of it, without menus, and nothing that runs or hides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.documents.decoding import decode
from assistant.documents.laid_out import END_OF_LABELS, Cells, Layout, Line, page_of, paragraph, table_lines
from assistant.documents.outline import LEVEL_TITLE
from assistant.documents.pages import RawPage
from assistant.errors import DocumentError
from assistant.settings import Settings
from assistant.text.hidden import hides_by_style

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
_ENCODINGS = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SEEN_FIRST = 4_096
"""Bytes in which a page tells its encoding."""
_UNREAD = frozenset(
    ("script", "style", "template", "noscript", "head", "title", "nav", "aside", "footer", "form", "button", "select",
     "textarea", "iframe", "object", "svg", "math", "canvas", "audio", "video", "dialog", "rt", "rp")
)  # fmt: skip
_BLOCKS = frozenset(
    ("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "ol", "p", "pre",
     "section", "summary", "table", "td", "th", "ul")
)  # fmt: skip
_LAID_OUT = frozenset(("table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"))
"""Elements that a cell of data seldom holds: a table of them arranges the page."""
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SIMPLE_NAME = re.compile(r"(?:^|[,\s])([.#][A-Za-z_][\w-]{0,60})\s*(?=,|$)")
"""Of a rule for all that bears a name; what is hidden only within something else is left to be read."""
_SITE = re.compile(r"\s*[|｜]\s*|\s+[-–—]\s+")
_LETTER = re.compile(r"\w")
LINKS_OF_A_MENU = 3
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FAR_CELLS = 60
"""Columns and rows that one cell may span."""
_BREAK_IN_WORDS = re.compile(r"(?<=[^\x00-\xff])\s*[\r\n]\s*(?=[^\x00-\xff])")
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

    def end_line(self, level: int = 0) -> None:
        text = "".join(self.said)
        self.said.clear()
        self.lines.extend(paragraph(text, level))


def load_web_page(path: Path, settings: Settings) -> list[RawPage]:
    """The one page of an .html.

    Raises:
        DocumentError: not text in an encoding that is read, or not to be read as HTML.
    """
    root = _parsed(_decoded(path.read_bytes(), path.name), path.name)
    reading = _Reading(unseen=_hidden_names(root))
    _read(_main_part(root), reading)
    reading.end_line()
    return [page_of(reading.lines, title=_title(root))]


def _title(root: Any) -> str:
    """The page's one great heading, else its title up to the name of the site: ``補助金のご案内｜○○市`` → ``補助金のご案内``"""
    great = root.findall(".//h1")
    told = great[0].text_content() if len(great) == 1 else root.findtext(".//title") or ""
    return " ".join(_SITE.split(told)[0].split())


def _hidden_names(root: Any) -> frozenset[str]:
    """Classes and names of elements that the page's own styles hide: ``.off{display:none}`` → .off"""
    styles = "\n".join(style.text or "" for style in root.iter("style"))
    return frozenset(
        name
        for names, style in _RULE.findall(styles)
        if hides_by_style(style)
        for name in _SIMPLE_NAME.findall(names)
    )


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
    named = told[1].decode("ascii").lower() if told else ""
    try:
        if named and named != "utf-8":
            return data.decode(_ENCODINGS.get(named, named)).replace("\x00", "")
    except (LookupError, UnicodeDecodeError):
        pass  # it is not in what it says; looked at as any text is
    return decode(data, name)


def _main_part(root: Any) -> Any:
    """The part of a page that is about its matter, where the page says which; else all of it."""
    found = root.xpath("//main | //*[@role='main']") or root.xpath("//article")
    body = root.find("body")
    return found[0] if len(found) == 1 else body if body is not None else root


def _read(element: Any, reading: _Reading) -> None:
    name = element.tag if isinstance(element.tag, str) else ""
    if not name or name in _UNREAD or _is_hidden(element, reading.unseen) or _is_menu(element, name):
        return
    is_block = name in _BLOCKS
    if is_block:
        reading.end_line()
    if name == "table" and not _is_layout(element):
        reading.lines.extend(table_lines(_grid(element), layout=_layout(element)))
        return
    if name == "li":
        reading.said.append(_mark(element, reading))
    _read_inside(element, name, reading)
    if is_block:
        reading.end_line(LEVEL_TITLE if name == "dt" else _HEADINGS.get(name, 0))
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
    return _BLANKS.sub(" ", _BREAK_IN_WORDS.sub("", text))


def _mark(item: Any, reading: _Reading) -> str:
    """What a browser draws before an item of a list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "・"
    start = parent.get("start", "1")
    number = reading.items.get(parent, int(start) - 1 if start.isdecimal() else 0) + 1
    reading.items[parent] = number
    return f"{number}. "


def _is_hidden(element: Any, unseen: frozenset[str]) -> bool:
    names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or hides_by_style(element.get("style", ""))
        or not unseen.isdisjoint(names)
    )


def _is_menu(element: Any, name: str) -> bool:
    """Whether a list or table is nothing but links to other pages."""
    if name not in ("ul", "ol", "table"):
        return False
    links = element.findall(".//a")
    return len(links) >= LINKS_OF_A_MENU and _letters(element) == sum(map(_letters, links))


def _letters(element: Any) -> int:
    return len(_LETTER.findall(element.text_content()))


def _is_layout(table: Any) -> bool:
    """Whether a table arranges the page and is no table of data: it holds tables, headings or lists, or has one column."""
    if table.xpath(".//th"):
        return False
    inner = {
        child.tag
        for cell in table.iter("td")
        for child in cell.iterdescendants()
        if isinstance(child.tag, str)
    }
    return bool(inner & _LAID_OUT) or all(len(row.findall("td")) < 2 for row in table.iter("tr"))


def _layout(table: Any) -> Layout:
    """What the marks of heads say: those of a first row, or of the first cell of each."""
    rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
    rows = [row for row in rows if row]
    if rows and len(rows[0]) > 1 and all(cell.tag == "th" for cell in rows[0]):
        return "heads"
    first_alone = all(row[0].tag == "th" and all(cell.tag == "td" for cell in row[1:]) for row in rows)
    return "labels" if rows and first_alone else "unknown"


def _grid(table: Any) -> list[Cells]:
    """The rows of a table, cells that span several rows said in each, those over several columns going on at their right."""
    rows: list[Cells] = []
    held: dict[int, tuple[int, str | None]] = {}
    for row in table.iter("tr"):
        cells: list[str | None] = []
        for cell in row.iterchildren("td", "th"):
            _continue(cells, held)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for text in (_cell_text(cell), *[None] * (across - 1)):
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
    told = cell.get(name, "1")
    return min(max(int(told), 1), _FAR_CELLS) if told.isdecimal() else 1


def _cell_text(cell: Any) -> str:
    reading = _Reading()
    _read_inside(cell, cell.tag, reading)
    reading.end_line()
    return "\n".join(line.text for line in reading.lines)
