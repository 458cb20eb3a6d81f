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


def draw_ways(here: PageName, conversation_id: str | None) -> None:
    """Links to the pages; the one that is open says so."""
    with st.container(horizontal=True, gap="small", key="ways"):
        for page in (CHAT, MEASURES):
            draw_way(page, conversation_id, label=page.title, disabled=page is here)


def draw_way(page: PageName, conversation_id: str | None, *, label: str, disabled: bool = False) -> None:
    """A link to a page that keeps the consultation open."""
    wanted = {"c": conversation_id} if conversation_id else None
    st.page_link(page.file, label=label, disabled=disabled, query_params=wanted)
