"""The way to a model: waits that end, tries again, stopping, and nothing that leaks."""

from __future__ import annotations

import json
import logging

import pytest
from chat_server import ChatServer, chunk, events, failing, saying
from model_samples import CEILING, QUESTION, is_right, notice, right
from pydantic import SecretStr

import assistant
from assistant.model import connection
from assistant.model.address import OPENAI_URL, ModelAddress
from assistant.model.write import StopWriting
from assistant.opened import Assistant
from assistant.settings import Settings
from assistant.types import Statement

pytestmark = pytest.mark.model_server


@pytest.mark.parametrize(
    "failures",
    [[failing(429)], [failing(500), failing(503)], [failing(429, retry_after_ms="", retry_after="0.01")]],
)
def test_a_busy_server_is_asked_again(shien: Assistant, server: ChatServer, failures) -> None:
    server.next, server.always = list(failures), saying(right)
    assert is_right(shien.ask(QUESTION)) and len(server.requests) == len(failures) + 1


@pytest.mark.parametrize(
    ("parameter", "sent"),
    [("temperature", "temperature"), ("stream_options", "stream_options"), ("max_completion_tokens", "max_completion_tokens")],
)  # fmt: skip
def test_a_parameter_the_model_does_not_take_is_left_out(
    shien: Assistant, server: ChatServer, parameter: str, sent: str
) -> None:
    server.next, server.always = [failing(400, "unsupported_value", parameter)], saying(right)
    assert is_right(shien.ask(QUESTION))
    assert sent in server.requests[0] and sent not in server.requests[1]


def test_a_compatible_server_is_told_the_limit_by_either_name(shien: Assistant, server: ChatServer) -> None:
    server.always = saying(right)
    assert is_right(shien.ask(QUESTION))
    (request,) = server.requests
    assert request["max_tokens"] == request["max_completion_tokens"] == shien.settings.model_output_tokens


def test_a_server_that_takes_only_one_of_the_limits_is_asked_again(
    shien: Assistant, server: ChatServer
) -> None:
    server.next, server.always = [failing(400, "unsupported_value", "max_tokens")], saying(right)
    assert is_right(shien.ask(QUESTION))
    assert "max_tokens" not in server.requests[1] and "max_completion_tokens" in server.requests[1]


def test_openai_itself_is_told_the_limit_by_its_own_name_only() -> None:
    own = ModelAddress("openai", "gpt-5-mini", OPENAI_URL)
    assert not own.is_compatible and ModelAddress("openai", "local", "http://127.0.0.1:8080/v1").is_compatible


def test_a_connection_refused_is_told(settings: Settings, server: ChatServer) -> None:
    using = server.settings(settings, model_url="http://127.0.0.1:1/v1")
    with assistant.open_assistant(using) as shien:
        answer = shien.ask(QUESTION)
    assert "接続" in notice(answer) and CEILING in answer.text


def test_a_stream_that_breaks_in_the_middle_gives_way(shien: Assistant, server: ChatServer) -> None:
    def broken(request):
        parts = list(events(right(request)))[:4]
        return 200, {"content-type": "text/event-stream", "content-length": "100000"}, parts

    server.always = broken
    answer = shien.ask(QUESTION)
    assert answer.engine == "extractive" and "切れました" in notice(answer)


@pytest.mark.parametrize(
    ("begun", "told"),
    [(False, "書き始めません"), (True, "書き終えません")],
    ids=["never begins", "never ends"],
)
def test_a_model_that_takes_too_long_is_given_up_and_hung_up_on(
    settings: Settings, server: ChatServer, begun: bool, told: str
) -> None:
    """Pings keep the connection alive meanwhile, so that no timeout of a read would notice."""
    server.always = server.waiting([chunk({"role": "assistant", "content": "試作" if begun else ""})])
    with assistant.open_assistant(server.settings(settings, model_seconds=0.6)) as shien:
        answer = shien.ask(QUESTION)
    assert told in notice(answer) and CEILING in answer.text
    assert server.hung_up.wait(10)


def test_a_server_that_does_not_even_answer_is_given_up(settings: Settings, server: ChatServer) -> None:
    server.always = server.silent
    with assistant.open_assistant(server.settings(settings, model_seconds=0.4)) as shien:
        assert "書き始めません" in notice(shien.ask(QUESTION))


class Left(BaseException):
    """As Streamlit raises when the advisor goes elsewhere."""


def test_leaving_hangs_up_at_once(shien: Assistant, server: ChatServer) -> None:
    server.always = server.waiting([chunk({"role": "assistant", "content": "試作"})])
    calls = 0

    def leave(_statements: tuple[Statement, ...]) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:  # the first is before anything is sent, the others while nothing comes
            raise Left

    with pytest.raises(Left):
        shien.ask(QUESTION, on_statements=leave)
    assert server.hung_up.wait(10) and len(server.requests) == 1


def test_stopping_gives_the_answer_without_the_model(shien: Assistant, server: ChatServer) -> None:
    server.always = server.waiting([chunk({"role": "assistant", "content": "試作"})])
    calls = 0

    def stop(_statements: tuple[Statement, ...]) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise StopWriting

    answer = shien.ask(QUESTION, on_statements=stop)
    assert "止めました" in notice(answer) and answer.engine == "extractive" and CEILING in answer.text
    assert server.hung_up.wait(10)


def test_no_thread_is_left_behind(shien: Assistant, server: ChatServer) -> None:
    import threading

    server.always = saying(right)
    shien.ask(QUESTION)
    assert not [thread for thread in threading.enumerate() if thread.name == "model"]


def test_the_key_is_sent_and_shown_nowhere(settings: Settings, server: ChatServer, caplog) -> None:
    key = "sk-secret-0123456789"
    server.always = failing(401, f"Incorrect API key provided: {key}", key)
    with (
        caplog.at_level(logging.DEBUG),
        assistant.open_assistant(server.settings(settings, model_key=SecretStr(key))) as shien,
    ):
        answer = shien.ask(QUESTION)
    assert server.requests[0]["headers"]["authorization"] == f"Bearer {key}"
    assert key not in caplog.text and key not in json.dumps(assistant.answer_to_dict(answer))


def test_a_proxy_is_not_used_for_a_model_on_this_machine(
    shien: Assistant, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY", "OPENAI_PROXY"):
        monkeypatch.setenv(name, "http://192.0.2.1:3128")
    monkeypatch.setenv("NO_PROXY", "")
    server.always = saying(right)
    assert is_right(shien.ask(QUESTION))


def test_no_trace_of_a_prompt_goes_to_another_party(
    shien: Assistant, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langchain_core.tracers.langchain import LangChainTracer

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "ls-1")
    traced: list[object] = []
    monkeypatch.setattr(LangChainTracer, "__init__", lambda *told, **more: traced.append(told))
    server.always = saying(right)
    assert is_right(shien.ask(QUESTION)) and traced == []


@pytest.mark.parametrize("model", ["nobody:small", "anthropic:claude", "openai"])
def test_a_model_that_cannot_be_made_is_told_and_answered_without(
    settings: Settings, server: ChatServer, model: str
) -> None:
    using = settings.model_copy(update={"model": model, "model_key": SecretStr("sk-1")})
    with assistant.open_assistant(using) as shien:
        answer = shien.ask(QUESTION)
    assert "SHIEN_MODEL" in notice(answer) and CEILING in answer.text


def test_a_parameter_is_not_taken_out_for_ever(shien: Assistant, server: ChatServer) -> None:
    server.always = failing(400, "unsupported_value", "temperature")
    assert "HTTP 400" in notice(shien.ask(QUESTION))
    assert len(server.requests) == 2 and connection.RETRIES == 2
