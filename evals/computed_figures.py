"""Whether the result that a computed statement tells follows from what stands before its ＝."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from assistant.text.figures import Figure
from assistant.text.moments import moments_in
from assistant.text.normalise import normal_text

_OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_SIGNS = str.maketrans({"＋": "+", "−": "-", "×": "*", "÷": "/"})
_ROUNDED = Fraction(1, 20)
"""How far a result told with 約 may lie from the exact one, as a share of it."""
_CLOCKS = re.compile(r"([0-9]{1,2}):([0-9]{2})\s?~\s?([0-9]{1,2}):([0-9]{2})")
_MINUTES = {"時間": 60, "分": 1}
Day = tuple[int, int, int]
"""Year, month and day; 0 for what is not told."""
CONSTANTS = ((Fraction(1), "割合"), (Fraction(12), "月"), (Fraction(365), "日"), (Fraction(60), "分"))
"""What no document need say: the whole (100%), the months and days of a year, the minutes of an hour."""


def computed(figures: Sequence[Figure], text: str) -> tuple[Figure, ...]:
    """The figures after ＝ that are what stands before it comes to: 「573万台 − 497万台 ＝ 76万台」 → 76万台.

    A result told with 約 may be rounded; of a range (20~30%) it has two ends. Times of day and dates come to the time between them.
    """
    plain = normal_text(text)
    equals = plain.find("=")
    if equals < 0:
        return ()
    before = [figure for figure in figures if figure.end <= equals]
    after = [figure for figure in figures if figure.start > equals]
    if _is_time_between(plain[:equals], after):
        return tuple(after)
    lows = [figure.low for figure in before]
    exact = {_value_of(plain[:equals], before, ends) for ends in (lows, [f.high for f in before])} - {None}
    return tuple(figure for figure in after if any(_comes_to(figure, value) for value in exact if value))


def constants(figures: Sequence[Figure], text: str) -> tuple[Figure, ...]:
    """The figures before ＝ that need no document: 「900件 ÷ 12か月 ＝ …」 → 12か月."""
    equals = normal_text(text).find("=")
    return tuple(f for f in figures if f.end <= equals and (f.low, f.unit) in CONSTANTS)


def _comes_to(result: Figure, exact: Fraction) -> bool:
    exact = exact * 100 if result.unit == "ポイント" else exact  # 47.2% − 25.4% ＝ 21.8ポイント
    slack = _ROUNDED * abs(exact) if result.bound == "about" else 0
    return any(abs(end - exact) <= slack for end in (result.low, result.high))


def _value_of(said: str, figures: Sequence[Figure], ends: Sequence[Fraction]) -> Fraction | None:
    """The value of arithmetic over figures: ``計算: (48+13)÷(50+15)`` → 61/65; None where it is none."""
    if len(figures) < 2:
        return None
    expression, at = "", 0
    for number, figure in enumerate(figures):
        expression += f"{said[at : figure.start]} v{number} "
        at = figure.end
    expression = (expression + said[at:]).rpartition(":")[2].translate(_SIGNS)
    values = {f"v{number}": end for number, end in enumerate(ends)}
    try:
        return _evaluated(ast.parse(expression.strip(), mode="eval").body, values)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None


def _evaluated(node: ast.expr, values: Mapping[str, Fraction]) -> Fraction:
    if isinstance(node, ast.Name) and node.id in values:
        return values[node.id]
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_evaluated(node.left, values), _evaluated(node.right, values))
    raise ValueError("no arithmetic")


def _is_time_between(said: str, told: Sequence[Figure]) -> bool:
    """Whether what is told is the time between two times of day or two dates: 13:00~13:40 → 40分."""
    if clocks := _CLOCKS.search(said):
        begin, end = (int(clocks[n]) * 60 + int(clocks[n + 1]) for n in (1, 3))
        in_minutes = [figure.low * _MINUTES[figure.unit] for figure in told if figure.unit in _MINUTES]
        return bool(told) and len(in_minutes) == len(told) and sum(in_minutes) == end - begin
    ends = [(one.year, one.month or 0, one.day or 0) for one in moments_in(said) if one.year]
    values = {(figure.low, figure.unit) for figure in told}
    return len(ends) == 2 and bool(values) and values <= set(_lengths(*ends))


def _lengths(first: Day, last: Day) -> Iterator[tuple[Fraction, str]]:
    """The parts in which the time between two dates may be told: years, months, days left and all days."""
    months = (last[0] - first[0]) * 12 + last[1] - first[1]
    if all(first) and all(last):
        begin, end = date(*first), date(*last)
        months -= end.day < begin.day
        year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
        left = (end - date(year, month + 1, min(begin.day, 28))).days - (begin.day - min(begin.day, 28))
        yield Fraction(left), "日"
        yield Fraction((end - begin).days), "日"
    yield Fraction(months), "月"
    yield Fraction(months // 12), "年"
    yield Fraction(months % 12), "月"
