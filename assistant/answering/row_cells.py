"""What a cell of a table tells: on which weekdays and in which months something is, whether it is needed or free, whom it is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from assistant.text.figures import Figure, figures_in
from assistant.text.normalise import fold, normal_text

WEEK = "月火水木金土日"
_D = f"[{WEEK}]"
_BUT_DAYS = re.compile(
    rf"(?P<days>{_D}(?:[・、,/と祝]*{_D})*)曜?日?[・、]?(?:祝日?)?(?:を|は)?(?:除[くき]|以外)"
)
_FROM_TO = re.compile(rf"(?P<first>{_D})曜?日?(?:~|〜|～|-|から)(?P<last>{_D})(?:曜|(?![一-龥ァ-ヶ]))")
_DAYS = re.compile(
    rf"(?:^|(?<=[(（・、,/ 　週第0-9]))(?P<days>{_D}(?:[・、,/と]?{_D})*)(?=曜|[)）(（・、,/ 　]|祝|午|夜|[0-9]|$)"
)
_MONTHS = re.compile(
    r"(?<![0-9])(?P<first>[0-9]{1,2})月(?:[0-9]{1,2}日)?(?:~|〜|～|-|から)(?P<last>[0-9]{1,2})月"
)
_MONTH = re.compile(
    r"(?<![0-9])(?P<a>[0-9]{1,2})月(?![間額曜])|[0-9]{4}[/.-](?P<b>[0-9]{1,2})(?=[/.-]|$)"
    r"|(?<![0-9/.])(?P<c>[0-9]{1,2})/[0-9]{1,2}(?![0-9/])|(?<![0-9.])[rh]?[0-9]{1,2}\.(?P<d>[0-9]{1,2})\.[0-9]"
)
_ALWAYS = re.compile(r"毎週|毎月|毎日|隔週|平日|随時|通年|常時|いつでも")
_NOT_NEEDED = re.compile(
    r"不要|要しない|必要(?:は|が)?(?:な[しい]|ありません)|なし|無し|いらない|いりません|利用しない|^無$|^[-ー―—×✕]$"
)
_NEEDED = re.compile(
    r"(?:原則)?(?:必ず|必須|必要(?!に応じ)|要(?!相談)|あり|有り?$|[○◯]|事前)|[0-9]{1,2}(?:日|週間|か月|営業日)前"
)
_FREE = re.compile(r"^(?:無料|0円)|^なし$")
_FREE_FOR = re.compile(r"(?P<who>[一-龥ァ-ヶー]{2,4}?)(?:の方)?(?:は|:)?無料")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")


def days_told(cell: str) -> frozenset[str]:
    """The weekdays a cell names: ``毎月第2・4土`` → 土; ``月～金`` → 月火水木金; ``土日を除く毎日`` → the other five; ``12月`` → none"""
    text = fold(cell)
    left_out = frozenset(WEEK) & frozenset("".join(one["days"] for one in _BUT_DAYS.finditer(text)))
    text = _BUT_DAYS.sub(" ", text)
    days = set[str]("月火水木金" if "平日" in text else WEEK if "毎日" in text else "")
    for one in _FROM_TO.finditer(text):
        first, last = WEEK.index(one["first"]), WEEK.index(one["last"])
        days.update(WEEK[first : last + 1] if first <= last else WEEK[first:] + WEEK[: last + 1])
    for one in _DAYS.finditer(_FROM_TO.sub(" ", text)):
        is_date = one.start() and text[one.start() - 1].isdigit() and one["days"][0] in "月日"
        run = one["days"][1:] if is_date else one["days"]
        if run != "土木":  # a trade
            days.update(set(run) & set(WEEK))
    return frozenset(days or (WEEK if left_out else "")) - left_out


def months_told(cell: str) -> frozenset[int]:
    """The months a cell names, all of them where it is held again and again: ``11月～2月の第2水曜`` → 11, 12, 1, 2; ``毎週月・木`` → all"""
    text = fold(cell)
    months = {int(next(filter(None, one.groups()))) for one in _MONTH.finditer(text)}
    for one in _MONTHS.finditer(text):
        first, last = int(one["first"]), int(one["last"])
        months.update((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))
    if not months and _ALWAYS.search(text):
        return frozenset(range(1, 13))
    return frozenset(months)


def says_not_needed(cell: str) -> bool:
    """``不要``, ``原則不要``, ``予約なしでも可`` → True; ``要（3日前まで）``, ``在庫・売掛金`` → False"""
    text = fold(cell)
    return bool(_NOT_NEEDED.search(text)) and not _NEEDED.match(_NOT_NEEDED.sub("", text))


def says_needed(cell: str) -> bool:
    """``要（3日前まで）``, ``必ず予約``, ``○`` → True; ``不要``, ``必要に応じて`` → False"""
    text = fold(cell)
    return bool(_NEEDED.match(text)) and not _NOT_NEEDED.match(text) and not says_not_needed(text)


def says_free(cell: str, plain: str) -> bool:
    """Whether a fee is none, or none for those a normalised question names: ``会員無料、一般500円`` for 会員なら無料の講座は."""
    text = fold(cell)
    return bool(_FREE.search(text)) or any(
        one["who"] in plain and f"非{one['who']}" not in plain for one in _FREE_FOR.finditer(text)
    )


def value_told(cell: str, units: Mapping[str, int], *, highest: bool) -> Fraction | None:
    """The first value of a cell in some units: 600 of ``1時間600円``, the top of ``5～8年``, 0 for ``無料``; what stands in brackets
    (据置1年以内) is none.

    Args:
        cell: a cell.
        units: the units that count, each with how many of the smallest it is: 年 12, か月 1.
        highest: take the end of a range and not its beginning.
    """
    text = normal_text(cell)
    told = figures_in(_BRACKETED.sub("", text)) or figures_in(text)
    figures = [one for one in told if one.unit in units] or [one for one in told if not one.unit]
    if not figures:
        return Fraction(0) if _FREE.search(fold(cell)) else None
    return (figures[0].high if highest else figures[0].low) * units.get(figures[0].unit, 1)


def is_for(cell: str, asked: Figure) -> bool | None:
    """Whether a class holds a number of people or a sum: 8 of 従業員5～19人, 300万円 of 500万円以下; None where a cell tells no class."""
    figures = [one for one in figures_in(normal_text(cell)) if one.unit == asked.unit]
    classes = [one for one in figures if one.bound not in ("exact", "about") or one.low != one.high]
    return all(one.holds(asked.low) for one in classes) if classes else None
