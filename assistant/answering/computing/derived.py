"""Values derived from two figures of different kinds in one sentence: a part of a whole, a mean, a total over years."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from fractions import Fraction

from assistant.answering.computing.computed import (
    MONEY,
    Calculation,
    is_quantity,
    told,
    unit_of_each,
    written,
)
from assistant.answering.evidence import Evidence
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.text.tokens import terms

_OF = re.compile(r"(?:中|のうち|うち)[、の]?")
_SHARE = re.compile(r"(?<![0-9/.])([0-9]{1,4})\s?/\s?([0-9]{1,4})(?![0-9/])")
_TIMES = re.compile(r"\s?[×xX*]\s?")


def part_of_whole(plain: str, evidence: Sequence[Evidence]) -> Calculation | None:
    """The share of a whole that the best sentence gives both counts of.

    ``受講したうち何％が修了した計算？`` of ``60人が受講し、45人が修了した`` → 45人 ÷ 60人 ＝ 75%

    Two counts are taken for a part and its whole where the sentence says so (60人中45人), or where the question's words
    before うち stand with the one and those behind it with the other.

    Args:
        plain: the question, normalised.
        evidence: sentences that may be used, best first.
    """
    for candidate in evidence:
        text = normal_text(candidate.text)
        counts = [f for f in figures_in(text) if is_quantity(f) and f.unit not in (RATIO, MONEY)]
        pair = _said_as_part(text, counts) or _asked_as_part(plain, text, counts)
        if pair and Fraction(0) < pair[0].low <= pair[1].low:
            part, whole = pair
            return told(
                f"{part.said} ÷ {whole.said.removesuffix('中')}",
                part.low / whole.low,
                RATIO,
                pair,
                (candidate,),
            )
    return None


def _said_as_part(text: str, counts: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    for whole, part in itertools.pairwise(counts):
        link = whole.unit.removeprefix(part.unit) + text[whole.end : part.start].strip()
        if whole.unit.startswith(part.unit) and _OF.fullmatch(link):
            return part, whole
    return None


def _asked_as_part(plain: str, text: str, counts: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    before, of, behind = plain.partition("うち")
    if len(counts) != 2 or not of:
        return None
    first, second = counts
    of_first, of_second = nouns_of(text[first.end : second.start]), nouns_of(text[second.end :])
    is_so = of_first & nouns_of(before) and of_second & nouns_of(behind) and not of_first & nouns_of(behind)
    return (second, first) if is_so else None


def nouns_of(text: str) -> frozenset[str]:
    """The nouns of a text in short units: ``応募した`` → 応募"""
    return frozenset(word for word, kind in terms(text) if kind != "other")


def mean(plain: str, evidence: Sequence[Evidence]) -> Calculation | None:
    """An amount by the number it was spent on, where the best sentence gives one of each.

    ``1件あたりいくら？`` of ``採択50件（総額2億円）`` → 2億円 ÷ 50件 ＝ 400万円

    Args:
        plain: the question, normalised.
        evidence: sentences that may be used, best first.
    """
    unit = unit_of_each(plain)
    for candidate in evidence:
        figures = [figure for figure in figures_in(candidate.text) if is_quantity(figure)]
        amounts = [figure for figure in figures if figure.unit == MONEY]
        counts = [figure for figure in figures if figure.unit not in (MONEY, RATIO)]
        if len(amounts) != 1 or len(counts) != 1 or (unit and counts[0].unit != unit):
            continue
        total, number = amounts[0], counts[0]
        if number.low:
            pair = (total, number)
            return told(f"{total.said} ÷ {number.said}", total.low / number.low, MONEY, pair, (candidate,))
    return None


def yearly_total(plain: str, evidence: Sequence[Evidence]) -> Calculation | None:
    """An amount a year over all its years, where the best sentence multiplies them itself.

    ``3年まるまるだといくら`` of ``2〜4億円×3年間`` → 2〜4億円 × 3年 ＝ 6億円〜12億円

    Args:
        plain: the question, normalised.
        evidence: sentences that may be used, best first.
    """
    for candidate in evidence:
        text = normal_text(candidate.text)
        figures = figures_in(text)
        for amount, years in itertools.pairwise(figures):
            is_product = bool(_TIMES.fullmatch(text[amount.end : years.start]))
            if amount.unit != MONEY or years.unit != "年" or not is_product or f"{years.low}年" not in plain:
                continue
            lowest = f"{written(amount.low * years.low, MONEY)}〜" if amount.low != amount.high else ""
            value = f"{lowest}{written(amount.high * years.high, MONEY)}"
            said = f"計算: {amount.said} × {years.said} ＝ {value}（資料の数字から計算した値）"
            return Calculation(said, (candidate,))
    return None


def pooled_share(evidence: Sequence[Evidence]) -> Calculation | None:
    """Two shares told with their counts taken together: ``40/50`` and ``10/20`` → 50/70.

    Args:
        evidence: sentences that may be used, best first.
    """
    for candidate in evidence:
        shares = [[int(part) for part in found] for found in _SHARE.findall(normal_text(candidate.text))]
        if len(shares) == 2 and all(whole > 0 and part <= whole for part, whole in shares):
            (part, whole), (other_part, other_whole) = shares
            parts, wholes = part + other_part, whole + other_whole
            formula = f"({part}＋{other_part})÷({whole}＋{other_whole}) ＝ {parts}/{wholes}"
            return told(formula, Fraction(parts, wholes), RATIO, (), (candidate,))
    return None
