"""What a rate of the documents comes to on the question's own amount, with the cap stated beside it.

The question an advisor is asked most: 300万の機械なら、いくら出る？
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.computing.arithmetic import CLEARLY
from assistant.answering.computing.computed import MONEY, Calculation, written
from assistant.answering.computing.conditions import negated
from assistant.answering.computing.counts_asked import counts_asked
from assistant.answering.computing.operands import said_terms
from assistant.answering.computing.operations import operation_asked
from assistant.answering.computing.priced_things import holds, size_of
from assistant.answering.computing.requested import Request
from assistant.answering.computing.rounding import rounding_of
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.answering.spans import cells_under
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.text.units import KNOWN

_SCALED = re.compile(r"[万億千]")
_OF_RATE = re.compile(r"補助|助成|支給|利率|金利|利息|還元")
_OF_TAX = re.compile(r"控除率|減税率|税額控除")
_ASKS_TAX = re.compile(r"減税|税額控除|控除")
_LIMIT_OF_TAX = re.compile(r"税額の?\s?[0-9]")
"""A limit on what may be taken off: 法人税額の25%まで; what that is only the asker's books tell."""
_NOT_THE_RATE = re.compile(r"負担|外注|自己|未満|以上|控除(?!率)|所得控除")
_SURE = ("exact", "about", "at_most")
_OF_EXPENSES = re.compile(
    r"(?:経費|費用)の?(?:上限|限度)|[1一]\s?(?:日|人|社|回|台|か月)(?:あたり|当たり|につき)|月額"
)
"""A cap on what is counted, or on each day, and not on the grant."""
_LEAST = re.compile(r"下限|最低")
_IS_CAP = re.compile(r"上限|限度|最大|最高|円\s?まで")
_SHARE_OF_EXPENSES = re.compile(
    r"[一-龥](?:費|料|代)(?:は、?|\()[^、。()]{0,20}[0-9](?:割|%|分の[0-9]|/[0-9])(?:以内|まで|を上限)"
)
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
_INTEREST = re.compile(r"利息|利子|金利")
_RATE_OF_INTEREST = re.compile(r"利率|金利")
_LESS = re.compile(r"利子補給|保証料|補給")
MOST_BESIDE = 3
"""Rates shown beside a cap: a programme's classes are seldom more."""


@dataclass(frozen=True, slots=True)
class _Rate:
    evidence: Evidence
    figure: Figure
    caps: tuple[Figure, ...]
    """The caps of its line."""
    said: frozenset[int]
    """The question's words that its line, its headings or the title say."""
    fit: float
    least: Figure | None = None
    """The least amount that is given, where its row tells one."""

    @property
    def gives(self) -> tuple[object, ...]:
        """What it comes to: rates alike with other caps are two."""
        return self.figure.low, *(cap.high for cap in self.caps)


def granted(request: Request, page: Sequence[Evidence]) -> Calculation | None:
    """The amount a rate gives on the question's own, at most the cap.

    ``180万の機械だといくら出る`` of 補助率2/3以内、上限150万円 → 180万円 × 2/3 ＝ 120万円; None where several rates fit alike

    Args:
        request: what the question tells.
        page: the sentences of the page.
    """
    amounts = [figure for figure in figures_in(request.plain) if _is_amount(figure)]
    rates = sorted(_of_the_size(request.plain, _rates(request, page)), key=lambda rate: -rate.fit)
    is_many = _MANY.search(_NO_NUMBER_OF_IT.sub("", request.plain))
    if len(amounts) != 1 or not rates or is_many:
        return None  # so many of it, or for so long, is another question
    if not all(_is_told_from(request, rates[0], rate) for rate in rates[1:] if rate.gives != rates[0].gives):
        return None
    amount, rate = amounts[0], rates[0]
    if rate.figure.low != rate.figure.high:
        return _between(request, amount, rate, page)
    if _TO_GET.search(request.plain):
        return _spent_for(amount, rate)
    return _at_most(request, amount, rate, page)


def _of_the_size(plain: str, rates: list[_Rate]) -> list[_Rate]:
    """The rates for a firm of the size a question tells: for 従業員8人 that of 従業員20人以下 and not that of the others."""
    sizes = counts_asked(plain).sizes
    classes = {id(rate): size_of(normal_text(rate.evidence.spans[0].text)) for rate in rates}
    if len(sizes) != 1 or not any(classes.values()):
        return rates
    number = int(sizes[0].number)
    own = [rate for rate in rates if (size := classes[id(rate)]) and holds(size, number)]
    return own or [rate for rate in rates if not classes[id(rate)]]


def _at_most(request: Request, amount: Figure, rate: _Rate, page: Sequence[Evidence]) -> Calculation | None:
    """What a rate gives on an amount: at most its cap, at least its least amount, rounded as the page says."""
    value, note, operands = amount.low * rate.figure.high, "", [rate.evidence]
    beside = _caps_beside(rate.evidence, page)
    caps = [(rate.evidence, cap) for cap in rate.caps] or [one for one in beside if not _is_least(*one)]
    leasts = [rate.least] if rate.least else [figure for e, figure in beside if _is_least(e, figure)]
    line = normal_text(rate.evidence.text)
    has_least = bool(_LEAST.search(line)) and not rate.least
    if len({cap.high for _, cap in caps}) > 1 or _OF_EXPENSES.search(line) or has_least:
        return None  # which cap holds is not told, or it is one on the expenses, or there is a least amount
    if any(value < least.low for least in leasts) or _is_changed(request, page, rate):
        return None
    if _INTEREST.search(request.plain):
        limits = [f for e, f in beside if _IS_CAP.search(normal_text(e.text))]
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
    formula += "（1年分）" if _INTEREST.search(request.plain) else ""
    text = f"計算: {formula}（資料の率に、お尋ねの金額を入れた値）"
    return Calculation(text, tuple(dict.fromkeys(operands)))


def _is_least(e: Evidence, figure: Figure) -> bool:
    """Whether an amount is told as the least that is given: 下限20万円."""
    return bool(_LEAST.search(normal_text(e.text)[max(0, figure.start - 5) : figure.start]))


def _spent_for(amount: Figure, rate: _Rate) -> Calculation | None:
    """How much must be spent to be given so much, where that is no more than the cap: 300万円 ÷ 2分の1 ＝ 600万円."""
    if not rate.caps or amount.low > rate.caps[0].high:
        return None
    spent = written(amount.low / rate.figure.high, MONEY)
    text = f"計算: {_money(amount)} ÷ {rate.figure.said} ＝ {spent}（資料の率に、お尋ねの金額を入れた値）"
    return Calculation(text, (rate.evidence,))


def _is_changed(request: Request, page: Sequence[Evidence], rate: _Rate) -> bool:
    """Whether the page raises the rate or its cap in some case, and the question does not say that it is not that one."""
    denied = negated(request.plain)
    others = (normal_text(e.text) for e in page if e.spans[0] != rate.evidence.spans[0])
    return any(_RAISED.search(plain) and not any(stem in plain for stem in denied) for plain in others)


def _between(request: Request, amount: Figure, rate: _Rate, page: Sequence[Evidence]) -> Calculation | None:
    """What a range of rates gives at least and at most: 20~30% of 800万円 → 160万円〜240万円; None where a cap may hold it."""
    if rate.caps or _caps_beside(rate.evidence, page) or _INTEREST.search(request.plain):
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
        and _OF_RATE.search(e.text)
        and not _NOT_THE_RATE.search(normal_text(e.text))
        and _ratios(figures_in(e.text))
    ]
    return tuple(sorted(rates[:MOST_BESIDE], key=lambda e: e.spans[0].start))


def _ratios(figures: Iterable[Figure]) -> list[Figure]:
    """The shares among figures that are told as they are, or as the most there is."""
    return [f for f in figures if f.unit == RATIO and 0 < f.low == f.high < 1 and f.bound in _SURE]


def _ranges(figures: Iterable[Figure]) -> list[Figure]:
    """The ranges of shares among figures: 20~30%."""
    return [
        f for f in figures if f.unit == RATIO and 0 < f.low < f.high < 1 and f.bound in ("exact", "about")
    ]


def _is_amount(figure: Figure) -> bool:
    is_money = figure.unit == MONEY or (figure.unit not in KNOWN and bool(_SCALED.search(figure.said)))
    return is_money and figure.low == figure.high and figure.low >= 10_000


def _money(figure: Figure) -> str:
    return (
        figure.said if figure.unit == MONEY else f"{figure.said.removesuffix(figure.unit)}円"
    )  # 600万借りたら


def _rates(request: Request, page: Sequence[Evidence]) -> list[_Rate]:
    """The rates of a page that money may be asked for by, each with the cap of its line."""
    wants_interest, found = bool(_INTEREST.search(request.plain)), []
    if not wants_interest and any(_is_told_twice(e) for e in page):
        return []
    for one in page:
        plain = normal_text("".join(span.text for span in one.spans[:1]))
        around = f"{' '.join(one.passage.section)} {plain}"
        figures = figures_in(plain)
        ratios = _ratios(figures) or _ranges(figures)
        if _SHARE_OF_EXPENSES.search(plain):
            continue  # 中古品の購入費は合計額の3割まで limits what is counted
        is_tax = bool(_OF_TAX.search(plain))
        is_interest = bool(_RATE_OF_INTEREST.search(plain)) and not _LESS.search(plain)
        if not (_OF_RATE.search(around) or is_tax) or _NOT_THE_RATE.search(plain):
            continue
        if is_tax and (
            not _ASKS_TAX.search(request.plain)
            or any(_LIMIT_OF_TAX.search(normal_text(e.text)) for e in page)
        ):
            continue
        if len(ratios) != 1 or wants_interest != is_interest:
            continue
        caps = [f for f in figures if f.unit == MONEY and f.low >= 10_000 and _is_cap(plain, f)]
        caps = caps or _under(one, _IS_CAP)
        least = next(iter(_under(one, _LEAST)), None)
        said = said_terms(f"{one.document.title} {around}", request.terms)
        found.append(_Rate(one, ratios[0], tuple(caps), said, request.weight(said), least))
    return found


def _is_told_twice(e: Evidence) -> bool:
    """Whether a line tells two rates of the grant itself (2分の1以内、小規模企業者は3分の2以内): which holds, it alone does not tell,
    and no other rate of the page may stand for them."""
    plain = normal_text(e.spans[0].text)
    is_label = re.match(r"[^。]{0,6}(?:補助|助成)率", plain) and not e.is_row
    return bool(is_label) and len({f.low for f in _ratios(figures_in(plain))}) > 1


def _under(row: Evidence, head: re.Pattern[str]) -> list[Figure]:
    """The amounts of a row under the heads a pattern finds: 200万円 under 上限額."""
    cells = cells_under(row.spans, head) if row.is_row else []
    return [f for cell in cells for f in figures_in(cell) if f.unit == MONEY]


def _is_told_from(request: Request, rate: _Rate, rival: _Rate) -> bool:
    """Whether the question tells a rate from another: its class is named (賃上げの枠で) and nothing speaks for the other, or
    much more speaks for it."""
    names_class = rival.said < rate.said and any(request.terms[n].is_noun for n in rate.said - rival.said)
    return names_class or rate.fit >= max(CLEARLY * rival.fit, 0.01)


def _caps_beside(rate: Evidence, page: Sequence[Evidence]) -> list[tuple[Evidence, Figure]]:
    """The amounts that may be the cap of a rate, where a page gives it in a line of its own: all of a section that has one."""
    amounts = [
        (one, figure, bool(_IS_CAP.search(f"{' '.join(one.passage.section)} {normal_text(one.text)}")))
        for one in page
        for figure in figures_in(one.text)
        if figure.unit == MONEY and figure.low >= 10_000
    ]
    sections = {one.passage.section for one, _, is_cap in amounts if is_cap}
    near = {rate.passage.section} & sections or sections
    return [(one, figure) for one, figure, _ in amounts if one.passage.section in near]


def _is_cap(plain: str, figure: Figure) -> bool:
    return (
        bool(_IS_CAP.search(plain[max(0, figure.start - 8) : figure.end + 3]))
        and "下限" not in plain[max(0, figure.start - 4) : figure.start]
    )
