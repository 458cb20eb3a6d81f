"""Turn chosen evidence into numbered citations and verified statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from assistant.answering.annotate import standing_of
from assistant.answering.computing.computed import Calculation
from assistant.answering.evidence import Evidence
from assistant.answering.premises import Correction
from assistant.answering.spans import Span
from assistant.index.opened import OpenIndex
from assistant.types import Citation, DocumentMeta, Passage, Statement


def cite(
    chosen: Sequence[Evidence], index: OpenIndex, today: date, context: Sequence[Evidence] = ()
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Statements in order, then those of the context, and the citations they stand on, numbered as they first appear.

    Each quote is compared with what the disk holds at its offsets now; a statement whose quote is not
    found there word for word is marked unverified.
    """
    citations: dict[Span, Citation] = {}
    statements: list[Statement] = []
    spans = [span for evidence in (*chosen, *context) for span in evidence.spans]
    stored = dict(zip(spans, index.store.stored([span.place for span in spans]), strict=True))
    for evidence in (*chosen, *context):
        numbers, problems = [], []
        for span in evidence.spans:
            if span not in citations:
                repeats = evidence.repeats if span == evidence.spans[0] else ()
                citation = citation_of(
                    len(citations) + 1, span, evidence.document, evidence.passage, index, today
                )
                also = tuple(index.place(*repeat.place) for repeat in repeats)
                citations[span] = replace(citation, also=also)
            numbers.append(citations[span].n)
            if stored[span] != span.text:
                problems.append("引用文が保存された本文と一致しません。")
        support: Literal["verified", "unverified"] = "unverified" if problems else "verified"
        role: Literal["answer", "context"] = "answer" if len(statements) < len(chosen) else "context"
        statements.append(Statement(evidence.text, tuple(numbers), support, tuple(problems), role))
    return tuple(statements), tuple(citations.values())


def cite_computed(
    computed: Sequence[Calculation],
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    index: OpenIndex,
    today: date,
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """The statements after the values computed for them, each of which cites the sentences it was computed from."""
    cited, told = list(citations), []
    for calculation in computed:
        spans = [(operand, span) for operand in calculation.operands for span in operand.spans]
        for operand, span in spans:
            if _number(span, cited) is None:
                cited.append(
                    citation_of(len(cited) + 1, span, operand.document, operand.passage, index, today)
                )
        numbers = dict.fromkeys(number for _, span in spans if (number := _number(span, cited)))
        told.append(Statement(calculation.text, tuple(numbers), "verified"))
    return (*told, *statements), tuple(cited)


def with_grounds(
    citations: Sequence[Citation], corrections: Sequence[Correction], index: OpenIndex, today: date
) -> tuple[Citation, ...]:
    """The citations, and after them those that the corrections stand on beside them."""
    cited = list(citations)
    for correction in corrections:
        span, passage = correction.span, correction.passage
        if span and passage and _number(span, cited) is None:
            document = index.documents[span.doc_id]
            cited.append(citation_of(len(cited) + 1, span, document, passage, index, today))
    return tuple(cited)


def _number(span: Span, citations: Sequence[Citation]) -> int | None:
    return next((c.n for c in citations if (c.doc_id, c.page_index, c.start, c.end) == span.place), None)


def citation_of(
    n: int, span: Span, document: DocumentMeta, passage: Passage, index: OpenIndex, today: date
) -> Citation:
    """A citation of a range of a stored page, with the date and standing it has on a day."""
    return Citation(
        n=n,
        doc_id=document.doc_id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        page=index.page_numbers.get((span.doc_id, span.page_index)),
        page_index=span.page_index,
        section=passage.section,
        quote=span.text,
        start=span.start,
        end=span.end,
        standing=standing_of(document, span.text, today),
        source=document.source,
        row=index.row(span.doc_id, span.page_index, span.start),
    )
