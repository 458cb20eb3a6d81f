"""The store of conversations: nothing asked is lost, nothing deleted comes back unasked."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from assistant import conversation_file
from assistant.consultation_record import RecordStore
from assistant.conversations import ConversationStore, conversation_title
from assistant.errors import StorageError

ANSWER = {"question": "補助率は？", "text": "2/3です。[1]", "citations": [{"n": 1}]}


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    return ConversationStore(tmp_path / "home" / "conversations.sqlite3")


def test_a_question_is_kept_as_unfinished_before_its_answer_is_known(store: ConversationStore) -> None:
    conversation_id = store.start("補助率は？")
    store.begin_turn(conversation_id, "補助率は？")
    reopened = ConversationStore(store.path)
    (turn,) = reopened.turns(conversation_id)
    assert (turn.question, turn.status, turn.answer) == ("補助率は？", "unfinished", None)


def test_an_answer_comes_back_as_it_was_given(store: ConversationStore) -> None:
    conversation_id = store.start("補助率は？")
    store.complete_turn(store.begin_turn(conversation_id, "補助率は？"), ANSWER)
    (turn,) = store.turns(conversation_id)
    assert (turn.status, turn.answer) == ("complete", ANSWER)


def test_a_failed_turn_keeps_what_the_user_was_told(store: ConversationStore) -> None:
    conversation_id = store.start("補助率は？")
    store.fail_turn(store.begin_turn(conversation_id, "補助率は？"), "索引がありません。")
    (turn,) = store.turns(conversation_id)
    assert (turn.status, turn.error, turn.answer) == ("failed", "索引がありません。", None)


def test_turns_come_in_the_order_asked_and_stay_within_their_conversation(store: ConversationStore) -> None:
    first, second = store.start("一"), store.start("二")
    for conversation_id, question in ((first, "一"), (second, "二"), (first, "三")):
        store.begin_turn(conversation_id, question)
    assert [turn.question for turn in store.turns(first)] == ["一", "三"]
    assert [turn.question for turn in store.turns(second)] == ["二"]


def test_the_conversation_last_asked_in_is_listed_first(store: ConversationStore) -> None:
    first, second = store.start("一"), store.start("二")
    assert [item.id for item in store.recent()] == [second, first]
    store.begin_turn(first, "三")
    assert [item.id for item in store.recent()] == [first, second]
    assert [item.id for item in store.recent(limit=1)] == [first]


def test_ids_cannot_be_guessed_from_one_another(store: ConversationStore) -> None:
    ids = {store.start("同じ質問") for _ in range(50)}
    assert len(ids) == 50
    assert all(len(conversation_id) >= 20 for conversation_id in ids)


def test_a_deleted_conversation_is_out_of_sight_until_restored(store: ConversationStore) -> None:
    conversation_id = store.start("一")
    store.begin_turn(conversation_id, "一")
    store.delete(conversation_id)
    assert store.find(conversation_id) is None
    assert store.recent() == []
    store.restore(conversation_id)
    found = store.find(conversation_id)
    assert found is not None and found.title == "一"
    assert len(store.turns(conversation_id)) == 1


def test_a_conversation_deleted_long_ago_is_erased_from_the_file(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation_id = store.start("秘密の相談ABCXYZ")
    store.rate(store.begin_turn(conversation_id, "秘密の相談ABCXYZ"), "bad", "違う")
    store.delete(conversation_id)
    monkeypatch.setattr(conversation_file, "UNDO_PERIOD", -conversation_file.UNDO_PERIOD)
    ConversationStore(store.path).restore(conversation_id)
    assert store.find(conversation_id) is None
    assert store.turns(conversation_id) == []
    held = b"".join(file.read_bytes() for file in store.path.parent.iterdir())
    assert b"ABCXYZ" not in held


def test_feedback_is_replaced_and_can_be_taken_back(store: ConversationStore) -> None:
    conversation_id = store.start("一")
    turn_id = store.begin_turn(conversation_id, "一")
    store.rate(turn_id, "bad", "日付が違う")
    (turn,) = store.turns(conversation_id)
    assert (turn.rating, turn.comment) == ("bad", "日付が違う")
    store.rate(turn_id, None)
    (turn,) = store.turns(conversation_id)
    assert (turn.rating, turn.comment) == (None, "")


def test_many_threads_can_write_at_once_and_lose_nothing(store: ConversationStore) -> None:
    conversation_id = store.start("一")
    errors: list[Exception] = []

    def ask(name: int) -> None:
        try:
            for number in range(5):
                store.complete_turn(store.begin_turn(conversation_id, f"{name}-{number}"), ANSWER)
        except Exception as error:  # noqa: BLE001 - whatever went wrong is handed to the test
            errors.append(error)

    threads = [threading.Thread(target=ask, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    turns = store.turns(conversation_id)
    assert len({turn.question for turn in turns}) == 30
    assert {turn.status for turn in turns} == {"complete"}


def test_the_file_and_the_folder_made_for_it_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        store = ConversationStore(tmp_path / "home" / "conversations.sqlite3")
    finally:
        os.umask(before)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o750)
    ConversationStore(folder / "conversations.sqlite3")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


@pytest.mark.skipif(os.geteuid() == 0, reason="root は読み取り専用のフォルダにも書き込めます")
def test_a_read_only_folder_gives_one_clear_line(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(StorageError) as caught:
        ConversationStore(folder / "conversations.sqlite3")
    assert "SHIEN_HOME" in caught.value.hint


def test_a_folder_that_cannot_be_made_gives_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageError) as caught:
        ConversationStore(tmp_path / "file" / "conversations.sqlite3")
    assert "\n" not in caught.value.message
    assert "SHIEN_HOME" in caught.value.hint


def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    path.write_bytes(b"this is not a database at all" * 100)
    with pytest.raises(StorageError) as caught:
        ConversationStore(path)
    assert str(path) in caught.value.message
    assert path.read_bytes().startswith(b"this is not")


def test_a_file_of_a_newer_version_is_not_touched(store: ConversationStore) -> None:
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageError) as caught:
        ConversationStore(store.path)
    assert "新しい版" in caught.value.message


def test_opening_an_existing_file_again_migrates_nothing_twice(store: ConversationStore) -> None:
    conversation_id = store.start("一")
    again = ConversationStore(ConversationStore(store.path).path)
    assert again.find(conversation_id) is not None


def test_that_a_conversation_stays_here_is_kept_and_can_be_taken_back(store: ConversationStore) -> None:
    here, free = store.start("一", stays_here=True), store.start("二")
    assert {item.id: item.stays_here for item in store.recent()} == {here: True, free: False}
    store.keep_here(here, False)
    found = store.find(here)
    assert found is not None and found.stays_here is False


def test_a_file_of_the_first_version_opens_with_its_conversations(
    store: ConversationStore, tmp_path: Path
) -> None:
    old = tmp_path / "old.sqlite3"
    with sqlite3.connect(old) as connection:
        connection.executescript(conversation_file.MIGRATIONS[0])
        connection.execute("PRAGMA user_version = 1")
        connection.execute("INSERT INTO conversation VALUES ('c', '題', '2026-01-19', '2026-01-19', NULL)")
    found = ConversationStore(old).find("c")
    assert found is not None and (found.title, found.stays_here) == ("題", False)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("補助率は？\n上限は？", "補助率は？ 上限は？"),
        ("あ" * 40, "あ" * 40),
        ("あ" * 41, "あ" * 39 + "…"),
    ],
)
def test_a_title_is_one_short_line(question: str, title: str) -> None:
    assert conversation_title(question) == title


def test_conversations_are_found_by_all_words_of_their_questions_and_record(store: ConversationStore) -> None:
    first, second = store.start("補助率は？"), store.start("上限は？")
    store.begin_turn(first, "補助率は？")
    store.begin_turn(first, "ＧＯ－ＴＥＣＨの事業化状況は？")
    store.begin_turn(second, "上限は？")
    records = RecordStore(store.path)
    records.keep_field(second, "business", "山田製作所（燕市、メッキ）")

    def found(words: str) -> list[str]:
        return [item.id for item in store.recent(words=words)]

    assert found("go-tech") == [first]
    assert found("ﾒｯｷ　上限") == [second]
    assert found("山田製作所 補助率") == []
    assert found("100%") == found("_") == [], "no letter of a pattern, and nothing of another conversation"
    assert found(" ") == [second, first]
    store.delete(second)
    assert found("山田製作所") == []
