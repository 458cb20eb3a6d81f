"""The record of a consultation: kept by its conversation, removable with a way back, gone with its conversation."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import consultation_record, conversation_file
from assistant.consultation_record import FIELDS, RecordStore, Situation
from assistant.conversations import ConversationStore
from assistant.errors import StorageError
from assistant.measures.profile import Facet

MEASURE = {"id": "tax", "name": "税制", "conditions": [{"text": "共同研究", "met": None, "reason": "?"}]}
SITUATION = Situation(
    "abc",
    "従業員30人の加工業",
    (Facet("employees", 30, said="30人"), Facet("partner", "bank", holds=False, said="銀行はない")),
    {"region": ["栃木県"], "partner": {"sme": True}},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "conversations.sqlite3"


@pytest.fixture
def store(path: Path) -> ConversationStore:
    return ConversationStore(path)


@pytest.fixture
def records(path: Path) -> RecordStore:
    return RecordStore(path)


def test_a_situation_comes_back_as_it_was_kept_and_the_last_one_counts(
    records: RecordStore, path: Path
) -> None:
    records.keep_situation(Situation("abc", "前の相談"))
    records.keep_situation(SITUATION)
    assert RecordStore(path).situation("abc") == SITUATION
    assert records.situation("other") is None


def test_a_situation_begins_the_conversation_of_its_id(
    records: RecordStore, store: ConversationStore
) -> None:
    records.keep_situation(SITUATION)
    assert store.recent() == []
    assert store.start(SITUATION.inquiry, conversation_id="abc") == "abc"
    assert [item.id for item in store.recent()] == ["abc"]


def test_a_situation_of_a_deleted_conversation_is_out_of_sight_until_it_is_brought_back(
    records: RecordStore, store: ConversationStore
) -> None:
    records.keep_situation(SITUATION)
    store.start("題", conversation_id="abc")
    store.delete("abc")
    assert records.situation("abc") is None
    store.restore("abc")
    assert records.situation("abc") == SITUATION


def test_what_was_proposed_is_kept_once_with_its_note(records: RecordStore, store: ConversationStore) -> None:
    conversation_id, other = store.start("一"), store.start("二")
    number = records.propose(conversation_id, MEASURE)
    assert records.propose(conversation_id, MEASURE) == number
    records.annotate(number, "大学に電話する")
    (proposal,) = records.proposals(conversation_id)
    assert (proposal.measure, proposal.note) == (MEASURE, "大学に電話する")
    assert records.proposals(other) == []


def test_a_measure_added_in_two_places_at_once_stands_there_once(
    records: RecordStore, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation_id, meeting = store.start("一"), threading.Barrier(2, timeout=60)
    moment = conversation_file.now()
    # Neither writes before both have begun.
    monkeypatch.setattr(consultation_record, "now", lambda: (meeting.wait(), moment)[1])
    numbers: list[int] = []
    threads = [
        threading.Thread(target=lambda: numbers.append(records.propose(conversation_id, MEASURE)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers == [one.id for one in records.proposals(conversation_id)] * 2


def test_a_proposal_taken_out_can_be_put_back(records: RecordStore, store: ConversationStore) -> None:
    conversation_id = store.start("一")
    number = records.propose(conversation_id, MEASURE)
    records.remove(number)
    assert records.proposals(conversation_id) == []
    records.put_back(number)
    assert [one.id for one in records.proposals(conversation_id)] == [number]


def test_a_measure_taken_out_and_proposed_again_stands_once_with_its_note_as_it_is_shown_now(
    records: RecordStore, store: ConversationStore
) -> None:
    conversation_id, other = store.start("一"), store.start("二")
    number = records.propose(conversation_id, MEASURE)
    records.annotate(number, "大学に電話する")
    later = records.propose(conversation_id, {**MEASURE, "id": "loan"})
    before = records.proposals(conversation_id)[0].proposed_at
    records.remove(number)
    assert records.propose(other, MEASURE) not in (number, later)
    renamed = {**MEASURE, "name": "新しい税制"}
    assert records.propose(conversation_id, renamed) == number
    records.put_back(number)
    loan, again = records.proposals(conversation_id)
    assert (loan.id, again.id, again.measure, again.note) == (later, number, renamed, "大学に電話する")
    assert again.proposed_at > before


def test_a_note_of_a_measure_that_was_to_be_erased_does_not_come_back(
    records: RecordStore, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation_id = store.start("一")
    number = records.propose(conversation_id, MEASURE)
    records.annotate(number, "秘密")
    records.remove(number)
    monkeypatch.setattr(conversation_file, "UNDO_PERIOD", -conversation_file.UNDO_PERIOD)
    records.propose(conversation_id, MEASURE)
    assert [one.note for one in records.proposals(conversation_id)] == [""]


def test_every_field_is_there_and_keeps_what_was_written_last(
    records: RecordStore, store: ConversationStore
) -> None:
    conversation_id = store.start("一")
    assert records.fields(conversation_id) == dict.fromkeys(FIELDS, "")
    for text in ("前", "後"):
        records.keep_field(conversation_id, "problem", text)
    assert records.fields(conversation_id) == {**dict.fromkeys(FIELDS, ""), "problem": "後"}


def test_what_is_erased_takes_record_and_situation_with_it(
    records: RecordStore, store: ConversationStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = store.start("残る")
    records.keep_situation(Situation(kept, "残る"))
    records.keep_situation(SITUATION)
    store.start("消す", conversation_id="abc")
    records.keep_field("abc", "problem", "秘密")
    records.propose("abc", MEASURE)
    records.remove(records.propose(kept, MEASURE))
    store.delete("abc")
    monkeypatch.setattr(conversation_file, "UNDO_PERIOD", -conversation_file.UNDO_PERIOD)
    ConversationStore(path)
    with sqlite3.connect(path) as connection:
        left = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("conversation", "situation", "proposal", "record_field")
        }
    assert left == {"conversation": 1, "situation": 1, "proposal": 0, "record_field": 0}


def test_writing_to_a_consultation_that_was_erased_says_so_and_blames_no_file(
    records: RecordStore, store: ConversationStore, path: Path
) -> None:
    conversation_id = store.start("消す")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM conversation")
    for write in (
        lambda: records.keep_field(conversation_id, "problem", "量産の評価"),
        lambda: records.propose(conversation_id, MEASURE),
        lambda: store.begin_turn(conversation_id, "補助率は？"),
    ):
        with pytest.raises(StorageError, match="この相談は削除されている") as caught:
            write()
        assert "移して" not in caught.value.hint and "新しい相談" in caught.value.hint


def test_a_consultation_begun_twice_is_neither_called_deleted_nor_a_damaged_file(
    store: ConversationStore,
) -> None:
    store.start("一", conversation_id="abc")
    with pytest.raises(StorageError, match="保存できません") as caught:
        store.start("一", conversation_id="abc")
    assert "移して" not in caught.value.hint and "削除" not in caught.value.message


def test_a_situation_nobody_made_a_consultation_of_is_erased_in_time(
    records: RecordStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.keep_situation(SITUATION)
    RecordStore(path)
    assert records.situation("abc") is not None
    monkeypatch.setattr(conversation_file, "UNDO_PERIOD", -conversation_file.UNDO_PERIOD)
    RecordStore(path)
    assert records.situation("abc") is None


@pytest.mark.parametrize(
    "write",
    [
        lambda records, store, kept: store.start("次の相談"),
        lambda records, store, kept: store.begin_turn(kept, "補助率は？"),
        lambda records, store, kept: records.keep_situation(Situation(kept, "続き")),
    ],
    ids=["start", "begin_turn", "keep_situation"],
)
def test_what_was_deleted_long_ago_is_erased_while_the_server_goes_on(
    records: RecordStore, store: ConversationStore, path: Path, write: Callable[..., object]
) -> None:
    kept, deleted, of_today = store.start("残る"), store.start("秘密の相談ABCXYZ"), store.start("今日消した")
    records.keep_situation(Situation(kept, "残る"))
    records.keep_situation(Situation("nobody's", "秘密の相談ABCXYZ"))
    store.delete(deleted)
    store.delete(of_today)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE conversation SET deleted_at = '2026-01-19' WHERE id = ?", (deleted,))
        connection.execute("UPDATE situation SET changed_at = '2026-01-19'")
    connection.close()
    write(records, store, kept)
    held = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert "秘密の相談ABCXYZ".encode() not in held
    assert records.situation(kept) is not None
    store.restore(of_today)
    assert store.find(of_today) is not None


def test_a_situation_told_days_ago_is_kept_when_its_consultation_begins(
    records: RecordStore, store: ConversationStore, path: Path
) -> None:
    records.keep_situation(SITUATION)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE situation SET changed_at = '2026-01-19'")
    store.start(SITUATION.inquiry, conversation_id=SITUATION.id)
    assert records.situation(SITUATION.id) == SITUATION


def test_a_file_from_before_records_gets_them(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        for step in conversation_file.MIGRATIONS[:2]:
            connection.executescript(step)
        connection.execute("PRAGMA user_version = 2")
        connection.execute("INSERT INTO conversation VALUES ('c', '題', '2026-01-19', '2026-01-19', NULL, 0)")
    records = RecordStore(path)
    records.keep_field("c", "result", "採択された")
    assert records.fields("c")["result"] == "採択された"
