"""Numbers as a workbook's format writes them: shares with their %, sums with their unit, fractions."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor

_PART_OF_A_FORMAT = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[A-Za-z0-9]+\]|(?P<end>;)'
    r"|(?P<fraction>(?:[#0?]+ +)?[#0?]+ ?/ ?(?:[1-9][0-9]*|[#0?]+))"
    r"|(?P<digits>General|[#0?][#0?,]*(?:\.[#0?]+)?,*)|(?P<literal>[%$()+ :-]|[^\x00-\x7f])|(?P<other>.)"
)
"""Of a number format: text, room left free, a currency, a colour, the end of a section, where the number stands."""
_LARGEST = 1e15
_MOST_DECIMALS = 10
"""Excel keeps 15 digits of a number; ``Decimal`` has 28 for what stands before and after the point."""


def as_seen(value: float, written: str, *, plain: bool = False) -> str:
    """A number in a format that makes a share of it or adds a unit; empty for any other format.

    0.5 in ``0%`` → 50%; 0.6667 in ``# ?/?`` → 2/3; 1000000 in ``#,##0"円"`` → 1,000,000円

    Args:
        value: of the cell.
        written: its format.
        plain: a format that adds nothing but commas and decimals is followed as well: 3850 in ``#,##0`` → 3,850.
    """
    sections = _sections(written)
    if not sections or not -_LARGEST < value < _LARGEST:
        return ""
    which = 1 if value < 0 < len(sections) - 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[which]
    literals = "".join(text for kind, text in section if kind not in _SHOWN)
    numbers = [kind for kind, _ in section if kind in _SHOWN]
    shares = section.count(("literal", "%"))
    if len(numbers) != 1 or shares > 1 or ("digits" in numbers and not plain and not literals.strip(" -+()")):
        return ""
    size = abs(Decimal(repr(value))) * 100**shares
    sign = "-" if value < 0 and which == 0 else ""
    shown = (_SHOWN[kind](size, text) if kind in _SHOWN else text for kind, text in section)
    return sign + "".join(shown).strip()


@lru_cache(maxsize=1_000)
def _sections(written: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The sections of a number format (above 0, below, 0), each as kinds of parts and their text; none if not understood."""
    sections: list[list[tuple[str, str]]] = [[]]
    for part in _PART_OF_A_FORMAT.finditer(written):
        if part.lastgroup == "end":
            sections.append([])
        elif part.lastgroup == "other" and len(sections) < 4:  # the fourth is for text
            return ()
        elif part.lastgroup:
            sections[-1].append((part.lastgroup, part[part.lastgroup]))
    return tuple(map(tuple, sections[:3]))


def _decimal(size: Decimal, digits: str) -> str:
    """``#,##0.0`` and 1234.56 → 1,234.6; a comma at the end stands for thousands: ``#,##0,`` → 1"""
    if digits == "General":
        return f"{size.normalize():f}"
    whole, _, rest = digits.rstrip(",").partition(".")
    rest = rest[:_MOST_DECIMALS]
    size /= 1000 ** (len(digits) - len(digits.rstrip(",")))
    size = size.quantize(Decimal(1).scaleb(-len(rest)), ROUND_HALF_UP)
    before, _, after = f"{size:,f}".partition(".")
    while len(after) > rest.count("0") and after.endswith("0"):
        after = after[:-1]
    before = before if "," in whole else before.replace(",", "").zfill(whole.count("0"))
    return f"{before}.{after}" if after else before


def _fraction(size: Decimal, written: str) -> str:
    """``# ?/?`` and 0.6667 → 2/3, 1.5 → 1 1/2; ``?/?`` and 1.5 → 3/2; ``# ?/4`` and 0.5 → 2/4"""
    over, below = written.rsplit("/", 1)
    below = below.strip()
    if below[0] in "#0?":
        part = Fraction(size).limit_denominator(10 ** len(below) - 1)
        top, bottom = part.numerator, part.denominator
    else:
        top, bottom = floor(Fraction(size) * int(below) + Fraction(1, 2)), int(below)
    whole, top = divmod(top, bottom) if " " in over.strip() or bottom == 1 else (0, top)
    shares = (str(whole) if whole or not top else "", f"{top}/{bottom}" if top else "")
    return " ".join(filter(None, shares))


_SHOWN = {"digits": _decimal, "fraction": _fraction}
