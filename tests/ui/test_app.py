"""What happens on the page, step by step, without a browser."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import answer_samples as samples
import pytest
from streamlit.testing.v1 import AppTest

import assistant
from assistant.conversations import ConversationStore
from assistant.errors import IndexMissing, InputError
from assistant.settings import Settings
from ui import present, resources

if TYPE_CHECKING:
    from assistant.opened import Assistant

RunPage = Callable[..., AppTest]


def drawn(page: AppTest) -> str:
    """All HTML of the page, in order; an exception on the page is a failure of its own."""
    assert not page.exception
    return "\n".join(element.proto.body for element in page.html)


def ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def button(page: AppTest, key: str) -> Any:
    """The one button whose key begins with ``key``."""
    (found,) = [button for button in page.button if (button.key or "").startswith(key)]
    return found


def test_an_empty_page_offers_three_questions_and_one_click_asks(fake: Any, run_page: RunPage) -> None:
    page = run_page()
    examples = [button for button in page.button if (button.key or "").startswith("example-")]
    assert len(examples) == 3
    examples[0].click().run()
    ((question, history),) = fake.asked
    assert question in drawn(page)
    assert history == ()
    assert samples.QUOTE in drawn(page)
    assert not [button for button in page.button if (button.key or "").startswith("example-")]


def test_the_shipped_documents_answer_the_three_questions(shipped: Assistant) -> None:
    text = (shipped.settings.prompts / "example_questions.txt").read_text("utf-8")
    for question in present.example_questions(text):
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

    def look(question: str, history: object = ()) -> Any:
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


def test_a_question_over_the_limit_is_told_kept_in_sight_and_not_asked(
    fake: Any, run_page: RunPage, store: ConversationStore
) -> None:
    question = "長" * (Settings().max_question_characters + 1)
    page = ask(run_page(), question)
    assert "4,000字まで" in drawn(page) and "4,001字" in drawn(page)
    assert page.text_area[0].value == question
    assert fake.asked == []
    assert store.recent() == []


def test_an_error_the_user_can_mend_is_shown_with_its_way_out(fake: Any, run_page: RunPage) -> None:
    fake.reply = InputError("質問が空です。", "質問を入力してください。")
    page = ask(run_page(), "　?")
    assert "質問が空です。" in drawn(page) and "質問を入力してください。" in drawn(page)


def test_an_unforeseen_error_gives_a_plain_sentence_and_a_log_but_no_traceback(
    fake: Any, run_page: RunPage, caplog: pytest.LogCaptureFixture
) -> None:
    fake.reply = ZeroDivisionError("secret detail")
    with caplog.at_level(logging.ERROR, logger="ui.problems"):
        page = ask(run_page(), "補助率は？")
    assert "思わぬ問題" in drawn(page)
    assert "secret detail" not in drawn(page) and "Traceback" not in drawn(page)
    assert "secret detail" in caplog.text
    assert button(page, "again-").label == "もう一度尋ねる"


def test_an_error_while_the_page_is_drawn_gives_a_plain_sentence_too(
    fake: Any, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(fake, "documents", broken)
    page = run_page()
    assert "思わぬ問題" in drawn(page) and "secret detail" not in drawn(page)


def test_a_data_folder_that_cannot_be_written_gives_its_way_out(
    run_page: RunPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SHIEN_HOME", str(tmp_path / "file" / "home"))
    assert "SHIEN_HOME" in drawn(run_page())


def test_a_setting_that_cannot_be_read_is_named(run_page: RunPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIEN_PASSAGES_PER_ANSWER", "many")
    assert "SHIEN_PASSAGES_PER_ANSWER" in drawn(run_page())


def test_a_missing_index_is_told_and_can_be_made_from_the_page(
    fake: Any, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    def not_yet(settings: Settings) -> Any:
        if made:
            return fake
        raise IndexMissing("索引がまだありません。", "作ってください。")

    def make(paths: list[Path], settings: Settings, progress: Callable[[str, int, int], None]) -> None:
        progress("読み込み: a_b.txt", 1, 2)
        progress("空の一覧", 0, 0)
        made.append(paths)

    monkeypatch.setattr(assistant, "open_assistant", not_yet)
    monkeypatch.setattr(assistant, "ingest", make)
    page = run_page()
    assert "索引がまだありません。" in drawn(page)
    assert page.chat_input[0].disabled
    button(page, "ingest").click().run()
    assert made == [[]]
    assert "索引がまだありません。" not in drawn(page)
    assert samples.QUOTE in drawn(ask(page, "補助率は？"))


def test_an_index_that_cannot_be_made_says_why(run_page: RunPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise assistant.errors.StorageError("空き容量が足りません。", "空けてください。")

    monkeypatch.setattr(assistant, "ingest", full)
    page = run_page()
    button(page, "ingest").click().run()
    assert "空き容量が足りません。" in drawn(page) and "空けてください。" in drawn(page)


def test_a_past_conversation_can_be_read_while_there_is_no_index(
    run_page: RunPage, store: ConversationStore
) -> None:
    conversation_id = store.start("補助率は？")
    turn_id = store.begin_turn(conversation_id, "補助率は？")
    store.complete_turn(turn_id, assistant.answer_to_dict(samples.answer()))
    page = run_page(conversation_id)
    assert samples.QUOTE in drawn(page)
    button(page, "source-").click().run()
    assert f"<mark>{samples.QUOTE}</mark>" in drawn(page)


def test_a_new_index_is_picked_up_and_the_old_one_closed(
    fake: Any, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = threading.Event()
    monkeypatch.setattr(resources, "CLOSE_AFTER_SECONDS", 0.0)
    monkeypatch.setattr(fake, "close", closed.set)
    page = ask(run_page(), "補助率は？")
    newer = type(fake)(reply=samples.answer(text="新しい答え。[1]"))
    monkeypatch.setattr(assistant, "open_assistant", lambda settings: newer)
    ask(page, "まだ前の索引")
    assert len(fake.asked) == 2
    monkeypatch.setattr(assistant, "current_build_id", lambda settings: "build-2")
    ask(page, "新しい索引で")
    assert [question for question, _ in newer.asked] == ["新しい索引で"]
    assert closed.wait(timeout=10)


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
