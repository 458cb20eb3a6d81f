"""The sentences, list items and table rows of a passage, each as ranges of its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.captions import caption_above, unit_of_cell, unit_of_table
from assistant.answering.ditto import cells_meant, row_meant
from assistant.documents.headings import is_spaced_row, is_table_row, is_table_rule, table_cells
from assistant.index.opened import OpenIndex
from assistant.text.lines import filled_lines
from assistant.text.sentences import sentence_spans
from assistant.types import Passage

MARKER = re.compile(r"^(?:[-*+][ 　]+|[・･●○◎◆■□▲△※→⇒Ο•➢✓]+[ 　]*)+")
"""What a list item or a note begins with, and which is no word of it."""
_CELL_VALUE = re.compile(r"[0-9０-９](?![0-9０-９]{0,3}(?:年|期|回|月|日|[-~〜～]))|分の")
"""A figure that is none of a date or a period, which stand in heads too: 2024年度, 今期(7-9月)."""
_BRACKETED_OR_TIMES = re.compile(r"[(（][^()（）]*[)）]|[0-9０-９]{1,2}[:：時][0-9０-９]{0,2}分?")
"""What heads hold beside their words: 付添い（1時間）, 午前 9:00～12:00."""
UNIT = re.compile(r"[(（]([^()（）]{1,4})[)）]$")
"""The unit a column head gives in brackets: 割合(%)."""
COUNTED_HEAD = re.compile(r"(?P<of>[件社者人回校台])数(?!券)|[(（](?P<in>[件社者人回校台名])[)）]")
"""A head that tells what is counted below it: 件数, 相談方法（件）."""
NAMES_A_ROW = re.compile(r"名(?!数|簿)|項目|メニュー|コース|科目|種[別類]|区分|型式|規格|^単位$")
"""Heads of columns that say what a row is: 制度名, 試験項目, 区分."""
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
    """Sentences of a passage as spans of its page, list markers left out."""

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
        if "\t" in head and "\t" in page_text[begin:stop]:
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


def above_of(spans: Sequence[Span]) -> tuple[str, str]:
    """(the line above a row's heads that tells a unit, the row that its 同上 stands for); empty where there is none."""
    others = [span.text for span in spans[2:] if span.end <= spans[1].start]
    rows = [span.text for span in spans[2:] if span.start >= spans[1].end]
    return next(iter(others), ""), next(iter(rows), "")


def own_spans(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Without the row that 同上 stands for, whose name and other cells are none of this row."""
    return tuple(span for at, span in enumerate(spans) if at < 2 or span.end <= spans[1].start)


def row_in_words(spans: Sequence[Span], first: frozenset[int] = frozenset()) -> str:
    """A table row as it is shown, each value under its column's head where heads stand above it.

    ``一般枠\t1/2\t50万円`` under ``区分\t補助率\t上限額`` → ``一般枠：補助率 1/2、上限額 50万円``; where the first row is no row of
    heads (補助率\t2分の1 above 上限額\t50万円), or cells and heads do not match, ``上限額：50万円（補助率／2分の1）``. The unit that the
    line above the heads tells, and what 同上 stands for, are told with it: ``上限額 500（単位：千円）``, ``上限額 同上（上の行：500）``.

    Args:
        spans: the row, its heads, the line above them that tells a unit, and the row that 同上 stands for, as far as they are there.
        first: the columns told right behind what the row is called; the others follow in their order.
    """
    cells = table_cells(spans[0].text)
    heads = table_cells(spans[1].text) if len(spans) > 1 else []
    if len(cells) == len(heads) and _are_heads(heads):
        named = next((at for at in range(1, len(heads)) if not NAMES_A_ROW.search(heads[at])), len(heads))
        filled = [at for at in range(1, len(heads)) if cells[at]]
        asked = [at for at in filled if at < named or at in first]
        order = [*asked, *(at for at in filled if at not in asked)]
        told = _with_unit(spans, [(at, _cell_in_words(spans, heads[at], at)) for at in order])
        return "：".join(filter(None, [cells[0], "、".join(told)]))
    first_cell, *others = [_with_meant(spans, at) for at, cell in enumerate(cells) if cell] or [""]
    row = "：".join([first_cell, "、".join(others)]) if others else first_cell
    above = "／".join(filter(None, heads))
    return f"{row}（{above}）" if above else row


def _with_unit(spans: Sequence[Span], told: Sequence[tuple[int, str]]) -> list[str]:
    """The cells of a row as they are told, the first bare number among them with the unit of all the table."""
    cells, heads = table_cells(spans[0].text), table_cells(spans[1].text)
    units = [unit_of_table(above_of(spans)[0], heads[at], cells[at]) for at, _ in told]
    first = next((number for number, unit in enumerate(units) if unit), -1)
    return [f"{text}{units[number]}" if number == first else text for number, (_, text) in enumerate(told)]


def _cell_in_words(spans: Sequence[Span], head: str, at: int) -> str:
    """A cell under its head, with what it stands for and its unit: ``保証限度額 同上（上の行：280,000）（単位：千円）``."""
    caption, above = above_of(spans)
    cells = table_cells(spans[0].text)
    meant = cells_meant(cells, table_cells(above))[at] or cells[at]
    return f"{head} {_with_meant(spans, at)}{unit_of_cell(caption, head, meant)}".strip()


def _with_meant(spans: Sequence[Span], at: int) -> str:
    """A cell with what it stands for: ``同上（上の行：280,000）``, ``同左（左の欄：10年）``."""
    cells = table_cells(spans[0].text)
    meant = cells_meant(cells, table_cells(above_of(spans)[1]))[at]
    where = "左の欄" if cells[at].startswith("同左") else "上の行"
    return f"{cells[at]}（{where}：{meant}）" if meant else cells[at]


def cells_under(spans: Sequence[Span], head: re.Pattern[str]) -> list[str]:
    """The cells of a row under the heads that a pattern finds: ``10月7日`` under ``申込締切``; none where no heads stand above it."""
    cells = table_cells(spans[0].text)
    heads = table_cells(spans[1].text) if len(spans) > 1 else []
    meant = cells_meant(cells, table_cells(above_of(spans)[1]))
    told = (other or cell for other, cell in zip(meant, cells, strict=True))
    return [cell for cell, column in zip(told, heads, strict=False) if cell and head.search(column)]


def _are_heads(first_row: Sequence[str]) -> bool:
    """Whether the first row of a table names its columns: no cell but the first holds a value, and of two columns the second
    tells a unit (割合(%)), for 補助率 and 2分の1 are a label and its value as often."""
    others = [_BRACKETED_OR_TIMES.sub("", head) for head in first_row[1:]]
    if len(others) < 2 and not any(map(UNIT.search, first_row[1:])):
        return False
    return not any(map(_CELL_VALUE.search, others))


def _cells(row: str) -> list[str]:
    return [cell for cell in table_cells(row) if cell]


def with_units(spans: tuple[Span, ...]) -> str:
    """A table row with the units its header gives: ``プロパー職員\t31.4`` under ``属性\t割合(%)`` → ``… 31.4%``"""
    own, heads = _cells(spans[0].text), _cells(spans[1].text) if len(spans) > 1 else []
    units = [found.group(1) if (found := UNIT.search(head)) else "" for head in heads]
    filled = [cell + unit for cell, unit in zip(reversed(own), reversed(units), strict=False)]
    return " ".join([*own, *filled])
