"""The line above a table that tells the unit of its numbers: 別表第１ 会議室使用料（単位：円、消費税込み）.

A cell alone says 20,000; the line says that it is 千円. So the line is cited with each row and its unit told behind it.
"""

from __future__ import annotations

import re

LINES_ABOVE, LONGEST = 3, 120
"""So many lines above the heads are looked at, and no sentence: 単位 in running text is mostly of a course."""
_UNIT = re.compile(
    r"""
    (?:[（(]|(?<!\S))
    (?P<all>
        (?:(?P<of>[^（()）:：、。\s]{1,12})の)?単位[ 　]?[:：]?[ 　]?
        (?P<unit>(?:百万|[千万億])?円|千?[人名社件台]|[%％])[^（()）。\s]{0,20}
    )
    (?:[)）]|$)
    """,
    re.VERBOSE,
)
_NOTED = re.compile(
    r"(?P<number>[0-9０-９][0-9０-９,，.．]*)[ 　]?(?:※[0-9０-９a-zａ-ｚ]{0,2}|[*＊]{1,2}[0-9]?|[（(].*[)）](?:。.*)?)$",
    re.DOTALL,
)
"""A number with what explains it."""
_BARE = re.compile(r"[0-9０-９][0-9０-９,，.．]*")
BY_EACH = re.compile(r"(?:につき|あたり|当たり)[ 　]?[0-9０-９][0-9０-９,，]+$")
"""``１時間につき220``"""
COUNTED_OTHERWISE = re.compile(
    r"人数|数量|件数|定員|番号|電話|内線|型式|面積|広さ|収容|台数|回数|日数|年度?$|[(（][件人名社％%時日回㎡][)）]|^(?:no\.?|№|階)$",
    re.IGNORECASE,
)
"""Heads of numbers that are no sums."""
RATE_HEAD = re.compile(r"(?<!倍)率|金利|[（(][^()（）]*[%％][)）]")
_OF_MONEY_HERE = re.compile(r"[（(][^()（）]{0,6}円[)）]")
"""A head that tells its own unit of money, whatever the line above says: 限度額（万円）."""


def caption_above(page_text: str, head_start: int) -> tuple[int, int] | None:
    """The range of the line above a table's heads that tells its unit; None where none does.

    ``別表第１　使用料（単位：円）\\n室名\\t午前`` and the place of 室名 → the range of the first line

    Args:
        page_text: the page, as it is stored.
        head_start: where the heads begin.
    """
    end = head_start
    for _ in range(LINES_ABOVE):
        end = len(page_text[:end].rstrip())
        start = page_text.rfind("\n", max(0, end - LONGEST), end) + 1
        line = page_text[start:end]
        if not line or len(line) > LONGEST or "\t" in line or line.endswith("。"):
            return None
        if _UNIT.search(line):
            return start, end
        end = start
    return None


def unit_told(caption: str, column: str) -> str:
    """The unit that a caption gives to the numbers of a column: ``（限度額の単位：千円）`` of 保証限度額 → 千円; of 件数 → nothing."""
    found = _UNIT.search(caption)
    return found["unit"] if found and (not found["of"] or found["of"] in column) else ""


def unit_of_table(caption: str, column: str, cell: str) -> str:
    """The unit of a table as it is told behind a bare number: ``（単位：円、消費税込み）`` of 4,180 under 夜間; nothing behind 120名, under a
    head that tells a unit of its own, or where the caption is of some columns only.

    Args:
        caption: the line above the table.
        column: the head of the cell's column.
        cell: the cell, as it is stored.
    """
    found = _UNIT.search(caption)
    has_own = any(head.search(column) for head in (COUNTED_OTHERWISE, RATE_HEAD, _OF_MONEY_HERE))
    is_of_all = found and not found["of"] and is_bare(cell) and not has_own
    return f"（{found['all']}）" if found and is_of_all else ""


def unit_of_cell(caption: str, column: str, cell: str) -> str:
    """The unit of a cell of the columns that a caption names: ``（単位：千円）`` of 保証限度額 under 「限度額の単位：千円」."""
    found = _UNIT.search(caption)
    is_of_column = found and found["of"] and found["of"] in column and is_bare(cell)
    return f"（単位：{found['unit']}）" if found and is_of_column else ""


def is_bare(cell: str) -> bool:
    """Whether a cell is a number without a unit: ``35,000 ※1``, ``１時間につき220``; not ``120名`` or ``2/3``"""
    return bool(_BARE.fullmatch(without_note(cell)) or BY_EACH.search(cell))


def without_note(cell: str) -> str:
    """A cell without the mark or the brackets behind its number: ``35,000 ※1`` → 35,000; ``280,000（うち無担保80,000）`` → 280,000"""
    found = _NOTED.match(cell)
    return found["number"] if found else cell
