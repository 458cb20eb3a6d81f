"""A model's answer on the page: confirmed sentences as they come, and a way to stop it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import answer_samples as samples
from page_steps import RunPage, ask, drawn
from streamlit.testing.v1 import AppTest

from assistant.conversations import ConversationStore
from assistant.types import Statement
from ui import markup


def _while_writing() -> None:
    """A page that is left standing while a model writes."""
    from assistant.settings import read_settings
    from assistant.types import Statement
    from ui.resources import conversation_store
    from ui.writing import Asked, WritingView

    settings = read_settings()
    store = conversation_store(settings)
    (conversation,) = store.recent()
    (turn,) = store.turns(conversation.id)
    view = WritingView(Asked(turn.id, conversation.id, turn.question, (), None), settings)
    if turn.status == "unfinished":
        view.show(())
        view.show((Statement("補助率は<b>3分の2</b>です。", (1,), "verified"),))


def test_confirmed_sentences_are_drawn_as_text_and_replaced_as_more_come(
    fake: Any, store: ConversationStore
) -> None:
    store.begin_turn(store.start("補助率は？"), "補助率は？")
    page = AppTest.from_function(_while_writing).run()
    assert drawn(page) == markup.writing_html(["補助率は<b>3分の2</b>です。"], 0)
    assert "&lt;b&gt;" in drawn(page) and "言語モデルが書いています" in drawn(page)


def test_stopping_keeps_the_answer_without_the_model(fake: Any, store: ConversationStore) -> None:
    conversation_id = store.start("補助率は？")
    store.begin_turn(conversation_id, "補助率は？")
    page = AppTest.from_function(_while_writing).run()
    page.button[0].click().run()
    assert not page.exception and fake.engines == ["extractive"]
    (turn,) = store.turns(conversation_id)
    assert turn.status == "complete" and turn.answer is not None
    assert (
        turn.answer["notices"][-1]["kind"] == "fallback"
        and "止めました" in turn.answer["notices"][-1]["text"]
    )


def test_an_answer_that_was_finished_before_the_button_was_pressed_stays(
    fake: Any, store: ConversationStore
) -> None:
    conversation_id = store.start("補助率は？")
    turn_id = store.begin_turn(conversation_id, "補助率は？")
    page = AppTest.from_function(_while_writing).run()
    store.complete_turn(turn_id, {"text": "書き終えた答え"})
    page.button[0].click().run()
    assert fake.engines == [] and store.turns(conversation_id)[0].answer == {"text": "書き終えた答え"}


def test_an_answer_by_a_model_says_so_with_its_cost(fake: Any, run_page: RunPage) -> None:
    usage = {"input_tokens": 1200, "output_tokens": 80, "usd_millionths": 460}
    fake.reply = replace(samples.answer(), engine="llm", model="openai:<small>", usage=usage)
    fake.writes = [(), (Statement("補助率は3分の2です。", (1,), "verified"),)]
    page = ask(run_page(), "補助率は？")
    assert "言語モデル（openai:&lt;small&gt;）が資料から書いた文です" in drawn(page)
    assert "入力 1,200・出力 80 トークン、料金は約 $0.0005" in drawn(page)
    assert "書いています" not in drawn(page) and not [b for b in page.button if "stop" in (b.key or "")]


def test_an_answer_without_a_model_speaks_of_none(fake: Any, run_page: RunPage) -> None:
    assert "言語モデル" not in drawn(ask(run_page(), "補助率は？"))
