"""Subsidies of the public API of Jグランツ, fetched only when switched on and kept with the day they were fetched."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.measures.entry import Basis, Entry

DOC_ID = "jgrants"
"""What stands for a document in the basis of each fact."""
CREDIT = "Jグランツ（jGrants）からの出典"
"""To be shown wherever an entry of Jグランツ is, as its terms ask."""


def credit_of(entries: Iterable[Entry]) -> str:
    """The credit line that is owed where these entries are shown; empty where none is of Jグランツ."""
    return CREDIT if any(entry.basis.doc_id == DOC_ID for entry in entries) else ""


def basis_in(field: str, quote: str) -> Basis:
    """What a fact stands on: words of a field of the API, as they are stored."""
    return Basis(DOC_ID, quote, column=field)
