"""The side bar: conversations kept so far, and the documents that are searched."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.conversations import Conversation, ConversationStore
from assistant.settings import Settings
from assistant.written_out import consultation_text
from ui import markup
from ui.documents import draw_way_to_documents
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
    draw_past(store, current, _open, partial(_draw_below_open, store))


def draw_documents(shien: Assistant | None, settings: Settings) -> None:
    """What is searched, so that an advisor can tell what cannot be found here."""
    if shien is not None:
        documents = shien.documents()
        with st.expander(f"検索している資料（{len(documents)}件）"):
            st.html(markup.documents_html(documents, date.today()))
            draw_way_to_documents(settings)
    st.html(markup.small_html(PRIVACY))


def _draw_below_open(store: ConversationStore, conversation: Conversation) -> None:
    """What can be done with the open consultation."""
    st.download_button(
        "この相談を文書で保存",
        partial(_as_text, store, conversation),
        file_name=f"相談_{datetime.now().astimezone():%Y-%m-%d}.txt",
        mime="text/plain",
        key="save-consultation",
        type="tertiary",
        on_click="ignore",
    )
    st.button("この相談を削除", key="delete", on_click=_delete, args=(store, conversation))


def _as_text(store: ConversationStore, conversation: Conversation) -> str:
    return consultation_text(conversation.title, store.turns(conversation.id))


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
