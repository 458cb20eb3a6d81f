"""A set cut into what an idea for the search may score by: tokens, vectors, and the scores of the product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.index.ginza_vectors import WEIGHT, embed
from assistant.index.lexical import (
    CHANNELS,
    K1,
    B,
    say_of,
    standardised,
    token_scores,
)
from assistant.index.searchable import channel_tokens, query_tokens, searchable
from evals.beir import BeirSet
from evals.retrieval_measures import ndcg

Matrix = np.ndarray
"""Scores of shape (queries, documents)."""
Documents = Sequence[list[str]]
"""Tokens of each document."""
Queries = Sequence[Sequence[tuple[str, float]]]
"""Tokens of each query with their weights."""
_NO_TOKEN = "\u0000"


@dataclass(frozen=True, slots=True)
class Materials:
    """A set with the product's tokens and the scores it gives."""

    beir: BeirSet
    documents: Mapping[str, Documents]
    """By channel; the title counted as the product counts it."""
    queries: Mapping[str, Queries]
    channels: Mapping[str, Matrix]
    """By channel, standardised."""
    says: Mapping[str, Matrix]
    """How much each channel counts in each query, shape (queries, 1)."""
    dense: Matrix
    base: Matrix
    """What the product ranks by."""

    @property
    def doc_ids(self) -> list[str]:
        """Ids of the documents, in their order."""
        return [doc_id for doc_id, _, _ in self.beir.documents]

    def measured(self, scores: Matrix) -> dict[str, float]:
        """nDCG@10 of each query, ranked by scores; ties by the documents' order."""
        ids, results = self.doc_ids, {}
        for query, row in zip(self.beir.queries, scores, strict=True):
            top = np.argsort(-row, kind="stable")[:10]
            results[query] = ndcg([ids[i] for i in top], self.beir.judgements[query], 10)
        return results


def prepare(beir: BeirSet) -> Materials:
    """Tokens, vectors and scores of a set, all in memory."""
    whole = [f"{title}\n\n{text}" for _, title, text in beir.documents]
    kept = [searchable(title, text) for (_, title, _), text in zip(beir.documents, whole, strict=True)]
    documents = {
        name: list(channel_tokens(name, lambda part: (one[part] for one in kept))) for name in CHANNELS
    }
    queries = _by_channel(query_tokens(text) for text in beir.queries.values())
    indexes = {name: bm25_index(documents[name]) for name in CHANNELS}
    channels = {name: scores_of(indexes[name], queries[name], len(whole)) for name in CHANNELS}
    says = {name: _says(name, list(beir.queries.values()), indexes[name], queries[name]) for name in CHANNELS}
    dense = rows_standardised(embed(list(beir.queries.values())) @ embed(whole).T)
    return Materials(beir, documents, queries, channels, says, dense, fused(channels, says, dense))


def _by_channel(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in CHANNELS}
    for row in rows:
        for name in CHANNELS:
            columns[name].append(row[name])
    return columns


def _says(name: str, texts: Sequence[str], index: Any, queries: Queries) -> Matrix:
    tokens = [[token for token, _ in query] for query in queries]
    return np.array([[say_of(name, text, index, known)] for text, known in zip(texts, tokens, strict=True)])


def fused(channels: Mapping[str, Matrix], says: Mapping[str, Matrix], dense: Matrix) -> Matrix:
    """The product's sum of its channels."""
    total: Matrix = WEIGHT * dense
    for name, scores in channels.items():
        total = total + says[name] * scores
    return total


def bm25_index(documents: Documents, k1: float = K1, b: float = B) -> Any:
    """An index over documents' tokens, in memory."""
    import bm25s

    index = bm25s.BM25(k1=k1, b=b)
    index.index([row or [_NO_TOKEN] for row in documents], show_progress=False)
    return index


def bm25(documents: Documents, queries: Queries, k1: float = K1, b: float = B) -> Matrix:
    """Standardised BM25 scores of every query and document."""
    return scores_of(bm25_index(documents, k1, b), queries, len(documents))


def scores_of(index: Any, queries: Queries, documents: int) -> Matrix:
    """The same by an index that is there already."""
    return rows_standardised(np.array([token_scores(index, tokens, documents) for tokens in queries]))


def rows_standardised(scores: Matrix) -> Matrix:
    """Each query's scores with mean 0 and standard deviation 1."""
    return np.array([standardised(row) for row in scores])
