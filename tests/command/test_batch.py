"""Batch runs: a line in, a line out; a bad line stops nothing; a killed run goes on where it was."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.batch import run_batch, run_lines
from assistant.errors import InputError, StorageError

QUESTIONS = ["イノベPとは", "J-GoodTechは何社？", "Go-Techの補助率は？", "環境試験拠点はどこ？"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": f"q{i}", "question": q}, ensure_ascii=False) for i, q in enumerate(QUESTIONS)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _run(shipped, source: Path, target: Path):
    return run_batch(shipped, source, target, "auto", lambda _done, _all: None)


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_each_question_gets_one_line_with_its_id_in_order(shipped, source, tmp_path) -> None:
    target = tmp_path / "out.jsonl"
    result = _run(shipped, source, target)
    rows = _rows(target)
    assert (result.written, result.failed, result.resumed) == (4, 0, 0)
    assert [row["id"] for row in rows] == ["q0", "q1", "q2", "q3"]
    assert [row["question"] for row in rows] == QUESTIONS
    assert rows[2]["status"] == "abstained"


def test_a_line_that_cannot_be_answered_becomes_an_error_line(shipped, source, tmp_path) -> None:
    bad = [
        b"not json",
        b'{"id": 7}',
        b'{"id": "x", "question": ""}',
        b'{"id": "y", "question": "\xff\xfe"}',
        b"[1]",
    ]
    bad.append(b'{"id": "h", "question": "a", "history": [1]}')
    source.write_bytes(
        source.read_bytes()
        + b"\n"
        + b"\n".join(bad)
        + b'\n{"id": "last", "question": "\xe4\xbc\x9a\xe8\xb2\xbb\xe3\x81\xaf"}'
    )
    target = tmp_path / "out.jsonl"
    result = _run(shipped, source, target)
    rows = _rows(target)
    assert result.failed == 6
    assert [row["id"] for row in rows[4:]] == ["line-6", 7, "x", "line-9", "line-10", "h", "last"]
    assert all(set(row) == {"id", "error"} for row in rows[4:10])
    assert rows[-1]["status"]


def test_the_same_unforeseen_error_is_logged_in_full_once_and_then_counted(tmp_path, caplog) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(f'{{"id": {number}}}\n' for number in range(40)), encoding="utf-8")

    def broken(row: dict) -> dict:
        if row["id"] == 7:
            raise LookupError("elsewhere")
        raise ValueError(row["id"])

    def run():
        return run_lines(source, target, broken, lambda _done, _all: None, what="行", example="{}")

    for first in (True, False):  # and the same when the failed lines are done again
        caplog.clear()
        assert run().failed == 40 and all(
            "ValueError" in row["error"] or row["id"] == 7 for row in _rows(target)
        )
        assert [bool(record.exc_info) for record in caplog.records] == [True, True, False], first
        assert re.search(r"ValueError in test_batch\.py, line \d+: 39 lines in all", caplog.messages[-1])
        assert caplog.text.count("Traceback") == 2


def test_a_stopped_run_goes_on_and_redoes_a_torn_last_line(shipped, source, tmp_path) -> None:
    whole, broken = tmp_path / "whole.jsonl", tmp_path / "broken.jsonl"
    _run(shipped, source, whole)
    lines = whole.read_bytes().splitlines(keepends=True)
    broken.write_bytes(lines[0] + lines[1] + lines[2][:40])
    result = _run(shipped, source, broken)
    assert (result.written, result.resumed) == (2, 2)
    assert [row["text"] for row in _rows(broken)] == [row["text"] for row in _rows(whole)]


def test_a_finished_run_is_left_as_it_is(shipped, source, tmp_path) -> None:
    target = tmp_path / "out.jsonl"
    _run(shipped, source, target)
    before = target.read_bytes()
    assert _run(shipped, source, target).written == 0
    assert target.read_bytes() == before


def test_lines_that_failed_are_done_again_where_they_stand(shipped, source, tmp_path) -> None:
    target = tmp_path / "out.jsonl"
    _run(shipped, source, target)
    whole = _rows(target)
    lines = target.read_text(encoding="utf-8").splitlines()
    lines[1] = '{"id": "q1", "error": "索引がまだありません。"}'
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = _run(shipped, source, target)
    assert (result.written, result.failed, result.resumed, result.retried) == (1, 0, 3, 1)
    assert [row["text"] for row in _rows(target)] == [row["text"] for row in whole]


def test_answers_to_other_questions_are_not_overwritten(shipped, source, tmp_path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text('{"id": "other"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="別の質問"):
        _run(shipped, source, target)
    assert target.read_text(encoding="utf-8") == '{"id": "other"}\n'


def test_input_and_output_must_differ(shipped, source) -> None:
    before = source.read_bytes()
    with pytest.raises(InputError, match="同じファイル"):
        _run(shipped, source, source)
    assert source.read_bytes() == before


def test_a_file_without_questions_is_refused(shipped, tmp_path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n\n", encoding="utf-8")
    with pytest.raises(InputError):
        _run(shipped, empty, tmp_path / "out.jsonl")


def test_an_output_folder_that_is_not_there_is_told(shipped, source, tmp_path) -> None:
    with pytest.raises(StorageError):
        _run(shipped, source, tmp_path / "nowhere" / "out.jsonl")


def test_history_reaches_the_answer(shipped, tmp_path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    history = [
        {"role": "user", "content": "J-GoodTechって何？"},
        {"role": "assistant", "content": "仕組みです。"},
    ]
    source.write_text(
        json.dumps({"id": 1, "question": "それは何社が使ってる？", "history": history}), encoding="utf-8"
    )
    _run(shipped, source, target)
    assert "40,000社" in _rows(target)[0]["text"]


def test_half_a_character_or_a_huge_number_as_id_stops_nothing(shipped, tmp_path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        '{"id": "\\ud800", "question": "会費は？"}\n{"id": ' + "9" * 5_000 + ', "question": "会費は？"}\n'
        '{"id": "last", "question": "イノベPとは"}\n',
        encoding="utf-8",
    )
    assert _run(shipped, source, target).written == 3
    assert _rows(target)[-1]["id"] == "last" and _rows(target)[-1]["status"] == "answered"
    again = _run(shipped, source, target)  # the number of 5,000 digits fails again, the others are left
    assert (again.written, again.failed, again.retried) == (1, 1, 1)


def test_an_engine_that_is_not_there_is_refused_before_a_line_is_written(shipped, source, tmp_path) -> None:
    target = tmp_path / "out.jsonl"
    with pytest.raises(InputError):
        run_batch(shipped, source, target, "gpt", lambda _done, _all: None)
    assert not target.exists()
