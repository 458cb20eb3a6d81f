"""What somebody pays in the case a question tells: prices times how many, added, and changed by the notes of the page.

Everything the question says must be accounted for: each number is of a price, each noun the page says is of a price taken, of a
rule that holds or of one that does not. What is left over would make the sum another one, and nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.answering.computing.computed import MONEY, Calculation, told
from assistant.answering.computing.conditions import is_same_stem, negated
from assistant.answering.computing.counts_asked import Count, Counts, counts_asked
from assistant.answering.computing.not_computed import is_of_what_is_asked
from assistant.answering.computing.operands import said_terms
from assistant.answering.computing.priced_things import Price, holds, is_per_person, prices_of
from assistant.answering.computing.requested import Request
from assistant.answering.computing.surcharges import Change, changes_of, holds_for
from assistant.answering.evidence import Evidence
from assistant.text.figures import figures_in
from assistant.text.normalise import normal_text

_ASKS = re.compile(r"いくら|なんぼ|何円|何万|何千|料金は|合計は|総額は|費用は")
_OF_ANOTHER_KIND = re.compile(
    r"違[いうわっ]|差額|の差|(?:いくら|なんぼ|どれだけ|どんだけ|何円)[^。、]{0,6}(?:高|安|得|上が|下が|増え|減)|のうち|平均|割合|もら(?:え|う)|出る"
)
"""What asks for another value than what is to be paid."""
_ADDS = re.compile(
    r"合わせ|あわせ|合計|全部|ぜんぶ|込み|足し|トータル|総額|両方|プラス|[一-龥ァ-ヶ0-9]と(?!き|か[^ら])[一-龥ァ-ヶ]|も(?:つけ|借り|頼|受け|入|1)"
)
_SUM_OF = re.compile(
    r"(?P<of>[一-龥ァ-ヶー]{1,8}?)(?:料金|料|代金|代|費用|費|税|金)(?=[一-龥]*込|は|が|も|を|って|なんぼ|いくら|、|$)"
)
"""What is paid for by name: 加工料込みで, 水道代も, 保証料は."""
_ANY_FEE = frozenset(
    ["利用", "使用", "手数", "試験", "受講", "参加", "受験", "年会", "会", "料", "費", "基本", "入場", "貸出", "借", "謝", "交通"]
)
_LIMIT = re.compile(r"最長|最大|最高|上限|限度|まで|以内")
OF_SIZE, OTHERS = -1, -2
"""Stand among the words of a price for what it is told by otherwise: the size of the firm, or that it is of no group."""
_FEE_OF_VERB = re.compile(r"(?<![一-龥])([一-龥])(?:料|代|賃)")
_SIZE_WORDS = "従業員 社員 職員 人数 規模"
_BY_ITSELF = frozenset({"回", "件", "通", "式", "月", "年"})
"""Units of which one is meant where a question tells no number."""
_PER_MONTH = re.compile(r"月(?:額)?(?:あたり|当たり|割り|に(?:なら|直|し))|ひと月|1か月(?:あたり|当たり|だと|で)")
_PARTS = re.compile(r"(?P<n>[0-9]+)回(?:払い|に分け|分割)")


@dataclass(frozen=True, slots=True)
class _Item:
    """A price taken, and how many times."""

    price: Price
    count: Count | None

    @property
    def times(self) -> Fraction:
        """How many of what the price is by: 10 of 240時間 at a price for each 24時間."""
        if not self.count:
            return Fraction(1)
        step = self.price.step
        return self.count.number / (step.low if step else 1)

    @property
    def value(self) -> Fraction:
        return self.price.figure.low * self.times

    @property
    def said(self) -> str:
        if not self.count:
            return self.price.said
        step = self.price.step
        said = f"({self.count.said} ÷ {step.said.removesuffix('ごと')})" if step else self.count.said
        return f"{self.price.said} × {said}"


def charged(request: Request, page: Sequence[Evidence]) -> Calculation | None:
    """What is to be paid, from the prices and rules of a page.

    ``引張試験3本と硬さ試験2点でいくら`` → 3,460円 × 3本 ＋ 1,180円 × 2点 ＝ 1万2,740円; ``非会員で会議室を午前に`` → 2,700円 × 1.5 ＝ 4,050円

    Args:
        request: what the question tells.
        page: the sentences of the page, all of them.
    """
    counts = counts_asked(request.plain)
    if not _ASKS.search(request.plain) or counts.is_open or counts.money:
        return None
    if _OF_ANOTHER_KIND.search(request.plain):
        return None
    title = said_terms(page[0].document.title if page else "", request.terms)
    title |= said_terms(_SIZE_WORDS, request.terms) if counts.sizes else frozenset()
    prices, sizes = _of_the_size(_of_the_group(request, prices_of(request, page)), counts)
    chosen = _chosen(request, prices, title)
    items = _with_counts(request, chosen, counts, page, sizes)
    if not items:
        return None
    known = title.union(*(item.price.terms for item in items))
    changes, passed = list[Change](), list[Change]()
    for change in changes_of(page):
        verdict = holds_for(request, counts, change, known)
        if verdict == "open" or (verdict == "yes" and change.factor is None):
            return None
        (changes if verdict == "yes" else passed).append(change)
    if len(changes) > 1 or not _shares_are_of(counts, changes):
        return None
    return _put_together(request, counts, items, changes, passed, page)


def _of_the_group(request: Request, prices: Sequence[Price]) -> list[Price]:
    """The prices for those the question is about: for 入居してない会社 that of 入居者以外 and not that of 入居者."""
    asked = negated(request.plain)
    kept = []
    for one in prices:
        own = negated(one.label)
        is_of_the_others = not own and any(stem in one.label for stem in asked)
        if not is_of_the_others and (not own or is_same_stem(own, asked)):
            kept.append(replace(one, terms=one.terms | {OTHERS}) if asked and _is_general(one.label) else one)
    return kept


def _is_general(label: str) -> bool:
    """Whether a price is for whoever belongs to no group: 一般 38,500円."""
    return bool(negated(label)) or "一般" in label


def _of_the_size(prices: Sequence[Price], counts: Counts) -> tuple[list[Price], tuple[Count, ...]]:
    """The prices that a firm of the size told pays, and the number that told it; without one those by size are none."""
    if not any(one.people for one in prices):
        return list(prices), counts.sizes
    told = counts.sizes or tuple(one for one in counts.many if one.unit == "人")
    if len(told) != 1:
        return [one for one in prices if not one.people], ()
    number = int(told[0].number)
    of_size = [
        replace(one, terms=one.terms | {OF_SIZE}) for one in prices if one.people and holds(one.people, number)
    ]
    return [*of_size, *(one for one in prices if not one.people)], told


def _chosen(request: Request, prices: Sequence[Price], common: frozenset[int]) -> list[Price]:
    """The prices whose words the question says, none of them said more fully of another; none where two are told alike."""
    said = [(one, terms) for one in prices if (terms := _telling(request, one, common))]
    most = [(one, terms) for one, terms in said if not any(terms < others for _, others in said)]
    for place, (one, terms) in enumerate(most):
        for other, also in most[place + 1 :]:
            if terms == also and one.figure.low != other.figure.low:
                return []
    return [one for place, (one, terms) in enumerate(most) if terms not in [t for _, t in most[:place]]]


def _telling(request: Request, price: Price, common: frozenset[int]) -> frozenset[int]:
    """Which words of the question tell a price from what the whole paper is about; a fee is also told by its verb: 送って of 送料."""
    nouns = {n for n in price.terms - common if n < 0 or request.terms[n].is_noun}
    verbs = {-ord(kanji) for kanji in _FEE_OF_VERB.findall(price.label) if _says_verb(request.plain, kanji)}
    return frozenset(nouns | verbs)


def _says_verb(plain: str, kanji: str) -> bool:
    return re.search(rf"(?<![一-龥]){kanji}[っりるしいんて]", plain) is not None


def _with_counts(
    request: Request,
    chosen: Sequence[Price],
    counts: Counts,
    page: Sequence[Evidence],
    sizes: Sequence[Count],
) -> list[_Item]:
    """The prices with how many of each; nothing where a number is left over, or one that must be told is not."""
    if not chosen or (len(chosen) > 1 and not _ADDS.search(request.plain)):
        return []
    left = [one for one in counts.many if one not in sizes]
    items = []
    for price in chosen:
        fitting = [one for one in left if one.unit in _units_of(price, page, left)]
        count = _nearest(request, price, fitting)
        needs_one = price.units - _BY_ITSELF and len(chosen) > 1 and left
        if count is None and (fitting or needs_one):
            return []
        items.append(_Item(price, count))
    used = {item.count for item in items}
    if any(one not in used and one.number != 1 for one in left):
        return []
    return [] if any(_is_beyond(item, page) for item in items) else items


def _units_of(price: Price, page: Sequence[Evidence], left: Sequence[Count]) -> frozenset[str]:
    if is_per_person(price, page):
        return frozenset({"人"})
    return price.units


def _nearest(request: Request, price: Price, fitting: Sequence[Count]) -> Count | None:
    """The number that follows a thing's own word soonest: of 引張3本と硬さ2点 3本 for 引張."""
    if len({(one.number, one.unit) for one in fitting}) <= 1:
        return fitting[0] if fitting else None
    tokens = [request.terms[n].token or "" for n in price.terms]
    places = [at for token in tokens if token and (at := request.plain.find(token)) >= 0]
    behind = [one for one in fitting if places and one.start > max(places)]
    return min(behind, key=lambda one: one.start) if behind else None


def _is_beyond(item: _Item, page: Sequence[Evidence]) -> bool:
    """Whether the page limits how many there may be, and these are more, or asks for more than these."""
    if item.times.denominator != 1:
        return True
    for e in page:
        plain, is_own = normal_text(e.text), e.spans[0] == item.price.evidence.spans[0]
        for figure in figures_in(plain):
            before = plain[max(0, figure.start - 8) : figure.start]
            is_most = figure.bound == "at_most" or (figure.bound == "exact" and _LIMIT.search(before))
            if is_own and is_most and figure.unit == MONEY and figure.high < item.value:
                return True
            if item.count and is_most and figure.unit == item.count.unit and figure.high < item.count.number:
                return True
    return False


def _shares_are_of(counts: Counts, changes: Sequence[Change]) -> bool:
    """Whether every share the question tells is that of a rule that holds."""
    return all(any(share == change.share for change in changes) for share in counts.shares)


def _put_together(
    request: Request,
    counts: Counts,
    items: Sequence[_Item],
    changes: Sequence[Change],
    passed: Sequence[Change],
    page: Sequence[Evidence],
) -> Calculation | None:
    divisor, parted = _divisor(request, items)
    is_one = len(items) == 1 and items[0].times == 1
    if is_one and not changes and not divisor:
        return None  # the document states it
    used = [*(item.price.evidence for item in items), *(change.evidence for change in changes)]
    accounted = [*used, *(change.evidence for change in passed)]
    if not is_of_what_is_asked(request, accounted, page) or not _is_all_priced(request, used):
        return None
    value = sum((item.value for item in items), Fraction(0))
    formula = " ＋ ".join(item.said for item in items)
    if changes and (factor := changes[0].factor) is not None:
        formula = f"({formula})" if len(items) > 1 else formula
        formula += f" × {_told_factor(factor)}（{changes[0].said}）"
        value *= factor
    if divisor:
        formula, value = f"{formula} ÷ {parted}", value / divisor
    figures = [item.price.figure for item in items]
    return told(formula, value, MONEY, figures, used) if value > 0 else None


def _divisor(request: Request, items: Sequence[_Item]) -> tuple[int, str]:
    """What a price a year is shared by, where it is asked for by the month or by the payment."""
    if any("年" not in item.price.units for item in items):
        return 0, ""
    if _PER_MONTH.search(request.plain):
        return 12, "12か月"
    parts = _PARTS.search(request.plain)
    return (int(parts["n"]), f"{parts['n']}回") if parts else (0, "")


def _told_factor(factor: Fraction) -> str:
    decimal = f"{float(factor):.3f}".rstrip("0").rstrip(".")
    return decimal if Fraction(decimal) == factor else f"{factor.numerator}/{factor.denominator}"


def _is_all_priced(request: Request, used: Sequence[Evidence]) -> bool:
    """Whether all that a question names as paid for is in what was taken: no 加工料, 水道代 is left out."""
    texts = [e.document.title for e in used] + [" ".join([*e.passage.section, *(s.text for s in e.spans)]) for e in used]
    around = normal_text("\n".join(texts))
    return all(
        found["of"] in _ANY_FEE or found["of"][-2:] in around for found in _SUM_OF.finditer(request.plain)
    )
