"""Cut pages into passages that end at sentence ends and know their exact range."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.documents.headings import is_table_row
from assistant.documents.outline import Section
from assistant.types import Page, Passage

PASSAGE_CHARACTERS = 400
"""Longest passage. On the development questions 300 to 500 found the same passages; 400 keeps a
paragraph of the minutes whole."""
_SENTENCE_END = r"(?<=[。！？])(?![」』）)])"
_LETTER = re.compile(r"\w")
MIN_LETTERS = 4

Range = tuple[int, int]


def chunk_page(doc_id: str, page: Page, sections: list[Section]) -> list[Passage]:
    """Passages of a page. For each, ``page.text[start:end] == text``.

    Running text is packed sentence by sentence up to ``PASSAGE_CHARACTERS``; tables row by row, each
    passage of rows knowing the range of its table's header row.
    """
    passages = []
    for section in sections:
        for start, end, header in _ranges(page.text, section.start, section.end):
            start, end = _stripped(page.text, start, end, keep_tabs=header is not None)
            text = page.text[start:end]
            if len(_LETTER.findall(text)) < MIN_LETTERS:
                continue
            passage_id = f"{doc_id}:{page.index}:{start}-{end}"
            passages.append(Passage(passage_id, doc_id, page.index, start, end, text, section.path, header))
    return passages


def _ranges(text: str, start: int, end: int) -> Iterator[tuple[int, int, Range | None]]:
    for is_table, block_start, block_end in _blocks(text, start, end):
        if is_table:
            yield from _table_ranges(text, block_start, block_end)
        else:
            for s, e in _prose_ranges(text, block_start, block_end):
                yield s, e, None


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[bool, int, int]]:
    """Alternating stretches of running text and of table rows."""
    begin, table = start, False
    for line in re.finditer(r"[^\n]*\n?", text[start:end]):
        if not line.group().strip():
            continue
        if is_table_row(line.group()) != table:
            if line.start() + start > begin:
                yield table, begin, line.start() + start
            begin, table = line.start() + start, not table
    if begin < end:
        yield table, begin, end


def _prose_ranges(text: str, start: int, end: int) -> Iterator[Range]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=[r"(?<=\n)(?=\n)", _SENTENCE_END, r"(?<=\n)", "(?<=、)", ""],
        is_separator_regex=True,
        keep_separator="end",
        strip_whitespace=False,
        chunk_size=PASSAGE_CHARACTERS,
        chunk_overlap=0,
    )
    position = start
    for piece in splitter.split_text(text[start:end]):
        yield position, position + len(piece)
        position += len(piece)
    if position != end:  # pieces must tile the text, or every later offset is wrong
        raise AssertionError(f"the splitter lost text: {end - position} characters")


def _table_ranges(text: str, start: int, end: int) -> Iterator[tuple[int, int, Range | None]]:
    rows = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text[start:end])]
    header = rows[0]
    begin, last = rows[0]
    for row_start, row_end in rows[1:]:
        if row_end - begin > PASSAGE_CHARACTERS:
            yield begin, last, header
            begin = row_start
        last = row_end
    yield begin, last, header


def _stripped(text: str, start: int, end: int, keep_tabs: bool) -> Range:
    """The range without white space at its ends; an empty first or last cell of a row is kept."""
    blank = " \n　" if keep_tabs else None
    body = text[start:end]
    return start + len(body) - len(body.lstrip(blank)), end - (len(body) - len(body.rstrip(blank)))
