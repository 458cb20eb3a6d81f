"""A price by what it is the price of: so many times it, or an amount shared out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.computing.arithmetic import BEFORE, CLEARLY
from assistant.answering.computing.computed import MONEY, Calculation, told, unit_of_each
from assistant.answering.computing.operands import Operand
from assistant.answering.computing.requested import Request
from assistant.answering.computing.totals import ADDED
from assistant.answering.evidence import Evidence
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.text.units import unit_at

_PER = re.compile(
    r"(?<![0-9.,])(?:1|一)\s?(?P<unit>[一-龥ァ-ヶ]{1,5}?)(?:につき|あたり|当たり|ごと|、|[\s)]|$|(?=[0-9]))|"
    r"(?<![0-9,.])(?P<many>[0-9,]+時間)ごと"
)
_NOT_SO_MANY = re.compile(
    r"(?:従業員|社員|職員|規模|第)\s?[0-9]|[0-9]\s?(?:回目|人規模|人未満|人以下|人以上)"
)
"""Counts of a question that are none to multiply by: 従業員8人の会社, 2回目."""
_ALL = re.compile(r"(?:計|総数|合計)\s*約?$")
_OF_ALL = re.compile(r"総[^合]|合計|(?<![一-龥])計")
_EACH_ALREADY = re.compile(r"[1一](?:日|人|件|回|社|時間)(?:当たり|あたり|につき|分)?の?|単価|日額|月額|平均")
"""How an amount is told that is one thing's already."""
_UP_TO = re.compile(r"上限|最大|最高|まで|限度")


def shared_out(request: Request, operands: Sequence[Operand]) -> Calculation | None:
    """An amount or a number by what it is shared among: ``1件あたりいくら`` of 128件, 15億3,600万円 → 1,200万円.

    Args:
        request: what the question tells.
        operands: the figures of the page.
    """
    unit = unit_of_each(request.plain)
    if unit is None:
        return None
    wanted = request.unit if request.unit not in (None, unit) else MONEY
    divisor = _clearest(request, [one for one in operands if one.figure.unit == unit])
    amounts = [one for one in operands if one.figure.unit == wanted and not _EACH_ALREADY.search(one.label)]
    if ADDED.search(request.plain):  # of several things together
        amounts = [one for one in amounts if _OF_ALL.search(one.label)]
    dividend = _clearest(request, amounts)
    if not divisor or not dividend or not divisor.figure.low or divisor.block[:2] != dividend.block[:2]:
        return None
    are_of_one_year = not (divisor.years and dividend.years) or bool(divisor.years & dividend.years)
    if not are_of_one_year or not (divisor.terms or dividend.terms):
        return None
    formula, figures = f"{dividend.said} ÷ {divisor.said}", (dividend.figure, divisor.figure)
    value = dividend.figure.low / divisor.figure.low
    return told(formula, value, dividend.figure.unit, figures, (dividend.evidence, divisor.evidence))


def _clearest(request: Request, operands: Sequence[Operand]) -> Operand | None:
    """The operand that says clearly most of what is asked, and of the year asked about."""
    asked: frozenset[int] = frozenset().union(*request.years)
    fitting = [one for one in operands if not asked or not one.years or one.years & asked]
    if asked and any(one.years & asked for one in fitting):
        fitting = [one for one in fitting if one.years & asked]
    ranked = sorted(fitting, key=lambda one: -_fit(request, one))
    if not ranked:
        return None
    rival = next((one for one in ranked if one.figure.low != ranked[0].figure.low), None)
    is_clear = rival is None or _fit(request, ranked[0]) > CLEARLY * _fit(request, rival)
    return ranked[0] if is_clear else None


def _fit(request: Request, one: Operand) -> float:
    """How much of what is asked is said with a figure; a bit more for a total: コーディネーター計12人."""
    return request.weight(one.terms) + (0.3 if _ALL.search(one.label) else 0.0)


def priced(request: Request, operands: Sequence[Operand], page: Sequence[Evidence]) -> Calculation | None:
    """The price of so many: ``引張を7本`` of 引張試験 1試料 2,350円 → 2,350円 × 7 ＝ 16,450円.

    Args:
        request: what the question tells.
        operands: the figures of the page.
        page: its sentences; where they limit how many are counted (最大6日分まで), nothing is computed.
    """
    counts = [figure for figure in figures_in(request.plain) if _is_count(figure)]
    prices = [
        one
        for one in operands
        if one.figure.unit == MONEY and not _UP_TO.search(one.label) and not BEFORE.search(one.label)
    ]
    price = _clearest(request, [one for one in prices if one.terms])
    if len(counts) != 1 or price is None or _NOT_SO_MANY.search(request.plain):
        return None
    count = counts[0]
    line = normal_text(" ".join(span.text for span in price.evidence.spans))
    near = [normal_text(e.text) for e in page if e.passage.section == price.evidence.passage.section]
    if any(_UP_TO.search(text) and any(f.unit == count.unit for f in figures_in(text)) for text in near):
        return None
    per = next((found for found in _PER.finditer(line) if _is_per_such(found, count)), None)
    if per is None:
        return None
    number, times = count.low, count.said
    if per["many"]:
        number = count.low / figures_in(per["many"])[0].low
        times = f"({count.said} ÷ {per['many']})"
    value = price.figure.low * number
    return told(f"{price.said} × {times}", value, MONEY, (price.figure,), (price.evidence,))


def _is_per_such(per: re.Match[str], count: Figure) -> bool:
    """Whether a price is per what a question counts: 1人につき for 4人, 24時間ごと for 240時間."""
    if not per["many"]:
        return unit_at(per["unit"], 0)[0] == count.unit
    (step,) = figures_in(per["many"])
    return step.unit == count.unit and step.low > 0 and (count.low / step.low).denominator == 1


def _is_count(figure: Figure) -> bool:
    whole = figure.low == figure.high and figure.low.denominator == 1 and figure.low > 1
    return whole and figure.unit not in ("", MONEY, RATIO, "年", "倍") and not figure.unit.startswith("第")
