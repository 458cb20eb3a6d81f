"""How a table reads in lines, so that a row is understood without the columns being seen.

Rows of cells parted by tabs under a row of heads; or, of a list of labels and values, the labels as headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.documents.headings import LABEL_AND_VALUE, MOST_COLUMNS, is_label_alone
from assistant.documents.laid_out import END_OF_LABELS, SPACES, Line, paragraph
from assistant.documents.outline import LEVEL_TITLE
from assistant.text.lines import spread_word

Cells = Sequence[str | None]
"""A row: the text of each cell, paragraphs parted by line ends; None where the cell at its left goes on."""
Layout = Literal["heads", "labels", "unknown"]
"""Whether the first row of a table heads its columns, or its first column labels what stands beside it."""
LEVEL_TABLE = 8
"""Of a title above a table of a sheet: deeper than the sheet, less deep than what is numbered by hand."""
LONGEST_TITLE, LONGEST_ACROSS = 40, 12
COLUMNS_UNDER_TITLE = 4
_DATE_OR_NOTE = re.compile(r"現在$|時点|更新|作成|改[定訂正]|単位|※|[0-9０-９]{1,4}[年/.．-][0-9０-９]{1,2}")
"""What stands at the far end of a title's row: 2026/10/01現在, （単位：円）."""
_NO_TITLE = re.compile(r"^[※注（(]|単位|[。、]|現在$|[0-9０-９]日[^一-龥]*$")
LONGEST_LABEL = 20
LONGEST_HEAD = 30
"""Letters of the head of a column; what is longer beside a label is what it is a label of."""
LONGEST_SPREAD = 6
_VALUE = re.compile(r"^[^（(]*[0-9０-９]|。|\n")
_ENDS_A_LABEL = re.compile(
    r"(?<![0-9０-９])(?:期限|期間|締切|時期|先|者|率|額|方法|条件|要件|内容|経費|書類|窓口|時間|場所|会場|概要|目的|趣旨|費用|料|日|名|事項|予算)$"
)
_HEADS_ROWS = re.compile(r"(?:区分|種別|種類|分類|項目|名|番号|No\.?|日程|年度|年月日?|回|順)$")
_ENDS = re.compile(r"[。\n]|[0-9０-９]$|[円%％日人]$")
"""What no head of a column ends in: a sentence, a figure."""
_FIGURE_FIRST = re.compile(r"[\W]*[0-9０-９]")
_FOR_EACH = re.compile(r"[1１](?:回|日|時間|件|か月|年|名|人|枚|冊|台|泊)(?:あたり|につき)?")
"""A head that begins with a figure: プロジェクター 1,500 under 1回."""
_MARKED = re.compile(r"[・●○■□◆◇※(（①-⑳]|[0-9０-９A-Za-z]")
_NUMBER_ALONE = re.compile(r"[（(]?(?:[0-9０-９]{1,2}|[①-⑳ア-ン])[)）.．]?|[・●○■□◆◇※]")


def table_lines(rows: Sequence[Cells], *, layout: Layout = "unknown") -> list[Line]:
    """A table as lines: rows of cells parted by tabs under a row of heads, or labels as headings above what they label.

    ``補助率 | 2/3以内`` above ``上限額 | 50万円`` → 補助率 (a heading), 2/3以内, 上限額 (a heading), 50万円;
    ``区分 | 補助率`` above ``一般枠 | 1/2`` → ``区分\\t補助率``, ``一般枠\\t1/2``

    Args:
        rows: their cells.
        layout: what the file says of its first row or column.
    """
    by_row, _ = lines_by_row(rows, layout=layout)
    return [line for lines in by_row for line in lines]


def lines_by_row(
    rows: Sequence[Cells], *, layout: Layout = "unknown", on_one_line: bool = False
) -> tuple[list[list[Line]], list[Line]]:
    """The lines of each row of a table, and the row that heads its columns, which is said again where a page parts them.

    Args:
        rows: their cells.
        layout: what the file says of its first row or column.
        on_one_line: no row gives more than one line, as in a sheet, whose rows have numbers.
    """
    rows = _as_wide(rows)
    by_row: list[list[Line]] = []
    head: list[Line] = []
    for table in _tables(rows):
        above, below = _title_rows(table), _lone_rows(table[::-1])
        body = table[above : len(table) - below]
        lines = _of_body(body, layout, on_one_line) if body else []
        titles = [_alone(cells, on_one_line) for cells in table[:above]]
        if on_one_line and body and by_row and not any(titles):
            lines = _parted_from_above(lines)
        elif on_one_line and body:
            titles = _with_a_title(titles)
        head = head or next(
            (line for line in lines if line and not line[0].level and "\t" in line[0].text), []
        )
        by_row.extend([*titles, *lines])
        by_row.extend(_alone(cells, on_one_line) for cells in (table[len(table) - below :] if body else ()))
    return by_row, head


def _of_body(rows: Sequence[Cells], layout: Layout, on_one_line: bool) -> list[list[Line]]:
    rows = _without_empty_columns(rows)
    if layout == "labels" or (layout == "unknown" and _is_of_labels(rows)):
        return _on_lines(rows) if on_one_line else _labelled(rows)
    head, *others = with_one_head(rows)
    whole = [head, *(_across(cells) for cells in others)]
    return [[Line(_row(cells))] if any(map(_said, cells)) else [] for cells in whole]


def _across(cells: Cells) -> Cells:
    """A row of values with one that goes on over several columns said in each: 無料 under 午前 and 午後."""
    said: list[str | None] = []
    for number, cell in enumerate(cells):
        goes_on = cell is None and number > 1 and len(_said(said[-1])) <= LONGEST_ACROSS
        said.append(said[-1] if goes_on else cell)
    return said


def _parted_from_above(lines: list[list[Line]]) -> list[list[Line]]:
    """A table without a title, no more under that of the table above it."""
    first = next(number for number, row in enumerate(lines) if row)
    return [[Line(row[0].text, -LEVEL_TABLE)] if number == first else row for number, row in enumerate(lines)]


def _with_a_title(titles: list[list[Line]]) -> list[list[Line]]:
    """What stands above a table, the first line that can be a title as its heading: no date, unit or note."""
    found = next(
        (
            n
            for n, row in enumerate(titles)
            if row and len(row[0].text) <= LONGEST_TITLE and not _NO_TITLE.search(row[0].text)
        ),
        None,
    )
    return [[Line(row[0].text, LEVEL_TABLE)] if number == found else row for number, row in enumerate(titles)]


def _alone(cells: Cells, on_one_line: bool) -> list[Line]:
    """What stands alone in its row: a title, a date, a note."""
    said = "\n".join(filter(None, map(_said, cells)))
    return paragraph(one_line(said) if on_one_line else said)


def _on_lines(rows: Sequence[Cells]) -> list[list[Line]]:
    """Each label with its value beside it: ``補助率　2/3以内``"""
    return [paragraph("　".join(filter(None, (one_line(cell or "") for cell in cells)))) for cells in rows]


def _tables(rows: Sequence[Cells]) -> list[Sequence[Cells]]:
    """The rows parted where another row of heads follows one that stands alone (2. 機器の利用料) or an empty one."""
    starts = [0]
    for number in range(1, len(rows)):
        filled, before = _filled(rows[number]), _filled(rows[number - 1])
        titled = filled == 1 and before != 1 and _heads(rows, number + 1)
        if titled or (filled > 1 and not before and _filled(rows[starts[-1]]) and _heads(rows, number)):
            starts.append(number)
    return [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _heads(rows: Sequence[Cells], number: int) -> bool:
    """Whether a row is of short words, and figures stand below them."""
    while number < len(rows) and _filled(rows[number]) < 2:
        number += 1
    if number + 1 >= len(rows):
        return False
    heads, below = list(map(_said, rows[number])), list(map(_said, rows[number + 1]))
    if any(
        len(cell) > LONGEST_HEAD or (_FIGURE_FIRST.match(cell) and not _FOR_EACH.fullmatch(cell))
        for cell in heads
    ):
        return False
    return any(head and _FIGURE_FIRST.match(cell) for head, cell in zip(heads, below, strict=True))


def heads_figures(rows: Sequence[Cells]) -> bool:
    """Whether the first row is of short words and figures stand below them: 区分 and 上限額 above 一般枠 and 50万円."""
    return bool(rows) and _heads(rows, 0)


def _said(cell: str | None) -> str:
    return (cell or "").strip()


def _filled(cells: Cells) -> int:
    return sum(1 for cell in cells if _said(cell))


def with_one_head(rows: Sequence[Cells]) -> list[Cells]:
    """The rows, with two rows of heads made one: 補助率 over 一般枠 and 特別枠 → 補助率 一般枠, 補助率 特別枠.

    The first row becomes empty, so that each row stays at its place.
    """
    if len(rows) < 3 or None not in rows[0] or any(_FIGURE_FIRST.match(cell or "") for cell in rows[1]):
        return list(rows)
    heads: list[str] = []
    over = ""
    for above, below in zip(rows[0], rows[1], strict=True):
        over = over if above is None else above
        heads.append(over if not below or below == over else f"{one_line(over)} {one_line(below)}".strip())
    return [[""] * len(heads), heads, *rows[2:]]


def _row(cells: Cells) -> str:
    return "\t".join(one_line(cell or "") for cell in cells)


def _as_wide(rows: Sequence[Cells]) -> list[Cells]:
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _without_empty_columns(rows: Sequence[Cells]) -> list[Cells]:
    filled = [number for number in range(len(rows[0])) if any(_said(row[number]) for row in rows)]
    return [[row[number] for number in filled] for row in rows]


def _lone_rows(rows: Sequence[Cells]) -> int:
    """How many rows stand before the first of several cells: a title, a date."""
    return next((number for number, row in enumerate(rows) if _filled(row) > 1), len(rows))


def _title_rows(rows: Sequence[Cells]) -> int:
    """How many rows stand above a table: of one cell each, or a title and at its far end a date or whose it is."""
    lone = _lone_rows(rows)
    while lone < len(rows):
        below = next((row for row in rows[lone + 1 :] if _filled(row)), None)
        if below is None or not _is_title_with_note(rows[lone], below):
            break
        lone += 1 + _lone_rows(rows[lone + 1 :])
    return lone


def _is_title_with_note(row: Cells, below: Cells) -> bool:
    """Whether a row is a title and one word more, above a row of heads: not 区分 and 補助率, which goes on over its own columns."""
    places = [number for number, cell in enumerate(row) if _said(cell)]
    if len(places) != 2 or places[0] or _filled(below) < COLUMNS_UNDER_TITLE or not _said(below[0]):
        return False
    last = places[1]
    goes_on = last + 1 < len(row) and row[last + 1] is None
    has_figures = any(_FIGURE_FIRST.match(cell) for cell in map(_said, below))
    return bool(_DATE_OR_NOTE.search(_said(row[last]))) or not (goes_on or has_figures)


def _is_of_labels(rows: Sequence[Cells]) -> bool:
    """Whether the first column holds labels and what is beside them is what they label: no row heads the others."""
    labels = [cell for row in rows if (cell := one_line(row[0] or ""))]
    if len(rows[0]) > MOST_COLUMNS or not labels or any(len(label) > LONGEST_LABEL for label in labels):
        return False
    if not _said(rows[0][0]) and len(rows) > 1:  # a corner without a word: heads above, labels at the left
        return False
    known = sum(map(_is_label, set(labels[1:])))
    if sum(1 for label in set(labels) if _ENDS_A_LABEL.search(label)) * 2 > len(set(labels)) > 1:
        known = known or 1
    if len(rows[0]) > 2:
        return _is_label(labels[0]) and known * 2 >= len(set(labels[1:]))
    first, *others = [row[1] or "" for row in rows]
    figures = sum(1 for value in others if _FIGURE_FIRST.match(value))
    # 区分 | 1区画の出店料 above 組合員 | 2,000円
    if (
        _HEADS_ROWS.search(labels[0])
        and figures * 2 > len(others)
        and 0 < len(first) <= LONGEST_LABEL
        and not _ENDS.search(first)
    ):
        return False
    if known or len(first) > LONGEST_HEAD or (_VALUE.search(first) and not _FOR_EACH.fullmatch(first)):
        return True
    return not others or (figures * 2 < len(others) and not _HEADS_ROWS.search(labels[0]))


def _is_label(text: str) -> bool:
    return is_label_alone(text) or bool(LABEL_AND_VALUE.match(f"{text} 値"))


def _labelled(rows: Sequence[Cells]) -> list[list[Line]]:
    by_row: list[list[Line]] = []
    above = ""
    for row in rows:
        label = one_line(row[0] or "")
        if _NUMBER_ALONE.fullmatch(label):
            by_row.append(_alone([f"{label}　{one_line(row[1] or '')}", *row[2:]], on_one_line=False))
            continue
        lines = [Line(label, LEVEL_TITLE)] if label and label != above else []
        above = label or above
        if len(row) == 2:
            lines.extend(paragraph(row[1] or ""))
        else:
            lines.extend(paragraph("　".join(filter(None, (one_line(cell or "") for cell in row[1:])))))
        by_row.append(lines)
    by_row[-1].append(END_OF_LABELS)
    return by_row


def one_line(text: str) -> str:
    """A cell in one line, a word spread for looks as a word: ``2/3以内\\n（小規模）`` → ``2/3以内 （小規模）``; ``利　率`` → ``利率``"""
    lines = [SPACES.sub(" ", line).strip() for line in text.split("\n") if line.strip()]
    is_label = sum(map(len, lines)) <= LONGEST_LABEL and not any(_MARKED.match(line) for line in lines)
    line = ("" if is_label else " ").join(lines)
    word = spread_word(line)
    return word if 0 < len(word) <= LONGEST_SPREAD else line
