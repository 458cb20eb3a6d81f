"""Search: the lexical and the dense channel, standardised and added."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from assistant.index.embedding import embed
from assistant.index.lexical import standardised
from assistant.index.opened import OpenIndex
from assistant.index.vectors import MAX_RESULTS
from assistant.types import Hit

DENSE_WEIGHT = 0.2
"""Measured on the development sets, nDCG@10, weight 0 / 0.2 / 0.5: JSQuAD 0.960 / 0.960 / 0.960, programmes
0.858 / 0.857 / 0.857. The channel neither lifts nor hurts there; it is kept for questions that share
no word with their passage."""
MIN_SIMILARITY = 0.5
"""A passage that shares no token with the query is a hit only from this cosine."""


def search(index: OpenIndex, query: str, k: int, *, doc_ids: Collection[str] | None = None) -> list[Hit]:
    """The k passages that fit a query best, best first.

    Scores are sums of standardised channel scores: comparable within a query, not between queries.

    Args:
        index: an open index.
        query: text as the user wrote it.
        k: how many passages, at least 1.
        doc_ids: only passages of these documents.
    """
    passage_ids = index.lexical.passage_ids
    if not passage_ids:
        return []
    lexical, shared = index.lexical.scores(query)
    cosines = similarities(index, query)
    dense = standardised(cosines)
    total = lexical + DENSE_WEIGHT * dense
    if doc_ids is not None:
        inside = np.array([index.passages[passage_id].doc_id in doc_ids for passage_id in passage_ids])
        total = np.where(inside, total, -np.inf)
    best = np.argsort(-total, kind="stable")[:k]
    return [
        Hit(
            index.passages[passage_ids[i]],
            float(total[i]),
            {"lexical": float(lexical[i]), "dense": float(dense[i])},
        )
        for i in best
        if np.isfinite(total[i]) and (shared[i] > 0 or cosines[i] >= MIN_SIMILARITY)
    ]


def similarities(index: OpenIndex, query: str) -> np.ndarray:
    """Cosine similarity of every passage; those beyond the nearest count as the farthest of these."""
    passage_ids = index.lexical.passage_ids
    vector = embed([query])[0]
    if not vector.any():
        return np.zeros(len(passage_ids))
    nearest = index.vectors.nearest(vector, min(MAX_RESULTS, len(passage_ids)))
    floor = min(nearest.values(), default=0.0)
    return np.array([nearest.get(passage_id, floor) for passage_id in passage_ids])
