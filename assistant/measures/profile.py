"""What is known of a business: a few facets, each with the words it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.measures.months import months_in_words
from assistant.measures.vocabulary import CONDITION, LABELS, NUMBERS, ONE_OF


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing known of a business.

    ``Facet("employees", 30)``, ``Facet("purpose", "research")``, ``Facet("certificate", "経営革新計画", holds=False)``
    """

    name: str
    """One of ``vocabulary.LABELS``."""
    value: str | int
    """A number for employees (people), capital (yen) and years; a prefecture for region; the months for when (2027-04, or
    2027-04/2028-03); the words of the question for a condition; else a word of the list."""
    holds: bool = True
    """False: the business said it is not so (まだ取っていない)."""
    said: str = ""
    """The words it was read from; empty where the advisor set it."""


Profile = tuple[Facet, ...]


def values(profile: Sequence[Facet], name: str, *, holds: bool = True) -> tuple[str, ...]:
    """Values of a facet that hold, or those that were denied."""
    return tuple(str(facet.value) for facet in profile if facet.name == name and facet.holds == holds)


def number(profile: Sequence[Facet], name: str) -> int | None:
    """The number of a facet, None where it is not known."""
    found = [int(facet.value) for facet in profile if facet.name == name and facet.holds]
    return found[0] if found else None


def amount_in_words(value: int, unit: str) -> str:
    """A whole number with its unit, round money in 億 and 万: ``300000000, 円`` → 「3億円」; ``30, 人`` → 「30人」."""
    if unit == "円" and value and value % 10_000 == 0:
        hundred_millions, ten_thousands = divmod(value // 10_000, 10_000)
        parts = (
            f"{hundred_millions:,}億" if hundred_millions else "",
            f"{ten_thousands:,}万" if ten_thousands else "",
        )
        return "".join(parts) + unit
    return f"{value:,}{unit}"


def value_in_words(facet: Facet) -> str:
    """A facet's value as an advisor reads it, whether it holds or not.

    ``Facet("capital", 10000000)`` → 「1,000万円」; ``Facet("when", "2027-04")`` → 「2027年4月」
    """
    if facet.name in NUMBERS:
        return amount_in_words(int(facet.value), NUMBERS[facet.name][1])
    if facet.name == "when":
        return months_in_words(str(facet.value))
    return ONE_OF.get(facet.name, {}).get(str(facet.value), str(facet.value))


def read_line(business: Sequence[str]) -> str:
    """What was read of a business, on one line: 「読み取ったこと: 業種: 製造業、従業員数: 30人」"""
    return f"読み取ったこと: {'、'.join(business) or 'まだありません'}"


def in_words(facet: Facet) -> str:
    """A facet as an advisor reads it.

    ``Facet("employees", 30)`` → 「従業員数: 30人」; ``Facet("partner", "university", holds=False)`` →
    「連携の相手: 大学・高専（なし）」; a condition found out → 「確かめた条件: …（いいえ）」
    """
    denied = "（いいえ）" if facet.name == CONDITION else "（なし）"
    return f"{LABELS[facet.name]}: {value_in_words(facet)}" + ("" if facet.holds else denied)
