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

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.fit import plain_heading
from assistant.answering.kinds import Kind
from assistant.answering.listed import is_called
from assistant.answering.question import Question
from assistant.answering.scraps import is_bare_heading, is_scrap
from assistant.answering.spans import Span
from assistant.gather import PageText, gather
from assistant.types import Hit, Passage

OPEN_KINDS: frozenset[Kind] = frozenset(
    {"procedure", "list", "definition", "comparison", "reason", "yes_no", "person", "place", "other"}
)
"""Kinds whose answer may stand in sentences that the question's words do not lead to."""
TOLD_BY_LABELS: frozenset[Kind] = frozenset({"procedure", "list", "comparison", "person", "place", "other"})
"""Kinds whose answer may be labels of a drawing or names in a table without marks (札幌周辺, 広域仙台地域): without such short
lines 8 of 944 whole answers of development were lost, all of these kinds. Of the others none was."""
UNSURE = 0.45
"""Share of a question covered below which the rest is shown after a value as well."""
MOST_DOCUMENTS = 2
MOST_CHARACTERS = 600
"""Of the rest: 800 and 1,000 add one whole answer in 207."""
MOST_LINES, MOST_LABELS = 12, 20
"""Of the rest together, of the second where labels may be the answer: 12 lines of a passage, pieces and all, lost 7 of 944 whole
answers, for a drawing has more. Before, a broken table of a PDF brought up to 50."""
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
    is_whole = any(one.is_picked for one in chosen)  # the rows asked for, and none else
    if decision.outcome != "answer" or not is_open or not hits or not chosen or is_whole:
        return ()
    found = [hit.passage for hit in gather(hits, len(hits), page_text)]
    found = [passage for passage in found if any(_place_in(passage, one) for one in content)]  # no contents
    if not found:
        return ()
    shown = [span for one in chosen for span in one.spans]
    headings = {plain_heading(heading) for one in content for heading in one.passage.section}
    least = _least_coverage(content)
    left = [
        one
        for one in content
        if not one.spans[0].is_within(shown)
        and plain_heading(one.text) not in headings
        and not (one.is_row and one.borrowed)
        and not is_bare_heading(one, page_text)
        and (asked.kind in TOLD_BY_LABELS or _says_more(one, least) or not is_scrap(one, page_text))
    ]
    if asked.each or len(asked.years) > 1:
        passages = _of_each_document(found)
    else:
        passages = found[:1] if is_called(asked, chosen[0].passage.section) else _first(asked, found)
    rest = [_rest_of(passage, chosen, left) for passage in passages]
    most = MOST_LABELS if asked.kind in TOLD_BY_LABELS else MOST_LINES
    return tuple(_most_telling([line for lines in rest for line in lines], most, page_text))


def _least_coverage(content: Sequence[Evidence]) -> Mapping[str, float]:
    """For each passage what its surroundings alone cover of the question."""
    least: dict[str, float] = {}
    for one in content:
        least[one.passage.passage_id] = min(one.coverage, least.get(one.passage.passage_id, 1.0))
    return least


def _says_more(one: Evidence, least: Mapping[str, float]) -> bool:
    """Whether a line says a word of the question itself."""
    return one.coverage > least[one.passage.passage_id]


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


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence beside the answer, and how far in its passage it stands from one that answers; None where none does."""

    said: Evidence
    away: int | None


def _rest_of(passage: Passage, chosen: Sequence[Evidence], left: Sequence[Evidence]) -> list[_Line]:
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
    return [
        _Line(one, min((abs(place.start - at) for at in anchors), default=None))
        for place, one in sorted(kept, key=lambda pair: pair[0].start)
    ]


def _most_telling(lines: Sequence[_Line], most: int, page_text: PageText) -> list[Evidence]:
    """As many lines as are read, in their order: pieces go first."""

    def rank(line: _Line) -> tuple[bool, bool, float]:
        far = -line.said.score if line.away is None else line.away
        return is_scrap(line.said, page_text), line.away is None, far

    kept = sorted(lines, key=rank)[:most]
    return [line.said for line in lines if line in kept]


def _place_in(passage: Passage, evidence: Evidence) -> Span | None:
    """Where a sentence, or its repeat, stands in a passage; None where it does not."""
    for span in (evidence.spans[0], *evidence.repeats):
        same_page = (span.doc_id, span.page_index) == (passage.doc_id, passage.page_index)
        if same_page and passage.start <= span.start < passage.end:
            return span
    return None
