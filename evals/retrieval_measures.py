"""Retrieval measures by their standard names, each of one query's ranking.

A ranking is a list of document ids, best first; judgements give each relevant id its grade, above 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Judgements = Mapping[str, int]


def ndcg(ranking: Sequence[str], judged: Judgements, k: int) -> float:
    """Normalised discounted cumulated gain of the first k: grade / log2(rank + 1), over the best possible.

    Järvelin and Kekäläinen (2002), with the gain linear in the grade, as trec_eval has it.

    ``["b", "a"]`` with a relevant, k = 10 → 0.631
    """
    gained = sum(judged.get(doc, 0) / math.log2(rank + 1) for rank, doc in enumerate(ranking[:k], start=1))
    grades = sorted((grade for grade in judged.values() if grade > 0), reverse=True)
    best = sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades[:k], start=1))
    return gained / best if best else 0.0


def reciprocal_rank(ranking: Sequence[str], judged: Judgements, k: int) -> float:
    """1 / rank of the first relevant document among the first k, else 0. ``["b", "a"]`` → 0.5"""
    return next((1 / rank for rank, doc in enumerate(ranking[:k], start=1) if judged.get(doc, 0) > 0), 0.0)


def recall(ranking: Sequence[str], judged: Judgements, k: int) -> float:
    """Share of the relevant documents among the first k. ``["b", "a"]`` with a, c relevant, k = 2 → 0.5"""
    relevant = {doc for doc, grade in judged.items() if grade > 0}
    return len(relevant & set(ranking[:k])) / len(relevant) if relevant else 0.0
