"""An open index: everything a question needs to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from assistant.documents.sheets import SHEET_ENDINGS
from assistant.errors import AssistantError, IndexMissing, IndexUnfit, InputError
from assistant.index.builds import current_build, hold_build
from assistant.index.embedding import Embedding, chosen_embedding
from assistant.index.lexical import LexicalIndex, open_lexical
from assistant.index.manifest import Manifest, read_manifest
from assistant.index.postings import postings
from assistant.index.said import FoldedTexts, open_folded
from assistant.index.store import DocumentStore
from assistant.index.vectors import VectorStore, open_vectors
from assistant.settings import Settings
from assistant.text.edition_words import apart_from_edition
from assistant.text.normalise import fold
from assistant.types import DocumentMeta, Page, Passage, Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """One build, open for reading. Safe to use from several threads."""

    manifest: Manifest
    lexical: LexicalIndex
    vectors: VectorStore
    embedding: Embedding
    """What makes the vectors of queries, the same that made those of the passages."""
    passages: Mapping[str, Passage]
    documents: dict[str, DocumentMeta]
    titles: Mapping[str, str]
    """Every document's title, folded."""
    same_titles: Mapping[str, tuple[str, ...]]
    """For a document others are called like, but for words of an edition: it and these."""
    store: DocumentStore
    page_texts: Mapping[tuple[str, int], str]
    """Every page's text, by document and place in it."""
    page_numbers: Mapping[tuple[str, int], int | None]
    """Every page's number, where it has one."""
    folded: FoldedTexts
    """Each passage's text folded for comparison, to look for names in."""
    rows: dict[str, int]
    """Each passage's place in the order of the lexical index."""
    passage_documents: NDArray[np.int32]
    """For the passage at each place, the place of its document in ``documents``; shape (passages,)."""
    in_use: IO[str] | None
    """Held open while the build is read, so that no ingest removes it."""

    def document_frequency(self, token: str) -> int:
        """In how many passages a short word occurs, their titles and headings included."""
        short_words = self.lexical.channels.get("short_words")
        return 0 if short_words is None else len(postings(short_words, token))

    def page(self, doc_id: str, page_index: int) -> Page:
        """One stored page.

        Raises:
            InputError: there is no such page.
        """
        page = self.store.page(doc_id, page_index)
        if page is None:
            raise InputError(
                f"{doc_id} の {page_index + 1} 番目のページはありません。",
                "文書IDとページを確かめてください。",
            )
        return page

    def page_text(self, doc_id: str, page_index: int) -> str:
        """The text of one stored page.

        Raises:
            InputError: there is no such page.
        """
        text = self.page_texts.get((doc_id, page_index))
        return self.page(doc_id, page_index).text if text is None else text

    def place(self, doc_id: str, page_index: int, start: int, end: int) -> Place:
        """A range of a stored page as a person finds it."""
        document = self.documents[doc_id]
        number, row = self.page_numbers.get((doc_id, page_index)), self.row(doc_id, page_index, start)
        return Place(
            doc_id, document.title, document.published, number, page_index, start, end, row, document.source
        )

    def row(self, doc_id: str, page_index: int, start: int) -> int | None:
        """The row of a sheet that a place of a page lies in, the first being 1; None where the document is no sheet."""
        if not self.documents[doc_id].source.lower().endswith(SHEET_ENDINGS):
            return None
        return self.page_text(doc_id, page_index).count("\n", 0, start) + 1  # line n of such a page is row n

    def close(self) -> None:
        """Release the files."""
        self.vectors.close()
        self.store.close()
        _let_go(self.in_use)


def open_index(settings: Settings) -> OpenIndex:
    """Open the build that serves.

    Raises:
        IndexMissing: nothing has been indexed yet.
        IndexUnfit: it is damaged, or was made by another version of something that matters.
        EmbeddingError: the embedding is set wrongly.
    """
    folder, in_use = _hold_current_build(settings)
    try:
        manifest = read_manifest(folder)
        if misfit := manifest.misfit():
            raise IndexUnfit(misfit, "「shien ingest」を実行すると、作り直して切り替えます。")
        embedding = chosen_embedding(settings, manifest.dimensions)
        if misfit := manifest.vectors_misfit(embedding.name):
            raise IndexUnfit(
                misfit, "「shien ingest」を実行すると、ベクトルだけを作り直します（資料は読み直しません）。"
            )
        return open_build(folder, manifest, in_use, embedding)
    except AssistantError:
        _let_go(in_use)
        raise
    except Exception as error:  # a broken part makes SQLite, NumPy, JSON and Chroma raise nearly anything
        _let_go(in_use)
        raise IndexUnfit(
            f"索引が壊れています（{type(error).__name__}）。",
            "「shien ingest --rebuild」で作り直してください。",
        ) from error


def _hold_current_build(settings: Settings) -> tuple[Path, IO[str] | None]:
    """The serving build, marked as in use; another one may begin to serve before the mark is set."""
    while folder := current_build(settings):
        in_use = hold_build(folder)
        if current_build(settings) == folder:
            return folder, in_use
        _let_go(in_use)
    raise IndexMissing("索引がまだありません。", "「shien ingest」を実行してください。")


def _let_go(in_use: IO[str] | None) -> None:
    if in_use:
        in_use.close()


def open_build(folder: Path, manifest: Manifest, in_use: IO[str] | None, embedding: Embedding) -> OpenIndex:
    """Open a build folder, whatever its place.

    Args:
        folder: a finished build.
        manifest: what it was built from and with.
        in_use: the mark that it is being read; closed with the index.
        embedding: what made its vectors.
    """
    store = DocumentStore(folder / "documents.sqlite", read_only=True)
    lexical = open_lexical(folder / "lexical")
    rows = {passage_id: row for row, passage_id in enumerate(lexical.passage_ids)}
    documents = {meta.doc_id: meta for meta in store.documents()}
    page_texts = store.page_texts()
    folded = open_folded(folder / "folded", rows, lexical.channels.get("near_pairs"))
    passage_documents = store.passage_documents(list(documents))
    return OpenIndex(
        manifest=manifest,
        lexical=lexical,
        vectors=open_vectors(folder / "vectors", read_only=True),  # last to open: it has to be closed again
        embedding=embedding,
        passages=store.passages(page_texts),
        documents=documents,
        titles={doc_id: fold(document.title) for doc_id, document in documents.items()},
        same_titles=_same_titles(documents.values()),
        store=store,
        page_texts=page_texts,
        page_numbers=store.page_numbers(),
        folded=folded,
        rows=rows,
        passage_documents=passage_documents,
        in_use=in_use,
    )


def _same_titles(documents: Iterable[DocumentMeta]) -> dict[str, tuple[str, ...]]:
    """The documents of one title, by each of them: 料金表 and 料金表（改定版）"""
    by_title: dict[str, list[str]] = {}
    for document in documents:
        by_title.setdefault(fold(apart_from_edition(document.title)[0]), []).append(document.doc_id)
    return {one: tuple(together) for together in by_title.values() if len(together) > 1 for one in together}
