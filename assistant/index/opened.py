"""An open index: everything a question needs to read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import IndexMissing, IndexUnfit, InputError
from assistant.index.builds import current_build
from assistant.index.lexical import LexicalIndex, open_lexical
from assistant.index.manifest import Manifest, read_manifest
from assistant.index.store import DocumentStore
from assistant.index.vectors import VectorStore, open_vectors
from assistant.settings import Settings
from assistant.text.normalise import fold
from assistant.types import DocumentMeta, Page, Passage


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """One build, open for reading. Safe to use from several threads."""

    manifest: Manifest
    lexical: LexicalIndex
    vectors: VectorStore
    passages: dict[str, Passage]
    documents: dict[str, DocumentMeta]
    store: DocumentStore
    folded: dict[str, str]
    """Each passage's text folded for comparison, to look for names in."""

    def document_frequency(self, token: str) -> int:
        """In how many passages a short word occurs, their titles and headings included."""
        short_words = self.lexical.channels.get("short_words")
        if short_words is None or token not in short_words.vocab_dict:
            return 0
        return int((short_words.get_scores([token]) > 0).sum())

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

    def close(self) -> None:
        """Release the files."""
        self.vectors.close()


def open_index(settings: Settings) -> OpenIndex:
    """Open the build that serves.

    Raises:
        IndexMissing: nothing has been indexed yet.
        IndexUnfit: it is damaged, or was made by another version of something that matters.
    """
    folder = current_build(settings)
    if folder is None:
        raise IndexMissing("索引がまだありません。", "「shien ingest」を実行してください。")
    manifest = read_manifest(folder)
    if misfit := manifest.misfit():
        raise IndexUnfit(misfit, "「shien ingest」を実行すると、作り直して切り替えます。")
    return _open(folder, manifest)


def _open(folder: Path, manifest: Manifest) -> OpenIndex:
    store = DocumentStore(folder / "documents.sqlite", read_only=True)
    lexical = open_lexical(folder / "lexical")
    passages = {passage.passage_id: passage for passage in store.every_passage()}
    folded = {passage_id: fold(passage.text) for passage_id, passage in passages.items()}
    documents = {meta.doc_id: meta for meta in store.documents()}
    return OpenIndex(manifest, lexical, open_vectors(folder / "vectors"), passages, documents, store, folded)
