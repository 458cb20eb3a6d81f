"""What an answer says it computed, for the tests of computed values."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.opened import Assistant


def computed(shien: Assistant, question: str) -> list[str]:
    """The computed values an answer tells; each has to cite what it was computed from."""
    answer = shien.ask(question, engine="extractive", today=date(2025, 7, 10))
    told = [statement for statement in answer.statements if statement.text.startswith("計算: ")]
    assert all(statement.citations for statement in told), "a computed value cites what it was computed from"
    return [statement.text for statement in told]
