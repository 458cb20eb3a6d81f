"""The shipped documents, read once."""

from __future__ import annotations

import pytest
from document_samples import ShippedDocument

from assistant.documents.catalogue import read_catalogue
from assistant.documents.load import load_pages
from assistant.documents.read import read_document
from assistant.settings import Settings


@pytest.fixture(scope="session")
def shipped_documents() -> dict[str, ShippedDocument]:
    """Every document of the catalogue by its id."""
    settings = Settings()
    found = {}
    for path, entry in read_catalogue(settings.corpus).items():
        document, passages = read_document(path, settings.corpus, entry, settings)
        raw = tuple(page.text for page in load_pages(path, settings))
        found[entry.id] = ShippedDocument(document, tuple(passages), raw)
    return found
