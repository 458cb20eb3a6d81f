"""An amount the asker tells, taken at a share that a sentence gives of just such an amount: 繰上返済の手数料は返済する額の0.5％."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.computing.computed import CLEARLY, MONEY, Calculation, written
from assistant.answering.evidence import Evidence
from assistant.answering.own_case.accounted import is_left_over
from assistant.answering.own_case.counts_asked import counts_asked
from assistant.answering.own_case.places import common_places, without_figures
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text

_ASKS = re.compile(r"いくら|なんぼ|何円|何万|何千")
_OF_AN_AMOUNT = re.compile(r"(?:[額料費代金]|価格|残高|元本)の(?:総額の)?\s?約?$")
"""What stands before a share that is one of an amount: 交付決定額の4割."""
_NOT_AS_IT_IS = re.compile(r"^\s?(?:引|増|減|割|ポイント|以上|を超)")
_PER_TIME = re.compile(r"[年月日]\s?(?:利|率)?\s?約?$|年率|年利|1[日月年](?:につき|あたり)")
_OF_RATE = re.compile(r"補助率|助成率|補助金|対象経費|[一-龥](?:費|料|代)\([^()]*[0-9]|利率|金利|利息")
_LIMIT = re.compile(r"上限|限度|ただし|最低|下限")


def proportion(plain: str, title: str, page: Sequence[Evidence]) -> Calculation | None:
    """The share of the asker's amount that a sentence gives.

    ``800万円を繰上返済、手数料いくら`` of 繰上返済の手数料は、繰り上げて返済する額の0.5％です → 800万円 × 0.5% ＝ 4万円; None where the sentence limits it

    Args:
        plain: the question, normalised.
        title: what all of the paper is about, normalised.
        page: the sentences of the page.
    """
    counts = counts_asked(plain)
    if not _ASKS.search(plain) or len(counts.money) != 1 or counts.many or counts.shares or counts.is_open:
        return None
    amount, plain = counts.money[0], without_figures(plain)
    common = common_places(plain, title)
    told = [
        (len(common_places(plain, _around(e)) - common), e, share) for e in page if (share := _share_of(e))
    ]
    ranked = sorted(told, key=lambda one: -one[0])
    if not ranked or not ranked[0][0] or amount.low != amount.high or amount.low < 1_000:
        return None
    fit, e, share = ranked[0]
    rivals = [other for other, _, another in ranked[1:] if another.low != share.low]
    if fit <= CLEARLY * max(rivals, default=0) or is_left_over(plain, f"{title} {_around(e)}", page):
        return None
    money = amount.said if amount.unit == MONEY else f"{amount.said.removesuffix(amount.unit)}円"
    value = written(amount.low * share.low, MONEY)
    text = f"計算: {money} × {share.said} ＝ {value}（資料の率に、お尋ねの金額を入れた値）"
    return Calculation(text, (e,))


def _around(e: Evidence) -> str:
    return normal_text(" ".join([*e.passage.section[-1:], *(span.text for span in e.spans)]))


def _share_of(e: Evidence) -> Figure | None:
    """The one share of an amount a sentence gives, without a limit and not for each year."""
    plain = normal_text(e.text)
    shares = [one for one in figures_in(plain) if one.unit == RATIO]
    if e.is_row or len(shares) != 1 or _LIMIT.search(plain) or _OF_RATE.search(plain):
        return None
    one = shares[0]
    before, behind = plain[: one.start], plain[one.end :]
    is_of_amount = _OF_AN_AMOUNT.search(before) and not _PER_TIME.search(before)
    is_exact = one.low == one.high and one.bound in ("exact", "at_most")
    return one if is_of_amount and is_exact and not _NOT_AS_IT_IS.match(behind) else None
