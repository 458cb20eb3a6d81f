"""Figures that the evidence does not write and yet tells: how many things it lists, how long from one time to another,
what two of its figures make together.

Only what one step of counting gives, and only where the statement shows that it counts: else any figure could be made
of some others.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from assistant.grounding.clock import clock_times
from assistant.grounding.reading import Evidence, Sentence, starting
from assistant.text.figures import RATIO, Figure
from assistant.text.units import KNOWN

MOST_LISTED = 12
"""Things that somebody counts by eye; more of them are counted by a figure of the evidence."""
MOST_COMPARED = 6
"""Figures of several sentences whose differences are looked at: among more, any figure is the difference of some two."""
_COUNTERS = frozenset({"つ", "か所", "種", "機関", "校"})
"""Not 件, 社 and 人: a row of any nouns would make as many of them."""
_BULLET_LINE = re.compile(r"^\s*(?:[-*]\s*)?[・○\-*]\s*(?=\S)", re.MULTILINE)
_COUNTED = re.compile("([一-鿿ァ-ヺー]{2,16})は(?:計|合わせて)?$")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_LISTED = re.compile(r"、|,(?![0-9])|及び|および|並びに|ならびに")
_NOMINAL = re.compile("[^はがをにでもへ。]{0,30}[^ぁ-ん。]|[一-鿿]{1,2}[みきりちい]")
_NAME_LINE = re.compile(r"(?!\s*[・○\-*【<(])[^はがをにでも。、,:]{2,30}[^ぁ-ん。、,:]")
_FIRST = re.compile("[^ぁ-ん。]$")
_TOGETHER = re.compile(r"(?:計|合わせて|あわせて|総数(?:は)?)(?:約|およそ)?$")
_APART = re.compile(
    r"(?:の|ほど|ぶん|分|も|だけ)?(?:差|減|増|多[いくか]|少な|高[いくか]|低[いくか]|足りな|不足|開き|上回|下回|伸び|落ち込)"
)
_GROWN = re.compile(r"(?:の|ほど|分|も)?(?:増(?!減)|伸び|上乗せ|割り?増し)")
_PART_OF = re.compile(r"^\s?(?:の)?(?:うち|中)|に対し|応募")
_FINEST, _NEAR, _ROUGH = Fraction(1, 200), Fraction(1, 100), Fraction(3, 100)
"""How far a share may be from what it comes to: half a percent, 約79% one, and 2割弱 or およそ8割 three."""
_BREAK = re.compile("[、。]")
_FROM_TO = re.compile(r"\s?(?:~|-|から)\s?")
_OPPOSED = re.compile(
    r"応募|採択|欠席|不参加|退会|却下|辞退|廃止|[0-9][^、。0-9]{0,3}[がを][^、。]{1,12}[しれ]、[^、。]{0,12}[0-9]"
)
"""Figures that make no sum: of which some are part of others, or of which different things are said (16社が参加し、3社が契約した)."""
_JOINED_YEARS = re.compile("から|より|~|-")
_TO = re.compile(r"\s?(?:から|~|-|、|と|・|より)\s?$")


def is_reckoned(figure: Figure, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a figure of a statement is one that the evidence lets one count.

    ``4つの語`` of ``A、B、C、Dの略`` ; ``2時間`` of ``14:30~16:30``; ``10年で76万台減`` of ``2006年の573万台から2016年の497万台``;
    ``計19回`` of ``国内16回、海外3回``; ``1.5倍`` of ``5割増``; ``31日まで`` after 3月2日 of ``3月31日`` → True
    """
    if figure.low != figure.high or figure.bound not in ("exact", "about", "at_most"):
        return False
    if figure.bound == "at_most":
        return _is_day(figure, sentence, evidence)
    return (
        _is_listed(figure, sentence, evidence)
        or _is_day(figure, sentence, evidence)
        or figure.low in _spans(figure.unit, evidence)
        or _is_made_of_others(figure, sentence, evidence)
        or _is_so_many_times(figure, sentence, evidence)
    )


def _is_listed(figure: Figure, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether as many things stand in a row, and the evidence itself counts nothing so."""
    of_people = figure.unit == "人" and "\t" in evidence.plain  # a table of names
    if figure.unit not in _COUNTERS and not of_people and (figure.unit in KNOWN or not figure.unit):
        return False
    if named := _lines_named(figure, sentence, evidence):
        return figure.low == named
    told = {other.unit for source in evidence.sentences for other in source.figures}
    return not told & (_COUNTERS | {figure.unit}) and figure.low in enumerated(evidence)


@lru_cache(maxsize=512)
def enumerated(evidence: Evidence) -> frozenset[int]:
    """How many things stand in each row of the evidence: lines of a list, rows of a table, numbered points, nouns between commas.

    ``・a ␤ ・b ␤ ・c`` → 3; ``赤、青、黄及び緑の旗`` → 4
    """
    lines = [line for line in evidence.plain.splitlines() if line.strip()]
    found = {
        len(_BULLET_LINE.findall(evidence.plain)),
        _numbered(evidence.plain),
        sum("\t" in line for line in lines),
    }
    if all(map(_NAME_LINE.fullmatch, lines)):
        found.add(len(lines))
    for sentence in re.split("。|(?<![、,])\n", _IN_BRACKETS.sub("", evidence.plain)):
        found.update(_rows(sentence.replace("\n", "")))
    return frozenset(count for count in found if 2 <= count <= MOST_LISTED)


def _numbered(plain: str) -> int:
    """The last of the numbers that points are marked with, from 1 on without a gap."""
    count = at = 0
    while found := re.compile(rf"(?:^|[、。\s(]){count + 1}[.)]?(?=[^0-9,.年月日%割/])").search(plain, at):
        count, at = count + 1, found.end()
    return count


def _lines_named(figure: Figure, sentence: Sentence, evidence: Evidence) -> int:
    """How many lines of a list name what a figure counts: 独立行政法人は2つ."""
    named = _COUNTED.search(sentence.plain[: figure.start])
    lines = [line for line in evidence.plain.splitlines() if _BULLET_LINE.match(line)]
    return sum(named[1] in line for line in lines) if named and len(lines) > 1 else 0


def _rows(plain: str) -> Iterator[int]:
    """The lengths of the rows of nouns in a sentence; from three on, for two things are everywhere."""
    segments = _LISTED.split(plain)
    count = 0
    for segment, after in itertools.zip_longest(segments, segments[1:]):
        if count and _NOMINAL.fullmatch(segment) and after is not None:
            count += 1
        elif count > 1:
            yield count + 1
            count = 0
        else:
            count = int(bool(_FIRST.search(segment)))


def _is_day(figure: Figure, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a day is told of the month that stands before it: 3月2日から31日まで."""
    if figure.unit != "日" or "間" in figure.said:
        return False
    before = next((m for m in reversed(sentence.moments) if m.end <= figure.start), None)
    if before is None or not _TO.fullmatch(sentence.plain[before.end : figure.start]):
        return False
    told = (moment for source in evidence.sentences for moment in source.moments)
    return any(moment.month == before.month and moment.day == figure.low for moment in told)


@lru_cache(maxsize=512)
def _spans(unit: str, evidence: Evidence) -> frozenset[Fraction]:
    """The lengths, in a unit of time, between two times of one sentence."""
    found: set[Fraction] = set()
    for source in evidence.sentences:
        if unit in ("分", "時間"):
            found |= {
                Fraction(b - a, 60 if unit == "時間" else 1)
                for (_, end, a), (start, _, b) in itertools.pairwise(clock_times(source.plain))
                if b > a and _FROM_TO.fullmatch(source.plain[end:start])
            }
        elif unit == "年":
            found |= {Fraction(years) for years in _years(source)}
    return frozenset(found)


def _years(source: Sentence) -> Iterator[int]:
    """The years from one time to another that a sentence joins: 2006年の573万台から2016年."""
    for one, other in itertools.pairwise(source.moments):
        is_joined = _JOINED_YEARS.search(source.plain[one.start : other.start])
        if is_joined and one.year and other.year and other.year - one.year > 1:
            yield other.year - one.year
            if one.fiscal and other.fiscal:  # from the first day of the one to the last of the other
                yield other.year - one.year + 1


def _is_made_of_others(figure: Figure, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a figure that is said to be a sum or a difference is one of figures that stand together."""
    total = _TOGETHER.search(sentence.plain[: figure.start])
    apart = _APART.match(sentence.plain, figure.end)
    if not total and not apart:
        return False
    everywhere = _alike(figure, evidence.sentences)
    together = [_alike(figure, [source]) for source in evidence.sentences]
    if total and _OPPOSED.search(evidence.plain):
        return False
    if total and figure.low == sum(everywhere):
        return True
    for values in [*together, everywhere if len(everywhere) <= MOST_COMPARED else []]:
        held = Counter(values)  # not pair by pair: a price list has hundreds of values
        if total and (figure.low == sum(values) or _has_pair(held, lambda value: figure.low - value)):
            return True
        if apart and figure.low >= 0 and _has_pair(held, lambda value: value - figure.low):
            return True
    return False


def _has_pair(held: Counter[Fraction], partner: Callable[[Fraction], Fraction]) -> bool:
    """Whether some value stands beside its partner: another value, or the same one twice."""
    return any(held[partner(value)] > (partner(value) == value) for value in held)


def _is_so_many_times(figure: Figure, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a share or a multiple says another of the evidence: 50%増えた of 1.5倍, 1.5倍 of 5割増, 半数 of 12名のうち6名.

    The clause of that other must share a word with the statement: 価格は5割増えた says nothing of 件数は1.5倍.
    """
    told = [
        (source, other)
        for source in evidence.sentences
        for other in source.figures
        if _shares_a_word(sentence, source, other)
    ]
    if figure.unit == RATIO and _is_share(figure, sentence, evidence):
        return True
    if figure.unit == RATIO and _GROWN.match(sentence.plain, figure.end):
        return any(other.unit == "倍" and other.low == 1 + figure.low for _, other in told)
    if figure.unit == "倍":
        return any(
            other.unit == RATIO and 1 + other.low == figure.low and _GROWN.match(source.plain, other.end)
            for source, other in told
        )
    return False


def _is_share(figure: Figure, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a share is that of a part in its whole, rounded as it is said: 9割 of 150名のうち135名, 約8割 of 48機関中38機関."""
    is_tenths = (figure.low * 10).denominator == 1
    least = _FINEST if figure.bound == "exact" else _ROUGH if is_tenths else _NEAR
    for source in evidence.sentences:
        for whole, part in itertools.pairwise(source.figures):
            between = source.plain[whole.end : part.start]
            if whole.unit != part.unit or not 0 < part.low < whole.low or not _PART_OF.search(between):
                continue
            if abs(part.low / whole.low - figure.low) <= least and _shares_a_word(sentence, source, part):
                return True
    return False


def _shares_a_word(sentence: Sentence, source: Sentence, value: Figure) -> bool:
    """Whether the clause in which a value stands, or the sentence of which it is the only such value, has a word of the statement."""
    if _units(source)[value.unit] == 1:
        return bool(source.keys & sentence.keys)
    breaks = _breaks(source)
    before, after = bisect_left(breaks, value.start), bisect_left(breaks, value.end)
    start = breaks[before - 1] + 1 if before else 0
    end = breaks[after] if after < len(breaks) else len(source.plain)
    return not _words_between(source, start, end).isdisjoint(sentence.keys)


@lru_cache(maxsize=512)
def _units(source: Sentence) -> Counter[str]:
    return Counter(figure.unit for figure in source.figures)


@lru_cache(maxsize=512)
def _breaks(source: Sentence) -> tuple[int, ...]:
    return tuple(found.start() for found in _BREAK.finditer(source.plain))


@lru_cache(maxsize=4_096)
def _words_between(source: Sentence, start: int, end: int) -> frozenset[str]:
    return frozenset(word.key for word in starting(source.words, start, end) if word.weight)


def _alike(figure: Figure, sources: Sequence[Sentence]) -> list[Fraction]:
    """The values of some sentences in a figure's unit; shares are apart by so many points."""
    unit, times = (RATIO, 100) if figure.unit == "ポイント" else (figure.unit, 1)
    return [v.low * times for source in sources for v in source.figures if v.unit == unit and v.low == v.high]
