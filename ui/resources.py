"""What the pages of one server share: the opened assistant and the store of conversations."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

import assistant
from assistant.consultation_record import RecordStore
from assistant.conversations import ConversationStore
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.opened import Assistant

CLOSE_AFTER_SECONDS = 30.0
"""How long an index that was replaced stays open for a page that is still answering with it."""


def opened_assistant(settings: Settings) -> Assistant:
    """The assistant on the index that serves now; a newer index is picked up at the next call.

    Raises:
        IndexMissing: nothing has been indexed yet.
        IndexUnfit: the index does not fit this version.
    """
    return _assistant_of_build(str(settings.home.resolve()), assistant.current_build_id(settings), settings)


def conversation_store(settings: Settings) -> ConversationStore:
    """The store of conversations.

    Raises:
        StorageError: its file cannot be read or written.
    """
    return _store(settings.home.resolve() / "conversations.sqlite3")


def record_store(settings: Settings) -> RecordStore:
    """The store of consultation records, in the same file.

    Raises:
        StorageError: its file cannot be read or written.
    """
    return _records(settings.home.resolve() / "conversations.sqlite3")


def _close_later(replaced: Assistant) -> None:
    timer = threading.Timer(CLOSE_AFTER_SECONDS, replaced.close)
    timer.daemon = True
    timer.start()


@st.cache_resource(max_entries=1, show_spinner="資料を開いています…", on_release=_close_later)
def _assistant_of_build(home: str, build_id: str | None, _settings: Settings) -> Assistant:
    return assistant.open_assistant(_settings)


@st.cache_resource(show_spinner=False)
def _store(path: Path) -> ConversationStore:
    return ConversationStore(path)


@st.cache_resource(show_spinner=False)
def _records(path: Path) -> RecordStore:
    return RecordStore(path)
