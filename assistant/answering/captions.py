"""The line above a table that tells the unit of its numbers: 別表第１ 会議室使用料（単位：円、消費税込み）.

A cell alone says 20,000; the line says that it is 千円. So the line is cited with each row and its unit told behind it.
"""

from __future__ import annotations

import re

from assistant.documents.headings import table_cells

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


def unit_of_row(caption: str, row: str) -> str:
    """The unit of all numbers of a row, as it is told behind it: ``（単位：円、消費税込み）``; nothing where it is of some columns only,
    or the row has no bare number.

    Args:
        caption: the line above the table.
        row: the row, as it is stored.
    """
    found = _UNIT.search(caption)
    is_of_all = found and not found["of"] and any(map(_BARE.match, table_cells(row)[1:]))
    return f"（{found['all']}）" if found and is_of_all else ""


def unit_of_cell(caption: str, column: str, cell: str) -> str:
    """The unit of a cell of the columns that a caption names: ``（単位：千円）`` of 保証限度額 under 「限度額の単位：千円」."""
    found = _UNIT.search(caption)
    is_of_column = found and found["of"] and found["of"] in column and _BARE.match(cell)
    return f"（単位：{found['unit']}）" if found and is_of_column else ""


def without_note(cell: str) -> str:
    """A cell without the mark or the brackets behind its number: ``35,000 ※1`` → 35,000; ``280,000（うち無担保80,000）`` → 280,000"""
    found = _NOTED.match(cell)
    return found["number"] if found else cell
