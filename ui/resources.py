"""What the pages of one server share: the opened assistant and the store of conversations."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

import assistant
from assistant.consultation_record import RecordStore
from assistant.conversations import ConversationStore
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.measures.index import Measures
    from assistant.opened import Assistant

Progress = Callable[[str, int, int], None]

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


def opened_measures(settings: Settings, progress: Progress) -> Measures:
    """The register of measures, open; a register that has changed is picked up at the next call.

    Args:
        settings: where it lies.
        progress: told how far its index has come, while one is made.

    Raises:
        InputError: a file of measures is not in form.
        StorageError: the index cannot be written.
    """
    return _register_of(settings.home.resolve()).opened(settings, progress)


@dataclass(slots=True)
class _OpenRegister:
    """The register that is open; held rather than cached itself, because what a cached function draws is drawn again."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    measures: Measures | None = None

    def opened(self, settings: Settings, progress: Progress) -> Measures:
        from assistant.measures.index import open_measures
        from assistant.measures.register import read_register

        with self.lock:
            if self.measures is None or self.measures.register.state != read_register(settings).state:
                replaced, self.measures = self.measures, open_measures(settings, progress)
                if replaced is not None:
                    _close_later(replaced)
            return self.measures


def _close_later(replaced: Assistant | Measures) -> None:
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


@st.cache_resource(show_spinner=False)
def _register_of(home: Path) -> _OpenRegister:
    return _OpenRegister()
