"""An amount or a number by what it is shared among: 128件, 15億3,600万円."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.computing.computed import CLEARLY, MONEY, Calculation, told, unit_of_each
from assistant.answering.computing.operands import Operand
from assistant.answering.computing.requested import Request
from assistant.answering.computing.totals import ADDED

_ALL = re.compile(r"(?:計|総数|合計)\s*約?$")
_OF_ALL = re.compile(r"総[^合]|合計|(?<![一-龥])計")
_EACH_ALREADY = re.compile(r"[1一](?:日|人|件|回|社|時間)(?:当たり|あたり|につき|分)?の?|単価|日額|月額|平均")
"""How an amount is told that is one thing's already."""


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
