"""Questions on the page: those it suggests, one too long to ask, and those a follow-up may refer to."""

from __future__ import annotations

from collections.abc import Sequence


def example_questions(text: str) -> list[str]:
    """The suggested questions of a prompt file: its lines, without comments and blank ones."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def too_long_message(question: str, limit: int) -> str:
    """What to say about a question over the limit; empty when it is within.

    入力 ("あ" * 5000, 4000) → 出力 "質問は4,000字までです（入力は5,000字）。…"
    """
    if len(question) <= limit:
        return ""
    return (
        f"質問は{limit:,}字までです（入力は{len(question):,}字）。"
        "知りたいことを絞るか、いくつかに分けてお尋ねください。"
    )


def beginning(question: str, characters: int = 200) -> str:
    """How a question that is too long begins, its lines drawn together: the page need not be scrolled past it."""
    return f"{' '.join(question.split())[:characters]}…"


def history_of(turns: Sequence[tuple[str, str]], limit: int = 6) -> tuple[tuple[str, str], ...]:
    """The last ``limit`` turns as a follow-up question may refer to them: (role, text), oldest first.

    Args:
        turns: (question, answer text) pairs, oldest first.
        limit: how many of them to keep.
    """
    spoken = ((("user", question), ("assistant", text)) for question, text in turns[-limit:])
    return tuple(message for turn in spoken for message in turn)
