"""What stands on the page about the sentences found: a sum takes all its prices and the notes that change them, and the search
finds only those that say the question's words (6人〜20人 24,000円 says none of 従業員12人の会社)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.evidence import Evidence, collect
from assistant.answering.instructions import set_aside
from assistant.answering.question import Question
from assistant.answering.scope import Scope, everyday_words
from assistant.preferences import preferences_of
from assistant.types import Hit

AROUND = 4_000
"""Characters before and behind the best sentence: a price list with its notes; a document without pages is one long page."""


def with_page(asked: Question, content: Sequence[Evidence], scope: Scope) -> list[Evidence]:
    """The sentences of the page that the best sentence stands on, in the order of the page; orders to the assistant left out.

    ``従業員12人だと年会費は`` with 加入金として3,000円 found → with all lines of the fee table beside it

    Args:
        asked: the question, understood.
        content: the sentences found that may be shown, of the page meant.
        scope: what is asked.
    """
    if not content:
        return []
    best = max(content, key=lambda e: e.score)
    doc_id, page_index = best.passage.doc_id, best.passage.page_index
    begin, end = (best.passage.start - AROUND, best.passage.end + AROUND)
    ids = scope.index.store.passages_between(doc_id, page_index, begin, end)
    hits = [Hit(scope.index.passages[passage_id], 0.0) for passage_id in ids]
    wanted = preferences_of(asked.search_text, scope.today)
    found, _ = set_aside(collect(asked, hits, scope.index, wanted, everyday_words(scope)))
    return sorted(found, key=lambda e: e.spans[0].start)
