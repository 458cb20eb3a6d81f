"""The main path: how a question becomes an answer.

read (in its conversation, in its parts) → find (retrieve, decide, choose) → write (a model's words, or the
documents' own) → match (measures, where a business is told of) → annotate (dates, standing, what must be known beside it) → Answer
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from assistant.answering.annotate import (
    notice_without_vectors,
    notices_for,
    notices_on_names,
    notices_on_relative_times,
    told_of_measures_in_doubt,
)
from assistant.answering.checks import check
from assistant.answering.cite import cite, cite_computed, with_grounds
from assistant.answering.confidence import chance_of_whole_answer
from assistant.answering.conflicts import notices_on_conflicts
from assistant.answering.finding import find, found_without_filters
from assistant.answering.instructions import Heard, hear, notices_on_instructions, notices_on_namesakes
from assistant.answering.joined import (
    Found,
    apart_from_measures,
    context_of,
    joint,
    joint_missing,
    joint_status,
    least_coverage,
    to_show,
)
from assistant.answering.last_answer import last_answer
from assistant.answering.narrowed import notices_of_filters
from assistant.answering.of_last import measures_shown, situation_before
from assistant.answering.offered import (
    ANOTHER_CLIENT,
    Offered,
    left_to_tell,
    lines_of,
    of_leaflets,
    of_one_client,
    offer,
    unknown_things,
)
from assistant.answering.premises import Correction, leads, notices_on_premises
from assistant.answering.reading import Reading, notices_of, read_question, understood
from assistant.answering.scope import Scope, Timings, timed
from assistant.answering.wording import answer_text, clarifying_questions, opening_lines
from assistant.filters import Filters, check_documents
from assistant.index.opened import OpenIndex
from assistant.index.written import is_written
from assistant.settings import Settings
from assistant.text.names import read_names
from assistant.types import Answer, Citation, Notice, Statement

if TYPE_CHECKING:
    from assistant.model.outgoing import Outgoing
    from assistant.model.write import OnStatements, Written


def answer_question(
    question: str,
    index: OpenIndex,
    settings: Settings,
    *,
    history: Sequence[tuple[str, str]] = (),
    engine: str = "auto",
    today: date | None = None,
    filters: Filters | None = None,
    on_statements: OnStatements | None = None,
) -> Answer:
    """Answer one question from the indexed documents.

    Args:
        question: what the user typed.
        index: an open index.
        settings: limits, and how many passages the writer may choose from.
        history: earlier turns as (role, text), oldest first; role is "user" or "assistant".
        engine: "auto" (a language model where one is set), "extractive" or "llm".
        today: the day the answer is given, for notices on age; the current day if None.
        filters: what the passages must meet; where others would have answered, a notice says so.
        on_statements: told of a model's statements, each confirmed, as they come; see ``assistant.model.write``.

    Raises:
        InputError: an empty or too long question, an engine that is not available, a document that is not there.
        ModelError: "llm" is wanted and the model's settings cannot be used.
    """
    check(question, engine, settings)
    scope, timings = _scope(index, settings, today, filters), Timings()
    heard, read, found = _read_and_found(question, history, scope, timings)
    corrections = tuple(dict.fromkeys(correction for one in found for correction in one.corrections))
    with timed(timings, "write"):
        written = None if engine == "extractive" else _by_model(heard, read, found, scope, on_statements)
        by_model = written is not None and written.problem is None
        beside = found if by_model else apart_from_measures(found)
        statements, citations = _statements(written if by_model else None, beside, corrections, scope)
    with timed(timings, "match"):
        offered = _offered(heard, read, beside, citations, scope)
        if offered:
            found, statements, citations = beside, offered.statements_beside(statements), offered.citations
        elif beside is not found:  # no measure comes into question: the documents answer every part
            statements, citations = _statements(None, found, corrections, scope)
    with timed(timings, "annotate"):
        in_doubt = told_of_measures_in_doubt(statements, offered.measures) if offered else ()
        notices = _notices(heard, read, found, citations, in_doubt, corrections, scope)
        notices += _notices_on_writing(written) if written else ()
        left = left_to_tell(found, offered, heard.text, scope.today)
        lines = _lines(found, left, statements, citations, offered, scope)
    timings["total"] = round(sum(timings.values()), 3)
    status = offered.status if offered else joint_status(found)
    return Answer(
        question=question,
        engine="llm" if by_model else "extractive",
        status=status,
        text="\n".join([*leads(corrections, citations), *lines]),
        statements=statements,
        citations=citations,
        missing=joint_missing(left),
        questions=offered.questions if offered else _questions(found),
        measures=offered.measures if offered else (),
        notices=notices,
        confidence=round(chance_of_whole_answer(least_coverage(found), status), 4),
        timings_ms=timings | (written.timings_ms if written else {}),
        usage=written.usage if written else {},
        model=settings.model or "" if by_model else "",
        understood=understood(read.questions, scope.today, offered.business if offered else ()),
    )


def outgoing(
    question: str,
    index: OpenIndex,
    settings: Settings,
    history: Sequence[tuple[str, str]] = (),
    today: date | None = None,
    filters: Filters | None = None,
) -> Outgoing | None:
    """What a language model would be sent for a question, to the letter; nothing is sent.

    None where none would be asked: none is set, or the documents do not hold an answer.

    Raises:
        InputError: as for ``answer_question``.
        ModelError: the model's settings cannot be used.
    """
    check(question, "auto", settings)
    scope, timings = _scope(index, settings, today, filters), Timings()
    heard, read, found = _read_and_found(question, history, scope, timings)
    if not settings.model or not any(one.is_answered for one in found):
        return None
    from assistant.model.answer import prompt_for

    return prompt_for(joint(found, read.alone.text), heard.history, scope)


def _scope(index: OpenIndex, settings: Settings, today: date | None, filters: Filters | None) -> Scope:
    scope = Scope(index, settings, today or date.today(), filters or Filters())
    check_documents(scope.filters, index.documents)
    return scope


def _read_and_found(
    question: str, history: Sequence[tuple[str, str]], scope: Scope, timings: Timings
) -> tuple[Heard, Reading, Sequence[Found]]:
    """The question without orders to the assistant, understood in its conversation, and what was found for each part of it."""
    with timed(timings, "understand"):
        table = read_names(scope.settings.corpus / "aliases.toml")
        heard = of_one_client(hear(question, history), scope.today)
        read = read_question(heard.text, heard.history, table, partial(is_written, scope.index))
        read = read if heard.asks else read.answered_as(heard.answered_as(read.questions[0]))
    before = last_answer(read.alone.of_last, heard.history, scope.index, scope.filters, scope.today)
    return heard, read, [find(asked, scope, timings, before) for asked in read.questions]


def _by_model(
    heard: Heard, read: Reading, found: Sequence[Found], scope: Scope, on_statements: OnStatements | None
) -> Written | None:
    """What a language model writes; None where none is set, or where there is nothing to write."""
    if not scope.settings.model or not any(one.is_answered for one in found):
        return None
    from assistant.model.answer import written_by_model

    return written_by_model(joint(found, read.alone.text), heard.history, scope, on_statements)


def _statements(
    written: Written | None, found: Sequence[Found], corrections: Sequence[Correction], scope: Scope
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """The statements of the answer and what they and the corrections stand on: a model's, or the documents' own sentences."""
    if written:
        statements, citations = written.statements, written.citations
    else:
        shown = to_show(found)
        statements, citations = cite(shown, scope.index, scope.today, context_of(found, shown))
    computed = [one.computed for one in found if one.computed]
    statements, citations = cite_computed(computed, statements, citations, scope.index, scope.today)
    return statements, with_grounds(citations, corrections, scope.index, scope.today)


def _offered(
    heard: Heard, read: Reading, found: Sequence[Found], citations: Sequence[Citation], scope: Scope
) -> Offered | None:
    """The measures that come into question, where somebody tells of a business or asks for one."""
    named_in_vain = all(
        unknown_things(one.decision, heard.text, scope.today) and not one.asked.looks_for_measure
        for one in found
    )
    if not heard.asks or named_in_vain:  # who asks about a thing by name is told first that it is not there
        return None
    said = [text for role, text in heard.history if role == "user"]
    are_apart = len(found) < len(read.questions)  # then what is left is no search for a measure
    status, coverage = joint_status(found), 1.0 if are_apart else least_coverage(found)
    shown = measures_shown(heard.history) if read.alone.of_last == "others" else ()
    told = situation_before(said) if shown else heard.text
    return offer(
        read.questions,
        told,
        said,
        citations,
        scope,
        status=status,
        coverage=coverage,
        shown=shown,
        leaflets=of_leaflets(found, told),
    )


def _questions(found: Sequence[Found]) -> tuple[str, ...]:
    return tuple(asking for one in found for asking in clarifying_questions(one.asked, one.decision))


def _lines(
    found: Sequence[Found],
    left: Sequence[Found],
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    offered: Offered | None,
    scope: Scope,
) -> list[str]:
    """What the answer says: the sentences of the documents or why there are none, and the measures."""
    if offered and not offered.beside:
        return [
            *opening_lines(left, narrowed=not scope.filters.is_empty),
            *lines_of(offered),
        ]
    body = answer_text(found, statements, citations, narrowed=not scope.filters.is_empty)
    return [body, *(lines_of(offered) if offered else [])]


def _notices(
    heard: Heard,
    read: Reading,
    found: Sequence[Found],
    citations: Sequence[Citation],
    in_doubt: Collection[int],
    corrections: Sequence[Correction],
    scope: Scope,
) -> tuple[Notice, ...]:
    """What the advisor must know beside the answer: false premises first, then how the question was read."""
    resolved = dict.fromkeys(name for one in found for name in one.asked.resolved)
    orders = [order for one in found for order in one.orders]
    documents = scope.index.documents
    narrowed = dict.fromkeys(
        notice
        for one in found
        for notice in notices_of_filters(
            one.decision, scope.filters, scope.today, partial(found_without_filters, one.asked, scope)
        )
    )
    return (
        *notices_on_premises(corrections, citations),
        *notices_of(read),
        *([Notice("understood", ANOTHER_CLIENT)] if heard.of_another_client else []),
        *notices_on_instructions(heard, orders, citations),
        *notices_on_conflicts([one.conflict for one in found if one.conflict], citations),
        *notices_on_names(tuple(resolved)),
        *notices_for(citations, in_doubt),
        *notices_on_relative_times(citations, documents),
        *notices_on_namesakes(citations, list(documents.values())),
        *narrowed,
        *notice_without_vectors(scope.index.embedding.problem()),
    )


def _notices_on_writing(written: Written) -> tuple[Notice, ...]:
    """That the answer had to be given without the model, and why; or what of the model's was left out."""
    if written.problem is None:
        return written.notices
    text = f"{written.problem.message}言語モデルを使わず、資料の文をそのまま示します。{written.problem.hint}"
    return (Notice("fallback", text),)
