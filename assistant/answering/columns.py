"""What a cell of a table tells by the head of its column, and by what the table is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.heads import Head
from assistant.answering.spans import COUNTED_HEAD, UNIT, Span
from assistant.documents.headings import table_cells
from assistant.text.normalise import fold
from assistant.text.values import holds_value

_DAYS = re.compile(r"日数|期間|年数|月数|納期")
_MONEY = re.compile(
    r"(?<![無有資試原燃塗肥飼染])料(?=金|$|[（(\s/／・:：])|価格|金額|単価|会費|謝金|費用|(?<!消)費(?:[（(]|$)|限度額|上限額|円(?=$|[)）/／・])"
)
"""Heads of sums: 料金, 使用料（県内）; 無料相談 and 資料請求 are none, nor are 円滑化 and 電力消費."""
_NO_MONEY = re.compile(
    r"人数|数量|件数|定員|番号|電話|型式|面積|収容|台数|年度?$|[(（][件人名社％%時日回㎡][)）]|^(?:no\.?|№|階)$",
    re.IGNORECASE,
)
_PRICE_LIST = re.compile(
    r"料金?等?(?:の?(?:一覧)?表|の?一覧|のご?案内)|(?:価格|単価|会費|金額|手数料額)(?:一覧)?(?:表|一覧)"
)
"""Names of papers and tables all of whose numbers are prices: 商工会館 料金表, 試験手数料一覧."""
_BARE_NUMBER = re.compile(r"[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]{3,}")


def answers_by_column(head: Head, spans: Sequence[Span], headings: Sequence[str]) -> bool:
    """Whether a cell of a row holds a value under a column head that says which.

    ``50万円`` under ``上限額``; ``4,400`` under ``午後`` of ``室の使用料``; ``7700`` under ``午後`` of a ``商工会館 料金表``

    Args:
        head: the kind of value asked for.
        spans: the row, and the heads of its columns.
        headings: the folded title of the document and its headings above the table, the nearest last.
    """
    cells, columns = table_cells(spans[0].text), table_cells(spans[1].text) if len(spans) > 1 else []
    for cell, column in zip(cells[1:], columns[1:], strict=False):
        told = UNIT.search(column)  # 料金（県内） tells no unit, but that it is of money
        value = f"{cell}{told.group(1) if told else ''} {cell}{unit_of(cell, column, headings)}"
        says_so = head.evidence is None or head.evidence.search(fold(column))
        counts_days = "duration" in head.kinds and _DAYS.search(column) and re.search("[0-9０-９]", cell)
        if (
            says_so
            and is_so_written(head, value)
            and (counts_days or any(holds_value(value, kind) for kind in head.kinds))
        ):
            return True
    return False


def is_so_written(head: Head, text: str) -> bool:
    """Whether a text writes a value as those of a kind are: no 2分の1 is an interest."""
    return head.written is None or bool(head.written.search(text))


def unit_of(cell: str, column: str, headings: Sequence[str]) -> str:
    """What a bare number is of: 円 under a head that tells of money or in a list of prices, 件 under 件数.

    ``3,850`` under ``料金（県内）`` → 円; ``509`` under ``件数`` and ``248`` under ``相談方法（件） 来訪`` → 件
    """
    is_money = bool(_MONEY.search(column))
    if not is_money and re.fullmatch(r"[0-9０-９,，]+", cell) and (counted := COUNTED_HEAD.search(column)):
        return counted["of"] or counted["in"]
    if not _BARE_NUMBER.fullmatch(cell) or _NO_MONEY.search(column):
        return ""
    in_thousands = bool(headings and _MONEY.search(headings[-1]) and re.search("[,，]", cell))
    return "円" if is_money or in_thousands or any(map(_PRICE_LIST.search, headings)) else ""
