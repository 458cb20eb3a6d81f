"""Days that a question and the documents give together: how long until a deadline, by when something is due, when a loan ends."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.answering.computing.computed import CLEARLY, Calculation
from assistant.answering.evidence import Evidence
from assistant.answering.own_case.places import common_places, without_figures
from assistant.text.figures import Figure, figures_in
from assistant.text.last_days import last_days
from assistant.text.moments import Moment, moments_in
from assistant.text.normalise import normal_text

_DAYS_LEFT = re.compile(r"(?:あと|残り)(?:は|が)?(?:何日|どれ[くぐ]らい|何週間)|何日(?:残|あり?る)")
_DEADLINE_ASKED = re.compile(r"締め?切|〆切|期限|受付|受け付け|申請|応募|募集|申込|申し込|提出|必着")
_DUE_ASKED = re.compile(r"いつ|何日|何月|期限")
_END_ASKED = re.compile(r"(?:何年|何月|いつ)[^。]{0,8}(?:返し終|完済|返済し終|返済が終|払い終|満了|終わ)")
_DEADLINE = re.compile(r"締め?切|〆切|期限|(?<![れこ])まで|必着|消印")
_OF_ITSELF = re.compile(
    r"事業(?:の完了|期間|実施期間)|実績報告|完了|交付決定|支払|説明会|審査|採択|発表|結果"
)
"""Days of something else than of handing in, unless they are asked for."""
_WITHIN = re.compile(r"以内|までに|経過する日まで")
_EITHER = re.compile(r"いずれか|営業日|または|開庁日|開館日")
_NO_PLAIN_DAYS = re.compile(r"いずれか(?:早|遅)|営業日|開庁日|を除く|を除き")
"""Where a page counts some of its days otherwise, the sentence asked about may be that one."""
_LONG = ("日", "週", "月", "年")
_DAYS_OF_WEEK = 7
_MONTHS = 12


def day_asked(plain: str, title: str, page: Sequence[Evidence], today: date) -> Calculation | None:
    """The days or the day a question asks to be reckoned.

    ``締切まであと何日`` of 令和8年11月20日（金）まで on 2026-11-01 → 19日; ``2026年10月20日の請求書だと期限はいつ`` of 請求書の日付から30日以内に
    支払う → 2026年11月19日; ``2026年12月に借りて15年だといつ返し終わる`` → 2041年12月

    Args:
        plain: the question, normalised.
        title: what all of the paper is about, normalised.
        page: the sentences of the page.
        today: the day of asking.
    """
    if _DAYS_LEFT.search(plain) and _DEADLINE_ASKED.search(plain):
        return _days_left(plain, title, page, today)
    told = [one for one in moments_in(plain, today.isoformat()) if one.month and re.search("[0-9]", one.said)]
    if len(told) != 1:
        return None
    if _END_ASKED.search(plain):
        return _end(plain, title, page, told[0], today)
    return _due(plain, title, page, told[0], today) if _DUE_ASKED.search(plain) else None


def _days_left(plain: str, title: str, page: Sequence[Evidence], today: date) -> Calculation | None:
    found = []
    for e in page:
        text = normal_text(" ".join([*e.passage.section[-1:], e.text]))
        own = normal_text(e.text)
        days = last_days(own, e.document.published)
        of_another = {word for word in _OF_ITSELF.findall(text) if word not in plain}
        is_deadline = _DEADLINE.search(text) and (_DEADLINE_ASKED.search(text) or _DEADLINE.search(own))
        if days and is_deadline and not of_another and not e.is_row:
            found.append((len(common_places(plain, text) - common_places(plain, title)), days, e))
    most = max((fit for fit, _, _ in found), default=0)
    best = [(days, e) for fit, days, e in found if fit == most]
    if len({days[-1] for days, _ in best}) != 1:
        return None
    days, e = best[0]
    to_come = [day for day in days if day >= today]
    if len(to_come) != 1 or to_come[0] <= today:
        return None
    last = to_come[0]
    text = f"計算: {_said(today)}から{_said(last)}まで ＝ {(last - today).days}日（今日の日付と資料の日付から計算した値）"
    return Calculation(text, (e,))


def _due(plain: str, title: str, page: Sequence[Evidence], told: Moment, today: date) -> Calculation | None:
    begin = _day_of(told, today)
    is_a_stretch = plain[told.end :].lstrip().startswith(("から", "~", "まで"))
    if begin is None or is_a_stretch or any(_NO_PLAIN_DAYS.search(normal_text(e.text)) for e in page):
        return None
    ground = _said_most(plain, title, [(e, f) for e in page for f in _lengths(e)])
    if ground is None:
        return None
    e, length = ground
    is_before = _is_before(e, length)
    if not is_before and not _runs_from(normal_text(e.text)[: length.start], plain):
        return None
    due = begin - (_after(begin, length) - begin) if is_before else _after(begin, length)
    sign = "−" if is_before else "＋"
    said = f"{_said(begin)} {sign} {_number(length)} ＝ {_said(due)}"
    text = f"計算: {said}（資料の日数に、お尋ねの日付を入れた値）"
    return Calculation(text, (e,))


def _runs_from(before: str, plain: str) -> bool:
    """Whether the question tells the event that a length of time runs from: 許可 of 利用許可の日から; 申し込みました is another."""
    event = re.split("[、。]|は、?", before.removesuffix("から"))[-1]
    words = re.findall("[一-龥]{2,}", event)
    return any(word[at : at + 2] in plain for word in words for at in range(len(word) - 1))


def _end(plain: str, title: str, page: Sequence[Evidence], told: Moment, today: date) -> Calculation | None:
    """The month something ends in that lasts as long as the question says, where the page allows so long."""
    lengths = [f for f in figures_in(plain) if f.unit == "年" and f.low == f.high and f.start >= told.end]
    ground = _said_most(plain, title, [(e, f) for e in page for f in _lengths(e) if f.unit == "年"])
    if len(lengths) != 1 or lengths[0].low.denominator != 1 or not told.month or ground is None:
        return None
    e, most = ground
    years = int(lengths[0].low)
    if years > most.high:
        return None
    year = told.year or today.year
    said = f"{year}年{told.month}月 ＋ {years}年 ＝ {year + years}年{told.month}月"
    return Calculation(f"計算: {said}（資料の期間のうちで、お尋ねの年数を足した値）", (e,))


def _is_before(e: Evidence, length: Figure) -> bool:
    """Whether something must be done so long before: 受検日の14日前までに."""
    return normal_text(e.text)[length.start :].removeprefix(_number(length)).startswith("前")


def _lengths(e: Evidence) -> list[Figure]:
    """The lengths of time within which something must be done, by a sentence that tells one: 30日以内."""
    plain = normal_text(e.text)
    figures = [
        f
        for f in figures_in(plain)
        if f.unit in _LONG
        and f.low == f.high
        and not (f.unit != "日" and plain[f.end : f.end + 1] == "前")
        and _WITHIN.search(plain[f.end - 2 : f.end + 6])
    ]
    is_sure = len(figures) == 1 or (len(figures) == 2 and "(" in plain[figures[0].end : figures[1].start])
    return figures[:1] if is_sure and not _EITHER.search(plain) else []


def _said_most(
    plain: str, title: str, lengths: Sequence[tuple[Evidence, Figure]]
) -> tuple[Evidence, Figure] | None:
    """The length that is told of what the question says, clearly more than any other."""
    plain = without_figures(plain)
    common = common_places(plain, title)

    def fit(e: Evidence) -> int:
        return len(common_places(plain, normal_text(" ".join([*e.passage.section[-1:], e.text]))) - common)

    ranked = sorted(lengths, key=lambda pair: -fit(pair[0]))
    if not ranked or not fit(ranked[0][0]):
        return None
    rivals = [fit(e) for e, length in ranked[1:] if length.low != ranked[0][1].low]
    return ranked[0] if fit(ranked[0][0]) > CLEARLY * max(rivals, default=0) else None


def _day_of(told: Moment, today: date) -> date | None:
    """The day a question tells; a day without a year is the nearest to come."""
    if not told.month or not told.day:
        return None
    year = told.year or today.year
    if told.day > calendar.monthrange(year, told.month)[1]:
        return None
    day = date(year, told.month, told.day)
    is_past = not told.year and (today - day).days > 182
    return date(year + 1, told.month, told.day) if is_past and (told.month, told.day) != (2, 29) else day


def _after(begin: date, length: Figure) -> date:
    """The day so long after another: 30日 after 10月20日 → 11月19日, 6か月 after 8月31日 → 2月28日."""
    number = int(length.low)
    if length.unit in ("日", "週"):
        return begin + timedelta(days=number * (1 if length.unit == "日" else _DAYS_OF_WEEK))
    months = begin.year * _MONTHS + begin.month - 1 + number * (_MONTHS if length.unit == "年" else 1)
    year, month = divmod(months, _MONTHS)
    return date(year, month + 1, min(begin.day, calendar.monthrange(year, month + 1)[1]))


def _number(length: Figure) -> str:
    return re.sub("以内|まで.*", "", length.said)


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
