"""Rows of a table and the row of its heads: which of an answer's citations belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering.row_parts import row_in_words
from assistant.answering.spans import Span
from assistant.types import Answer, Citation

if TYPE_CHECKING:
    from ui.present import SourceLine


def heads_of_rows(answer: Answer) -> dict[int, tuple[int, ...]]:
    """The number of a row's citation and those of what stands above it: its heads, and the line that tells the unit of the table.

    ``小ホール：料金 3,850``[1][2] → {1: (2,)}. Only where the sentence is made of them and nothing else: two rows cited together
    stay two sources.
    """
    by_number = {citation.n: citation for citation in answer.citations}
    above: dict[int, tuple[int, ...]] = {}
    for statement in answer.statements:
        cited = [by_number[number] for number in statement.citations if number in by_number]
        row, others = cited[:1], cited[1:]
        if others and all(_stand_above(other, row[0]) for other in others):
            told = row_in_words(_spans(*cited))
            if sorted(told) == sorted(statement.text):  # the columns asked about are told first
                above[row[0].n] = tuple(other.n for other in others)
    return above


def heads_above(row: Citation | None, answer: Answer) -> Citation | None:
    """The citation of the heads a row is told under; None where it is no row."""
    numbers = heads_of_rows(answer).get(row.n, ()) if row else ()
    return next((one for one in answer.citations if one.n in numbers[:1]), None)


def with_heads(lines: Sequence[SourceLine], heads: Mapping[int, tuple[int, ...]]) -> tuple[SourceLine, ...]:
    """The sources of a sentence; a row and what stands above it are one of all their marks, for they open the same table."""
    by_number = {line.citation.n: line for line in lines}
    above = {n: [by_number[m] for m in heads.get(n, ()) if m in by_number] for n in by_number}
    told_with_a_row = {head.citation.n for found in above.values() for head in found}
    return tuple(
        replace(line, mark=line.mark + "".join(head.mark for head in above[n]))
        for n, line in by_number.items()
        if n not in told_with_a_row
    )


def _stand_above(heads: Citation, row: Citation) -> bool:
    return (heads.doc_id, heads.page_index) == (row.doc_id, row.page_index) and heads.end <= row.start


def _spans(*citations: Citation) -> list[Span]:
    return [Span(one.doc_id, one.page_index, one.start, one.end, one.quote) for one in citations]
