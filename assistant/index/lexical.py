"""The lexical channel: BM25 over short words, long words and character bigrams, summed.

Each channel's scores are standardised over the passages before they are added, so that no channel
wins by its scale. Measured without a model, nDCG@10: short words 0.949, long words 0.947, bigrams
0.950, the sum 0.957 (JSQuAD dev, 1,145 passages).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.text.tokens import bigrams, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

CHANNELS: dict[str, Callable[[str], list[str]]] = {
    "short_words": lambda text: words(text, "A"),
    "long_words": lambda text: words(text, "C"),
    "bigrams": bigrams,
}
K1, B = 1.2, 0.75
_NO_TOKEN = "\u0000"
"""Stands in a passage without tokens; bm25s cannot index an empty collection."""


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """One BM25 index per channel, all over the same passages in the same order."""

    passage_ids: tuple[str, ...]
    channels: dict[str, Any]

    def scores(self, query: str) -> tuple[Scores, Scores]:
        """(sum of the standardised channel scores, sum of the raw ones) of every passage, in their order.

        A raw score of 0 means that the passage shares no token with the query.
        """
        import numpy as np

        total = np.zeros(len(self.passage_ids), dtype=np.float64)
        raw = np.zeros(len(self.passage_ids), dtype=np.float64)
        for name, index in self.channels.items():
            known = [token for token in CHANNELS[name](query) if token in index.vocab_dict]
            if known:
                scores = np.asarray(index.get_scores(known), dtype=np.float64)
                total += standardised(scores)
                raw += scores
        return total, raw


def standardised(scores: Scores) -> Scores:
    """Scores with mean 0 and standard deviation 1; zeros where all are alike."""
    spread = float(scores.std())
    if spread < 1e-12:
        return scores * 0.0
    result: Scores = (scores - scores.mean()) / spread
    return result


def tokens_of(text: str) -> dict[str, list[str]]:
    """The tokens of a text for each channel."""
    return {name: tokenise(text) for name, tokenise in CHANNELS.items()}


def _bm25s() -> Any:
    """The library, told to be quiet: on import it sets itself to report each build as a debug message."""
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s


def build_lexical(
    folder: Path, passage_ids: Sequence[str], tokens: Callable[[str], Sequence[list[str]]]
) -> None:
    """Write the lexical index of passages to a folder; ``tokens`` gives the tokens for a channel."""
    bm25s = _bm25s()
    folder.mkdir(parents=True, exist_ok=True)
    for name in CHANNELS if passage_ids else ():
        index = bm25s.BM25(k1=K1, b=B)
        index.index([row or [_NO_TOKEN] for row in tokens(name)], show_progress=False)
        index.save(folder / name, show_progress=False)
    (folder / "passages.json").write_text(json.dumps(list(passage_ids)), encoding="utf-8")


def open_lexical(folder: Path) -> LexicalIndex:
    """Open a lexical index; its arrays stay on disk and are mapped into memory."""
    bm25s = _bm25s()
    passage_ids = tuple(json.loads((folder / "passages.json").read_text(encoding="utf-8")))
    channels = {name: bm25s.BM25.load(folder / name, mmap=True) for name in CHANNELS if passage_ids}
    return LexicalIndex(passage_ids, channels)
