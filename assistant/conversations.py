"""What was asked and answered, kept in one SQLite file so that a reload or a restart loses nothing.

A conversation is a list of turns; a turn is one question with its answer. A turn is written *before*
the answer is sought, as unfinished: however the process ends, the question is on disk and shown as
interrupted. Every call opens its own connection, so a store may be shared by any number of threads.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, cast

from assistant.errors import StorageError

TurnStatus = Literal["unfinished", "complete", "failed"]
Rating = Literal["good", "bad"]

TITLE_CHARACTERS = 40
"""Length of a conversation's title, cut from its first question: two lines in the side bar."""

UNDO_PERIOD = timedelta(days=1)
"""How long a deleted conversation can be brought back before it is erased for good."""

LOCK_WAIT_SECONDS = 10.0

_COLUMNS = "id, title, created_at, updated_at, stays_here"
MIGRATIONS = (
    """
    CREATE TABLE conversation (
        id         TEXT PRIMARY KEY,
        title      TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    );
    CREATE TABLE turn (
        id              INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation_id TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
        question        TEXT NOT NULL,
        asked_at        TEXT NOT NULL,
        status          TEXT NOT NULL CHECK (status IN ('unfinished', 'complete', 'failed')),
        answer          TEXT,
        error           TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX turn_by_conversation ON turn(conversation_id, id);
    CREATE TABLE feedback (
        turn_id  INTEGER PRIMARY KEY REFERENCES turn(id) ON DELETE CASCADE,
        rating   TEXT CHECK (rating IN ('good', 'bad')),
        comment  TEXT NOT NULL DEFAULT '',
        given_at TEXT NOT NULL
    );
    """,
    "ALTER TABLE conversation ADD COLUMN stays_here INTEGER NOT NULL DEFAULT 0",
)
"""The schema, step by step. Never edit a step that was released: append another."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One consultation. Times are ISO 8601 in UTC."""

    id: str
    title: str
    created_at: str
    updated_at: str
    stays_here: bool = False
    """Whether the advisor wants nothing of it sent to a model or server outside."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it."""

    id: int
    question: str
    asked_at: str
    status: TurnStatus
    answer: dict[str, Any] | None
    """The answer in the contract's JSON; None unless the turn is complete."""
    error: str
    """What the user was told when the turn failed; empty otherwise."""
    rating: Rating | None
    comment: str


class ConversationStore:
    """Conversations, their turns and the feedback on them, in one SQLite file.

    Args:
        path: the file; it and its folder are made when absent, readable by their owner only.

    Raises:
        StorageError: the file cannot be read or written, is damaged, or is of a newer version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)
        except OSError as error:
            raise _storage_error(path, error) from error
        with self._connection() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            _migrate(connection, path)
            _erase_deleted(connection)

    def start(self, first_question: str, *, stays_here: bool = False) -> str:
        """Make a conversation titled after its first question and return its unguessable id."""
        conversation_id = secrets.token_urlsafe(16)
        now = _now()
        with self._connection() as connection:
            connection.execute(
                "INSERT INTO conversation (id, title, created_at, updated_at, stays_here) VALUES (?, ?, ?, ?, ?)",
                (conversation_id, conversation_title(first_question), now, now, stays_here),
            )
        return conversation_id

    def keep_here(self, conversation_id: str, stays_here: bool) -> None:
        """Keep whether nothing of a conversation may be sent to a model or server outside."""
        with self._connection() as connection:
            connection.execute(
                "UPDATE conversation SET stays_here = ? WHERE id = ?", (stays_here, conversation_id)
            )

    def find(self, conversation_id: str) -> Conversation | None:
        """The conversation of that id; None when there is none or it was deleted."""
        with self._connection() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM conversation WHERE id = ? AND deleted_at IS NULL",
                (conversation_id,),
            ).fetchone()
        return _conversation(row) if row else None

    def recent(self, limit: int = 30) -> list[Conversation]:
        """At most ``limit`` conversations, the one last asked in first."""
        with self._connection() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM conversation WHERE deleted_at IS NULL ORDER BY updated_at DESC, rowid DESC LIMIT ?",
                (limit,),
            ).fetchall()
        return [_conversation(row) for row in rows]

    def turns(self, conversation_id: str) -> list[Turn]:
        """The turns of a conversation, oldest first."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT turn.id, question, asked_at, status, answer, error, rating, coalesce(comment, '')"
                " FROM turn LEFT JOIN feedback ON feedback.turn_id = turn.id"
                " WHERE conversation_id = ? ORDER BY turn.id",
                (conversation_id,),
            ).fetchall()
        return [_turn(row) for row in rows]

    def begin_turn(self, conversation_id: str, question: str) -> int:
        """Record a question as not yet answered and return the turn's id."""
        now = _now()
        with self._connection() as connection:
            connection.execute("UPDATE conversation SET updated_at = ? WHERE id = ?", (now, conversation_id))
            cursor = connection.execute(
                "INSERT INTO turn (conversation_id, question, asked_at, status)"
                " VALUES (?, ?, ?, 'unfinished')",
                (conversation_id, question, now),
            )
        return cast(int, cursor.lastrowid)

    def complete_turn(self, turn_id: int, answer: dict[str, Any]) -> None:
        """Keep the answer, given in the contract's JSON."""
        self._end_turn(turn_id, "complete", json.dumps(answer, ensure_ascii=False), "")

    def fail_turn(self, turn_id: int, error: str) -> None:
        """Keep what the user was told instead of an answer."""
        self._end_turn(turn_id, "failed", None, error)

    def rate(self, turn_id: int, rating: Rating | None, comment: str = "") -> None:
        """Keep the advisor's verdict on an answer; a later one replaces it, None takes it back."""
        with self._connection() as connection:
            connection.execute(
                "INSERT INTO feedback VALUES (?, ?, ?, ?) ON CONFLICT (turn_id) DO UPDATE"
                " SET rating = excluded.rating, comment = excluded.comment, given_at = excluded.given_at",
                (turn_id, rating, comment, _now()),
            )

    def delete(self, conversation_id: str) -> None:
        """Take a conversation out of sight; `restore` brings it back within `UNDO_PERIOD`."""
        with self._connection() as connection:
            _erase_deleted(connection)
            connection.execute(
                "UPDATE conversation SET deleted_at = ? WHERE id = ?", (_now(), conversation_id)
            )

    def restore(self, conversation_id: str) -> None:
        """Undo `delete`."""
        with self._connection() as connection:
            connection.execute("UPDATE conversation SET deleted_at = NULL WHERE id = ?", (conversation_id,))

    def _end_turn(self, turn_id: int, status: TurnStatus, answer: str | None, error: str) -> None:
        with self._connection() as connection:
            connection.execute(
                "UPDATE turn SET status = ?, answer = ?, error = ? WHERE id = ?",
                (status, answer, error, turn_id),
            )

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection of this call's own, committed at the end and rolled back on an error."""
        try:
            connection = sqlite3.connect(self.path, timeout=LOCK_WAIT_SECONDS)
            try:
                connection.execute("PRAGMA foreign_keys = ON")
                # What is erased holds clients' affairs: overwrite it rather than only unlink it.
                connection.execute("PRAGMA secure_delete = ON")
                with connection:
                    yield connection
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise _storage_error(self.path, error) from error


def conversation_title(question: str) -> str:
    """A title in one line, cut to `TITLE_CHARACTERS`.

    >>> conversation_title("補助率は？\\n上限は？")
    '補助率は？ 上限は？'
    """
    line = " ".join(question.split())
    return line if len(line) <= TITLE_CHARACTERS else line[: TITLE_CHARACTERS - 1] + "…"


def _conversation(row: tuple[Any, ...]) -> Conversation:
    conversation_id, title, created_at, updated_at, stays_here = row
    return Conversation(conversation_id, title, created_at, updated_at, bool(stays_here))


def _turn(row: tuple[Any, ...]) -> Turn:
    turn_id, question, asked_at, status, answer, error, rating, comment = row
    return Turn(
        id=turn_id,
        question=question,
        asked_at=asked_at,
        status=status,
        answer=json.loads(answer) if answer else None,
        error=error,
        rating=rating,
        comment=comment,
    )


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to the newest schema, one writer at a time."""
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise StorageError(
            f"相談の記録 {path} は、より新しい版の Shien で作られています。",
            "Shien を新しい版に更新してから、もう一度開いてください。",
        )
    for step in MIGRATIONS[version:]:
        # Not executescript: it would commit half a migration before it starts.
        for statement in filter(str.strip, step.split(";")):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _erase_deleted(connection: sqlite3.Connection) -> None:
    limit = (datetime.now(UTC) - UNDO_PERIOD).isoformat()
    connection.execute("DELETE FROM conversation WHERE deleted_at < ?", (limit,))


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _storage_error(path: Path, error: Exception) -> StorageError:
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        return StorageError(
            f"相談の記録 {path} を読めません（{error}）。",
            "このファイルを別の場所へ移してから開き直してください。新しい記録が作られます。",
        )
    return StorageError(
        f"相談の記録 {path} に書き込めません（{error}）。",
        "空き容量と書き込み権限を確かめるか、環境変数 SHIEN_HOME で別のフォルダを指定してください。",
    )
