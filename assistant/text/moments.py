"""The dates a text names, part by part, so that two ways to tell one date can be compared.

``times.periods_in`` reads questions and gives stretches of time; here is kept what was said (a fiscal year or a
calendar year, a month without its year, the middle of a month), for that is what a statement must have from its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from assistant.text.eras import ERA, era_year
from assistant.text.normalise import normal_text
from assistant.text.numerals import read_number

Edge = Literal["since", "until", ""]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it is told: ``plain[start:end]`` of the normalised text; None for what is not told.

    ``fiscal`` says whether a fiscal year (年度) is meant; ``part`` is 上旬, 末 and the like; ``near`` is the year of
    the date told before it, which a month without a year takes up: 2025年6月から9月.
    """

    start: int
    end: int
    said: str
    year: int | None = None
    fiscal: bool = False
    month: int | None = None
    day: int | None = None
    part: str = ""
    edge: Edge = ""
    near: int | None = None


_KANJI_YEAR = re.compile(r"[〇一二三四五六七八九]{4}(?=年)")
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_PART = r"(?P<part>上旬|中旬|下旬|初旬|初頭|当初|末|半ば|前半|後半|上半期|下半期|上期|下期|第[1-4]四半期|春|夏|秋|冬)"
_MONTH_DAY = rf"(?:\s?の?(?P<month>1[0-2]|0?[1-9])\s?月(?!間)(?:\s?(?P<day>3[01]|[12][0-9]|0?[1-9])\s?日(?!間))?)?(?:の?{_PART})?"
_MONTH_SLASH_DAY = r"(?<![0-9/.,])(?:1[0-2]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9])(?![0-9/%]|年)"
CERTAIN_SLASH_DAY = (
    rf"{_MONTH_SLASH_DAY}(?:(?=\(?[月火水木金土日祝][)・曜]|\((?:午[前後]|終日)|\s?(?:以降|必着|締|〆|頃|ごろ|正午|[0-9]{{1,2}}[:時]))"
    r"|(?=\s?[~-]\s?(?:[0-9]{1,2}(?![0-9/])|末)))"
    rf"|(?:(?<=締切)|(?<=期限)|(?<=締切は)|(?<=期限は)|(?<=申込みは)|(?<=申込は)){_MONTH_SLASH_DAY}"
)
"""12/3(木), 申込みは 2/9まで, 11/9~13: what stands beside it says that it is a day."""
SLASH_DAY = (
    rf"{CERTAIN_SLASH_DAY}"
    # a small denominator is a share's, and so is what is of something or counts: 年会費の1/12, 11/30件
    r"|(?<![0-9/.,のが率割合額])(?:(?:1[0-2]|0?[1-9])/(?:1[1-9]|2[0-9]|3[01])|1[0-2]/0?[1-9]|1[12]/10"
    r"|0?(?:9/[1-9]|8/[1-8]|7/[1-7]|6/[1-6]|5/[1-5]|4/[1-4]|3/[1-3]|2/[12]|1/1))"
    r"(?![0-9/%]|年|\s?[件社人名箇か回点個つ台校]|\s?(?:を負担|です|相当|以内|補助|助成))"
)
"""And what may well be one: 12/11まで, 11/25, where 2/3 and 9/10 are shares."""
_MOMENT = re.compile(
    rf"""
    (?:
        (?P<era>
            {ERA}
            |(?<![a-z0-9])[rhs](?=\s?[0-9]{{1,2}}(?:年|\.[0-9]))
            # S11 and H3 number courses and rooms; a year without 年 behind an initial has two digits
            |(?<![a-z0-9])(?:r|h(?=\s?[123][0-9]|[0-9][~-]\s?h)|s(?=\s?[3-6][0-9]|[0-9][~-]\s?s))(?=\s?[0-9]{{1,2}}(?:\s?$|[、。)~-]))
        )\s?(?P<era_year>[0-9]{{1,2}}|元)\s?
        |(?P<fy>fy\s?)(?P<fiscal_year>(?:20)?[0-9]{{2}})(?![0-9])
        |(?<![0-9,.a-z/])(?<![0-9]:)(?P<year>(?:19|20)[0-9]{{2}})(?=
            \s?年|[./-][0-9]{{1,2}}(?![0-9])
            |\s?[~-]\s?(?:19|20)?[0-9]{{2}}\s?年
            |[)(、,。](?![0-9])|$
        )
        |(?<![0-9,.])(?P<short>[0-9]{{1,2}})(?=\s?年度)
        |(?P<told>一昨年|おととし|去年|昨年|前年|今年|本年|再来年|来年|明年|同年|翌年|次年(?=度))(?!同月|同期)
        |(?<![0-9])(?P<ago>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?年(?:ほど|くらい|ぐらい|近く|余り)?
        (?P<which>前|後)(?!半|期|後|提)
    )(?:\s?年)?(?P<fiscal>度)?
    (?:
        [./-](?P<m>1[0-2]|0?[1-9])(?:[./-](?P<d>3[01]|[12][0-9]|0?[1-9]))?(?![0-9年/])
        |{_MONTH_DAY}
    )
    |(?<![0-9])(?P<only_month>1[0-2]|0?[1-9])\s?月(?!間|額|給|謝|並)(?:
        \s?(?P<only_day>3[01]|[12][0-9]|0?[1-9])\s?日(?!間)
    )?(?P<only_part>上旬|中旬|下旬|初旬|末|半ば)?
    |(?P<told_month>
        先々月|先月|前月|今月|本月|当月|同月|再来月|来月|翌月
    )(?:の?(?P<told_day>3[01]|[12][0-9]|0?[1-9])日)?(?P<told_part>上旬|中旬|下旬|初旬|末|半ば)?
    |(?={SLASH_DAY})(?P<slash_month>1[0-2]|0?[1-9])/(?P<slash_day>3[01]|[12][0-9]|0?[1-9])
    |(?<![〇一二三四五六七八九十年0-9])(?P<kanji_month>十[一二]?|[一二三四五六七八九])月(?P<kanji_day>
        三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]
    )日(?!間)
    |(?P<bare_part>年度末|年末|年明け|年始|年度初め|年度当初|年度内|年内)
    """,
    re.VERBOSE,
)
_TIME = re.compile(r"[0-9年月日]|おととし|fy")
"""What no date is told without: most sentences have none."""
_TOLD = {
    "一昨年": -2, "おととし": -2, "去年": -1, "昨年": -1, "今年": 0, "本年": 0, "来年": 1, "明年": 1, "再来年": 2,
}  # fmt: skip
_FROM_BEFORE = {"前年": -1, "同年": 0, "翌年": 1, "次年": 1}
"""Told from the year named before; without one they leave the year open."""
_TOLD_MONTH = {
    "先々月": -2, "先月": -1, "前月": -1, "今月": 0, "本月": 0, "当月": 0, "来月": 1, "翌月": 1, "再来月": 2,
}  # fmt: skip
_BARE = {"年度末": 3, "年末": 12, "年明け": 1, "年始": 1, "年度初め": 4, "年度当初": 4}
_AFTER: tuple[tuple[Edge, re.Pattern[str]], ...] = (
    ("since", re.compile(r"\s?(?:\([月火水木金土日]\))?\s?(?:頃|ごろ|付|の)?(?:以降|から|より|以後|~)")),
    ("until", re.compile(r"\s?(?:\([月火水木金土日]\))?\s?(?:頃|ごろ|付|の)?(?:まで|以前|迄)")),
)
UNKNOWN_YEAR = 1000
"""Stands for the year a text speaks from where nobody says: 昨年 is then that of another 昨年 only."""


def moments_in(text: str, dated: str | None = None) -> tuple[Moment, ...]:
    """The dates a text names, in its order; relative ones told from the date the text speaks from.

    ``令和8年度`` and ``FY2026`` → year 2026, fiscal; ``昨年6月`` of 2026-01-19 → year 2025, month 6;
    ``2026年1月19日まで`` → all three, edge "until"; ``3年間`` → nothing

    Args:
        text: any text.
        dated: ISO date of the text: 2026-01-19, 2026-01 or 2026.
    """
    return plain_moments(normal_text(text), dated)


@lru_cache(maxsize=4_096)
def plain_moments(plain: str, dated: str | None = None) -> tuple[Moment, ...]:
    """The same of a text that is normalised already."""
    if not _TIME.search(plain):
        return ()
    year, month = anchor(dated)
    digits = _KANJI_YEAR.sub(lambda found: found.group().translate(_DIGITS), plain)
    found: list[Moment] = []
    near: int | None = None
    for match in _MOMENT.finditer(digits):
        moment = _read(match, year, month, near)
        if match["told_month"] == "同月" and found and found[-1].month:
            day = int(match["told_day"]) if match["told_day"] else None
            moment = Moment(*match.span(), match.group(), found[-1].year, month=found[-1].month, day=day)
        if match["told_month"] in ("翌月", "前月") and found and found[-1].month:
            moment = _beside(match, found[-1])
        if moment is None:
            continue
        edge: Edge = next((edge for edge, words in _AFTER if words.match(digits, match.end())), "")
        found.append(replace(moment, edge=edge, near=near))
        near = moment.year or near
    return tuple(_with_shared_ends(found, digits))


def anchor(dated: str | None) -> tuple[int, int]:
    """Year and month a text speaks from; the middle of the year where no month is known.

    ``2026-01-19`` → (2026, 1); ``2017`` → (2017, 7); None → (UNKNOWN_YEAR, 7)
    """
    found = re.match(r"([0-9]{4})(?:-([0-9]{1,2}))?", dated or "")
    return (int(found[1]), min(12, max(1, int(found[2] or 7)))) if found else (UNKNOWN_YEAR, 7)


def _read(match: re.Match[str], year: int, month: int, near: int | None) -> Moment | None:
    moment = Moment(*match.span(), match.group())
    if match["only_month"]:
        day = int(match["only_day"]) if match["only_day"] else None
        return replace(moment, month=int(match["only_month"]), day=day, part=match["only_part"] or "")
    if match["slash_month"]:
        return replace(moment, month=int(match["slash_month"]), day=int(match["slash_day"]))
    if match["kanji_month"]:
        in_kanji = read_number(match["kanji_month"]), read_number(match["kanji_day"])
        return replace(moment, month=_whole(in_kanji[0]), day=_whole(in_kanji[1]))
    if match["bare_part"]:
        said = match["bare_part"]
        return replace(moment, month=_BARE.get(said), part="" if said in _BARE else said)
    if match["told_month"]:
        return _month_told(match, moment, year, month, near)
    told = _year_told(match, year, month, near)
    if told is not None and told > 2100:
        return None
    month_said, day_said = match["month"] or match["m"], match["day"] or match["d"]
    fiscal = bool(match["fiscal"] or match["fy"])
    if month_said:  # February of 2025年度 is that of 2026
        if told is not None:
            told += fiscal and int(month_said) < 4
        day = int(day_said) if day_said else None
        return replace(moment, year=told, month=int(month_said), day=day, part=match["part"] or "")
    if match["part"] == "末" and told is not None:
        return replace(moment, year=told + fiscal, month=3 if fiscal else 12, part="末")
    return replace(moment, year=told, fiscal=fiscal, part=match["part"] or "")


def _whole(number: tuple[Fraction, Fraction] | None) -> int:
    return int(number[0]) if number else 0


def _year_told(match: re.Match[str], year: int, month: int, near: int | None) -> int | None:
    """The year a match tells, from the year and month its text speaks from."""
    if match["era"]:
        return era_year(match["era"], match["era_year"])
    if match["year"]:
        return int(match["year"])
    if match["fy"]:
        return int(match["fiscal_year"][-2:]) + 2000
    if match["short"]:  # 8年度 after 令和7年度: the era in which the text was written
        return era_year("令和" if year >= 2019 or year == UNKNOWN_YEAR else "平成", match["short"])
    if match["ago"]:
        return year + _whole(read_number(match["ago"])) * (-1 if match["which"] == "前" else 1)
    if match["told"] in _FROM_BEFORE:
        return None if near is None else near + _FROM_BEFORE[match["told"]]
    first = year - 1 if match["fiscal"] and month < 4 else year
    return first + _TOLD[match["told"]]


def _beside(match: re.Match[str], before: Moment) -> Moment:
    """翌月 or 前月, of the date told before it."""
    months = (before.year or 0) * 12 + (before.month or 1) - 1 + _TOLD_MONTH[match["told_month"]]
    day = int(match["told_day"]) if match["told_day"] else None
    year = None if before.year is None else months // 12
    return Moment(
        *match.span(), match.group(), year, month=months % 12 + 1, day=day, part=match["told_part"] or ""
    )


def _month_told(
    match: re.Match[str], moment: Moment, year: int, month: int, near: int | None
) -> Moment | None:
    if match["told_month"] == "同月":
        return None
    months = year * 12 + month - 1 + _TOLD_MONTH[match["told_month"]]
    day = int(match["told_day"]) if match["told_day"] else None
    return replace(moment, year=months // 12, month=months % 12 + 1, day=day, part=match["told_part"] or "")


def _with_shared_ends(moments: list[Moment], plain: str) -> Iterator[Moment]:
    """In 2020~2023年度 the first is a fiscal year too."""
    followers: list[Moment | None] = [*moments[1:], None]
    for moment, after in zip(moments, followers if moments else [], strict=True):
        joined = after is not None and re.fullmatch(r"\s?[~-]\s?", plain[moment.end : after.start])
        if joined and after is not None and after.fiscal and moment.year and not moment.month:
            yield replace(moment, fiscal=True)
        else:
            yield moment
