"""Which of the prices of a page a question tells, and how many of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.own_case.conditions import is_same_stem, negated
from assistant.answering.own_case.counts_asked import Count, Counts
from assistant.answering.own_case.items import Item, Told, is_beyond, told_by, with_counts
from assistant.answering.own_case.places import (
    begun,
    blanked,
    common_places,
    hours_told,
    parts_of,
    says_verb,
    whole_words,
    without_figures,
)
from assistant.answering.own_case.priced_things import Price

_ADDS = re.compile(
    r"合わせ|あわせ|合計|全部|ぜんぶ|込み|足し|トータル|総額|両方|プラス|[一-龥ァ-ヶ0-9]と(?!き|か[^ら])[一-龥ァ-ヶ]|も(?:つけ|借り|頼|受け|入|1)"
)
"""What a question adds several prices by."""
_OF_SIZE, _OF_OTHERS, _OF_HOURS = -1, -2, -3
"""Stand among the places of a question for what it tells otherwise: the size of the firm, that it is of no group, the hours."""
_SIZE_WORDS = re.compile(r"(?:従業員|社員|職員|スタッフ|人数|規模)数?")
_FEE_OF_VERB = re.compile(r"(?<![一-龥])([一-龥])(?:料|代|賃)")
_ALL_OF = re.compile(
    r"(?<![0-9])(?P<n>[0-9])(?:つ|コース|種類?|枠|科目|講座|項目|部屋|室|回)(?!目)[^0-9?？]{0,12}(?:全部|ぜんぶ|すべて|合わせ|あわせ|合計|トータル)"
)
_IS_TOTAL = re.compile(r"(?<![一-龥])計(?![一-龥])|合計|総額|全体")
_PARTED = re.compile(r"[0-9]+回(?:払い|に分け|分割)|1回(?:あたり|いくら|なんぼ|分)")


def items_asked(
    plain: str,
    title: str,
    prices: Sequence[Price],
    counts: Counts,
    page: Sequence[Evidence],
    two: bool = False,
) -> list[Item]:
    """The prices a question tells, each with its number; nothing where one is not sure or a number is left over.

    ``常温の引張試験3本と硬さ試験2点`` → 3,460円 of 引張試験（常温） 3本, 1,180円 of 硬さ試験 2点

    Args:
        plain: the question, normalised, and what is said of it besides.
        title: the words of the whole paper, normalised: they tell no price from another.
        prices: the prices of the page.
        counts: the question's numbers.
        page: the sentences of the page; what they limit is held to.
        two: whether two prices are wanted, to be compared and not added.
    """
    if not two and (whole := _whole_group(plain, title, prices)):
        return [Item(one, None) for one in whole]
    of_size, sizes = _of_the_size(prices if two else _of_the_group(plain, prices), counts)
    told = _told(plain, title, of_size, counts, bool(sizes))
    chosen = _chosen(told, counts, keeps_sizes=two and len(sizes) == 2)
    is_added = two or len(chosen) < 2 or bool(_ADDS.search(plain))
    if not is_added and sizes:
        named = [one for one in chosen if told_by(one, told) - {_OF_SIZE}]
        chosen, sizes = (named, ()) if len(named) == 1 else ([], ())
    if not chosen or (two and len(chosen) != 2) or any(_is_for_a_group(one, prices, plain) for one in chosen):
        return []
    many = [one for one in (*counts.many, *counts.sizes) if one not in sizes]
    many = [one for one in many if not (one.unit == "回" and _PARTED.search(plain))]
    items = with_counts(chosen, told, many, page)
    of_each = {item.count for item in items} - {None}
    if len(items) > 1 and not is_added and len(of_each) < len(items):
        return []  # 3人講習受けて包材200袋もらったら adds, for each has its number
    return [] if any(is_beyond(item, page) for item in items) else items


def _whole_group(plain: str, title: str, prices: Sequence[Price]) -> list[Price]:
    """All prices of a column or a line, where the question asks for as many together: 4コース全部を会員で, 3つの枠の予算あわせて."""
    number = _ALL_OF.search(plain)
    groups: dict[tuple[int, str], list[Price]] = {}
    for one in prices:
        groups.setdefault(one.group, []).append(one)
    if not number or int(number["n"]) < 2:
        return []
    common = common_places(plain, title)
    fitting = [
        (len(common_places(plain, head) - common), group)
        for (_, head), group in groups.items()
        if len(group) == int(number["n"]) and not any(_IS_TOTAL.search(one.label) for one in group)
    ]
    most = max((fit for fit, _ in fitting), default=0)
    best = [group for fit, group in fitting if fit == most]
    return best[0] if most and len(best) == 1 else []


def _of_the_group(plain: str, prices: Sequence[Price]) -> list[Price]:
    """The prices for those the question is about: for 入居してない会社 that of 入居者以外 and not that of 入居者."""
    asked = negated(plain)
    kept = []
    for one in prices:
        own = negated(one.label)
        is_of_group = not own and any(stem in one.label for stem in asked)
        if not is_of_group and (not own or is_same_stem(own, asked)):
            kept.append(one)
    return kept


def _is_for_a_group(price: Price, prices: Sequence[Price], plain: str) -> bool:
    """Whether a row has another price for those outside a group (県外 beside 県内), and the question does not say who pays."""
    if negated(price.label):
        return False
    beside = [one for one in prices if one.evidence.spans[0] == price.evidence.spans[0]]
    stems = frozenset[str]().union(*(negated(one.label) for one in beside))
    return bool(stems) and not any(stem in plain for stem in stems)


def _of_the_size(prices: Sequence[Price], counts: Counts) -> tuple[list[Price], tuple[Count, ...]]:
    """The prices that a firm of the size told pays, and the number that told it; without one those by size are none."""
    if not any(one.people for one in prices):
        return list(prices), counts.sizes
    told = (*counts.sizes, *(one for one in counts.many if one.unit == "人"))
    if not told:
        return [one for one in prices if not one.people], ()
    numbers = [int(one.number) for one in told]
    return [one for one in prices if not one.people or any(one.people.holds(n) for n in numbers)], told


def _told(plain: str, title: str, prices: Sequence[Price], counts: Counts, is_sized: bool) -> Told:
    """Each price with the places of the question that its words stand at, and those of the whole paper do not.

    What a question says whole (会員外) is of the prices so called and not of others that say a part of it (会員).
    """
    asked = whole_words(without_figures(plain))
    asked = blanked(_SIZE_WORDS, asked) if is_sized else asked
    common = common_places(asked, title)
    claimed = _said_whole(asked, prices)
    found = []
    for one in prices:
        if one.beside and not common_places(asked, one.beside) - common:
            continue
        if (told_hours := hours_told(one.label)) and hours_told(plain) and not told_hours & hours_told(plain):
            continue
        parts = parts_of(one.label)
        of_others = frozenset[int]().union(*(at for part, at in claimed if part not in parts))
        places = (common_places(asked, one.label) | begun(asked, parts)) - common - of_others
        places |= {-ord(k) for k in _FEE_OF_VERB.findall(one.label) if says_verb(asked, k)}
        places |= {_OF_SIZE} if one.people and is_sized else set()
        places |= {_OF_OTHERS} if negated(asked) and (negated(one.label) or "一般" in one.label) else set()
        places |= {_OF_HOURS} if told_hours and told_hours == hours_told(plain) else set()
        if places:  # of レトルト釜 半日 and 1日 the second is asked for by 1日
            places |= {c.start for c in counts.many if c.unit in one.units}
        found.append((one, places))
    return found


def _said_whole(plain: str, prices: Sequence[Price]) -> list[tuple[str, frozenset[int]]]:
    """The words of labels that a question says whole, with their places; the longer ones first, none within another."""
    parts = frozenset[str]().union(*(parts_of(one.label) for one in prices))
    claimed: list[tuple[str, frozenset[int]]] = []
    rest = plain
    for part in sorted(parts, key=lambda one: (-len(one), one)):
        places = frozenset(at for one in re.finditer(re.escape(part), rest) for at in range(*one.span()))
        if places:
            claimed.append((part, places))
            rest = rest.replace(part, "・" * len(part))
    return claimed


def _by_unit(told: Told, counts: Counts) -> Told:
    """The one price that is by what a question counts, where it says no word of any: 84キロ of 1kmにつき37円."""
    asked = {one.unit for one in counts.many} & {"km", "kw", "kwh", "kg", "m2", "m", "トン"}
    fitting = [(one, frozenset({0})) for one, _ in told if one.units & asked]
    return fitting if len(fitting) == 1 else []


def _chosen(told: Told, counts: Counts, keeps_sizes: bool = False) -> list[Price]:
    """The prices that are told, none of them by less than another; none where two are told alike, but those of two sizes."""
    if keeps_sizes:
        return [one for one, places in told if _OF_SIZE in places]
    said = [(one, places) for one, places in told if places] or _by_unit(told, counts)
    most = [(one, places) for one, places in said if not any(places < others for _, others in said)]
    for at, (one, places) in enumerate(most):
        for other, also in most[at + 1 :]:
            if places == also and one.figure.low != other.figure.low:
                return []
    return [one for at, (one, places) in enumerate(most) if places not in [p for _, p in most[:at]]]
