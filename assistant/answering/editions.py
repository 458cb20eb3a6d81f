"""The edition, month or group a value is asked for: last year's ceiling is not this year's, of which alone a leaflet speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.asking_part import asking_part
from assistant.answering.evidence import Evidence
from assistant.answering.located import said_around
from assistant.answering.question import Question
from assistant.text.edition_words import BEFORE_REVISION, apart_from_edition
from assistant.text.moments import SLASH_DAY
from assistant.text.normalise import fold, normal_text
from assistant.text.numerals import read_number
from assistant.text.regions import region_of
from assistant.text.times import fiscal_year, last_day, years_in

_OTHER_YEAR = re.compile(r"(?P<word>一昨年|おととし|去年|昨年|前年|再来年|来年)(?P<fiscal>度)?")
_YEARS_AWAY = {"一昨年": -2, "おととし": -2, "去年": -1, "昨年": -1, "前年": -1, "来年": 1, "再来年": 2}
_OF_BEFORE = re.compile(
    r"前年|昨年|去年|前回|従来|これまで|旧|→|引き?上げ|引き?下げ|改[めま定訂正]|変更|見直|実績"
)
"""How a document speaks of what was before."""
_TO_COME = re.compile(r"来年|翌年|次年度|来年度|以降|今後|予定|見込|毎年")
_MONTH_ASKED = re.compile(
    r"(?<![0-9])(1[0-2]|[1-9])月(?=は|って|分|だと|やと|と[0-9]{1,2}月は|の(?:第[1-5]週|日程|開催|回|分|予定|[^、。?]{1,10}(?:は|って)?(?:いつ|何日)))"
)
"""A month the value is to be of; in 2月から入りたいなら、申請はいつまで it is something else's."""
_MONTH = re.compile(r"(?<![0-9])(1[0-2]|[1-9])月(?!間|額|末まで)")
_SLASH_DAY = re.compile(SLASH_DAY)
_GROUP = re.compile(
    r"(?P<group>[一-龥ァ-ヶー]{2,8})(?:だけ|のみ)(?:の|は|だと|やと|で(?:見|みた|みる|言う|いう))(?![^。?]{0,4}(?:でき|なく))"
)
_ISSUE = re.compile(r"第\s?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?(?P<counter>[回期次号弾版])")
_GRADE = re.compile(r"(?<![0-9第])(?P<number>[0-9]{1,2}|[一二三四五六七八九十])\s?(?P<counter>級)")
"""A grade of an examination: 簿記1級."""
_QUARTER = re.compile(r"(?<![0-9])(?P<first>[0-9]{1,2})月?[-~〜―–](?P<last>[0-9]{1,2})月")
_FROM_TO = re.compile(r"から[^。]{0,15}(?:に|へ)(?:増|減|変|引|改|上|下)|現行|より[^。]{0,6}(?:増|減)")
_NTH = re.compile(
    r"(?<!創業)(?<!開業)(?<!設立)(?<!起業)(?<!入社)(?P<number>[0-9]{1,2}|[一二三四五六七八九十])(?P<counter>年|回|人|社|件|台|泊|日|か月|ヶ月)目(?!の(?:会社|店|企業|事業者|人|方))"
)
_TIME_OF_SEVERAL = re.compile(
    r"(?<![0-9一二三四五六七八九十])(?P<number>[0-9]{1,2}|[二三四五六七八九十])回目(?!の(?:申請|応募|支払|受給))"
)
"""Of a meeting or a round, whose day or place is asked for; 2回目の申請 is told in other words."""
_KANJI_NUMBERS = "一二三四五六七八九十"
_TIME_TOLD = re.compile(
    r"第\s?(?:[0-9]{1,2}|[一二三四五六七八九十])\s?回|(?:[0-9]|[一二三四五六七八九十])回目"
)
_TERMS = frozenset({"補助率", "上限額", "利率", "申請期限", "定員"})
"""Terms of a programme, which each year sets anew."""
MOST_YEARS_BACK = 10
"""Years before its date that a document is taken to speak of without naming them."""


def edition_missing(question: Question, evidence: Sequence[Evidence], today: date) -> str:
    """The year, month or group of which alone a value is asked and that no sentence with one is of; empty if there is none.

    ``去年の上限は`` of a leaflet titled 令和8年度, asked in 2026 → ``去年の上限額``; ``法律相談、12月は何日`` of 「11月10日 法律相談」 →
    ``12月の日付``; ``飲食店だけの指数は`` of 「小売業 ▲30.6」 → ``飲食店だけの数``

    Args:
        question: the question, understood.
        evidence: the sentences an answer may use.
        today: the day of asking.
    """
    plain = normal_text(question.text)
    month = _MONTH_ASKED.search(plain) if question.kind in ("date", "person") else None
    if question.kind == "person" and month:
        named = [one for one in evidence if one.hinted]
        return (
            f"{month[1]}月の担当"
            if named and all(_names_other_months(one, month[1]) for one in named)
            else ""
        )
    told = [one for one in evidence if one.answers]
    if not told or not question.heads or question.kind in ("calculation", "comparison"):
        return ""
    label = question.heads[0].label
    year = _year_asked(plain, today)
    if year and not any(_may_tell_of(year[1], one, today, label) for one in told):
        return f"{year[0]}の{label}"
    if month and all(_names_other_months(one, month[1]) for one in told):
        return f"{month[1]}月の{label}"
    if (changed := BEFORE_REVISION.search(plain)) and not any(_looks_back(one) for one in told):
        return f"{changed.group()}の{label}"
    if nth := _nth_unsaid(plain, told):
        return f"{nth}の{label}"
    group = _GROUP.search(plain)
    if group and not region_of(group["group"]) and not any(_is_said_of(group["group"], e) for e in told):
        return f"{group['group']}だけの{label}"
    return ""


def _nth_unsaid(plain: str, told: Sequence[Evidence]) -> str:
    """The one year, time or person of a row that a value is asked of, where the passages tell of others only: ``3年目``; else empty."""
    asked = {(read_number(one["number"]), one["counter"]): one.group() for one in _NTH.finditer(plain)}
    if len(asked) != 1:
        return ""
    (number, counter), words = next(iter(asked.items()))
    near = normal_text("\n".join("\n".join([*one.passage.section, one.passage.text]) for one in told))
    others = {read_number(one["number"]) for one in _NTH.finditer(near) if one["counter"] == counter}
    several = rf"{counter}目(?:以降|から|以上|まで)|[0-9][~〜～・-][0-9]{{1,2}}{counter}目|初回|初年|最初|以後|以降|その後"
    open_ended = re.search(several, near)
    return words if others and number not in others and not open_ended else ""


def time_unsaid(question: Question, evidence: Sequence[Evidence]) -> str:
    """The meeting or round asked about by its number, where others are numbered and it is not: ``3回目`` beside 第2回; else empty."""
    time = _TIME_OF_SEVERAL.search(normal_text(asking_part(question.text)))
    read = read_number(time["number"]) if time else None
    near = [f"{one.document.title}\n{one.text}" for one in evidence]
    if time is None or read is None or not any(_TIME_TOLD.search(normal_text(text)) for text in near):
        return ""
    number = int(read[0])
    kanji = _KANJI_NUMBERS[number - 1] if number <= len(_KANJI_NUMBERS) else str(number)
    told = (f"第{number}", f"{number}回目", f"第{kanji}", f"{kanji}回目", f"{number}次", f"{kanji}次")
    is_circled = 0 < number <= 20 and any(chr(ord("①") + number - 1) in one.text for one in evidence)
    return "" if is_circled or any(said_around(fold(one), evidence) for one in told) else time.group()


def _looks_back(evidence: Evidence) -> bool:
    near = _near(evidence)
    return evidence.has_newer or bool(_OF_BEFORE.search(near) or _FROM_TO.search(near))


def _near(evidence: Evidence) -> str:
    """A sentence with its headings, without the words of an edition in these: （改正版） behind a title looks back to nothing."""
    headings = [apart_from_edition(heading)[0] for heading in evidence.passage.section]
    return normal_text("\n".join([*headings, evidence.text]))


def is_of_another_issue(question: Question, evidence: Evidence) -> bool:
    """Whether a question is about one issue of something (第2回, 1-3月期) and a sentence, its headings or title tell of another.

    Args:
        question: the question, understood.
        evidence: a sentence found for it.
    """
    near = "\n".join([evidence.document.title, *evidence.passage.section, evidence.text])
    asked, told = _issues(question.text), _issues(near)
    for counter, number in asked.items():
        others = told.get(counter, frozenset())
        if len(number) == 1 and others and not number & others:
            return True
    return False


def issue_unsaid(question: Question, evidence: Sequence[Evidence]) -> str:
    """The one issue a question names where all values found are of others: ``第3回``; else empty.

    Args:
        question: the question, understood.
        evidence: sentences found for it.
    """
    plain = normal_text(question.text)
    named = [*_ISSUE.finditer(plain), *_GRADE.finditer(plain)]
    borrowed = [one for one in evidence if one.borrowed]
    of_others = bool(borrowed) and all(is_of_another_issue(question, one) for one in borrowed)
    return named[0].group() if len(named) == 1 and of_others else ""


def _issues(text: str) -> dict[str, frozenset[str]]:
    """The issues and grades a text names, by what they are counted in: ``第２回`` → 回: 2; ``1-3月期`` → 月: 1-3; ``2級`` → 級: 2"""
    plain = normal_text(text)
    found: dict[str, set[str]] = {}
    for one in (*_ISSUE.finditer(plain), *_GRADE.finditer(plain)):
        number = read_number(one["number"])
        found.setdefault(one["counter"], set()).add(str(int(number[0])) if number else one["number"])
    for one in _QUARTER.finditer(plain):
        found.setdefault("月", set()).add(f"{one['first']}-{one['last']}")
    return {counter: frozenset(numbers) for counter, numbers in found.items()}


def _is_said_of(group: str, evidence: Evidence) -> bool:
    """Whether a group is spoken of by a sentence or right above it; elsewhere in its passage other groups' values stand."""
    return fold(group) in fold("".join([*evidence.passage.section[-1:], evidence.text]))


def _year_asked(plain: str, today: date) -> tuple[str, int] | None:
    """Another year than this one, as it is said, and which: 去年の上限は; None where none or several are named."""
    years = years_in(plain)
    if len(years) == 1:
        return f"{years[0]}年", years[0]
    told = list(_OTHER_YEAR.finditer(plain))
    if years or len(told) != 1:
        return None
    this = fiscal_year(today) if told[0]["fiscal"] else today.year
    return told[0].group(), this + _YEARS_AWAY[told[0]["word"]]


def _may_tell_of(year: int, evidence: Evidence, today: date, label: str) -> bool:
    """Whether a sentence may tell of a year.

    Of one to come it must speak of the time to come; a paper of a later year must look back to tell the terms of one gone by. The year must be named around it, or its document be not from long before
    or after; but not where the title gives the document to other fiscal years, unless the sentence looks back.
    """
    if evidence.holds_from[:4] == str(year):  # a price list that is to hold from then on
        return True
    plain = normal_text(evidence.text)
    if year > today.year and year not in years_in(plain) and not _TO_COME.search(plain):
        return False
    near = _near(evidence)
    title = normal_text(evidence.document.title)
    titled = years_in(title) if "年度" in title else ()
    if titled and year not in (*titled, *years_in(near)) and not _OF_BEFORE.search(near):
        return False
    published = int((evidence.document.published or "0")[:4])
    set_for = fiscal_year(last_day(evidence.document.published)) if evidence.document.published else 0
    named = (*years_in(near + normal_text(evidence.passage.text)), *years_in(title))
    sets_anew = label in _TERMS and evidence.document.kind not in ("minutes", "report", "summary")
    if sets_anew and year < set_for and year not in named:  # last year's ceiling, of this year's leaflet
        return bool(_OF_BEFORE.search(near))
    return year in named or published - MOST_YEARS_BACK <= year <= published + 1


def _names_other_months(evidence: Evidence, month: str) -> bool:
    plain = normal_text(evidence.text)
    by_slash = [str(int(found.group().partition("/")[0])) for found in _SLASH_DAY.finditer(plain)]
    found = [*_MONTH.findall(plain), *by_slash]
    return bool(found) and month not in found
