"""Connections to the SQLite file of one build."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import IndexUnfit


@dataclass(frozen=True, slots=True, eq=False)
class Connections:
    """Opens a file, and keeps what it was read through. Any thread may call."""

    path: Path
    read_only: bool = field(kw_only=True)
    _idle: list[sqlite3.Connection] = field(default_factory=list, init=False)
    """Open connections nobody uses now. There are as many as threads have ever read at once."""

    def new(self) -> sqlite3.Connection:
        """A connection of the caller's own, who closes it."""
        if self.read_only:
            place = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            return sqlite3.connect(place, uri=True, check_same_thread=False)
        connection = sqlite3.connect(self.path)
        # A build that does not come to its end is thrown away, and all its files are synced before it serves
        # (builds.switch_to): waiting for the disk at each document took 1 ms of the 11 it needs.
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection of a read-only file, kept for the next reader; nobody waits for one.

        A list, not one connection a thread: a page of the UI runs in a new thread each time.

        Raises:
            IndexUnfit: the file is damaged.
        """
        connection = None
        try:
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = self.new()
            yield connection
        except sqlite3.DatabaseError as error:
            raise IndexUnfit(
                "索引が壊れています。", "「shien ingest --rebuild」で作り直してください。"
            ) from error
        finally:
            if connection:
                self._idle.append(connection)

    def close(self) -> None:
        """Close the connections kept for reading."""
        while self._idle:
            self._idle.pop().close()
