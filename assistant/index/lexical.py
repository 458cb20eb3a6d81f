"""The lexical channels: BM25 over words, pairs of letters, readings and pairs of words, summed.

Each channel's scores are standardised over the passages before they are added, so that no channel
wins by its scale, and count by how much of the query the channel knows. What each channel and each
number adds is in docs/benchmarks.md.
"""

from __future__ import annotations

import json
import logging
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.index.coverage import share_known
from assistant.index.postings import place_of
from assistant.index.searchable import query_tokens
from assistant.text.readings import reading_weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

CHANNELS = {"short_words": 1.0, "long_words": 1.0, "near_pairs": 2.0, "readings": 1.0, "word_pairs": 0.3}
"""Each channel's weight in the sum; that of the readings is multiplied by ``reading_weight``."""
K1, B = 0.6, 0.75
"""A word said again adds little to a short passage: k1 0.6 against the usual 1.2 gave 0.957 against
0.953 (JSQuAD dev) and 0.842 against 0.832 (programmes dev); 0.4 to 0.7 are alike."""
_NO_TOKEN = "\u0000"
"""Stands in a passage without tokens; bm25s cannot index an empty collection."""


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """One BM25 index per channel, all over the same passages in the same order."""

    passage_ids: tuple[str, ...]
    channels: dict[str, Any]

    def scores(self, query: str) -> tuple[Scores, Scores]:
        """(weighted sum of the standardised channel scores, sum of the raw ones) of every passage, in order.

        A raw score of 0 means that the passage shares no token with the query.
        """
        import numpy as np

        total = np.zeros(len(self.passage_ids), dtype=np.float64)
        raw = np.zeros(len(self.passage_ids), dtype=np.float64)
        for _, say, scores in self.channel_scores(query):
            raw += scores
            total += say * standardised(scores)
        return total, raw

    def channel_scores(self, query: str) -> Iterator[tuple[str, float, Scores]]:
        """(channel, its say in this query's sum, its BM25 scores of every passage), one at a time in memory."""
        for name, tokens in query_tokens(query).items():
            if index := self.channels.get(name):
                scores = token_scores(index, tokens, len(self.passage_ids))
                yield name, say_of(name, query, index, [token for token, _ in tokens]), scores


def say_of(name: str, query: str, index: Any, tokens: Sequence[str]) -> float:
    """How much a channel counts in a query's sum: a slip of the finger leaves it few tokens that are in the index at all.

    Squared, for then two slips cost 0.015 of nDCG@10 on programmes dev and not 0.020.
    """
    weight = CHANNELS[name] * share_known(index, tokens) ** 2
    return weight * reading_weight(query) if name == "readings" else weight


def token_scores(index: Any, tokens: Sequence[tuple[str, float]], passages: int) -> Scores:
    """The BM25 score of every passage: the query's tokens, each times its weight. Reads only their postings."""
    import numpy as np

    scores = np.zeros(passages, dtype=np.float64)
    values, rows = index.scores["data"], index.scores["indices"]
    for token, weight in tokens:
        held = place_of(index, token)
        scores[rows[held]] += weight * values[held]
    return scores


def standardised(scores: Scores) -> Scores:
    """Scores with mean 0 and standard deviation 1; zeros where all are alike."""
    spread = float(scores.std())
    if spread < 1e-12:
        return scores * 0.0
    result: Scores = (scores - scores.mean()) / spread
    return result


def _bm25s() -> Any:
    """The library, told to be quiet: on import it sets itself to report each build as a debug message."""
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s


def build_lexical(
    folder: Path, passage_ids: Sequence[str], tokens: Callable[[str], Iterable[list[str]]]
) -> None:
    """Write the lexical index of passages to a folder; ``tokens`` gives the tokens for a channel."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in CHANNELS if passage_ids else ():
        build_channel(folder / name, tokens(name))
    (folder / "passages.json").write_text(json.dumps(list(passage_ids)), encoding="utf-8")


def build_channel(folder: Path, tokens: Iterable[list[str]]) -> None:
    """Write one BM25 index over the tokens of each passage, at least one passage."""
    numbers: dict[str, int] = {}
    # Four bytes a token: lists of strings, which the library would make two of, take sixteen.
    rows = [
        array("i", [numbers.setdefault(token, len(numbers)) for token in row or [_NO_TOKEN]])
        for row in tokens
    ]
    index = _bm25s().BM25(k1=K1, b=B)
    index.index((rows, numbers), show_progress=False)
    index.save(folder, show_progress=False)


def open_channel(folder: Path) -> Any:
    """Open one BM25 index; its arrays stay on disk and are mapped into memory."""
    import numpy as np

    channel = _bm25s().BM25.load(folder, mmap=True)
    # The same mapped memory seen as plain arrays: a slice of numpy's own memmap takes five times as long.
    mapped = {part: channel.scores[part].view(np.ndarray) for part in ("data", "indices", "indptr")}
    channel.scores.update(mapped)
    return channel


def open_lexical(folder: Path) -> LexicalIndex:
    """Open a lexical index."""
    passage_ids = tuple(json.loads((folder / "passages.json").read_text(encoding="utf-8")))
    channels = {name: open_channel(folder / name) for name in CHANNELS if passage_ids}
    return LexicalIndex(passage_ids, channels)
