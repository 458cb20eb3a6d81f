"""The SQLite file of the imported lists: where it lies, its tables, a connection to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import StorageError
from assistant.settings import Settings

LOCK_WAIT_SECONDS = 10.0
_VERSION = 1
_SCHEMA = (
    "CREATE TABLE list (id TEXT PRIMARY KEY, file TEXT NOT NULL, imported_at TEXT NOT NULL, mapping TEXT NOT NULL,"
    " sha256 TEXT NOT NULL, state TEXT NOT NULL)",
    "CREATE TABLE entry (list_id TEXT NOT NULL REFERENCES list(id) ON DELETE CASCADE, key TEXT NOT NULL,"
    " place INTEGER NOT NULL, cells TEXT NOT NULL, entry TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (list_id, key))",
    "CREATE TABLE note (list_id TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,"
    " changed_at TEXT NOT NULL, PRIMARY KEY (list_id, key))",
)


def now() -> str:
    """This moment as the file keeps it: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def measures_file(settings: Settings) -> Path:
    """Where the imported lists lie."""
    return settings.home / "measures.sqlite"


@contextmanager
def connected(settings: Settings) -> Iterator[sqlite3.Connection]:
    """A connection of this call's own, committed at the end and rolled back on an error.

    Raises:
        StorageError: the file cannot be read or written, is damaged, or is of a newer version.
    """
    path = measures_file(settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
        connection = sqlite3.connect(path, timeout=LOCK_WAIT_SECONDS)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            _make_schema(connection, path)
            with connection:
                yield connection
        finally:
            connection.close()
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"施策の一覧のファイル {path} を読み書きできません（{error}）。",
            "空き容量と書き込み権限を確かめてください。壊れているときは、別の場所へ移してから取り込み直してください。",
        ) from error


def _make_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables in a new file, one process at a time."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        raise StorageError(
            f"施策の一覧のファイル {path} は、より新しい版の Shien で作られています。",
            "Shien を新しい版に更新してから、もう一度開いてください。",
        )
    if version == _VERSION:
        return
    # A row is often 2 to 4 KB: of SQLite's own pages of 4,096 bytes each would leave much of one empty.
    connection.execute("PRAGMA page_size = 16384")
    connection.execute("PRAGMA journal_mode = WAL")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone() == (0,):
            for statement in _SCHEMA:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
