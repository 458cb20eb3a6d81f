"""The SQLite file that conversations and consultation records are kept in: its schema, and how it is opened.

Every call opens its own connection, so a file may be shared by any number of threads.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.errors import StorageError, reason

UNDO_PERIOD = timedelta(days=1)
"""How long what was deleted can be brought back before it is erased for good."""

LOCK_WAIT_SECONDS = 10.0

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
    """
    CREATE TABLE situation (
        id         TEXT PRIMARY KEY,
        inquiry    TEXT NOT NULL,
        facets     TEXT NOT NULL,
        by_hand    TEXT NOT NULL,
        changed_at TEXT NOT NULL
    );
    CREATE TABLE proposal (
        id              INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation_id TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
        measure         TEXT NOT NULL,
        note            TEXT NOT NULL DEFAULT '',
        proposed_at     TEXT NOT NULL,
        removed_at      TEXT
    );
    CREATE INDEX proposal_by_conversation ON proposal(conversation_id, id);
    CREATE TABLE record_field (
        conversation_id TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
        name            TEXT NOT NULL,
        text            TEXT NOT NULL,
        PRIMARY KEY (conversation_id, name)
    )
    """,
)
"""The schema, step by step. Never edit a step that was released: append another.

A situation has the id of the conversation that begins when a measure is added to the record, and may come before it.
"""


@dataclass(frozen=True, slots=True)
class ConversationFile:
    """One file; ``prepare`` before the first use."""

    path: Path

    def prepare(self) -> None:
        """Make the file and its folder where they are absent, readable by their owner only; bring it up to date.

        Raises:
            StorageError: the file cannot be read or written, is damaged, or is of a newer version.
        """
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.touch(mode=0o600, exist_ok=True)
        except OSError as error:
            raise _storage_error(self.path, error) from error
        with self.connection() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            _migrate(connection, self.path)
            erase_deleted(connection)

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection of this call's own, committed at the end and rolled back on an error.

        Raises:
            StorageError: the file cannot be read or written, or what is written to was erased.
        """
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


def erase_deleted(connection: sqlite3.Connection) -> None:
    """Erase what was deleted longer than ``UNDO_PERIOD`` ago, and situations nobody made a consultation of.

    Beside whatever is written in ordinary use, for a server may run for months: 2 ms among 1,000 consultations, 25 ms
    among 20,000.
    """
    limit = (datetime.now(UTC) - UNDO_PERIOD).isoformat()
    connection.execute("DELETE FROM conversation WHERE deleted_at < ?", (limit,))
    connection.execute("DELETE FROM proposal WHERE removed_at < ?", (limit,))
    connection.execute(
        "DELETE FROM situation WHERE changed_at < ? AND id NOT IN (SELECT id FROM conversation)", (limit,)
    )


def now() -> str:
    """This moment as the file keeps it: ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat()


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


def _storage_error(path: Path, error: Exception) -> StorageError:
    if isinstance(error, sqlite3.IntegrityError):  # the file is sound: never advise to move it away
        return _refused(error)
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        return StorageError(
            f"相談の記録 {path} を読めません（{reason(error)}）。",
            "このファイルを別の場所へ移してから開き直してください。新しい記録が作られます。",
        )
    return StorageError(
        f"相談の記録 {path} に書き込めません（{reason(error)}）。",
        "空き容量と書き込み権限を確かめるか、環境変数 SHIEN_HOME で別のフォルダを指定してください。",
    )


def _refused(error: sqlite3.IntegrityError) -> StorageError:
    """What was to be written does not go with what is kept: its conversation was erased meanwhile, or has begun already."""
    if error.sqlite_errorname == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return StorageError(
            "この相談は削除されているため、保存できませんでした。",
            "「新しい相談を始める」を押すと、新しい相談として記録できます。",
        )
    return StorageError(
        f"相談の記録に保存できませんでした（{error}）。",
        "画面を開き直してから、もう一度お試しください。",
    )
