"""A model's answer in a real browser: it appears sentence by sentence and can be stopped."""

from __future__ import annotations

import importlib.util
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from chat_server import ChatServer, chunk, events, key_of, running_server
from playwright.sync_api import Browser, expect

import assistant
from assistant.index.builds import current_build, is_held
from assistant.settings import Settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        importlib.util.find_spec("assistant.grounding") is None, reason="comes with the check of statements"
    ),
]

START = 60_000
"""Milliseconds to the first sentence of a server that has just started: it reads dictionaries and libraries."""
QUESTION = "J-GoodTech（ジェグテック）は何社が活用していますか"
SENTENCE = "J-GoodTech（ジェグテック）は、中小企業・スタートアップ、商社、大手企業、海外企業の40,000社、大学・国内支援機関が活用しています。"


@dataclass
class Model:
    """A model that writes one sentence and goes on when it is told to."""

    server: ChatServer
    go_on: threading.Event = field(default_factory=threading.Event)

    def reply(self, request: dict[str, Any]) -> Any:
        said = f"{SENTENCE}［{key_of(request, '40,000社')}］"

        first = [part for part in events(f"{said}年間", finish=None, usage=False) if b"[DONE]" not in part]

        def body() -> Iterator[bytes]:
            yield from first
            while not self.go_on.wait(0.05) and not self.server.over.is_set():
                yield b": ping\n\n"
            yield chunk({}, "stop")

        return 200, {"content-type": "text/event-stream"}, body()


@pytest.fixture
def model() -> Iterator[Model]:
    with running_server() as server:
        model = Model(server)
        server.always = model.reply
        yield model


@pytest.fixture
def page_with_model(
    model: Model, serve: Any, shipped_index_home: Path, tmp_path: Path, browser: Browser
) -> Iterator[tuple[Any, Any]]:
    shutil.copytree(shipped_index_home, tmp_path / "shien")
    settings = {"SHIEN_MODEL": "openai:small", "SHIEN_MODEL_URL": model.server.url}
    with serve(tmp_path / "shien", **settings) as running:
        page = browser.new_page(locale="ja-JP", viewport={"width": 1100, "height": 760})
        page.set_default_timeout(30_000)
        page.goto(running.address)
        page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
        page.keyboard.press("Enter")
        yield page, running
        page.close()


def test_a_sentence_is_read_while_the_rest_is_written(page_with_model: Any, model: Model) -> None:
    page, _ = page_with_model
    expect(page.get_by_text(SENTENCE)).to_be_visible(timeout=START)
    expect(page.get_by_text("言語モデルが書いています")).to_be_visible()
    model.go_on.set()
    expect(page.get_by_text("この回答は役に立ちましたか")).to_be_visible()
    expect(page.get_by_text("言語モデル（openai:small）が資料から書いた文です")).to_be_visible()
    expect(page.get_by_text("言語モデルが書いています")).to_have_count(0)


def test_an_answer_is_written_to_its_end_from_an_index_that_is_replaced_meanwhile(
    page_with_model: Any, model: Model, tmp_path: Path, browser: Browser
) -> None:
    page, running = page_with_model
    expect(page.get_by_text(SENTENCE)).to_be_visible(timeout=START)
    settings = Settings(home=tmp_path / "shien")
    old = current_build(settings)
    (tmp_path / "leaflet.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    assistant.ingest([tmp_path / "leaflet.txt"], settings)
    other = browser.new_page(locale="ja-JP")
    other.goto(running.address)
    other.get_by_text("leaflet").first.wait_for(state="attached", timeout=START)  # the newer index serves it
    assert old and is_held(old)
    model.go_on.set()
    expect(page.get_by_text("言語モデル（openai:small）が資料から書いた文です")).to_be_visible()
    assert not is_held(old)
    other.close()


def test_the_stop_button_hangs_up_and_shows_the_documents_own_sentences(
    page_with_model: Any, model: Model
) -> None:
    page, running = page_with_model
    expect(page.get_by_text(SENTENCE)).to_be_visible(timeout=START)
    page.get_by_role("button", name="書くのを止めて、資料の文を見る").click()
    expect(page.get_by_text("言語モデルを途中で止めました")).to_be_visible()
    expect(page.get_by_text("年間12,000件のビジネスマッチング").first).to_be_visible()
    assert model.server.hung_up.wait(10)
    (conversation,) = running.store.recent()
    (turn,) = running.store.turns(conversation.id)
    assert turn.status == "complete" and turn.answer["engine"] == "extractive"
