"""Why an item is not perfect: the first step on the way from the documents to the answer that went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Passage
from evals import measures
from evals.dataset import Evidence, Item
from evals.records import Record
from evals.score import ItemScore, supported_nuggets

CAUSES = {
    "failed": "失敗して、答えが返らなかった",
    "not_retrieved": "根拠となる箇所が、検索で届いていない",
    "refused_wrongly": "根拠は届いたのに、断った",
    "not_chosen": "根拠は届いたが、必要な事実が答えにない",
    "wrong_citation": "事実は答えにあるが、引用が支えていない",
    "answered_wrongly": "答えのない質問に答えた",
    "clarification": "聞き返すべきときに聞き返さない、または余計に聞き返した",
    "forbidden": "必要な事実はあるが、あってはならない語もある",
}
"""In the order in which they are looked for among questions with an answer; each item has one."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A needed fact, and how far the answer has it."""

    spellings: tuple[str, ...]
    is_said: bool
    is_cited: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """A quote that should have been cited, and how far it came."""

    evidence: Evidence
    is_retrieved: bool
    is_cited: bool


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A passage that was found, and whether it holds any of the evidence."""

    passage: Passage
    holds_evidence: bool


@dataclass(frozen=True, slots=True)
class FailedItem:
    """An item that is not perfect, with all that tells why."""

    item: Item
    record: Record | None
    cause: str
    """A key of ``CAUSES``."""
    reasons: tuple[str, ...]
    facts: tuple[Fact, ...]
    sought: tuple[Sought, ...]
    retrieved: tuple[Retrieved, ...]


def failed_item(score: ItemScore, record: Record | None) -> FailedItem:
    """What there is to read of an item that is not perfect."""
    item = score.item
    found = record.passages or () if record else ()
    return FailedItem(
        item,
        record,
        cause_of(score, record),
        score.reasons,
        _facts(item, record),
        tuple(_sought(evidence, record) for evidence in item.evidence),
        tuple(Retrieved(p, any(_holds(e, [(p.doc_id, p.text)]) for e in item.evidence)) for p in found),
    )


def cause_of(score: ItemScore, record: Record | None) -> str:
    """The cause of an item with reasons, a key of ``CAUSES``.

    A passage that was cited was retrieved, whatever the search for the bare question found: an answer to a follow-up
    searches for more than that.
    """
    item = score.item
    if record is None or record.answer is None:
        return "failed"
    result = measures.outcome(record.answer, item.answerable, item.forbidden)
    if item.expected == "clarify" or result == "clarification":
        return "clarification"
    if not item.answerable:
        return "answered_wrongly" if result == "answered" else "wrong_citation"
    facts = _facts(item, record)
    if result == "answered" and all(fact.is_said for fact in facts):
        wrong = not all(fact.is_cited for fact in facts) or not all(record.quotes_verbatim)
        return "wrong_citation" if wrong else "forbidden"
    if measures.evidence_recall(item.evidence, [*_passages(record), *_cited(record)]) < 1:
        return "not_retrieved"
    return "refused_wrongly" if result == "refused" else "not_chosen"


def _facts(item: Item, record: Record | None) -> tuple[Fact, ...]:
    if record is None or record.answer is None:
        return tuple(Fact(nugget, False, False) for nugget in item.nuggets)
    said = measures.found_nuggets(item.nuggets, record.answer.text)
    cited = supported_nuggets(item, record.answer)
    return tuple(map(Fact, item.nuggets, said, cited))


def _sought(evidence: Evidence, record: Record | None) -> Sought:
    if record is None:
        return Sought(evidence, False, False)
    return Sought(evidence, _holds(evidence, _passages(record)), _holds(evidence, _cited(record)))


def _holds(evidence: Evidence, quotes: Sequence[tuple[str, str]]) -> bool:
    return measures.evidence_recall([evidence], quotes) == 1


def _passages(record: Record) -> list[tuple[str, str]]:
    return [(passage.doc_id, passage.text) for passage in record.passages or ()]


def _cited(record: Record) -> list[tuple[str, str]]:
    return (
        [(citation.doc_id, citation.quote) for citation in record.answer.citations] if record.answer else []
    )
