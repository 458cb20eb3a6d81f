"""Candidates for the agency's question set: kept once, whole, for the owner alone, and erased when taken back."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.candidates import (
    Candidate,
    CitedQuote,
    add_candidate,
    candidate_id,
    candidate_of,
    candidates_path,
    keep_comment,
    read_candidates,
    remove_candidate,
)
from assistant.conversations import Turn
from assistant.errors import StorageError

ANSWER = {
    "text": "2分の1です。[1]",
    "citations": [{"doc_id": "guideline", "quote": "補助率は2分の1", "n": 1}],
}
TURN = Turn(12, "補助率は？", "2026-01-19T01:02:03.456+00:00", "complete", ANSWER, "", "bad", "率が違う")
HISTORY = (("user", "支援金のこと"), ("assistant", "どれですか。"))


def made(turn: Turn = TURN) -> Candidate:
    return candidate_of(turn, HISTORY, turn.comment)


def test_a_candidate_holds_what_a_person_needs_to_write_the_right_answer(tmp_path: Path) -> None:
    assert add_candidate(tmp_path, made())
    (kept,) = read_candidates(tmp_path)
    assert (kept.question, kept.history, kept.answer, kept.comment, kept.status) == (
        "補助率は？",
        HISTORY,
        "2分の1です。[1]",
        "率が違う",
        "candidate",
    )
    assert kept.citations == (CitedQuote("guideline", "補助率は2分の1"),)
    assert kept.when


def test_a_turn_is_never_kept_twice(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda _: add_candidate(tmp_path, made()), range(16)))
    assert sum(added) == 1
    assert len(read_candidates(tmp_path)) == 1


def test_the_same_number_in_another_file_of_conversations_is_another_turn(tmp_path: Path) -> None:
    add_candidate(tmp_path, made())
    assert add_candidate(tmp_path, made(replace(TURN, asked_at="2026-02-01T01:02:03+00:00")))


def test_what_is_taken_back_is_erased(tmp_path: Path) -> None:
    other = replace(TURN, id=13, question="上限は？")
    add_candidate(tmp_path, made())
    add_candidate(tmp_path, made(other))
    remove_candidate(tmp_path, candidate_id(TURN))
    assert [kept.question for kept in read_candidates(tmp_path)] == ["上限は？"]
    assert "補助率は？" not in candidates_path(tmp_path).read_text(encoding="utf-8")
    assert add_candidate(tmp_path, made())


def test_a_later_comment_replaces_the_first(tmp_path: Path) -> None:
    add_candidate(tmp_path, made())
    keep_comment(tmp_path, candidate_id(TURN), "3分の2が正しい")
    assert [kept.comment for kept in read_candidates(tmp_path)] == ["3分の2が正しい"]


def test_nothing_is_made_by_taking_back_or_commenting_what_is_not_there(tmp_path: Path) -> None:
    remove_candidate(tmp_path, "none")
    keep_comment(tmp_path, "none", "x")
    assert not candidates_path(tmp_path).exists()
    assert read_candidates(tmp_path) == ()


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    add_candidate(tmp_path, made())
    assert stat.S_IMODE(candidates_path(tmp_path).stat().st_mode) == 0o600
    keep_comment(tmp_path, candidate_id(TURN), "新しい")
    assert stat.S_IMODE(candidates_path(tmp_path).stat().st_mode) == 0o600


def test_half_a_line_that_a_crash_left_costs_only_itself(tmp_path: Path) -> None:
    add_candidate(tmp_path, made())
    with candidates_path(tmp_path).open("ab") as file:
        file.write('{"id": "率'.encode()[:-1])
    assert len(read_candidates(tmp_path)) == 1
    add_candidate(tmp_path, made(replace(TURN, id=13)))
    assert len(read_candidates(tmp_path)) == 2


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    add_candidate(tmp_path, made())
    with candidates_path(tmp_path).open("ab") as file:
        file.write(b"{}\n")
    with pytest.raises(StorageError, match="2 行目"):
        read_candidates(tmp_path)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="書けません"):
        add_candidate(blocked, made())
