"""The rest of the tables found, where a question asks something of all their rows: a long one is several passages, and the search finds
only those that say the question's words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.question import Question
from assistant.answering.row_conditions import picking
from assistant.answering.row_extremes import Extreme, extreme_in
from assistant.index.opened import OpenIndex
from assistant.text.normalise import normal_text
from assistant.types import Hit, Passage

MAX_TABLES, MAX_PASSAGES = 3, 240
"""So many tables are read whole, the best found first, and so many passages of them, some 1,200 rows: with 400 an answer takes a second
and a half."""
Table = tuple[str, int, tuple[int, int]]
"""The document, the page and where the heads stand."""


def with_whole_tables(asked: Question, hits: Sequence[Hit], index: OpenIndex) -> list[Hit]:
    """What was found, followed by the other passages of the tables it holds parts of; a table that is too long for it stays cut.

    ``一番高い機械は？`` with the second half of a price list found → with its first half behind it

    Args:
        asked: the question, understood; one that asks nothing of rows leaves all as it is.
        hits: what was found, best first.
        index: an open index.
    """
    if not hits or not (picking(normal_text(asked.text)) or _extreme(asked)):
        return list(hits)
    others: list[Passage] = []
    for table in _tables(hits)[:MAX_TABLES]:
        missing = _missing(table, hits, index)
        if len(others) + len(missing) <= MAX_PASSAGES:
            others += missing
    return [*hits, *(Hit(one, hits[-1].score) for one in others)]


def tables_cut(asked: Question, hits: Sequence[Hit], index: OpenIndex) -> frozenset[Table]:
    """The tables that were found in part only; of these nobody knows which row has the most or the least.

    Args:
        asked: the question, understood; where it asks for no such row, none is looked for.
        hits: what was found.
        index: an open index.
    """
    if not _extreme(asked):
        return frozenset()
    return frozenset(table for table in _tables(hits) if _missing(table, hits, index))


def table_of(passage: Passage) -> Table | None:
    """The table a passage is of; None where it is of none."""
    return (passage.doc_id, passage.page_index, passage.header) if passage.header else None


def _extreme(asked: Question) -> Extreme | None:
    return extreme_in(normal_text(asked.text), normal_text(asked.earlier))


def _tables(hits: Sequence[Hit]) -> list[Table]:
    return list(dict.fromkeys(table for hit in hits if (table := table_of(hit.passage))))


def _missing(table: Table, hits: Sequence[Hit], index: OpenIndex) -> list[Passage]:
    """The passages of a table that were not found."""
    known = {hit.passage.passage_id for hit in hits}
    doc_id, page_index, (head, _) = table
    end = len(index.page_text(doc_id, page_index))
    on_page = (index.passages[one] for one in index.store.passages_between(doc_id, page_index, head, end))
    return [one for one in on_page if table_of(one) == table and one.passage_id not in known]
