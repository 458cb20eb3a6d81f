"""How a page says that amounts are rounded: 千円未満の端数は切り捨てる."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.answering.evidence import Evidence
from assistant.text.normalise import normal_text

_CUT = re.compile(
    r"(?P<unit>[1一]?(?:[十百千万]|10{0,4})?)円未満[^。]{0,24}?(?P<how>切り?捨て|切り?上げ|四捨五入)"
)
_UNITS = {"": 1, "1": 1, "一": 1, "十": 10, "10": 10, "百": 100, "100": 100, "千": 1_000, "1000": 1_000, "万": 10_000, "10000": 10_000}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rounding:
    """A rule of rounding and where it stands."""

    evidence: Evidence
    unit: int
    is_cut: bool
    """Whether what is over is cut off; else it is rounded up."""

    def of(self, value: Fraction) -> Fraction:
        """A value as it is rounded: 333,333円 → 333,000円."""
        whole = value / self.unit
        return Fraction((whole.__floor__() if self.is_cut else whole.__ceil__()) * self.unit)

    @property
    def said(self) -> str:
        return f"（{self.unit:,}円未満は{'切り捨て' if self.is_cut else '切り上げ'}）"


def rounding_of(page: Sequence[Evidence]) -> Rounding | None:
    """The one rule of rounding that a page gives: ``千円未満の端数は切り捨てます`` → by 1,000; None where it gives none or two.

    Args:
        page: its sentences.
    """
    found = [
        Rounding(e, _UNITS[unit], match["how"].endswith("捨て"))
        for e in page
        if (match := _CUT.search(normal_text(e.text)))
        and (unit := match["unit"].lstrip("一") or "1") in _UNITS
        if match["how"] != "四捨五入"
    ]
    return found[0] if len({(one.unit, one.is_cut) for one in found}) == 1 else None
