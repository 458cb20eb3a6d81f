"""What somebody pays in the case a question tells: prices times how many, added, and changed by the rules of the page.

Everything the question says must be accounted for: each number is of a price, each noun the page says is of a price taken, of a
rule that holds or of one that does not. What is left over would make the sum another one, and nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.answering.computing.computed import MONEY, Calculation, told
from assistant.answering.computing.not_computed import is_of_what_is_asked
from assistant.answering.computing.operands import said_terms
from assistant.answering.computing.requested import Request
from assistant.answering.evidence import Evidence
from assistant.answering.own_case.accounted import generic_fees, is_all_accounted
from assistant.answering.own_case.counts_asked import Counts, counts_asked
from assistant.answering.own_case.items import MONTHS, Item
from assistant.answering.own_case.plain_case import is_plain, is_safe
from assistant.answering.own_case.priced_things import prices_of
from assistant.answering.own_case.surcharges import Change, base_of, changes_of, holds_for
from assistant.answering.own_case.told_prices import items_asked
from assistant.text.normalise import normal_text

_ASKS = re.compile(r"いくら|なんぼ|何円|何万|何千|料金は|合計は|総額は|費用は")
_OF_ANOTHER_KIND = re.compile(
    r"違[いうわっ]|差額|の差|(?:いくら|なんぼ|どれだけ|どんだけ|何円)[^。、]{0,6}(?:高|安|得|上が|下が|増え|減)|のうち|平均|割合"
)
"""What asks for another value than what is to be paid."""
_NUMBER = re.compile("[0-9一二三四五六七八九十]+[人つ日回件本台個泊年月]?$")
_SIZES = "従業員 社員 職員 人数 規模"
_PER_MONTH = re.compile(
    r"月(?:額)?(?:あたり|当たり|割り|に(?:なら|直|し))|ひと月|1か月(?:あたり|当たり|だと|で)"
)
_PARTS = re.compile(r"(?P<n>[0-9]+)回(?:払い|に分け|分割)")


def charged(request: Request, page: Sequence[Evidence]) -> Calculation | None:
    """What is to be paid, from the prices and rules of a page.

    ``引張試験3本と硬さ試験2点でいくら`` → 3,460円 × 3本 ＋ 1,180円 × 2点 ＝ 1万2,740円; ``非会員で会議室を午前に`` → 2,700円 × 1.5 ＝ 4,050円

    Args:
        request: what the question tells.
        page: the sentences of the page, all of them.
    """
    request, counts = _without_numbers(request), counts_asked(request.plain)
    if not _may_be_paid(request, counts, page) or _OF_ANOTHER_KIND.search(request.plain):
        return None
    if not is_plain(request.plain):
        return None
    rules = changes_of(page)
    asked = " ".join([request.plain, *(base_of(rule, request.plain) for rule in rules)])
    prices = prices_of(request, page)
    items = items_asked(asked, of_all(page), prices, counts, page)
    verdicts = _verdicts(request, counts, items, rules, page)
    if not items or verdicts is None:
        return None
    holding, passed = verdicts
    if len(holding) > 1 or not _shares_are_of(counts, holding):
        return None
    if not is_safe(request.plain, counts, items, prices, holding, page):
        return None
    return _put_together(request, items, holding, passed, page)


def is_of_two(plain: str) -> bool:
    """Whether a question asks by how much two prices differ: ``いくら違う``, ``なんぼ上がる``"""
    return bool(_OF_ANOTHER_KIND.search(plain))


def apart(request: Request, page: Sequence[Evidence]) -> Calculation | None:
    """By how much two prices of a page differ.

    ``甲地と乙地で1泊いくら違う`` → 13,100円 − 11,800円 ＝ 1,300円; None where a rule changes one of them

    Args:
        request: what the question tells.
        page: the sentences of the page, all of them.
    """
    request, counts = _without_numbers(request), counts_asked(request.plain)
    if not _may_be_paid(request, counts, page) or request.years or counts.shares:
        return None
    if not is_plain(request.plain, of_two=True):
        return None
    items = items_asked(request.plain, of_all(page), prices_of(request, page), counts, page, two=True)
    verdicts = _verdicts(request, counts, items, changes_of(page), page)
    if not items or verdicts is None or verdicts[0]:
        return None
    more, less = sorted(items, key=lambda item: -item.value)
    used = [more.price.evidence, less.price.evidence]
    accounted = [*used, *(rule.evidence for rule in verdicts[1])]
    is_all = is_all_accounted(request.plain, items, accounted, page)
    if more.value == less.value or not is_all or not is_of_what_is_asked(request, accounted, page):
        return None
    figures = [more.price.figure, less.price.figure]
    is_by_one = all(item.times == 1 for item in items)
    formula = " − ".join(item.price.said if is_by_one else item.said for item in (more, less))
    return told(formula, more.value - less.value, MONEY, figures, used)


def _without_numbers(request: Request) -> Request:
    """A question without its words for numbers, which say of nothing what it is: 1人 is read as 一人."""
    return replace(request, terms=[one for one in request.terms if not _NUMBER.match(one.token or "")])


def _may_be_paid(request: Request, counts: Counts, page: Sequence[Evidence]) -> bool:
    return bool(page and _ASKS.search(request.plain)) and not (counts.is_open or counts.money)


def _verdicts(
    request: Request, counts: Counts, items: Sequence[Item], rules: Sequence[Change], page: Sequence[Evidence]
) -> tuple[list[Change], list[Change]] | None:
    """The rules that hold and those that do not; None where that is open, or one holds that cannot be computed with."""
    known = said_terms(f"{of_all(page)} {generic_fees(request.plain)} {_SIZES}", request.terms)
    known = known.union(*(item.price.terms for item in items))
    holding, passed = list[Change](), list[Change]()
    for rule in rules:
        verdict = holds_for(request, counts, rule, known, _is_own(rule, items))
        if verdict == "open" or (verdict == "yes" and rule.factor is None and rule.amount is None):
            return None
        (holding if verdict == "yes" else passed).append(rule)
    return holding, passed


def of_all(page: Sequence[Evidence]) -> str:
    """What the whole paper is about: its title, its publisher, its first line where that tells no figure."""
    first = normal_text(page[0].text)
    head = "" if re.search("[0-9]", first) or page[0].is_row else first
    return normal_text(f"{page[0].document.title} {page[0].document.publisher} {head}")


def _is_own(rule: Change, items: Sequence[Item]) -> bool:
    """Whether a rule stands within what a price taken is of: 受験料は会員に限り2割引きです（簿記3級 3,300円）."""
    return any(
        rule.evidence.spans[0] == item.price.evidence.spans[0] and rule.said[:-1] in item.price.label
        for item in items
    )


def _shares_are_of(counts: Counts, changes: Sequence[Change]) -> bool:
    """Whether every share the question tells is that of a rule that holds."""
    return all(any(share == change.share for change in changes) for share in counts.shares)


def _put_together(
    request: Request,
    items: Sequence[Item],
    holding: Sequence[Change],
    passed: Sequence[Change],
    page: Sequence[Evidence],
) -> Calculation | None:
    divisor, parted, ground = _divisor(request, items, page)
    if len(items) == 1 and items[0].times == 1 and not holding and not divisor:
        return None  # the document states it
    used = [*(item.price.evidence for item in items), *(rule.evidence for rule in holding), *ground]
    accounted = [*used, *(rule.evidence for rule in passed)]
    is_all = is_all_accounted(request.plain, items, accounted, page)
    if not is_all or not is_of_what_is_asked(request, accounted, page):
        return None
    value = sum((item.value for item in items), Fraction(0))
    formula = " ＋ ".join(item.said for item in items)
    for rule in holding:
        formula, value = _changed(rule, formula, value, len(items) > 1)
    if divisor:
        formula, value = f"{formula} ÷ {parted}", value / divisor
    figures = [item.price.figure for item in items]
    return told(formula, value, MONEY, figures, used) if value > 0 else None


def _changed(rule: Change, formula: str, value: Fraction, is_sum: bool) -> tuple[str, Fraction]:
    if rule.amount is not None:
        return f"{formula} − {rule.said}", value - rule.amount
    factor = rule.factor or Fraction(1)
    formula = f"({formula})" if is_sum else formula
    return f"{formula} × {_told_factor(factor)}（{rule.said}）", value * factor


def _told_factor(factor: Fraction) -> str:
    decimal = f"{float(factor):.3f}".rstrip("0").rstrip(".")
    return decimal if Fraction(decimal) == factor else f"{factor.numerator}/{factor.denominator}"


def _divisor(
    request: Request, items: Sequence[Item], page: Sequence[Evidence]
) -> tuple[int, str, list[Evidence]]:
    """What a price a year is shared by, where it is asked for by the month, or by the payment and the page tells of so many."""
    if any("年" not in item.price.units for item in items):
        return 0, "", []
    if _PER_MONTH.search(request.plain):
        return MONTHS, f"{MONTHS}か月", []
    parts = _PARTS.search(request.plain)
    told_so = [e for e in page if parts and _PARTS.search(normal_text(e.text))]
    own = [e for e in told_so if parts and f"{parts['n']}回" in normal_text(e.text)]
    return (int(parts["n"]), f"{parts['n']}回", own[:1]) if parts and own else (0, "", [])
