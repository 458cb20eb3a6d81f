"""The side bar: conversations kept so far, and the documents that are searched."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from assistant.conversations import Conversation, ConversationStore
from ui import markup
from ui.pages import LAST_SITUATION, draw_ways
from ui.past import draw_past

if TYPE_CHECKING:
    from assistant.opened import Assistant

PRIVACY = "相談の記録は、このパソコンの中だけに保存されます。"


def draw_sidebar(store: ConversationStore, current: Conversation | None) -> None:
    """The pages, a new conversation, the recent ones, and deleting the open one with a way back."""
    st.html(markup.heading_html("Shien（支援）"))
    draw_ways(current.id if current else None)
    st.button("新しい相談を始める", key="new", on_click=_open, args=(None,), width="stretch")
    _draw_undo(store)
    draw_past(store, current, _open, lambda item: _draw_delete(store, item))


def draw_documents(shien: Assistant | None) -> None:
    """What is searched, so that an advisor can tell what cannot be found here."""
    if shien is not None:
        documents = shien.documents()
        with st.expander(f"検索している資料（{len(documents)}件）"):
            st.html(markup.documents_html(documents, date.today()))
    st.html(markup.small_html(PRIVACY))


def _draw_delete(store: ConversationStore, conversation: Conversation) -> None:
    st.button("この相談を削除", key="delete", on_click=_delete, args=(store, conversation))


def _draw_undo(store: ConversationStore) -> None:
    deleted = st.session_state.get("deleted_conversation")
    if deleted is None:
        return
    conversation_id, title = deleted
    st.html(markup.small_html(f"「{title}」を削除しました。"))
    st.button("元に戻す", key="undo", on_click=_undo, args=(store, conversation_id), width="stretch")


def _open(conversation_id: str | None) -> None:
    """Switch to a conversation; the address names it, so that a reload finds it again."""
    st.query_params.clear()
    st.session_state.pop(LAST_SITUATION, None)
    if conversation_id is not None:
        st.query_params["c"] = conversation_id


def _delete(store: ConversationStore, conversation: Conversation) -> None:
    store.delete(conversation.id)
    st.session_state["deleted_conversation"] = (conversation.id, conversation.title)
    _open(None)


def _undo(store: ConversationStore, conversation_id: str) -> None:
    store.restore(conversation_id)
    del st.session_state["deleted_conversation"]
    _open(conversation_id)
