"""Which passages of a BM25 index hold a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int32]


def place_of(index: Any, token: str) -> slice:
    """Where a bm25s index keeps the passages that hold a token, and its scores in them; empty for one it does not know."""
    column, starts = index.vocab_dict.get(token), index.scores["indptr"]
    if column is None or column + 1 >= len(starts):  # bm25s knows a token "" that has no place
        return slice(0, 0)
    return slice(int(starts[column]), int(starts[column + 1]))


def postings(index: Any, token: str) -> Rows:
    """Places of the passages that hold a token, ascending; none for a token the index does not know."""
    rows: Rows = index.scores["indices"][place_of(index, token)]
    return rows
