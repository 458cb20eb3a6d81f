"""The labels of a drawing that a question asks for by how many there are: 構想力, 誘引力, 推進力 for 要る力って3つ何."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.answering.spans import Span
from assistant.index.opened import OpenIndex
from assistant.text.lines import filled_lines
from assistant.text.normalise import normal_text
from assistant.text.numerals import read_number
from assistant.types import Hit, Passage

LONGEST, FEWEST = 12, 3
"""Letters of a label; two labels with one end stand together by chance."""
_HOW_MANY = re.compile(r"(?P<n>[3-9]|[三四五六七八九])(?:つ|個|種類|本)")
_END = re.compile(r"[一-龥]$")


def labels_asked_for(
    asked: Question, chosen: Sequence[Evidence], hits: Sequence[Hit], index: OpenIndex
) -> tuple[Evidence, ...]:
    """As many labels as a question asks for, which stand together in a passage found and end in a word of the question; none where it
    asks for no number of things, or no such labels are there.

    Nothing but their shared end says what labels are of: no sentence holds them, and no list mark stands before them.

    Args:
        asked: the question.
        chosen: the sentences that answer.
        hits: the passages found, best first.
        index: an open index.
    """
    told = _HOW_MANY.search(normal_text(asked.text))
    number = read_number(told["n"]) if told else None
    if not number or not chosen:
        return ()
    words = {term.word for term in asked.terms if term.is_noun}
    for hit in hits:
        for run in _runs(hit.passage):
            if len(run) == number[0] and run[0].text[-1] in words:
                document = index.documents[hit.passage.doc_id]
                return tuple(
                    replace(chosen[0], spans=(label,), passage=hit.passage, document=document, repeats=())
                    for label in run
                )
    return ()


def _runs(passage: Passage) -> Iterator[list[Span]]:
    """The short lines of a passage that follow each other and end in one kanji."""
    lines = ((begin, passage.text[begin:end].strip()) for begin, end in filled_lines(passage.text))
    for end, together in groupby(lines, lambda line: _END.search(line[1]) and line[1][-1]):
        run = [(begin, text) for begin, text in together if len(text) <= LONGEST]
        if end and len(run) >= FEWEST:
            yield [
                Span(
                    passage.doc_id,
                    passage.page_index,
                    passage.start + begin,
                    passage.start + begin + len(text),
                    text,
                )
                for begin, text in run
            ]
