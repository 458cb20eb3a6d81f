"""Arithmetic the documents' own figures support: a total, a difference, a ratio, a share of a number.

Computed exactly, in fractions, from figures of one sentence, or of two that stand together; shown with what it was
computed from. What would have to be guessed is not computed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assistant.answering.evidence import Evidence
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.text.tokens import short_words

Operation = Literal["sum", "difference", "ratio", "share"]

_ASKED: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("ratio", re.compile(r"何倍")),
    ("share", re.compile(r"(?:台数|人数|社数|件数|金額|実数)(?:に|で)(?:する|し|言う|いう|直す)|(?:何[台人社件者校円].{0,2})(?:ぶん|分)(?!の)")),
    ("sum", re.compile(r"(?<![きいみちり])(?:合わせ|あわせ)|合計|足し(?:たら|て|合)|足すと|ひっくるめ|全部で(?:いくら|何)|トータル|総計|合算")),
    (
        "difference",
        re.compile(r"差(?:は|で|を|額|っていくら)|(?:どれだけ|どんだけ|どのくらい|どれくらい|いくら|何.{1,3}).{0,6}(?:減[っりる]|増[えし](?!や)|落ち|下が|上が|伸び)"),
    ),
)  # fmt: skip
_SIGNS: dict[Operation, str] = {"sum": "＋", "difference": "−", "ratio": "÷", "share": "×"}
LOOKED_AT = 8
"""So many of the best sentences may give the figures."""
_YEAR_OF = re.compile(r"[0-9]年度?[のはに、]?$")
_PART = re.compile(r"うち|内訳|含|なか|中で")
_NOT_COUNTED = frozenset({"", "年", "月", "日", "時", "分", "第"})
"""Units of what is no quantity here: years and days, numbers of chapters."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """A computed value as it is told, and the sentences whose figures it was computed from."""

    text: str
    operands: tuple[Evidence, ...]


def operation_asked(plain: str) -> Operation | None:
    """The arithmetic a normalised question asks for.

    ``国内外合わせると年に何回`` → sum; ``2006年からどれだけ減った`` → difference; ``何倍になった`` → ratio; ``補助率は?`` → None
    """
    return next((operation for operation, asked in _ASKED if asked.search(plain)), None)


def calculate(question: str, evidence: Sequence[Evidence]) -> Calculation | None:
    """What a question asks to be computed, if the best sentences hold just the figures it takes.

    ``どれだけ減った`` of ``2006年の573万台から2016年の497万台と減少`` → 573万台 − 497万台 = 76万台

    Args:
        question: as it was asked.
        evidence: sentences that may be used, best first.
    """
    plain = normal_text(question)
    operation = operation_asked(plain)
    if operation is None:
        return None
    best = evidence[:LOOKED_AT]
    operands = (
        _in_one(operation, best) if operation == "share" else _in_one(operation, best) or _in_two(plain, best)
    )
    if operands is None:
        return None
    (first, one), (second, other) = operands
    if operation == "difference" and one.low < other.low:
        (first, one), (second, other) = (second, other), (first, one)
    if operation == "ratio" and one.low < other.low:
        (first, one), (second, other) = (second, other), (first, one)
    value, unit = _value(operation, one, other)
    if value is None:
        return None
    about = "約" if "about" in (one.bound, other.bound) else ""
    text = f"計算: {one.said} {_SIGNS[operation]} {other.said} ＝ {about}{written(value, unit)}（資料の数字から計算した値）"
    return Calculation(text, tuple(dict.fromkeys((first, second))))


def _value(operation: Operation, one: Figure, other: Figure) -> tuple[Fraction | None, str]:
    if operation == "sum":
        return one.low + other.low, one.unit
    if operation == "difference":
        return one.low - other.low, "ポイント" if one.unit == RATIO else one.unit
    if operation == "ratio":
        return (one.low / other.low, "倍") if other.low else (None, "")
    return one.low * other.low, one.unit


def _in_one(operation: Operation, evidence: Sequence[Evidence]) -> tuple[tuple[Evidence, Figure], ...] | None:
    """The two figures of the best sentence that holds exactly two that can be put together."""
    for candidate in evidence:
        figures = [figure for figure in figures_in(candidate.text) if _is_exact(figure)]
        if operation == "share":
            counts = [f for f in figures if f.unit != RATIO]
            shares = [f for f in figures if f.unit == RATIO]
            if len(counts) == len(shares) == 1:
                return (candidate, counts[0]), (candidate, shares[0])
            continue
        for unit in dict.fromkeys(figure.unit for figure in figures):
            same = [figure for figure in figures if figure.unit == unit]
            if len(same) > 2 and operation == "difference":
                same = [figure for figure in same if _of_a_year(candidate.text, figure)]
            if len(same) == 2 and not _is_part(operation, candidate.text, same):
                return (candidate, same[0]), (candidate, same[1])
            if len(same) > 2 and operation == "ratio" and _rise(same):
                return (candidate, same[-1]), (candidate, same[0])
    return None


def _is_part(operation: Operation, text: str, figures: Sequence[Figure]) -> bool:
    """Whether one figure is a part of the other, so that they must not be added: 40,000社、うち海外3,000社."""
    between = normal_text(text)[figures[0].end : figures[1].start]
    return operation == "sum" and bool(_PART.search(between))


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
            if together and one.unit == other.unit and said - also and also - said:
                return (first, one), (second, other)
    return None


def _with_figures(evidence: Sequence[Evidence]) -> Iterator[tuple[Evidence, list[Figure]]]:
    for candidate in evidence:
        yield candidate, [figure for figure in figures_in(candidate.text) if _is_exact(figure)]


def _is_exact(figure: Figure) -> bool:
    is_one = figure.low == figure.high and figure.bound in ("exact", "about")
    return is_one and figure.unit not in _NOT_COUNTED and not figure.unit.startswith("第")


def written(value: Fraction, unit: str) -> str:
    """A value as a Japanese document writes it.

    ``760000 台`` → ``76万台``; ``182000000 台`` → ``1億8,200万台``; ``13/2 倍`` → ``6.5倍``; ``3/20 割合`` → ``15%``
    """
    if unit in (RATIO, "ポイント"):
        return f"{_decimal(value * 100)}{'%' if unit == RATIO else 'ポイント'}"
    if value.denominator != 1 or value < 10_000:
        return f"{_decimal(value)}{unit}"
    parts, rest = "", int(value)
    for scale, name in ((10**12, "兆"), (10**8, "億"), (10**4, "万")):
        if rest >= scale:
            parts += f"{rest // scale:,}{name}"
            rest %= scale
    return f"{parts}{rest:,}{unit}" if rest else f"{parts}{unit}"


def _decimal(value: Fraction) -> str:
    """Up to two decimals, told as about where there are more: 61/65 of 100 → 約93.85."""
    rounded = round(value, 2)
    number = f"{int(rounded):,}" if rounded.denominator == 1 else f"{float(rounded):,.2f}".rstrip("0")
    return number if rounded == value else f"約{number}"
