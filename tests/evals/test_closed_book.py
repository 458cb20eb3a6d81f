"""The closed-book baseline: the model is asked without the documents, and scored beside the product."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from chat_server import ChatServer, failing, saying
from eval_samples import make_item
from report_samples import items, make_run, write_dataset

import assistant
from assistant.errors import ModelError
from assistant.model.address import ModelAddress
from assistant.model.answer import connection_to
from assistant.settings import Settings
from evals.closed_book import _messages, answer_closed_book, closed_book_answer
from evals.html.page import html_report
from evals.options import EngineChoice, Split
from evals.records import CLOSED_BOOK, answered_ids, read_records
from evals.report import text_report
from evals.report_data import report_data
from evals.scoring import new_run, scored

pytestmark = pytest.mark.model_server


def ask(server: ChatServer, folder: Path, of: list, **settings: object) -> None:
    used = server.settings(Settings(home=folder), **settings)
    answer_closed_book(connection_to(used), of, folder, used)


def test_the_model_gets_the_question_and_the_talk_before_it_but_no_passage(server, tmp_path) -> None:
    server.always = saying("補助率は2/3です。")
    item = replace(make_item(), history=(("user", "NEDOのこと"), ("assistant", "何でしょう。")))
    ask(server, tmp_path, [item])
    (request,) = server.requests
    assert [m["role"] for m in request["messages"]] == ["system", "user", "assistant", "user"]
    assert request["messages"][-1]["content"] == item.question
    sent = json.dumps(request["messages"], ensure_ascii=False)
    assert "<<資料" not in sent and "資料はありません" in sent and "<!--" not in sent


def test_what_it_says_has_no_source_and_what_it_costs_is_kept(server, tmp_path) -> None:
    server.always = saying("補助率は2/3です。窓口は商工課です。")
    ask(server, tmp_path, [make_item()], model_price_in=1.0, model_price_out=10.0)
    (record,) = read_records(tmp_path, CLOSED_BOOK)
    assert record.answer and record.answer.status == "answered" and not record.answer.citations
    assert [one.text for one in record.answer.statements] == ["補助率は2/3です。", "窓口は商工課です。"]
    assert record.answer.usage == {"input_tokens": 1200, "output_tokens": 80, "usd_millionths": 2000}


@pytest.mark.parametrize("said", ["分かりません。", "わかりません。", " 分かりません。資料がないためです。"])
def test_saying_that_it_does_not_know_is_a_refusal(said: str) -> None:
    assert closed_book_answer("q", said, "m", {}).status == "abstained"


def test_an_item_that_fails_is_kept_as_a_failure_and_not_asked_again(server, tmp_path) -> None:
    server.always = failing(400)
    server.next = [saying("2/3です。"), failing(400), saying("")]
    asked = [make_item(name) for name in "abc"]
    ask(server, tmp_path, asked)
    ask(server, tmp_path, asked)
    told = {record.id: record.error for record in read_records(tmp_path, CLOSED_BOOK)}
    assert told["a"] is None and "ModelError" in (told["b"] or "") and "空" in (told["c"] or "")
    assert len(server.requests) == 3 and answered_ids(tmp_path, CLOSED_BOOK) == {"a", "b", "c"}


def test_for_a_model_on_another_machine_names_are_masked() -> None:
    elsewhere = ModelAddress("openai", "m", "https://api.example.com/v1")
    here = ModelAddress("openai", "m", "http://127.0.0.1:1/v1")
    item = replace(make_item(), question="森田酒造の佐藤さんが使える補助金は？")
    messages, replacements = _messages(elsewhere, item, Settings())
    assert "佐藤" not in messages[-1].text and ("〔人名1〕", "佐藤") in replacements
    assert _messages(here, item, Settings())[0][-1].text == item.question


def test_it_stands_beside_the_other_baselines_in_every_report(server, tmp_path) -> None:
    dataset = write_dataset(tmp_path / "set", items())
    run = make_run(tmp_path, dataset)
    _, without = scored(run, dataset)
    assert "closed_book" not in without
    server.always = saying("中小企業は2/3です。")
    ask(server, run, items())
    manifest, systems = scored(run, dataset)
    assert "closed_book" in text_report(manifest, systems)
    data = report_data(run, dataset)
    rows = {
        row.measure.id: row.figures["closed_book"].value
        for row in data.whole.rows
        if "closed_book" in row.figures
    }
    assert rows["all_nuggets"] == pytest.approx(8 / 9) and rows["all_nuggets_cited"] == 0
    assert [one.system for one in data.standings][-1] == "closed_book"
    assert [(one.system, one.n) for one in data.usage] == [("closed_book", len(items()))]
    assert "資料なしの言語モデル" in html_report(data)


def test_without_a_model_it_is_refused_before_anything_is_asked(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(assistant, "open_assistant", lambda _settings: pytest.fail("opened"))
    with pytest.raises(ModelError, match="言語モデルは設定されていません"):
        new_run(tmp_path, Split.all, EngineChoice.auto, closed_book=True)
