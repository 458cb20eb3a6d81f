"""What is read from the store when asked for is what a dictionary of everything would hold."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

import assistant
from assistant.errors import IndexUnfit
from assistant.index import connections
from assistant.index.builds import current_build
from assistant.index.lookup import RecentTexts
from assistant.settings import Settings
from assistant.text.normalise import fold


def test_passages_are_those_of_the_build_in_its_order(shipped) -> None:
    passages = shipped.index.passages
    assert list(passages) == list(shipped.index.lexical.passage_ids)
    assert len(passages) == shipped.index.manifest.passages > 400
    for passage_id, passage in passages.items():
        assert passage.passage_id == passage_id
        page = shipped.page(passage.doc_id, passage.page_index)
        assert page.text[passage.start : passage.end] == passage.text


def test_pages_have_the_text_and_number_they_are_stored_with(shipped) -> None:
    texts, numbers = shipped.index.page_texts, shipped.index.page_numbers
    assert list(texts) == list(numbers)
    assert len(texts) == len(numbers) == shipped.index.manifest.pages == len(list(texts))
    for doc_id, page_index in texts:
        page = shipped.page(doc_id, page_index)
        assert (texts[doc_id, page_index], numbers[doc_id, page_index]) == (page.text, page.number)
    assert any(number is not None for number in numbers.values())


def test_folded_texts_are_the_passages_folded(shipped) -> None:
    folded = shipped.index.folded
    assert dict(folded) == {key: fold(passage.text) for key, passage in shipped.index.passages.items()}
    assert len(folded) == len(shipped.index.passages)


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("passages", "no:0:0-1"),
        ("folded", "no:0:0-1"),
        ("page_texts", ("no", 0)),
        ("page_numbers", ("no", 0)),
    ],
)
def test_what_is_not_there_is_a_missing_key(shipped, name, missing) -> None:
    lookup = getattr(shipped.index, name)
    assert missing not in lookup and lookup.get(missing) is None
    with pytest.raises(KeyError):
        lookup[missing]


def test_each_passage_is_counted_to_its_own_document(shipped) -> None:
    index = shipped.index
    documents = list(index.documents)
    found = [documents[place] for place in index.passage_documents]
    assert found == [index.passages[passage_id].doc_id for passage_id in index.lexical.passage_ids]


def test_opening_reads_no_text_and_an_answer_does(shipped_index_home, monkeypatch) -> None:
    read: set[tuple[str, str]] = set()

    def note(action: int, table: str | None, column: str | None, *_rest: str | None) -> int:
        if action == sqlite3.SQLITE_READ:
            read.add((str(table), str(column)))
        return sqlite3.SQLITE_OK

    connect = sqlite3.connect

    def watched(*args, **kwargs) -> sqlite3.Connection:
        connection = connect(*args, **kwargs)
        connection.set_authorizer(note)
        return connection

    monkeypatch.setattr(connections.sqlite3, "connect", watched)
    with assistant.open_assistant(Settings(home=shipped_index_home)) as shien:
        assert ("documents", "meta") in read
        assert not {("pages", "text"), ("passages", "tokens")} & read
        shien.ask("J-GoodTechを使っている会社は何社？")
    assert ("pages", "text") in read


def test_a_store_damaged_while_open_is_told_with_the_way_to_mend_it(settings, folder) -> None:
    assistant.ingest([folder], settings)
    with assistant.open_assistant(settings) as shien:
        (current_build(settings) / "documents.sqlite").write_bytes(b"junk" * 10_000)
        with pytest.raises(IndexUnfit) as caught:
            shien.search("試作品補助金の補助率")
    assert "--rebuild" in caught.value.hint


def test_recent_texts_are_kept_up_to_so_many_characters() -> None:
    reads: list[int] = []

    def find(key: tuple[str, int]) -> str:
        reads.append(key[1])
        if key[1] == 99:
            raise KeyError(key)
        return "あ" * key[1]

    texts = RecentTexts(find, 10)
    for length in (4, 5, 4, 6, 4, 5, 11, 11):
        assert texts(("d", length)) == "あ" * length
    # 4 and 5 fit; 6 pushes 5 out, which was asked for longest ago; 11 is never kept.
    assert reads == [4, 5, 6, 5, 11, 11]
    for _ in range(2):
        with pytest.raises(KeyError):
            texts(("d", 99))
    assert reads[-2:] == [99, 99]


def test_threads_that_read_a_fresh_index_at_once_get_what_one_gets_alone(shipped, shipped_index_home) -> None:
    questions = [
        "正会員の会費は一口いくら",
        "イノベPとは",
        "J-GoodTechは何社が使っていますか",
        "補助金の上限",
    ] * 4

    def texts(shien: assistant.Assistant, question: str) -> list[tuple[str, str | None]]:
        answer = shien.ask(question)
        return [
            (citation.quote, citation.section[0] if citation.section else None)
            for citation in answer.citations
        ]

    alone = [texts(shipped, question) for question in questions]
    with assistant.open_assistant(Settings(home=shipped_index_home)) as fresh, ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda question: texts(fresh, question), questions))
        assert 1 <= len(fresh.index.store._connections._idle) <= 4
    assert together == alone and any(together)
    assert not fresh.index.store._connections._idle, "closing releases the connections"
