"""The SQLite file of the imported lists: where it lies, its tables, a connection to it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import StorageError, reason
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
    with _storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=LOCK_WAIT_SECONDS)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            _make_schema(connection, path)
            with connection:
                yield connection


@contextmanager
def reading(settings: Settings) -> Iterator[sqlite3.Connection]:
    """The same to read from a file that is there, also where nothing can be written.

    Raises:
        StorageError: the file cannot be read, is damaged, or is of a newer version.
    """
    path = measures_file(settings)
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        with connected(settings) as connection:
            yield connection
        return
    with _storage_errors(path):
        # What a writer has not yet taken over stands in a file beside it; else nobody can have changed the file.
        beside = path.with_name(f"{path.name}-wal")
        how = "mode=ro" if beside.is_file() and beside.stat().st_size else "mode=ro&immutable=1"
        place = f"{path.resolve().as_uri()}?{how}"
        with closing(sqlite3.connect(place, uri=True, timeout=LOCK_WAIT_SECONDS)) as connection:
            _check_version(connection, path)
            yield connection


@contextmanager
def _storage_errors(path: Path) -> Iterator[None]:
    """Turn what the disk or SQLite raises into a StorageError that says what to do."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        damaged = type(error) is sqlite3.DatabaseError  # its children are of the disk and of what is asked
        raise StorageError(
            f"施策の一覧のファイル {path} を読み書きできません（{reason(error)}）。",
            "別の場所へ移してから、一覧を取り込み直してください。"
            if damaged
            else "空き容量と書き込み権限を確かめるか、SHIEN_HOME で書き込める場所を指定してください。",
        ) from error


def _check_version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a file's tables."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > _VERSION:
        raise StorageError(
            f"施策の一覧のファイル {path} は、より新しい版の Shien で作られています。",
            "Shien を新しい版に更新してから、もう一度開いてください。",
        )
    return version


def _make_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables in a new file, one process at a time."""
    if _check_version(connection, path) == _VERSION:
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
