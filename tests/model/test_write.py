"""Whatever a model does, the advisor gets an answer that stands on the documents."""

from __future__ import annotations

import json
import logging

import pytest
from chat_server import (
    ChatServer,
    chunk,
    event,
    events,
    failing,
    key_of,
    saying,
    sending,
    sources,
    usage_chunk,
)
from model_samples import CEILING, QUESTION, RATE
from pydantic import SecretStr

import assistant
from assistant.model import connection
from assistant.model.write import StopWriting
from assistant.opened import Assistant
from assistant.settings import Settings
from assistant.types import Answer, Statement

pytestmark = pytest.mark.model_server


def cited(text: str, words: str = "80万円"):
    """A reply of one sentence with the key of the passage that says something."""
    return lambda request: f"{text}［{key_of(request, words)}］"


right = cited(CEILING)


def _notice(answer: Answer, kind: str = "fallback") -> str:
    return "".join(notice.text for notice in answer.notices if notice.kind == kind)


def _is_right(answer: Answer) -> bool:
    """By the model, and every quote where it is said to be."""
    return answer.engine == "llm" and answer.text == f"{CEILING}[1]" and answer.citations[0].quote == CEILING


def test_a_model_writes_and_its_keys_become_numbers_by_first_use(
    shien: Assistant, server: ChatServer
) -> None:
    server.always = saying(
        lambda request: (
            f"{CEILING}［{key_of(request, '80万円')}］{RATE}【{key_of(request, '80万円')}】"
            f"申請書は商工課の窓口に提出します。（{key_of(request, '80万円')}、k9k9k）"
        )
    )
    answer = shien.ask(QUESTION)
    assert answer.engine == "llm" and answer.model == "openai:small" and answer.status == "answered"
    assert answer.text.split("\n") == [
        f"{CEILING}[1]",
        f"{RATE}[2]",
        "申請書は商工課の窓口に提出します。[3]",
    ]
    assert all(statement.support == "verified" for statement in answer.statements)
    for citation in answer.citations:
        page = shien.page(citation.doc_id, citation.page_index)
        assert page.text[citation.start : citation.end] == citation.quote
    assert answer.usage["unknown_keys"] == 1 and not _notice(answer)
    assert {"first_word", "verify"} <= answer.timings_ms.keys()
    assert answer.timings_ms["total"] >= answer.timings_ms["write"] >= answer.timings_ms["first_word"]
    json.dumps(assistant.answer_to_dict(answer))


def test_what_the_server_counted_is_told_with_its_cost(server: ChatServer, settings: Settings) -> None:
    server.always = saying(right)
    using = server.settings(settings, model_price_in=0.25, model_price_out=2.0)
    with assistant.open_assistant(using) as shien:
        usage = shien.ask(QUESTION).usage
    assert (usage["input_tokens"], usage["output_tokens"], usage["usd_millionths"]) == (1200, 80, 460)
    assert "estimated" not in usage and all(isinstance(value, int) for value in usage.values())


def test_tokens_are_estimated_where_the_server_does_not_count(shien: Assistant, server: ChatServer) -> None:
    server.always = saying(right, usage=False)
    usage = shien.ask(QUESTION).usage
    assert usage["estimated"] == 1 and usage["input_tokens"] > 100 and usage["output_tokens"] > 10
    assert "usd_millionths" not in usage


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_a_reply_reads_the_same_however_it_is_cut(shien: Assistant, server: ChatServer, size: int) -> None:
    server.always = saying(right, size=size)
    assert _is_right(shien.ask(QUESTION))


@pytest.mark.parametrize(
    "question", ["ありがとうございます", "試作品補助金の電話番号は？", "補助率は？", "つばさ資金の補助率は？"]
)
def test_refusals_questions_back_and_courtesies_never_reach_the_model(
    shien: Assistant, server: ChatServer, question: str
) -> None:
    answer = shien.ask(question, engine="llm")
    assert server.requests == [] and answer.engine == "extractive" and answer.usage == {}


def test_the_extractive_engine_never_reaches_the_model(shien: Assistant, server: ChatServer) -> None:
    assert CEILING in shien.ask(QUESTION, engine="extractive").text
    assert server.requests == []


BAD_REPLIES = {
    "nothing": saying(""),
    "blank": saying(" \n\n"),
    "nonsense": saying("ぽぽぽぽぽぽ。ほげほげほげほげ、ふがふがふがふがふがふが。"),
    "no key": saying(CEILING),
    "a number for a key": saying(f"{CEILING}［1］"),
    "an invented key": saying(f"{CEILING}［k9k9k］"),
    "another figure": saying(cited("試作品補助金の上限は90万円です。")),
    "a neighbour's figure": saying(cited("試作品補助金の上限は500万円です。", "500万円")),
    "the neighbour itself": saying(cited("つばさ資金の融資の上限は500万円です。", "500万円")),
    "beside the point": saying(cited("申請書は商工課の窓口に提出します。")),
    "english": saying(cited("The ceiling of the prototype subsidy is 800,000 yen per company.")),
    "html": saying(cited(f"<img src=x onerror=alert(1)>{CEILING}")),
    "a picture": saying(cited(f"![x](http://192.0.2.1/?q=秘密){CEILING}")),
    "a refusal": saying("申し訳ありませんが、その質問にはお答えできません。ほかにお手伝いできることはありますか。"),
    "no answer": saying("資料からは答えられません。"),
    "its rules": saying(lambda r: f"{r['messages'][0]['content']}{right(r)}"),
    "json": saying(lambda r: json.dumps({"answer": CEILING, "keys": [key_of(r, "80万円")]}, ensure_ascii=False)),
    "itself again and again": saying(lambda r: right(r) * 40),
    "without end": saying(lambda r: "".join(f"{CEILING}{n}。" for n in range(900))),
    "more wrong than right": saying(
        lambda r: right(r) + "".join(f"試作品補助金の上限は{n}億円です。［{key_of(r, '80万円')}］" for n in (7, 9))
    ),
    "cut at its length": saying(right, finish="length"),
    "cut by a filter": saying(right, finish="content_filter"),
    "without a finish": saying(right, finish=None),
    "garbage for events": sending(b"data: {not json\n\n"),
    "half a character": sending(b"data: {\"choices\": [{\"delta\": {\"content\": \"\xe8\xa3\"}}]}\n\n"),
    "no events": sending(b"<html>welcome</html>"),
    "events of another kind": sending(event({"hello": 1}), event([1]), event("[DONE]")),
    "no choices at all": sending(event({"choices": None}), event("[DONE]")),
    "an error among the events": sending(
        chunk({"content": "試"}), event({"error": {"message": "overloaded", "code": "x"}})
    ),
    "bad key": failing(401, "invalid_api_key"),
    "forbidden": failing(403),
    "no such model": failing(404, "model_not_found"),
    "redirect": lambda _request: (307, {"location": "http://192.0.2.1/v1/chat/completions"}, []),
    "bad request": failing(400),
    "too long": failing(400, "context_length_exceeded", "messages"),
    "quota": failing(429, "insufficient_quota"),
    "busy for an hour": failing(429, "rate_limit_exceeded", retry_after_ms="", retry_after="3600"),
    "down": failing(503),
}  # fmt: skip


@pytest.mark.parametrize("reply", BAD_REPLIES.values(), ids=BAD_REPLIES.keys())
def test_a_reply_that_cannot_be_stood_by_gives_way_to_the_documents_own_sentences(
    shien: Assistant, server: ChatServer, reply
) -> None:
    server.always = reply
    plain = shien.ask(QUESTION, engine="extractive")
    shown: list[str] = []
    answer = shien.ask(QUESTION, on_statements=lambda s: shown.extend(one.text for one in s))
    assert (answer.engine, answer.text, answer.statements) == ("extractive", plain.text, plain.statements)
    assert "言語モデルを使わず、資料の文をそのまま示します" in _notice(answer)
    assert set(shown) <= {CEILING, "申請書は商工課の窓口に提出します。"}, (
        "what is not confirmed is never shown"
    )


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("bad key", "鍵"), ("too long", "SHIEN_MODEL_CONTEXT_TOKENS"), ("quota", "利用枠"), ("busy for an hour", "混み合って"),
        ("down", "HTTP 503"), ("no such model", "SHIEN_MODEL"), ("cut at its length", "長さの上限"), ("cut by a filter", "提供元"),
        ("without a finish", "途中で終わり"), ("nothing", "空でした"), ("english", "日本語ではありません"), ("its rules", "指示文"),
        ("itself again and again", "くり返した"), ("without end", "打ち切り"), ("no answer", "答えられないと返し"),
        ("more wrong than right", "半分以上"), ("beside the point", "足りません"), ("another figure", "確かめられません"),
    ],
)  # fmt: skip
def test_the_advisor_is_told_why(shien: Assistant, server: ChatServer, reply: str, told: str) -> None:
    server.always = BAD_REPLIES[reply]
    assert told in _notice(shien.ask(QUESTION))


def test_a_wrong_sentence_among_right_ones_is_left_out_and_said_so(
    shien: Assistant, server: ChatServer
) -> None:
    server.always = saying(
        lambda r: f"次のとおりです。{right(r)}{cited(RATE)(r)}{cited('試作品補助金の予算は9億円です。')(r)}"
    )
    answer = shien.ask(QUESTION)
    assert answer.engine == "llm" and [s.text for s in answer.statements] == [CEILING, RATE]
    assert "1 文は" in _notice(answer, "left_out") and answer.usage["sentences_left_out"] == 1


def test_events_the_protocol_documents_beside_text_are_passed_over(
    shien: Assistant, server: ChatServer
) -> None:
    """Keep-alives, a usage chunk with empty choices, an empty delta, Azure's first chunk with filter results."""

    def reply(request):
        azure = event(
            {"id": "", "object": "", "created": 0, "model": "", "choices": [], "prompt_filter_results": []}
        )
        parts = [b": keep-alive\n\n", azure, *events(right(request)), usage_chunk()]
        return 200, {"content-type": "text/event-stream"}, parts

    server.always = reply
    assert _is_right(shien.ask(QUESTION))


@pytest.mark.parametrize(
    "failures",
    [[failing(429)], [failing(500), failing(503)], [failing(429, retry_after_ms="", retry_after="0.01")]],
)
def test_a_busy_server_is_asked_again(shien: Assistant, server: ChatServer, failures) -> None:
    server.next, server.always = list(failures), saying(right)
    assert _is_right(shien.ask(QUESTION)) and len(server.requests) == len(failures) + 1


@pytest.mark.parametrize(
    ("parameter", "sent"),
    [("temperature", "temperature"), ("stream_options", "stream_options"), ("max_completion_tokens", "max_completion_tokens")],
)  # fmt: skip
def test_a_parameter_the_model_does_not_take_is_left_out(
    shien: Assistant, server: ChatServer, parameter: str, sent: str
) -> None:
    server.next, server.always = [failing(400, "unsupported_value", parameter)], saying(right)
    assert _is_right(shien.ask(QUESTION))
    assert sent in server.requests[0] and sent not in server.requests[1]


def test_a_connection_refused_is_told(settings: Settings, server: ChatServer) -> None:
    using = server.settings(settings, model_url="http://127.0.0.1:1/v1")
    with assistant.open_assistant(using) as shien:
        answer = shien.ask(QUESTION)
    assert "接続" in _notice(answer) and CEILING in answer.text


def test_a_stream_that_breaks_in_the_middle_gives_way(shien: Assistant, server: ChatServer) -> None:
    def broken(request):
        parts = list(events(right(request)))[:4]
        return 200, {"content-type": "text/event-stream", "content-length": "100000"}, parts

    server.always = broken
    answer = shien.ask(QUESTION)
    assert answer.engine == "extractive" and "切れました" in _notice(answer)


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
    assert told in _notice(answer) and CEILING in answer.text
    assert server.hung_up.wait(10)


def test_a_server_that_does_not_even_answer_is_given_up(settings: Settings, server: ChatServer) -> None:
    server.always = server.silent
    with assistant.open_assistant(server.settings(settings, model_seconds=0.4)) as shien:
        assert "書き始めません" in _notice(shien.ask(QUESTION))


def test_confirmed_sentences_come_one_by_one_and_whole(shien: Assistant, server: ChatServer) -> None:
    server.always = saying(
        lambda r: right(r) + cited("試作品補助金は9億円です。")(r) + cited(RATE)(r), size=1
    )
    seen: list[tuple[str, ...]] = []
    shien.ask(QUESTION, on_statements=lambda found: seen.append(tuple(s.text for s in found)))
    assert list(dict.fromkeys(seen)) == [(), (CEILING,), (CEILING, RATE)]


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
    assert "止めました" in _notice(answer) and answer.engine == "extractive" and CEILING in answer.text
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
    assert _is_right(shien.ask(QUESTION))


def test_no_trace_of_a_prompt_goes_to_another_party(
    shien: Assistant, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langchain_core.tracers.langchain import LangChainTracer

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "ls-1")
    traced: list[object] = []
    monkeypatch.setattr(LangChainTracer, "__init__", lambda *told, **more: traced.append(told))
    server.always = saying(right)
    assert _is_right(shien.ask(QUESTION)) and traced == []


@pytest.mark.parametrize("model", ["nobody:small", "anthropic:claude", "openai"])
def test_a_model_that_cannot_be_made_is_told_and_answered_without(
    settings: Settings, server: ChatServer, model: str
) -> None:
    using = settings.model_copy(update={"model": model, "model_key": SecretStr("sk-1")})
    with assistant.open_assistant(using) as shien:
        answer = shien.ask(QUESTION)
    assert "SHIEN_MODEL" in _notice(answer) and CEILING in answer.text


def test_a_parameter_is_not_taken_out_for_ever(shien: Assistant, server: ChatServer) -> None:
    server.always = failing(400, "unsupported_value", "temperature")
    assert "HTTP 400" in _notice(shien.ask(QUESTION))
    assert len(server.requests) == 2 and connection.RETRIES == 2


def test_masked_names_come_back_in_the_answer(
    shien: Assistant, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.model import address

    monkeypatch.setattr(address, "is_this_machine", lambda _url: False)
    server.always = saying(right)
    using = shien.settings.model_copy(update={"model_key": SecretStr("sk-1")})
    with assistant.open_assistant(using) as elsewhere:
        answer = elsewhere.ask(f"株式会社山田製作所です。{QUESTION}")
    asked = server.requests[0]["messages"][-1]["content"]
    assert "山田製作所" not in asked and "〔会社名1〕" in asked and len(sources(server.requests[0])) >= 1
    assert _is_right(answer) and "山田製作所" in answer.question
