"""On which days, for whom and how long before a rule or a price of a page holds, held against the case a question tells."""

from __future__ import annotations

import re
from typing import Literal

from assistant.answering.own_case.counts_asked import Counts
from assistant.text.figures import RATIO, figures_in

Holds = Literal["yes", "no", "open"]
_DAYS = {
    "土日祝": "土日祝", "土・日・祝": "土日祝", "土日": "土日", "土・日": "土日", "土曜": "土", "日曜": "日", "祝日": "祝",
    "休日": "日祝", "週末": "土日", "平日": "平",
}  # fmt: skip
"""Which days a word means."""
DAY_WORDS = re.compile("|".join(_DAYS))
"""What limits a rule to some days of the week, or tells on which something is."""
_VERB = r"(?:者|員|企業|会社)?(?:し|して|されて|では|じゃ|や|で)?(?:い)?(?:ない|なかった|へん|とらん)"
_NOT_OF = re.compile(
    rf"(?P<a>[一-龥ァ-ヶー]{{2,8}})以外|非(?P<b>[一-龥]{{2,3}})|(?P<c>会員|組合員|県|市|町|村|区)外|(?P<d>[一-龥]{{2}}|[一-龥ァ-ヶー]{{2,10}}(?=じゃ|では|で|や)){_VERB}"
)
_WITHIN = re.compile(r"(?P<a>県|市|町|村|区)内")
_GROUP = re.compile(
    r"学生|会員|県内|市内|町内|県外|市外|小規模|個人|法人|団体|障が?い|高齢|中小企業|初回|新規|大学"
)
"""Who a rule may be for; it holds only for whom the question names."""
_LEAD_RANGE = re.compile(r"(?P<a>[0-9]+)日前から(?:(?P<b>[0-9]+)日前|(?P<day>当日|前日))まで")
_LEAD_OVER = re.compile(r"(?P<a>[0-9]+)日前を(?:過ぎ|経過|切)")
_LEAD_UNTIL = re.compile(r"(?P<a>[0-9]+)日前まで")
_FROM_THE = re.compile(r"(?P<n>[2-9]|[1-9][0-9])\s?(?P<unit>[^0-9\s]{1,4})目(?:から|以降|以上)")
_FROM_MONTH = re.compile(r"(?P<month>1?[0-9])月(?:[0-9]{1,2}日)?(?:以降|から|以後)")
_APRIL = 4
"""With which month the year of rules begins."""


def named_groups(text: str) -> frozenset[str]:
    """Whom a text speaks of: ``県内の学生は`` → 県内, 学生"""
    return frozenset(_GROUP.findall(text))


def negated(text: str) -> frozenset[str]:
    """Of whom a text says that something is of the others: ``会員以外の方`` → 会員; ``非会員`` → 会員; ``県外`` → 県; ``入居してない`` → 入居"""
    found = (next(filter(None, one.groups())) for one in _NOT_OF.finditer(text))
    return frozenset(re.sub("[者方]$", "", one) for one in found)


def is_same_stem(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sides speak of one group: 入居者 and 入居."""
    return any(one in other or other in one for one in some for other in others)


def by_days(plain: str, clause: str) -> Holds | None:
    """Whether the days a question names are those of a rule: ``土曜に`` of 土日は2割増 → yes; ``平日に`` → no"""
    asked, told = (
        {day for word in DAY_WORDS.findall(text) for day in _DAYS[word]} for text in (plain, clause)
    )
    if not told:
        return None
    if not asked & told:
        return "no"
    return "yes" if asked <= told else "open"


def by_membership(plain: str, clause: str) -> Holds | None:
    """Whether a rule for those outside a group is for the asker: ``非会員で`` of 会員以外は1.5倍 → yes; ``会員です`` → no;
    ``会員じゃない人`` of 会員は3割引き → no"""
    told, asked = negated(clause), negated(plain)
    if told:
        return "yes" if is_same_stem(told, asked) else "no"
    is_for_group = {found["a"] for found in _WITHIN.finditer(clause)} & asked or any(
        one in clause for one in asked
    )
    return "no" if is_for_group else None  # 会員は3割引き is not for 会員じゃない人


def by_lead(counts: Counts, clause: str) -> Holds | None:
    """Whether it is so many days before: ``10日前に`` of 29日前から8日前まで → yes; ``前日に`` of 3日前を過ぎたとき → yes"""
    if found := _LEAD_RANGE.search(clause):
        first, last = int(found["a"]), int(found["b"] or (0 if found["day"] == "当日" else 1))
        holds = counts.lead is not None and last <= counts.lead <= first
    elif found := _LEAD_OVER.search(clause):
        holds = counts.lead is not None and counts.lead < int(found["a"])
    elif found := _LEAD_UNTIL.search(clause):
        holds = counts.lead is not None and counts.lead >= int(found["a"])
    else:
        return None
    return "yes" if holds else "no"


def by_month(counts: Counts, clause: str) -> Holds | None:
    """Whether a month is one from which a rule holds, in a year from April on: ``12月から`` of 10月1日以降 → yes"""
    found = _FROM_MONTH.search(clause)
    if not found:
        return None
    first = (int(found["month"]) - _APRIL) % 12
    holds = bool(counts.months) and all((month - _APRIL) % 12 >= first for month in counts.months)
    return "yes" if holds else "no"


def by_number(counts: Counts, clause: str) -> Holds | None:
    """Whether there are so many: ``4人で`` of 3人以上 → yes; ``創業10年`` of 創業5年未満 → no"""
    if found := _FROM_THE.search(clause):  # 2小間目からは1割引き is of some of them only
        own = [one.number for one in counts.many if found["unit"].startswith(one.unit)]
        return "open" if any(number >= int(found["n"]) for number in own) else "no"
    limits = [f for f in figures_in(clause) if f.bound in ("at_least", "more_than", "at_most", "less_than")]
    limits = [f for f in limits if f.unit not in (RATIO, "円", "倍", "")]
    told = [*counts.many, *counts.ages, *counts.sizes]
    for limit in limits:
        own = [one.number for one in told if one.unit == limit.unit]
        if len(own) != 1:
            return "open" if own else "no"
        holds = {
            "at_least": own[0] >= limit.low,
            "more_than": own[0] > limit.low,
            "at_most": own[0] <= limit.high,
            "less_than": own[0] < limit.high,
        }
        if not holds[limit.bound]:
            return "no"
    return "yes" if limits else None
