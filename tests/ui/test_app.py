"""What happens on the page, step by step, without a browser."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import answer_samples as samples
import pytest
from page_steps import RunPage, ask, button, drawn

import assistant
from assistant.conversations import ConversationStore
from ui import questions

if TYPE_CHECKING:
    from assistant.opened import Assistant


def test_an_empty_page_offers_three_questions_and_one_click_asks(fake: Any, run_page: RunPage) -> None:
    fake.first_document = "innovation-produce-minutes-2026"
    page = run_page()
    examples = [button for button in page.button if (button.key or "").startswith("example-")]
    assert len(examples) == 3
    examples[0].click().run()
    ((question, history),) = fake.asked
    assert question in drawn(page)
    assert history == ()
    assert samples.QUOTE in drawn(page)
    assert not [button for button in page.button if (button.key or "").startswith("example-")]


def test_an_agency_that_searches_its_own_documents_alone_is_offered_no_question_on_ours(
    fake: Any, run_page: RunPage
) -> None:
    page = run_page()
    assert "何をお調べしますか" in drawn(page)
    assert not [one for one in page.button if (one.key or "").startswith("example-")]


def test_the_shipped_documents_answer_the_three_questions(shipped: Assistant) -> None:
    text = (shipped.settings.prompts / "example_questions.txt").read_text("utf-8")
    for question in questions.example_questions(text):
        answer = shipped.ask(question)
        assert answer.status == "answered", question
        assert answer.citations, question


def test_an_answer_shows_its_sentence_with_mark_date_standing_and_document(
    fake: Any, run_page: RunPage
) -> None:
    page = ask(run_page(), "補助率は？")
    assert "補助率は？" in drawn(page)
    assert samples.QUOTE in drawn(page)
    label = button(page, "source-").label
    for part in ("[1", "現行", "2026年1月19日", "支援の指針", "p.3"):
        assert part in label.replace("\\", "")


def test_one_click_on_a_mark_opens_the_passage_in_its_page(fake: Any, run_page: RunPage) -> None:
    page = ask(run_page(), "補助率は？")
    assert "<mark>" not in drawn(page)
    button(page, "source-").click().run()
    body = drawn(page)
    assert f"<mark>{samples.QUOTE}</mark>" in body
    assert "支援庁" in body and "第1章 › 支援の方針" in body
    assert "（後略）" in body


def test_a_source_that_is_no_longer_indexed_still_shows_what_was_quoted(fake: Any, run_page: RunPage) -> None:
    page = ask(run_page(), "補助率は？")
    fake.stored_page = None
    button(page, "source-").click().run()
    assert "現在の索引にありません" in drawn(page)
    assert f"<mark>{samples.QUOTE}</mark>" in drawn(page)


def test_a_refusal_says_what_is_missing_what_is_nearby_and_where_to_check(
    fake: Any, run_page: RunPage
) -> None:
    fake.reply = samples.refusal()
    page = ask(run_page(), "支援金の上限額は？")
    body = drawn(page)
    positions = [
        body.index(part)
        for part in (
            "上限額は、取り込んだ資料に書かれていません",
            "確認先:",
            "近い内容",
            samples.QUOTE,
            "時点の資料です",
        )
    ]
    assert positions == sorted(positions)
    assert button(page, "source-").label


def test_a_place_to_read_is_named_below_a_refusal_and_opens_there(fake: Any, run_page: RunPage) -> None:
    fake.reply = samples.answer(
        statements=(),
        citations=(),
        status="abstained",
        text="見つかりませんでした。",
        to_read=(samples.citation(),),
    )
    page = ask(run_page(), "支援金の上限額は？")
    body = drawn(page)
    assert (
        body.index("見つかりませんでした")
        < body.index("答えが書かれているとは限りません")
        < body.index(f"「{samples.QUOTE}」")
    )
    button(page, "source-").click().run()
    assert f"<mark>{samples.QUOTE}</mark>" in drawn(page)


def test_a_conversation_is_found_again_by_the_id_in_the_address(fake: Any, run_page: RunPage) -> None:
    first = ask(run_page(), "補助率は？")
    conversation_id = first.query_params["c"]
    again = run_page(conversation_id)
    assert samples.QUOTE in drawn(again)
    assert len(fake.asked) == 1
    ask(again, "では上限額は？")
    assert again.query_params["c"] == conversation_id
    assert fake.asked[1] == (
        "では上限額は？",
        (("user", "補助率は？"), ("assistant", f"{samples.QUOTE}[1]")),
    )


def test_an_unknown_id_is_told_and_the_next_question_starts_anew(fake: Any, run_page: RunPage) -> None:
    page = run_page("no-such-id")
    assert "見つかりません" in drawn(page)
    ask(page, "補助率は？")
    assert page.query_params["c"] != "no-such-id"
    assert samples.QUOTE in drawn(page)


def test_an_interrupted_answer_is_marked_and_can_be_asked_again(
    fake: Any, run_page: RunPage, store: ConversationStore
) -> None:
    conversation_id = store.start("補助率は？")
    store.begin_turn(conversation_id, "補助率は？")
    page = run_page(conversation_id)
    assert "中断されました" in drawn(page)
    button(page, "again-").click().run()
    assert samples.QUOTE in drawn(page)
    assert [turn.status for turn in store.turns(conversation_id)] == ["unfinished", "complete"]


def test_a_question_is_on_disk_before_its_answer_is_sought(
    fake: Any, run_page: RunPage, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def look(question: str, **_told: object) -> Any:
        seen.extend(turn.status for item in store.recent() for turn in store.turns(item.id))
        return samples.answer()

    monkeypatch.setattr(fake, "ask", look)
    ask(run_page(), "補助率は？")
    assert seen == ["unfinished"]


def test_feedback_and_its_comment_are_kept(fake: Any, run_page: RunPage, store: ConversationStore) -> None:
    page = ask(run_page(), "補助率は？")
    conversation_id = page.query_params["c"]
    assert not page.text_input
    page.segmented_control[0].set_value("bad").run()
    page.text_input[0].set_value("日付が古い").run()
    (turn,) = store.turns(conversation_id)
    assert (turn.rating, turn.comment) == ("bad", "日付が古い")
    reloaded = run_page(conversation_id)
    assert reloaded.segmented_control[0].value == "bad"
    assert reloaded.text_input[0].value == "日付が古い"


def test_a_deleted_conversation_can_be_brought_back(
    fake: Any, run_page: RunPage, store: ConversationStore
) -> None:
    page = ask(run_page(), "補助率は？")
    conversation_id = page.query_params["c"]
    button(page, "delete").click().run()
    assert store.recent() == []
    assert "c" not in page.query_params
    assert samples.QUOTE not in drawn(page)
    button(page, "undo").click().run()
    assert page.query_params["c"] == conversation_id
    assert samples.QUOTE in drawn(page)


def test_the_side_bar_switches_between_conversations(fake: Any, run_page: RunPage) -> None:
    page = ask(run_page(), "一つ目の質問")
    first = page.query_params["c"]
    button(page, "new").click().run()
    assert "一つ目の質問" not in drawn(page)
    ask(page, "二つ目の質問")
    button(page, f"conversation-{first}").click().run()
    assert page.query_params["c"] == first
    assert "一つ目の質問" in drawn(page)
    assert "二つ目の質問" not in drawn(page)


def test_a_new_index_is_picked_up_and_the_old_one_closed(
    fake: Any, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = threading.Event()
    monkeypatch.setattr(fake, "close", closed.set)
    page = ask(run_page(), "補助率は？")
    newer = type(fake)(reply=samples.answer(text="新しい答え。[1]"))
    monkeypatch.setattr(assistant, "open_assistant", lambda settings: newer)
    ask(page, "まだ前の索引")
    assert len(fake.asked) == 2
    monkeypatch.setattr(assistant, "current_build_id", lambda settings: "build-2")
    ask(page, "新しい索引で")
    assert [question for question, _ in newer.asked] == ["新しい索引で"]
    assert closed.is_set()


def test_text_of_documents_and_people_never_reaches_markdown(fake: Any, run_page: RunPage) -> None:
    fake.reply = samples.answer(
        statements=(samples.Statement("10~20万円、または30~40万円。<script>x</script>", (1,), "verified"),),
        citations=(samples.citation(title="<script>y</script> :red[題]"),),
    )
    page = ask(run_page(), "<script>z</script>**太字**")
    assert "<script>x" not in drawn(page) and "<script>z" not in drawn(page)
    assert not page.markdown
    assert ":red[" not in button(page, "source-").label
    assert "**" not in button(page, "conversation-").label


def test_a_message_of_spaces_starts_nothing(fake: Any, run_page: RunPage) -> None:
    page = ask(run_page(), " 　 ")
    assert not fake.asked
    assert not page.chat_message
