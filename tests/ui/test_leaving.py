"""What leaves the machine is shown, and a conversation can be kept from leaving it."""

from __future__ import annotations

from typing import Any

import pytest
from page_steps import RunPage, ask, button, drawn
from streamlit.testing.v1 import AppTest

from assistant.conversations import ConversationStore
from assistant.errors import InputError
from ui.outgoing import NO_MODEL, NOT_ASKED, NOTHING_LEAVES, TITLE


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language model on another machine."""
    monkeypatch.setenv("SHIEN_MODEL", "openai:small")
    monkeypatch.setenv("SHIEN_MODEL_URL", "https://models.example.com/v1")
    monkeypatch.setenv("SHIEN_MODEL_KEY", "sk-1")


@pytest.fixture
def remote_embedding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIEN_EMBEDDING", "openai:small")
    monkeypatch.setenv("SHIEN_EMBEDDING_URL", "https://embeddings.example.com/v1")


def shown(page: AppTest) -> str:
    return drawn(page) + "\n".join(caption.value for caption in page.caption)


def expander(page: AppTest) -> list[Any]:
    return [item for item in page.expander if item.label == TITLE]


def test_where_nothing_leaves_there_is_neither_switch_nor_preview(fake: Any, run_page: RunPage) -> None:
    page = ask(run_page(), "佐藤さんの補助金は？")
    assert not page.toggle and not expander(page)
    assert fake.engines == ["auto"]


def test_an_embedding_server_on_this_machine_is_nothing_outside(
    fake: Any, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIEN_EMBEDDING", "openai:small")
    monkeypatch.setenv("SHIEN_EMBEDDING_URL", "http://127.0.0.1:8080/v1")
    assert not run_page().toggle


def test_the_last_question_is_shown_as_it_was_sent(fake: Any, model: None, run_page: RunPage) -> None:
    page = ask(run_page(), "佐藤さんの補助金は？")
    assert len(expander(page)) == 1
    assert "〔人名1〕さんの補助金は？" in shown(page)
    assert "〔人名1〕 ← 佐藤（" in shown(page)


def test_a_model_on_this_machine_can_be_switched_off_and_gets_nothing_that_leaves(
    fake: Any, model: None, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIEN_MODEL_URL", "http://127.0.0.1:8080/v1")
    page = run_page()
    assert page.toggle[0].label == NO_MODEL and not expander(page)
    page.toggle[0].set_value(True).run()
    ask(page, "補助率は？")
    assert fake.engines == ["here extractive"]


def test_a_question_the_model_is_not_asked_is_said_to_stay(fake: Any, model: None, run_page: RunPage) -> None:
    fake.sends = False
    page = ask(run_page(), "佐藤さんの補助金は？")
    assert NOT_ASKED in shown(page) and "〔人名1〕" not in shown(page)


def test_the_rules_that_are_always_the_same_are_left_out(fake: Any, model: None, run_page: RunPage) -> None:
    page = run_page()
    page.text_area[0].set_value("補助率は？").run()
    assert "決まり</div>" not in shown(page) and "補助率は？" in shown(page)


def test_a_text_that_cannot_be_asked_is_told_in_its_place(
    fake: Any, model: None, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_told: object) -> None:
        raise InputError("質問が長すぎます。", "要点をしぼって入力してください。")

    monkeypatch.setattr(type(fake), "outgoing", refuse)
    page = run_page()
    page.text_area[0].set_value("長い文").run()
    assert "質問が長すぎます" in shown(page) and page.chat_input


def test_a_text_can_be_looked_at_before_it_is_sent(fake: Any, model: None, run_page: RunPage) -> None:
    page = run_page()
    page.text_area[0].set_value("加藤鉄工所の電話は03-1234-5678").run()
    assert "〔会社名1〕の電話は〔電話番号1〕" in shown(page)
    assert fake.asked == []


def test_switched_off_the_model_is_not_asked_and_stays_so_after_a_reload(
    fake: Any, model: None, run_page: RunPage, store: ConversationStore
) -> None:
    page = run_page()
    assert page.toggle[0].label == NO_MODEL
    page.toggle[0].set_value(True).run()
    ask(page, "佐藤さんの補助金は？")
    again = run_page(page.query_params["c"])
    assert again.toggle[0].value is True
    assert "端末の外に送られません" in shown(again) and "〔人名1〕" not in shown(again)
    ask(again, "上限は？")
    assert fake.engines == ["here extractive", "here extractive"]


def test_switched_on_again_the_model_is_asked(fake: Any, model: None, run_page: RunPage) -> None:
    page = run_page()
    page.toggle[0].set_value(True).run()
    ask(page, "一つ目")
    page.toggle[0].set_value(False).run()
    ask(page, "二つ目")
    assert fake.engines == ["here extractive", "auto"]


def test_another_conversation_is_not_switched_off_with_it(fake: Any, model: None, run_page: RunPage) -> None:
    page = run_page()
    page.toggle[0].set_value(True).run()
    ask(page, "一つ目")
    button(page, "new").click().run()
    assert page.toggle[0].value is False
    ask(page, "二つ目")
    assert fake.engines == ["here extractive", "auto"]


def test_with_an_embedding_server_the_switch_promises_that_nothing_leaves(
    fake: Any, remote_embedding: None, run_page: RunPage
) -> None:
    page = run_page()
    assert page.toggle[0].label == NOTHING_LEAVES
    assert "資料の文も" not in shown(page)
    page.toggle[0].set_value(True).run()
    ask(page, "補助率は？")
    assert fake.engines == ["here extractive"]
