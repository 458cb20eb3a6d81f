"""The rows with the most or the least of something: 一番金利が低い融資は, 定員が一番多い講座."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assistant.answering.row_cells import value_told
from assistant.answering.row_parts import RowParts
from assistant.answering.rows_wanted import asks_for_rows
from assistant.text.normalise import fold

FEE = re.compile(r"(?<![試資材原飲肥給燃])料(?!理)|費|金額|価格|値段")
_EXTREME = re.compile(
    r"(?:(?P<what>[一-龥ァ-ヶー]{2,8})(?:が|の|は|も)?)?(?:一番|いちばん|いっちゃん|最も|もっとも)(?P<of>[一-龥ァ-ヶー]{0,8}?)(?:が|の|も)?(?P<how>大き|高[いくか]|多[いく]|長[いく]|安[いく]|低[いく]|少な|短[いく]|小さ|狭[いく]|広[いく]|いい|良い|ええ|有利)"
)
_SMALLEST, _BEST = ("安", "低", "少", "短", "小", "狭"), ("い", "良", "え", "有")
_TO_BE_PAID = re.compile(r"金利|利率|料|融資|保証|資金|ローン")
_MONEY, _RATES = {"円": 1}, {"割合": 1, "%": 1}
_TIMES, _PLACES = {"年": 360, "月": 30, "か月": 30, "週間": 7, "日": 1}, {"人": 1, "名": 1, "m2": 1}
_COLUMNS_OF = (
    (re.compile(r"金利|利率|率"), re.compile(r"率|金利"), _RATES),
    (re.compile(r"期間|年数|^[長短]"), re.compile(r"期間|年数|年限"), _TIMES),
    (re.compile(r"定員|人数|^[広狭]"), re.compile(r"定員|人数|面積"), _PLACES),
    (re.compile(r"枠|限度|上限|融資|借"), re.compile(r"限度|上限|額"), _MONEY),
    (re.compile(r"料|費|値段|価格|^[安高]"), FEE, _MONEY),
)
"""The heads of the columns that are meant by a word, or by how it is compared alone, and the units of their values."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """That a row must hold the highest or the lowest value of a column."""

    said: str
    columns: re.Pattern[str]
    units: Mapping[str, int]
    is_highest: bool

    def value(self, parts: RowParts) -> Fraction | None:
        """The value of a row in its first such column; None where it tells none."""
        cells = (parts.value(at) for at in columns_under(parts, self.columns))
        told = (value_told(cell, self.units, highest=self.is_highest) for cell in cells)
        return next((value for value in told if value is not None), None)


def extreme_in(plain: str, earlier: str = "") -> Extreme | None:
    """What a normalised question asks the highest or lowest of: ``一番枠が大きいのは?`` → the highest under 限度額; else None.

    Args:
        plain: the question, normalised.
        earlier: the questions before, which tell of what 一番低いのは? is: 金利.
    """
    found = _EXTREME.search(plain)
    if found is None or not asks_for_rows(plain, found.end()):
        return None
    said = [said for said in (found["of"], found["what"], earlier, found["how"]) if said]
    columns = next(
        ((heads, units) for one in said for word, heads, units in _COLUMNS_OF if word.search(one)), None
    )
    is_lowest = found["how"].startswith(_SMALLEST)
    if found["how"].startswith(_BEST):  # 率がいい: what is granted most, or paid least
        is_lowest = bool(_TO_BE_PAID.search(plain))
    return Extreme(found.group(), *columns, not is_lowest) if columns else None


def columns_under(parts: RowParts, head: re.Pattern[str]) -> Iterable[int]:
    return (at for at in range(min(len(parts.heads), len(parts.cells))) if head.search(fold(parts.heads[at])))
