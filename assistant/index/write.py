"""Write documents into a build folder: texts, then vectors and, at the end, the lexical index."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import StorageError
from assistant.index.embed_passages import EmbeddingPlan, EmbeddingUse, PassageVectors, joined, use_of
from assistant.index.embedding import Embedding
from assistant.index.embedding_cache import VectorCache
from assistant.index.lexical import build_lexical
from assistant.index.said import build_folded
from assistant.index.searchable import channel_tokens, searchable
from assistant.index.store import DocumentStore
from assistant.index.vectors import VectorStore, open_vectors
from assistant.types import Document, Passage


@dataclass(slots=True)
class BuildWriter:
    """An open build folder."""

    folder: Path
    store: DocumentStore
    vectors: VectorStore
    passage_vectors: PassageVectors
    pending: dict[str, None] = field(default_factory=dict)
    """Passages without vectors, in their order."""
    texts_changed: bool = False
    dimensions: int = 0
    """Of the vectors made while documents were added."""

    def remove(self, doc_ids: Iterable[str]) -> None:
        """Remove documents with their passages."""
        if gone := self.store.remove(doc_ids):
            self.vectors.remove(gone)
            self.texts_changed = True
            for passage_id in gone:
                self.pending.pop(passage_id, None)

    def add(self, document: Document, passages: list[Passage]) -> None:
        """Add a document; it must not be there yet. Costly vectors are made later, many at a time."""
        embedding, ids = self.passage_vectors.embedding, [passage.passage_id for passage in passages]
        kept, rows = [], []
        for passage in passages:
            text = indexed_text(document, passage)
            kept.append(searchable(document.meta.title, text))
            if not embedding.is_costly:  # its words are at hand now, see RECENT in text/tokens.py
                rows.append(embedding.embed_texts([text], self.dimensions).vectors[0])
        self.store.add(document, passages, kept)
        if embedding.is_costly:
            self.pending.update(dict.fromkeys(ids))
        elif rows:
            self.vectors.add(ids, rows)
            self.dimensions = len(rows[0])
        self.texts_changed = True

    def embed(
        self,
        dimensions: int = 0,
        announce: Callable[[EmbeddingPlan], None] = lambda _plan: None,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> tuple[int, EmbeddingUse | None]:
        """Make the vectors that are lacking.

        Args:
            dimensions: of the vectors already there, 0 if there are none.
            announce: called first with what it will take, where that is worth knowing.
            progress: called with (done, in all) passages.

        Returns:
            The dimensions of the vectors, and what they cost where that is worth knowing.

        Raises:
            EmbeddingError: the embedding cannot be used.
        """
        pending = list(self.pending)
        plan = None
        if pending and self.passage_vectors.embedding.is_costly:
            plan = self.passage_vectors.plan(pending)
            if plan.passages:
                announce(plan)
        dimensions = dimensions or self.dimensions
        dimensions, tokens = self.passage_vectors.embed(pending, dimensions, progress)
        self.pending.clear()
        return dimensions, use_of(plan, tokens) if plan else None

    def finish(self) -> dict[str, int]:
        """Build the lexical index over all passages, check that the parts agree, and count them.

        Raises:
            StorageError: texts, words and vectors do not hold the same number of passages.
        """
        passage_ids = self.store.passage_ids()
        if self.texts_changed or not (self.folder / "lexical").is_dir():
            shutil.rmtree(self.folder / "lexical", ignore_errors=True)
            kept = self.store.kept
            build_lexical(self.folder / "lexical", passage_ids, lambda name: channel_tokens(name, kept))
            near_pairs = channel_tokens("near_pairs", kept)
            build_folded(self.folder / "folded", self.store.passage_texts(), near_pairs)
        counts, vectors = self.store.counts(), self.vectors.count()
        if not counts["passages"] == len(passage_ids) == vectors:
            raise StorageError(
                f"索引の件数が合いません（本文 {counts['passages']}、語 {len(passage_ids)}、ベクトル {vectors}）。",
                "前の索引はそのまま使えます。「shien ingest --rebuild」で作り直してください。",
            )
        return counts


@contextmanager
def open_writer(
    folder: Path, embedding: Embedding, cache: Path, *, vectors_anew: bool = False
) -> Iterator[BuildWriter]:
    """Open a build folder for writing; its files are released at the end.

    Args:
        folder: a new build, or a copy of one to go on with.
        embedding: what makes the vectors.
        cache: file of the vectors already made, used where they are costly.
        vectors_anew: throw the vectors away and make all of them again; texts and words stay.
    """
    if vectors_anew:
        shutil.rmtree(folder / "vectors", ignore_errors=True)
    store = DocumentStore(folder / "documents.sqlite", read_only=False)
    vectors = open_vectors(folder / "vectors")
    try:
        kept = VectorCache(cache, embedding.name) if embedding.is_costly else None
        pending = dict.fromkeys(store.passage_ids()) if vectors_anew else {}
        yield BuildWriter(folder, store, vectors, PassageVectors(store, vectors, embedding, kept), pending)
    finally:
        vectors.close()


def indexed_text(document: Document, passage: Passage) -> str:
    """What is searched for a passage: its document's title, its section path, its table header, its text."""
    header = ""
    if passage.header:
        header = document.pages[passage.page_index].text[passage.header[0] : passage.header[1]]
    return joined(document.meta.title, passage.section, header, passage.text)
