"""Another embedding makes only the vectors anew; without one that answers, words alone find passages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from index_samples import best
from vector_server import VectorServer, failing, running_server

import assistant
from assistant.doctor import examine
from assistant.errors import EmbeddingError, IndexUnfit
from assistant.index import embedding as embedding_module
from assistant.index import embedding_server, manifest
from assistant.index.builds import current_build, current_build_id
from assistant.index.embedding import Embedded, chosen_embedding
from assistant.index.manifest import read_manifest
from assistant.settings import Settings

pytestmark = pytest.mark.model_server


@pytest.fixture
def server() -> Iterator[VectorServer]:
    with running_server() as running:
        yield running


def _texts_and_words(build: Path) -> dict[str, bytes]:
    files = [build / "documents.sqlite", *(p for p in (build / "lexical").rglob("*") if p.is_file())]
    return {str(file.relative_to(build)): file.read_bytes() for file in files}


def test_another_embedding_keeps_texts_and_words_and_makes_the_vectors_anew(
    settings, folder, server, monkeypatch
) -> None:
    assistant.ingest([folder], settings)
    before = _texts_and_words(current_build(settings))
    using = server.settings(settings)
    with pytest.raises(IndexUnfit) as caught:
        assistant.open_assistant(using)
    assert "埋め込み" in caught.value.message and "ベクトルだけ" in caught.value.hint
    report = assistant.ingest([folder], using)
    assert report.vectors_only and "埋め込み" in report.rebuilt_because
    assert (report.added, report.updated, report.removed, report.unchanged) == ((), (), (), 2)
    assert _texts_and_words(current_build(using)) == before
    with assistant.open_assistant(using) as shien:
        assert shien.index.vectors.nearest(shien.index.embedding.embed_query("つなぎ資金"), 1)
    assert "500万円" in best(using, "つなぎ資金の融資限度額")
    asked = len(server.requests)
    assert assistant.ingest([folder], settings).vectors_only
    assert _texts_and_words(current_build(settings)) == before
    assistant.ingest([folder], using)
    assert len(server.requests) == asked, "going back to it asks for no vector again"


def test_files_changed_at_the_same_time_are_taken_in(settings, folder, server) -> None:
    assistant.ingest([folder], settings)
    (folder / "loan.txt").unlink()
    (folder / "third.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    report = assistant.ingest([folder], server.settings(settings))
    assert report.vectors_only and len(report.added) == len(report.removed) == 1
    assert "3回まで無料" in best(server.settings(settings), "専門家派遣は何回まで無料")


def test_a_vector_index_made_with_other_settings_is_noticed(settings, folder, monkeypatch) -> None:
    assistant.ingest([folder], settings)
    before = _texts_and_words(current_build(settings))
    monkeypatch.setattr(manifest, "VECTOR_INDEX", "chroma hnsw, ef_search 7")
    with pytest.raises(IndexUnfit, match="ef_search 7"):
        assistant.open_assistant(settings)
    monkeypatch.undo()
    build = current_build(settings)
    old = read_manifest(build).model_copy(update={"vector_index": ""})  # as an index of before has none
    (build / manifest.MANIFEST_NAME).write_text(old.model_dump_json(), encoding="utf-8")
    assert assistant.ingest([folder], settings).vectors_only
    assert _texts_and_words(current_build(settings)) == before
    assert not read_manifest(current_build(settings)).vectors_misfit(chosen_embedding(settings).name)


def test_the_weight_is_the_measured_one_unless_set(settings, server) -> None:
    assert chosen_embedding(settings).weight == 0.5
    assert chosen_embedding(server.settings(settings)).weight == 2.0
    assert chosen_embedding(server.settings(settings, embedding_weight=0.25)).weight == 0.25
    assert chosen_embedding(settings.model_copy(update={"embedding_weight": 0.0})).weight == 0.0


@pytest.mark.parametrize(
    ("embedding", "url"),
    [
        ("word2vec", None),
        ("openai:", None),
        ("bedrock:titan", None),
        ("azure_openai:ours", None),
        ("openai:small", "127.0.0.1:8080"),
        ("openai:small", "ftp://127.0.0.1/v1"),
        ("openai:small", "http://[::1"),
        ("openai:small", "http://127.0.0.1:abc/v1"),
        ("openai:small", "http://ex ample/v1"),
        ("openai:small", "http://127.0.0.1@192.0.2.1/v1"),
        ("sentence-transformers:/nowhere/at/all", None),
    ],
)
def test_a_wrong_setting_is_told_with_the_way_out(settings, folder, embedding, url) -> None:
    wrong = settings.model_copy(update={"embedding": embedding, "embedding_url": url})
    with pytest.raises(EmbeddingError) as caught:
        assistant.ingest([folder], wrong)
    assert caught.value.message and "SHIEN_EMBEDDING" in caught.value.message + caught.value.hint


def test_without_a_key_a_server_elsewhere_is_not_asked(settings, folder) -> None:
    openai = settings.model_copy(update={"embedding": "openai:text-embedding-3-small"})
    with pytest.raises(EmbeddingError, match="鍵"):
        assistant.ingest([folder], openai)
    assert current_build_id(settings) is None


def test_a_server_out_of_reach_leaves_the_words_and_a_notice(settings, folder) -> None:
    with running_server() as server:
        using = server.settings(settings, embedding_weight=0.0)
        assistant.ingest([folder], using)
        with assistant.open_assistant(using) as shien:
            reached = shien.ask("2025年のつなぎ資金の融資限度額はいくら？")
            by_words = [hit.passage.passage_id for hit in shien.search("融資限度額")]
    using = server.settings(settings, embedding_weight=5.0)
    with assistant.open_assistant(using) as shien:
        alone = shien.ask("2025年のつなぎ資金の融資限度額はいくら？")
        # the last shares no letter with the question: without vectors nothing speaks for it
        assert [hit.passage.passage_id for hit in shien.search("融資限度額")] == by_words[:3] != by_words
    assert not [notice for notice in reached.notices if notice.kind == "fallback"]
    (notice,) = [notice for notice in alone.notices if notice.kind == "fallback"]
    assert "接続できません" in notice.text and "言葉の一致だけ" in notice.text
    assert (alone.status, alone.text) == ("answered", reached.text)


def test_a_slow_server_is_waited_for_once_a_question_and_asked_again_later(
    settings, folder, server, monkeypatch
) -> None:
    monkeypatch.setattr(embedding_server, "QUERY_SECONDS", 0.2)
    using = server.settings(settings)
    assistant.ingest([folder], using)
    server.requests.clear()
    server.next = [server.sleep]
    with assistant.open_assistant(using) as shien:
        answer = shien.ask("2025年と2024年のつなぎ資金の融資限度額は？")
        assert any("時間内に答えません" in notice.text for notice in answer.notices)
        shien.search("試作品補助金")
        assert len(server.requests) == 1
        monkeypatch.setattr(embedding_module, "LEFT_ALONE_SECONDS", 0.0)
        shien.search("試作品補助金")
        assert len(server.requests) == 2
        answer = shien.ask("2025年と2024年のつなぎ資金の融資限度額は？")
        assert not any(notice.kind == "fallback" for notice in answer.notices)
        assert len(server.requests) == 3, "one question searches several times and asks once"


def test_a_query_without_a_letter_is_not_sent(settings, folder, server) -> None:
    using = server.settings(settings)
    assistant.ingest([folder], using)
    asked = len(server.requests)
    with assistant.open_assistant(using) as shien:
        assert shien.search("？！…", 5) == []
    assert len(server.requests) == asked


def test_doctor_says_which_embedding_is_set_and_whether_it_answers(settings, server) -> None:
    def look(using):
        return {check.name: check for check in examine(using)}

    assert "ja-ginza" in look(settings)["埋め込み"].detail
    found = look(server.settings(settings))
    assert found["埋め込み"].status == "ok" and "64 次元" in found["埋め込み"].detail
    assert "この端末の外に出ません" in found["外部への送信"].detail
    server.always = failing(404)
    found = look(server.settings(settings))["埋め込み"]
    assert found.status == "error" and "HTTP 404" in found.detail and "SHIEN_EMBEDDING" in found.fix
    outside = look(settings.model_copy(update={"embedding": "openai:text-embedding-3-small"}))
    assert outside["埋め込み"].status == "error" and "OPENAI_API_KEY" in outside["埋め込み"].fix
    assert "https://api.openai.com/v1" in outside["外部への送信"].detail


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://embeddings.example.com/v1", "〔人名1〕さんのものづくり補助金"),
        ("http://127.0.0.1:9/v1", "佐藤さんのものづくり補助金"),
    ],
)
def test_a_question_is_masked_before_it_goes_to_another_machine(url, sent, monkeypatch) -> None:
    asked: list[str] = []

    class Recorder:
        def __init__(self, *_settings: object) -> None: ...

        def __call__(self, texts: list[str], _dimensions: int) -> Embedded:
            asked.extend(texts)
            return Embedded(np.ones((len(texts), 2), dtype=np.float32))

    monkeypatch.setattr(embedding_server, "_Asking", Recorder)
    settings = Settings(embedding="openai:small", embedding_url=url, embedding_key="k")
    chosen_embedding(settings).embed_query("佐藤さんのものづくり補助金")
    assert asked == [sent]
