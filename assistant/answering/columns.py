"""What a cell of a table tells by the head of its column, and by what the table is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from assistant.answering.captions import BY_EACH, COUNTED_OTHERWISE, RATE_HEAD, unit_told, without_note
from assistant.answering.heads import Head
from assistant.answering.row_parts import COUNTED_HEAD, NAMES_A_ROW, UNIT, row_parts
from assistant.answering.spans import Span
from assistant.text.normalise import fold
from assistant.text.tokens import short_words
from assistant.text.values import holds_value

_DAYS = re.compile(r"日数|期間|年数|月数|納期")
_MONEY = re.compile(
    r"(?<![無有資試原燃塗肥飼染])料(?=金|$|[（(\s/／・:：])|価格|金額|単価|会費|謝金|費用|(?<!消)費(?:[（(]|$)|限度額|上限額|円(?=$|[)）/／・])"
)
"""Heads of sums: 料金, 使用料（県内）; 無料相談 and 資料請求 are none, nor are 円滑化 and 電力消費."""
_PRICE_LIST = re.compile(
    r"料金?等?(?:の?(?:一覧)?表|の?一覧|のご?案内)|(?:価格|単価|会費|金額|手数料額)(?:一覧)?(?:表|一覧)"
)
"""Names of papers and tables all of whose numbers are prices: 商工会館 料金表, 試験手数料一覧."""
_FOR_WHOM = re.compile(
    r"(?:非?会員|会員外|会員以外|一般|非会員・一般|会員価格|一般価格)(?:[（(][^（）()]*[)）])?"
)
"""Heads of two prices of one thing, where nothing says that they are: 会員, 一般 of a list of courses."""
_HEADS_PRICES = re.compile(r"(?:料金|使用料|利用料|受講料|手数料)$")
"""Headings that only suggest prices: 会議室料金. Apart from ``_PRICE_LIST``, whose numbers are computed with, for a wrong sum is worse than
none: with both as one a count of members was summed."""
LEAST_PRICE = 500
"""A smaller bare number below such a heading may count seats or minutes."""
_FOR_EACH = re.compile(r"^[（(][^（）()]{1,6}[)）]\s?(?=[0-9０-９])")
"""What a price is of, before it: (1日)3,900."""
_RATE = re.compile(
    r"年?[0-9０-９]{1,2}[.．][0-9０-９]{1,3}(?:\s?[~～〜-]\s?[0-9０-９]{1,2}[.．][0-9０-９]{1,3})?"
)
"""0.80, 0.50～2.20: of a whole number a head of rates may count years or points."""
_IN_PERCENT, _WHOLE_RATE = re.compile(r"[（(][^()（）]*[%％][)）]"), re.compile(r"[0-9０-９]{1,3}")
_BARE_NUMBER = re.compile(r"[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]{3,}")


def answers_by_column(head: Head, spans: Sequence[Span], headings: Sequence[str]) -> bool:
    """Whether a cell of a row holds a value under a column head that says which.

    ``50万円`` under ``上限額``; ``4,400`` under ``午後`` of ``室の使用料``; ``7700`` under ``午後`` of a ``商工会館 料金表``

    Args:
        head: the kind of value asked for.
        spans: the row, the heads of its columns, and the line above them that tells a unit, as far as they are there.
        headings: the folded title of the document and its headings above the table, the nearest last.
    """
    return bool(_answering(head, spans, headings))


def columns_asked(
    heads: Sequence[Head], words: Set[str], spans: Sequence[Span], headings: Sequence[str]
) -> frozenset[int]:
    """The columns of a row that a question is about: those that alone say a word of it, else those that hold what it asks for.

    ``夜間はいくら`` of 午前, 午後, 夜間 → that of 夜間; ``限度額は`` of 対象, 保証限度額, 期間 → that of 保証限度額; nothing where most hold it

    Args:
        heads: the kinds of value asked for.
        words: the question's words.
        spans: the row, the heads of its columns, and the line above them.
        headings: what stands above the table.
    """
    row = row_parts(spans)
    columns, cells = row.heads, row.cells
    called = [
        cell for at, cell in enumerate(cells[: len(columns)]) if not at or NAMES_A_ROW.search(columns[at])
    ]
    of_others = words - short_words("\n".join(called))  # 補助 of 販路拡大補助 is no word of the column 補助率
    said = [of_others & short_words(column) for column in columns]
    times = Counter(word for one in said for word in one)
    named = {at for at, one in enumerate(said) if at and any(times[word] == 1 for word in one)}
    found = named or {at for head in heads for at in _answering(head, spans, headings)}
    return frozenset(found) if 2 * len(found) < len(columns) else frozenset()


def _answering(head: Head, spans: Sequence[Span], headings: Sequence[str]) -> list[int]:
    """The columns whose cells hold a value of a kind."""
    row = row_parts(spans)
    above = [*headings, *([row.caption] if row.caption else [])]
    found = []
    for at, column in enumerate(row.heads[: len(row.cells)]):
        cell = row.value(at)
        if at == 0 or not (head.evidence is None or head.evidence.search(fold(column))):
            continue
        told = UNIT.search(column)  # 料金（県内） tells no unit, but that it is of money
        number = without_note(_FOR_EACH.sub("", cell))
        value = f"{cell}{told.group(1) if told else ''} {number}{unit_of(number, column, above) or _of_prices(number, column, row.heads, above)}"
        counts_days = "duration" in head.kinds and _DAYS.search(column) and re.search("[0-9０-９]", cell)
        holds = counts_days or any(holds_value(value, kind) for kind in head.kinds)
        if holds and is_so_written(head, value):
            found.append(at)
    return found


def _of_prices(number: str, column: str, heads: Sequence[str], headings: Sequence[str]) -> str:
    """円 of a number under one of two heads that tell for whom (11,000 under 一般 beside 会員), or below a heading 会議室料金; members by the
    hundred are fewer, and nothing is computed from what only looks like a price."""
    if not _BARE_NUMBER.fullmatch(number) or COUNTED_OTHERWISE.search(column):
        return ""
    are_two = sum(bool(_FOR_WHOM.fullmatch(head)) for head in heads) > 1
    is_price = (are_two and _FOR_WHOM.fullmatch(column)) or any(map(_HEADS_PRICES.search, headings))
    return "円" if is_price and int(re.sub(r"\D", "", number)) >= LEAST_PRICE else ""


def is_so_written(head: Head, text: str) -> bool:
    """Whether a text writes a value as those of a kind are: no 2分の1 is an interest."""
    return head.written is None or bool(head.written.search(text))


def unit_of(cell: str, column: str, headings: Sequence[str]) -> str:
    """What a bare number is of: 円 under a head that tells of money or in a list of prices, 件 under 件数.

    ``3,850`` under ``料金（県内）`` → 円; ``509`` under ``件数`` and ``248`` under ``相談方法（件） 来訪`` → 件; ``0.80`` under
    ``保証料率（年％）`` → %; ``20,000`` under ``限度額`` and 「限度額の単位：千円」 above → 千円

    Args:
        cell: a cell without the note behind its number.
        column: the head of its column.
        headings: what stands above the table, the nearest last.
    """
    is_money = bool(_MONEY.search(column))
    is_rate = RATE_HEAD.search(column) and _RATE.fullmatch(cell)
    if is_rate or (_IN_PERCENT.search(column) and _WHOLE_RATE.fullmatch(cell)):
        return "%"
    if not is_money and re.fullmatch(r"[0-9０-９,，]+", cell) and (counted := COUNTED_HEAD.search(column)):
        return counted["of"] or counted["in"]
    if not (_BARE_NUMBER.fullmatch(cell) or BY_EACH.search(cell)) or COUNTED_OTHERWISE.search(column):
        return ""
    if unit := unit_told(headings[-1], column) if headings else "":
        return unit
    in_thousands = bool(headings and _MONEY.search(headings[-1]) and re.search("[,，]", cell))
    return "円" if is_money or in_thousands or any(map(_PRICE_LIST.search, headings)) else ""
