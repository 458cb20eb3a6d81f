"""Shien in LangChain: what the documentation shows works, and each document can be cited."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import FakeListChatModel
from langchain_core.load import dumps
from pydantic import ValidationError

from assistant.errors import IndexMissing, InputError
from assistant.langchain import ShienRetriever
from assistant.settings import PROJECT_ROOT

QUESTIONS = [
    "J-GoodTechを使っている会社は何社？",
    "正会員の会費は一口いくら",
    "環境試験拠点はどこに整備される予定か",
]
DOCUMENTATION = (PROJECT_ROOT / "docs" / "langchain.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", DOCUMENTATION, re.DOTALL)


@pytest.fixture
def retriever(shipped) -> ShienRetriever:
    return ShienRetriever(assistant=shipped, k=4)


def in_a_loop(coroutine: Any) -> Any:
    """In a thread of its own: a browser test before it may have left its own loop in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def test_the_examples_of_the_documentation_run_as_they_stand(shipped_index_home, monkeypatch, capsys) -> None:
    monkeypatch.setenv("SHIEN_HOME", str(shipped_index_home))
    names: dict[str, Any] = {"model": FakeListChatModel(responses=["40,000社です。[1]"])}
    for example in EXAMPLES:
        exec(compile(example, "docs/langchain.md", "exec"), names)
    names["retriever"].assistant.close()
    assert len(EXAMPLES) == 3
    assert len([line for line in EXAMPLES[0].splitlines() if line.strip()]) <= 5
    assert "40,000社" in capsys.readouterr().out
    assert names["answer"] == "40,000社です。[1]"
    assert "会費を 1 口 5 万円" in names["text"]


def test_what_the_model_reads_in_a_chain_are_the_passages_with_their_dates(retriever) -> None:
    def cited(documents):
        return "\n".join(f"{d.metadata['published']} {d.page_content}" for d in documents)

    read = []
    chain = retriever | cited | read.append
    chain.invoke(QUESTIONS[0])
    assert "2026-01-19" in read[0] and "40,000社" in read[0]


def test_a_document_is_the_stored_text_at_its_offsets_with_all_a_citation_needs(retriever, shipped) -> None:
    for question in QUESTIONS:
        found = retriever.invoke(question)
        assert [d.id for d in found] == [hit.passage.passage_id for hit in shipped.search(question, 4)]
        assert [d.metadata["rank"] for d in found] == [1, 2, 3, 4]
        for document in found:
            said = document.metadata
            page = shipped.page(said["doc_id"], said["page_index"])
            assert page.text[said["start"] : said["end"]] == document.page_content != ""
            assert said["page"] == page.number
            known = shipped.document(said["doc_id"])
            expected = (known.title, known.publisher, known.published, known.source)
            assert (said["title"], said["publisher"], said["published"], said["source"]) == expected


def test_metadata_is_plain_json(retriever) -> None:
    found = retriever.invoke(QUESTIONS[0])
    assert found
    for document in found:
        assert json.loads(json.dumps(document.metadata, ensure_ascii=False)) == document.metadata
        assert json.loads(dumps(document))["kwargs"]["metadata"] == document.metadata


@pytest.mark.parametrize(("day", "standing"), [(date(2026, 2, 1), "planned"), (date(2031, 2, 1), "unknown")])
def test_standing_is_as_of_today_and_not_as_it_was_catalogued(retriever, monkeypatch, day, standing) -> None:
    monkeypatch.setattr("assistant.langchain.date", SimpleNamespace(today=lambda: day))
    assert retriever.invoke("様々な支援策を検討してまいります")[0].metadata["standing"] == standing


def test_async_gives_the_same_and_leaves_the_event_loop_alone(retriever, shipped, monkeypatch) -> None:
    searched_in, search = set(), type(shipped).search

    def noted(*arguments):
        searched_in.add(threading.get_ident())
        return search(*arguments)

    async def ask():
        return threading.get_ident(), await retriever.ainvoke(QUESTIONS[0]), await retriever.abatch(QUESTIONS)

    monkeypatch.setattr(type(shipped), "search", noted)
    loop_thread, one, many = in_a_loop(ask())
    assert searched_in and loop_thread not in searched_in
    assert one == retriever.invoke(QUESTIONS[0])
    assert many == [retriever.invoke(question) for question in QUESTIONS]


def test_a_batch_from_many_threads_gives_what_one_by_one_gives(retriever) -> None:
    alone = [retriever.invoke(question) for question in QUESTIONS]
    assert retriever.batch(QUESTIONS * 8, config={"max_concurrency": 6}) == alone * 8


def test_callbacks_see_the_run_by_its_name_and_its_tags(retriever) -> None:
    class Seen(BaseCallbackHandler):
        def on_retriever_start(self, serialized, query, *, tags=None, name=None, **kwargs):
            self.started = (query, name, tags)

        def on_retriever_end(self, documents, **kwargs):
            self.ended = len(documents)

        def on_retriever_error(self, error, **kwargs):
            self.failed = error

    seen = Seen()
    retriever.invoke(QUESTIONS[0], {"callbacks": [seen], "run_name": "資料", "tags": ["電話"]})
    assert seen.started == (QUESTIONS[0], "資料", ["電話"])
    assert seen.ended == 4
    with pytest.raises(InputError):
        retriever.invoke("  ", {"callbacks": [seen]})
    assert isinstance(seen.failed, InputError)


def test_without_an_index_the_error_says_what_to_do() -> None:
    with pytest.raises(IndexMissing) as raised:
        ShienRetriever(k=5)
    assert "shien ingest" in raised.value.hint


@pytest.mark.parametrize("query", ["", "　", "あ" * 5_000, "\ud800"])
def test_a_question_nobody_can_answer_is_refused_as_everywhere(retriever, query: str) -> None:
    with pytest.raises(InputError):
        retriever.invoke(query)


def test_k_below_one_and_another_things_assistant_are_refused(shipped) -> None:
    with pytest.raises(ValidationError):
        ShienRetriever(assistant=shipped, k=0)
    with pytest.raises(ValidationError):
        ShienRetriever(assistant="shien")


def test_a_trace_of_the_retriever_does_not_hold_the_documents(retriever) -> None:
    assert len(repr(retriever)) < 300
    assert len(dumps(retriever)) < 2_000
    assert "assistant" not in retriever.model_dump()


def test_importing_the_product_does_not_import_langchain() -> None:
    code = "import sys, assistant, assistant.opened; sys.exit('langchain_core' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr
