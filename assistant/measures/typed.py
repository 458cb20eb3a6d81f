"""A number of a business as an advisor types it, in the widths and units people use, held against what it can be."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from types import MappingProxyType

from assistant.errors import InputError
from assistant.measures.vocabulary import FACETS
from assistant.text.numerals import NUMBER, read_number

TEN_THOUSAND = 10_000
"""Capital is typed in 万円 where neither 万 nor 億 nor 円 stands behind it."""
GREATEST = MappingProxyType(
    {"employees": (1_000_000, "100万人"), "capital": (10**13, "10兆円"), "years": (1_500, "1,500年")}
)
"""No business of this country comes near these: whoever types more has mistyped."""
_UNITS = MappingProxyType({"employees": "[人名]", "capital": "円", "years": "年"})
_EXAMPLES = MappingProxyType(
    {"employees": "30", "capital": "1000（1,000万円）や 1億2000万円", "years": "5（創業した年は 0）"}
)
_PLAIN = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_MINUS = re.compile(r"[-\u2010-\u2015\u2212▲△]")
_UNIT_LEFT_OUT = re.compile(r"[万億兆][0-9,.]+$")
"""1億2000: 万 is meant, and 円 would be read."""
_LONGEST = 60


def typed_number(name: str, text: str) -> int:
    """The value of a facet that is a number: people, yen, years.

    ``employees, "３０人"`` → 30; ``capital, "1,000"`` and ``capital, "1千万円"`` → 10000000; ``capital, "0.5"`` → 5000

    Args:
        name: of ``vocabulary.NUMBERS``.
        text: as it was typed, not empty.

    Raises:
        InputError: it is no number, not a whole one, or one that no business has.
    """
    said = "".join(unicodedata.normalize("NFKC", text).split())
    if _MINUS.match(said) and (below := _number(said[1:], name)) is not None:
        if below:
            raise _out_of_bounds(name)
        said = said[1:]
    value = _number(said, name)
    if value is None:
        raise InputError(f"{FACETS[name]}を数として読めません。", _how(name))
    if value.denominator != 1:
        whole = "1円単位" if name == "capital" else "整数"
        raise InputError(f"{FACETS[name]}は{whole}で入力してください。", _how(name))
    if value > GREATEST[name][0]:
        raise _out_of_bounds(name)
    return int(value)


def number_shown(name: str, value: int | None) -> str:
    """A value as it stands in its field, which reads it again as the same.

    ``employees, 30`` → 「30」; ``capital, 12345000`` → 「1234.5」 (in 万円)
    """
    if value is None:
        return ""
    if name != "capital":
        return str(value)
    whole, rest = divmod(value, TEN_THOUSAND)
    return f"{whole}.{rest:04d}".rstrip("0") if rest else str(whole)


def _number(said: str, name: str) -> Fraction | None:
    """The value in people, yen or years; None where it is not one number."""
    if len(said) > _LONGEST:
        return None
    bare = re.sub(rf"(?:{_UNITS[name]})$", "", said)
    in_yen = bare != said or re.search("[万億兆]", bare)
    if _PLAIN.fullmatch(bare):
        value = Fraction(bare.replace(",", ""))
    elif name == "capital" and bare == said and _UNIT_LEFT_OUT.search(bare):
        return None
    elif re.fullmatch(NUMBER, bare) and (read := read_number(bare)) and read[0] == read[1]:
        value = read[0]
    else:
        return None
    return value if name != "capital" or in_yen else value * TEN_THOUSAND


def _out_of_bounds(name: str) -> InputError:
    return InputError(f"{FACETS[name]}は 0 から {GREATEST[name][1]}までで入力してください。", _how(name))


def _how(name: str) -> str:
    return f"例: {_EXAMPLES[name]}。"
