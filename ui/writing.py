"""An answer as a language model writes it: confirmed sentences one by one, and a button to stop it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

import assistant
from assistant.filters import Filters
from assistant.settings import Settings
from assistant.types import Notice, Statement
from ui import markup
from ui.problems import told_plainly
from ui.resources import conversation_store, opened_assistant

STOPPED = "言語モデルを途中で止めました。資料の文をそのまま示します。"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its way."""

    turn_id: int
    conversation_id: str
    question: str
    history: tuple[tuple[str, str], ...]
    filters: Filters | None


@dataclass
class WritingView:
    """The place in the page where an answer appears as it comes; empty until a model begins."""

    asked: Asked
    settings: Settings
    _place: Any = field(default_factory=st.empty)
    _button: Any = field(default_factory=st.empty)
    _since: float = 0.0

    def show(self, statements: tuple[Statement, ...]) -> None:
        """Draw the sentences confirmed so far. Called a few times a second, so that Streamlit can stop it."""
        if not self._since:
            self._since = time.monotonic()
            self._button.button(
                "書くのを止めて、資料の文を見る",
                key=f"stop-{self.asked.turn_id}",
                on_click=stop_writing,
                args=(self.asked, self.settings),
            )
        texts = [statement.text for statement in statements]
        self._place.html(markup.writing_html(texts, int(time.monotonic() - self._since)))


def stop_writing(asked: Asked, settings: Settings) -> None:
    """Give the answer without the model. The run of the page that was writing has ended, and hung up."""
    with told_plainly():
        store = conversation_store(settings)
        turns: Sequence[Any] = store.turns(asked.conversation_id)
        if not any(turn.id == asked.turn_id and turn.status == "unfinished" for turn in turns):
            return  # it was finished just before the button was pressed
        with opened_assistant(settings) as shien:
            answer = shien.ask(
                asked.question, history=asked.history, engine="extractive", filters=asked.filters
            )
        answer = replace(answer, notices=(*answer.notices, Notice("fallback", STOPPED)))
        store.complete_turn(asked.turn_id, assistant.answer_to_dict(answer))
        st.session_state["just_answered"] = asked.turn_id
