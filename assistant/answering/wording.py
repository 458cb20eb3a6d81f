"""The few sentences of an answer that are Shien's own: refusals, questions back, where to check."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.annotate import citation_marks, japanese_date
from assistant.answering.decide import Decision
from assistant.answering.joined import Found
from assistant.answering.question import Question
from assistant.answering.vague import which_question
from assistant.types import Citation, Statement

NEARBY = "資料にある近い内容は次のとおりです。"
_WHAT_IS_WRITTEN = "資料に書かれているのは次の内容です。"
_SUCH_AS = "資料には、たとえば次の記載があります。"
_BESIDE = "関連する箇所には、次のようにも書かれています。"
_NOW = ("現在の", "来年", "次年", "翌年", "再来年")
_LINE_ENDS = re.compile(r"\s*\n\s*")


def answer_text(
    found: Sequence[Found],
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    *,
    narrowed: bool = False,
) -> str:
    """The answer as a person reads it, one statement a line, each with its marks: ``…です。[1]``

    A refusal speaks for the documents it was sought in; ``narrowed`` says that these were not all.
    """
    if len(found) > 1:
        return _joint_text(found, statements, citations, narrowed=narrowed)
    return _text(found[0].asked, found[0].decision, statements, citations, narrowed=narrowed)


def _text(
    question: Question,
    decision: Decision,
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    *,
    narrowed: bool = False,
) -> str:
    searched = "しぼり込んだ資料" if narrowed else "取り込んだ資料"
    if question.aside:
        return question.aside.reply
    lines = statement_lines(statements)
    if decision.outcome == "answer":
        return "\n".join(lines)
    if decision.outcome == "clarify":
        return "\n".join([*clarifying_questions(question, decision), *([_SUCH_AS] if lines else []), *lines])
    if decision.outcome == "partial":
        return "\n".join(
            [
                _missing_line(question, decision, searched),
                _WHAT_IS_WRITTEN,
                *lines,
                _where_to_check(citations),
            ]
        )
    nearby = [NEARBY, *lines] if lines else []
    return "\n".join(
        [
            _lead(question, decision, searched),
            *_as_of(decision, citations),
            *nearby,
            _where_to_check(citations),
        ]
    )


def _joint_text(
    found: Sequence[Found],
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    *,
    narrowed: bool = False,
) -> str:
    """The answer to several questions: what is missing, then what the documents say, then where to check."""
    lines = statement_lines(statements)
    opening = opening_lines(found, narrowed=narrowed)
    if not opening:
        return "\n".join(lines)
    heading = _WHAT_IS_WRITTEN if any(one.is_answered for one in found) else NEARBY
    below = [heading, *lines] if lines else []
    return "\n".join([*opening, *below, _where_to_check(citations)])


def opening_lines(found: Sequence[Found], *, narrowed: bool = False) -> list[str]:
    """What the questions that were not answered open an answer with, each once."""
    searched = "しぼり込んだ資料" if narrowed else "取り込んだ資料"
    return list(dict.fromkeys(line for one in found for line in _opening(one, searched)))


def _opening(found: Found, searched: str) -> tuple[str, ...]:
    """What one of several questions opens the answer with; nothing where it was answered."""
    asked, decision = found.asked, found.decision
    if decision.outcome == "answer":
        return ()
    if decision.outcome == "clarify":
        return clarifying_questions(asked, decision)
    if decision.outcome == "beside":
        return (asked.aside.reply,) if asked.aside else ()
    if decision.missing or decision.unknown_names:
        return (_lead(asked, decision, searched),)
    return (f"「{asked.text.strip('?？。 ')}」は、{searched}からは確認できませんでした。",)


def clarifying_questions(question: Question, decision: Decision) -> tuple[str, ...]:
    """What to ask the client or the advisor, when the question leaves open what it is about."""
    return (which_question(question, decision.candidates),) if decision.outcome == "clarify" else ()


def _lead(question: Question, decision: Decision, searched: str) -> str:
    if decision.unknown_names:
        names = "」「".join(decision.unknown_names)
        return f"{searched}に「{names}」の記載は見つかりませんでした。"
    if decision.missing:
        return _missing_line(question, decision, searched)
    return f"お尋ねの内容は、{searched}からは確認できませんでした。"


def _missing_line(question: Question, decision: Decision, searched: str) -> str:
    subject = f"「{question.subjects[0].label}」の" if question.subjects else "お尋ねの"
    return f"{subject}{'・'.join(decision.missing)}は、{searched}に書かれていません。"


def _as_of(decision: Decision, citations: Sequence[Citation]) -> list[str]:
    """As of when the documents do tell, where what holds now is asked for: 資料にあるのは、2017年6月時点の内容です。"""
    newest = max((citation.published or "" for citation in citations), default="")
    asks_now = any(missing.startswith(_NOW) for missing in decision.missing)
    return [f"資料にあるのは、{japanese_date(newest)}時点の内容です。"] if asks_now and newest else []


def _where_to_check(citations: Sequence[Citation]) -> str:
    newest = max(citations, key=lambda c: c.published or "", default=None)
    if newest is None or not newest.publisher:
        return "最新の公募要領や、制度を所管する機関の窓口で確認してください。"
    return f"確認先: {newest.publisher}（『{newest.title}』{japanese_date(newest.published)}の発行者）など、制度を所管する機関。"


def statement_lines(statements: Sequence[Statement]) -> list[str]:
    """Each statement with its marks; those that only stand beside the answer under a line of their own."""
    lines = [_with_marks(one) for one in statements if one.role == "answer"]
    beside = [_with_marks(one) for one in statements if one.role == "context"]
    return [*lines, *([_BESIDE, *beside] if beside else [])]


def _with_marks(statement: Statement) -> str:
    return _LINE_ENDS.sub("", statement.text) + citation_marks(statement.citations)
