"""Vectors already made, by embedding and text, so that none is made or paid for twice.

Written after every batch: an ingest that is killed loses at most the batch under way. The file may be
deleted at any time when no ingest runs.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.index.ginza_vectors import Vectors

_log = logging.getLogger(__name__)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    embedding TEXT NOT NULL, sha256 BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (embedding, sha256));
"""


class VectorCache:
    """The stored vectors of one embedding. A connection is opened per call, so that any thread may call."""

    def __init__(self, path: Path, embedding: str) -> None:
        self._path, self._embedding = path, embedding
        try:
            self._prepare()
        except sqlite3.OperationalError:  # a full or read-only disk, which the caller puts into words
            raise
        except sqlite3.DatabaseError:
            _log.warning("the stored vectors are damaged and begun anew: %s", path)
            path.unlink()
            self._prepare()

    def _prepare(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connect()) as connection, connection:
            connection.executescript(_SCHEMA)

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30)

    def stored(self, texts: Sequence[str]) -> list[Vectors | None]:
        """The vector of each text, shape (dimensions,), float32; None for one that is not stored."""
        import numpy as np

        query = "SELECT vector FROM vectors WHERE embedding = ? AND sha256 = ?"
        with closing(self._connect()) as connection:
            rows = [connection.execute(query, (self._embedding, _digest(text))).fetchone() for text in texts]
        return [np.frombuffer(row[0], dtype="<f4") if row else None for row in rows]

    def holds(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text's vector is stored."""
        query = "SELECT 1 FROM vectors WHERE embedding = ? AND sha256 = ?"
        with closing(self._connect()) as connection:
            return [
                connection.execute(query, (self._embedding, _digest(text))).fetchone() is not None
                for text in texts
            ]

    def store(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep the vectors of texts, shape (len(texts), dimensions), in one transaction."""
        rows = [
            (self._embedding, _digest(text), vector.astype("<f4").tobytes())
            for text, vector in zip(texts, vectors, strict=True)
        ]
        with closing(self._connect()) as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)


def cache_path(settings: Settings) -> Path:
    """Where the vectors of all embeddings are kept."""
    return settings.home / "embeddings.sqlite3"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
