"""The passages a model may answer from, with their keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.annotate import standing_of
from assistant.answering.decide import Decision
from assistant.answering.spans import Span, units
from assistant.index.opened import OpenIndex
from assistant.model.keys import evidence_keys
from assistant.text.orders import order_ranges, without_order_ranges
from assistant.types import DocumentMeta, Hit, Passage, Standing


@dataclass(frozen=True, slots=True)
class Source:
    """A passage in the prompt."""

    key: str
    passage: Passage
    document: DocumentMeta
    standing: Standing
    """Of its document on the day of asking."""
    decisive: bool
    """Whether the decision to answer stands on it: it holds the value asked for, where one is."""
    units: tuple[tuple[Span, ...], ...]
    """Its sentences, list items and table rows, as an answer may quote them; without orders to the assistant."""
    text: str
    """What the model reads of it."""

    @property
    def headings(self) -> str:
        """Title and headings, which say what its sentences are about."""
        return " ".join([self.document.title, *self.passage.section])


def sources_for(
    decision: Decision, hits: Sequence[Hit], index: OpenIndex, today: date, most: int
) -> list[Source]:
    """The passages the decision stands on, then the others found, best first.

    Args:
        decision: what will be answered, and on what evidence.
        hits: what was found for the question.
        index: an open index.
        today: the day of asking.
        most: how many passages at most.
    """
    decisive = {evidence.passage.passage_id: evidence.passage for evidence in decision.evidence}
    found = decisive | {hit.passage.passage_id: hit.passage for hit in hits}
    passages = list(found.values())[:most]
    return [
        _source(key, passage, passage.passage_id in decisive, index, today)
        for key, passage in zip(evidence_keys(passages), passages, strict=True)
    ]


def _source(key: str, passage: Passage, decisive: bool, index: OpenIndex, today: date) -> Source:
    page_text = index.page_text(passage.doc_id, passage.page_index)
    document = index.documents[passage.doc_id]
    orders = [(passage.start + s, passage.start + e) for s, e in order_ranges(passage.text)]
    found = tuple(
        spans
        for spans in units(passage, page_text, index)
        if not any(span.start < end and start < span.end for span in spans[:1] for start, end in orders)
    )
    return Source(
        key=key,
        passage=passage,
        document=document,
        standing=standing_of(document, "", today),
        decisive=decisive,
        units=found,
        text=_text(passage, found, page_text),
    )


def _text(passage: Passage, found: Sequence[tuple[Span, ...]], page_text: str) -> str:
    """A passage with its table's head before it, and the rest of a sentence that a page break cuts."""
    before = ""
    if passage.header and passage.header[0] < passage.start:
        before = page_text[slice(*passage.header)].strip() + "\n"
    rest = [span.text for span in (found[-1][1:] if found else ()) if span.page_index != passage.page_index]
    return "".join([before, without_order_ranges(passage.text).strip(), *rest])
