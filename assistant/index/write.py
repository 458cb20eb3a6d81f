"""Write documents into a build folder: texts, vectors and, at the end, the lexical index."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import StorageError
from assistant.index.embedding import embed
from assistant.index.lexical import build_lexical, passage_tokens
from assistant.index.store import DocumentStore
from assistant.index.vectors import VectorStore, open_vectors
from assistant.types import Document, Passage


@dataclass(frozen=True, slots=True)
class BuildWriter:
    """An open build folder."""

    folder: Path
    store: DocumentStore
    vectors: VectorStore

    def remove(self, doc_ids: Iterable[str]) -> None:
        """Remove documents with their passages."""
        self.vectors.remove(self.store.remove(doc_ids))

    def add(self, document: Document, passages: list[Passage]) -> None:
        """Add a document; it must not be there yet."""
        texts = [indexed_text(document, passage) for passage in passages]
        title = document.meta.title
        self.store.add(document, passages, [passage_tokens(title, text) for text in texts])
        if passages:
            self.vectors.add([passage.passage_id for passage in passages], embed(texts))

    def finish(self) -> dict[str, int]:
        """Build the lexical index over all passages, check that the parts agree, and count them.

        Raises:
            StorageError: texts, words and vectors do not hold the same number of passages.
        """
        passage_ids = self.store.passage_ids()
        shutil.rmtree(self.folder / "lexical", ignore_errors=True)
        build_lexical(self.folder / "lexical", passage_ids, self.store.tokens)
        counts, vectors = self.store.counts(), self.vectors.count()
        if not counts["passages"] == len(passage_ids) == vectors:
            raise StorageError(
                f"索引の件数が合いません（本文 {counts['passages']}、語 {len(passage_ids)}、ベクトル {vectors}）。",
                "前の索引はそのまま使えます。「shien ingest --rebuild」で作り直してください。",
            )
        return counts


@contextmanager
def open_writer(folder: Path) -> Iterator[BuildWriter]:
    """Open a build folder for writing; its files are released at the end."""
    store = DocumentStore(folder / "documents.sqlite", read_only=False)
    vectors = open_vectors(folder / "vectors")
    try:
        yield BuildWriter(folder, store, vectors)
    finally:
        vectors.close()


def indexed_text(document: Document, passage: Passage) -> str:
    """What is searched for a passage: its document's title, its section path, its table header, its text."""
    header = ""
    if passage.header:
        header = document.pages[passage.page_index].text[passage.header[0] : passage.header[1]]
    return "\n".join([document.meta.title, *passage.section, header, passage.text])
