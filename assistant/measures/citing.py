"""The citations of a register's facts: where in the stored documents each quote stands."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from assistant.answering.annotate import standing_of
from assistant.index.opened import OpenIndex
from assistant.measures.entry import Basis, Entry
from assistant.measures.store import Cells
from assistant.types import Citation


def founded_in(index: OpenIndex) -> Callable[[Entry], bool]:
    """Whether what a measure stands on can be opened: an agency that searches its own documents only has none of ours."""
    return lambda entry: bool(entry.origin) or entry.basis.doc_id in index.documents


def without_documents(entries: Iterable[Entry], index: OpenIndex) -> bool:
    """Whether no measure of a register comes into question because none of their documents is indexed."""
    is_founded = founded_in(index)
    return not any(map(is_founded, entries))


@dataclass(slots=True)
class CitationList:
    """Citations numbered as they first appear; one that says the same as another has its number."""

    index: OpenIndex
    today: date
    cells: Callable[[str], Cells | None]
    """The row an imported entry was made of."""
    cited: list[Citation] = field(default_factory=list)

    def numbers(self, basis: Basis, entry: Entry) -> tuple[int, ...]:
        """The number of the citation of a fact; none for outside knowledge, and where the document is not indexed."""
        number = len(self.cited) + 1
        if entry.origin:
            citation = citation_of_row(basis, number, entry, self.cells(entry.id), self.today)
        else:
            citation = citation_of_basis(basis, number, self.index, self.today)
        if citation is None:
            return ()
        place = _place_of(citation)
        known = next((one.n for one in self.cited if _place_of(one) == place), None)
        if known is None:
            self.cited.append(citation)
        return (known or citation.n,)


def citation_of_basis(basis: Basis, n: int, index: OpenIndex, today: date) -> Citation | None:
    """A fact's quote as a citation; None where no document of the index holds it.

    Args:
        basis: document and quote.
        n: its number.
        index: the index of the documents.
        today: the day on which the document's standing is judged.
    """
    document = index.documents.get(basis.doc_id)
    place = _place(index, basis.doc_id, basis.quote) if document and basis.quote else None
    if document is None or place is None:
        return None
    page_index, start = place
    end = start + len(basis.quote)
    return Citation(
        n=n,
        doc_id=document.doc_id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        page=index.page_numbers.get((document.doc_id, page_index)),
        page_index=page_index,
        section=index.store.section_at(document.doc_id, page_index, start),
        quote=basis.quote,
        start=start,
        end=end,
        standing=standing_of(document, basis.quote, today),
        source=document.source,
    )


def citation_of_row(basis: Basis, n: int, entry: Entry, row: Cells | None, today: date) -> Citation | None:
    """A fact of an imported entry as a citation of its row: the section is row and column, the range that of the cell."""
    cell = row.cells.get(basis.column, "") if row else ""
    start = cell.find(basis.quote) if basis.quote else -1
    if row is None or start < 0:
        return None
    return Citation(
        n=n,
        doc_id=entry.id,
        title=row.file,
        publisher=entry.body,
        published=entry.as_of or None,
        page=None,
        page_index=0,
        section=(entry.origin, basis.column),
        quote=basis.quote,
        start=start,
        end=start + len(basis.quote),
        standing=entry.standing_on(today),
        source=row.file,
    )


def _place_of(citation: Citation) -> tuple[str, int, tuple[str, ...], int, int]:
    return citation.doc_id, citation.page_index, citation.section, citation.start, citation.end


def _place(index: OpenIndex, doc_id: str, quote: str) -> tuple[int, int] | None:
    """(page, start) of the first page of a document that holds a quote."""
    for page_index in itertools.count():
        text = index.page_texts.get((doc_id, page_index))
        if text is None:
            return None
        if (start := text.find(quote)) >= 0:
            return page_index, start
    return None
