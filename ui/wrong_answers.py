"""One click makes an answer that was wrong a candidate for the agency's own evaluation questions."""

from __future__ import annotations

import streamlit as st

from assistant.candidates import (
    add_candidate,
    candidate_id,
    candidate_of,
    read_candidates,
    remove_candidate,
)
from assistant.conversations import Turn
from assistant.settings import Settings
from ui import markup
from ui.problems import told_plainly

History = tuple[tuple[str, str], ...]

WHAT_IS_KEPT = (
    "質問、それまでのやりとり、回答と出典、上のひとことを、この端末の「評価の質問の候補」に保存します。"
    "外には送りません。"
)
KEPT = (
    "「評価の質問の候補」に加えました。この端末の中だけに保存し、相談を削除しても残ります。"
    "正しい答えは、「shien eval candidates --export ファイル名.xlsx」で書き出した表に、人が書き入れます。"
)


def draw_candidate(turn: Turn, history: History, settings: Settings) -> None:
    """A button that adds the turn to the candidates; once it is there, what was done and a button to undo it."""
    if any(kept.id == candidate_id(turn) for kept in read_candidates(settings.home)):
        st.html(markup.small_html(KEPT))
        st.button("取り消す", key=f"candidate-undo-{turn.id}", on_click=_remove, args=(turn, settings))
    else:
        key = f"candidate-add-{turn.id}"
        st.button("評価の質問に加える", key=key, on_click=_add, args=(turn, history, settings))
        st.html(markup.small_html(WHAT_IS_KEPT))


def _add(turn: Turn, history: History, settings: Settings) -> None:
    comment = st.session_state.get(f"comment-{turn.id}", turn.comment)
    with told_plainly():
        add_candidate(settings.home, candidate_of(turn, history, comment))


def _remove(turn: Turn, settings: Settings) -> None:
    with told_plainly():
        remove_candidate(settings.home, candidate_id(turn))
