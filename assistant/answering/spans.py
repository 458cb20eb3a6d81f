"""The sentences, list items and table rows of a passage, each as ranges of its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.captions import caption_above
from assistant.answering.ditto import row_meant
from assistant.documents.headings import is_spaced_row, is_table_row, is_table_rule
from assistant.index.opened import OpenIndex
from assistant.text.lines import filled_lines
from assistant.text.sentences import sentence_spans
from assistant.types import Passage

MARKER = re.compile(r"^(?:[-*+][ 　]+|[・･●○◎◆■□▲△※→⇒Ο•➢✓]+[ 　]*)+")
"""What a list item or a note begins with, and which is no word of it."""
_LETTERS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a stored page."""

    doc_id: str
    page_index: int
    start: int
    end: int
    text: str

    @property
    def place(self) -> tuple[str, int, int, int]:
        """Where it stands: document, page, first character, the one after its last."""
        return self.doc_id, self.page_index, self.start, self.end

    def is_within(self, others: Iterable[Span]) -> bool:
        """Whether it is one of the others, or a part of one: a sentence shown together with the one it points back to."""
        page = self.doc_id, self.page_index
        return any(
            page == (other.doc_id, other.page_index) and other.start <= self.start and self.end <= other.end
            for other in others
        )


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, not as a heading or list item."""
    return text.rstrip("」』）)").endswith("。")


def units(passage: Passage, page_text: str, index: OpenIndex) -> Iterable[tuple[Span, ...]]:
    """The sentences of a passage as spans of its page, list markers left out; a table row with what ``row_parts`` takes it apart into:
    its heads, the line above them that tells a unit, and the row that its 同上 or its first blanks stand for."""

    def span(start: int, end: int) -> Span:
        return Span(passage.doc_id, passage.page_index, start, end, page_text[start:end])

    caption = caption_above(page_text, passage.header[0]) if passage.header else None
    for start, end in _sentences_and_rows(passage, page_text):
        if passage.header and _is_row_under(page_text[slice(*passage.header)], page_text[start:end]):
            is_empty = is_table_rule(page_text[start:end]) or not _LETTERS.search(page_text[start:end])
            if (start, end) != passage.header and not is_empty:
                meant = row_meant(page_text, start, passage.header[1])
                yield tuple(span(*one) for one in ((start, end), passage.header, caption, meant) if one)
            elif (
                passage.start,
                passage.end,
            ) == passage.header and not is_empty:  # a table of one row heads nothing
                yield (span(start, end),)
            continue
        if marker := MARKER.match(page_text[start:end]):
            start += marker.end()
        if len(_LETTERS.findall(page_text[start:end])) >= 2:
            yield (span(start, end), *_other_half(passage, page_text, end, index))


def _sentences_and_rows(passage: Passage, page_text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a passage; of a table under heads its rows whole, with their empty cells and whatever sentences are in them."""
    head = page_text[slice(*passage.header)] if passage.header else ""
    for begin, stop in filled_lines(page_text, passage.start, passage.end):
        line = page_text[begin:stop]
        if ("\t" in head and "\t" in line) or (is_table_row(head) and is_table_row(line)):
            yield begin, stop
            continue
        for start, end in sentence_spans(page_text[begin:stop]):
            yield begin + start, begin + end


def _is_row_under(header: str, line: str) -> bool:
    return is_table_row(line) or is_spaced_row(line, header) or line == header


def _other_half(passage: Passage, page_text: str, end: int, index: OpenIndex) -> tuple[Span, ...]:
    """The rest of a sentence that goes on at the head of the next page."""
    # The first look is short: a page without breaks may be millions of characters long.
    if (
        page_text[end : end + 100].strip()
        or page_text[end:].strip()
        or is_sentence(page_text[max(0, end - 5) : end])
    ):
        return ()
    following = index.store.page(passage.doc_id, passage.page_index + 1)
    if following is None or not following.continues:
        return ()
    start, stop = sentence_spans(following.text)[0]
    return (Span(passage.doc_id, following.index, start, stop, following.text[start:stop]),)


def is_row(spans: Sequence[Span]) -> bool:
    """Whether spans are a table row: by its own form, or because its column heads stand above it."""
    first, *others = spans
    return is_table_row(first.text) or any(
        other.page_index == first.page_index and other.end <= first.start for other in others
    )
