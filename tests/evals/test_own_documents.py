"""The sets of own documents and of conversations are whole, and what is right is told from what is not."""

from __future__ import annotations

import pytest

from assistant.errors import InputError
from assistant.types import Answer
from evals.conversations import load_conversations
from evals.own_documents import OwnDocument, load_documents, measure
from evals.plain_answers import Asked, describe, figures, outcome_of, question_of

HALVES = ("development", "sealed")


@pytest.mark.parametrize("half", HALVES)
def test_every_document_has_six_questions_it_answers_and_two_it_does_not(half) -> None:
    documents = load_documents(half)
    assert (
        len({one.document.id for one in documents}) == len(documents) == (32 if half == "development" else 16)
    )
    for one in documents:
        assert sum(asked.is_answerable for asked in one.asked) == 6 and len(one.asked) == 8, one.document.id


@pytest.mark.parametrize("half", HALVES)
def test_every_conversation_has_turns_that_go_on(half) -> None:
    conversations = load_conversations(half)
    assert len({one.id for one in conversations}) == len(conversations) == 24
    assert all(3 <= len(one.turns) <= 5 for one in conversations)


def test_a_question_with_an_answer_has_facts_and_no_other_has() -> None:
    with pytest.raises(ValueError, match="x-1"):
        question_of({"question": "何社？", "answerable": True, "nuggets": []}, "x-1")


def test_a_file_that_is_no_set_is_refused(tmp_path) -> None:
    (tmp_path / "development.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    for load in (load_documents, load_conversations):
        with pytest.raises(InputError):
            load("development", tmp_path)


def outcome(
    text: str, status: str, *, facts: tuple[tuple[str, ...], ...] = (), forbidden: tuple[str, ...] = ()
):
    asked = Asked("a", "何社？", "number", bool(facts), facts, forbidden)
    return outcome_of(asked, Answer("何社？", "extractive", status, text))


def test_right_wrong_and_forbidden_are_told_apart() -> None:
    facts = (("4万社", "40,000社"), ("2026年",))
    outcomes = [
        outcome("2026年に４０，０００社です。", "answered", facts=facts),
        outcome("4万社です。", "answered", facts=facts),
        outcome("日付は書かれていません。4万社、2026年。", "partial", facts=facts),
        outcome("4万社、2026年の記載はありません。", "abstained", facts=facts),
        outcome("300社です。", "answered", forbidden=("300社",)),
        outcome("300社は別の制度です。", "abstained", forbidden=("300社",)),
    ]
    found = figures(outcomes)
    assert (found["whole"].value, found["wrongly_refused"].value) == (1 / 2, 1 / 4)
    assert (found["missing_though_told"].value, found["missing_though_told"].n) == (1 / 2, 2)
    assert (found["refused"].value, found["forbidden_shown"].value) == (0.5, 0.5)
    assert "何社？" in describe("development", outcomes, verbose=True)
    assert "何社？" not in describe("sealed", outcomes, verbose=True)


def test_documents_are_asked_in_an_index_of_their_own(tmp_path) -> None:
    first = load_documents("development")[0]
    seen: list[tuple[int, int]] = []
    outcomes = measure(
        [OwnDocument(first.document, first.asked[:2])], tmp_path, lambda *told: seen.append(told)
    )
    assert [one.asked.id for one in outcomes] == [one.id for one in first.asked[:2]]
    assert seen == [(1, 2), (2, 2)]
