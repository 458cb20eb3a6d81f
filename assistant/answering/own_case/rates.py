"""What a rate of the documents comes to on the question's own amount, with the cap stated beside it.

The question an advisor is asked most: 300万の機械なら、いくら出る？"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.computing.computed import CLEARLY, MONEY, Calculation, written
from assistant.answering.computing.operations import operation_asked
from assistant.answering.computing.requested import Request
from assistant.answering.evidence import Evidence
from assistant.answering.own_case.conditions import negated
from assistant.answering.own_case.counts_asked import counts_asked
from assistant.answering.own_case.priced_things import size_of
from assistant.answering.own_case.rate_lines import (
    INTEREST,
    IS_CAP,
    LEAST,
    NOT_THE_RATE,
    OF_RATE,
    Rate,
    caps_beside,
    is_least,
    rates_of,
    ratios_in,
)
from assistant.answering.own_case.rounding import rounding_of
from assistant.answering.question import Question
from assistant.text.figures import Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.text.times import years_in
from assistant.text.units import KNOWN

_SCALED = re.compile(r"[万億千]")
_OF_EXPENSES = re.compile(
    r"(?:経費|費用)の?(?:上限|限度)|[1一]\s?(?:日|人|社|回|台|か月)(?:あたり|当たり|につき)|月額"
)
"""A cap on what is counted, or on each day, and not on the grant."""
_RAISED = re.compile(
    r"(?:場合|とき|者|企業|方)[はに][^。]{0,12}(?:上限|補助率|助成率)|(?:上限|補助率|助成率)[^。]{0,20}(?:引き上げ|引上げ|加算|上乗せ|嵩上げ)"
)
"""What changes a rate or its cap in some case: 重点地域に輸出する場合は、上限を90万円に引き上げます."""
_TO_GET = re.compile(
    r"(?:もら[うお]|受け(?:る|取る)|出(?:る|してもらう)|使い切る)(?:に|ため)[^。]{0,16}(?:いくら|なんぼ|何万|どれ[くぐ]らい|どんだけ)"
)
"""What asks how much must be spent for a grant: 上限いっぱいもらうには、いくら以上の買い物."""
_OWN_SHARE = re.compile(r"自腹|持ち出し|自己負担|手出し|自社負担|うちの負担|実質負担")
_MANY = re.compile(
    r"[0-9]+\s?(?:台|人|名|か月|ヶ月|カ月|年|回|件|本)(?:間|分)?(?!度|目|以)(?!.{0,3}(?:据置|固定))"
)
_NO_NUMBER_OF_IT = re.compile(
    r"(?<![0-9])1年(?:間|分)?の(?:利息|利子)|(?:従業員|社員)数?[0-9]+(?:人|名)|[0-9]+人の(?:会社|企業)"
)
"""Numbers of a question by which nothing is multiplied: 最初の1年の利息, 従業員8人の会社."""
_LEAST_EXPENSE = re.compile(r"(?:経費|事業費|費用)[^。]{0,24}?[0-9,.]+[万千億]*円(?:以上|未満)")
"""From how much spent on something is granted: 対象経費が20万円以上."""
MOST_BESIDE = 3
"""Rates shown beside a cap: a programme's classes are seldom more."""


def granted(request: Request, page: Sequence[Evidence]) -> Calculation | None:
    """The amount a rate gives on the question's own, at most the cap.

    ``180万の機械だといくら出る`` of 補助率2/3以内、上限150万円 → 180万円 × 2/3 ＝ 120万円; None where several rates fit alike

    Args:
        request: what the question tells.
        page: the sentences of the page.
    """
    amounts = [figure for figure in figures_in(request.plain) if _is_amount(figure)]
    rates = sorted(_of_the_size(request.plain, rates_of(request, page)), key=lambda rate: -rate.fit)
    is_many = _MANY.search(_NO_NUMBER_OF_IT.sub("", request.plain))
    if len(amounts) != 1 or not rates or is_many or not _is_granted_for(request, amounts[0], page):
        return None  # so many of it, or for so long, is another question
    if not all(_is_told_from(request, rates[0], rate) for rate in rates[1:] if rate.gives != rates[0].gives):
        return None
    amount, rate = amounts[0], rates[0]
    if rate.figure.low != rate.figure.high:
        return _between(request, amount, rate, page)
    if _TO_GET.search(request.plain):
        return _spent_for(amount, rate)
    return _at_most(request, amount, rate, page)


def _is_granted_for(request: Request, amount: Figure, page: Sequence[Evidence]) -> bool:
    """Whether a page grants anything for an amount and the year asked about: not for 15万円 of 「20万円未満の事業は対象としません」."""
    bounds = [
        figure.low
        for one in page
        for told in _LEAST_EXPENSE.finditer(normal_text(one.text))
        for figure in figures_in(told.group())
        if figure.unit == MONEY
    ]
    of_years = frozenset(years_in(normal_text(page[0].document.title)))
    is_of_year = not (request.years and of_years) or bool(of_years & frozenset(request.years))
    return is_of_year and all(amount.high >= bound for bound in bounds)


def _of_the_size(plain: str, rates: list[Rate]) -> list[Rate]:
    """The rates for a firm of the size a question tells: for 従業員8人 that of 従業員20人以下 and not that of the others."""
    sizes = counts_asked(plain).sizes
    classes = {id(rate): size_of(normal_text(rate.evidence.spans[0].text)) for rate in rates}
    if len(sizes) != 1 or not any(classes.values()):
        return rates
    number = int(sizes[0].number)
    own = [rate for rate in rates if (size := classes[id(rate)]) and size.holds(number)]
    return own or [rate for rate in rates if not classes[id(rate)]]


def _at_most(request: Request, amount: Figure, rate: Rate, page: Sequence[Evidence]) -> Calculation | None:
    """What a rate gives on an amount: at most its cap, at least its least amount, rounded as the page says."""
    value, note, operands = amount.low * rate.figure.high, "", [rate.evidence]
    beside = caps_beside(rate.evidence, page)
    caps = [(rate.evidence, cap) for cap in rate.caps] or [one for one in beside if not is_least(*one)]
    leasts = [rate.least] if rate.least else [figure for e, figure in beside if is_least(e, figure)]
    line = normal_text(rate.evidence.text)
    has_least = bool(LEAST.search(line)) and not rate.least
    if len({cap.high for _, cap in caps}) > 1 or _OF_EXPENSES.search(line) or has_least:
        return None  # which cap holds is not told, or it is one on the expenses, or there is a least amount
    if any(value < least.low for least in leasts) or _is_changed(request, page, rate):
        return None
    if INTEREST.search(request.plain):
        limits = [f for e, f in beside if IS_CAP.search(normal_text(e.text))]
        if not re.search("年", line) or any(f.high < amount.low for f in limits):
            return None
        caps = []
    if caps and caps[0][1].high < value:
        note = f"{written(value, MONEY)}、上限{caps[0][1].said}のため"
        value = caps[0][1].high
        operands.append(caps[0][0])
    elif (rule := rounding_of(page)) and rule.of(value) != value:
        note, value = f"{written(value, MONEY)}、端数の扱い{rule.said}のため", rule.of(value)
        operands.append(rule.evidence)
    formula = f"{_money(amount)} × {rate.figure.said} ＝ {note}{written(value, MONEY)}"
    if _OWN_SHARE.search(request.plain):
        rest = written(amount.low - value, MONEY)
        formula += f"、自己負担は {_money(amount)} − {written(value, MONEY)} ＝ {rest}"
    formula += "（1年分）" if INTEREST.search(request.plain) else ""
    text = f"計算: {formula}（資料の率に、お尋ねの金額を入れた値）"
    return Calculation(text, tuple(dict.fromkeys(operands)))


def _spent_for(amount: Figure, rate: Rate) -> Calculation | None:
    """How much must be spent to be given so much, where that is no more than the cap: 300万円 ÷ 2分の1 ＝ 600万円."""
    if not rate.caps or amount.low > rate.caps[0].high:
        return None
    spent = written(amount.low / rate.figure.high, MONEY)
    text = f"計算: {_money(amount)} ÷ {rate.figure.said} ＝ {spent}（資料の率に、お尋ねの金額を入れた値）"
    return Calculation(text, (rate.evidence,))


def _is_changed(request: Request, page: Sequence[Evidence], rate: Rate) -> bool:
    """Whether the page raises the rate or its cap in some case, and the question does not say that it is not that one."""
    denied = negated(request.plain)
    others = (normal_text(e.text) for e in page if e.spans[0] != rate.evidence.spans[0])
    return any(_RAISED.search(plain) and not any(stem in plain for stem in denied) for plain in others)


def _between(request: Request, amount: Figure, rate: Rate, page: Sequence[Evidence]) -> Calculation | None:
    """What a range of rates gives at least and at most: 20~30% of 800万円 → 160万円〜240万円; None where a cap may hold it."""
    if rate.caps or caps_beside(rate.evidence, page) or INTEREST.search(request.plain):
        return None
    if any(pattern.search(request.plain) for pattern in (_OWN_SHARE, _MANY)):
        return None
    lowest, highest = (written(amount.low * end, MONEY) for end in (rate.figure.low, rate.figure.high))
    text = f"計算: {_money(amount)} × {rate.figure.said} ＝ {lowest}〜{highest}（資料の率に、お尋ねの金額を入れた値）"
    return Calculation(text, (rate.evidence,))


def rates_beside(
    asked: Question, chosen: Sequence[Evidence], content: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """The rates of the page an answer is from, where what an amount gives is asked and was not computed.

    ``200万円だといくら出る`` of 上限額は150万円 alone reads as if all of 150万円 were given; 補助率は2分の1 belongs to it.

    Args:
        asked: the question, understood.
        chosen: the sentences to show.
        content: all sentences found that may be shown.
    """
    if operation_asked(normal_text(asked.search_text)) != "rate" or not chosen:
        return ()
    page = (chosen[0].passage.doc_id, chosen[0].passage.page_index)
    own = [e for e in content if (e.passage.doc_id, e.passage.page_index) == page and not e.borrowed]
    shown = {e.spans[0] for e in chosen}
    rates = [
        e
        for e in own
        if e.spans[0] not in shown
        and OF_RATE.search(e.text)
        and not NOT_THE_RATE.search(normal_text(e.text))
        and ratios_in(figures_in(e.text))
    ]
    return tuple(sorted(rates[:MOST_BESIDE], key=lambda e: e.spans[0].start))


def _is_amount(figure: Figure) -> bool:
    is_money = figure.unit == MONEY or (figure.unit not in KNOWN and bool(_SCALED.search(figure.said)))
    return is_money and figure.low == figure.high and figure.low >= 10_000


def _money(figure: Figure) -> str:
    return (
        figure.said if figure.unit == MONEY else f"{figure.said.removesuffix(figure.unit)}円"
    )  # 600万借りたら


def _is_told_from(request: Request, rate: Rate, rival: Rate) -> bool:
    """Whether the question tells a rate from another: its class is named (賃上げの枠で) and nothing speaks for the other, or
    much more speaks for it."""
    names_class = rival.said < rate.said and any(request.terms[n].is_noun for n in rate.said - rival.said)
    return names_class or rate.fit >= max(CLEARLY * rival.fit, 0.01)
