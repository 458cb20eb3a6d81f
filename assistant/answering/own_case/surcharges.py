"""What a page says changes a price, and whether that holds in the case asked about: 土日は2割増, 会員以外は1.5倍, 7日以上は2割引."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.answering.computing.computed import MONEY
from assistant.answering.computing.operands import said_terms
from assistant.answering.computing.requested import Request
from assistant.answering.evidence import Evidence
from assistant.answering.own_case.conditions import (
    Holds,
    by_days,
    by_lead,
    by_membership,
    by_month,
    by_number,
    named_groups,
    negated,
)
from assistant.answering.own_case.counts_asked import Counts
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text

_CLAUSE = re.compile(r"[。;]|(?<![0-9])/|/(?![0-9])")
_MORE = re.compile(r"^\s?(?:を|の|分を?)?\s?(?:割?り?増|加算|上乗せ|アップ|追加)")
_LESS = re.compile(r"^\s?(?:を|の|分を?)?\s?(?:割?り?引|引き?|減額|減免|軽減|減|オフ|off|差し引)")
_PAID = re.compile(
    r"^\s?(?:の額|相当額|に相当する額|に当たる額?)?(?:を|が|の)?[^0-9。]{0,14}(?:支払|負担|いただ|頂|申し受け|徴収)|^\s*$|^です|^と(?:し|な)"
)
_TAKEN_OFF = re.compile(r"^\s?(?:を)?(?:差し引|割り引|減額|値引|引き)")
_DEFINED = re.compile(r"(?P<fee>[一-龥]{2,6})は、?(?P<base>[一-龥]{1,6}(?:料金?|代|賃|費|金|額))の[0-9]")
_OF_PRICE = re.compile(
    r"(?:料金?|代|賃料|会費|費|謝金|価格)(?:の(?:総額)?(?:の|から)?|は|を|が、?|から、?)\s?$"
)


@dataclass(frozen=True, slots=True)
class Change:
    """A rule of the page that changes a price."""

    evidence: Evidence
    clause: str
    """What it says, normalised."""
    said: str
    """The figure as it is told: 2割増."""
    factor: Fraction | None
    """What the price is taken times; None where the page does not tell it so that it could be computed."""
    share: Fraction
    """The figure itself."""
    amount: Fraction | None = None
    """What is taken off: 早割で1,000円を差し引きます."""


def changes_of(page: Sequence[Evidence]) -> list[Change]:
    """The rules of a page that change its prices.

    ``土曜・日曜は2割増です。`` → times 6/5; ``賃料が3割引きになります。`` → times 7/10; ``会員以外の方は1.5倍`` → times 3/2

    Args:
        page: its sentences.
    """
    return [one for e in page if not e.is_row for one in _of_sentence(e)]


def _of_sentence(e: Evidence) -> Iterator[Change]:
    for clause in _CLAUSE.split(normal_text(e.spans[0].text)):
        for figure in figures_in(clause):
            if figure.low != figure.high or figure.low <= 0:
                continue
            behind = clause[figure.end :]
            if figure.unit in (RATIO, "倍") or (figure.unit == "月" and behind.startswith("分")):
                factor, said = _factor(clause, figure)
                yield Change(e, clause, said, factor, figure.low)
            elif figure.unit == MONEY and _TAKEN_OFF.match(behind):
                yield Change(e, clause, figure.said, None, figure.low, figure.low)


def _factor(clause: str, figure: Figure) -> tuple[Fraction | None, str]:
    before, behind = clause[: figure.start], clause[figure.end :]
    if figure.unit == "倍":
        return figure.low, figure.said
    if figure.unit == "月":
        return figure.low if _OF_PRICE.search(before) else None, f"{figure.said}分"
    if _MORE.match(behind):
        return 1 + figure.low, f"{figure.said}増"
    if _LESS.match(behind):
        return 1 - figure.low, f"{figure.said}引"
    if _OF_PRICE.search(before) and (_PAID.match(behind) or "半" in figure.said):
        return figure.low, figure.said
    return None, figure.said


def base_of(change: Change, plain: str) -> str:
    """What a fee that a question names is reckoned from: ``保証金なんぼ`` of 保証金は賃料の3か月分です → 賃料; else nothing."""
    found = _DEFINED.search(change.clause)
    return found["base"] if found and found["fee"] in plain else ""


def holds_for(
    request: Request, counts: Counts, change: Change, known: frozenset[int], is_own: bool = False
) -> Holds:
    """Whether a rule holds in the case a question tells: ``yes``, ``no``, or ``open`` where that is not sure.

    ``土曜の午後に`` of 土日は2割増 → yes; ``会員が`` of 会員以外は1.5倍 → no; ``4人で`` of 3人以上は1割引 → yes

    Args:
        request: what the question tells.
        counts: its numbers.
        change: the rule.
        known: the question's words that are said of the thing itself, or of all of the paper.
        is_own: whether it stands within what the price is of, and so speaks of nothing else.
    """
    clause = change.clause
    decided = {
        by_days(request.plain, clause),
        by_membership(request.plain, clause),
        by_lead(counts, clause),
        by_month(counts, clause),
        by_number(counts, clause),
    } - {None}
    if "no" in decided:
        return "no"
    said = said_terms(clause, request.terms) - known
    is_spoken_of = change.share in counts.shares or any(request.terms[n].is_noun for n in said)
    if is_own and not decided and not is_spoken_of:
        return "yes" if named_groups(clause) <= named_groups(request.plain) else "open"
    if not decided and not is_spoken_of:
        return "no"
    others = named_groups(re.sub(r"\([^()]*\)", "", clause)) - named_groups(request.plain) - negated(clause)
    return "open" if "open" in decided or others else "yes"
