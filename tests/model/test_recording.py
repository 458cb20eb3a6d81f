"""Replies recorded once are played without the model: the same answer, nothing sent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from chat_server import ChatServer, failing, saying
from model_samples import CEILING, QUESTION, notice, right
from pydantic import SecretStr

from assistant.errors import ModelError
from assistant.model.recording import recording_transport, request_hash
from assistant.opened import open_assistant

pytestmark = pytest.mark.model_server


def ask(settings, question: str = QUESTION):
    with open_assistant(settings) as shien:
        return shien.ask(question)


@pytest.fixture
def tape(tmp_path) -> Path:
    return tmp_path / "replies.jsonl"


def test_a_recorded_reply_is_played_without_the_server(server: ChatServer, settings, tape) -> None:
    server.always = saying(right)
    recorded = ask(server.settings(settings, model_recording=f"record:{tape}"))
    asked = len(server.requests)
    played = ask(server.settings(settings, model_recording=f"play:{tape}"))
    assert recorded.engine == played.engine == "llm" and CEILING in played.text
    assert (played.text, played.usage) == (recorded.text, recorded.usage)
    assert asked == len(server.requests) == 1


def test_recording_again_asks_only_for_what_is_not_there(server: ChatServer, settings, tape) -> None:
    server.always = saying(right)
    for _ in range(2):
        ask(server.settings(settings, model_recording=f"record:{tape}"))
    assert len(server.requests) == 1 and len(tape.read_text().splitlines()) == 1


def test_a_request_that_was_not_recorded_ends_in_the_extractive_answer(server, settings, tape) -> None:
    tape.write_text("", encoding="utf-8")
    answer = ask(server.settings(settings, model_recording=f"play:{tape}"))
    assert answer.engine == "extractive" and notice(answer)
    assert not server.requests


def test_neither_the_question_nor_the_key_is_written(server: ChatServer, settings, tape) -> None:
    server.always = saying("はい。")
    ask(server.settings(settings, model_recording=f"record:{tape}", model_key=SecretStr("sk-secret")))
    written = tape.read_text(encoding="utf-8")
    assert "sk-secret" not in written and "補助金" not in written
    assert set(json.loads(written.splitlines()[0])) == {"request", "status", "headers", "body"}


def test_a_refusal_of_the_server_is_recorded_too(server: ChatServer, settings, tape) -> None:
    server.always = failing(400, "context_length_exceeded")
    first = ask(server.settings(settings, model_recording=f"record:{tape}"))
    again = ask(server.settings(settings, model_recording=f"play:{tape}"))
    assert first.engine == again.engine == "extractive"
    assert notice(first) == notice(again) and len(server.requests) == 1


@pytest.mark.parametrize("setting", ["tape.jsonl", "play:", "erase:tape.jsonl"])
def test_a_setting_that_is_neither_play_nor_record_is_refused(setting) -> None:
    with pytest.raises(ModelError, match="SHIEN_MODEL_RECORDING"):
        recording_transport(setting)


def test_a_file_that_is_not_there_or_broken_is_told(tape) -> None:
    with pytest.raises(ModelError, match="ありません"):
        recording_transport(f"play:{tape}")
    tape.write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="読めません"):
        recording_transport(f"play:{tape}")


def test_a_request_is_known_whatever_the_order_of_its_keys() -> None:
    assert request_hash("/v1", b'{"a": 1, "b": 2}') == request_hash("/v1", b'{"b":2,"a":1}')
    assert request_hash("/v1", b'{"a": 1}') != request_hash("/v1", b'{"a": 2}')
    assert request_hash("/v1", b"\xff") != request_hash("/v2", b"\xff")
