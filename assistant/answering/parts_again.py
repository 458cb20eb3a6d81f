"""A part of a question that nothing was found on, looked for again where another part was answered.

``RESASって何の略？なにに使うもんですか``: by itself the second names nothing. Whoever hears both looks where the first was answered, as in a
talk, before saying that the documents do not hold it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.changes import is_of_another_class
from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.finding import find
from assistant.answering.joined import Found
from assistant.answering.last_answer import last_found
from assistant.answering.reading import going_on
from assistant.answering.scope import Scope, Timings
from assistant.answering.topic import is_attribute
from assistant.text.asking import INTERROGATIVE
from assistant.text.tokens import short_words

_COUNTS = re.compile(rf"{INTERROGATIVE}|^(?:[一二三四五六七八九十]人|番|分|回)$")
"""何分, 一人 and 番 of 何番 are no things asked about."""
OF_THE_SAME = 0.5
"""Share of the other part's nouns by which a passage is taken to be of the same."""
BEST = 2
"""Sentences of what was found again that must stand there."""


def with_parts_again(found: Sequence[Found], scope: Scope, timings: Timings) -> list[Found]:
    """What was found on each part, those that were not answered once more as said after one that was.

    Only what stands in the papers of that answer counts, or a name found there in another spelling.

    Args:
        found: what was found on each part, in the question's order.
        scope: what to ask.
        timings: the time of each stage is added to it.
    """
    made = list[Found]()
    for at, one in enumerate(found):
        if at and _says_none_of(one, found[at - 1]):
            one = _missing(one)
        answered = _nearest_answered(at, found)
        if answered is None:
            made.append(one)
        elif one.is_answered:
            made.append(_of_same_paper(one, answered, scope, timings) if at else one)
        else:
            made.append(_again(one, answered, scope, timings) if _may_lean(one) else one)
    return made


def _says_none_of(one: Found, before: Found) -> bool:
    """Whether a part that asks whether something is so is answered by sentences that say none of its nouns but those it shares with the
    one before: オスカー認定の…何年有効？更新とかいるの"""
    if not one.is_answered or one.asked.kind != "yes_no" or one.asked.heads or before.is_answered:
        return False
    shared = {term.word for term in before.asked.terms}
    own = {term.word for term in one.asked.terms if term.is_noun} - shared
    said = "\n".join(text for evidence in one.chosen for text in (*evidence.passage.section, evidence.text))
    return bool(own) and not own & short_words(said)


def _of_same_paper(one: Found, answered: Found, scope: Scope, timings: Timings) -> Found:
    """What the papers of the answer say of a part that names nothing else and was answered from others: 謝金は4回目からいくら？"""
    labels = {subject.label for subject in answered.asked.subjects}
    names_another = not {subject.label for subject in one.asked.subjects} <= labels
    if not one.chosen or names_another or _stands_in(answered, one.chosen[:1]):
        return one
    again = _again(one, answered, scope, timings)
    return _missing(one) if again is one and _is_of_another_thing(one, answered) else again


def _is_of_another_thing(one: Found, answered: Found) -> bool:
    """Whether a part with one thing of its own is answered less surely than the one it goes on from, and from a paper that does not bear
    that thing's name: the powder of another's printer."""
    own, best = _own_nouns(one, answered), one.chosen[0]
    things = [name for name in one.asked.names if len(name) > 1 and short_words(name) & own]
    title = "\n".join([best.document.title, *best.passage.section])
    is_surer = answered.decision.confidence > one.decision.confidence
    shared = {term.word for term in answered.asked.terms if term.is_noun and not is_attribute(term.word)}
    said = shared & short_words(f"{title}\n{best.passage.text}")
    of_the_same = len(said) > OF_THE_SAME * len(shared)
    return bool(own) and len(things) <= 1 and not own & short_words(title) and is_surer and not of_the_same


def _missing(one: Found) -> Found:
    """A part that is not answered, its values told to be missing."""
    labels = tuple(head.label for head in one.asked.heads)
    decision = Decision("refuse", (), labels, (), one.decision.confidence / 2)
    return Found(one.asked, decision, (), one.hits, one.orders)


def _may_lean(one: Found) -> bool:
    return one.decision.outcome in ("refuse", "clarify")


def _nearest_answered(at: int, found: Sequence[Found]) -> Found | None:
    """The answered part that was asked last before another, else the first after it."""
    before = [one for one in found[:at] if one.is_answered]
    behind = [one for one in found[at + 1 :] if one.is_answered]
    return before[-1] if before else behind[0] if behind else None


def _again(one: Found, answered: Found, scope: Scope, timings: Timings) -> Found:
    """What is found on a part as said after the answered one, where that answers it; else as it was."""
    asked = going_on(replace(one.asked, is_vague=False), answered.asked)
    again = find(asked, scope, timings, last_found(answered, scope))
    is_meant = _is_there(again, one, answered) or _is_respelt(again)
    return again if again.decision.outcome == "answer" and is_meant else one


def _is_respelt(found: Found) -> bool:
    """Whether a name was found in another spelling, which is sought among what was found: 事業最盛 with オンラインいける."""
    return any(one.how == "misspelling" for one in found.asked.resolved)


def _stands_in(answered: Found, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that is of the papers of an answer."""
    papers = {one.document.doc_id for one in answered.chosen}
    return [one for one in evidence if one.document.doc_id in papers]


def _is_there(again: Found, one: Found, answered: Found) -> bool:
    """Whether what was found stands in the papers of the answer, and says something of what the part itself asks about: 海外研修 …行き先は？"""
    best = _stands_in(answered, again.chosen[:BEST])
    if best and is_of_another_class(answered.asked, best[0]):
        return False
    own = _own_nouns(one, answered)
    said = "\n".join(text for evidence in best for text in (*evidence.passage.section, evidence.text))
    return bool(best) and (not own or bool(own & short_words(said)))


def _own_nouns(one: Found, answered: Found) -> set[str]:
    """The nouns of a part that the other does not say and that not everything has."""
    shared = {term.word for term in answered.asked.terms}
    nouns = {term.word for term in one.asked.terms if term.is_noun and not is_attribute(term.word)} - shared
    return {noun for noun in nouns if not _COUNTS.search(noun)}
