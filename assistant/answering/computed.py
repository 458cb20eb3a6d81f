"""A value computed from the documents' figures, as it is told."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assistant.answering.evidence import Evidence
from assistant.text.figures import RATIO, Figure

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
    return is_one and figure.unit not in _NOT_COUNTED and not figure.unit.startswith("第")


def written(value: Fraction, unit: str) -> str:
    """A value as a Japanese document writes it.

    ``760000 台`` → ``76万台``; ``182000000 台`` → ``1億8,200万台``; ``13/2 倍`` → ``6.5倍``;
    ``280000000/3 円`` → ``約9,333万3,333円``; ``3/20 割合`` → ``15%``
    """
    if unit in (RATIO, "ポイント"):
        return f"{_decimal(value * 100)}{'%' if unit == RATIO else 'ポイント'}"
    if value.denominator != 1 and value >= 1_000_000:
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
