"""Where an advisor may read on, where the sentences found were not held to answer.

A question is refused where no sentence is sure enough; its passage may have been found all the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from assistant.answering.cite import citation_of
from assistant.answering.joined import Found
from assistant.answering.scope import Scope
from assistant.answering.spans import Span
from assistant.types import Citation, Passage

MOST_PLACES = 3
"""Of 41 development questions with an answer that are refused, the passage that holds it is the first found of 17, among two of 25,
among three of 28, among five of 29; by what its best sentence covers 18, 22, 25 and 27."""

LEAST_LETTERS = 10
"""Different letters a passage has that is worth reading; a file that floods an index with one has fewer."""


def places_to_read(
    found: Sequence[Found], citations: Sequence[Citation], scope: Scope
) -> tuple[Citation, ...]:
    """The passages found first for what was not answered, numbered on from the citations; none that a citation is of already.

    A passage with an order to the assistant is none to send anybody to.

    Args:
        found: what was found for each part of the question.
        citations: what the answer stands on.
        scope: what was asked, and on which day.
    """
    orders = [span for one in found for order in one.orders for span in order.spans]
    places: list[Citation] = []
    for passage in _passages(found):
        span = _span(passage, scope)
        if len(set(span.text)) < LEAST_LETTERS:
            continue
        if any(_meet(span, order) for order in orders) or any(_meet(span, one) for one in citations):
            continue
        if not any(_meet(span, place) for place in places):
            number = len(citations) + len(places) + 1
            document = scope.index.documents[span.doc_id]
            places.append(citation_of(number, span, document, passage, scope.index, scope.today))
        if len(places) == MOST_PLACES:
            break
    return tuple(places)


def _passages(found: Sequence[Found]) -> Iterator[Passage]:
    """The passages of the parts that were refused, the first of each part before the second of any."""
    refused = [one.hits for one in found if one.decision.outcome == "refuse"]
    for together in itertools.zip_longest(*refused):
        yield from (hit.passage for hit in together if hit)


def _span(passage: Passage, scope: Scope) -> Span:
    page = scope.index.page_text(passage.doc_id, passage.page_index)
    text = page[passage.start : passage.end]
    return Span(passage.doc_id, passage.page_index, passage.start, passage.end, text)


def _meet(one: Span, other: Span | Citation) -> bool:
    """Whether two ranges of one page share a character."""
    same_page = (one.doc_id, one.page_index) == (other.doc_id, other.page_index)
    return same_page and one.start < other.end and other.start < one.end
