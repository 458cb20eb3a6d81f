"""What a question asks of the rows of a table: 土曜にやってる相談は, 無料のセミナー, 講習のいらない機械はどれ, 従業員8人だと会費は.

Words alone do not tell them apart: every row of a table shares its heads, and 不要 is as far from いらない as 必須 is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.answering.row_cells import (
    days_told,
    is_for,
    months_told,
    says_free,
    says_needed,
    says_not_needed,
)
from assistant.answering.row_extremes import FEE, columns_under, extreme_in
from assistant.answering.row_parts import RowParts
from assistant.answering.row_times import EVENING, OPEN, is_in_the_evening, is_open
from assistant.answering.rows_wanted import WHICH, asks_for_rows
from assistant.text.figures import Figure, figures_in
from assistant.text.normalise import fold, normal_text

_DAY = r"[月火水木金土日]"
_WEEKDAY = re.compile(
    rf"(?P<days>土日|{_DAY})曜日?(?!まで|から|以外)(?=[のにでもはだ、]|って|や|開|$)|(?P<both>土日)(?=[のにでもはだ]|って|や|開)"
)
_MONTH = re.compile(
    r"(?:(?<![0-9年~〜から])(?P<month>1[0-2]|0?[1-9])月|(?P<ahead>今月|来月|再来月))(?:中|開催|分)?(?:の|に(?!は締)|は|って|で)(?!いつ|何日)"
)
_AHEAD = ("今月", "来月", "再来月")
_FREE = re.compile(
    r"(?:[一-龥ァ-ヶー]{2,4}(?:の方)?(?:なら|だと|は|が))?(?:無料|タダ|ただ)(?:の|で(?!き)|な(?:の|もの))|(?:お金|費用|料金)(?:が|の|は)?(?:かからん|かからない|いらない|要らない)"
)
_PAID = re.compile(
    r"有料の|(?:お金|費用|料金)(?:が|の)?(?:かかる|要る|いる)(?!んで|か)(?=[^。?]{0,8}(?:どれ|は|って))"
)
_WHAT = r"(?:(?P<also>[一-龥ァ-ヶー]{2,6})(?:も|と|や|、))?(?P<what>[一-龥ァ-ヶー]{2,6})"
_NOT_NEEDED = re.compile(
    rf"{_WHAT}(?:が|は|も|の|を)?(?:いらない|要らない|いらん|要らん|不要|必要ない|必要なし|なし|無し|(?<!少)ない|しない)(?=で(?!す)|の|もの|やつ|[一-龥ァ-ヶー])"
)
_NEEDED = re.compile(
    rf"{_WHAT}(?:が|の)?(?:いる|要る|必要な|必須の?)(?=の(?:は|って)|もの|やつ|[一-龥ァ-ヶー])"
)
_ONLINE = re.compile(
    r"(?<![ァ-ヶーa-z])(?:オンライン|リモート|ネット|web|zoom)(?:の|で(?:や|出|受|参加|見|き)|開催|対応|可)(?!申|セミナー)"
)
_TOLD_ONLINE = re.compile(r"オンライン|リモート|web|zoom")
_AT_LEAST = re.compile(
    r"(?<![0-9,.])(?P<sum>[0-9][0-9,.]{0,12}[千百]?[万億]円?)(?:まで|くらい|ぐらい|ほど)?(?:を|は|も)?(?:借り|融資|保証し?て)(?:られ|れ|もら)"
)
_PEOPLE = re.compile(
    r"(?:うち(?:は|の)?)?(?:従業員|社員|スタッフ|職員|規模)?(?:数)?(?:が|は|も)?(?<![0-9,.~〜-])[0-9]{1,5}[人名](?![分目~〜-]|以[上下内]|未満|まで|乗)(?:の(?:会社|店|ところ))?"
)
_CAPITAL = re.compile(r"資本金(?:が|は)?(?P<sum>[0-9][0-9,.]{0,12}[千百]?[万億]円?)(?:の会社)?")
_SIZES = ("m", "m2", "歳", "kg", "t")
_SIZE = re.compile(r"従業員|社員|人数|規模|会員数|常時|区分|[0-9]+[人名m歳]?(?:~|〜|以上|以下|未満|を?超)")
_CLOSING = re.compile(r"締め?切|〆切|期限|申し?込|受付")
BUT_THESE = re.compile(r"以外|じゃな[いく]|ではな[いく]|を除|のほか")
"""Behind what is not meant."""
_NOTHING_ELSE = re.compile(r"(?:じゃあ|では|で|、)*(?:は|って|だと|なら)?[?。]*")
_AS_A_TOPIC = re.compile(r"(?:は|って|だと|なら)[?。]*$")
"""What is left of a turn that says nothing but what rows must meet: 1月は?"""
LONGEST_CLASS = 24
"""Letters of a cell that tells a class; a longer one says more."""
Holds = Callable[[RowParts], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must hold."""

    said: str
    """How the question says it, normalised."""
    holds: Holds
    column: str = ""
    """The word of the column it is of, where the question says one: 担保."""
    is_of_now: bool = False
    """Whether many tables have rows that meet it, being open or in the evening: then only those rows are meant that say all else."""
    is_case: bool = False
    """Whether it tells the client's case, by which a row is to be found whatever is asked of it: 従業員8人."""


def conditions_in(plain: str, today: date | None = None) -> tuple[Condition, ...]:
    """What a normalised question asks of rows.

    ``2月のセミナーで土曜のは?`` → rows of 土 and of 2月; ``講習いらない機械はどれ?`` → rows with 不要 under 講習の受講; ``土曜以外は?`` → nothing

    Args:
        plain: the question, normalised.
        today: the day of asking, which 今月 is told from; without it no row is of 今月.
    """
    if BUT_THESE.search(plain):
        return ()
    found: list[Condition] = []
    if day := _WEEKDAY.search(plain):
        found.append(Condition(day.group(), _on_day(day["days"] or day["both"])))
    if month := _MONTH.search(plain):
        found.append(_of_month(month, today))
    if free := _FREE.search(plain):
        found.append(Condition(free.group(), _under(FEE, lambda cell: says_free(cell, plain))))
    elif (paid := _PAID.search(plain)) and WHICH.search(plain):
        found.append(Condition(paid.group(), _under(FEE, lambda cell: bool(re.search("[0-9]{2,}", cell)))))
    if online := _ONLINE.search(plain):
        found.append(Condition(online.group(), _is_online))
    if (still_open := OPEN.search(plain)) and today:
        found.append(Condition(still_open.group(), lambda parts: is_open(parts, today), is_of_now=True))
    if evening := EVENING.search(plain):
        found.append(Condition(evening.group(), is_in_the_evening, is_of_now=True))
    if amount := _AT_LEAST.search(plain):
        found.append(Condition(amount.group(), _reaching(amount["sum"]), "額"))
    for pattern, says in ((_NOT_NEEDED, says_not_needed), (_NEEDED, says_needed)):
        if (said := pattern.search(plain)) and not _of_money(said["what"]):
            whats = [what for what in (said["also"], said["what"]) if what]
            found += [
                Condition(said.group(), _under(re.compile(re.escape(what)), says), what) for what in whats
            ]
            break
    return (*found, *_cases_in(plain))


def _cases_in(plain: str) -> list[Condition]:
    """The size of the client's firm, as classes of rows tell it."""
    found = [(people.group(), figures_in(people.group())[0]) for people in _PEOPLE.finditer(plain)][:1]
    found += [(one.said, one) for one in figures_in(plain) if one.unit in _SIZES and one.bound == "exact"][:1]
    if capital := _CAPITAL.search(plain):
        found.append((capital.group(), figures_in(f"{capital['sum'].rstrip('円')}円")[0]))
    return [Condition(said, _of_size(asked), is_case=True) for said, asked in found]


def picking(plain: str, today: date | None = None) -> tuple[Condition, ...]:
    """The conditions of a normalised question by which rows are picked: all of one that asks which, else the client's case."""
    found = conditions_in(plain, today)
    rest = plain
    for one in found:
        rest = rest.replace(one.said, "", 1)
    if found and _NOTHING_ELSE.fullmatch(rest) and _AS_A_TOPIC.search(plain):
        return found
    ends = [plain.find(one.said) + len(one.said) for one in found if not one.is_case]
    return found if ends and asks_for_rows(plain, min(ends)) else tuple(one for one in found if one.is_case)


def asks_which(plain: str) -> bool:
    """Whether a normalised question asks which rows meet something: お金かかる相談ってどれ?"""
    return any(not one.is_case for one in picking(plain)) or extreme_in(plain) is not None


def without_conditions(plain: str) -> str:
    """A normalised question without what it asks of rows, which is no value asked for: ``お金かかる相談ってどれ?`` → ``相談ってどれ?``"""
    for one in picking(plain) if WHICH.search(plain) else ():
        plain = plain.replace(one.said, "", 1) if not one.is_case else plain
    return plain


def month_asked(plain: str) -> tuple[Condition, ...]:
    """The month that a normalised text names last, as what rows must be of: ``12月のセミナー何がある?`` → 12月."""
    months = [one for one in _MONTH.finditer(plain) if one["month"]]
    return tuple(_of_month(one, None) for one in months[-1:])


def _of_month(said: re.Match[str], today: date | None) -> Condition:
    if said["month"]:
        return Condition(said.group(), _in_month(int(said["month"])))
    if today is None:
        return Condition(said.group(), lambda parts: False)
    return Condition(said.group(), _in_month((today.month - 1 + _AHEAD.index(said["ahead"])) % 12 + 1))


def _of_money(what: str) -> bool:
    return bool(re.fullmatch(r"お?金|費用|料金", what))


def _under(head: re.Pattern[str], says: Callable[[str], bool]) -> Holds:
    return lambda parts: any(says(parts.value(at)) for at in columns_under(parts, head) if parts.value(at))


def _is_online(parts: RowParts) -> bool:
    under = (fold(parts.value(at)) for at in columns_under(parts, _TOLD_ONLINE))
    return any(_TOLD_ONLINE.search(fold(cell)) for cell in parts.cells) or any(
        re.match("可|○|◯|あり|対応", cell) for cell in under
    )


def _on_day(days: str) -> Holds:
    def holds(parts: RowParts) -> bool:
        closing = set(columns_under(parts, _CLOSING))
        told = (days_told(parts.value(at)) for at in range(len(parts.cells)) if at not in closing)
        return any(set(days) & one for one in told)

    return holds


def _in_month(month: int) -> Holds:
    def holds(parts: RowParts) -> bool:
        closing = set(columns_under(parts, _CLOSING))
        told = {at: months for at in range(len(parts.cells)) if (months := months_told(parts.cells[at]))}
        held = [months for at, months in told.items() if at not in closing]
        return any(
            month in months for months in held or told.values()
        )  # a list of what is to be done has its 期限 alone

    return holds


def _of_size(asked: Figure) -> Holds:
    """A class that holds a number of people, or a capital."""

    def holds(parts: RowParts) -> bool:
        heads = (*parts.heads, *[""] * len(parts.cells))
        sizes = [
            is_for(cell, asked)
            for cell, head in zip(parts.cells, heads, strict=False)
            if len(cell) < LONGEST_CLASS
            and _SIZE.search(fold(cell) + fold(head))
            and ("資本" in cell + head) == (asked.unit == "円")
        ]
        told = [one for one in sizes if one is not None]
        return bool(told) and all(told)

    return holds


def _reaching(said: str) -> Holds:
    """A limit that is not below an amount, and a least amount that is not above it."""
    amounts = [figure.high for figure in figures_in(said)]

    def holds(parts: RowParts) -> bool:
        cells = [parts.value(at) for at in columns_under(parts, re.compile(r"額|限度"))]
        found = [figure for cell in cells for figure in figures_in(normal_text(cell)) if figure.unit == "円"]
        return bool(amounts and found) and max(one.high for one in found) >= amounts[0]

    return holds
