"""Cut pages into passages that end at sentence ends and know their exact range."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.documents.headings import begins_spaced_table, is_spaced_row, is_table_row, table_cells
from assistant.documents.outline import Section
from assistant.text.lines import filled_lines
from assistant.text.titles import OFFICE
from assistant.types import Page, Passage

PASSAGE_CHARACTERS = 400
"""Longest passage. On the development questions 300 to 500 found the same passages; 400 keeps a
paragraph of the minutes whole."""
_SENTENCE_END = r"(?<=[。！？])(?![」』）)])"
_LETTER = re.compile(r"\w")
MIN_LETTERS = 4
MAX_ROW = 2_000
"""Characters; a longer row of a table is cut. A row of 2.3 million took a question 7.5 seconds."""
MAX_HEADER = 200
"""Characters; a longer first row is no header, and would be indexed again with every passage."""
ROWS_COMPARED = 20
ALIKE_FROM = 4
"""Letters with which cells of one column begin alike: 公益財団法人…; a head says what they are (団体名)."""
_OFFICE = re.compile(rf"(?:{OFFICE})$")

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
    """Alternating stretches of running text and of tables; a table of spaced columns is one of its own."""
    lines = list(filled_lines(text, start, end))
    begin, table, head = start, False, ""
    for number, (line_start, line_end) in enumerate(lines):
        line = text[line_start:line_end]
        goes_on = bool(head) and is_spaced_row(line, head)
        opens = not goes_on and begins_spaced_table([text[s:e] for s, e in lines[number : number + 2]])
        is_row = goes_on or opens or is_table_row(line)
        if (is_row != table or opens) and line_start > begin:
            yield table, begin, line_start
            begin = line_start
        table, head = is_row, line if opens else head if goes_on else ""
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
    rows = list(filled_lines(text, start, end))
    may_head = rows[0][1] - rows[0][0] <= MAX_HEADER and not _is_like_the_rest([text[s:e] for s, e in rows])
    header = rows[0] if may_head else None
    begin, last = rows[0]
    for row_start, row_end in rows:
        if row_end - begin > PASSAGE_CHARACTERS and row_start > begin:
            yield begin, last, header
            begin = row_start
        if row_end - begin > MAX_ROW:  # a sheet's row: cut between cells
            yield from ((s, e, header) for s, e in _cut_row(text, begin, row_end))
            begin = min(row_end + 1, end)
        last = row_end
    if begin < last:
        yield begin, last, header


def _is_like_the_rest(rows: Sequence[str]) -> bool:
    """Whether the first row of a table is one of its rows and heads nothing: a list of people, each with body and post.

    ``斎藤直\t公益財団法人石川県…\t副理事長`` above ``今喜典\t公益財団法人21あおもり…\t理事長`` → True: in a column it begins as a cell
    of most rows, or ends in an office as that does
    """
    first, *below = [table_cells(row) for row in rows[:ROWS_COMPARED]]
    alike = [
        any(
            _begin_alike(cell, other) or (_is_in_office(cell) and _is_in_office(other))
            for cell, other in zip(first, cells, strict=False)
        )
        for cells in below
    ]
    return sum(alike) * 2 > len(alike)


def _is_in_office(cell: str) -> bool:
    """Whether a cell tells what somebody is: 副理事長; not 代表 or 会長 alone, which head columns as often."""
    return bool(_OFFICE.search(cell)) and cell not in ("代表", "会長", "委員", "座長", "代表者")


def _begin_alike(one: str, other: str) -> bool:
    return len(one) > ALIKE_FROM and one[:ALIKE_FROM] == other[:ALIKE_FROM] and one[:ALIKE_FROM].isalpha()


def _cut_row(text: str, start: int, end: int) -> Iterator[Range]:
    while end - start > PASSAGE_CHARACTERS:
        cut = text.rfind("\t", start, start + PASSAGE_CHARACTERS) + 1
        cut = cut if cut > start else start + PASSAGE_CHARACTERS
        yield start, cut
        start = cut
    yield start, end


def _stripped(text: str, start: int, end: int, keep_tabs: bool) -> Range:
    """The range without white space at its ends; an empty first or last cell of a row is kept."""
    blank = " \n　" if keep_tabs else None
    body = text[start:end]
    return start + len(body) - len(body.lstrip(blank)), end - (len(body) - len(body.rstrip(blank)))
