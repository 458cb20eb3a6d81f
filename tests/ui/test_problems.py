"""What the page says when something is wrong, and the way out it gives."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import answer_samples as samples
import pytest
from page_steps import RunPage, ask, button, drawn

import assistant
from assistant.conversations import ConversationStore
from assistant.errors import IndexMissing, InputError
from assistant.settings import Settings


def test_a_question_over_the_limit_is_told_kept_within_reach_and_not_asked(
    fake: Any, run_page: RunPage, store: ConversationStore
) -> None:
    question = "長" * (Settings().max_question_characters + 1)
    page = ask(run_page(), question)
    assert "4,000字まで" in drawn(page) and "4,001字" in drawn(page)
    assert drawn(page).count("長" * 200 + "…") == 1 and "長" * 201 not in drawn(page)
    assert page.expander[0].text_area[0].value == question  # folded away: nothing typed is lost
    assert not page.expander[0].proto.expanded
    assert fake.asked == []
    assert store.recent() == []


def test_an_error_the_user_can_mend_is_shown_with_its_way_out(fake: Any, run_page: RunPage) -> None:
    fake.reply = InputError("質問が空です。", "質問を入力してください。")
    page = ask(run_page(), "　?")
    assert "質問が空です。" in drawn(page) and "質問を入力してください。" in drawn(page)


def test_an_unforeseen_error_gives_a_plain_sentence_and_a_log_but_no_traceback(
    fake: Any, run_page: RunPage, caplog: pytest.LogCaptureFixture
) -> None:
    fake.reply = ZeroDivisionError("secret detail")
    with caplog.at_level(logging.ERROR, logger="ui.problems"):
        page = ask(run_page(), "補助率は？")
    assert "思わぬ問題" in drawn(page)
    assert "secret detail" not in drawn(page) and "Traceback" not in drawn(page)
    assert "secret detail" in caplog.text
    assert button(page, "again-").label == "もう一度尋ねる"


def test_an_error_while_the_page_is_drawn_gives_a_plain_sentence_too(
    fake: Any, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(fake, "documents", broken)
    page = run_page()
    assert "思わぬ問題" in drawn(page) and "secret detail" not in drawn(page)


def test_a_data_folder_that_cannot_be_written_gives_its_way_out(
    run_page: RunPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SHIEN_HOME", str(tmp_path / "file" / "home"))
    assert "SHIEN_HOME" in drawn(run_page())


def test_a_setting_that_cannot_be_read_is_named(run_page: RunPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIEN_PASSAGES_PER_ANSWER", "many")
    assert "SHIEN_PASSAGES_PER_ANSWER" in drawn(run_page())


def test_a_missing_index_is_told_and_can_be_made_from_the_page(
    fake: Any, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    def not_yet(settings: Settings) -> Any:
        if made:
            return fake
        raise IndexMissing("索引がまだありません。", "作ってください。")

    def make(
        paths: list[Path], settings: Settings, progress: Callable[[str, int, int], None], *, refresh: bool
    ) -> None:
        progress("読み込み: a_b.txt", 1, 2)
        progress("空の一覧", 0, 0)
        made.append((paths, refresh))

    monkeypatch.setattr(assistant, "open_assistant", not_yet)
    monkeypatch.setattr(assistant, "ingest", make)
    page = run_page()
    assert "索引がまだありません。" in drawn(page)
    assert page.chat_input[0].disabled
    button(page, "ingest").click().run()
    assert made == [([], True)]  # nothing is named: a folder out of reach would be dropped by that
    assert "索引がまだありません。" not in drawn(page)
    assert samples.QUOTE in drawn(ask(page, "補助率は？"))


def test_an_index_that_cannot_be_made_says_why(run_page: RunPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise assistant.errors.StorageError("空き容量が足りません。", "空けてください。")

    monkeypatch.setattr(assistant, "ingest", full)
    page = run_page()
    button(page, "ingest").click().run()
    assert "空き容量が足りません。" in drawn(page) and "空けてください。" in drawn(page)


def test_a_past_conversation_can_be_read_while_there_is_no_index(
    run_page: RunPage, store: ConversationStore
) -> None:
    conversation_id = store.start("補助率は？")
    turn_id = store.begin_turn(conversation_id, "補助率は？")
    store.complete_turn(turn_id, assistant.answer_to_dict(samples.answer()))
    page = run_page(conversation_id)
    assert samples.QUOTE in drawn(page)
    button(page, "source-").click().run()
    assert f"<mark>{samples.QUOTE}</mark>" in drawn(page)
