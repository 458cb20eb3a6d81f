"""Where the documents say what a line of an answer shows: by its words, for an answer is kept as text alone."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.index.opened import OpenIndex
from assistant.text.normalise import fold
from assistant.text.sentences import sentence_spans
from assistant.types import Passage

MOST_OF_ROW = 0.7
"""Share of a line's cells by which it is known to tell a row."""
SHORTEST = 8
"""Letters of a sentence that is told from others by its words."""


def passage_saying(line: str, index: OpenIndex) -> Passage | None:
    """The passage that holds the first sentence of a line word for word, or the row of a table that a line tells; None where there is none.

    Args:
        line: a line of an answer, without its marks.
        index: an open index.
    """
    start, end = next(iter(sentence_spans(line)), (0, 0))
    said = fold(line[start:end])
    if len(said) < SHORTEST:
        return None
    for row in index.folded.holding(said):
        passage = index.passages[index.lexical.passage_ids[row]]
        if said in fold(passage.text):
            return passage
    return _with_row(line, index)


def passage_listing(lines: Sequence[str], index: OpenIndex, fewest: int) -> Passage | None:
    """The passage with all of some lines that are too short to be told from others one by one: 構想力, 誘引力, 推進力.

    Args:
        lines: lines of an answer, without their marks.
        index: an open index.
        fewest: so many lines there must be.
    """
    said = [fold(line) for line in lines]
    if len(said) < fewest or max(map(len, said)) >= SHORTEST:
        return None
    for row in index.folded.holding(said[0]):
        passage = index.passages[index.lexical.passage_ids[row]]
        if set(said) <= {fold(line) for line in passage.text.splitlines()}:
            return passage
    return None


def _with_row(line: str, index: OpenIndex) -> Passage | None:
    """The passage with the row that a line tells with its heads: ``法律相談：開催日 毎月第2火曜、時間 13時から16時``."""
    called, colon, rest = line.partition("：")
    if not colon:
        return None
    cells = [fold(part.rpartition(" ")[2]) for part in rest.split("、")]
    for row in index.folded.holding(fold(called)):
        passage = index.passages[index.lexical.passage_ids[row]]
        own = (fold(text) for text in passage.text.splitlines() if fold(called) in fold(text))
        if any(sum(cell in text for cell in cells) > MOST_OF_ROW * len(cells) for text in own):
            return passage
    return None
