"""An embedding server makes the vectors: what is sent, what is paid, and what happens when it misbehaves."""

from __future__ import annotations

import json
import logging
import math
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from index_samples import GRANT, best
from vector_server import VectorServer, changed, failing, page, running_server, vectors, without_usage

import assistant
from assistant import cli
from assistant.errors import EmbeddingError
from assistant.index import embedding_server
from assistant.index.builds import current_build, current_build_id
from assistant.index.embedding import chosen_embedding
from assistant.index.ingest import ingest
from assistant.index.manifest import read_manifest
from assistant.settings import PROJECT_ROOT, Settings

pytestmark = pytest.mark.model_server


@pytest.fixture
def server() -> Iterator[VectorServer]:
    with running_server() as running:
        yield running


def _twelve_topics(folder: Path) -> None:
    for number in range(12):
        text = f"第{number}号の案内\n\n第{number}号の補助金の上限は{number + 1}00万円です。\n"
        (folder / f"topic{number:02}.txt").write_text(text, encoding="utf-8")


def test_a_server_makes_the_vectors_from_strings_and_none_is_asked_for_a_key(
    settings, folder, server
) -> None:
    using = server.settings(settings)
    report = assistant.ingest([folder], using)
    sent = [text for request in server.requests for text in request["input"]]
    assert len(sent) == report.passages and all(isinstance(text, str) for text in sent)
    assert any("ひかり市" in text.split("\n")[0] and "上限は80万円" in text for text in sent)
    manifest = read_manifest(current_build(using))
    assert manifest.embedding == f"openai:small ({server.url})" and manifest.dimensions == 64
    assert "80万円" in best(using, "試作品補助金の補助率")


def test_what_it_costs_is_told_before_and_after(settings, folder, server) -> None:
    plans = []
    using = server.settings(settings, embedding_price=2.0)
    report = ingest([folder], using, announce=plans.append)
    used = report.embedding
    assert len(plans) == 1 and plans[0].passages == used.passages == report.passages
    assert plans[0].estimated_usd == pytest.approx(plans[0].estimated_tokens * 2e-6)
    assert used.tokens == sum(len(text) for text in server.answered)
    assert used.usd == pytest.approx(used.tokens * 2e-6)
    assert plans[0].estimated_tokens >= used.tokens, "the estimate is on the high side"


def test_a_server_that_counts_no_tokens_and_has_no_price_says_neither(settings, folder, server) -> None:
    server.always = without_usage
    used = assistant.ingest([folder], server.settings(settings)).embedding
    assert used.passages and (used.tokens, used.usd, used.estimated_usd) == (None, None, None)


def test_openais_own_prices_are_known_with_their_day_and_give_way_to_a_setting(settings) -> None:
    openai = settings.model_copy(update={"embedding": "openai:text-embedding-3-small"})
    embedding = chosen_embedding(openai)
    assert embedding.usd_per_million_tokens == 0.02 and embedding.price_as_of
    other = chosen_embedding(openai.model_copy(update={"embedding_price": 9.0}))
    assert (other.usd_per_million_tokens, other.price_as_of) == (9.0, None)


def test_the_command_says_what_is_sent_where_and_what_it_cost(
    settings, folder, server, monkeypatch, capsys
) -> None:
    for name, value in {
        "HOME": settings.home,
        "EMBEDDING": "openai:small",
        "EMBEDDING_URL": server.url,
    }.items():
        monkeypatch.setenv(f"SHIEN_{name}", str(value))
    monkeypatch.setenv("SHIEN_EMBEDDING_PRICE", "2")
    monkeypatch.setattr(sys, "argv", ["shien", "ingest", str(folder)])
    with pytest.raises(SystemExit) as done:
        cli.main()
    out, err = capsys.readouterr()
    assert not done.value.code
    assert server.url in err and "見積もり" in err and "$2" in err
    assert f"実際は {sum(map(len, server.answered))} トークン" in out
    (folder / "third.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["shien", "ingest", str(folder), "--json"])
    with pytest.raises(SystemExit):
        cli.main()
    report = json.loads(capsys.readouterr().out)
    assert report["vectors_only"] is False and report["embedding"]["passages"] == 1
    assert report["embedding"]["tokens"] and report["embedding"]["usd"]


def test_a_busy_server_is_asked_again(settings, folder, server) -> None:
    server.next = [failing(429), failing(500)]
    report = assistant.ingest([folder], server.settings(settings))
    assert len(server.requests) == 3
    assert sorted(server.answered) == sorted(set(server.answered)) and len(server.answered) == report.passages


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (failing(500), "HTTP 500"),
        (failing(429), "HTTP 429"),
        (failing(404), "HTTP 404"),
        (lambda _texts: (307, {"location": "http://192.0.2.1/v1/embeddings"}, ""), "HTTP 307"),
        (page, "読めません"),
        (changed(list.pop), "件"),
        (changed(list.clear), "読めません"),
        (changed(lambda data: data[0].update(embedding=[math.nan] * 64)), "数値でない"),
        (changed(lambda data: data[0].update(embedding=[1.0])), "数値の並びではない"),
        (changed(lambda data: data[0].pop("embedding")), "読めません"),
    ],
    ids=["500", "429", "404", "redirect", "page", "fewer", "none", "nan", "ragged", "no-vector"],
)
def test_a_server_that_fails_leaves_the_last_index_serving(settings, folder, server, reply, told) -> None:
    assistant.ingest([folder], settings)
    before = current_build_id(settings)
    server.always = reply
    with pytest.raises(EmbeddingError) as caught:
        assistant.ingest([folder], server.settings(settings))
    assert told in caught.value.message and caught.value.hint
    assert current_build_id(settings) == before
    assert "80万円" in best(settings, "試作品補助金の補助率")


def test_vectors_of_another_length_are_not_mixed_with_those_of_the_index(settings, folder, server) -> None:
    using = server.settings(settings)
    assistant.ingest([folder], using)
    (folder / "third.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    server.always = lambda texts: vectors(texts, 32)
    with pytest.raises(EmbeddingError, match="32 次元"):
        assistant.ingest([folder], using)
    with assistant.open_assistant(using) as shien:
        notices = shien.ask("試作品補助金の上限はいくら？").notices
    assert any(notice.kind == "fallback" and "32 次元" in notice.text for notice in notices)


def test_a_server_that_never_answers_is_given_up(settings, folder, server, monkeypatch) -> None:
    monkeypatch.setattr(embedding_server, "INGEST_SECONDS", 0.2)
    monkeypatch.setattr(embedding_server, "INGEST_RETRIES", 1)
    server.always = server.sleep
    with pytest.raises(EmbeddingError, match="時間内に答えません"):
        assistant.ingest([folder], server.settings(settings))
    assert len(server.requests) == 2


_INGEST = """
import sys
from pathlib import Path
import assistant
from assistant.index import embedding_server
embedding_server.OTHER_BATCH = 4
assistant.ingest([Path(sys.argv[1])])
"""


def test_after_kill_9_no_text_is_embedded_twice(settings, folder, server, monkeypatch) -> None:
    _twelve_topics(folder)
    # The third batch hangs, and the process dies while it waits.
    server.next = [lambda texts: (server.answered.extend(texts), vectors(texts))[1]] * 2 + [server.sleep]
    environment = {
        "SHIEN_HOME": str(settings.home), "SHIEN_EMBEDDING": "openai:small", "SHIEN_EMBEDDING_URL": server.url,
        "PATH": "/usr/bin:/bin", "PYTHONPATH": str(PROJECT_ROOT),
    }  # fmt: skip
    with subprocess.Popen([sys.executable, "-c", _INGEST, str(folder)], env=environment) as process:
        assert server.slept.wait(60)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(server.answered) == 8 and current_build_id(settings) is None
    monkeypatch.setattr(embedding_server, "OTHER_BATCH", 4)
    report = assistant.ingest([folder], server.settings(settings))
    assert report.passages == len(server.answered) == len(set(server.answered)) == 16
    assert (report.embedding.passages, report.embedding.stored) == (8, 8)
    assert "上限は1200万円" in best(server.settings(settings), "第11号の補助金の上限")


def test_a_failure_half_way_says_that_what_was_made_is_kept(settings, folder, server, monkeypatch) -> None:
    _twelve_topics(folder)
    monkeypatch.setattr(embedding_server, "OTHER_BATCH", 4)
    server.next = [lambda texts: (server.answered.extend(texts), vectors(texts))[1], failing(400)]
    with pytest.raises(EmbeddingError) as caught:
        assistant.ingest([folder], server.settings(settings))
    assert "続きから" in caught.value.hint
    assistant.ingest([folder], server.settings(settings))
    assert len(server.answered) == len(set(server.answered)) == 16


def test_a_whole_rebuild_pays_for_nothing_again(settings, folder, server) -> None:
    using = server.settings(settings)
    assistant.ingest([folder], using)
    asked = len(server.requests)
    report = assistant.ingest([folder], using, rebuild=True)
    assert len(server.requests) == asked and report.embedding.passages == 0 and report.embedding.stored


def test_equal_passages_are_sent_once(settings, folder, server) -> None:
    (folder / "copy").mkdir()
    (folder / "copy" / "grant.md").write_text(GRANT + "\n", encoding="utf-8")
    report = assistant.ingest([folder], server.settings(settings))
    assert len(server.answered) == len(set(server.answered))
    assert report.passages > len(server.answered)


def test_the_key_is_sent_and_shown_nowhere(settings, folder, server, caplog) -> None:
    key = "sk-secret-0123456789"
    using = Settings(
        home=settings.home, embedding="openai:small", embedding_url=server.url, embedding_key=key
    )
    server.always = failing(401, f"Incorrect API key provided: {key}")
    with caplog.at_level(logging.DEBUG), pytest.raises(EmbeddingError) as caught:
        assistant.ingest([folder], using)
    assert server.requests[0]["headers"]["authorization"] == f"Bearer {key}"
    assert "HTTP 401" in caught.value.message
    for shown in (caught.value.message, caught.value.hint, caplog.text, repr(using), str(using)):
        assert key not in shown


def test_the_key_is_taken_from_either_variable_and_shiens_own_comes_first(monkeypatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "openai's")
    assert Settings().embedding_key.get_secret_value() == "openai's"
    monkeypatch.setenv("SHIEN_EMBEDDING_KEY", "shien's")
    assert Settings().embedding_key.get_secret_value() == "shien's"


def test_a_proxy_is_not_used_for_a_server_on_this_machine(settings, folder, server, monkeypatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:3128")
    monkeypatch.setenv("NO_PROXY", "")
    assert assistant.ingest([folder], server.settings(settings)).documents == 2


def test_azure_is_asked_for_its_deployment(settings, folder, server, monkeypatch) -> None:
    monkeypatch.setenv("OPENAI_API_VERSION", "2024-10-21")
    using = server.settings(settings, embedding="azure_openai:ours")
    assert assistant.ingest([folder], using).documents == 2
    assert "/openai/deployments/ours/embeddings?api-version=2024-10-21" in server.requests[0]["path"]


def test_a_text_is_bounded_and_never_empty() -> None:
    assert embedding_server.bounded("あ" * 9_000) == "あ" * embedding_server.MAX_CHARACTERS
    assert embedding_server.bounded("補助率") == "補助率"
    assert embedding_server.bounded(" \n").strip()
