"""A table row taken apart: its cells under their heads, the unit told above them, and what its 同上 or its first blanks stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.captions import unit_of_cell, unit_of_table
from assistant.answering.ditto import cells_meant, with_meant
from assistant.answering.spans import Span
from assistant.documents.headings import table_cells
from assistant.text.normalise import fold, normal_text

_CELL_VALUE = re.compile(r"[0-9０-９](?![0-9０-９]{0,3}(?:年|期|回|月|日|[-~〜～]))|分の")
"""A figure that is none of a date or a period, which stand in heads too: 2024年度, 今期(7-9月)."""
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_BRACKETED_OR_TIMES = re.compile(
    r"[(（][^()（）]*[)）]|[0-9０-９]{1,2}[:：時][0-9０-９]{0,2}分?|(?<![0-9０-９])[0-9０-９]{1,2}\s?[-~〜～]\s?[0-9０-９]{1,2}(?![0-9０-９])"
)
"""What heads hold beside their words: 付添い（1時間）, 午前 9:00～12:00, 夜間 18-21."""
UNIT = re.compile(r"[(（]([^()（）]{1,4})[)）]$")
"""The unit a column head gives in brackets: 割合(%)."""
COUNTED_HEAD = re.compile(r"(?P<of>[件社者人回校台])数(?!券)|[(（](?P<in>[件社者人回校台名])[)）]")
"""A head that tells what is counted below it: 件数, 相談方法（件）."""
NAMES_A_ROW = re.compile(r"名(?!数|簿)|項目|メニュー|コース|科目|種[別類]|区分|型式|規格|^単位$")
"""Heads of columns that say what a row is: 制度名, 試験項目, 区分."""
_CALLS_A_ROW = re.compile(r"(?<!場)(?<!室)名称?$|^氏名|項目$|^メニュー|コース$|^品目$|^質問|^内容$")
_CALLS_NOTHING = re.compile(
    r"(?:no|NO|No|№)[.．]?|(?:通し|整理|管理)?番号|項番|コード|記号|[#＃]|区分|分類|種別|カテゴリー?"
)
"""Heads of a first column that only numbers or sorts what the next ones call: 番号, 区分."""


LINES_OF_ITS_OWN = 2
"""A row and its heads; behind them stand the line above these and the row that 同上 or the first blanks stand for."""


@dataclass(frozen=True, slots=True)
class RowParts:
    """What a row and the lines cited with it say."""

    cells: tuple[str, ...]
    heads: tuple[str, ...]
    """Those of its columns; none where no heads stand above it."""
    caption: str
    """The line above the heads that tells a unit."""
    meant: tuple[str, ...]
    """For each cell the one it stands for; empty for one that says what it says."""

    def value(self, at: int) -> str:
        """A cell, or the one it stands for."""
        return self.meant[at] or self.cells[at]

    @property
    def called_at(self) -> int:
        """The column that says what the row is: the first, or behind numbers and classes the one of names."""
        if self.heads and self.value(0) and not _CALLS_NOTHING.fullmatch(normal_text(self.heads[0])):
            return 0
        named = range(1, min(len(self.cells), len(self.heads)))
        return next(
            (
                at
                for at in named
                if self.cells[at] and not self.meant[at] and _CALLS_A_ROW.search(self.heads[at])
            ),
            0,
        )

    def cell_in_words(self, at: int) -> str:
        """A cell under its head: ``保証限度額 同上（上の行：280,000）（単位：千円）``"""
        unit = unit_of_cell(self.caption, self.heads[at], self.value(at))
        return f"{self.heads[at]} {with_meant(self.cells[at], self.meant[at])}{unit}".strip()


def row_parts(spans: Sequence[Span]) -> RowParts:
    """A row taken apart.

    ``乙\t同上`` with ``名\t額``, ``（単位：千円）`` and ``甲\t500`` → cells 乙, 同上; heads 名, 額; caption （単位：千円）; meant "", 500

    Args:
        spans: the row, its heads, the line above them, and the row above that is meant, as far as they are there.
    """
    cells = table_cells(spans[0].text)
    head, others = spans[1:2], spans[2:]
    caption = next((one.text for one in others if one.end <= head[0].start), "")
    above = next((table_cells(one.text) for one in others if one.start >= head[0].end), [])
    heads = table_cells(head[0].text) if head else []
    return RowParts(tuple(cells), tuple(heads), caption, tuple(cells_meant(cells, above)))


def own_spans(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Without the row that 同上 or the first blanks stand for, whose name and other cells are none of this row."""
    return tuple(span for at, span in enumerate(spans) if at < LINES_OF_ITS_OWN or span.end <= spans[1].start)


def filled_cells(spans: Sequence[Span]) -> list[str]:
    """A row's cells, its first blanks with the name of the group they stand for: "", 非会員 under 大ホール, 会員 → 大ホール, 非会員."""
    row = row_parts(spans)
    return [cell or meant for cell, meant in zip(row.cells, row.meant, strict=True)]


def bare_cells(spans: Sequence[Span]) -> list[str]:
    """A row's cells, folded, its first blanks with the name of the group they stand for, without what stands in brackets: ``会員（市内）\t500円`` → 会員, 500円"""
    return [fold(_BRACKETED.sub("", cell)) for cell in filled_cells(spans)]


def own_text(spans: Sequence[Span]) -> str:
    """The words of a row's own, with its heads and the name of its group: those of the row that 同上 stands for are none of them."""
    own = "\n".join(span.text for span in own_spans(spans))
    if len(spans) <= LINES_OF_ITS_OWN:
        return own
    row = row_parts(spans)
    groups = (meant for cell, meant in zip(row.cells, row.meant, strict=True) if meant and not cell)
    return "\n".join([own, *groups])


def row_in_words(spans: Sequence[Span], first: frozenset[int] = frozenset()) -> str:
    """A table row as it is shown, each value under its column's head where heads stand above it.

    ``一般枠\t1/2\t50万円`` under ``区分\t補助率\t上限額`` → ``一般枠：補助率 1/2、上限額 50万円``; ``3\t秤\t50円`` under ``番号\t機器名\t料金`` →
    ``秤：番号 3、料金 50円``; where the first row is no row of
    heads (補助率\t2分の1 above 上限額\t50万円), or cells and heads do not match, ``上限額：50万円（補助率／2分の1）``. The unit that the
    line above the heads tells, and what 同上 stands for, are told with it: ``上限額 500（単位：千円）``, ``上限額 同上（上の行：500）``.

    Args:
        spans: the row, its heads, the line above them that tells a unit, and the row that 同上 stands for, as far as they are there.
        first: the columns told right behind what the row is called; the others follow in their order.
    """
    row = row_parts(spans)
    cells, heads = row.cells, row.heads
    if len(cells) == len(heads) and _are_heads(heads):
        called = row.called_at
        named = next((at for at in range(1, len(heads)) if not NAMES_A_ROW.search(heads[at])), len(heads))
        filled = [at for at in range(len(heads)) if row.value(at) and at != called]
        asked = [at for at in filled if at < named or at in first]
        order = [*asked, *(at for at in filled if at not in asked)]
        units = {at: unit for at in order if (unit := unit_of_table(row.caption, heads[at], cells[at]))}
        with_unit = next(iter(units), None)  # once, behind the first bare number that is told
        told = [row.cell_in_words(at) + (units[at] if at == with_unit else "") for at in order]
        name = with_meant(cells[called], row.meant[called])
        return "：".join(filter(None, [name, "、".join(told)]))
    said = [with_meant(cell, meant) for cell, meant in zip(cells, row.meant, strict=True) if cell or meant]
    text = "：".join(filter(None, [*said[:1], "、".join(said[1:])]))
    above = "／".join(filter(None, heads))
    return f"{text}（{above}）" if above else text


def cells_under(spans: Sequence[Span], head: re.Pattern[str]) -> list[str]:
    """The cells of a row under the heads that a pattern finds: ``10月7日`` under ``申込締切``; none where no heads stand above it."""
    row = row_parts(spans)
    columns = range(min(len(row.cells), len(row.heads)))
    return [row.value(at) for at in columns if row.value(at) and head.search(row.heads[at])]


def _are_heads(first_row: Sequence[str]) -> bool:
    """Whether the first row of a table names its columns: no cell but the first holds a value, and of two columns the second
    tells a unit (割合(%)), for 補助率 and 2分の1 are a label and its value as often."""
    others = [_BRACKETED_OR_TIMES.sub("", head) for head in first_row[1:]]
    if len(others) < 2 and not any(map(UNIT.search, first_row[1:])):
        return False
    return not any(map(_CELL_VALUE.search, others))


def _cells(row: str) -> list[str]:
    return [cell for cell in table_cells(row) if cell]


def with_units(spans: tuple[Span, ...]) -> str:
    """A table row with the units its header gives: ``プロパー職員\t31.4`` under ``属性\t割合(%)`` → ``… 31.4%``"""
    own, heads = _cells(spans[0].text), _cells(spans[1].text) if len(spans) > 1 else []
    units = [found.group(1) if (found := UNIT.search(head)) else "" for head in heads]
    filled = [cell + unit for cell, unit in zip(reversed(own), reversed(units), strict=False)]
    return " ".join([*own, *filled])
