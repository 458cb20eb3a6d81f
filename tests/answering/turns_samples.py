"""Conversations held turn by turn, for the tests of follow-ups."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.opened import Assistant
    from assistant.types import Answer


def answers_in_turn(shien: Assistant, turns: Sequence[str], today: date) -> list[Answer]:
    """The answers to turns, each asked with what was answered before it."""
    history: list[tuple[str, str]] = []
    answers = []
    for turn in turns:
        answers.append(shien.ask(turn, history, engine="extractive", today=today))
        history += [("user", turn), ("assistant", answers[-1].text)]
    return answers
