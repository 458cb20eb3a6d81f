"""Choose the sentences that answer, and their order. Every word is the documents' own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.text.names import folded_spellings
from assistant.text.normalise import fold

MAX_STATEMENTS = 4
MAX_LIST_ITEMS = 14
NEAR_TOP = 0.22
"""A sentence this close to the best one's score is shown beside it."""
_DEFINES = re.compile(r"(?:とは[、，]?|は[、，]|」、通称|を「.*」と呼|の略語|と呼称|として位置)")


def choose(question: Question, decision: Decision) -> list[Evidence]:
    """The sentences to show, in the order to show them."""
    ranked = list(decision.evidence)
    if not ranked or decision.outcome != "answer":
        return _in_order(ranked[:3])
    if question.form == "definition":
        ranked.sort(key=lambda e: -(e.score + _definition_bonus(question, e)))
    if question.form == "comparison" and len(question.aliases) > 1:
        return _one_side_each(question, ranked)
    if question.form in ("list", "other") and (items := _list_of(ranked[0], ranked)):
        return items
    chosen = [e for e in ranked if e.score >= ranked[0].score - NEAR_TOP][:MAX_STATEMENTS]
    return _in_order(_without_contained(chosen))


def _definition_bonus(question: Question, evidence: Evidence) -> float:
    text = fold(evidence.spans[0].text)
    spellings = [s for alias in question.aliases for s in folded_spellings(alias)] + list(question.names)
    starts = [text.find(s) + len(s) for s in spellings if s in text]
    return 0.3 if any(_DEFINES.match(text[at : at + 12].lstrip("」』)）")) for at in starts) else 0.0


def _one_side_each(question: Question, ranked: Sequence[Evidence]) -> list[Evidence]:
    """The two best sentences on each of the things compared."""
    chosen: list[Evidence] = []
    for alias in question.aliases:
        spellings = folded_spellings(alias)
        about = [e for e in ranked if any(s in fold(e.text) for s in spellings)]
        chosen.extend(e for e in about[:2] if e not in chosen)
    return _in_order(chosen or list(ranked[:MAX_STATEMENTS]))


def _list_of(top: Evidence, ranked: Sequence[Evidence]) -> list[Evidence]:
    """All items of the list the best sentence belongs to; empty when it belongs to none."""
    together = [
        e
        for e in ranked
        if e.passage.doc_id == top.passage.doc_id
        and e.passage.page_index == top.passage.page_index
        and e.passage.section == top.passage.section
    ]
    items = [e for e in together if not e.text.endswith("。")]
    if len(items) < 3 or (top not in items and len(items) < len(together) / 2):
        return []
    return _in_order([*([top] if top not in items else []), *items])[:MAX_LIST_ITEMS]


def _without_contained(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Sentences that are not part of another one chosen before them."""
    kept: list[Evidence] = []
    for evidence in chosen:
        if not any(fold(evidence.text) in fold(other.text) for other in kept):
            kept.append(evidence)
    return kept


def _in_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence's document first, then the others, each in the order of its text."""
    documents = list(dict.fromkeys(e.document.doc_id for e in chosen))
    return sorted(
        chosen,
        key=lambda e: (documents.index(e.document.doc_id), e.spans[0].page_index, e.spans[0].start),
    )
