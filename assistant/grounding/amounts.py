"""Whether the figures of a statement stand in its evidence: value, unit and bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from assistant.grounding.clock import is_clock
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence
from assistant.grounding.reckoned import is_reckoned
from assistant.text.figures import Bound, Figure
from assistant.text.units import KNOWN, same_unit

_AT_MOST = re.compile(r"上限|最大|最高|限度|定員|以内|以下|まで|枠内")
_AT_LEAST = re.compile(r"下限|最低|最小|少なくとも|以上|から")
_TABLE_UNIT = re.compile(r"(?:単位|[(\[])\s?:?\s?(?P<unit>千円|百万円|億円|万円|千人|千社|万人|万社)")
_TABLE_SHARE = re.compile(r"[(\[](?:%|パーセント)[)\]]")
_OF = re.compile("([0-9]{1,3})/([0-9]{2,3})")
"""A share with what it was reckoned from: 96%(48/50)."""
_EACH = re.compile("(?:のうち)?に|あたり|当たり|につき|ごと|毎|で(?=[^、。]{0,6}[0-9一二三四五六七八九十])")
_TIMES = {("年", "月"): 12, ("週", "日"): 7, ("時間", "分"): 60}
_TABLE_SCALE = {"千": 10**3, "万": 10**4, "百万": 10**6, "億": 10**8}


_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")


def figure_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for each figure of the statement, and each telephone number or address, that the evidence lacks."""
    for contact in sentence.contacts:
        if contact not in evidence.plain:
            yield Problem("figure", contact, f"連絡先「{contact}」は根拠にありません。")
    for figure in sentence.figures:
        if (
            is_clock(sentence, figure.start)
            or counts_nothing(figure, sentence)
            or holders(figure, sentence, evidence)
            or _is_day(figure, evidence)
            or is_reckoned(figure, sentence, evidence)
        ):
            continue
        near = _nearest(figure, evidence)
        instead = f"（根拠では「{near.said}」）" if near else ""
        yield Problem(
            "figure", figure.said, f"数値「{_as_said(figure, sentence)}」は根拠にありません{instead}。"
        )


def _is_day(figure: Figure, evidence: Evidence) -> bool:
    """Whether what reads as a share is a day of the evidence: 6/15 of 6月15日."""
    day = _DAY.fullmatch(figure.said)
    return bool(day) and any(
        (moment.month, moment.day) == (int(day[1]), int(day[2]))  # type: ignore[index]
        for source in evidence.sentences
        for moment in source.moments
    )


def holders(figure: Figure, sentence: Sentence, evidence: Evidence) -> list[tuple[Sentence, Figure]]:
    """The places of the evidence that hold a figure of the statement."""
    return _holders_at(sentence, figure.start, evidence)


@lru_cache(maxsize=4_096)
def _holders_at(sentence: Sentence, at: int, evidence: Evidence) -> list[tuple[Sentence, Figure]]:
    figure = next(figure for figure in sentence.figures if figure.start == at)
    scales: list[Fraction | int] = (
        [Fraction(1, 100)] if figure.unit == "割合" and _TABLE_SHARE.search(evidence.plain) else []
    )
    scales += [_TABLE_SCALE[found["unit"][:-1]] for found in _TABLE_UNIT.finditer(evidence.plain)]
    return [
        (source, other)
        for source in evidence.sentences
        for other in source.figures
        if _is_as_long(figure, other)
        or (
            _unit_fits(figure, other, sentence, source)
            and (
                _value_fits(figure, other, sentence, source)
                or (not other.unit and any(_is_scaled(figure, other.low * scale) for scale in scales))
                or _is_of(figure, other)
                or _is_end(figure, other, sentence)
            )
        )
    ]


def _is_scaled(figure: Figure, value: Fraction) -> bool:
    """Whether a figure tells the cell of a table in the table's unit, round where it says so: 約3割1分 of 31.4 under (%)."""
    about = figure.bound == "about" and _rounds(figure.low, value)
    return figure.low == figure.high and (figure.low == value or about)


def counts_nothing(figure: Figure, sentence: Sentence) -> bool:
    """Whether a figure only says how often, one of what, or in which place: 1年に900件, 役割の一つ, 2番目."""
    if figure.unit == "番" and sentence.plain.startswith("目", figure.end):
        return True
    before = sentence.plain[figure.start - 1 : figure.start]
    if figure.low == figure.high == 1 and figure.unit == "つ" and before == "の":  # 役割の一つ
        return True
    if figure.low == figure.high == 1 and sentence.plain.startswith("ずつ", figure.end):  # 一社ずつ訪ねる
        return True
    each = (
        figure.bound == "exact" and figure.unit in ("年", "月", "週", "日") and figure.low == figure.high == 1
    )
    return each and bool(_EACH.match(sentence.plain, figure.end))


def _is_end(figure: Figure, other: Figure, sentence: Sentence) -> bool:
    """Whether a figure is one end of a range and the statement tells the other too: 2割から3割に of 20~30%."""
    ends = {value.low for value in sentence.figures if value.low == value.high}
    return (
        other.low != other.high and {other.low, other.high} <= ends and figure.low in (other.low, other.high)
    )


def _is_as_long(figure: Figure, other: Figure) -> bool:
    """Whether two spells of time are one in two units: 1年半 and 18か月, 90分 and 1時間半."""
    if figure.bound != other.bound and {figure.bound, other.bound} != {"exact", "about"}:
        return False
    for (unit, part), times in _TIMES.items():
        if (figure.unit, other.unit) == (unit, part):
            return figure.low * times == other.low and figure.high * times == other.high
        if (figure.unit, other.unit) == (part, unit):
            return other.low * times == figure.low and other.high * times == figure.high
    return False


def _is_of(figure: Figure, other: Figure) -> bool:
    """Whether a count stands within a share: 48社 in (48/50)."""
    parts = _OF.fullmatch(other.said) if figure.unit != other.unit or not figure.unit else None
    return parts is not None and figure.low == figure.high and figure.low in [int(n) for n in parts.groups()]


def _nth(figure: Figure, sentence: Sentence) -> str:
    """The unit of a place in a row, 回 of 第4回 and of 4回目; nothing for a count."""
    if figure.unit.startswith("第"):
        return figure.unit[1:]
    return figure.unit if sentence.plain.startswith("目", figure.end) else ""


def _unit_fits(figure: Figure, other: Figure, sentence: Sentence, source: Sentence) -> bool:
    if _is_of(figure, other):
        return True
    if _nth(figure, sentence) == _nth(other, source) != "":
        return True
    if {figure.unit, other.unit} <= {"つ", "か所", "件"}:
        return figure.unit == other.unit or "つ" in (figure.unit, other.unit)
    if same_unit(figure.unit, other.unit):
        # 件 stands for any counter, but then what it counts is said: 47件のプロジェクト, not 47件の相談 of 47機関.
        return not (figure.unit in ("件", "つ") and other.unit and other.unit not in KNOWN) or bool(
            other.unit.startswith("第") or other.unit in sentence.plain
        )
    if {figure.unit, other.unit} == {"人", "社"} and "者" in figure.said + other.said:
        return True
    # An unknown counter may be a word that the other text says elsewhere: 47件のプロジェクト, 47プロジェクト.
    known = figure.unit in KNOWN and other.unit in KNOWN
    return bool(figure.unit and other.unit) and (
        not known and figure.unit in source.plain and other.unit in sentence.plain
    )


def _value_fits(figure: Figure, other: Figure, sentence: Sentence, source: Sentence) -> bool:
    same = (figure.low, figure.high) == (other.low, other.high)
    if same and (ours := _tilt(figure, sentence)) and (theirs := _tilt(other, source)):
        return ours == theirs
    if figure.low == figure.high and other.low == other.high and _is_nearly(figure, other, sentence):
        return True
    if "数" in figure.said and figure.low <= other.low == other.high <= figure.high:  # 数十社 of 30社
        return other.bound in ("exact", "about")
    if figure.bound == "about" and figure.low == figure.high and other.low == other.high:
        return other.bound in ("exact", "about") and (same or _rounds(figure.low, other.low))
    if not same:
        return _follows(figure, other)
    if figure.bound == other.bound or {figure.bound, other.bound} == {"exact", "about"}:
        return True
    if "at_least" not in (figure.bound, other.bound) and (
        _is_until(figure, sentence) or _is_until(other, source)
    ):
        return True
    return _said_apart(figure.bound, other.bound, sentence.plain, source.plain)


def _tilt(figure: Figure, sentence: Sentence) -> str:
    """Whether a value is a little less or a little more: 2万点弱 and 2万点に満たない; 2万点強 and 2万点を超える."""
    if figure.bound in ("less_than", "more_than"):
        return figure.bound
    said = sentence.plain[figure.start : figure.end]
    return "less_than" if said.endswith("弱") else "more_than" if said.endswith(("強", "余り", "余")) else ""


def _is_nearly(figure: Figure, other: Figure, sentence: Sentence) -> bool:
    """Whether a value said to be a little less or more lies within half its step of another: 1割強 of 13%."""
    tilt, off, half = _tilt(figure, sentence), other.low - figure.low, _step(figure.low) / 2
    said = sentence.plain[figure.start : figure.end]
    return said.endswith(("強", "弱")) and (0 < off <= half if tilt == "more_than" else 0 < -off <= half)


def _is_until(figure: Figure, sentence: Sentence) -> bool:
    """Whether まで follows: 17時まで and 0.8%まで下がった set no limit to what is counted."""
    return sentence.plain[figure.start : figure.end].endswith("まで")


def _rounds(value: Fraction, exact: Fraction) -> bool:
    """Whether a value stands for a less round one: 7,700 for 7,658, 40,000 for 41,500; not 302 for 300."""
    if not exact or value <= 0:
        return False
    off = abs(value - exact)
    if value * 300 in (100, 200) and off * 100 <= 1:  # 3分の1 of 33%
        return True
    return _step(value) > _step(exact) and off * 2 <= _step(value) and off * 5 <= exact


def _step(value: Fraction) -> Fraction:
    """The place a value is rounded to: 10,000 of 40,000; 1/10 of 7割; 1 of 11."""
    step = Fraction(1, 1000)
    while value % (step * 10) == 0 and step * 10 <= value:
        step *= 10
    return step


def _follows(figure: Figure, other: Figure) -> bool:
    """Whether a bound follows from another value: 4万社超 from 40,123社, 最大5社 from 3〜5社."""
    if other.low != other.high:
        return (figure.bound == "at_most" and figure.low == figure.high == other.high) or (
            figure.bound == "at_least" and figure.low == figure.high == other.low
        )
    if figure.bound in ("more_than", "at_least") and other.bound in ("exact", "about"):
        return 0 < other.low - figure.low < _step(figure.low)
    if figure.bound == "less_than" and other.bound in ("exact", "about"):
        return 0 < figure.high - other.low < _step(figure.high)
    return False


def _said_apart(bound: Bound, other: Bound, plain: str, source: str) -> bool:
    """Whether a bound missing at the figure is said elsewhere in its sentence: 補助上限は、通常枠で1,000万円."""
    for sure, words in (("at_most", _AT_MOST), ("at_least", _AT_LEAST)):
        if {bound, other} <= {sure, "exact", "about"}:
            return bool(words.search(source if other != sure else plain))
    return False


def _nearest(figure: Figure, evidence: Evidence) -> Figure | None:
    """The figure of the evidence in the same unit that is nearest."""
    same = [
        other
        for source in evidence.sentences
        for other in source.figures
        if other.unit == figure.unit and other.unit
    ]
    return min(same, key=lambda other: abs(other.low - figure.low), default=None)


def _as_said(figure: Figure, sentence: Sentence) -> str:
    """The figure with its bound as the statement words it: 約4万社, 100万円以上."""
    return sentence.plain[figure.start : figure.end]
