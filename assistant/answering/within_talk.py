"""A turn that names nothing of its own is about the papers talked of: what another paper says is not its answer.

``修了証は出る？`` in a talk on one office's seminars is not answered by what a bank's leaflet says of a certificate. Those papers are
asked first; where they do not tell it, the other's sentences are shown as what stands nearby.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.decide import Decision, refused_for
from assistant.answering.evidence import Evidence
from assistant.answering.last_answer import LastAnswer
from assistant.answering.picked_rows import own_nouns
from assistant.answering.question import Question
from assistant.answering.scope import Scope
from assistant.answering.showing import Shown, decided
from assistant.answering.topic import is_attribute
from assistant.text.normalise import normal_text
from assistant.text.tokens import short_words

_ALSO_THERE = re.compile(r"も[^、。?]{0,4}(?:ある|あり|あん|置い|つい|付い|使え)")
"""レーザー加工機もある？ asks of the same place, though another has one by that name."""


def leaves_the_talk(asked: Question, shown: Shown, content: Sequence[Evidence], before: LastAnswer) -> bool:
    """Whether a turn that goes on is answered first from a paper not talked of, whose names it does not say; or, where it asks whether
    something is so, by sentences that say nothing of it where others do.

    Args:
        asked: the turn, understood.
        shown: what is to be shown.
        content: the sentences found.
        before: the last answer; without papers talked of where the question only has parts.
    """
    if before.asked != "ground" or not before.papers or asked.form == "comparison":
        return False
    if not shown.decision.is_answered or not shown.chosen or shown.computed or shown.conflict:
        return False
    best, own = shown.chosen[0], _things(asked)
    if best.passage.doc_id in before.papers:
        return not best.is_picked and _says_none(asked, shown.chosen) and bool(_saying(asked, content))
    is_called_so = bool(own & short_words(_called(best))) or _meets_all(asked, best)
    return not is_called_so or bool(_ALSO_THERE.search(normal_text(asked.text)))


def _things(asked: Question) -> set[str]:
    """The turn's own nouns that not everything has."""
    return {noun for noun in own_nouns(asked) if not is_attribute(noun)}


def _meets_all(asked: Question, best: Evidence) -> bool:
    """Whether a row was picked that says every noun of the turn, two at least: 開業相談：毎週土曜 of 土曜の相談は？ after 講座."""
    own = own_nouns(asked)
    return best.is_picked and len(own) > 1 and own <= short_words(f"{_called(best)}\n{best.text}")


def _says_none(asked: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether a turn asks whether something is so, and sentences with the headings above them say none of its nouns."""
    return asked.kind == "yes_no" and bool(_things(asked)) and not _saying(asked, evidence)


def _saying(asked: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that say, with the headings above them, a noun of the turn."""
    own = _things(asked)
    return [one for one in evidence if own & short_words("\n".join([*one.passage.section, one.text]))]


def _called(one: Evidence) -> str:
    """The names a sentence stands under: of its document, of its headings, of its row."""
    row = one.text.partition("：")[0] if one.is_row else ""
    return "\n".join([one.document.title, *one.passage.section, row])


def within_talk(
    asked: Question, shown: Shown, content: Sequence[Evidence], before: LastAnswer, scope: Scope
) -> tuple[list[Evidence], Decision]:
    """The sentences of the papers talked of and the decision on them; where they do not answer, all of them and a refusal.

    Args:
        asked: the turn, understood.
        shown: what would be shown of all papers.
        content: the sentences found.
        before: the last answer.
        scope: what is asked.
    """
    inside = [one for one in content if one.passage.doc_id in before.papers]
    if _says_none(asked, shown.chosen):
        inside = _saying(asked, inside)
    decision = decided(asked, inside, scope)
    if decision.is_answered and not _says_none(asked, decision.evidence):
        return inside, decision
    labels = tuple(head.label for head in asked.heads)
    near = tuple(_saying(asked, content)) if _says_none(asked, shown.chosen) else ()
    return list(content), refused_for(labels, replace(shown.decision, evidence=near or shown.chosen))
