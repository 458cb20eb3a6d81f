"""A file becomes a document and its passages: load, clean, outline, chunk."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from assistant.documents.catalogue import CatalogueEntry, describe, file_sha256
from assistant.documents.chunk import chunk_page
from assistant.documents.clean import clean_page, continues_sentence, printed_number
from assistant.documents.load import load_pages
from assistant.documents.outline import LEVEL_TOP, Stack, outline_page
from assistant.documents.pages import RawPage
from assistant.settings import Settings
from assistant.text.orders import is_all_orders, is_order
from assistant.types import Document, Page, Passage

MIN_NUMBERED = 3
READER_VERSION = 16
"""Raised whenever the same file would give other pages, passages or another date, so that indexes are built anew."""


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
    offset = _printed_offset(raw_pages)
    for index, raw in enumerate(raw_pages):
        printed = None if raw.number is None else raw.number + offset
        clean = clean_page(
            raw.text,
            printed,
            is_slide=len(raw_pages) > 1,
            whole_lines=raw.whole_lines,
            ruled=raw.ruled,
        )
        number = raw.number if raw.number is not None or clean.page_label is None else int(clean.page_label)
        continues = bool(pages) and continues_sentence(pages[-1].text, clean.text)
        label = raw.label or (clean.page_label if clean.page_label != str(number) else None)
        page = Page(index, number, label, clean.text, clean.repairs, continues)
        if raw.begins_anew:
            stack = ((LEVEL_TOP, raw.top),) if raw.top else ()
        told = raw.marks if raw.whole_lines else None
        sections, stack = outline_page(page.text, meta.kind, stack, clean.doubled_headings, told)
        pages.append(page)
        passages.extend(map(_under_headings, chunk_page(meta.doc_id, page, sections)))
    return Document(meta, tuple(pages)), _without_flood(passages)


def _without_flood(passages: list[Passage]) -> list[Passage]:
    """Passages of which at most one is nothing but orders to the assistant: enough to tell of them.

    An order said 400 times made 26 of a document's 28 passages, more than a question looks at, and what else the
    document said was not found any more.
    """
    flood = {passage.passage_id for passage in [p for p in passages if is_all_orders(p.text)][1:]}
    return [passage for passage in passages if passage.passage_id not in flood]


def _under_headings(passage: Passage) -> Passage:
    """A passage whose section path holds headings only: an order to the assistant is none, wherever it stands."""
    headings = tuple(heading for heading in passage.section if not is_order(heading))
    return passage if headings == passage.section else replace(passage, section=headings)


def _printed_offset(raw_pages: list[RawPage]) -> int:
    """What printed page numbers are ahead of the file's own, where most pages print one; else 0.

    A cover without a number makes page 2 print 1. A number that does not run with the pages is a figure.
    """
    for last in (True, False):
        ahead = Counter(
            printed - raw.number
            for raw in raw_pages
            if raw.number is not None
            and not raw.whole_lines
            and (printed := printed_number(raw.text, last=last)) is not None
        )
        if ahead:
            offset, pages = ahead.most_common(1)[0]
            if pages == len(raw_pages) > 1 or pages >= max(MIN_NUMBERED, len(raw_pages) / 2):
                return offset
    return 0
