"""Arithmetic the documents' own figures support: a total, a difference, a ratio.

Computed exactly, in fractions, from figures of one sentence, or of two that stand together; shown with what it was
computed from. What would have to be guessed is not computed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.answering.computing.arithmetic import BEFORE
from assistant.answering.computing.computed import MONEY, Calculation, is_per, is_quantity, told
from assistant.answering.computing.derived import mean, part_of_whole, pooled_share, yearly_total
from assistant.answering.computing.forms import is_side_by_side
from assistant.answering.computing.operations import Operation, operation_asked
from assistant.answering.evidence import Evidence
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.text.tokens import short_words
from assistant.text.units import same_unit

_SIGNS: dict[Operation, str] = {"sum": "＋", "difference": "−", "ratio": "÷"}
LOOKED_AT = 8
"""So many of the best sentences may give the figures."""
_YEAR_OF = re.compile(r"[0-9]年度?[のはに、]?$")
_SHARES = re.compile(r"何分の何|何(?:%|割|パー)|回答率")
_FROM_FIRST = re.compile(r"(?:最初|はじめ|初め|当初|1次).{0,12}(?:最後|終わり|最終)")
_LINK = re.compile(rf"から|より|→|⇒|に対し|比べ|だったが|であったが|一方|{BEFORE.pattern}")
"""What ties the two values of a change: 573万台から497万台, 12億円（前年度9億円）."""
_EARLIER_IN_BRACKETS = re.compile(rf"(?:カッコ|括弧|\(\s?\))内[^0-9]{{0,4}}(?:{BEFORE.pattern})")
_PART = re.compile(r"うち|内訳|含|なか|中で")


def calculate(
    question: str,
    evidence: Sequence[Evidence],
    unit: str | None = None,
    operation: Operation | None = None,
) -> Calculation | None:
    """What a question asks to be computed, if the best sentences hold just the figures it takes.

    ``どれだけ減った`` of ``2006年の573万台から2016年の497万台と減少`` → 573万台 − 497万台 = 76万台

    Args:
        question: as it was asked.
        evidence: sentences that may be used, best first.
        unit: the unit of the figures asked for, where the question tells it.
        operation: what is to be computed, where that is known.
    """
    plain = normal_text(question)
    operation = operation or operation_asked(plain)
    if operation not in (*_SIGNS, "percent", "mean", "yearly"):
        return None
    best = evidence[:LOOKED_AT]
    if operation == "percent":
        return part_of_whole(plain, best)
    if operation == "sum" and _SHARES.search(plain) and (pooled := pooled_share(best)):
        return pooled
    if operation == "mean":
        return mean(plain, best)
    if operation == "yearly":
        return yearly_total(plain, evidence)
    if _FROM_FIRST.search(plain):
        best = sorted(best, key=lambda e: -len(short_words(plain) & short_words(e.text)))
    operands = _in_one(operation, best, bool(_FROM_FIRST.search(plain))) or _in_two(plain, best)
    if (
        operands is None
        or (unit and not same_unit(unit, operands[0][1].unit))
        or operands[0][1].low == operands[1][1].low
    ):
        return None
    (first, one), (second, other) = operands
    if operation == "difference" and one.low < other.low:
        (first, one), (second, other) = (second, other), (first, one)
    if operation == "ratio" and one.low < other.low:
        (first, one), (second, other) = (second, other), (first, one)
    value, unit = _value(operation, one, other)
    if value is None or (unit == MONEY and 0 < value < 1):  # less than a yen: the two do not belong together
        return None
    return told(f"{one.said} {_SIGNS[operation]} {other.said}", value, unit, (one, other), (first, second))


def _value(operation: Operation, one: Figure, other: Figure) -> tuple[Fraction | None, str]:
    if operation == "sum":
        return one.low + other.low, one.unit
    if operation == "difference":
        return one.low - other.low, "ポイント" if one.unit == RATIO else one.unit
    return (one.low / other.low, "倍") if other.low else (None, "")


def _in_one(
    operation: Operation, evidence: Sequence[Evidence], is_development: bool = False
) -> tuple[tuple[Evidence, Figure], ...] | None:
    """The two figures of the best sentence that holds exactly two that can be put together; of a development that is
    asked about from its first step to its last, these."""
    for candidate in evidence:
        plain = normal_text(candidate.text)
        figures = [f for f in _whole_figures(candidate.text) if is_quantity(f) and not is_per(plain, f)]
        for unit in dict.fromkeys(figure.unit for figure in figures):
            same = [figure for figure in figures if figure.unit == unit]
            steps = operation == "ratio" or (operation == "difference" and is_development)
            if len(same) > 2 and steps and _rise(same):
                return (candidate, same[-1]), (candidate, same[0])
            if len(same) > 2 and operation == "difference":
                same = [figure for figure in same if _of_a_year(candidate.text, figure)]
            if len(same) == 2 and not _is_tied(operation, candidate, same):
                continue
            if len(same) == 2 and not _is_part(operation, candidate.text, same):
                return (candidate, same[0]), (candidate, same[1])
    return None


def _whole_figures(text: str) -> list[Figure]:
    """The figures of a row, its last one with the unit of the others where that was cut off: 9兆円 30兆円 57兆."""
    figures = list(figures_in(text))
    if len(figures) > 2 and not figures[-1].unit and figures[-1].said[-1] in "億兆":
        last = figures[-1]
        figures[-1] = replace(last, unit=figures[-2].unit, said=last.said + figures[-2].unit)
    return figures


def _is_part(operation: Operation, text: str, figures: Sequence[Figure]) -> bool:
    """Whether one figure is a part of the other, so that they must not be added: 40,000社、うち海外3,000社."""
    between = normal_text(text)[figures[0].end : figures[1].start]
    return operation in ("sum", "difference") and bool(_PART.search(between))


def _is_tied(operation: Operation, candidate: Evidence, figures: Sequence[Figure]) -> bool:
    """Whether a sentence itself puts two figures together, as a change or side by side."""
    beside = is_side_by_side(normal_text(candidate.text), figures[0], figures[-1])
    if operation == "sum":
        return beside
    return _is_change(candidate, figures) or (operation == "ratio" and beside)


def _is_change(candidate: Evidence, figures: Sequence[Figure]) -> bool:
    """Whether two figures are told as one value that became another, or one beside its earlier one: not 4/5（解雇しない場合は9/10）."""
    plain, headings = normal_text(candidate.text), normal_text(" ".join(candidate.passage.section))
    between = plain[figures[0].end : figures[-1].start]
    is_bracketed = between.strip() == "(" and _EARLIER_IN_BRACKETS.search(headings)
    is_linked = _LINK.search(plain[max(0, figures[0].start - 8) : figures[-1].start])
    return bool(is_linked or is_bracketed) or all(_of_a_year(plain, one) for one in figures)


def _of_a_year(text: str, figure: Figure) -> bool:
    """Whether a figure is told as that of a year: 2006年の573万台."""
    return bool(_YEAR_OF.search(normal_text(text)[max(0, figure.start - 8) : figure.start]))


def _rise(figures: Sequence[Figure]) -> bool:
    """Whether figures rise from each to the next, as the steps of one development do: 6兆円, 20兆円, 36兆円."""
    return all(before.low < after.low for before, after in itertools.pairwise(figures))


def _in_two(plain: str, evidence: Sequence[Evidence]) -> tuple[tuple[Evidence, Figure], ...] | None:
    """One figure of each of two sentences of one page that name two different words of the question."""
    asked = short_words(plain)
    single = [
        (candidate, figures[0], frozenset(word for word in asked if word in candidate.text.lower()))
        for candidate, figures in _with_figures(evidence)
        if len(figures) == 1
    ]
    for i, (first, one, said) in enumerate(single):
        for second, other, also in single[i + 1 :]:
            together = first.spans[0].doc_id == second.spans[0].doc_id and (
                first.spans[0].page_index == second.spans[0].page_index
            )
            is_part = _PART.match(normal_text(second.text)[:12])
            if together and one.unit == other.unit and said - also and also - said and not is_part:
                return (first, one), (second, other)
    return None


def _with_figures(evidence: Sequence[Evidence]) -> Iterator[tuple[Evidence, list[Figure]]]:
    for candidate in evidence:
        yield candidate, [figure for figure in figures_in(candidate.text) if is_quantity(figure)]
