"""One question against the documents: what is found, what is decided on it, which sentences are to be shown."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from assistant.answering.across_editions import of_meant_editions, told_of_editions
from assistant.answering.asking_part import asking_part
from assistant.answering.borrowed import without_borrowed
from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence, collect
from assistant.answering.instructions import content_only, set_aside
from assistant.answering.joined import Found
from assistant.answering.last_answer import LastAnswer, favoured, more_of, where_from, with_ground
from assistant.answering.named_documents import beyond_the_paper, named_documents
from assistant.answering.names_meant import with_names_meant, with_words_meant
from assistant.answering.other_towns import without_other_towns
from assistant.answering.picked_rows import own_nouns, rows_asked_for, rows_shown_last
from assistant.answering.question import Question, asks_for_people
from assistant.answering.scope import Scope, Timings, everyday_words, timed
from assistant.answering.showing import corrections, decided, to_show
from assistant.answering.subjects import with_full_names
from assistant.answering.vague import ask_back, leaves_open
from assistant.answering.whole_tables import tables_cut, with_whole_tables
from assistant.answering.within_talk import leaves_the_talk, within_talk
from assistant.editions import Editions, editions_of, other_editions
from assistant.filters import Filters, within
from assistant.index.written import is_written
from assistant.preferences import Preferences, preferences_of
from assistant.retrieval import search
from assistant.text.names import read_names
from assistant.text.normalise import fold
from assistant.types import Hit

NOTHING_LEFT = Decision("refuse", missing=("条件に合うほかのもの",))
"""他には？ after all rows that meet what was asked."""
MAX_PERIODS = 4
"""Times a question names that are searched for on their own."""
WORDS_OF_ROSTERS, MOST_ROSTERS = "メンバー 座長 委員 理事長 部長 教授 氏名", 4
"""A list of people tells names and offices, and seldom what the question says of them: with it 22 of 28 fresh questions for
people were whole instead of 19, and 30 instead of 29 of development (n = 34); eight such passages did not do better, nor did
words for places, reasons, procedures and values help the questions for these."""


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
    if (asked.is_vague or asked.is_bare) and (open_ended := _asked_back(asked, scope, wanted, timings)):
        return open_ended
    with timed(timings, "retrieve"):
        meant = _of_named(asked, scope)
        hits = with_ground(retrieve(asked, scope, wanted, meant), before, meant.doc_ids)
        hits = with_whole_tables(asked, hits, scope.index)
        papers = _papers(asked, hits, scope, wanted)
        hits, wanted = of_meant_editions(hits, papers), replace(wanted, other_editions=other_editions(papers))
    with timed(timings, "decide"):
        asked = _by_full_names(asked, hits, scope)
        evidence = told_of_editions(_evidence(asked, hits, scope, wanted, before), papers)
        content, orders = set_aside(favoured(asked, evidence, before, own_nouns(asked)))
        is_all_told = bool(evidence) and not content and before is not None and before.asked == "others"
        decision = NOTHING_LEFT if is_all_told else decided(asked, content, scope)
        respelt = _with_names_meant(asked, decision, hits, scope)
    if respelt:
        return find(respelt, scope, timings, before)
    if decision.outcome == "refuse" and (elsewhere := beyond_the_paper(asked, scope.index)):
        return find(elsewhere, scope, timings, before)  # the paper pointed at does not say it
    with timed(timings, "write"):
        shown = to_show(asked, decision, content, hits, papers, scope)
        if before and leaves_the_talk(asked, shown, content, before):
            content, decision = within_talk(asked, shown, content, before, scope)
            shown = to_show(asked, decision, content, hits, papers, scope)
        corrected = corrections(asked, shown, content, papers, scope)
    return Found(
        asked,
        shown.decision,
        shown.chosen,
        tuple(hits),
        orders=tuple(orders),
        corrections=corrected,
        computed=shown.computed,
        conflict=shown.conflict,
        context=shown.context,
        rows_left=_picked(shown.decision.evidence) - _picked(shown.chosen),
    )


def _asked_back(asked: Question, scope: Scope, wanted: Preferences, timings: Timings) -> Found | None:
    """What to ask back, and what the documents do hold; None where one programme alone can be meant."""
    with timed(timings, "decide"):
        table = read_names(scope.settings.corpus / "aliases.toml")
        decision = ask_back(asked, scope.index, wanted, scope.filters, table, everyday_words(scope))
    if not asked.is_vague and not leaves_open(asked, decision):
        return None
    return Found(asked, decision, tuple(content_only(decision.evidence)))


def _picked(evidence: Sequence[Evidence]) -> int:
    return sum(one.is_picked for one in evidence)


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


def found_without_filters(asked: Question, scope: Scope) -> Decision:
    """What would be decided if no document were left out."""
    wanted = preferences_of(asked.search_text, scope.today)
    hits = retrieve(asked, scope, wanted, Filters())
    return decided(asked, set_aside(_evidence(asked, hits, scope, wanted))[0], scope)


def _evidence(
    asked: Question,
    hits: Sequence[Hit],
    scope: Scope,
    wanted: Preferences,
    before: LastAnswer | None = None,
) -> list[Evidence]:
    found = without_other_towns(asked, collect(asked, hits, scope.index, wanted, everyday_words(scope)))
    cut = tables_cut(asked, hits, scope.index)
    picked = rows_asked_for(asked, without_borrowed(asked, found), scope.today, before, cut)
    return rows_shown_last(asked, picked, before)


def _by_full_names(asked: Question, hits: Sequence[Hit], scope: Scope) -> Question:
    """The question, its names also as the passages found write them in full: 工技センター, 工業技術センター."""
    titles = {hit.passage.doc_id: scope.index.titles[hit.passage.doc_id] for hit in hits}
    texts = [
        f"{fold(titles[hit.passage.doc_id])}\n{scope.index.folded[hit.passage.passage_id]}" for hit in hits
    ]
    return replace(asked, subjects=with_full_names(asked.subjects, texts))


def _with_names_meant(
    asked: Question, decision: Decision, hits: Sequence[Hit], scope: Scope
) -> Question | None:
    """The question with the names and compounds that nobody writes so as what was found spells them; None where there are none, or once
    done."""
    if decision.outcome == "answer" or any(one.how == "misspelling" for one in asked.resolved):
        return None
    table = read_names(scope.settings.corpus / "aliases.toml")
    written = partial(is_written, scope.index)
    if decision.unknown_names and (
        meant := with_names_meant(asked, decision.unknown_names, hits, table, written)
    ):
        return meant
    return with_words_meant(asked, hits, table, written)


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

    searches = [found(filters, k)]
    if asked.earlier:  # 2月のセミナーで土曜のは？ after two questions on a bank
        searches.append(found(filters, k // 2, asked.search_text))
    if asks_for_people(asked):
        searches.append(found(filters, MOST_ROSTERS, f"{searched} {WORDS_OF_ROSTERS}"))
    asking = asking_part(asked.text)
    if asked.heads and asking != asked.text and any(one.label in asking for one in asked.subjects):
        searches.append(
            found(filters, k // 2, asking)
        )  # 和紙の雑貨を作っています。… says more than the question itself
    for period in wanted.periods[:MAX_PERIODS]:
        around = period.widened(1)
        if limit := within(filters, around.since, around.until):
            searches.append(found(limit, k // 2))
    hits: dict[str, Hit] = {}
    for hit in itertools.chain.from_iterable(searches):
        hits.setdefault(hit.passage.passage_id, hit)
    return list(hits.values())
