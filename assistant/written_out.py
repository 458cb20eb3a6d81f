"""Answers as plain text, whole: for the terminal, for a mail to a client, for a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.answering.annotate import STANDING_WORDS, japanese_date, page_in_words, places_in_words
from assistant.errors import shown
from assistant.model.usage import written_by
from assistant.types import Answer, Citation

if TYPE_CHECKING:
    from assistant.conversations import Turn

UNANSWERED = {
    "unfinished": "（回答の途中で中断されました）",
    "failed": "（回答できませんでした）",
}

PLACES_TO_READ = "読んでみる箇所（答えが書かれているとは限りません）"
BEGINNING = 40
"""Characters by which a place to read is told from the next one of its section."""


def answer_lines(answer: Answer) -> Iterator[str]:
    """An answer with its sources, what must be known beside it, and what it asks back."""
    yield answer.text
    if answer.citations:
        yield "\n出典"
    for citation in answer.citations:
        yield _source_line(citation)
        if citation.also:
            yield f"    同じ文: {places_in_words(citation.also)}"
    if answer.to_read:
        yield f"\n{PLACES_TO_READ}"
    for place in answer.to_read:
        yield _source_line(place)
        yield f"    {beginning(place)}"
    yield from (f"※ {notice.text}" for notice in answer.notices)
    yield from (f"？ {question}" for question in answer.questions)
    if by := written_by(answer):
        yield f"※ {by}"


def answer_text(answer: Answer) -> str:
    """The same as one text that can be pasted anywhere: nothing in it steers a terminal."""
    return "\n".join(shown(line) for line in answer_lines(answer))


def consultation_text(title: str, turns: Sequence[Turn]) -> str:
    """A consultation from its first question to its last answer, in the time of this machine."""
    from assistant import answer_from_dict

    parts = [f"相談: {shown(title)}"]
    for turn in turns:
        asked = datetime.fromisoformat(turn.asked_at).astimezone()
        answer = (
            answer_text(answer_from_dict(turn.answer)) if turn.answer else _why_none(turn.status, turn.error)
        )
        when = f"{japanese_date(asked.date().isoformat())} {asked:%H:%M}"
        parts.append(f"■ 質問（{when}）\n{shown(turn.question)}\n\n■ 回答\n{answer}")
    return "\n\n".join(parts) + "\n"


def _source_line(citation: Citation) -> str:
    """「[1] 会議 議事録 p.3「支援の方針」（支援庁、2026年1月19日・現行）」"""
    page = f" {page}" if (page := page_in_words(citation)) else ""
    section = f"「{citation.section[-1]}」" if citation.section else ""
    when = f"{japanese_date(citation.published)}・{STANDING_WORDS[citation.standing]}"
    return f"[{citation.n}] {citation.title}{page}{section}（{citation.publisher or '発行者不明'}、{when}）"


def beginning(place: Citation) -> str:
    """The first words of a place to read: 「検討会は2か月に1回開き、…」; a heading that the place is called by is passed over.

    Args:
        place: a passage, its quote the whole of it.
    """
    headings = {"".join(part.split()) for part in place.section}
    lines = [line for line in place.quote.splitlines() if "".join(line.split()) not in headings]
    text = " ".join(" ".join(lines or [place.quote]).split())
    return f"「{text[:BEGINNING]}…」" if len(text) > BEGINNING else f"「{text}」"


def _why_none(status: str, error: str) -> str:
    return "\n".join(filter(None, (UNANSWERED[status], shown(error))))
