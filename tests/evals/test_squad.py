"""A file in SQuAD's form is the same set as the same paragraphs and questions in BEIR's form."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from beir_sample import DOCUMENTS, write_beir
from typer.testing import CliRunner

from assistant.errors import InputError
from evals import cli
from evals.beir import read_beir
from evals.retrieval import evaluate
from evals.squad import read_squad


def asked(identifier: str, question: str, **changed: Any) -> dict[str, Any]:
    answers = [{"text": "補助", "answer_start": 0}]
    return {"id": identifier, "question": question, "answers": answers, **changed}


def article(title: str, context: str, *questions: dict[str, Any]) -> dict[str, Any]:
    return {"title": title, "paragraphs": [{"context": context, "qas": list(questions)}]}


def write_squad(path: Path, *articles: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"version": "1.1", "data": list(articles)}), encoding="utf-8")
    return path


QUESTIONS = {"d3": asked("q1", "展示会に出したい"), "d1": asked("q2", "創業の費用")}
"""Those of the sample in BEIR's form that have a relevant document, by that document."""


def articles(*, jsquad: bool = False) -> list[dict[str, Any]]:
    made = []
    for name, (title, text) in DOCUMENTS.items():
        questions = [QUESTIONS[name]] if name in QUESTIONS else []
        context, heading = (f"{title} [SEP] {text}", "無題") if jsquad else (text, title)
        made.append(article(heading, context, *questions))
    return made


@pytest.mark.parametrize("jsquad", [False, True])
def test_the_figures_are_those_of_the_same_set_in_beir_form(tmp_path: Path, jsquad: bool) -> None:
    squad = read_squad(write_squad(tmp_path / "dev.json", *articles(jsquad=jsquad)))
    beir = read_beir(write_beir(tmp_path / "beir"))
    named = {f"p{place}": name for place, name in enumerate(DOCUMENTS, start=1)}
    theirs, their_run = evaluate(beir, lambda _done, _all: None)
    ours, our_run = evaluate(squad, lambda _done, _all: None)
    assert ours.figures == theirs.figures
    assert {q: [(named[p], score) for p, score in ranking] for q, ranking in our_run.items()} == their_run
    same = {"name": "", "milliseconds_p50": 0.0}
    assert replace(ours, **same) == replace(theirs, **same)


def test_questions_without_an_answer_are_left_out_and_counted(tmp_path: Path) -> None:
    impossible = asked("q8", "？", is_impossible=True), asked("q9", "？", answers=[])
    squad = read_squad(write_squad(tmp_path / "dev.json", *articles(), article("他", "他の文", *impossible)))
    assert set(squad.queries) == {"q1", "q2"}
    assert len(squad.documents) == 4
    assert squad.notes == ("答えのない質問 2 件は測っていません。",)


def test_a_paragraph_that_stands_twice_is_one_passage(tmp_path: Path) -> None:
    twice = article("題", "同じ文", asked("q1", "一つ目")), article("題", "同じ文", asked("q2", "二つ目"))
    squad = read_squad(write_squad(tmp_path / "dev.json", *twice))
    assert squad.documents == (("p1", "題", "同じ文"),)
    assert squad.judgements == {"q1": {"p1": 1}, "q2": {"p1": 1}}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "JSON ではありません"),
        ("[]", "SQuAD の形ではありません"),
        ('{"data": [{"paragraphs": [{"qas": []}]}]}', "SQuAD の形ではありません"),
        ('{"data": []}', "答えのある質問がありません"),
    ],
)
def test_a_file_in_another_form_is_told(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "dev.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_squad(tmp_path / "dev.json")
    with pytest.raises(InputError, match="開けません"):
        read_squad(tmp_path / "ない.json")


def test_two_questions_of_one_id_are_told(tmp_path: Path) -> None:
    twice = article("題", "文", asked("q1", "一つ目"), asked("q1", "二つ目"))
    with pytest.raises(InputError, match="同じ id"):
        read_squad(write_squad(tmp_path / "dev.json", twice))


def test_the_command_takes_one_of_both_forms(tmp_path: Path) -> None:
    path = write_squad(tmp_path / "dev.json", *articles())
    shown = CliRunner().invoke(cli.app, ["retrieval", "--squad", str(path), "--json"])
    assert json.loads(shown.stdout)["queries"] == 2
    for arguments in ([], ["--squad", str(path), "--beir", str(tmp_path)]):
        refused = CliRunner().invoke(cli.app, ["retrieval", *arguments])
        assert isinstance(refused.exception, InputError)
