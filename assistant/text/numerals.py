"""Numbers as they are written in Japanese, as exact values: 1億2,000万, 二千三百, 1,200百万, 数十.

kanjize was tried first: of fifteen forms it reads 万/億 with plain digits and kanji, and refuses 1億2,000万,
1,200百万 and 十数; finding where a figure stands and what unit, range or bound goes with it would remain to be done.
"""

from __future__ import annotations

import re
from fractions import Fraction

ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?"
KANJI = r"[〇一二三四五六七八九十百千万億兆数]{1,24}"
NUMBER = rf"(?:{ARABIC}(?:(?:[千百][0-9]{{1,3}}){{1,2}}[十百]?(?=[万億兆]))?(?:\s?[十百千]?[万億兆](?:{ARABIC}|[一二三四五六七八九数十百千])*|[百千](?![〇一二三四五六七八九]))*|{KANJI})"
"""A number in figures with kanji scales between and behind, or wholly in kanji."""
_DIGITS = {**{digit: value for value, digit in enumerate("〇一二三四五六七八九")}, "零": 0}
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_TOKEN = re.compile(rf"{ARABIC}|[〇一二三四五六七八九]+|数|[十百千万億兆]")
_FEW, _MANY = "2", "9"
"""What 数 may stand for: 数社 is 2 to 9."""


def read_number(written: str) -> tuple[Fraction, Fraction] | None:
    """The least and the greatest value a number may have; None if it is none.

    ``1億2,000万`` → (120000000, 120000000); ``二〇二六`` → (2026, 2026); ``1,200百万`` → (1200000000, 1200000000);
    ``数十`` → (20, 90); ``十数`` → (12, 19)
    """
    written = written.replace(" ", "")  # 3 万機: a space that taking text from a PDF left
    if "数" not in written:
        value = _value(written)
        return None if value is None else (value, value)
    low, high = _value(written.replace("数", _FEW)), _value(written.replace("数", _MANY))
    return None if low is None or high is None else (low, high)


def _value(written: str) -> Fraction | None:
    """Sections of up to four places, each with its 万, 億 or 兆, added up."""
    total, section = Fraction(0), Fraction(0)
    current: Fraction | None = None
    at = 0
    for token in _TOKEN.finditer(written):
        if token.start() != at:
            return None
        at, said = token.end(), token.group()
        if said in _SMALL:
            section += (Fraction(1) if current is None else current) * _SMALL[said]
            current = None
        elif said in _LARGE:
            before = section + (current or 0)
            total += (before or Fraction(1)) * _LARGE[said]
            section, current = Fraction(0), None
        else:
            current = _digits(said)
    if at != len(written) or not written:
        return None
    return total + section + (current or 0)


def _digits(said: str) -> Fraction:
    if said[0] in _DIGITS:
        return Fraction(int("".join(str(_DIGITS[digit]) for digit in said)))
    return Fraction(said.replace(",", ""))
