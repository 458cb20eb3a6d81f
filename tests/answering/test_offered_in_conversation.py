"""Measures offered in a conversation: a business told of without a question, and others asked for after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer

BUSINESS = "栃木県で従業員20人の金属加工、海外に売りたい"


def talk(shien: Assistant, *turns: str) -> list[Answer]:
    """The answers to the turns of one conversation."""
    history: list[tuple[str, str]] = []
    answers = []
    for turn in turns:
        answer = shien.ask(turn, history, "extractive")
        history += [("user", turn), ("assistant", answer.text)]
        answers.append(answer)
    return answers


def names(answer: Answer) -> list[str]:
    return [measure.name for measure in answer.measures]


def test_a_business_told_of_without_a_question_is_offered_measures_and_no_sentences(
    shipped: Assistant,
) -> None:
    (answer,) = talk(shipped, BUSINESS)
    assert answer.measures
    assert answer.statements == ()


def test_others_asked_for_after_measures_are_further_measures(shipped: Assistant) -> None:
    first, second, third = talk(shipped, BUSINESS, "他には？", "ほかには？")
    assert names(second) and names(third)
    assert len({*names(first), *names(second), *names(third)}) == sum(
        len(names(answer)) for answer in (first, second, third)
    )


def test_others_asked_for_after_another_question_are_none_of_the_measures(shipped: Assistant) -> None:
    *_, last = talk(shipped, BUSINESS, "NEDOデスクはどこ", "他には？")
    assert last.measures == ()
