"""A file becomes a document and its passages: load, clean, outline, chunk."""

from __future__ import annotations

from pathlib import Path

from assistant.documents.catalogue import CatalogueEntry, describe, file_sha256
from assistant.documents.chunk import chunk_page
from assistant.documents.clean import clean_page, continues_sentence
from assistant.documents.load import load_pages
from assistant.documents.outline import Stack, outline_page
from assistant.settings import Settings
from assistant.types import Document, Page, Passage

READER_VERSION = 1
"""Raised whenever the same file would give other pages or passages, so that indexes are built anew."""


def read_document(
    path: Path, root: Path, entry: CatalogueEntry | None, settings: Settings
) -> tuple[Document, list[Passage]]:
    """Read one file into cleaned pages and passages.

    Args:
        path: the file.
        root: the folder it was ingested from; the document's ``source`` is relative to it.
        entry: its catalogue entry, if it has one.

    Raises:
        DocumentError: the file cannot be read as a document.
    """
    raw_pages = load_pages(path, settings)
    meta = describe(path, root, entry, raw_pages, file_sha256(path))
    pages: list[Page] = []
    passages: list[Passage] = []
    stack: Stack = ()
    for index, raw in enumerate(raw_pages):
        clean = clean_page(raw.text)
        number = raw.number if raw.number is not None or clean.page_label is None else int(clean.page_label)
        continues = bool(pages) and continues_sentence(pages[-1].text, clean.text)
        page = Page(index, number, raw.label, clean.text, clean.repairs, continues)
        sections, stack = outline_page(page.text, meta.kind, stack, clean.doubled_headings)
        pages.append(page)
        passages.extend(chunk_page(meta.doc_id, page, sections))
    return Document(meta, tuple(pages)), passages
