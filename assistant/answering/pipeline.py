"""The main path: how a question becomes an answer.

read (in its conversation, in its parts) → find (retrieve, decide, choose) → write (a model's words, or the
documents' own) → match (measures, where a business is told of) → annotate (dates, standing, what must be known beside it) → Answer
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from assistant.answering.checks import check
from assistant.answering.cite import cite, cite_computed, with_grounds
from assistant.answering.confidence import chance_of_whole_answer
from assistant.answering.draft import Draft
from assistant.answering.finding import find
from assistant.answering.instructions import Heard, hear
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
from assistant.answering.leaflets import of_leaflets
from assistant.answering.list_heads import with_list_heads
from assistant.answering.notices import notices_beside
from assistant.answering.of_last import measures_shown, situation_before
from assistant.answering.offered import (
    Offered,
    left_to_tell,
    lines_of,
    offer,
    unknown_things,
)
from assistant.answering.one_client import of_one_client
from assistant.answering.parts_again import with_parts_again
from assistant.answering.premises import Correction, leads
from assistant.answering.reading import Reading, read_question, understood
from assistant.answering.scope import Scope, Timings, timed
from assistant.answering.to_read import places_to_read
from assistant.answering.wording import answer_text, opening_lines
from assistant.filters import Filters, check_documents
from assistant.index.opened import OpenIndex
from assistant.index.written import is_written
from assistant.settings import Settings
from assistant.text.names import read_names
from assistant.types import Answer

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
    heard, read = _understood(question, history, scope, timings)
    read, found = _found(heard, read, scope, timings)
    with timed(timings, "write"):
        written = None if engine == "extractive" else _by_model(heard, read, found, scope, on_statements)
        draft = _draft(found, _corrections(found), written, scope)
    with timed(timings, "match"):
        draft = _with_measures(draft, heard, read, scope)
    with timed(timings, "annotate"):
        answer = _annotated(question, draft, heard, read, scope)
    timings["total"] = round(sum(timings.values()), 3)
    return replace(answer, timings_ms=timings | answer.timings_ms)


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
    heard, read = _understood(question, history, scope, timings)
    read, found = _found(heard, read, scope, timings)
    if not settings.model or not any(one.is_answered for one in found):
        return None
    from assistant.model.answer import prompt_for

    return prompt_for(joint(found, read.alone.text), heard.history, scope)


def _scope(index: OpenIndex, settings: Settings, today: date | None, filters: Filters | None) -> Scope:
    scope = Scope(index, settings, today or date.today(), filters or Filters())
    check_documents(scope.filters, index.documents)
    return scope


def _understood(
    question: str, history: Sequence[tuple[str, str]], scope: Scope, timings: Timings
) -> tuple[Heard, Reading]:
    """The question without orders to the assistant, and what is asked with it in its conversation."""
    with timed(timings, "understand"):
        table = read_names(scope.settings.corpus / "aliases.toml")
        heard = of_one_client(hear(question, history), scope.today)
        read = read_question(heard.text, heard.history, table, partial(is_written, scope.index))
        return heard, read if heard.asks else read.answered_as(heard.answered_as(read.questions[0]))


def _found(heard: Heard, read: Reading, scope: Scope, timings: Timings) -> tuple[Reading, Sequence[Found]]:
    """What the documents hold on each part of the question, or on all of it where it was told apart in vain, and the reading so taken."""
    before = last_answer(read.alone.of_last, heard.history, scope.index, scope.filters, scope.today)
    found = [find(asked, scope, timings, before) for asked in read.questions]
    if read.whole and not any(one.is_answered for one in found):  # told apart where it was one thing
        together = find(read.whole, scope, timings, before)
        if together.is_answered:
            return replace(read, questions=(read.whole,)), [together]
    return read, with_parts_again(found, scope, timings)


def _by_model(
    heard: Heard, read: Reading, found: Sequence[Found], scope: Scope, on_statements: OnStatements | None
) -> Written | None:
    """What a language model writes; None where none is set, or where there is nothing to write."""
    if not scope.settings.model or not any(one.is_answered for one in found):
        return None
    from assistant.model.answer import written_by_model

    return written_by_model(joint(found, read.alone.text), heard.history, scope, on_statements)


def _corrections(found: Sequence[Found]) -> tuple[Correction, ...]:
    return tuple(dict.fromkeys(correction for one in found for correction in one.corrections))


def _draft(
    found: Sequence[Found], corrections: tuple[Correction, ...], written: Written | None, scope: Scope
) -> Draft:
    """What was found in sentences, a model's or the documents' own, and what these and the corrections stand on."""
    if written and written.problem is None:
        statements, citations = written.statements, written.citations
    else:
        whether = any(one.asked.kind == "yes_no" for one in found)
        shown = with_list_heads(to_show(found), scope.index, also_announcing=whether)
        beside = context_of(found, shown)
        context = with_list_heads(beside, scope.index, shown, also_announcing=whether)
        statements, citations = cite(shown, scope.index, scope.today, context)
    computed = [one.computed for one in found if one.computed]
    statements, citations = cite_computed(computed, statements, citations, scope.index, scope.today)
    citations = with_grounds(citations, corrections, scope.index, scope.today)
    return Draft(found, corrections, statements, citations, written)


def _with_measures(draft: Draft, heard: Heard, read: Reading, scope: Scope) -> Draft:
    """The draft with the measures that come into question, which answer those parts that look for one; without any, as it is."""
    beside = draft if draft.by_model else _draft_beside_measures(draft, scope)
    offered = _offered(heard, read, beside, scope)
    if offered is None:
        return draft
    statements = offered.statements_beside(beside.statements)
    return replace(beside, statements=statements, citations=offered.citations, offered=offered)


def _draft_beside_measures(draft: Draft, scope: Scope) -> Draft:
    """The draft without the parts that look for a measure, where the documents answer others."""
    found = apart_from_measures(draft.found)
    if len(found) == len(draft.found):
        return draft
    return _draft(found, draft.corrections, draft.written, scope)


def _offered(heard: Heard, read: Reading, draft: Draft, scope: Scope) -> Offered | None:
    """The measures that come into question, where somebody tells of a business or asks for one."""
    named_in_vain = all(
        unknown_things(one.decision, heard.text, scope.today) and not one.asked.looks_for_measure
        for one in draft.found
    )
    if not heard.asks or named_in_vain:  # who asks about a thing by name is told first that it is not there
        return None
    said = [text for role, text in heard.history if role == "user"]
    are_apart = len(draft.found) < len(read.questions)  # then what is left is no search for a measure
    shown = measures_shown(heard.history) if read.alone.of_last == "others" else ()
    told = situation_before(said) if shown else heard.text
    return offer(
        read.questions,
        told,
        said,
        draft.citations,
        scope,
        status=joint_status(draft.found),
        coverage=1.0 if are_apart else least_coverage(draft.found),
        shown=shown,
        leaflets=of_leaflets(draft.found, told),
    )


def _annotated(question: str, draft: Draft, heard: Heard, read: Reading, scope: Scope) -> Answer:
    """The answer: what it says, what is missing, and what must be known beside it."""
    left = left_to_tell(draft.found, draft.offered, heard.text, scope.today)
    written = draft.written
    return Answer(
        question=question,
        engine="llm" if draft.by_model else "extractive",
        status=draft.status,
        text="\n".join(_lines(draft, left, scope)),
        statements=draft.statements,
        citations=draft.citations,
        missing=joint_missing(left),
        questions=draft.questions,
        measures=draft.measures,
        notices=notices_beside(draft, heard, read, scope),
        confidence=round(chance_of_whole_answer(least_coverage(draft.found), draft.status), 4),
        timings_ms=written.timings_ms if written else {},
        usage=written.usage if written else {},
        model=scope.settings.model or "" if draft.by_model else "",
        understood=understood(read.questions, scope.today, draft.business),
        to_read=() if draft.offered else places_to_read(draft.found, draft.citations, scope),
    )


def _lines(draft: Draft, left: Sequence[Found], scope: Scope) -> list[str]:
    """What the answer says: corrections, then the sentences of the documents or why there are none, then the measures."""
    first = leads(draft.corrections, draft.citations)
    narrowed = not scope.filters.is_empty
    if draft.offered and not draft.offered.beside:
        return [*first, *opening_lines(left, narrowed=narrowed), *lines_of(draft.offered)]
    body = answer_text(draft.found, draft.statements, draft.citations, narrowed=narrowed)
    return [*first, body, *(lines_of(draft.offered) if draft.offered else [])]
