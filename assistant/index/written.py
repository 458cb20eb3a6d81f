"""Whether the documents say something just so."""

from __future__ import annotations

from assistant.index.lexical import postings
from assistant.index.opened import OpenIndex
from assistant.text.normalise import fold
from assistant.text.pairs import neighbours


def is_written(index: OpenIndex, words: str) -> bool:
    """Whether some passage, heading or title holds a stretch of text, whatever its width, case and line breaks.

    Only the passages that hold each of its pairs of letters are read.
    """
    import numpy as np

    channel, folded, pairs = index.lexical.channels.get("near_pairs"), fold(words), neighbours(words)
    if channel is None or not pairs:
        return False
    rarest, *others = sorted((postings(channel, pair) for pair in dict.fromkeys(pairs)), key=len)
    holding = rarest
    for rows in others:
        holding = holding[np.isin(holding, rows)]
    for number in holding:
        passage_id = index.lexical.passage_ids[number]
        passage = index.passages[passage_id]
        around = [index.documents[passage.doc_id].title, *passage.section]
        if folded in index.folded[passage_id] or any(folded in fold(part) for part in around):
            return True
    return False
