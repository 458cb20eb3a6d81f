"""Consultations of the past in the side bar: by day, looked for, and none out of reach."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from page_steps import RunPage, drawn

from assistant.conversations import Conversation, ConversationStore
from ui.past import AT_ONCE, FEW, by_day, day_in_words

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "今日"),
        (date(2026, 11, 21), "昨日"),
        (date(2026, 11, 20), "11月20日（金）"),
        (date(2025, 11, 22), "2025年11月22日（土）"),
        (date(2026, 11, 23), "11月23日（月）"),
    ],
)
def test_a_day_is_told_as_people_tell_it(day: date, said: str) -> None:
    assert day_in_words(day, TODAY) == said


def test_days_are_those_of_the_clock_on_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        moment = datetime(2026, 11, 21, 16, tzinfo=UTC)  # one o'clock in the night of the 22nd in Tokyo
        item = Conversation("a", "補助率は？", moment.isoformat(), moment.isoformat())
        assert by_day([item], TODAY) == [("今日", [item])]
    finally:
        monkeypatch.undo()
        time.tzset()


def _keep(store: ConversationStore, count: int) -> None:
    """So many conversations, two days apart."""
    started = datetime.now(UTC)
    for number in range(count):
        conversation = store.start(f"質問その{number}")
        store.begin_turn(conversation, f"質問その{number}")
        with sqlite3.connect(store.path) as file:
            moment = (started - timedelta(days=2 * number)).isoformat()
            file.execute("UPDATE conversation SET updated_at = ? WHERE id = ?", (moment, conversation))


def _listed(page: Any) -> list[str]:
    return [button.label for button in page.button if (button.key or "").startswith("conversation-")]


def test_every_conversation_can_be_reached_however_many_there_are(
    fake: Any, run_page: RunPage, store: ConversationStore
) -> None:
    _keep(store, AT_ONCE + 5)
    page = run_page()
    assert len(_listed(page)) == AT_ONCE
    page.button(key="past_more").click().run()
    assert len(_listed(page)) == AT_ONCE + 5
    assert not [button for button in page.button if button.key == "past_more"]
    assert "今日" in drawn(page)


def test_a_word_finds_a_conversation_beyond_the_list_and_says_where_there_is_none(
    fake: Any, run_page: RunPage, store: ConversationStore
) -> None:
    _keep(store, AT_ONCE + 5)
    page = run_page()
    page.text_input(key="past_words").set_value(f"その{AT_ONCE + 4}").run()
    assert _listed(page) == [f"質問その{AT_ONCE + 4}"]
    page.text_input(key="past_words").set_value("<b>ない言葉").run()
    assert _listed(page) == []
    assert "「&lt;b&gt;ない言葉」を含む相談はありません。" in drawn(page)
    page.text_input(key="past_words").set_value("").run()
    assert len(_listed(page)) == AT_ONCE


def test_a_few_conversations_need_no_field_to_look_for_one(
    fake: Any, run_page: RunPage, store: ConversationStore
) -> None:
    _keep(store, FEW)
    assert not run_page().text_input


def test_what_can_be_done_with_the_open_one_is_there_also_where_the_list_does_not_show_it(
    fake: Any, run_page: RunPage, store: ConversationStore
) -> None:
    _keep(store, AT_ONCE + 5)
    oldest = store.recent(100)[-1]
    page = run_page(oldest.id)
    assert oldest.title not in _listed(page)
    assert [button for button in page.button if button.key == "delete"]
