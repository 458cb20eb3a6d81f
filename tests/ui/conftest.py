"""The page, run without a browser, on an assistant whose answers are made by hand."""

from __future__ import annotations

import shutil
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import answer_samples as samples
import pytest
from measures_steps import READ, RunMeasures
from streamlit.testing.v1 import AppTest

import assistant
import assistant.errors
from assistant.consultation_record import RecordStore
from assistant.conversations import ConversationStore
from assistant.filters import Filters
from assistant.measures.profile import Profile
from assistant.model.messages import Message
from assistant.model.outgoing import Outgoing
from assistant.opened import Assistant
from assistant.privacy import masked_together
from assistant.settings import PROJECT_ROOT, Settings
from assistant.types import Answer, DocumentMeta, Page, Statement


class Kept(Assistant):
    """An assistant that stays open when it is closed."""

    def close(self) -> None:
        return


@dataclass
class FakeAssistant:
    """Answers every question with what ``reply`` gives back, or raises what it is."""

    reply: Answer | Exception = field(default_factory=samples.answer)
    stored_page: Page | None = field(default_factory=samples.page)
    asked: list[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=list)
    filters: list[Filters] = field(default_factory=list)
    """What each question was limited to."""
    writes: list[tuple[Statement, ...]] = field(default_factory=list)
    """What a model is shown to write on the way to the reply."""
    engines: list[str] = field(default_factory=list)
    """The writer each question was put to, "here" before it where nothing may be asked outside."""
    place: str = ""
    sends: bool = True
    """Whether a model would be asked."""
    closed: bool = False
    first_document: str = "guideline"
    """The id of one of its two documents: none that comes with Shien, unless a test says so."""

    def ask(
        self,
        question: str,
        history: Sequence[tuple[str, str]] = (),
        engine: str = "auto",
        filters: Filters | None = None,
        on_statements: Callable[[tuple[Statement, ...]], None] | None = None,
    ) -> Answer:
        for statements in self.writes if on_statements else ():
            on_statements(statements)
        self.asked.append((question, tuple(history)))
        self.filters.append(filters or Filters())
        self.engines.append(f"{self.place}{engine}")
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply

    def outgoing(
        self, question: str, history: Sequence[tuple[str, str]] = (), filters: Filters | None = None
    ) -> Outgoing | None:
        texts, replacements = masked_together([question, *(text for _, text in history)])
        messages = (Message("system", "決まり"), *(Message("user", text) for text in texts))
        return Outgoing(messages, (), replacements, 0) if self.sends else None

    def on_this_machine(self) -> FakeAssistant:
        return replace(self, place="here ")  # the lists are shared

    def page(self, doc_id: str, page_index: int) -> Page:
        if self.stored_page is None:
            raise assistant.errors.InputError("そのページはありません。", "確かめてください。")
        return self.stored_page

    def documents(self) -> tuple[DocumentMeta, ...]:
        return (
            DocumentMeta(
                self.first_document, "支援の指針", "支援庁", "2026-01-19", "report", "current", "g.txt"
            ),
            DocumentMeta("slides", "昔の説明", "支援庁", "2010-02", "slides", "past", "s.txt"),
        )

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeAssistant:
    """The assistant the page opens."""
    double = FakeAssistant()
    monkeypatch.setattr(assistant, "open_assistant", lambda settings: double)
    monkeypatch.setattr(assistant, "current_build_id", lambda settings: "build-1")
    return double


@pytest.fixture
def run_page() -> Iterator[Callable[..., AppTest]]:
    """Runs the page once; ``c`` is the conversation named in the address."""
    import streamlit as st

    def run(c: str | None = None) -> AppTest:
        page = AppTest.from_file(PROJECT_ROOT / "ui" / "app.py", default_timeout=30)
        if c is not None:
            page.query_params["c"] = c
        return page.run()

    yield run
    st.cache_resource.clear()


@pytest.fixture
def store() -> ConversationStore:
    """The store the page keeps its conversations in."""
    return ConversationStore(Path(Settings().home) / "conversations.sqlite3")


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[Profile]:
    """What is read from any inquiry: the last of this list."""
    read: list[Profile] = [READ]
    module = types.ModuleType("assistant.measures.situation")
    module.read_situation = lambda text, today: read[-1]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "assistant.measures.situation", module)
    return read


@pytest.fixture
def run_measures(
    shipped: Any, reading: list[Profile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunMeasures]:
    """Runs the page; ``c`` and ``print`` are those of the address."""
    import streamlit as st

    (tmp_path / "measures").mkdir()
    shutil.copy(Path(__file__).with_name("register_sample.toml"), tmp_path / "measures" / "small.toml")
    monkeypatch.setattr(Settings, "corpus", tmp_path)
    # The shared assistant is every test's: a page that lets go of it must not close it.
    monkeypatch.setattr(assistant, "open_assistant", lambda settings: Kept(shipped.settings, shipped.index))
    monkeypatch.setattr(assistant, "current_build_id", lambda settings: "build-1")

    def run(**address: str) -> AppTest:
        page = AppTest.from_file(PROJECT_ROOT / "ui" / "app.py", default_timeout=60).run()
        for name, value in address.items():
            page.query_params[name] = value
        return page.switch_page("measures_page.py").run()

    yield run
    st.cache_resource.clear()


@pytest.fixture
def records() -> RecordStore:
    return RecordStore(Path(Settings().home) / "conversations.sqlite3")
