"""What was matched as the `measures` part of an Answer, every condition and benefit with its citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from assistant.index.opened import OpenIndex
from assistant.measures.citing import CitationList
from assistant.measures.entry import Entry, Fact
from assistant.measures.match import Candidate, Judged
from assistant.measures.store import Cells
from assistant.types import Citation, Measure


def measures_with_citations(
    candidates: Sequence[Candidate],
    index: OpenIndex,
    today: date,
    cells: Callable[[str], Cells | None],
    cited: Sequence[Citation] = (),
) -> tuple[tuple[Measure, ...], tuple[Citation, ...]]:
    """The candidates as an Answer holds them, and the citations: those given, and after them those of the measures.

    A measure whose naming words stand in no indexed document is left out: an agency that searches its own documents only is
    not told of what it cannot open.

    Args:
        candidates: best first.
        index: the index of the documents.
        today: the day on which standing is judged.
        cells: the row an imported entry was made of, ``Register.cells``.
        cited: citations that stand before, whose numbers stay.
    """
    citations = CitationList(index, today, cells, list(cited))
    founded = [one for one in candidates if citations.numbers(one.entry.basis, one.entry)]
    return tuple(_measure(one, citations) for one in founded), tuple(citations.cited)


def _measure(candidate: Candidate, citations: CitationList) -> Measure:
    entry = candidate.entry
    return Measure(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        standing=candidate.standing,
        fit=candidate.fit,
        conditions=tuple(_condition(one, entry, citations) for one in candidate.judged),
        body=entry.body,
        as_of=entry.as_of,
        origin=entry.origin,
        citations=citations.numbers(entry.basis, entry),
        target=_told(entry.target, entry, citations) if entry.target else None,
        benefits=tuple(_told(fact, entry, citations) for fact in entry.benefits),
        apply=tuple(_told(fact, entry, citations) for fact in entry.apply),
    )


def _condition(judged: Judged, entry: Entry, citations: CitationList) -> dict[str, Any]:
    condition = judged.condition
    return {
        "text": condition.text,
        "met": judged.verdict.met,
        "reason": judged.verdict.reason,
        "citations": list(citations.numbers(condition.basis, entry)),
    }


def _told(fact: Fact, entry: Entry, citations: CitationList) -> dict[str, Any]:
    return {"text": fact.text, "citations": list(citations.numbers(fact.basis, entry))}
