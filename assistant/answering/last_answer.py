"""What the last answer showed: the ground on which a short follow-up stands.

``それの期限は？`` takes its subject from the question before. ``どこに一番力を入れるって？`` names nothing of its own and is no
pronoun either: it is about the place just read out. The passages the last answer came from are therefore looked at
again, with what stands next to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.annotate import japanese_date
from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.follow_up import MAX_TURN_CHARACTERS, History
from assistant.answering.joined import Found
from assistant.answering.of_last import OfLast, lines_of, lines_shown
from assistant.answering.premises import Correction
from assistant.answering.question import Question
from assistant.answering.said_where import SHORTEST, passage_listing, passage_saying
from assistant.answering.scope import Scope
from assistant.answering.spans import is_sentence
from assistant.answering.wording import NEARBY
from assistant.filters import Filters, document_passes, passage_passes
from assistant.index.opened import OpenIndex
from assistant.retrieval import search
from assistant.text.normalise import fold
from assistant.text.tokens import short_words
from assistant.types import Hit, Passage

MOST_LINES = 3
"""Lines of the last answer that are looked up: its best ones come first."""
MOST_TURNS, MOST_FOUND = 4, 2
"""Of a conversation whose last answer is in words of its own: turns searched with, and passages taken for its ground."""
MOST_ANSWERS, FIRST_LINES = 6, 2
"""Answers whose papers count as talked of, and lines of each by which these are known."""
NEXT_TO = 1
"""Passages on each side of those just shown."""
NOT_FAR, NOT_FAR_OFF = 20, 0.2
"""Passages on each side of those just shown whose sentences are lifted a little, for a talk goes on about one paper, and by how much: on
three sets of office conversations 0.759 whole without (n = 212), 0.774 by 0.1 and 0.15, 0.783 by 0.2 and 0.25, 0.778 by 0.3; within 10 and 40
passages the same."""
MOST_MORE = 6
"""Sentences shown where more is wanted."""
GROUND = 0.3
"""What standing there adds to a sentence's score; 0.2 and 0.4 do the same on the development conversations, 0 loses one turn."""
ENOUGH = 0.3
"""Share that a value there is taken to cover where the turn names nothing at all."""
OWN_WORDS = 0.1
"""Share of its own words a sentence there must cover, or else hold the value asked for."""


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The sentences an answer showed, the passages they stand in, and what is asked of them."""

    asked: OfLast
    lines: tuple[str, ...]
    passages: tuple[Passage, ...]
    ground: tuple[Passage, ...]
    """The passages, and after them those next to them in their documents."""
    not_far: frozenset[str] = frozenset()
    """Ids of the passages of its papers that stand not far from these."""
    is_refusal: bool = False
    """Whether it showed them only as what stands nearby."""
    shown: frozenset[str] = frozenset()
    """Every line of the conversation's answers so far, folded."""
    papers: frozenset[str] = frozenset()
    """Ids of the documents talked of: those of the last answers."""


def last_answer(
    asked: OfLast, history: History, index: OpenIndex, filters: Filters, today: date
) -> LastAnswer | None:
    """The last answer and where the documents say what it said; None where there is none, or nothing is asked of it.

    An answer in other words than the documents', as a model writes it, is looked for with what was asked before it.

    Args:
        asked: what a turn asks of it.
        history: earlier turns as (role, text), oldest first.
        index: an open index.
        filters: only passages that meet these are looked at.
        today: the day of asking.
    """
    lines = lines_shown(history) if asked != "nothing" else ()
    if not lines:
        return None
    labels = passage_listing(lines[:MOST_LINES], index, MOST_LINES)
    said = (
        [labels] if labels else [one for line in lines[:MOST_LINES] if (one := passage_saying(line, index))]
    )
    if not said:
        said = [hit.passage for hit in search(index, _told(history), MOST_FOUND, filters=filters)]
    passages = {passage.passage_id: passage for passage in said if _passes(passage, index, filters, today)}
    if not passages:
        return None
    answers = [text for role, text in history if role == "assistant"]
    shown = [line for text in answers for line in lines_of(text)]
    told = _standing_on(asked, lines, passages, shown, index, filters, today)
    papers = {one.doc_id for one in passages.values()} | _papers_of(answers[-MOST_ANSWERS:], index)
    return replace(told, is_refusal=NEARBY in answers[-1], papers=frozenset(papers))


def _papers_of(answers: Sequence[str], index: OpenIndex) -> frozenset[str]:
    """The documents from which the first lines of some answers are; a refusal's are what stands nearby, of which people go on to ask."""
    firsts = (line for text in answers for line in lines_of(text)[:FIRST_LINES])
    return frozenset(passage.doc_id for line in firsts if (passage := passage_saying(line, index)))


def last_found(found: Found, scope: Scope) -> LastAnswer:
    """What was just found on one part of a question, as the ground on which another stands: ``なにに使うもん？`` after ``RESASって何の略？``

    Args:
        found: a part that was answered.
        scope: what was asked.
    """
    lines = tuple(one.text for one in found.chosen)
    passages = {one.passage.passage_id: one.passage for one in found.chosen[:MOST_LINES]}
    return _standing_on("ground", lines, passages, lines, scope.index, scope.filters, scope.today)


def _standing_on(
    asked: OfLast,
    lines: tuple[str, ...],
    passages: dict[str, Passage],
    shown: Sequence[str],
    index: OpenIndex,
    filters: Filters,
    today: date,
) -> LastAnswer:
    """An answer's lines, with the passages they stand in and those around them."""
    ground = [one for one in _around(passages, index) if _passes(one, index, filters, today)]
    not_far = frozenset(one.passage_id for one in _around(passages, index, NOT_FAR))
    told = frozenset(map(fold, shown))
    return LastAnswer(asked, lines, tuple(passages.values()), tuple(ground), not_far, shown=told)


def _told(history: History) -> str:
    """The last exchanges in one text: 2月に開催予定です is found only with what is to be held."""
    return "\n".join(text[:MAX_TURN_CHARACTERS] for _, text in history[-MOST_TURNS:])


def _passes(passage: Passage, index: OpenIndex, filters: Filters, today: date) -> bool:
    document = index.documents[passage.doc_id]
    return document_passes(document, filters, today) and passage_passes(passage, document, filters, today)


def _around(passages: dict[str, Passage], index: OpenIndex, steps: int = NEXT_TO) -> list[Passage]:
    ids = index.lexical.passage_ids
    rows = [index.rows[passage_id] for passage_id in passages]
    beside = [row + step for row in rows for step in range(-steps, steps + 1)]
    places = dict.fromkeys([*rows, *beside])
    own = {passage.doc_id for passage in passages.values()}
    found = [index.passages[ids[place]] for place in places if 0 <= place < len(ids)]
    return [passage for passage in found if passage.doc_id in own]


def with_ground(hits: Sequence[Hit], before: LastAnswer | None, doc_ids: Sequence[str] = ()) -> list[Hit]:
    """The hits, and behind them the passages around the last answer that were not found; only of some documents where these are meant."""
    found = {hit.passage.passage_id for hit in hits}
    least = min((hit.score for hit in hits), default=1.0)
    ground = [one for one in (before.ground if before else ()) if not doc_ids or one.doc_id in doc_ids]
    return [*hits, *(Hit(passage, least) for passage in ground if passage.passage_id not in found)]


def favoured(
    asked: Question,
    evidence: Sequence[Evidence],
    before: LastAnswer | None,
    own: frozenset[str] = frozenset(),
) -> list[Evidence]:
    """The sentences, best first: those around the last answer taken to be about what it was about, those not far from it lifted a
    little, and for what else there is those it showed left out.

    Args:
        asked: the turn, understood; どっちが安い？ is of more papers than the last.
        evidence: sentences found.
        before: the last answer.
        own: the turn's own nouns; a row that says fewer of them than another sentence is not favoured for where it stands.
    """
    if before is None:
        return list(evidence)
    if before.asked == "others":
        others = [one for one in evidence if fold(one.text) not in before.shown]
        all_told = any(one.is_picked for one in evidence) and not any(one.is_picked for one in others)
        return [] if all_told else others  # of the rows that need no 講習 none is left
    ids = {passage.passage_id for passage in before.ground}
    said = [len(own & short_words(one.text)) for one in evidence]
    most = max(said, default=0)
    papers = {passage.doc_id for passage in before.passages}
    about = {one.passage.passage_id for one in evidence if own & _words_around(one)}
    evidence = [
        one
        if asked.form == "comparison" or one.passage.doc_id in papers or one.passage.passage_id in about
        else replace(one, answers=frozenset(), borrowed=bool(one.answers) or one.borrowed)
        for one in evidence
    ]
    lifted = [
        _lifted(one, bool(own))
        if one.passage.passage_id in ids and (times == most or not one.is_row)
        else _a_little_lifted(one)
        if one.passage.passage_id in before.not_far
        else one
        for one, times in zip(evidence, said, strict=True)
    ]
    return sorted(lifted, key=lambda one: -one.score)


def _words_around(one: Evidence) -> frozenset[str]:
    """The words of a sentence's document's title, of its headings and of its passage."""
    return short_words("\n".join([one.document.title, *one.passage.section, one.passage.text]))


def _a_little_lifted(one: Evidence) -> Evidence:
    return replace(one, score=one.score + NOT_FAR_OFF) if one.coverage >= OWN_WORDS else one


def _lifted(one: Evidence, names_something: bool) -> Evidence:
    if one.coverage < OWN_WORDS and not one.answers:
        return one
    covers_all = bool(one.answers) and not names_something  # もう締め切った？ says no word to be covered
    return replace(one, score=one.score + GROUND, coverage=max(one.coverage, ENOUGH if covers_all else 0.0))


def more_of(asked: Question, before: LastAnswer, content: Sequence[Evidence]) -> Found | None:
    """What stands around the last answer and was not shown with it, in the order of the text; None where nothing is left.

    Args:
        asked: the question before, which more is wanted of.
        before: the last answer.
        content: sentences of its passages and those next to them.
    """
    left = [
        one for one in content if fold(one.text) not in before.shown and (is_sentence(one.text) or one.is_row)
    ]
    if before.is_refusal or not left:
        return None
    best = sorted(left, key=lambda one: -one.score)[:MOST_MORE]
    places = {passage.passage_id: place for place, passage in enumerate(before.ground)}
    more = tuple(sorted(best, key=lambda one: (places[one.passage.passage_id], one.spans[0].start)))
    return Found(asked, Decision("answer", more, confidence=max(one.coverage for one in more)), more)


def where_from(asked: Question, before: LastAnswer, content: Sequence[Evidence]) -> Found | None:
    """Where the last answer is from: its first sentence again, under the document, its date and who said it.

    Args:
        asked: ``それっていつの時点の話？``
        before: the last answer.
        content: sentences of its passages.
    """
    lines = [fold(line) for line in before.lines]
    shown = [one for one in content if len(fold(one.text)) >= SHORTEST or fold(one.text) in lines]
    places = [(number, line.find(fold(one.text)), one) for number, line in enumerate(lines) for one in shown]
    said = [one for _, at, one in sorted(places, key=lambda found: found[:2]) if at >= 0] or list(content)
    if not said:
        return None
    first, document = said[0], said[0].document
    spoken = document.kind == "minutes" and first.passage.section
    who = f"{first.passage.section[0].lstrip('○●◯')}の発言" if spoken else ""
    details = "、".join(filter(None, (japanese_date(document.published), document.publisher, who)))
    others = dict.fromkeys(one.document.title for one in said if one.document != document)
    text = f"直前の回答は、『{document.title}』（{details}）によるものです。"
    text += f"ほかに『{'』『'.join(others)}』も示しました。" if others else ""
    source = Correction("source", text, first.spans[0], first.passage)
    return Found(asked, Decision("answer", (first,), confidence=1.0), (first,), corrections=(source,))
