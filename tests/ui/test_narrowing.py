"""Limiting a conversation's questions to some of the documents, and taking the limit away."""

from __future__ import annotations

from typing import Any

import answer_samples as samples
from page_steps import RunPage, ask, button, drawn
from streamlit.testing.v1 import AppTest

from assistant.filters import Filters
from assistant.types import Notice


def field(widgets: Any, label: str) -> Any:
    """The one widget of that accessible name."""
    (found,) = [widget for widget in widgets if widget.label == label]
    return found


def narrow(page: AppTest) -> AppTest:
    """Only slides of the past, until 2010, for 大阪府."""
    field(page.multiselect, "資料の種類").set_value(["slides"]).run()
    field(page.multiselect, "資料の扱い").set_value(["past"]).run()
    field(page.selectbox, "いつまでの資料").set_value("2010").run()
    return field(page.selectbox, "地域").set_value("大阪府").run()


NARROWED = Filters(until="2010", standing=("past",), kinds=("slides",), regions=("大阪府",))


def test_what_is_chosen_limits_the_questions_of_the_conversation(fake: Any, run_page: RunPage) -> None:
    page = ask(narrow(run_page()), "一つ目")
    ask(page, "二つ目")
    assert fake.filters == [NARROWED, NARROWED]


def test_an_active_limit_is_shown_beside_the_choices_and_above_the_input(
    fake: Any, run_page: RunPage
) -> None:
    page = run_page()
    assert "しぼり込み中" not in drawn(page)
    assert not [button for button in page.button if button.key == "clear-filters"]
    assert drawn(narrow(page)).count("しぼり込み中: 説明スライド、過去、2010年まで、大阪府") == 2


def test_one_click_takes_the_limit_away(fake: Any, run_page: RunPage) -> None:
    page = ask(narrow(run_page()), "一つ目")
    button(page, "clear-filters").click().run()
    assert "しぼり込み中" not in drawn(page)
    ask(page, "二つ目")
    assert fake.filters == [NARROWED, Filters()]


def test_another_conversation_has_limits_of_its_own(fake: Any, run_page: RunPage) -> None:
    page = ask(narrow(run_page()), "一つ目")
    first = page.query_params["c"]
    button(page, "new").click().run()
    assert "しぼり込み中" not in drawn(page)
    ask(page, "二つ目")
    button(page, f"conversation-{first}").click().run()
    assert "しぼり込み中" in drawn(page)
    ask(page, "三つ目")
    assert fake.filters == [NARROWED, Filters(), NARROWED]


def test_only_kinds_standings_and_years_that_documents_have_are_offered(fake: Any, run_page: RunPage) -> None:
    page = run_page()
    assert field(page.multiselect, "資料の種類").options == ["報告書", "説明スライド"]
    assert field(page.multiselect, "資料の扱い").options == ["現行", "予定・検討中", "過去"]
    assert field(page.selectbox, "いつからの資料").options == ["2010年", "2026年"]


def test_the_end_of_the_period_is_never_before_its_beginning(fake: Any, run_page: RunPage) -> None:
    page = run_page()
    field(page.selectbox, "いつまでの資料").set_value("2010").run()
    field(page.selectbox, "いつからの資料").set_value("2026").run()
    assert field(page.selectbox, "いつまでの資料").options == ["2026年"]
    assert field(page.selectbox, "いつまでの資料").value is None
    ask(page, "質問")
    assert fake.filters == [Filters(since="2026")]


def test_documents_left_out_that_would_have_answered_are_told_as_a_warning(
    fake: Any, run_page: RunPage
) -> None:
    text = "しぼり込みの外に該当する資料があります: 『支援の指針』（2026年1月19日）。"
    fake.reply = samples.answer(status="abstained", notices=(Notice("filtered", text),))
    body = drawn(ask(run_page(), "補助率は？"))
    assert "shien-warning" in body and text in body
