"""Whatever a model does, the advisor gets an answer that stands on the documents."""

from __future__ import annotations

import json

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
from model_samples import CEILING, QUESTION, RATE, cited, is_right, notice, right
from pydantic import SecretStr

import assistant
from assistant.opened import Assistant
from assistant.settings import Settings

pytestmark = pytest.mark.model_server


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
    assert answer.usage["unknown_keys"] == 1 and not notice(answer)
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
    assert is_right(shien.ask(QUESTION))


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
    "on and on in English": saying(lambda r: cited("The subsidy is good。")(r) * 40),
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
    assert "言語モデルを使わず、資料の文をそのまま示します" in notice(answer)
    assert set(shown) <= {CEILING, "申請書は商工課の窓口に提出します。"}, (
        "what is not confirmed is never shown"
    )


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("bad key", "鍵"), ("too long", "SHIEN_MODEL_CONTEXT_TOKENS"), ("quota", "利用枠"), ("busy for an hour", "混み合って"),
        ("down", "HTTP 503"), ("no such model", "SHIEN_MODEL"), ("cut at its length", "長さの上限"), ("cut by a filter", "提供元"),
        ("without a finish", "途中で終わり"), ("nothing", "空でした"), ("english", "日本語ではありません"), ("on and on in English", "日本語でない文が続く"), ("its rules", "指示文"),
        ("itself again and again", "くり返した"), ("without end", "打ち切り"), ("no answer", "答えられないと返し"),
        ("more wrong than right", "半分以上"), ("beside the point", "足りません"), ("another figure", "確かめられません"),
    ],
)  # fmt: skip
def test_the_advisor_is_told_why(shien: Assistant, server: ChatServer, reply: str, told: str) -> None:
    server.always = BAD_REPLIES[reply]
    assert told in notice(shien.ask(QUESTION))


def test_a_wrong_sentence_among_right_ones_is_left_out_and_said_so(
    shien: Assistant, server: ChatServer
) -> None:
    server.always = saying(
        lambda r: f"次のとおりです。{right(r)}{cited(RATE)(r)}{cited('試作品補助金の予算は9億円です。')(r)}"
    )
    answer = shien.ask(QUESTION)
    assert answer.engine == "llm" and [s.text for s in answer.statements] == [CEILING, RATE]
    assert "1 文は" in notice(answer, "left_out") and answer.usage["sentences_left_out"] == 1


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
    assert is_right(shien.ask(QUESTION))


def test_confirmed_sentences_come_one_by_one_and_whole(shien: Assistant, server: ChatServer) -> None:
    server.always = saying(
        lambda r: right(r) + cited("試作品補助金は9億円です。")(r) + cited(RATE)(r), size=1
    )
    seen: list[tuple[str, ...]] = []
    shien.ask(QUESTION, on_statements=lambda found: seen.append(tuple(s.text for s in found)))
    assert list(dict.fromkeys(seen)) == [(), (CEILING,), (CEILING, RATE)]


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
    assert is_right(answer) and "山田製作所" in answer.question
