"""A value computed from the documents' figures, as it is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.answering.evidence import Evidence
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.units import unit_at

MONEY = "円"
CLEARLY = 1.3
"""How many times what a value is made of must fit the question as well as anything else. From 1.0 to 1.3 the same 32 of 96 invented
values are computed, with 1.6 one fewer, and none is wrong: the strictest that costs nothing."""
_EACH = re.compile(
    r"[1一]\s?(?P<unit>件|社|人|名|者|校|団体|機関|地域|拠点|台|回|店|戸|か所|プロジェクト|プログラム)(?:当たり|あたり|当り|につき|平均)"
)
_OF_TIME = re.compile(r"第|年度|[年月日期](?:末|初|頭|中旬|上旬|下旬|実施|開催|分)|号|条|章|階|番|版")
"""How a unit begins that counts nothing: 6年度末, 12月実施, 4階."""
_NUMBER = re.compile(r"^[0-9,.〇一二三四五六七八九十百千万億兆\s]+")
_NOT_COUNTED = frozenset({"", "年", "年度", "月", "日", "時", "分", "第"})
"""Units of what is no quantity here: years and days, numbers of chapters."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """A computed value as it is told, and the sentences whose figures it was computed from."""

    text: str
    operands: tuple[Evidence, ...]


def is_quantity(figure: Figure) -> bool:
    """Whether a figure is one number of something that can be counted or paid, exact or about: no range, no year."""
    is_one = figure.low == figure.high and figure.bound in ("exact", "about")
    return is_one and figure.unit not in _NOT_COUNTED and not _OF_TIME.match(figure.unit)


def is_per(plain: str, figure: Figure) -> bool:
    """Whether a figure only says what another one is the price or number of: 1人2,500円, 1件あたり."""
    behind = plain[figure.end : figure.end + 6]
    return figure.low == 1 and bool(re.match(r"\s?(?:あたり|当たり|につき|ごと|[0-9])", behind))


def quantities_in(plain: str) -> list[Figure]:
    """The quantities of a sentence that are themselves values, and not what others are told by."""
    return [one for one in figures_in(plain) if is_quantity(one) and not is_per(plain, one)]


def unit_of_each(plain: str) -> str | None:
    """By what a mean is asked for, as figures have it: ``1件あたり`` → 件, ``1名につき`` → 人; None where it is not told."""
    each = _EACH.search(plain)
    return {"名": "人", "者": "社"}.get(each["unit"], each["unit"]) if each else None


def written(value: Fraction, unit: str) -> str:
    """A value as a Japanese document writes it.

    ``760000 台`` → ``76万台``; ``182000000 台`` → ``1億8,200万台``; ``13/2 倍`` → ``6.5倍``;
    ``280000000/3 円`` → ``約9,333万3,333円``; ``3/20 割合`` → ``15%``
    """
    if unit in (RATIO, "ポイント"):
        return f"{_decimal(value * 100)}{'%' if unit == RATIO else 'ポイント'}"
    if value.denominator != 1 and (value >= 1_000_000 or (unit == "円" and value >= 1_000)):
        return f"約{written(Fraction(round(value)), unit)}"
    if value.denominator != 1 or value < 10_000:
        return f"{_decimal(value)}{unit}"
    parts, rest = "", int(value)
    for scale, name in ((10**12, "兆"), (10**8, "億"), (10**4, "万")):
        if rest >= scale:
            parts += f"{rest // scale:,}{name}"
            rest %= scale
    return f"{parts}{rest:,}{unit}" if rest else f"{parts}{unit}"


def _decimal(value: Fraction) -> str:
    """Up to two decimals, told as about where there are more: 61/65 of 100 → 約93.85."""
    rounded = round(value, 2)
    number = f"{int(rounded):,}" if rounded.denominator == 1 else f"{float(rounded):,.2f}".rstrip("0")
    return number if rounded == value else f"約{number}"


def _as_said(figures: Sequence[Figure], unit: str) -> str:
    """The unit of a result as the document writes it, where its operands have it: 点 and not つ, 名 and not 人."""
    if unit == RATIO or not figures or figures[0].unit != unit:
        return unit
    said = _NUMBER.sub("", figures[0].said)
    return said if said and unit_at(said, 0) == (unit, len(said)) else unit


def told(
    formula: str,
    value: Fraction,
    unit: str,
    figures: Sequence[Figure],
    evidence: Sequence[Evidence],
    way: str = "",
) -> Calculation:
    """A computed value as an answer tells it: ``計算: 573万台 − 497万台 ＝ 76万台（資料の数字から計算した値）``

    Args:
        formula: the operands with their signs, as they are shown.
        value: what it comes to.
        unit: its unit.
        figures: the operands; where one is about so much, the value is.
        evidence: the sentences they stand in.
        way: what follows the value: の増加.
    """
    result = written(value, _as_said(figures, unit))
    is_about = any(figure.bound == "about" for figure in figures) and not result.startswith("約")
    text = f"計算: {formula} ＝ {'約' if is_about else ''}{result}{way}（資料の数字から計算した値）"
    return Calculation(text, tuple(dict.fromkeys(evidence)))
