"""Means that one sentence gives: a total by the months or years it took, or by the times or things it was counted at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.computing.clearest import Reading, reading
from assistant.answering.computing.computed import MONEY, quantities_in, unit_of_each
from assistant.answering.computing.operations import PER_PERIOD
from assistant.answering.computing.requested import Request
from assistant.answering.evidence import Evidence
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text

_YEARLY = re.compile(
    r"(?:年間|年に|1年(?:間)?(?:で|に)?|毎年)[^0-9、。:]{0,12}[:]?\s?(?:約|およそ|延べ|のべ)?\s?$"
)
_PER_ALREADY = re.compile(r"毎[年月週日]|各[年月]|年間|ずつ|平均|あたり|当たり|ごと|年に|月に")
_WITHIN = re.compile(r"^(?:間)?(?:で|に|の間|にわた|かけて|を通じ|の|通算|合計|[、,]|\s)")
_LONG = re.compile(r"間$|[かヶヵカケ箇]月$")
"""How a length of time is told, and no date: 5年間, 6か月."""


def per_period(request: Request, e: Evidence) -> Iterator[Reading]:
    """A total by its months or years: 年間900件, 5年間で50社."""
    each = _period_asked(request.plain)
    plain = normal_text(e.text)
    wanted = [one for one in quantities_in(plain) if request.unit in (None, one.unit) and one.unit != RATIO]
    # Of two figures of a year (相談900件、うち経営600件) nothing tells whose mean is meant.
    if each is None or len(wanted) != 1:
        return
    one, before = wanted[0], plain[: wanted[0].start]
    if each == "月" and _YEARLY.search(before):
        yield reading(e, f"{one.said} ÷ 12か月", one.low / 12, one.unit, [one])
        return
    since = max((found.end() for found in re.finditer("[。;]", before)), default=0)
    yield from _over_period(e, one, plain[since : one.start], each)


def _over_period(e: Evidence, total: Figure, clause: str, each: str) -> Iterator[Reading]:
    """A total that is told with how long it took: 2014年度から2018年度までの5年間で50社."""
    periods = [
        one
        for one in figures_in(clause)
        if one.unit in ("年", "月", "週", "日")
        and _LONG.search(one.said)
        and _WITHIN.match(clause[one.end :])
    ]
    if len(periods) != 1 or periods[0].low != periods[0].high or periods[0].low < 2:
        return
    period = periods[0]
    is_by_month = (period.unit, each) == ("年", "月")
    if _PER_ALREADY.search(clause[period.end :]) or not (period.unit == each or is_by_month):
        return
    length = period.low * 12 if is_by_month else period.low
    divisor = f"{length}か月" if each == "月" else period.said.removesuffix("間")
    yield reading(e, f"{total.said} ÷ {divisor}", total.low / length, total.unit, [total])


def _period_asked(plain: str) -> str | None:
    """By what time a mean is asked for: ``月にならすと何件`` → 月; None where it is none of time."""
    found = PER_PERIOD.search(plain)
    return next((one for one in found.groups() if one), None) if found else None


def per_thing(request: Request, e: Evidence) -> Iterator[Reading]:
    """A number by that of the times or things it was counted at, told together: 6回の延べで7,320人."""
    unit = unit_of_each(request.plain)
    plain = normal_text(e.text)
    figures = [one for one in quantities_in(plain) if one.unit in (unit, request.unit)]
    if unit is None or request.unit in (None, unit, MONEY) or len(figures) != 2:
        return
    number, total = figures
    between = plain[number.end : total.start]
    is_total_of = _WITHIN.match(between) and not _PER_ALREADY.search(between)
    if is_total_of and (number.unit, total.unit) == (unit, request.unit) and number.low > 1:
        yield reading(e, f"{total.said} ÷ {number.said}", total.low / number.low, total.unit, figures)
