"""The few sentences of an answer that are Shien's own: refusals, questions back, where to check."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.annotate import japanese_date
from assistant.answering.decide import Decision
from assistant.answering.question import Question
from assistant.types import Citation, Statement

_LINE_ENDS = re.compile(r"\s*\n\s*")


def full_text(
    question: Question, decision: Decision, statements: Sequence[Statement], citations: Sequence[Citation]
) -> str:
    """The answer as a person reads it, one statement a line, each with its marks: ``…です。[1]``"""
    lines = [_with_marks(statement) for statement in statements]
    if decision.outcome == "answer":
        return "\n".join(lines)
    lead = _lead(question, decision)
    if not lines:
        return f"{lead}\n{_where_to_check(citations)}"
    return "\n".join([lead, "資料にある近い内容は次のとおりです。", *lines, _where_to_check(citations)])


def clarifying_questions(question: Question, decision: Decision) -> tuple[str, ...]:
    """What to ask the client or the advisor, when the question leaves open what it is about."""
    if decision.outcome == "clarify":
        return (f"どの制度・事業の{decision.missing[0]}でしょうか。",)
    return ()


def _lead(question: Question, decision: Decision) -> str:
    if decision.unknown_names:
        names = "」「".join(decision.unknown_names)
        return f"取り込んだ資料に「{names}」の記載は見つかりませんでした。"
    if decision.outcome == "clarify":
        return f"どの制度・事業の{decision.missing[0]}かが分からないため、お答えをしぼれませんでした。"
    if decision.missing:
        subject = f"「{question.aliases[0].name}」の" if question.aliases else "お尋ねの"
        return f"{subject}{decision.missing[0]}は、取り込んだ資料に書かれていません。"
    return "お尋ねの内容は、取り込んだ資料からは確認できませんでした。"


def _where_to_check(citations: Sequence[Citation]) -> str:
    newest = max(citations, key=lambda c: c.published or "", default=None)
    if newest is None or not newest.publisher:
        return "最新の公募要領や、制度を所管する機関の窓口で確認してください。"
    return f"確認先: {newest.publisher}（『{newest.title}』{japanese_date(newest.published)}の発行者）など、制度を所管する機関。"


def _with_marks(statement: Statement) -> str:
    return _LINE_ENDS.sub("", statement.text) + "".join(f"[{n}]" for n in statement.citations)
