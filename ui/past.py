"""The consultations kept so far, in the side bar: by day, looked for by a word, as many as one asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import groupby

import streamlit as st

from assistant.conversations import Conversation, ConversationStore
from ui import markup
from ui.escape import label_text

AT_ONCE = 12
"""So many are listed, and so many more at each press: what is below them in the side bar stays near."""
FEW = 8
"""Up to so many are seen at a glance, and need no field to look for one."""
_WEEKDAYS = "月火水木金土日"


def draw_past(
    store: ConversationStore,
    current: Conversation | None,
    open_one: Callable[[str], None],
    draw_below_open: Callable[[Conversation], None],
) -> None:
    """The list. ``draw_below_open`` draws what can be done with the open one, below it."""
    limit = st.session_state.get("past_limit", AT_ONCE)
    words = str(st.session_state.get("past_words", ""))
    found = store.recent(limit + 1, words)
    if current and current.id not in {item.id for item in found[:limit]}:
        draw_below_open(current)  # it is not listed, and what can be done with it must not go with the list
    if not found and not words:
        return
    st.html(markup.heading_html("これまでの相談"))
    if words or len(found) > FEW:
        st.text_input(
            "これまでの相談を探す",
            key="past_words",
            placeholder="質問やカルテの言葉で探す",
            label_visibility="collapsed",
            max_chars=100,
        )
    if not found:
        st.html(markup.small_html(f"「{words.strip()}」を含む相談はありません。"))
    for day, conversations in by_day(found[:limit], date.today()):
        with st.container(gap="xxsmall"):
            st.html(markup.small_html(day))
            for item in conversations:
                _draw_one(item, current, open_one, draw_below_open)
    if len(found) > limit:
        st.button("もっと前の相談", key="past_more", type="tertiary", on_click=_more, args=(limit,))


def by_day(conversations: Sequence[Conversation], today: date) -> list[tuple[str, list[Conversation]]]:
    """(day in words, its conversations), in the order given.

    The day is that of the last question, in the time of this machine.
    """
    return [
        (day_in_words(day, today), list(those))
        for day, those in groupby(conversations, lambda item: _day_of(item.updated_at))
    ]


def day_in_words(day: date, today: date) -> str:
    """``今日``, ``昨日``, ``11月18日（水）``; of another year ``2025年11月18日（火）``."""
    if (ago := (today - day).days) in (0, 1):
        return ("今日", "昨日")[ago]
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"


def _day_of(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone().date()


def _draw_one(
    item: Conversation,
    current: Conversation | None,
    open_one: Callable[[str], None],
    draw_below_open: Callable[[Conversation], None],
) -> None:
    is_open = current is not None and item.id == current.id
    st.button(
        label_text(item.title),
        key=f"conversation-{item.id}",
        type="secondary" if is_open else "tertiary",
        on_click=open_one,
        args=(item.id,),
        width="stretch",
    )
    if is_open:
        draw_below_open(item)


def _more(limit: int) -> None:
    st.session_state["past_limit"] = limit + AT_ONCE
