"""The dense channel: passage vectors in an embedded Chroma collection."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.index.ginza_vectors import Vectors

COLLECTION = "passages"
BATCH = 2_000
HNSW: Any = {"space": "cosine", "ef_construction": 400, "ef_search": 1000, "num_threads": 1}
"""With Chroma's defaults two indexes of the same documents differed in their 300 nearest (1 answer of 80
changed); with these, three out of three were alike. That holds for hundreds of passages, not for thousands:
of 100 questions, the 300 nearest were the same in two builds for 87 at 1,000 passages, 67 at 5,000, 43 at 10,000."""
VECTOR_INDEX = "chroma hnsw, " + ", ".join(f"{name} {value}" for name, value in sorted(HNSW.items()))
"""How the vectors are kept: an index kept otherwise has its vectors made anew."""
MAX_RESULTS = 300
"""How many neighbours a query asks Chroma for; passages beyond them count as the farthest of them."""


@dataclass(frozen=True, slots=True)
class VectorStore:
    """A Chroma collection of passage vectors by passage id."""

    client: Any
    collection: Any
    copy: tempfile.TemporaryDirectory[str] | None = None
    """Where the files really lie when their own folder cannot be written."""
    waiting: list[tuple[str, Vectors]] = field(default_factory=list)
    """Passage ids and vectors added but not written yet: Chroma takes 20 at a time twice as long as 2,000."""

    def add(self, passage_ids: Sequence[str], vectors: Iterable[Vectors]) -> None:
        """Add vectors, one a passage; ``count`` writes the last of them."""
        self.waiting.extend(zip(passage_ids, vectors, strict=True))
        if len(self.waiting) >= BATCH:
            self._write()

    def _write(self) -> None:
        for start in range(0, len(self.waiting), BATCH):
            ids, vectors = zip(*self.waiting[start : start + BATCH], strict=True)
            self.collection.add(ids=list(ids), embeddings=list(vectors))
        self.waiting.clear()

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Remove passages; ids that are not there are passed over."""
        self._write()
        for start in range(0, len(passage_ids), BATCH):
            self.collection.delete(ids=list(passage_ids[start : start + BATCH]))

    def count(self) -> int:
        """How many passages the collection holds, all that were added being written first."""
        self._write()
        return int(self.collection.count())

    def nearest(self, vector: Vectors, k: int) -> dict[str, float]:
        """Cosine similarity of the k nearest passages, by passage id. ``vector`` has one dimension."""
        found = self.collection.query(query_embeddings=[vector.tolist()], n_results=k, include=["distances"])
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return {passage_id: 1.0 - float(distance) for passage_id, distance in pairs}

    def close(self) -> None:
        """Release the files."""
        self.client.close()
        if self.copy:
            self.copy.cleanup()


def open_vectors(folder: Path, *, read_only: bool = False) -> VectorStore:
    """Open or create the collection in a folder. No embedding function: vectors are always given.

    Chroma writes even when it only reads; a folder that cannot be written is read from a copy.
    """
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    copy = None
    if read_only and not _is_writable(folder):
        copy = tempfile.TemporaryDirectory(prefix="shien-vectors-")
        shutil.copytree(folder, copy.name, dirs_exist_ok=True, copy_function=shutil.copyfile)
        for path in Path(copy.name).rglob("*"):
            path.chmod(0o700)
    target = copy.name if copy else str(folder)
    client = chromadb.PersistentClient(target, settings=ChromaSettings(anonymized_telemetry=False))
    collection = client.get_or_create_collection(
        COLLECTION, embedding_function=None, configuration={"hnsw": HNSW}
    )
    return VectorStore(client, collection, copy)


def _is_writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
