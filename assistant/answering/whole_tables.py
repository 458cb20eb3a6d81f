"""The rest of the tables found, where a question asks something of all their rows: a long one is several passages, and the search finds
only those that say the question's words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.row_conditions import picking
from assistant.answering.row_extremes import extreme_in
from assistant.index.opened import OpenIndex
from assistant.text.normalise import normal_text
from assistant.types import Hit, Passage

MAX_TABLES, MAX_PASSAGES = 3, 80
"""So many tables are read whole, the best found first, and so many passages of them: some 400 rows."""


def with_whole_tables(question: str, hits: Sequence[Hit], index: OpenIndex) -> list[Hit]:
    """What was found, followed by the other passages of the tables it holds parts of.

    ``一番高い機械は？`` with the second half of a price list found → with its first half behind it

    Args:
        question: the question as it was typed; one that asks nothing of rows leaves all as it is.
        hits: what was found, best first.
        index: an open index.
    """
    plain = normal_text(question)
    if not hits or not (picking(plain) or extreme_in(plain)):
        return list(hits)
    known = {hit.passage.passage_id for hit in hits}
    tables = dict.fromkeys(table for hit in hits if (table := _table(hit.passage)))
    others: list[Passage] = []
    for table in list(tables)[:MAX_TABLES]:
        doc_id, page_index, (head, _) = table
        end = len(index.page_text(doc_id, page_index))
        on_page = (index.passages[one] for one in index.store.passages_between(doc_id, page_index, head, end))
        others += [one for one in on_page if _table(one) == table and one.passage_id not in known]
    return [*hits, *(Hit(one, hits[-1].score) for one in others[:MAX_PASSAGES])]


def _table(passage: Passage) -> tuple[str, int, tuple[int, int]] | None:
    """The document, the page and the heads of the table a passage is of."""
    return (passage.doc_id, passage.page_index, passage.header) if passage.header else None
