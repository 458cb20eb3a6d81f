"""Of all values that the sentences found would give, the one that is of what is asked; none where that is left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.answering.computing.computed import CLEARLY, Calculation, told
from assistant.answering.computing.not_computed import is_of_another_kind, is_of_what_is_asked, leading_to
from assistant.answering.computing.operands import said_terms
from assistant.answering.computing.requested import Request
from assistant.answering.evidence import Evidence
from assistant.text.figures import Figure
from assistant.text.normalise import normal_text
from assistant.text.times import years_in

LEAST_COVERED = 0.3
"""Share of a question's weighted words that the sentence a value is read from must cover, with what stands around it."""
NEARLY_COVERED = 0.5
"""Share of what the best sentence covers that it must cover: one that says much more of what is asked tells it instead."""
COVERED_WITHOUT = 0.7
"""From this share on, a sentence that says no noun of the question itself is still of what is asked, by what is above it."""
OF_HEADING = 0.5
"""What a word is worth that only the headings or the title say."""
NEAR = 1_500
"""Characters to each side within which a noun of the question may be said of another thing."""
_ISSUE = re.compile(
    r"第\s?(?P<number>[0-9]{1,3})\s?[回期次]|(?<![0-9])(?P<nth>[0-9]{1,3})\s?(?:回|期|次|日)目"
)
_MONTH = re.compile(r"(?<![0-9])(1[0-2]|0?[1-9])月(?!間|額)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that a sentence gives by its form, and of what."""

    calculation: Calculation
    value: tuple[Fraction, ...]
    """What it comes to; readings alike are one."""
    words: str
    """What it is said of, normalised: its clause, or its sentence."""


def reading(
    e: Evidence,
    formula: str,
    value: Fraction,
    unit: str,
    figures: Sequence[Figure],
    way: str = "",
    words: str = "",
) -> Reading:
    """A value read from one sentence: ``900件 ÷ 12か月``, 75, 件 → 計算: 900件 ÷ 12か月 ＝ 75件

    Args:
        e: the sentence.
        formula: the operands with their signs, as they are shown.
        value: what it comes to.
        unit: its unit.
        figures: the operands; where one is about so much, the value is.
        way: what follows the value: の減少.
        words: what it is said of; the sentence where it is not told.
    """
    calculation = told(formula, value, unit, figures, (e,), way)
    return Reading(calculation, (value,), words or normal_text(e.text))


def clearest(
    request: Request, readings: Sequence[Reading], content: Sequence[Evidence], needs_noun: bool = True
) -> Calculation | None:
    """The value that is said of what is asked, if it is so clearly.

    ``医療の会議は何分`` of a line 製造業の会議 10:00~11:00 and one 医療の会議 13:00~15:30 → the second; of two lines 会議 → None

    Args:
        request: what the question tells.
        readings: the values the sentences give.
        content: all sentences found that may be shown.
        needs_noun: whether the sentence itself must say a noun of the question: the line 日時 of minutes says none.
    """
    most = max((e.coverage for e in content), default=0.0)
    fitting = [
        (_fit(request, one), one) for one in readings if _may_tell(request, one, content, most, needs_noun)
    ]
    if not fitting:
        return None
    best_fit, best = max(fitting, key=lambda pair: pair[0])
    rivals = [fit for fit, one in fitting if one.value != best.value]
    is_clear = not rivals or best_fit > CLEARLY * max(rivals)
    return best.calculation if is_clear else None


def _may_tell(
    request: Request, one: Reading, content: Sequence[Evidence], most: float, needs_noun: bool
) -> bool:
    """Whether a value may be of what is asked: of its years, month and issue, and by the words of its sentence."""
    operands = one.calculation.operands
    first = operands[0]
    near = normal_text("\n".join([first.document.title, *first.passage.section, one.words]))
    told = frozenset(years_in(normal_text("\n".join([near, *(e.text for e in operands)]))))
    told |= _year_of(first)
    if any(not years & told for years in request.years) or not _is_of_the_issue(request.plain, one, near):
        return False
    if not _months_agree(request.plain, one.words):
        return False
    if max(e.coverage for e in operands) < max(LEAST_COVERED, NEARLY_COVERED * most):
        return False
    nouns = [number for number in said_terms(one.words, request.terms) if request.terms[number].is_noun]
    if needs_noun and not nouns and max(e.coverage for e in operands) < COVERED_WITHOUT:
        return False
    if is_of_another_kind(request, one.words, f"{near}\n{leading_to(first)}", needs_noun):
        return False
    page = [e for e in content if _is_near(e, first)]
    return is_of_what_is_asked(request, operands, page, leading_to(first))


def _is_near(e: Evidence, first: Evidence) -> bool:
    """Whether a sentence stands about where another does; a document without pages is one long page."""
    here, there = e.spans[0], first.spans[0]
    is_on_page = (here.doc_id, here.page_index) == (there.doc_id, there.page_index)
    return is_on_page and abs(here.start - there.start) <= NEAR


def _year_of(e: Evidence) -> frozenset[int]:
    """The year a document is of, where it is dated; the year of a report is told by what it says, and of minutes by their date."""
    published = e.document.published or ""
    is_of_one_day = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", published)
    return frozenset({int(published[:4])}) if is_of_one_day else frozenset()


def _fit(request: Request, one: Reading) -> float:
    """How much of what is asked a value is said of; less of what only stands above it."""
    first = one.calculation.operands[0]
    own = said_terms(one.words, request.terms)
    line = said_terms(first.text, request.terms) - own
    above = said_terms("\n".join([first.document.title, *first.passage.section]), request.terms) - own - line
    asked, told = issues_in(request.plain), issues_in(one.words)
    same_issue = 1.0 if asked & told else 0.0
    return request.weight(own) + OF_HEADING * request.weight(line | above) + same_issue


def issues_in(text: str) -> frozenset[int]:
    """The numbers of the meetings or calls a text names: ``第3回``, ``3回目`` → 3"""
    return frozenset(int(found["number"] or found["nth"]) for found in _ISSUE.finditer(normal_text(text)))


def _is_of_the_issue(plain: str, one: Reading, near: str) -> bool:
    """Whether a value is of the one issue asked about, by its own words or else by what is above it."""
    asked = issues_in(plain)
    told = issues_in(one.words) or issues_in(near)
    return not asked or bool(asked & told)


def _months_agree(plain: str, words: str) -> bool:
    """Whether the months a question names are those of a sentence that names any."""
    asked, told = set(_MONTH.findall(plain)), set(_MONTH.findall(normal_text(words)))
    return not asked or not told or bool(asked & told)
