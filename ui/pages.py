"""The pages and the way between them, the open consultation taken along."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True, slots=True)
class PageName:
    """A page: its file beside this one, and what it is called."""

    file: str
    title: str


CHAT = PageName("chat_page.py", "相談")
MEASURES = PageName("measures_page.py", "施策さがし")
EVALUATION = PageName("evaluation_page.py", "評価")


LAST_SITUATION = "last-situation"
"""In the session: the situation last looked into, found again from the other page before a consultation begins."""


def draw_ways(conversation_id: str | None) -> None:
    """Links to the pages; Streamlit marks the one that is open."""
    with st.container(gap="xxsmall", key="ways"):
        draw_way(CHAT, conversation_id, label=CHAT.title)
        draw_way(MEASURES, conversation_id or st.session_state.get(LAST_SITUATION), label=MEASURES.title)
        draw_way(EVALUATION, conversation_id, label=EVALUATION.title)


def draw_way(page: PageName, conversation_id: str | None, *, label: str) -> None:
    """A link to a page that keeps the consultation open."""
    wanted = {"c": conversation_id} if conversation_id else None
    st.page_link(page.file, label=label, query_params=wanted, width="stretch")
