"""The main path: how a question becomes an answer."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial

from assistant.answering.annotate import (
    notice_without_vectors,
    notices_for,
    notices_on_names,
    notices_on_relative_times,
)
from assistant.answering.cite import cite
from assistant.answering.decide import Decision, decide
from assistant.answering.evidence import collect
from assistant.answering.extractive import choose
from assistant.answering.instructions import (
    content_only,
    hear,
    notices_on_instructions,
    notices_on_namesakes,
    set_aside,
)
from assistant.answering.narrowed import notices_of_filters
from assistant.answering.premises import (
    deadlines_gone,
    figures_told_otherwise,
    leads,
    notices_on_premises,
    successors,
    with_grounds,
)
from assistant.answering.question import Question, understand
from assistant.answering.wording import clarifying_questions, full_text
from assistant.errors import InputError
from assistant.filters import Filters, check_documents, within
from assistant.index.opened import OpenIndex
from assistant.index.written import is_written
from assistant.preferences import Preferences, preferences_of
from assistant.retrieval import search
from assistant.settings import Settings
from assistant.successions import read_successions
from assistant.text.names import read_names
from assistant.types import Answer, Hit, Status

MAX_PERIODS = 4
"""Times a question names that are searched for on their own."""
_STATUS: dict[str, Status] = {
    "answer": "answered",
    "partial": "partial",
    "refuse": "abstained",
    "clarify": "needs_clarification",
    "beside": "abstained",
}


def answer_question(
    question: str,
    index: OpenIndex,
    settings: Settings,
    *,
    history: Sequence[tuple[str, str]] = (),
    engine: str = "auto",
    today: date | None = None,
    filters: Filters | None = None,
) -> Answer:
    """Answer one question from the indexed documents.

    Args:
        question: what the user typed.
        index: an open index.
        settings: limits, and how many passages the writer may choose from.
        history: earlier turns as (role, text), oldest first; role is "user" or "assistant".
        engine: "auto" or "extractive".
        today: the day the answer is given, for notices on age; the current day if None.
        filters: what the passages must meet; where others would have answered, a notice says so.

    Raises:
        InputError: an empty or too long question, an engine that is not available, a document that is not there.
    """
    timings: dict[str, float] = {}
    check(question, engine, settings)
    today, filters = today or date.today(), filters or Filters()
    check_documents(filters, index.documents)
    with _timed(timings, "understand"):
        table = read_names(settings.corpus / "aliases.toml")
        heard = hear(question, history)
        asked = heard.answered_as(understand(heard.text, table, heard.history, partial(is_written, index)))
        wanted = preferences_of(asked.search_text, today)
    with _timed(timings, "retrieve"):
        hits = retrieve(asked, index, settings.passages_per_answer, wanted, filters)
    with _timed(timings, "decide"):
        content, orders = set_aside(collect(asked, hits, index, wanted))
        decision = decide(asked, content, today)
    with _timed(timings, "write"):
        chosen = content_only(choose(asked, decision, index))
        followed = successors(asked, index, read_successions(settings.corpus / "successions.toml"))
        corrections = (
            *figures_told_otherwise(asked, decision.evidence),
            *followed,
            *deadlines_gone(asked, chosen, today),
        )
        statements, citations = cite(with_grounds(chosen, corrections, index), index, today)
    with _timed(timings, "annotate"):
        numbers = {(c.doc_id, c.page_index, c.start): c.n for c in citations}
        notices = (
            *notices_on_instructions(heard, orders, citations),
            *notices_on_premises(corrections, numbers),
            *notices_on_names(asked.resolved),
            *notices_for(citations),
            *notices_on_relative_times(citations, index.documents),
            *notices_on_namesakes(citations, list(index.documents.values())),
            *notices_of_filters(decision, filters, today, lambda: _on_all(asked, index, settings, wanted)),
            *notice_without_vectors(index.embedding.problem()),
        )
    timings["total"] = round(sum(timings.values()), 3)
    return Answer(
        question=question,
        engine="extractive",
        status=_STATUS[decision.outcome],
        text="\n".join(
            [
                *leads(corrections, numbers),
                full_text(asked, decision, statements, citations, narrowed=not filters.is_empty),
            ]
        ),
        statements=statements,
        citations=citations,
        missing=_missing(asked, decision),
        questions=clarifying_questions(decision),
        notices=notices,
        confidence=round(decision.confidence, 4),
        timings_ms=timings,
    )


def _on_all(asked: Question, index: OpenIndex, settings: Settings, wanted: Preferences) -> Decision:
    """What would be decided if no document were left out."""
    hits = retrieve(asked, index, settings.passages_per_answer, wanted, Filters())
    return decide(asked, set_aside(collect(asked, hits, index, wanted))[0], wanted.today)


def retrieve(asked: Question, index: OpenIndex, k: int, wanted: Preferences, filters: Filters) -> list[Hit]:
    """The k best passages; where the question names times, also the best of each time's documents."""

    def found(limit: Filters, most: int) -> list[Hit]:
        return search(index, asked.search_text, most, filters=limit, preferences=wanted, today=wanted.today)

    hits = found(filters, k)
    seen = {hit.passage.passage_id for hit in hits}
    for period in wanted.periods[:MAX_PERIODS]:
        around = period.widened(1)
        limit = within(filters, around.since, around.until)
        more = found(limit, k // 2) if limit else []
        hits.extend(hit for hit in more if hit.passage.passage_id not in seen)
        seen.update(hit.passage.passage_id for hit in more)
    return hits


def check(question: str, engine: str, settings: Settings) -> None:
    """Refuse what cannot be answered at all, with a way out.

    Raises:
        InputError: empty, too long or undecodable question; unknown or unavailable engine.
    """
    if not question.strip():
        raise InputError("質問が空です。", "質問を入力してください。")
    if len(question) > settings.max_question_characters:
        raise InputError(
            f"質問が長すぎます（{len(question):,} 文字、上限 {settings.max_question_characters:,} 文字）。",
            "要点をしぼって入力してください。",
        )
    if any("\ud800" <= character <= "\udfff" for character in question):
        raise InputError("質問に文字として読めない部分があります。", "UTF-8 で入力し直してください。")
    if engine == "llm":
        raise InputError(
            "言語モデルは設定されていません。",
            "「--engine extractive」か「--engine auto」で実行してください。",
        )
    if engine not in ("auto", "extractive"):
        raise InputError(
            f"engine「{engine}」はありません。", "auto・extractive・llm のどれかを指定してください。"
        )


def _missing(asked: Question, decision: Decision) -> tuple[str, ...]:
    if decision.outcome == "answer":
        return ()
    return tuple(f"「{name}」" for name in decision.unknown_names) or decision.missing


@contextmanager
def _timed(timings: dict[str, float], stage: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    timings[stage] = round((time.perf_counter() - started) * 1000, 3)
