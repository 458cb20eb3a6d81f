"""What the pages of one server share: the opened assistant and the store of conversations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

import assistant
from assistant.consultation_record import RecordStore
from assistant.conversations import ConversationStore
from assistant.settings import Settings
from ui.lent import Lent

if TYPE_CHECKING:
    from assistant.opened import Assistant


@contextmanager
def opened_assistant(settings: Settings) -> Iterator[Assistant]:
    """The assistant on the index that serves now; a newer index is picked up at the next call.

    It stays open until its user is done, however long an answer takes, also if a newer one is served meanwhile.

    Raises:
        IndexMissing: nothing has been indexed yet.
        IndexUnfit: the index does not fit this version.
    """
    home = str(settings.home.resolve())
    while not (lent := _assistant_of_build(home, assistant.current_build_id(settings), settings)).take():
        pass  # replaced since it was asked for
    try:
        yield lent.thing
    finally:
        lent.give_back()


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


@st.cache_resource(max_entries=1, show_spinner="資料を開いています…", on_release=Lent.replace)
def _assistant_of_build(home: str, build_id: str | None, _settings: Settings) -> Lent[Assistant]:
    return Lent(assistant.open_assistant(_settings))


@st.cache_resource(show_spinner=False)
def _store(path: Path) -> ConversationStore:
    return ConversationStore(path)


@st.cache_resource(show_spinner=False)
def _records(path: Path) -> RecordStore:
    return RecordStore(path)
