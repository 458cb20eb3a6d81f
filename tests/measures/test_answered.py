"""What a client's words answer of a condition that only a person can judge is not asked again."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.measures.answered import answer_told
from assistant.measures.match import _candidate
from assistant.measures.next_question import next_questions
from assistant.measures.profile import Facet
from tests.measures.conftest import entry, needs

ASKED = needs("後継者不在等で支援が要る", None, "後継者がいないなど、心配がありますか。")
PROFILE = (Facet("purpose", "succession"), Facet("region", "新潟県"))


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("後継者がいない印刷会社", True),
        ("跡取りがおらん", True),
        ("後継者不在で困っている", True),
        ("後継者はまだ決まっていない", True),
        ("息子は継ぐ気がない", True),
        ("娘が継ぐ建設業", None),
        ("後継者は娘に決まってる", None),
        ("跡取りはおる", None),
        ("長男に譲りたい", None),
    ],
)
def test_words_on_a_successor_answer_what_is_asked_of_one(text, met) -> None:
    answer = answer_told(ASKED, text)
    assert answer is not None and answer.met is met


@pytest.mark.parametrize("text", ["", "会社を譲りたい", "後継者がいるか分からない", "従業員がいない"])
def test_words_that_say_nothing_of_it_leave_it_to_be_asked(text) -> None:
    assert answer_told(ASKED, text) is None


def test_other_conditions_are_not_answered_by_it() -> None:
    assert answer_told(needs("計画がある", None, "3年の計画はありますか。"), "後継者がいない") is None


@pytest.mark.parametrize("text", ["後継者がいない", "娘が継ぐ", "相談したい"])
def test_what_is_told_is_not_asked_again(text) -> None:
    measures = (entry("a", "A", conditions=(ASKED,)), entry("b", "B"))
    found = [_candidate(one, 1.0, PROFILE, date(2026, 6, 1), text) for one in measures]
    asked = [question.text for question in next_questions(found, PROFILE)]
    assert (ASKED.ask in asked) is (text == "相談したい")


def test_what_the_advisor_found_out_comes_before_the_words() -> None:
    profile = (*PROFILE, Facet("condition", ASKED.asked, holds=False))
    (judged,) = _candidate(
        entry("a", "A", conditions=(ASKED,)), 1.0, profile, date(2026, 6, 1), "後継者がいない"
    ).judged
    assert judged.verdict.met is False
