"""Rows for those who are something and for those who are not: 会員 and 非会員, 県内 and 県外."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.evidence import Evidence
from assistant.answering.row_parts import bare_cells
from assistant.answering.spans import Span
from assistant.answering.table_rows import rows_by_table

_NOT = re.compile(r"非(?P<who>[一-龥]{1,2}[員者])")
"""People only: 非課税 and 非常勤 are asked whether, not for whom."""
LONGEST_SIDE = 4
"""Letters behind 県外 in a cell that tells a side and no more."""
_DENIED = r"(?:じゃ|では|で|や)(?:な[いくか]|あり(?:ませ|あへ))|に(?:は)?なって(?:い)?(?:な[いくか]|ませ)|以外|(?:の方)?を除"


def rows_of_the_other_side(words: str, evidence: Iterable[Evidence]) -> frozenset[Span]:
    """The rows for those whom a question does not ask for, in tables that have rows for both.

    ``会員の社長さん、午後いくら`` → the rows of 非会員; ``会員じゃない業者は``, ``非会員だと`` → those of 会員; none where it asks for both, or for neither

    Args:
        words: the question, folded.
        evidence: sentences and rows found for it.
    """
    others: set[Span] = set()
    for rows in rows_by_table(one for one in evidence if len(one.spans) > 1).values():
        cells = {one.spans[0]: bare_cells(one.spans) for one in rows}
        told = frozenset[str]().union(*cells.values())
        for who in (found["who"] for cell in told if (found := _NOT.fullmatch(cell))):
            if who in told and (left_out := _left_out(who, words)):
                others.update(span for span, said in cells.items() if left_out in said)
        for side in _sides_not_asked_for(words):
            of_side = {span for span, said in cells.items() if any(map(side.fullmatch, said))}
            others.update(of_side if len(of_side) < len(rows) else ())
    return frozenset(others)


def _sides_not_asked_for(words: str) -> list[re.Pattern[str]]:
    """The cells of the sides that a question does not ask for: 県外, 県外企業 where it asks for 県内 alone; not 県外の展示会に出る方."""
    said = {found.group() for found in re.finditer("[県市町村区][内外]", words)}
    opposite = {one: f"{one[0]}{'外' if one[1] == '内' else '内'}" for one in said}
    return [
        re.compile(rf"{other}.{{0,{LONGEST_SIDE}}}")
        for one, other in opposite.items()
        if other not in said and f"{one}以外" not in words
    ]


def asks_for_both(words: str) -> bool:
    """Whether a folded question asks for those who are something and those who are not: ``会員と非会員でいくら`` → True"""
    names = {found["who"] for found in _NOT.finditer(words)}
    return any(len(re.findall(who, words)) > len(re.findall(f"非{who}", words)) for who in names)


def _left_out(who: str, words: str) -> str:
    """Which of 会員 and 非会員 a question does not ask for; empty where it asks for both or neither."""
    denied = re.findall(rf"非{who}|{who}(?:{_DENIED})", words)
    meant = len(re.findall(who, words)) - len(denied)
    if bool(denied) == bool(meant):
        return ""
    return who if denied else f"非{who}"
