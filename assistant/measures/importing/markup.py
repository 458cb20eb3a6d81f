"""Markdown and HTML of a cell taken down to its words. Nothing that a browser would take for HTML passes.

A cell is cut into blocks (a paragraph, a list, what stands between two images), so that each fact stands on a stretch
of the cell as it is written there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.text.hidden import without_hidden

BLOCK_CHARACTERS = 400
"""A longer paragraph is cut at a sentence or line end. Of 455 bodies of the public list the longest has 2,802."""
BLOCKS_OF_A_CELL = 60
_UNSEEN = {"<!--": "-->", "<script": "</script", "<style": "</style"}
"""What a browser does not show, from its opening to its end."""
_UNSEEN_START = re.compile(r"<!--|<script\b|<style\b", re.IGNORECASE)
_TAG = re.compile(r"</?(?!https?://)[a-z][^<>]{0,2000}>|</?[a-z]>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)")
_BREAK = re.compile(
    rf"{_TAG.pattern}|{_IMAGE.pattern}|\n[ \t　]*(?=\n)|^[ \t]*(?:[-*_=|:][ \t]*){{3,}}$",
    re.IGNORECASE | re.MULTILINE,
)
_LINK = re.compile(r"\[([^\[\]]{0,500})\]\([^()]{0,2000}\)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_LINE_MARK = re.compile(r"^[ \t　]*(?:#{1,6}[ \t　]*|>[ \t]?)+", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[*+-][ \t　]+", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\*_#\[\]()~`>+.!|-])")
_OPENS_HTML = re.compile(r"<(?=[a-zA-Z/!?])")
_HEADING = re.compile(r"[ \t　]*(?:#{1,6}|【|＜|<(?![a-zA-Z/])|\*\*|■|●|◆)")
_SENTENCE = re.compile(r"[^\n。]*(?:。|\n|$)")
_MARKS = re.compile(r"[<>&*#\[\]\\|!+-]")
"""What no markup is written without: most cells of an agency's own list have none."""
_SAYS_SOMETHING = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a cell, verbatim, and its words: ``plain(quote) == text``."""

    quote: str
    text: str


def clean(text: str) -> str:
    """Text without control characters, hidden characters and halves of characters, line ends made ``\\n``.

    ``補\\x00助\\u200b率\\r\\n`` → ``補助率\\n``
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return without_hidden(whole.replace("\r\n", "\n").replace("\r", "\n"))


def plain(text: str) -> str:
    """The words of a text in Markdown or HTML: links as their text, images and tags left out.

    ``**[DX認定](https://…)** を受けた<br>`` → ``DX認定 を受けた``; ``a<b>c</b>`` → ``ac``; ``<対象者>`` stays
    """
    if not _MARKS.search(text):
        return "\n".join(filter(None, map(str.strip, clean(text).splitlines())))
    text = _without_unseen(html.unescape(clean(text)))
    text = _LINK.sub(r"\1", _IMAGE.sub("", _AUTOLINK.sub(r"\1", text)))
    text = _LINE_MARK.sub("", _TAG.sub("", text)).replace("**", "")
    text = _ESCAPED.sub(r"\1", _BULLET.sub("・", text))
    lines = (line.strip().strip("|").strip() for line in clean(text).splitlines())
    return _OPENS_HTML.sub("＜", "\n".join(filter(None, lines)))


def one_line(text: str) -> str:
    """The same in one line: a name, a place."""
    return " ".join(plain(text).split())


def blocks(cell: str) -> tuple[Block, ...]:
    """The blocks of a cell that say something, in its order; each ``quote`` is a stretch of the cell.

    ``### 対象\\n県内の企業\\n\\n![](図.png)\\n\\n1社10万円`` → (対象 県内の企業), (1社10万円)
    """
    found: list[Block] = []
    for quote in _pieces(_without_unseen(cell, blank=True)):
        text = plain(quote)
        if _SAYS_SOMETHING.search(text):
            found.append(Block(quote, text))
        if len(found) == BLOCKS_OF_A_CELL:
            break
    return tuple(found)


def _pieces(cell: str) -> Iterator[str]:
    """What stands between the breaks of a cell, in pieces no longer than a block may be where they can be cut."""
    start = 0
    for found in _BREAK.finditer(cell):
        yield from _cut(cell, start, found.start())
        start = found.end()
    yield from _cut(cell, start, len(cell))


def _cut(cell: str, start: int, end: int) -> Iterator[str]:
    """A paragraph in pieces: a heading opens one, and so does what would make it too long."""
    begin = start
    for sentence in _SENTENCE.finditer(cell, start, end):
        at, stop = sentence.span()
        opens_line = at == start or cell[at - 1] == "\n"
        heading = opens_line and _HEADING.match(cell, at, stop)
        if at > begin and (heading or stop - begin > BLOCK_CHARACTERS):
            yield cell[begin:at].strip()
            begin = at
    yield cell[begin:end].strip()


def _without_unseen(text: str, *, blank: bool = False) -> str:
    """Comments, scripts and styles left out, or for ``blank`` made empty lines, which break a block."""
    kept, at, unclosed = [], 0, set()
    for found in _UNSEEN_START.finditer(text):
        closing = _UNSEEN[found.group().lower()]
        if found.start() < at or closing in unclosed:
            continue
        end = text.lower().find(closing, found.end())
        if end < 0:
            unclosed.add(closing)
            continue
        kept.append(text[at : found.start()])
        at = text.find(">", end) + 1 or len(text)
        kept.append("\n\n" if blank else "")
    return "".join((*kept, text[at:])) if kept else text
