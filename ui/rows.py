"""Rows of a table and the row of its heads: which of an answer's citations belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering.spans import Span, row_in_words
from assistant.types import Answer, Citation

if TYPE_CHECKING:
    from ui.present import SourceLine


def heads_of_rows(answer: Answer) -> dict[int, int]:
    """The number of a row's citation and that of the heads it is told under: 「小ホール：料金 3,850」[1][2] → {1: 2}

    Only where the sentence is made of the two and nothing else: two rows cited together stay two sources.
    """
    by_number = {citation.n: citation for citation in answer.citations}
    pairs: dict[int, int] = {}
    for statement in answer.statements:
        row, heads = [by_number.get(number) for number in (*statement.citations, 0, 0)[:2]]
        if row and heads and _stand_above(heads, row) and row_in_words(_spans(row, heads)) == statement.text:
            pairs[row.n] = heads.n
    return pairs


def heads_above(row: Citation | None, answer: Answer) -> Citation | None:
    """The citation of the heads a row is told under; None where it is no row."""
    number = heads_of_rows(answer).get(row.n) if row else None
    return next((one for one in answer.citations if one.n == number), None)


def with_heads(lines: Sequence[SourceLine], heads: Mapping[int, int]) -> tuple[SourceLine, ...]:
    """The sources of a sentence; a row and the row of its heads are one of both marks, for they open the same table."""
    by_number = {line.citation.n: line for line in lines}
    above = {n: by_number[heads[n]] for n in by_number if heads.get(n) in by_number}
    told_with_a_row = {head.citation.n for head in above.values()}
    return tuple(
        replace(line, mark=line.mark + above[n].mark) if n in above else line
        for n, line in by_number.items()
        if n not in told_with_a_row
    )


def _stand_above(heads: Citation, row: Citation) -> bool:
    return (heads.doc_id, heads.page_index) == (row.doc_id, row.page_index) and heads.end <= row.start


def _spans(*citations: Citation) -> list[Span]:
    return [Span(one.doc_id, one.page_index, one.start, one.end, one.quote) for one in citations]
