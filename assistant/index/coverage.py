"""How much of a question a channel knows, to give it so much of a say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from assistant.index.postings import place_of


def share_known(index: Any, tokens: Sequence[str]) -> float:
    """Share of a question that stands in a BM25 index at all, each token weighed by its rarity: 0 to 1.

    補助金 known, あjふ not → well below a half, because a token no passage holds is the rarest of all.

    With typing slips, words fall to pieces that are not in the index, while pairs of letters mostly are:
    on programmes dev the mean share falls from 0.98 to 0.74 for short words, from 0.91 to 0.84 for near
    pairs.

    Args:
        index: a bm25s index.
        tokens: the question's, by the same channel.
    """
    passages = int(index.scores["num_docs"])
    all_weight = known_weight = 0.0
    for token in tokens:
        held = place_of(index, token)
        frequency = held.stop - held.start
        weight = math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))
        all_weight += weight
        known_weight += weight if frequency else 0.0
    return known_weight / all_weight if all_weight else 0.0
