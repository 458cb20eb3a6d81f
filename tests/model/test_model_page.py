"""The page with a real index and a server that speaks as a model: what is shown as sent is what is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chat_server import ChatServer, saying
from model_samples import CEILING, QUESTION, right
from streamlit.testing.v1 import AppTest

from assistant import outgoing
from assistant.conversations import ConversationStore
from assistant.model import address
from assistant.settings import PROJECT_ROOT
from ui.escape import html_text
from ui.outgoing import NO_MODEL, NOT_ASKED, TITLE

pytestmark = pytest.mark.model_server
ASKED = f"株式会社山田製作所です。{QUESTION}"


@pytest.fixture
def run_page(
    model_home: Path, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], AppTest]]:
    import streamlit as st

    monkeypatch.setenv("SHIEN_HOME", str(model_home))
    monkeypatch.setenv("SHIEN_MODEL", "openai:small")
    monkeypatch.setenv("SHIEN_MODEL_URL", server.url)
    monkeypatch.setenv("SHIEN_MODEL_KEY", "sk-1")
    server.always = saying(right)
    st.cache_resource.clear()
    yield lambda: AppTest.from_file(PROJECT_ROOT / "ui" / "app.py", default_timeout=30).run()
    st.cache_resource.clear()
    (model_home / "conversations.sqlite3").unlink()


def _ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def _drawn(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(element.proto.body for element in page.html)


def test_with_the_switch_on_the_model_gets_nothing_and_off_again_it_does(
    run_page: Callable[[], AppTest], server: ChatServer
) -> None:
    page = run_page()
    assert page.toggle[0].label == NO_MODEL
    assert not [item for item in page.expander if item.label == TITLE], "a model here: nothing leaves"
    page.toggle[0].set_value(True).run()
    page = _ask(page, QUESTION)
    assert CEILING in _drawn(page) and "言語モデル（" not in _drawn(page) and server.requests == []
    page.toggle[0].set_value(False).run()
    page = _ask(page, QUESTION)
    assert "言語モデル（openai:small）が資料から書いた文です" in _drawn(page) and len(server.requests) == 1


def test_what_the_page_shows_before_asking_is_what_a_model_elsewhere_receives(
    run_page: Callable[[], AppTest], server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "is_this_machine", lambda _url: False)
    page = run_page()
    page.text_area[0].set_value(ASKED).run()
    assert server.requests == [], "looking sends nothing"
    shown = _drawn(page)
    page = _ask(page, ASKED)
    (request,) = server.requests
    for message in request["messages"][1:]:
        assert html_text(message["content"]) in shown
        assert html_text(message["content"]) in _drawn(page), "and after it"
    assert "山田製作所" not in request["messages"][-1]["content"]
    assert any("〔会社名1〕 ← 株式会社山田製作所" in caption.value for caption in page.caption)


def test_a_question_the_documents_do_not_answer_is_said_not_to_be_sent(
    run_page: Callable[[], AppTest], server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "is_this_machine", lambda _url: False)
    page = _ask(run_page(), "試作品補助金の電話番号は？")
    assert NOT_ASKED in _drawn(page) and server.requests == []


def test_the_settings_decide_what_leaves(settings, server: ChatServer) -> None:
    here = server.settings(settings)
    elsewhere = here.model_copy(update={"model_url": "https://models.example.com/v1", "model_key": "sk-1"})
    provider = settings.model_copy(update={"model": "anthropic:small"})
    wrong = settings.model_copy(update={"model": "small"})
    told = [
        (outgoing.model_is_used(s), outgoing.model_leaves(s))
        for s in (settings, here, elsewhere, provider, wrong)
    ]
    assert told == [(False, False), (True, False), (True, True), (True, True), (False, False)]


def test_what_is_kept_of_a_conversation_stays_with_it(
    run_page: Callable[[], AppTest], model_home: Path, server: ChatServer
) -> None:
    page = run_page()
    page.toggle[0].set_value(True).run()
    _ask(page, QUESTION)
    (conversation,) = ConversationStore(model_home / "conversations.sqlite3").recent()
    assert conversation.stays_here
