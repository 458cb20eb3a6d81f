"""Rows of tables that are of another thing than the one a question names, while a row of that thing is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.asking_part import without_client
from assistant.answering.either_side import asks_for_both
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.answering.row_conditions import BUT_THESE
from assistant.answering.row_parts import NAMES_A_ROW, bare_cells, filled_cells
from assistant.answering.spans import Span
from assistant.answering.table_rows import name_of, rows_by_table
from assistant.documents.headings import table_cells
from assistant.text.normalise import fold

SHORTEST = 3
"""Letters of a cell, or of a name, by which a row is known: 会員 and 無料 stand in every second one."""
OF_ALL = 4
"""Letters from which a cell that the question says whole speaks against the rows of other tables, too."""
ROW_LEVEL = 0.1
"""Scores of rows of one table this close say nothing of which is meant: they share all around them."""
MOST_LEVEL = 3
"""Rows of one table that fit alike and may still be what is asked for: with 4 answers on office files are 329 letters long, too,
and one first sentence of 192 on agencies' documents holds its fact no more; no whole answer is lost by either."""
_OF_SEVERAL = re.compile(r"合わせ|合計|足し|平均|一番|いちばん|最も|もっとも|全部|すべて")
"""Asked of several rows together, whichever of them are named."""
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
    words = fold(without_client(asked.text))
    # Several rows are meant, or others than the named.
    if asked.form == "comparison" or asked.each or BUT_THESE.search(words) or _OF_SEVERAL.search(words):
        return frozenset()
    names = [name for name in map(fold, asked.names) if len(name) >= SHORTEST and name in words]
    tables = rows_by_table(one for one in evidence if len(one.spans) > 1)
    said = said_whole((cell for rows in tables.values() for one in rows for cell in _cells(one)), words)
    of_others: set[Span] = set()
    unnamed: list[Evidence] = []
    called = ""
    for rows in tables.values():
        above = fold("".join([rows[0].document.title, *rows[0].passage.section]))
        own_names = [name for name in names if name not in above]  # 省人化 of a paper on it is no row's
        known_by = {one.spans[0]: _known_by(one, said, own_names, words) for one in rows}
        whole = [letters for letters in known_by.values() if letters % 1]
        least = min(whole, default=max(known_by.values()))
        meant = [one for one in rows if known_by[one.spans[0]] >= least]
        if least and len(rows) > 1 and 2 * len(meant) <= len(rows) + 1:
            of_others.update(span for span, letters in known_by.items() if letters < least)
        if whole:
            called = max([called, *(_cells(one)[0] for one in meant if _cells(one)[0] in said)], key=len)
        else:
            unnamed += rows
    if len(called) >= OF_ALL:  # what a row is called, not whom it is for
        of_others.update(one.spans[0] for one in unnamed if called not in _cells(one))
    return frozenset(of_others)


def rows_meant(question: Question, near: Sequence[Evidence]) -> list[Evidence]:
    """Of each table the rows the question names, where it names some, and of those called alike only what fits as well as the
    best: whose price is asked for, stands in one row."""
    asked = fold(question.text)
    if BUT_THESE.search(asked):
        return list(near)
    tables = rows_by_table(near).values()
    names = {one.spans[0]: fold(name_of(one)) for rows in tables for one in rows}
    said = said_whole(filter(None, names.values()), asked)
    meant: set[tuple[Span, ...]] = set()
    of_both = asks_for_both(asked)
    for rows in tables:
        named = {names[one.spans[0]] for one in rows} & said
        for name in named or {""}:
            alike = [one for one in rows if not name or names[one.spans[0]] == name]
            best = max(one.score for one in alike)
            meant.update(one.spans for one in alike if of_both or one.score >= best - ROW_LEVEL)
    return [one for one in near if not one.is_row or one.spans in meant]


def without_level_rows(ranked: Sequence[Evidence], least: float) -> list[Evidence]:
    """The sentences without the rows of tables of which none fits better than the others, while something else fits as well as that.

    ``県外の会社でも使える？`` beside prices for 県内 and 県外 in every row → the sentence on 県外の企業

    Args:
        ranked: sentences and rows, best first.
        least: the score from which something fits.
    """
    level: set[tuple[Span, ...]] = set()
    for rows in rows_by_table(ranked).values():
        best = max(one.score for one in rows)
        if sum(one.score >= best - ROW_LEVEL for one in rows) > MOST_LEVEL:
            level.update(one.spans for one in rows)
    left = [one for one in ranked if one.spans not in level]
    return left if left and left[0].score >= least else list(ranked)


def is_named(asked: Question, row: Evidence, beside: Sequence[str] = ()) -> bool:
    """Whether a question calls a row by its name, or by a cell of it that calls something.

    Args:
        asked: the question, understood.
        row: a row under heads.
        beside: folded words of the question that call nothing, being what it asks of rows.
    """
    words = fold(asked.text)
    for said in beside:
        words = words.replace(said, " ")
    names = [name for name in map(fold, asked.names) if len(name) >= SHORTEST and name in words]
    return _known_by(row, said_whole(_cells(row), words), names, words) >= OF_ALL


def said_whole(cells: Iterable[str], words: str) -> frozenset[str]:
    """The cells a question says; one within a longer one only where it stands by itself, too: 会議室 of 大会議室 does not."""
    said: set[str] = set()
    rest = words
    for cell in sorted(set(cells), key=len, reverse=True):
        if cell in rest:
            said.add(cell)
            rest = rest.replace(cell, " ")
    return frozenset(said)


def _cells(row: Evidence) -> list[str]:
    return [cell for cell in bare_cells(row.spans) if len(cell) >= SHORTEST and not _NO_NAME.fullmatch(cell)]


def _known_by(row: Evidence, said: frozenset[str], names: Sequence[str], words: str) -> float:
    """Letters of a row's cells that the question says; half a letter more where it says a cell whole.

    A part of what the row is called counts from four letters: 承継特別保証 of 事業承継特別保証, 小口零細 of 小口零細企業保証.
    """
    cells = _cells(row)
    whole = max((len(cell) + 0.5 for cell in cells if cell in said), default=0.0)
    part = max((len(name) for cell in cells for name in names if name in cell), default=0)
    shared = max((longest_shared(fold(called), words) for called in _called(row)), default=0)
    return max(whole, float(part), float(shared) if shared >= OF_ALL else 0.0)


def _called(row: Evidence) -> list[str]:
    """What a row is called: its first cell, and those under 制度名 and the like."""
    cells, heads = filled_cells(row.spans), table_cells(row.spans[1].text)
    return cells[:1] + [
        cell for cell, head in zip(cells[1:], heads[1:], strict=False) if NAMES_A_ROW.search(head)
    ]


def longest_shared(one: str, other: str) -> int:
    """Letters of the longest stretch that two texts share: ``事業承継特別保証`` and ``承継特別保証の料率`` → 6"""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best
