"""What a question wants computed: the operation, the unit and the years it tells, and its telling words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.computing.operands import weight
from assistant.answering.fit import WeightedTerm
from assistant.text.eras import ERA, YEAR_BEFORE, era_year
from assistant.text.figures import RATIO
from assistant.text.units import unit_at

Operation = Literal[
    "sum", "difference", "ratio", "share", "percent", "mean", "yearly", "rest", "rate", "product"
]

_ASKED: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    (
        "difference",
        re.compile(r"何ポイント|どんだけ短く|どれだけ短く|(?:何.|どんだけ|どれだけ)(?:落ち込|動い)"),
    ),
    ("ratio", re.compile(r"何倍")),
    (
        "rate",
        re.compile(
            r"""
            [0-9][万億千円][^。]{0,60}(?:いくら|なんぼ|どれ[くぐ]らい|どのくらい|何円|何万).{0,8}(?:
                出る|出ます|もらえ|補助|助成|返って|還元|利息|つく|持ち出し|自己負担|手出し
            )
            |[0-9][万億千円][^。]{0,60}(?:補助|助成|利息|持ち出し|自己負担|手出し)[^。]{0,60}(?:いくら|なんぼ|何円|何万)
            """,
            re.VERBOSE,
        ),
    ),
    (
        "mean",
        re.compile(
            r"1\s?(?:件|社|人|者|校|団体|機関|地域|拠点|台)(?:当たり|あたり)|一(?:件|社|人)(?:当たり|あたり)|なら(?:すと|したら|して)|平均(?:すると|したら|で割)"
        ),
    ),
    (
        "rest",
        re.compile(
            r"""
            残り(?:は|が|って)?(?:何|いくら|なんぼ)
            |あと(?:何|いくら|なんぼ)
            |除い(?:た|たら|て)[^。]{0,40}(?:何|いくら|なんぼ)
            |差し引
            |欠席[^。]{0,40}(?:何|なん)[人名]
            |返(?:して|って)(?:こ|来)(?:ん|な)[^。]{0,40}何
            |未回答[^。]{0,40}何
            """,
            re.VERBOSE,
        ),
    ),
    (
        "percent",
        re.compile(
            r"""
            [一-龥](?<![利税金効確能倍])率(?:って|は|が|の)?.{0,6}(?:何|どれ|どの|なんぼ)
            |(?:割合|シェア)(?:って|は|が)?(?:何|どれ|どの|なんぼ)
            |(?:うち|占め|した(?:の|ん)|する(?:の|ん))[^。]{0,60}何(?:%|割|パー)
            |(?:うち|中で|割合で|計算|勘定|件数から|割り算|全体の)[^。]{0,60}何(?:%|割|パー)
            |何(?:%|割|パー)[^。]{0,60}(?:計算|勘定|割り算|件数から)
            """,
            re.VERBOSE,
        ),
    ),
    (
        "product",
        re.compile(
            r"[0-9](?:人|名|本|台|社|枚|個|つ|件|回|部|冊|時間|日|区画|試料|点)[^。]{0,60}(?:いくら|なんぼ|何円|何万)"
        ),
    ),
    (
        "yearly",
        re.compile(
            r"[0-9]+年(?:間|分)?(?:まるまる|丸々|丸ごと|全部|ぜんぶ|通し|合計|で(?:合計|全部|総額|トータル|最大))"
        ),
    ),
    (
        "share",
        re.compile(
            r"(?:台数|人数|社数|件数|金額|実数)(?:に|で)(?:する|し|言う|いう|直す)|(?:何[台人社件者校円].{0,2})(?:ぶん|分)(?!の)"
        ),
    ),
    (
        "sum",
        re.compile(
            r"""
            (?<![きいみちり])(?:合わせ|あわせ)
            |合計|足し(?:たら|て|合)|足すと|ひっくるめ|全部で(?:いくら|何|なんぼ)|トータル|総計|合算
            |ぜんぶで(?:いくら|何|なんぼ)|延べ何
            |[0-9元]年?度?から.{0,8}まで.{0,12}(?:なんぼ|いくら|何[件人社回台校])
            """,
            re.VERBOSE,
        ),
    ),
    (
        "difference",
        re.compile(
            r"""
            (?<![時格落誤段偏])差(?:は|が|で|を|額|っていくら)
            |(?:
                どれだけ|どんだけ|どのくらい|どれくらい|いくら|何.{1,3}
            ).{0,6}
            (?:
                減[っりる]|増[えし](?!や)|ふえ(?!や)|へ[っり]|落ち|下が|上が|伸び
            )
            """,
            re.VERBOSE,
        ),
    ),
)
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
_CALCULATING = frozenset([
    "合計", "計算", "差", "割合", "全体", "平均", "実数", "件数", "台数", "人数", "社数", "総額", "資料", "調査", "結果", "時点",
    "数字", "率", "倍", "年度", "全部", "分", "前", "年", "月", "日", "円", "何", "トータル", "勘定", "向け", "方", "際", "会社",
    "企業", "うち", "セント", "パー", "令和", "平成", "昭和", "r", "h", "人", "件", "社", "台", "今回", "以上",
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


def operation_asked(plain: str) -> Operation | None:
    """The arithmetic a normalised question asks for.

    ``国内外合わせると年に何回`` → sum; ``2006年からどれだけ減った`` → difference; ``何倍になった`` → ratio; ``補助率は?`` → None;
    ``合計は何兆円増えた`` → None
    """
    asked = [operation for operation, words in _ASKED if words.search(plain)]
    # By how much a total changed takes the parts of both totals: two figures would give another thing.
    return None if {"sum", "difference"} <= set(asked) else next(iter(asked), None)


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
    if operation in ("ratio", "percent"):
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
    return tuple(dict.fromkeys(found))
