"""When a document is of, as its first page tells: the day it is dated, was last revised, or takes effect."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.text.eras import ERA, era_year
from assistant.text.normalise import normal_text

_DATE = re.compile(
    rf"(?:(?P<era>{ERA}) ?(?P<era_year>元|[0-9]{{1,2}})|(?P<year>(?:19|20)[0-9]{{2}})) ?年(?:度|"
    r" ?(?P<month>1[0-2]|0?[1-9]) ?月(?: ?(?P<day>3[01]|[12][0-9]|0?[1-9]) ?日)?)?"
)
_PUBLISHED = re.compile(
    r"(?:作成|発行|公表|発表|配信|改定|改訂|更新|掲載|公開)(?:日|年月日)?[ :：、(]*(?=[0-9昭平令])|(?<=日)[ )]*(?:作成|発行|公表|改定|改訂|更新|現在)"
)
_DATED = re.compile(r"作成|発行|公表|発表|現在|時点|配信|改定|改訂|制定|施行|日付|開催|日 ?時|更新|掲載")
_OF_SOMETHING_ELSE = re.compile(
    r"締め?切|期限|[年月日)]\s?(?:から|まで|~)|期間|募集開始|申込|創業|設立|調べ|調査"
)
TOP_LINES = 6
"""Lines in which a date that says nothing of itself is the document's."""
_SHORT = re.compile(
    r"(?<![a-z0-9])(?:(?P<era>[rhs])(?P<era_year>[0-9]{1,2})|(?P<year>20[0-9]{2}))[./-](?P<month>1[0-2]|0?[1-9])"
    r"(?:[./-](?P<day>3[01]|[12][0-9]|0?[1-9]))?(?![0-9])"
)
"""R8.10.1 and 2026/10/1: dates only where a line tells nothing else."""
_SHORT_SAYS_SO = re.compile(
    rf"(?P<before>(?:^|[ /・(])(?:最終)?(?:更新|作成|発行|改[定訂正])日?[ :(]*)?{_SHORT.pattern}"
    r"(?(before)|\s?(?:現在|時点|更新|作成|発行|改[定訂正]|(?:~|から)\s?(?:\)|$)))"
)
"""2026/10/01現在, R8.10.1改定, 最終更新 2026/9/28, 料金表(R8.4.1~): at the top of a paper the day it is of, whatever stands beside it."""
_MONTHS = re.compile(r"[0-9]{1,2} ?月? ?~ ?[0-9]{1,2} ?月")
"""令和8年度下期 11月~3月: the months of what a list of its year is of."""
_REVISED = re.compile(r"改正|改定|改訂")
_MADE_AND_REVISED = re.compile(r"制定.{0,40}改[正訂定]")
_REVISED_ON = re.compile(rf"(?={_DATE.pattern}(?:一部|全部|最終)?改[正訂定])")
_LIFE = re.compile(r"(?:一部|全部|最終|再){0,3}(?:改正|改定|改訂|施行|適用|制定)(?:年月日|日|後|済み?)?版?")
"""What befalls a paper that holds from a day on: 制定 令和5年4月1日　令和8年10月1日一部改正."""
_BESIDE_LIFE = re.compile(
    r"から|より|附 ?則|第?[0-9]{1,3}[版次回]|[^\s0-9]{0,10}(?:告示|訓令|規程|要綱|要領|達|規則)(?:甲|乙)?第 ?[0-9]+ ?号|[\s:・,、()\[\]<>/~;.-]+"
)
_TAKES_EFFECT = re.compile(r"^この[^\s、。]{2,8}は、?([^、。]*[0-9元](?:月|日))から(?:施行|適用|実施)")
"""この要綱は、令和8年10月1日から施行する。 Each revision adds one."""
_LAW = r"(?:(?<![方手用作寸])法律?|[政省府]令|施行令)[」』]?"
_OF_A_LAW = re.compile(rf"{_LAW} *$")
_CITED_LAW = re.compile(rf"({_LAW}) *\([^()]*\)")
"""生産性向上特別措置法（令和3年6月16日改正） tells when the law was revised, not the paper on it."""
_TAIL = re.compile(r"[ (]+")
LONGEST_TAIL = 120
"""Letters at the end of a line in which it may tell of its life behind something else: each tail is read on its own."""
BEFORE_A_DAY, AFTER_A_DAY = 6, 4
"""Letters that may stand around the day of a line that is there for its sake: 日時：令和8年7月10日, 議事録 令和8年7月10日（金）"""


def date_of_page(text: str, today: date) -> str | None:
    """The date a first page gives itself, in ISO form: at its top, or beside a word that says so; None where there is none.

    ``会議の記録\\n日時：2026年1月19日`` → ``2026-01-19``; ``…のご案内（令和8年度）\\n発行日: 2026年4月1日`` → ``2026-04-01``; a deadline, or a year in a table further down, is no such date: nobody
    knows then how old the document is, and a wrong date would be told in every citation. Nor is a day to come: it is that of
    what the document announces.
    """
    lines = _lines(text)
    top = lines[:TOP_LINES]
    said_so = [line for line in lines if _PUBLISHED.search(line)]
    alone = [line for line in top if _DATE.fullmatch(line.strip("()[]< >"))]
    others = [
        line
        for number, line in enumerate(lines)
        if _DATED.search(line)
        or (number < TOP_LINES and not _OF_SOMETHING_ELSE.search(_MONTHS.sub("", line)))
    ]

    def is_over(day: str) -> bool:
        return day <= today.isoformat()[: len(day)]

    short = [_iso(day) for line in top if (day := _SHORT_SAYS_SO.search(line))]
    told = [*filter(None, map(first_date, said_so)), *short]
    since = [(day, is_revision) for day, is_revision in _holds_since(lines) if is_over(day)]
    revised = [day for day, is_revision in since if is_revision]
    # Minutes tell of the rules that a meeting discussed: a revision before their own day is not theirs.
    last_revised = [max([*revised, *filter(is_over, [*told, *_plain_days(top)])])] if revised else []
    taken_effect = [max(day for day, _ in since)] if since else []
    found = [*last_revised, *told, *_first_dates(alone), *taken_effect, *_first_dates(others)]
    # 令和７年５月 of a report on 令和６年度: a year alone is more often what a document is about than when it is of.
    dates = sorted(found, key=lambda day: len(day) == len("2026"))
    return next(filter(is_over, dates), None)


def holds_from(text: str) -> str | None:
    """The last day from which a first page says that it holds, also one to come: ``料金表（令和9年1月1日から適用）`` → ``2027-01-01``"""
    return max((day for day, _ in _holds_since(_lines(text))), default=None)


def _lines(text: str) -> list[str]:
    return [_CITED_LAW.sub(r"\1", normal_text(line)) for line in text.split("\n") if line.strip()]


def _first_dates(lines: Sequence[str]) -> Iterator[str]:
    return filter(None, map(first_date, lines))


def _plain_days(top: Sequence[str]) -> Iterator[str]:
    """The days of lines that tell a day and say of nothing that it befell then: 日時：令和8年7月10日"""
    for line in top:
        found = _DATE.search(line)
        if not found or not found["day"] or _LIFE.search(line) or _OF_SOMETHING_ELSE.search(line):
            continue
        if found.start() <= BEFORE_A_DAY or len(line) - found.end() <= AFTER_A_DAY:
            yield _iso(found)


def _holds_since(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The days from which a paper holds, and whether they are of a revision: of the lines at its top that tell nothing else,
    as many as there are, or end so; and of この要綱は、…から施行する anywhere."""
    for number, line in enumerate(lines):
        if told := _TAKES_EFFECT.search(line):
            yield from ((day, False) for day in days_in(told[1]))
        behind = _TAIL.finditer(line, max(0, len(line) - LONGEST_TAIL)) if number < TOP_LINES else ()
        starts = [0, *(found.end() for found in behind)]
        tails = (line[at:] for at in starts if not _OF_A_LAW.search(line[:at].rstrip("( ")))
        tail = next((tail for tail in tails if tells_life(tail)), "")
        if number >= TOP_LINES and not (tail and tells_life(lines[number - 1])):
            continue
        yield from ((day, bool(_REVISED.search(tail))) for day in days_in(tail))


def tells_life(line: str) -> bool:
    """Whether a line tells when a paper was made, revised or took effect, and nothing else."""
    without_days = _SHORT.sub("", _DATE.sub("", line))
    return bool(_LIFE.search(line)) and not _BESIDE_LIFE.sub("", _LIFE.sub("", without_days))


def days_in(text: str) -> list[str]:
    """All dates of a normalised text with at least their month, in ISO form: ``令和9年4月版`` → ``2027-04``"""
    found = [_iso(one) for pattern in (_DATE, _SHORT) for one in pattern.finditer(text)]
    return [day for day in found if len(day) > len("2026")]


def first_date(text: str) -> str | None:
    """The first date of a text in ISO form, as exact as it is written.

    ``令和5年5月`` → ``2023-05``; ``2026年1月19日(月)`` → ``2026-01-19``; ``平成元年度`` → ``1989``; where a paper was made and revised the last
    revision: ``令和6年4月1日制定／令和8年6月1日一部改正`` → ``2026-06-01``
    """
    plain = normal_text(text)
    revised = list(_REVISED_ON.finditer(plain)) if _MADE_AND_REVISED.search(plain) else []
    found = revised[-1] if revised else _DATE.search(plain)
    return _iso(found) if found else None


def _iso(found: re.Match[str]) -> str:
    year = era_year(found["era"], found["era_year"]) if found["era"] else int(found["year"])
    parts = [f"{year:04d}", *(f"{int(found[p]):02d}" for p in ("month", "day") if found[p])]
    return "-".join(parts if is_a_day(parts) else parts[:2])


def is_a_day(parts: Sequence[str]) -> bool:
    """Whether year, month and day, as far as they are told, are in the calendar: 2026, 02, 30 are not."""
    year, month, day = (*map(int, parts), 1, 1)[:3]
    return 1 <= day <= calendar.monthrange(year, month)[1]
