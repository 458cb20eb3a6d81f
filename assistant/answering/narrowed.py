"""What an answer from part of the documents must say of the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from assistant.answering.annotate import japanese_date
from assistant.answering.decide import Decision
from assistant.filters import Filters, describe, document_passes, passage_passes
from assistant.types import DocumentMeta, Notice

MAX_TITLES = 3
CLEARLY_BETTER = 0.25
"""By so much more of a question's terms must the rest of the documents cover it, where there is an answer already.
On the development split, limited to documents that do not hold the answer (n = 34), 3 were answered all the same:
coverage 0.40 beside 0.93 in the rest, 0.43 beside 0.52, 1.0 beside 1.0."""


def notices_of_filters(
    decision: Decision, filters: Filters, today: date, unfiltered: Callable[[], Decision]
) -> tuple[Notice, ...]:
    """That only part of the documents was searched, and whether the rest would have answered.

    Args:
        decision: what was decided on the passages that pass.
        filters: what they had to meet.
        today: the day of asking.
        unfiltered: what would be decided on all passages.
    """
    if filters.is_empty or decision.outcome == "beside":
        return ()
    narrowed = Notice("narrowed", f"しぼり込み（{describe(filters)}）に合う資料だけを調べました。")
    titles = _outside(decision, unfiltered(), filters, today)
    if not titles:
        return (narrowed,)
    text = (
        f"しぼり込みの外に該当する資料があります: {'、'.join(titles)}。しぼり込みを解除してお尋ねください。"
    )
    return narrowed, Notice("filtered", text)


def _outside(narrow: Decision, wide: Decision, filters: Filters, today: date) -> tuple[str, ...]:
    """Titles, with dates, of the documents left out that answer what is missing; empty where none does."""
    if not _answers_more(wide, narrow):
        return ()
    left_out = (
        evidence.document
        for evidence in wide.evidence
        if not document_passes(evidence.document, filters, today)
        or not passage_passes(evidence.passage, evidence.document, filters, today)
    )
    return tuple(dict.fromkeys(map(_title, left_out)))[:MAX_TITLES]


def _answers_more(wide: Decision, narrow: Decision) -> bool:
    if not wide.is_answered:
        return False
    if narrow.outcome == "refuse" or set(wide.missing) < set(narrow.missing):
        return True
    return wide.confidence - narrow.confidence >= CLEARLY_BETTER


def _title(document: DocumentMeta) -> str:
    return f"『{document.title}』（{japanese_date(document.published)}）"
