"""What numbers a question tells of what it asks the price of: how many, how long, of a firm of what size, how long before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.units import KNOWN

_SIZE_BEFORE = re.compile(r"(?:従業員|社員|職員|スタッフ|常用|規模)(?:数)?(?:が|は|の)?\s?$")
_SIZE_BEHIND = re.compile(r"^(?:の|くらいの|規模の)(?:会社|企業|事業所|事業者|法人|工場|店|ところ|とこ)")
_DATED = re.compile(r"[0-9]\s?(?:年度?|月)\s?$")
_LEAD = re.compile(r"^\s?(?:間)?前")
_STEP = re.compile(r"^\s?(?:目|以降|以上|以下|以内|未満|級|番|次|期生)")
_AGE = re.compile(r"(?:創業|設立|開業|起業|入居|入会|加入)(?:から|して|後|し|が|は)?\s?$")
_UNITS_ALIKE = {"キロ": "km", "名": "人", "名様": "人", "箇所": "か所", "時間分": "時間", "本分": "本"}
_OKURIGANA = re.compile("[りけしっんいうえれせてたみめちきぎびべ]")
_DAY_BEFORE, _SAME_DAY = re.compile(r"前日|前の日"), re.compile(r"当日")


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something a question speaks of."""

    number: Fraction
    unit: str
    said: str
    start: int
    """Where it stands in the question."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a question."""

    many: tuple[Count, ...]
    """How many of what is priced: 3本, 5日, 1通."""
    sizes: tuple[Count, ...]
    """Of how many people the firm is: 従業員12人."""
    lead: int | None
    """How many days before: 10日前, 前日."""
    ages: tuple[Count, ...]
    """How old the firm is, or how long it is there: 創業3年."""
    months: tuple[int, ...]
    """The months it names: 12月から."""
    shares: tuple[Fraction, ...]
    """The shares it speaks of itself: 3割引き, 半額."""
    money: tuple[Figure, ...]
    """Amounts of money it tells."""
    is_open: bool
    """Whether it tells some number only about, or as a range."""


def counts_asked(plain: str) -> Counts:
    """The numbers of a normalised question, by what they are told of.

    ``引張試験3本と硬さ試験2点`` → many 3 本, 2 つ; ``従業員12人の会社`` → sizes 12; ``10日前に取り消したら`` → lead 10; ``20人前後`` → is_open
    """
    many, sizes, ages = list[Count](), list[Count](), list[Count]()
    months, shares, money = list[int](), list[Fraction](), list[Figure]()
    lead = 0 if _SAME_DAY.search(plain) else 1 if _DAY_BEFORE.search(plain) else None
    is_open = False
    for one in figures_in(plain):
        before, behind = plain[: one.start], plain[one.end :]
        if one.unit in (RATIO, "倍"):
            shares.append(one.low)
        elif one.unit == "円" or (one.unit not in KNOWN and re.search("[0-9][千百十]?[万億]", one.said)):
            money.append(one)
        elif (one.low != one.high or one.bound == "about") and one.unit not in ("時", "分"):
            is_open = True
        elif one.unit in ("日", "月", "週") and _LEAD.match(behind):
            lead = int(one.low * {"日": 1, "月": 30, "週": 7}[one.unit])
        elif re.fullmatch(r"1?[0-9]月", one.said):
            months.append(int(one.low))
        elif _is_no_count(one, before, behind):
            continue
        else:
            unit = _without_verb(_UNITS_ALIKE.get(one.unit, one.unit), behind)
            said = one.said.removesuffix(one.unit) + unit if one.said.endswith(one.unit) else one.said
            count = Count(one.low, unit, said, one.start)
            is_size = unit == "人" and (_SIZE_BEFORE.search(before) or _SIZE_BEHIND.match(behind))
            is_age = unit == "年" and _AGE.search(before)
            (sizes if is_size else ages if is_age else many).append(count)
    return Counts(
        tuple(many), tuple(sizes), lead, tuple(ages), tuple(months), tuple(shares), tuple(money), is_open
    )


def _without_verb(unit: str, behind: str) -> str:
    """A counter without the verb that follows it: 脚 of 6脚借りたら, 小間 of 1小間出して."""
    is_verb = unit not in KNOWN and len(unit) > 1 and _OKURIGANA.match(behind)
    return unit[:-1] if is_verb else unit


def _is_no_count(one: Figure, before: str, behind: str) -> bool:
    """Whether a figure is a year, a day of a month, a time of day or a number in an order."""
    is_date = (one.unit == "日" and _DATED.search(before)) or (one.unit == "年" and one.low > 1_000)
    is_named = (
        one.unit.startswith(("第", "級", "等", "号")) or one.unit in ("時", "分", "") or _STEP.match(behind)
    )
    return bool(is_date or is_named or one.low <= 0)
