"""Rows of tables among the sentences found: which belong together, and what each is called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.evidence import Evidence
from assistant.answering.row_parts import filled_cells
from assistant.answering.spans import Span
from assistant.documents.headings import table_cells

MARK_OF_NOTE = re.compile(r"(?:※|[*＊]|注)[ 　]?(?P<mark>[0-9０-９]{1,2}|[a-zａ-ｚ](?![a-zａ-ｚ]))")
"""What leads from a cell to the note below its table: ※1, ※ａ."""


def rows_by_table(evidence: Iterable[Evidence]) -> dict[Span, list[Evidence]]:
    """The rows by the head of their table, or by themselves where no head stands above them; what is no row is left out."""
    tables: dict[Span, list[Evidence]] = {}
    for one in evidence:
        if one.is_row:
            tables.setdefault(one.spans[1] if len(one.spans) > 1 else one.spans[0], []).append(one)
    return tables


def name_of(row: Evidence) -> str:
    """What a row is called, or the group it is of, which several rows share: ``大ホール`` for that of 会員 and for that of 非会員 below it."""
    return row_name("\t".join(filled_cells(row.spans)))


def row_name(line: str) -> str:
    """What a row is called: its first cell, without what stands in brackets or is a mark: ``調理室（※1）\\t1,800円`` → ``調理室``"""
    cells = [cell for cell in table_cells(line) if cell]
    return MARK_OF_NOTE.sub("", re.sub(r"[(（].*?[)）]", "", cells[0])).strip() if cells else ""
