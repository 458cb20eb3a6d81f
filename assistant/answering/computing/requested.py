"""What a question tells of what it wants computed: the unit, the years, and its telling words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.computing.operands import weight
from assistant.answering.computing.operations import Operation
from assistant.answering.fit import WeightedTerm
from assistant.text.eras import ERA, YEAR_BEFORE, era_year
from assistant.text.figures import RATIO
from assistant.text.units import unit_at

_ASKED_UNIT = re.compile(r"(?:何|なん)[十百千万億兆]*(?=[一-龥ァ-ヶ%])")
_NUMBER_OF = re.compile(r"([件人社台回校者])数(?!字|値|年)")
_NO_COUNT = frozenset({"年", "月", "日", "時", "億", "万", "兆", "倍", "ポイント", RATIO})
_MONEY = re.compile(r"いくら|何(?:円|億|兆|万|千)|金額|費用|利息")
POINTS = re.compile(r"ポイント|何(?:%|パー|割)")
_YEAR = re.compile(
    rf"(?P<era>{ERA}|(?<![a-z])[rhs])\s?(?P<of_era>[0-9]{{1,2}}|元)(?![0-9])|"
    r"(?P<number>(?:19|20)[0-9]{2})\s?年|(?P<after>(?:から|~|と比べて?|と)\s?)?(?P<short>[0-9]{1,2})\s?年(?P<fiscal>度)?(?!間|前|以|分|もの)"
)
"""令和2年度, R6, 2024年, 24年, and 6年 behind 令和4年から; not the 3年 of 3年で, nor the 24 of 24か月."""
_YEARS_ON = re.compile(r"[0-9元]\s?年度?から(?P<count>[0-9]{1,2})年(?:間)?(?:で|の間|たっ|経)")
"""2006年から10年で is from 2006 to 2016."""
_CALCULATING = frozenset([
    "合計", "計算", "差", "割合", "全体", "平均", "実数", "件数", "台数", "人数", "社数", "総額", "資料", "調査", "結果", "時点",
    "数字", "率", "倍", "年度", "全部", "分", "前", "年", "月", "日", "円", "何", "トータル", "勘定", "向け", "方", "際", "会社",
    "企業", "うち", "セント", "パー", "令和", "平成", "昭和", "r", "h", "人", "件", "社", "台", "今回", "以上", "延べ", "日間",
])  # fmt: skip
"""Nouns of computing and counting: that a page says them elsewhere tells of no other thing."""
SURELY_A_YEAR = 15
"""24年 is a year, 3年 and 10年 are rather how long."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be computed, as the question tells it."""

    plain: str
    """The question, normalised."""
    unit: str | None
    """The unit of the figures asked for; None where it tells none."""
    years: tuple[frozenset[int], ...]
    """The years it names, in its order, each with the years it may mean: 24年 is 2024 or 2012."""
    terms: Sequence[WeightedTerm]

    def weight(self, numbers: Iterable[int]) -> float:
        return weight(frozenset(numbers), self.terms)


def request_of(plain: str, operation: Operation, terms: Sequence[WeightedTerm]) -> Request:
    """What a question tells of the figures it wants put together.

    ``令和2年度と比べて6年度の相談件数は何倍`` → unit 件, years 2020 and 2024

    Args:
        plain: the question, normalised.
        operation: what is to be computed.
        terms: its words with their weights.
    """
    telling = tuple(term for term in terms if term.token not in _CALCULATING)
    return Request(plain, _unit_asked(plain, operation), _years_asked(plain), telling)


def _unit_asked(plain: str, operation: Operation) -> str | None:
    """The unit of the figures wanted; None where the question tells none: 何台落ち込んだ → 台, なんぼ → 円."""
    if counted := _NUMBER_OF.search(plain):
        return unit_at(counted[1], 0)[0]
    if operation == "difference" and POINTS.search(plain):
        return RATIO
    if operation in ("ratio", "percent", "change", "complement"):
        return None
    for found in _ASKED_UNIT.finditer(plain):
        unit, _ = unit_at(plain, found.end())
        if unit and unit not in _NO_COUNT:
            return unit
    return "円" if _MONEY.search(plain) else None


def _years_asked(plain: str) -> tuple[frozenset[int], ...]:
    """The years a question names, each with all it may mean: 令和2年度と比べて6年度 → {2020}, {2024, …}."""
    found: list[frozenset[int]] = []
    era = 0
    for match in _YEAR.finditer(plain):
        if match["number"]:
            found.append(frozenset({int(match["number"])}))
        elif match["era"]:
            era = YEAR_BEFORE[match["era"]]
            found.append(frozenset({era_year(match["era"], match["of_era"])}))
        elif (match["after"] and era) or match["fiscal"] or int(match["short"]) >= SURELY_A_YEAR:
            number = int(match["short"])
            found.append(frozenset({era + number} if era else {2000 + number, 2018 + number, 1988 + number}))
    if (span := _YEARS_ON.search(plain)) and len(found) == 1:
        found.append(frozenset(year + int(span["count"]) for year in found[0]))
    return tuple(dict.fromkeys(found))
