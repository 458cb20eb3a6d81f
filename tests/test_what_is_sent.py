"""What would leave the machine is told truly, and a conversation kept here asks nobody outside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant.index.embedding import QueryVectors
from assistant.outgoing import embedding_leaves, model_is_used, outgoing, something_leaves
from assistant.privacy import masked
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.opened import Assistant


def test_a_question_is_shown_as_it_would_be_sent_with_its_history_under_the_same_placeholders() -> None:
    history = (("user", "森田酒造の佐藤さんは？"), ("assistant", "資料にありません。"))
    sent = outgoing("佐藤はいつまでに？", Settings(), history)
    assert sent.question == "〔人名1〕はいつまでに？"
    assert sent.history == (("user", "〔会社名1〕の〔人名1〕さんは？"), ("assistant", "資料にありません。"))
    assert dict(sent.replacements) == {"〔人名1〕": "佐藤", "〔会社名1〕": "森田酒造"}


@pytest.mark.parametrize(
    ("embedding", "url", "leaves"),
    [
        ("ja-ginza", None, False),
        ("openai:small", None, True),
        ("openai:small", "http://127.0.0.1:8080/v1", False),
        ("openai:small", "https://embeddings.example.com/v1", True),
        ("azure_openai:small", "https://x.openai.azure.com", True),
        ("sentence-transformers:/models/e5", "https://embeddings.example.com/v1", False),
    ],
)
def test_an_embedding_server_elsewhere_counts_as_leaving(
    embedding: str, url: str | None, leaves: bool
) -> None:
    settings = Settings(embedding=embedding, embedding_url=url)
    assert embedding_leaves(settings) is leaves
    assert something_leaves(settings) is leaves


def test_as_installed_no_model_is_used() -> None:
    assert not model_is_used(Settings())


def test_kept_on_this_machine_no_embedding_server_is_asked_and_the_answer_says_so(shipped: Assistant) -> None:
    asked: list[str] = []

    def ask_outside(text: str) -> np.ndarray:
        asked.append(text)
        return shipped.index.embedding.embed_query(text)

    remote = replace(shipped.index.embedding, leaves_machine=True, query_vectors=QueryVectors(ask_outside))
    outside = replace(shipped, index=replace(shipped.index, embedding=remote))
    question = "J-GoodTechは何社が使ってる？"
    assert outside.ask(question).citations and asked
    asked.clear()
    answer = outside.on_this_machine().ask(question)
    assert answer.citations and not asked
    assert any("端末の外に何も送らない" in notice.text for notice in answer.notices)


@pytest.mark.parametrize(
    ("question", "history", "name"),
    [
        ("うちは寿司の一心と言います。容器代は補助対象ですか。締切はいつですか。", (), "一心"),
        (
            "締切は？",
            (
                ("user", "うちは寿司の一心と言います。容器代は補助対象ですか。"),
                ("assistant", "資料にありません。"),
            ),
            "一心",
        ),
        ("タカミ電子 高見 人手不足 外国人 育成就労?。締切はいつですか。", (), "高見"),
    ],
)
def test_an_embedding_server_gets_no_name_that_only_the_whole_conversation_gives_away(
    shipped: Assistant, question: str, history: tuple[tuple[str, str], ...], name: str
) -> None:
    sent: list[str] = []

    def ask_outside(text: str) -> np.ndarray:
        sent.append(masked(text).text)  # as the server's embedding does
        return shipped.index.embedding.embed_query(text)

    remote = replace(shipped.index.embedding, leaves_machine=True, query_vectors=QueryVectors(ask_outside))
    replace(shipped, index=replace(shipped.index, embedding=remote)).ask(question, history)
    assert any("締切" in text for text in sent) and not any(name in text for text in sent)


def test_where_nothing_leaves_keeping_it_here_changes_nothing(shipped: Assistant) -> None:
    assert shipped.on_this_machine() is shipped
