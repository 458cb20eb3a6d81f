"""Whether a sum is safe to make: a plain question on a page without the terms that prices are not read with.

A reader tried to bring about wrong sums and succeeded with 78 of the 153 that were made of 452 questions on 21 papers full of
terms: prices by steps and for a first hour, rules for some things only, deposits, denials, two groups in one question. What is
refused here is what those had in common; the sentences found are shown instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.own_case.conditions import DAY_WORDS, negated
from assistant.answering.own_case.counts_asked import Counts
from assistant.answering.own_case.items import Item
from assistant.answering.own_case.priced_things import Price
from assistant.answering.own_case.surcharges import Change
from assistant.answering.row_parts import own_text
from assistant.text.normalise import normal_text

_DENIES = re.compile(
    r"ません(?!か)|なく(?:て|、)|(?:で|では|じゃ)な[いく]|避け|前日|休み|ずつ使|つもりだった"
)
_NOT_IN_A_GROUP = re.compile(
    r"(?:会員|組合員|住民|市民|町民|県民|入居|加入|登録)[^、。]{0,3}(?:して|では?|じゃ)ない(?:人|方|者|会社|企業|事業者|団体|とこ)"
)
"""A denial that is read: 会員じゃない人."""
_OTHERWISE = re.compile(
    r"(?:元|旧|前の?)(?:会員|職員|組合員|大学|社員)|友人|支店|本社|先週|昨日|おととい|先月|ちなみに|[0-9](?:年|か月)目|(?<!の)申し込みました"
)
"""What may make the case another one than the numbers tell: 元会員, 先週は2人で, 3年目."""
_WEEKDAY = re.compile(r"[月火水木金土日]曜")
_DATE = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日")
_FIRST_OR_MORE = re.compile(r"最初の|はじめの|初回|以後|以降|超過|超える|延長|追加|増すごと")
_BESIDE = re.compile(r"別途|税別|税抜|外税")
_FOR_SOME = re.compile(
    r"に限り|のみ|だけ|及び|ならびに|[件名人台枚回点本]に?つき|の料金の|料を[0-9件名人]|は除|を除"
)
_FIRM, _NO_FIRM = re.compile("企業|会社|事業者|事業所"), re.compile("大学|学校|個人|市民|町民|学生|団体|組合")
_OF_MONTHS = re.compile(r"月分")
_LONGER = {
    "日": re.compile(r"週間?|[かヶカ]月|月額|月(?!曜)"),
    "時間": re.compile(r"1?日(?:\(|$|\s)|1日|終日|全日"),
    "月": re.compile(r"年額|1年"),
}
"""How a line tells a price by a longer time than the one counted by."""
_STEP = r"(?P<n>[0-9]{{1,6}})\s?(?P<unit>{unit})(?P<from>以上|を?超|目|から)?(?P<below>以下|未満)?"
_LONG_TIMES = {"月": 1, "年": 12}
"""Months in them: a step told by the year may be met by months."""


def is_plain(plain: str, *, of_two: bool = False) -> bool:
    """Whether a question tells its case without denying, going back or naming two groups: 県外ではないのですが → False.

    Args:
        plain: the question, normalised.
        of_two: whether it asks by how much two prices differ, and so may name two groups.
    """
    rest = _NOT_IN_A_GROUP.sub("", plain)
    if _DENIES.search(rest) or _OTHERWISE.search(plain):
        return False
    if of_two:
        return True
    members = re.sub("非会員|会員(?:以外|外|じゃな|でな|ではな)", "", plain)
    both = any(f"{one}内" in plain and f"{one}外" in plain for one in "県市町村")
    return not both and not ("会員" in members and "会員" in negated(plain))


def is_safe(
    plain: str,
    counts: Counts,
    items: Sequence[Item],
    prices: Sequence[Price],
    holding: Sequence[Change],
    page: Sequence[Evidence],
) -> bool:
    """Whether no term of the page that is not computed with may change the sum of some prices.

    Args:
        plain: the question, normalised.
        counts: its numbers.
        items: the prices taken.
        prices: all prices of the page.
        holding: the rules that hold.
        page: its sentences.
    """
    texts = [normal_text(own_text(one.spans)) for one in page]
    own = [normal_text(own_text(item.price.evidence.spans)) for item in items]
    if any(_FIRST_OR_MORE.search(text) or _BESIDE.search(text) for text in own) or _adds_tax(texts):
        return False
    if _names_days_loosely(plain, texts) or _has_steps(counts, holding, texts):
        return False
    if any(_has_longer(one.unit, text) for one in counts.many for text in own):
        return False
    if any(_is_for_others(rule, plain) for rule in holding):
        return False
    return all(_is_for_the_whole(rule, items, prices, counts) for rule in holding)


def _adds_tax(texts: Iterable[str]) -> bool:
    """Whether tax comes on top of what the page gives."""
    return any("税" in text and _BESIDE.search(text) for text in texts)


def _names_days_loosely(plain: str, texts: Iterable[str]) -> bool:
    """Whether a rule for some days stands there and the question names a date, or days that are not one day of use."""
    if not any(DAY_WORDS.search(text) for text in texts):
        return False
    return bool(_DATE.search(plain)) or len(set(_WEEKDAY.findall(plain))) > 1


def _has_steps(counts: Counts, holding: Sequence[Change], texts: Sequence[str]) -> bool:
    """Whether the page tells of as many of what is counted as the question does (10部以上で1部600円), and no rule taken is that."""
    taken = "".join(rule.clause for rule in holding)
    for one in counts.many:
        unit = "[かヶカ]?月|年" if one.unit in _LONG_TIMES else re.escape(one.unit)
        number = one.number * _LONG_TIMES.get(one.unit, 1)
        for step in (found for text in texts for found in re.finditer(_STEP.format(unit=unit), text)):
            bound = int(step["n"]) * _LONG_TIMES.get(step["unit"][-1], 1)
            is_met = (step["from"] and number >= bound) or (step["below"] and number <= bound)
            if is_met and step.group() not in taken:
                return True
    return False


def _has_longer(unit: str, text: str) -> bool:
    """Whether a price by a longer unit of time stands in the line: 1週間 8,000円 beside 1日 2,000円."""
    longer = _LONGER.get(unit)
    return bool(longer and longer.search(text))


def _is_for_others(rule: Change, plain: str) -> bool:
    """Whether a rule names firms and the question somebody who is none: 県外の企業は5割増し, for 県外の大学."""
    return bool(_FIRM.search(rule.clause) and _NO_FIRM.search(plain) and not _FIRM.search(plain))


def _is_for_the_whole(rule: Change, items: Sequence[Item], prices: Sequence[Price], counts: Counts) -> bool:
    """Whether a rule is for all that was taken, and not for some of it, for each piece, or for a deposit."""
    if _FOR_SOME.search(rule.clause) or (_OF_MONTHS.search(rule.clause) and counts.many):
        return False
    own = {word for item in items for word in item.price.label.split()[:1]}
    others = {word for one in prices for word in one.label.split()[:1]} - own
    is_of_another = any(len(word) > 1 and word in rule.clause for word in others)
    return not is_of_another or any(word in rule.clause for word in own)
