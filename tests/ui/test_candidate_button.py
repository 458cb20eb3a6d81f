"""An answer marked wrong becomes a candidate for the evaluation set with one click, and can be taken back."""

from __future__ import annotations

from typing import Any

import answer_samples as samples
from page_steps import RunPage, ask, button, drawn
from streamlit.testing.v1 import AppTest

from assistant.candidates import Candidate, read_candidates
from assistant.settings import Settings

ADD, UNDO = "candidate-add-", "candidate-undo-"


def kept() -> tuple[Candidate, ...]:
    return read_candidates(Settings().home)


def offered(page: AppTest, key: str) -> bool:
    return any((one.key or "").startswith(key) for one in page.button)


def marked_wrong(page: AppTest) -> AppTest:
    return page.segmented_control[-1].set_value("bad").run()


def test_the_button_is_there_only_for_an_answer_marked_wrong(fake: Any, run_page: RunPage) -> None:
    page = ask(run_page(), "補助率は？")
    assert not offered(page, ADD)
    page.segmented_control[0].set_value("good").run()
    assert not offered(page, ADD)
    marked_wrong(page)
    assert button(page, ADD).label == "評価の質問に加える"
    assert "外には送りません" in drawn(page)
    assert kept() == ()


def test_one_click_keeps_question_history_answer_comment_and_quotes(fake: Any, run_page: RunPage) -> None:
    page = ask(ask(run_page(), "支援金のこと"), "補助率は？")
    marked_wrong(page)
    page.text_input[0].set_value("率が違う").run()
    button(page, ADD).click().run()
    (candidate,) = kept()
    assert (candidate.question, candidate.comment) == ("補助率は？", "率が違う")
    assert candidate.history == (("user", "支援金のこと"), ("assistant", f"{samples.QUOTE}[1]"))
    assert candidate.answer == f"{samples.QUOTE}[1]"
    assert [(cited.doc_id, cited.quote) for cited in candidate.citations] == [("guideline", samples.QUOTE)]
    assert "加えました" in drawn(page)
    assert not offered(page, ADD)


def test_after_a_reload_it_is_still_known_and_can_be_taken_back(fake: Any, run_page: RunPage) -> None:
    page = marked_wrong(ask(run_page(), "補助率は？"))
    button(page, ADD).click().run()
    again = run_page(page.query_params["c"])
    assert not offered(again, ADD)
    button(again, UNDO).click().run()
    assert kept() == ()
    assert offered(again, ADD)


def test_a_comment_written_afterwards_reaches_the_candidate(fake: Any, run_page: RunPage) -> None:
    page = marked_wrong(ask(run_page(), "補助率は？"))
    button(page, ADD).click().run()
    page.text_input[0].set_value("3分の2が正しい").run()
    assert [candidate.comment for candidate in kept()] == ["3分の2が正しい"]
