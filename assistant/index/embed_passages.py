"""Make the vectors of the passages that have none, and say before and after what it costs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import EmbeddingError
from assistant.index.embedding import Embedding
from assistant.index.embedding_cache import VectorCache
from assistant.index.store import DocumentStore
from assistant.index.vectors import VectorStore

if TYPE_CHECKING:
    from assistant.index.ginza_vectors import Vectors

TOKENS_PER_CHARACTER, TOKENS_PER_ASCII = 1.3, 0.4
"""For the estimate only. Tokenizers differ, and the table of OpenAI's is a download; on the high side."""


@dataclass(frozen=True, slots=True)
class EmbeddingPlan:
    """What is about to be computed, or sent and paid for."""

    embedding: str
    passages: int
    """Passages to compute."""
    stored: int
    """Passages whose vectors an earlier run has kept."""
    estimated_tokens: int
    usd_per_million_tokens: float | None
    price_as_of: str | None
    address: str | None

    @property
    def estimated_usd(self) -> float | None:
        """What the estimate comes to; None without a price."""
        return _usd(self.estimated_tokens, self.usd_per_million_tokens)


@dataclass(frozen=True, slots=True)
class EmbeddingUse:
    """What was computed, or sent and paid for, in one ingest."""

    embedding: str
    passages: int
    stored: int
    estimated_tokens: int
    estimated_usd: float | None
    tokens: int | None
    """As the server counted them; None where it does not."""
    usd: float | None


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """Where texts come from, what makes vectors of them and where these go."""

    store: DocumentStore
    vectors: VectorStore
    embedding: Embedding
    cache: VectorCache | None
    """None for an embedding so cheap that nothing is kept."""

    def plan(self, passage_ids: Sequence[str]) -> EmbeddingPlan:
        """What it will take to embed these passages."""
        fresh, stored, tokens = 0, 0, 0.0
        for _, texts in self._batches(passage_ids):
            kept = self.cache.holds(texts) if self.cache else [False] * len(texts)
            stored += sum(kept)
            fresh += len(kept) - sum(kept)
            tokens += sum(estimated_tokens(text) for text, k in zip(texts, kept, strict=True) if not k)
        embedding = self.embedding
        return EmbeddingPlan(
            embedding.name,
            fresh,
            stored,
            math.ceil(tokens),
            embedding.usd_per_million_tokens,
            embedding.price_as_of,
            embedding.address,
        )

    def embed(
        self, passage_ids: Sequence[str], dimensions: int, progress: Callable[[int, int], None]
    ) -> tuple[int, int | None]:
        """Add the vectors of passages, and return (dimensions, tokens the server counted).

        Args:
            passage_ids: passages without vectors.
            dimensions: of the vectors already there, 0 if there are none.
            progress: called with (done, in all) passages.

        Raises:
            EmbeddingError: the embedding cannot be used; what was made so far is kept.
        """
        done, counted = 0, None
        for ids, texts in self._batches(passage_ids):
            progress(done, len(passage_ids))
            try:
                rows, tokens = self._rows(texts, dimensions)
            except EmbeddingError as error:
                going_on = "計算済みのベクトルは保存してあり、もう一度実行すると続きから進みます。"
                raise EmbeddingError(error.message, error.hint + (going_on if done else "")) from error
            dimensions = rows.shape[1]
            if tokens is not None:
                counted = (counted or 0) + tokens
            self.vectors.add(ids, rows)
            done += len(ids)
        return dimensions, counted

    def _rows(self, texts: Sequence[str], dimensions: int) -> tuple[Vectors, int | None]:
        """Vectors of one batch: the stored ones, and those of the other texts, which are stored at once."""
        import numpy as np

        if self.cache is None:
            embedded = self.embedding.embed_texts(texts, dimensions)
            return embedded.vectors, embedded.tokens
        found = {
            text: row
            for text, row in zip(texts, self.cache.stored(texts), strict=True)
            if row is not None and dimensions in (0, len(row))
        }
        tokens = None
        if fresh := list(dict.fromkeys(text for text in texts if text not in found)):
            embedded = self.embedding.embed_texts(fresh, dimensions or len(next(iter(found.values()), ())))
            self.cache.store(fresh, embedded.vectors)
            found |= dict(zip(fresh, embedded.vectors, strict=True))
            tokens = embedded.tokens
        return np.stack([found[text] for text in texts]), tokens

    def _batches(self, passage_ids: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
        for start in range(0, len(passage_ids), self.embedding.batch):
            ids = list(passage_ids[start : start + self.embedding.batch])
            yield ids, [joined(*parts) for parts in self.store.indexed_parts(ids)]


def joined(title: str, section: Sequence[str], header: str, text: str) -> str:
    """What is searched for a passage: its document's title, section path, table header and text."""
    return "\n".join([title, *section, header, text])


def use_of(plan: EmbeddingPlan, tokens: int | None) -> EmbeddingUse:
    """What a plan came to."""
    return EmbeddingUse(
        plan.embedding,
        plan.passages,
        plan.stored,
        plan.estimated_tokens,
        plan.estimated_usd,
        tokens,
        _usd(tokens, plan.usd_per_million_tokens),
    )


def estimated_tokens(text: str) -> float:
    """About how many tokens a text has: ``補助率は2/3`` → 6.4, that is 4 × 1.3 and 3 × 0.4"""
    plain = sum(character.isascii() for character in text)
    return TOKENS_PER_CHARACTER * (len(text) - plain) + TOKENS_PER_ASCII * plain


def _usd(tokens: int | None, price: float | None) -> float | None:
    return None if tokens is None or price is None else round(tokens * price / 1_000_000, 6)
