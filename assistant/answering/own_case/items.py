"""A price taken, and how many times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.answering.computing.computed import MONEY
from assistant.answering.evidence import Evidence
from assistant.answering.own_case.counts_asked import Count
from assistant.answering.own_case.priced_things import Price, is_per_person
from assistant.text.figures import figures_in
from assistant.text.normalise import normal_text
from assistant.text.units import KNOWN

_BY_ITSELF = frozenset({"回", "件", "通", "式", "月", "年"})
"""Units of which one is meant where a question tells no number."""
_ANY_COUNT = frozenset({"つ", "件", "本", "枚", "台"})
"""Counters an asker uses for things a document counts in its own words: 3つ for 1事業所につき, 7本 for 1試料."""
_OF_PIECES = frozenset({"つ"})
_NO_PIECES = frozenset({"人", "日", "時間", "分", "回", "年", "月", "週", "泊", "社", "km", "キロ"})
"""Of prices by the piece (1点) pieces are counted by any counter: 長机2本, 椅子6脚."""
_LIMIT = re.compile(r"最長|最大|最高|上限|限度")
MONTHS = 12


Told = Sequence[tuple[Price, frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Item:
    """A price taken, and how many times."""

    price: Price
    count: Count | None

    @property
    def times(self) -> Fraction:
        """How many of what the price is by: 10 of 240時間 at a price for each 24時間, 12 of 1年 at one for a month."""
        if not self.count:
            return Fraction(1)
        if _is_by_month(self.price, self.count):
            return self.count.number * MONTHS
        return self.count.number / (self.price.step.low if self.price.step else 1)

    @property
    def value(self) -> Fraction:
        return self.price.figure.low * self.times

    @property
    def said(self) -> str:
        if not self.count:
            return self.price.said
        said, step = self.count.said, self.price.step
        own = next((unit for unit in self.price.units if self.count.unit.startswith(unit)), "")
        if own and said.endswith(self.count.unit):  # 3通再発行したら
            said = said.removesuffix(self.count.unit) + own
        if _is_by_month(self.price, self.count):
            said = f"{self.times}か月"
        elif step:
            said = f"({said} ÷ {re.sub('ごと|毎|につき', '', step.said)})"
        return f"{self.price.said} × {said}"


def _is_by_month(price: Price, count: Count) -> bool:
    return count.unit == "年" and "年" not in price.units and "月" in price.units


def with_counts(
    chosen: Sequence[Price], told: Told, many: Sequence[Count], page: Sequence[Evidence]
) -> list[Item]:
    """The prices with how many of each; nothing where a number is left over, or one that must be told is not."""
    items = []
    for price in chosen:
        units = frozenset({"人"}) if is_per_person(price) else price.units
        units |= _ANY_COUNT if len(chosen) == 1 and units and not units & KNOWN else frozenset()
        any_counter = units == _OF_PIECES
        fitting = [
            one
            for one in many
            if one.unit in units
            or (one.unit not in KNOWN and one.unit.startswith(tuple(units)))  # 3通再発行したら
            or _is_by_month(price, one)
            or (any_counter and one.unit not in _NO_PIECES and not _fits_another(one, price, chosen))
        ]
        others = frozenset[int]().union(*(told_by(one, told) for one in chosen if one is not price))
        count = _nearest(told_by(price, told) - others, fitting)
        needs_one = units - _BY_ITSELF and len(chosen) > 1 and many
        if count is None and (fitting or needs_one):
            return []
        items.append(Item(price, count))
    used = {(item.count.number, item.count.unit) for item in items if item.count}
    return [] if any((one.number, one.unit) not in used and one.number != 1 for one in many) else items


def _fits_another(count: Count, price: Price, chosen: Sequence[Price]) -> bool:
    return any(count.unit in one.units for one in chosen if one is not price)


def _nearest(places: frozenset[int], fitting: Sequence[Count]) -> Count | None:
    """The number that follows a thing's own words soonest: of 引張3本と衝撃2本 3本 for 引張."""
    if len({(one.number, one.unit) for one in fitting}) <= 1:
        return fitting[0] if fitting else None
    behind = [one for one in fitting if places and one.start > max(places)]
    return min(behind, key=lambda one: one.start) if behind else None


def is_beyond(item: Item, page: Sequence[Evidence]) -> bool:
    """Whether the page limits how many there may be, or what is paid, and this is more."""
    if item.times.denominator != 1:
        return True
    for e in page:
        plain, is_own = normal_text(e.text), e.spans[0] == item.price.evidence.spans[0]
        for figure in figures_in(plain):
            before = plain[max(0, figure.start - 8) : figure.start]
            is_most = figure.bound == "at_most" or (figure.bound == "exact" and _LIMIT.search(before))
            if is_own and is_most and figure.unit == MONEY and figure.high < item.value:
                return True
            if item.count and is_most and figure.unit == item.count.unit and figure.high < item.count.number:
                return True
    return False


def told_by(price: Price, told: Told) -> frozenset[int]:
    """The places of a question that tell a price."""
    return next((places for one, places in told if one is price), frozenset())
