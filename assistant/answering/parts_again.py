"""A part of a question that nothing was found on, looked for again where another part was answered.

``RESASって何の略？なにに使うもんですか``: by itself the second names nothing. Whoever hears both looks where the first was answered, as in a
talk, before saying that the documents do not hold it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.finding import find
from assistant.answering.joined import Found
from assistant.answering.last_answer import last_found
from assistant.answering.reading import going_on
from assistant.answering.scope import Scope, Timings
from assistant.answering.topic import is_attribute
from assistant.text.tokens import short_words

BEST = 2
"""Sentences of what was found again that must stand there."""


def with_parts_again(found: Sequence[Found], scope: Scope, timings: Timings) -> list[Found]:
    """What was found on each part, those that were not answered once more as said after one that was.

    Only what stands in the papers of that answer counts; a part that names what no document knows stays as it is.

    Args:
        found: what was found on each part, in the question's order.
        scope: what to ask.
        timings: the time of each stage is added to it.
    """
    return [
        one
        if one.is_answered or not _may_lean(one)
        else _again(one, _nearest_answered(at, found), scope, timings)
        for at, one in enumerate(found)
    ]


def _may_lean(one: Found) -> bool:
    return one.decision.outcome in ("refuse", "clarify") and not one.decision.unknown_names


def _nearest_answered(at: int, found: Sequence[Found]) -> Found | None:
    """The answered part that was asked last before another, else the first after it."""
    before = [one for one in found[:at] if one.is_answered]
    behind = [one for one in found[at + 1 :] if one.is_answered]
    return before[-1] if before else behind[0] if behind else None


def _again(one: Found, answered: Found | None, scope: Scope, timings: Timings) -> Found:
    if answered is None:
        return one
    asked = going_on(replace(one.asked, is_vague=False), answered.asked)
    again = find(asked, scope, timings, last_found(answered, scope))
    return again if again.decision.outcome == "answer" and _is_there(again, one, answered) else one


def _is_there(again: Found, one: Found, answered: Found) -> bool:
    """Whether what was found stands in the papers of the answer, and says something of what the part itself asks about: 海外研修 …行き先は？"""
    papers = {evidence.document.doc_id for evidence in answered.chosen}
    best = [evidence for evidence in again.chosen[:BEST] if evidence.document.doc_id in papers]
    shared = {term.word for term in answered.asked.terms}
    own = {term.word for term in one.asked.terms if term.is_noun and not is_attribute(term.word)} - shared
    said = "\n".join(text for evidence in best for text in (*evidence.passage.section, evidence.passage.text))
    return bool(best) and (not own or bool(own & short_words(said)))
