"""Which figures of a page a total is asked of: all years from one to another, the lines of one list, or the things named."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.answering.computing.arithmetic import BEFORE, OF_THEM, TOTAL, form_of, may_be_of
from assistant.answering.computing.operands import Operand, said_terms
from assistant.answering.computing.requested import Request
from assistant.text.numerals import read_number
from assistant.text.times import years_in

ADDED = re.compile(r"(?:を|も|、)?(?:合わせ|あわせ|足し|足す|ひっくるめ|合計|全部|ぜんぶ|トータル|総計|合算)")
_COUNT_OF_LIST = re.compile(
    r"(?<![0-9.第和成])([0-9]+|(?<![一二三四五六七八九十])[一二三四五六七八九十])\s?(?:回(?!目)|日間?(?!目)|年間|つ|種|か所|県|社|者|コース|項目)"
)
"""How many lines a list has that a total is asked of: 3回あわせて; not 令和3年, 第3回."""


def added(request: Request, operands: Sequence[Operand]) -> tuple[Operand, ...]:
    """The figures a total is asked of: all years from one to another, the lines of one list, or the things named."""
    fitting = [one for one in operands if request.unit in (None, one.figure.unit)]
    if len(request.years) == 2 and re.search("から|~|まで|-", request.plain):
        return _over_years(request, fitting)
    named = _named(request, fitting)
    return named or _whole_list(request, fitting)


def _over_years(request: Request, operands: Sequence[Operand]) -> tuple[Operand, ...]:
    """One figure for each year from the first to the last, of one column or of lines alike."""
    for first, last in itertools.product(*request.years):
        years = range(first, last + 1)
        found = [
            [one for one in operands if one.years == {year} and BEFORE.search(one.label) is None]
            for year in years
        ]
        if not 2 <= len(years) <= 10 or not all(found):
            continue
        best = [max(request.weight(one.terms) for one in of_year) for of_year in found]
        chosen = [
            [one for one in of_year if request.weight(one.terms) == most]
            for of_year, most in zip(found, best, strict=True)
        ]
        alike = {
            (one.figure.unit, one.block[3], one.column if _is_by_column(one) else form_of(one.label))
            for (one, *_) in chosen
        }
        if all(len(of_year) == 1 for of_year in chosen) and len(alike) == 1:
            return tuple(one for (one,) in chosen)
    return ()


def _is_by_column(one: Operand) -> bool:
    """Whether a table has its years in the heads of its rows, so that a column is one thing."""
    return one.block[3] and not years_in(one.column)


def _named(request: Request, operands: Sequence[Operand]) -> tuple[Operand, ...]:
    """The figures of the things a question joins by と, each told by its own words: 文科と農水を足すと.

    Nothing where one of them fits two figures alike, or where a figure is a part of another.
    """
    chosen = []
    for words in joined(request.plain):
        said, nouns = said_terms(words, request.terms), _nouns(words)
        fit = sorted(
            (
                (
                    (request.weight(one.terms & said) or float(any(noun in one.label for noun in nouns)))
                    * (0.5 if BEFORE.search(one.label) else 1.0),
                    one,
                )
                for one in operands
                if may_be_of(request, one)
            ),
            key=lambda pair: -pair[0],
        )
        if not fit or not fit[0][0] or (len(fit) > 1 and fit[1][0] == fit[0][0]):
            return ()
        chosen.append(fit[0][1])
    units, places = {one.figure.unit for one in chosen}, {one.block[:2] for one in chosen}
    is_whole = len(chosen) == len({id(one) for one in chosen}) and len(units) == len(places) == 1
    return tuple(chosen) if is_whole and not any(OF_THEM.search(one.label) for one in chosen) else ()


def _nouns(words: str) -> frozenset[str]:
    """The words of a text in kanji or katakana: a noun that tells what kind of value is asked (電話) is none of the terms."""
    return frozenset(re.findall("[一-龥]{2,}|[ァ-ヶー]{2,}", words))


def joined(plain: str) -> list[str]:
    """What a question joins to be added, each by itself: ``予算、展示会と研修と広報ぜんぶで`` → 展示会, 研修, 広報"""
    adding = ADDED.search(plain)
    clause = re.split("[、。?]", plain[: adding.start()] if adding else "")[-1]
    parts = re.split(r"(?<!こ)と(?!き|こ|して|いう)|や(?=[一-龥ァ-ヶ])", clause)
    return [part for part in parts if part] if len(parts) > 1 else []


def _whole_list(request: Request, operands: Sequence[Operand]) -> tuple[Operand, ...]:
    """The lines of a list whose number the question tells: 三日間で, 3回あわせて."""
    counted = _COUNT_OF_LIST.search(request.plain)
    number = read_number(counted[1]) if counted else None
    if number is None or number[0] < 2 or request.unit is None:
        return ()
    lists: dict[tuple[object, ...], list[Operand]] = {}
    for one in operands:
        if not BEFORE.search(one.label) and may_be_of(request, one):
            lists.setdefault((one.block, one.figure.unit), []).append(one)
    fitting = []
    for lines in lists.values():
        first_of_line = list({one.evidence.spans[0]: one for one in reversed(lines)}.values())[::-1]
        if len(first_of_line) == number[0] and not any(TOTAL.search(one.label) for one in lines):
            fitting.append(first_of_line)
    return tuple(fitting[0]) if len(fitting) == 1 else ()
