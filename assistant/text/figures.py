"""Figures with their unit, scale and bound, as exact values: 1億2,000万円, ３分の２以内, 1割5分, 3〜5社, 十数人."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from assistant.text.normalise import normal_text
from assistant.text.numerals import ARABIC, NUMBER, read_number
from assistant.text.units import UNIT, unit_at

Bound = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than"]
RATIO = "割合"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: ``plain[start:end]`` of the normalised text, a value from ``low`` to ``high`` in a unit.

    Money is in 円, shares are parts of one (15% is 3/20); ``low`` and ``high`` differ for 3〜5社 and 数十人.
    """

    start: int
    end: int
    said: str
    low: Fraction
    high: Fraction
    unit: str
    bound: Bound = "exact"

    def holds(self, number: Fraction | int) -> bool:
        """Whether a number is within what the figure bounds: 12 of 6人~20人, 51 of 51人以上, 4 and not 5 of 5人未満."""
        if self.bound == "at_least":
            return number >= self.low
        if self.bound == "more_than":
            return number > self.low
        is_top = self.bound in ("at_most", "less_than") and self.low == self.high
        least = Fraction(0) if is_top else self.low
        return least <= number < self.high if self.bound == "less_than" else least <= number <= self.high


_SMALL_FIGURE = r"[0-9]{1,4}|[一二三四五六七八九十百]{1,4}"
_RATIO = re.compile(
    rf"(?P<den>{_SMALL_FIGURE})分の(?P<num>{_SMALL_FIGURE})|"
    r"(?<![0-9/.])(?P<up>[0-9]{1,3})\s?[/⁄]\s?(?P<down>[0-9]{1,3})(?![0-9/]|\([月火水木金土日])|"
    rf"(?P<tenths>{ARABIC}|[一二三四五六七八九]|数)\s?割(?![りら合当])(?:(?P<hundredths>[0-9]|[一二三四五六七八九])分(?!の))?"
    r"(?:(?P<thousandths>[0-9]|[一二三四五六七八九])厘)?|"
    r"(?P<more>過半数?)|(?P<half>半分|半数|半額|半減|折半)|(?P<double>倍増)"
)
_PLAIN = re.compile(rf"(?P<nth>第)?(?P<number>{NUMBER})")
_DIGIT = re.compile("[0-9〇一二三四五六七八九十百千万億兆数半倍]")
"""What no figure is written without: most sentences have none."""
_TO = re.compile(r"\s?(?:~|-|から|ないし|乃至|または)\s?")
_CHANGE = re.compile(rf"\s?から(?:{NUMBER}|[/分の])+[^0-9、。]{{0,4}}[にへ](?!は)")
_SPACE = re.compile(r"\s?")
_IN_A_WORD = re.compile(r"[a-z][-.]?$|[0-9][-.,:]$")
"""What stands before digits that are part of a code or a telephone number: pm2.5, iso9001, go-tech2, 03-1234."""
_NAMED_BY_NUMBER = re.compile(
    r"(?:\b(?:tier|phase|step|stage|level|lv|ver|type)|ティア|フェー?ズ|ステップ|ステージ|レベル)\.?\s?$"
)
"""What stands before a number that names a rank and counts nothing of what follows: tier 1 企業, フェーズ2企業."""
_LONGEST_RANK = 7
_CODE_AFTER = re.compile(r"-?[a-z]{1,2}(?![a-z])|\.[0-9]|:[0-9]|-[0-9]")
_NO_FIGURE = re.compile(
    r"一(?:部|方|般|度|時|定|体|致|連|層|段|緒|括|律|環|因|助|番|切|般的|見|歩|覧|元|貫|気|同|概|斉|旦|向|次|本化|人ひとり|つひとつ|者)|"
    r"二(?:次|酸|重|の次|者)|三(?:次|者|重)|四(?:半|国|季)|五(?:輪|感)|六次|八百(?:屋|長)|九州|十分|百貨|千葉|万(?:全|が一|一|人|能)|"
    r"数(?:字|値|量|々|多|理|式|学|年来|回答)|千代|百科|億劫|兆候|兆し"
)
_ENDS_IN_NUMBER = re.compile("[複多少総無件回人社点名台倍度口指係]$")
"""What stands before 数 in a word that tells no figure: 複数企業, 少数社."""
_ROUND = re.compile(r"(?:約|およそ|おおよそ|ほぼ)$")
_SCALED = re.compile(r"[二三四五六七八九]?[十百千万]")
"""およそ三百のプログラム: a round number in kanji that is said to be one needs no counter."""
_HALVED = frozenset({"年", "月", "週", "日", "時間"})
_HALF = re.compile("半(?![期ばす額分数年])")
_HEADER_UNIT = re.compile(r"(?:[(\[]|単位\s?:?\s?)$")
"""What stands before the unit of a table: (百万円), 単位:千円."""
_SAID_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        "at_most",
        re.compile(r"(?:最大|最高|上限(?:額|率)?|限度額?)(?:[はがもを:、でに ]|として|額|値){0,3}(?:約)?$"),
    ),
    (
        "at_least",
        re.compile(
            r"(?:最低|最小|最少|下限(?:額)?|少なくとも)(?:[はがもを:、でに ]|として|額|でも){0,3}(?:約)?$"
        ),
    ),
    ("about", re.compile(r"(?:約|およそ|おおよそ|おおむね|概ね|ほぼ)\s?$")),
)
_SAID_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("at_least", re.compile(r"(?:もの|の)?\s?(?:以上|を下限|が下限|は下らな)")),
    (
        "at_most",
        re.compile(
            r"(?:の)?(?:範囲)?\s?(?:以下|以内|[をがは](?:上限|限度|最大)|まで(?!に|の|も)|を超えない)"
        ),
    ),
    (
        "more_than",
        re.compile(
            r"\s?(?:超(?!小|音)|[をに]?(?:少し|やや|わずかに)?(?:超え|超す)|[をに](?:少し|やや|わずかに)?上回)"
        ),
    ),
    (
        "less_than",
        re.compile(
            r"\s?(?:未満|に(?:は|も)?(?:満た|達し(?:てい)?|届[かい](?:てい)?)(?:な[いくか]|ず|ませ)|を(?:少し|やや|わずかに)?(?:下回|切)|(?:も)?(?:たって|経って|経過して)い?(?:な[いくか]|ず|ませ))"
        ),
    ),
    (
        "about",
        re.compile(
            r"(?:の)?\s?(?:程度|前後|ほど|くらい|ぐらい|近[くい]|弱(?!い)|強(?!化|い)|余り|あまり|余(?!力|地|裕))"
        ),
    ),
)
_LOOK_BACK = 14


def figures_in(text: str) -> tuple[Figure, ...]:
    """The figures of a text, in its order; years, months and days of dates among them are read as counts.

    ``補助率は３分の２以内`` → 2/3 of 割合, at most; ``1億2,000万円`` → 120000000 円; ``四万社`` → 40000 社;
    ``iso9001``, ``一部``, ``千葉`` → nothing
    """
    return plain_figures(normal_text(text))


@lru_cache(maxsize=4_096)
def plain_figures(plain: str) -> tuple[Figure, ...]:
    """The same of a text that is normalised already."""
    if not _DIGIT.search(plain):
        return ()
    found: list[Figure] = []
    for figure in sorted((*_ratios(plain), *_counts(plain)), key=lambda figure: (figure.start, -figure.end)):
        if not found or figure.start >= found[-1].end:
            found.append(figure)
    return tuple(_bounded(figure, plain) for figure in _joined(found, plain))


def _ratios(plain: str) -> Iterator[Figure]:
    for match in _RATIO.finditer(plain):
        start, end = match.span()
        if match["up"] and _IN_A_WORD.search(plain[max(0, start - 3) : start]):
            continue
        low = high = Fraction(1, 2)
        if match["den"] or match["up"]:
            over, under = read_number(match["num"] or match["up"]), read_number(match["den"] or match["down"])
            if not over or not under or not under[0]:
                continue
            low = high = over[0] / under[0]
        elif match["tenths"]:
            parts = [read_number(match[name] or "0") for name in ("tenths", "hundredths", "thousandths")]
            low, high = (
                sum((part[end] / 10**place for place, part in enumerate(parts, 1) if part), Fraction(0))
                for end in (0, 1)
            )
        if match["double"]:
            yield Figure(start, end, match.group(), Fraction(2), Fraction(2), "倍")
        else:
            bound: Bound = "more_than" if match["more"] else "exact"
            yield Figure(start, end, match.group(), low, high, RATIO, bound)


def _counts(plain: str) -> Iterator[Figure]:
    for match in _PLAIN.finditer(plain):
        start, end = match.span()
        written, in_kanji = match["number"], not match["number"][0].isdigit()
        before = plain[max(0, start - _LONGEST_RANK) : start]
        if _IN_A_WORD.search(before[-2:]):
            continue
        unit, after = unit_at(plain, _SPACE.match(plain, end).end() if not in_kanji else end)  # type: ignore[union-attr]
        if unit != "円" and _NAMED_BY_NUMBER.search(before):
            unit = ""
        if in_kanji and match["nth"] and unit == "社":  # 第三者
            continue
        if written[0] == "数" and _ENDS_IN_NUMBER.search(plain[:start]):
            continue
        is_round = bool(
            _ROUND.search(plain[:start]) and _SCALED.match(written) and plain.startswith("の", end)
        )
        if in_kanji and (not (UNIT.match(plain, end) or is_round) or _NO_FIGURE.match(plain, start)):
            continue
        if _HEADER_UNIT.search(plain[max(0, start - 4) : start]) and not re.search(
            "[0-9一二三四五六七八九]", written
        ):
            continue
        if not in_kanji and not unit and _CODE_AFTER.match(plain, end):
            continue
        values = read_number(written)
        if values is None:
            continue
        low, high = values
        if unit in _HALVED and _HALF.match(plain, after):  # 1年半, 1時間半
            low, high, after = low + Fraction(1, 2), high + Fraction(1, 2), after + 1
        if unit == RATIO:
            low, high = low / 100, high / 100
        yield Figure(
            start, after if unit else end, plain[start : after if unit else end], low, high,
            f"第{unit}" if match["nth"] else unit,
        )  # fmt: skip


def _joined(figures: list[Figure], plain: str) -> Iterator[Figure]:
    """Two figures that are the ends of one range made one: 3〜5社, 3社から5社, 1/2〜2/3."""
    before: Figure | None = None
    for figure in figures:
        if before is not None:
            share = 10 if "割" in figure.said else 100
            low = before.low / share if figure.unit == RATIO and not before.unit else before.low
            is_range = _TO.fullmatch(plain[before.end : figure.start]) and low < figure.high
            # 5か所から8か所に増やす tells two values.
            is_range = is_range and not _CHANGE.match(plain, before.end)
            if is_range and before.unit in ("", figure.unit):
                said = plain[before.start : figure.end]
                before = replace(figure, start=before.start, said=said, low=_scaled(low, before, figure))
                continue
            yield before
        before = figure
    if before is not None:
        yield before


def _scaled(low: Fraction, before: Figure, figure: Figure) -> Fraction:
    """The lower end with the scale that is written once, at the upper: 3〜5万社 begins at 30,000."""
    if before.unit:
        return low
    for scale, value in (("兆", 10**12), ("億", 10**8), ("万", 10**4), ("千", 10**3)):
        if scale in figure.said and not re.search(r"[千百万億兆]", before.said):
            return low * value if low * value < figure.high else low
    return low


def _bounded(figure: Figure, plain: str) -> Figure:
    before, fuzzy = plain[max(0, figure.start - _LOOK_BACK) : figure.start], figure.low != figure.high
    for bound, said in _SAID_AFTER:
        if match := said.match(plain, figure.end):
            return replace(figure, bound=bound, end=match.end())
    for bound, said in _SAID_BEFORE:
        if said.search(before):
            return replace(figure, bound=bound)
    return replace(figure, bound="about") if fuzzy and "数" in figure.said else figure
