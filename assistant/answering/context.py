"""The rest of the passage an answer comes from, shown after the sentences chosen.

A question for a value is answered by the sentence that holds it. One for a procedure, a reason, a list or a definition is
often answered by sentences that share no word with it: of 75 questions no rule was made with, the chosen sentences held
every fact in 0.440, with the rest of the best passage in 0.547; of the 132 of development before them in 0.682 and 0.712.

Where passages are short the next ones follow, too (``CHARACTERS_OF_SHORT``).

The passage is the one a reader of the search sees first: neighbours found in its section belong to it. With them facts are
whole in 0.754 of development instead of 0.715 (n = 207) and in 0.676 of 68 fresh questions instead of 0.647, for 110 characters
more. Where little of the question is covered it follows a value, too: 0.768 → 0.773, and 0.721 → 0.735 of the fresh ones. The
best two passages: 0.797 of development, for 880 characters instead of 650; where least is covered only (below 0.4): 0.805 instead
of 0.799 (n = 343) for 35 more; not kept. Where each of several documents is asked for, the best passage of two of them is
shown: 0.476 → 0.571 of 21 such questions.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.extractive import is_called
from assistant.answering.fit import plain_heading
from assistant.answering.kinds import Kind
from assistant.answering.question import Question
from assistant.answering.spans import Span
from assistant.gather import PageText, gather
from assistant.types import Hit, Passage

OPEN_KINDS: frozenset[Kind] = frozenset(
    {"procedure", "list", "definition", "comparison", "reason", "yes_no", "person", "place", "other"}
)
"""Kinds whose answer may stand in sentences that the question's words do not lead to."""
UNSURE = 0.45
"""Share of a question covered below which the rest is shown after a value as well."""
MOST_DOCUMENTS = 2
MOST_CHARACTERS = 600
"""Of the rest: 800 and 1,000 add one whole answer in 207."""
CHARACTERS_OF_SHORT = 500
"""Of the best passages together, where more than one is shown. On 96 + 96 questions on agencies' own documents facts are
whole in 0.833 and 0.667 with the best passage alone, with 300 in 0.854 and 0.708, 400 in 0.854 and 0.740, 500 in 0.854 and
0.750; on the shipped ones, whose passages are longer, 0.800, 0.800, 0.800 and 0.806 (n = 521) for 21 characters more."""


def rest_of_passage(
    asked: Question,
    decision: Decision,
    chosen: Sequence[Evidence],
    content: Sequence[Evidence],
    hits: Sequence[Hit],
    page_text: PageText,
) -> tuple[Evidence, ...]:
    """The sentences of the best passage that were not chosen, in its order; none where a value was surely found.

    Args:
        asked: the question.
        decision: what was decided on it.
        chosen: the sentences that answer.
        content: all sentences found that may be shown.
        hits: the passages found, best first.
        page_text: gives a page's text by document and page index.
    """
    is_open = asked.kind in OPEN_KINDS or decision.confidence < UNSURE
    if decision.outcome != "answer" or not is_open or not hits or not chosen:
        return ()
    found = [hit.passage for hit in gather(hits, len(hits), page_text)]
    shown = [span for one in chosen for span in one.spans]
    headings = {plain_heading(heading) for one in content for heading in one.passage.section}
    left = [
        one
        for one in content
        if not one.spans[0].is_within(shown)
        and plain_heading(one.text) not in headings
        and not (one.is_row and one.borrowed)
    ]
    if asked.each or len(asked.years) > 1:
        passages = _of_each_document(found)
    else:
        passages = found[:1] if is_called(asked, chosen[0].passage.section) else _first(asked, found)
    return tuple(one for passage in passages for one in _rest_of(passage, chosen, left))


def _first(asked: Question, passages: Sequence[Passage]) -> list[Passage]:
    """The best passage; where passages are short, as the sections of leaflets are, as many of the next as there is room for.

    Of a named programme only those of the same document: another's values would be read as its own.
    """
    kept, room = [passages[0]], CHARACTERS_OF_SHORT - len(passages[0].text)
    own = [p for p in passages[1:] if not asked.subjects or p.doc_id == passages[0].doc_id]
    for passage in own:
        room -= len(passage.text)
        if room < 0:
            break
        kept.append(passage)
    return kept


def _of_each_document(passages: Sequence[Passage]) -> list[Passage]:
    """The best passage of each of the first documents: 2017年と2023年でそれぞれ何と."""
    by_document: dict[str, Passage] = {}
    for passage in passages:
        by_document.setdefault(passage.doc_id, passage)
    return list(by_document.values())[:MOST_DOCUMENTS]


def _rest_of(passage: Passage, chosen: Sequence[Evidence], left: Sequence[Evidence]) -> list[Evidence]:
    """Sentences of a passage in its order, those next to the chosen ones before others where there is not room for all."""
    rest = [(place, one) for one in left if (place := _place_in(passage, one))]
    anchors = [place.start for one in chosen if (place := _place_in(passage, one))]
    rest.sort(key=lambda pair: min((abs(pair[0].start - at) for at in anchors), default=pair[0].start))
    kept: list[tuple[Span, Evidence]] = []
    room = MOST_CHARACTERS
    for place, one in rest:
        if len(one.text) <= room:
            kept.append((place, one))
            room -= len(one.text)
    return [one for _, one in sorted(kept, key=lambda pair: pair[0].start)]


def _place_in(passage: Passage, evidence: Evidence) -> Span | None:
    """Where a sentence, or its repeat, stands in a passage; None where it does not."""
    for span in (evidence.spans[0], *evidence.repeats):
        same_page = (span.doc_id, span.page_index) == (passage.doc_id, passage.page_index)
        if same_page and passage.start <= span.start < passage.end:
            return span
    return None
