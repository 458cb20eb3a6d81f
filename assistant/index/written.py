"""Whether the documents say something just so."""

from __future__ import annotations

from assistant.index.opened import OpenIndex
from assistant.text.normalise import fold


def is_written(index: OpenIndex, words: str) -> bool:
    """Whether some passage, heading or title holds a stretch of text, whatever its width, case and line breaks.

    Only the passages that hold each of its pairs of letters are read.
    """
    folded = fold(words)
    if not any(character.isalnum() for character in folded):
        return False
    for row in index.folded.holding(words):
        passage_id = index.lexical.passage_ids[row]
        if folded in index.folded[passage_id]:
            return True
        passage = index.passages[passage_id]
        around = [index.documents[passage.doc_id].title, *passage.section]
        if any(folded in fold(part) for part in around):
            return True
    return False
