"""Rows of tables that are of another thing than the one a question names, while a row of that thing is there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.answering.spans import Span
from assistant.documents.headings import table_cells
from assistant.text.normalise import fold

SHORTEST = 3
"""Letters of a cell, or of a name, by which a row is known: 会員 and 無料 stand in every second one."""
OF_ALL = 4
"""Letters from which a cell that the question says whole speaks against the rows of other tables, too."""
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_NO_NAME = re.compile(
    r"[0-9.,:~/年月日時分円%回名人件か所\-]*|[^0-9]?[0-9][0-9.,:~/]*[^0-9]{0,3}|.*(?:令和|平成|随時|無料|未定).*|.*(?:な[しい]|あり)"
)
"""What stands in cells and calls nothing: 24時間, 年1.3%, 令和8年6月1日, 随時."""


def rows_of_others(asked: Question, evidence: Sequence[Evidence]) -> frozenset[Span]:
    """The rows of which another is the one asked about, where that one is among what was found.

    ``省エネ補助金の上限額は`` → the row of 専門家派遣 beside that of 省エネ補助金, though only the first has something under 上限額

    Args:
        asked: the question, understood.
        evidence: sentences and rows found for it.
    """
    if asked.form == "comparison" or asked.each:  # several rows are meant
        return frozenset()
    words, names = fold(asked.text), [fold(name) for name in asked.names]
    names = [name for name in names if len(name) >= SHORTEST]
    tables: dict[Span, list[tuple[Span, float]]] = {}
    for one in evidence:
        if one.is_row and len(one.spans) > 1:
            known_by = max((_known_by(cell, words, names) for cell in _cells(one)), default=0.0)
            tables.setdefault(one.spans[-1], []).append((one.spans[0], known_by))
    of_others: set[Span] = set()
    best_of_all = 0.0
    for rows in tables.values():
        best = max(known_by for _, known_by in rows)
        meant = [span for span, known_by in rows if known_by == best]
        if best and len(rows) > 1 and 2 * len(meant) <= len(rows) + 1:
            of_others.update(span for span, known_by in rows if known_by < best)
            best_of_all = max(best_of_all, best)
    if best_of_all > OF_ALL:
        of_others.update(
            span for rows in tables.values() for span, known_by in rows if known_by < best_of_all
        )
    return frozenset(of_others)


def _cells(row: Evidence) -> list[str]:
    cells = [fold(_BRACKETED.sub("", cell)) for cell in table_cells(row.spans[0].text)]
    return [cell for cell in cells if len(cell) >= SHORTEST and not _NO_NAME.fullmatch(cell)]


def _known_by(cell: str, words: str, names: Sequence[str]) -> float:
    """Letters of a cell that the question says; half a letter more where it says the cell whole."""
    if cell in words:
        return len(cell) + 0.5
    return float(max((len(name) for name in names if name in cell), default=0))
