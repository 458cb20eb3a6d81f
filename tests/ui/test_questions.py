"""Questions that are suggested, refused or remembered, decided without a page."""

from __future__ import annotations

from assistant.settings import PROJECT_ROOT
from ui import questions


def test_a_question_within_the_limit_is_let_through_and_one_above_it_is_not() -> None:
    assert questions.too_long_message("あ" * 4_000, 4_000) == ""
    message = questions.too_long_message("あ" * 4_001, 4_000)
    assert "4,000字" in message and "4,001字" in message


def test_of_a_question_that_is_too_long_the_beginning_is_shown() -> None:
    assert questions.beginning("一行目\n\n二行目" + "あ" * 5_000) == "一行目 二行目" + "あ" * 193 + "…"


def test_history_keeps_the_last_turns_oldest_first() -> None:
    turns = [(f"問{number}", f"答{number}") for number in range(9)]
    history = questions.history_of(turns, limit=2)
    assert history == (("user", "問7"), ("assistant", "答7"), ("user", "問8"), ("assistant", "答8"))


def test_the_prompt_file_holds_three_example_questions() -> None:
    text = (PROJECT_ROOT / "prompts" / "example_questions.txt").read_text("utf-8")
    assert text.startswith("#")
    assert len(questions.example_questions(text)) == 3


def test_comments_and_blank_lines_are_no_questions() -> None:
    assert questions.example_questions("# 説明\n\n 問い \n") == ["問い"]
