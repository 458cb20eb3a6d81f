"""What the advisor must know beside an answer, gathered from the rules that find it, each in its own module."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.answering.annotate import (
    notice_without_vectors,
    notices_for,
    notices_on_names,
    notices_on_relative_times,
    told_of_measures_in_doubt,
)
from assistant.answering.conflicts import notices_on_conflicts
from assistant.answering.draft import Draft
from assistant.answering.finding import found_without_filters
from assistant.answering.instructions import Heard, notices_on_instructions, notices_on_namesakes
from assistant.answering.joined import Found
from assistant.answering.narrowed import notices_of_filters
from assistant.answering.one_client import ANOTHER_CLIENT
from assistant.answering.premises import notices_on_premises
from assistant.answering.reading import Reading, notices_of
from assistant.answering.scope import Scope
from assistant.types import Notice

if TYPE_CHECKING:
    from assistant.model.write import Written


def notices_beside(draft: Draft, heard: Heard, read: Reading, scope: Scope) -> tuple[Notice, ...]:
    """False premises first, then how the question was read, then what is known of the sources.

    Args:
        draft: what the answer says.
        heard: the question without orders to the assistant.
        read: how it was understood.
        scope: what was asked, and on which day.
    """
    found, citations, documents = draft.found, draft.citations, scope.index.documents
    orders = [order for one in found for order in one.orders]
    resolved = dict.fromkeys(name for one in found for name in one.asked.resolved)
    narrowed = dict.fromkeys(notice for one in found for notice in _notices_of_filters(one, scope))
    return (
        *notices_on_premises(draft.corrections, citations),
        *notices_of(read),
        *([Notice("understood", ANOTHER_CLIENT)] if heard.of_another_client else []),
        *notices_on_instructions(heard, orders, citations),
        *_notice_of_rows_left(sum(one.rows_left for one in found)),
        *notices_on_conflicts([one.conflict for one in found if one.conflict], citations),
        *notices_on_names(tuple(resolved)),
        *notices_for(citations, told_of_measures_in_doubt(draft.statements, draft.measures)),
        *notices_on_relative_times(citations, documents),
        *notices_on_namesakes(citations, list(documents.values())),
        *narrowed,
        *notice_without_vectors(scope.index.embedding.problem()),
        *(_notices_on_writing(draft.written) if draft.written else ()),
    )


def _notice_of_rows_left(rows: int) -> tuple[Notice, ...]:
    """That more rows meet what was asked than are shown, and how to see them."""
    told = f"条件に合う行は、ほかに{rows}件あります。続けて「ほかには？」とお尋ねください。"
    return (Notice("left_out", told),) if rows else ()


def _notices_of_filters(found: Found, scope: Scope) -> tuple[Notice, ...]:
    unfiltered = partial(found_without_filters, found.asked, scope)
    return notices_of_filters(found.decision, scope.filters, scope.today, unfiltered)


def _notices_on_writing(written: Written) -> tuple[Notice, ...]:
    """That the answer had to be given without the model, and why; or what of the model's was left out."""
    if written.problem is None:
        return written.notices
    text = f"{written.problem.message}言語モデルを使わず、資料の文をそのまま示します。{written.problem.hint}"
    return (Notice("fallback", text),)
