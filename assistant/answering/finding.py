"""One question against the documents: what is found, what is decided on it, which sentences are to be shown."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.across_editions import (
    Differing,
    corrections_on_editions,
    of_meant_editions,
    side_by_side,
    told_of_editions,
    without_other_editions,
)
from assistant.answering.borrowed import without_borrowed
from assistant.answering.changes import changes_since
from assistant.answering.computing.computed import Calculation
from assistant.answering.computing.operations import operation_asked
from assistant.answering.computing.rates import rates_beside
from assistant.answering.computing.value import computed_value
from assistant.answering.computing.worked_example import worked_example
from assistant.answering.conflicts import conflict_in
from assistant.answering.context import rest_of_passage
from assistant.answering.decide import MIN_COVERAGE_WITH_VALUE, Decision, decide
from assistant.answering.evidence import Evidence, collect
from assistant.answering.extractive import choose
from assistant.answering.fit import weigh
from assistant.answering.instructions import content_only, set_aside
from assistant.answering.joined import Found
from assistant.answering.last_answer import LastAnswer, favoured, more_of, where_from, with_ground
from assistant.answering.named_documents import named_documents
from assistant.answering.outlined import headings_asked_for, with_listed
from assistant.answering.premises import corrections_of
from assistant.answering.question import Question, asks_for_people
from assistant.answering.subjects import with_full_names
from assistant.answering.vague import ask_back, leaves_open
from assistant.editions import Editions, editions_of, other_editions
from assistant.filters import Filters, within
from assistant.index.opened import OpenIndex
from assistant.preferences import Preferences, preferences_of
from assistant.retrieval import search
from assistant.settings import Settings
from assistant.successions import read_successions
from assistant.text.everyday import FILE_NAME, EverydayWords, official_name, read_everyday_words
from assistant.text.names import read_names
from assistant.text.normalise import normal_text
from assistant.types import Hit

MAX_PERIODS = 4
"""Times a question names that are searched for on their own."""
WORDS_OF_ROSTERS, MOST_ROSTERS = "メンバー 座長 委員 理事長 部長 教授 氏名", 4
"""A list of people tells names and offices, and seldom what the question says of them: with it 22 of 28 fresh questions for
people were whole instead of 19, and 30 instead of 29 of development (n = 34); eight such passages did not do better, nor did
words for places, reasons, procedures and values help the questions for these."""
_FOR_EACH = re.compile(r"(?:あたり|当たり|当り|につき|ごと)の")
"""A value for each one that is missing may be computed: 1件あたりの金額."""
_AMOUNT = re.compile(r"[0-9][0-9,.]*[千百十]?[万億兆]?円?")
"""The asker's own amount is no topic that a document must name."""
Timings = dict[str, float]
"""Milliseconds by stage."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked: an index under its settings, on a day, limited to what the filters let through."""

    index: OpenIndex
    settings: Settings
    today: date
    filters: Filters


def find(asked: Question, scope: Scope, timings: Timings, before: LastAnswer | None = None) -> Found:
    """What the documents hold on one question, and which sentences to show.

    Args:
        asked: a question that stands alone.
        scope: what to ask.
        timings: the time of each stage is added to it.
        before: the last answer, where the question may go on from it.
    """
    wanted = preferences_of(asked.search_text, scope.today)
    if before and (told := _of_last_answer(asked, before, scope, wanted)):
        return told
    if asked.is_vague or asked.is_bare:
        with timed(timings, "decide"):
            table = read_names(scope.settings.corpus / "aliases.toml")
            decision = ask_back(asked, scope.index, wanted, scope.filters, table, _everyday(scope))
        if asked.is_vague or leaves_open(asked, decision):
            return Found(asked, decision, tuple(content_only(decision.evidence)))
    with timed(timings, "retrieve"):
        hits = with_ground(retrieve(asked, scope, wanted, _of_named(asked, scope)), before)
        papers = _papers(asked, hits, scope, wanted)
        hits, wanted = of_meant_editions(hits, papers), replace(wanted, other_editions=other_editions(papers))
    with timed(timings, "decide"):
        asked = _by_full_names(asked, hits, scope)
        content, orders = set_aside(
            favoured(told_of_editions(_evidence(asked, hits, scope, wanted), papers), before)
        )
        decision = _decided(asked, content, scope)
    with timed(timings, "write"):
        own = replace(decision, evidence=without_other_editions(decision.evidence, papers))
        computed, own = _computed(asked, own, without_other_editions(content, papers), scope)
        decision = own if computed else decision
        conflict = conflict_in(asked, own.evidence) if _answers(decision) and not computed else None
        differing: Sequence[Differing] = ()
        if computed or conflict:
            chosen = computed.operands if computed else conflict.sentences if conflict else ()
        else:
            decision, chosen = _chosen(asked, decision, content, scope)
            if _answers(decision):
                chosen, differing = side_by_side(asked, chosen, content, papers)
                listed = headings_asked_for(asked, chosen, hits, scope.index, _everyday(scope))
                chosen = (*rates_beside(asked, chosen, content), *with_listed(chosen, listed))
        context = (
            ()
            if computed or conflict
            else rest_of_passage(asked, decision, chosen, content, hits, scope.index.page_text)
        )
        context = without_other_editions(context, papers)
        successions = read_successions(scope.settings.corpus / "successions.toml")
        corrections = (
            *corrections_on_editions(asked, differing, papers),
            *corrections_of(
                asked, decision, without_other_editions(chosen, papers), scope.index, successions, scope.today
            ),
            *changes_since(asked, chosen, content),
        )
    return Found(
        asked, decision, chosen, tuple(hits), tuple(orders), corrections, computed, conflict, context
    )


def _papers(
    asked: Question, hits: Sequence[Hit], scope: Scope, wanted: Preferences
) -> Mapping[str, Editions]:
    """The papers of which editions were found."""
    found = [passage.doc_id for hit in hits for passage in (hit.passage, *hit.also)]
    return editions_of(found, scope.index, asked.text, wanted)


def _of_last_answer(asked: Question, before: LastAnswer, scope: Scope, wanted: Preferences) -> Found | None:
    """What is told of the last answer itself, where the turn asks where it is from, or for more of it."""
    if before.asked not in ("source", "more"):
        return None
    ground = [Hit(passage, 1.0) for passage in before.ground]
    content = set_aside(_evidence(asked, ground, scope, wanted))[0]
    tell = where_from if before.asked == "source" else more_of
    return tell(asked, before, content)


def _computed(
    asked: Question, decision: Decision, content: Sequence[Evidence], scope: Scope
) -> tuple[Calculation | None, Decision]:
    """What a question asks to be computed, and the decision with it.

    A value nobody wrote down may still follow from two that were: then the question is answered, though no sentence holds
    the value. Only sentences that say the name, or cover as much of the question as one with a value must, give operands.
    """
    unknown = [name for name in decision.unknown_names if not _AMOUNT.fullmatch(normal_text(name))]
    if unknown or not (
        _answers(decision) or (decision.outcome == "refuse" and _lacks_only_the_value(asked, decision))
    ):
        return None, decision
    if example := worked_example(asked, content):
        return example, Decision("answer", example.operands, confidence=example.operands[0].coverage)
    own = [e for e in content if e.names_found and not e.borrowed]
    evidence = decision.evidence
    if not _answers(decision):
        evidence = tuple(e for e in own if e.coverage >= MIN_COVERAGE_WITH_VALUE)
    computed = computed_value(asked, evidence, own, weigh(asked, scope.index, _everyday(scope)))
    if computed is None or _answers(decision):
        return computed, decision
    return computed, Decision("answer", computed.operands, confidence=computed.operands[0].coverage)


def _lacks_only_the_value(asked: Question, decision: Decision) -> bool:
    """Whether a question is refused for want of its value alone, which may follow from others: the computation itself holds
    them to the years asked about, and what there is now may follow from what is needed and what is missing."""
    labels = {head.label for head in asked.heads}
    operation = operation_asked(normal_text(asked.search_text))
    if operation == "change" and asked.years:
        labels |= {f"{year}年の{label}" for year in asked.years for label in labels}
    if operation == "present":
        labels |= {f"現在の{label}" for label in labels}
    return all(what in labels or _FOR_EACH.search(what) for what in decision.missing)


def _chosen(
    asked: Question, decision: Decision, content: Sequence[Evidence], scope: Scope
) -> tuple[Decision, tuple[Evidence, ...]]:
    """The sentences to show, and the decision they bear out.

    A sentence that points back to an order (その窓口は…) is none to show; where nothing else answers, there is no answer.
    """
    while True:
        wanted = choose(asked, decision, scope.index)
        chosen = tuple(content_only(wanted))
        lost_the_answer = any(e.hinted for e in wanted) and not any(e.hinted for e in chosen)
        if (chosen and not lost_the_answer) or not wanted or not _answers(decision):
            return decision, chosen
        content = [_answering_nothing(e) if e in decision.evidence else e for e in content]
        decision = _decided(asked, content, scope)


def _answering_nothing(evidence: Evidence) -> Evidence:
    """A sentence that still says what its passage is about, and meets nothing of the question."""
    return replace(evidence, coverage=0.0, answers=frozenset(), hinted=frozenset())


def found_without_filters(asked: Question, scope: Scope) -> Decision:
    """What would be decided if no document were left out."""
    wanted = preferences_of(asked.search_text, scope.today)
    hits = retrieve(asked, scope, wanted, Filters())
    return _decided(asked, set_aside(_evidence(asked, hits, scope, wanted))[0], scope)


def _decided(asked: Question, content: Sequence[Evidence], scope: Scope) -> Decision:
    everyday = _everyday(scope)

    def is_said(words: str) -> bool:
        spellings = (words, *official_name(words, everyday))
        return any(scope.index.folded.saying((spelling,)) for spelling in spellings)

    return decide(asked, content, scope.today, is_said)


def _evidence(asked: Question, hits: Sequence[Hit], scope: Scope, wanted: Preferences) -> list[Evidence]:
    return without_borrowed(asked, collect(asked, hits, scope.index, wanted, _everyday(scope)))


def _everyday(scope: Scope) -> EverydayWords:
    return read_everyday_words(scope.settings.corpus / FILE_NAME)


def _by_full_names(asked: Question, hits: Sequence[Hit], scope: Scope) -> Question:
    """The question, its names also as the passages found write them in full: 工技センター, 工業技術センター."""
    titles = {hit.passage.doc_id: scope.index.titles[hit.passage.doc_id] for hit in hits}
    texts = [*titles.values()] + [scope.index.folded[hit.passage.passage_id] for hit in hits]
    return replace(asked, subjects=with_full_names(asked.subjects, texts))


def _of_named(asked: Question, scope: Scope) -> Filters:
    """The filters, and only the documents a question names where it names some."""
    named = named_documents(asked, scope.index)
    if len(named) == len(scope.index.documents):
        return scope.filters
    kept = [doc_id for doc_id in scope.filters.doc_ids or named if doc_id in named]
    return replace(scope.filters, doc_ids=tuple(sorted(kept))) if kept else scope.filters


def retrieve(asked: Question, scope: Scope, wanted: Preferences, filters: Filters) -> list[Hit]:
    """The best passages; where people are asked for also lists of them, where the question names times the best of each time's
    documents."""
    k = scope.settings.passages_per_answer

    searched = f"{asked.search_text}\n{asked.earlier}" if asked.earlier else asked.search_text

    def found(limit: Filters, most: int, text: str = searched) -> list[Hit]:
        return search(scope.index, text, most, filters=limit, preferences=wanted, today=scope.today)

    hits = found(filters, k)
    seen = {hit.passage.passage_id for hit in hits}
    if asks_for_people(asked):
        more = found(filters, MOST_ROSTERS, f"{searched} {WORDS_OF_ROSTERS}")
        hits.extend(hit for hit in more if hit.passage.passage_id not in seen)
        seen.update(hit.passage.passage_id for hit in more)
    for period in wanted.periods[:MAX_PERIODS]:
        around = period.widened(1)
        limit = within(filters, around.since, around.until)
        more = found(limit, k // 2) if limit else []
        hits.extend(hit for hit in more if hit.passage.passage_id not in seen)
        seen.update(hit.passage.passage_id for hit in more)
    return hits


def _answers(decision: Decision) -> bool:
    return decision.outcome in ("answer", "partial")


@contextmanager
def timed(timings: Timings, stage: str) -> Iterator[None]:
    """Add the time a stage takes to what it took before."""
    started = time.perf_counter()
    yield
    timings[stage] = round(timings.get(stage, 0.0) + (time.perf_counter() - started) * 1000, 3)
