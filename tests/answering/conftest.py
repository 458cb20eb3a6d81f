"""Evidence of a document that is not there, for the pure parts of answering."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answering.evidence import Evidence
from assistant.answering.spans import Span
from assistant.types import DocumentMeta, Passage


@pytest.fixture
def evidence_of() -> Callable[..., Evidence]:
    """Make evidence of a sentence: ``evidence_of("締切は6月。", published="2026-01-19")``."""

    def make(text: str, published: str | None = "2026-01-19", doc_id: str = "notice") -> Evidence:
        span = Span(doc_id, 0, 0, len(text), text)
        passage = Passage(f"{doc_id}-0", doc_id, 0, 0, len(text), text)
        document = DocumentMeta(
            doc_id, "お知らせ", "支援センター", published, "other", "current", "notice.txt"
        )
        return Evidence((span,), passage, document, 1.0, True, True, frozenset({0}), False, frozenset(), 1.0)

    return make
