"""How long something took: from one time of day to another, or from one dated event to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assistant.answering.computing.clearest import Reading, clearest, issues_in
from assistant.answering.computing.computed import Calculation
from assistant.answering.computing.operands import said_terms
from assistant.answering.computing.requested import Request
from assistant.answering.evidence import Evidence
from assistant.answering.fit import WeightedTerm
from assistant.text.eras import ERA, era_year
from assistant.text.figures import figures_in
from assistant.text.normalise import normal_text

_TIME = r"(?P<{0}half>午前|午後)?\s?(?P<{0}hour>[01]?[0-9]|2[0-4])\s?(?::\s?(?P<{0}minute>[0-5][0-9])|時(?:(?P<{0}minutes>[0-5]?[0-9])分|(?P<{0}thirty>半))?)"
CLOCK = re.compile(rf"(?<![0-9:]){_TIME.format('a_')}\s?(?:~|-|から)\s?{_TIME.format('b_')}(?![0-9:])")
"""From one time of day to another: 13:00~13:40, 10時から11時半, 午後1時30分~3時."""
_GATHERING = re.compile(
    r"会議|[会式塾]|セミナー|講座|講習|研修|シンポジウム|フォーラム|訓練|ワークショップ|イベント|wg|ワーキング|説明|検討|勉強|[0-9]\s?(?:回|日)目|第[0-9]+回"
)
"""What has a beginning and an end on one day; how long a counter is open is another question."""
_OPEN = re.compile(r"受付|営業|開館|開所|開室|窓口|電話|利用時間|相談時間|毎[日週月]|平日|月曜?[~-]金|年中")
_BREAK = re.compile(r"休憩|昼休|中断")
_CLOCK_ASKED = re.compile(r"何(?:時間|分)|どれ[くぐ]らい|どの[くぐ]らい|どん[くぐ]らい")
_DATES_ASKED = re.compile(r"何(?P<unit>日|か月|ヶ月|ヵ月|カ月|週間|年)")
_DATE = re.compile(
    rf"(?:(?P<era>{ERA})\s?(?P<of_era>[0-9]{{1,2}}|元)\s?年|(?<![0-9])(?P<year>(?:19|20)[0-9]{{2}})\s?年|(?P<same>同年|翌年))?(?P<fiscal>度)?\s?"
    r"(?:(?<![0-9])(?P<month>1[0-2]|0?[1-9])\s?月(?:\s?(?P<day>[0-3]?[0-9])\s?日)?)?"
)
_FROM_TO = re.compile(
    r"^(?P<first>.{2,40}?)から、?(?P<last>.{2,40}?)(?:まで|のに|に)(?:は|に|で|って)?[^。]{0,12}何"
)
_EVENTS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked), re.compile(told))
    for asked, told in (
        (r"開始|始ま|始め|はじま|はじめ|スタート|かけて|着手|募り", r"開始|始め|始ま|スタート|着手"),
        (r"締め?切|〆切|終わ|終え|終了|しまい|完了", r"締め?切|〆切|終え|終わ|終了|完了"),
        (r"結果|発表|公表|決ま|決定|採択|選ばれ|通知", r"結果|発表|公表|決定|採択|通知"),
        (r"設立|創立|創設|発足|開設|立ち上|でき", r"設立|創立|創設|発足|開設|立ち上"),
        (r"改訂|改定|改正|見直", r"改訂|改定|改正|見直"),
        (r"オープン|開業|開館|開店", r"オープン|開業|開館|開店"),
    )
)
"""Kinds of events: how a question speaks of them, and how a document does."""


@dataclass(frozen=True, slots=True)
class _Event:
    """A dated event of a document."""

    evidence: Evidence
    said: str
    """The date as it is shown, with its year."""
    when: tuple[int, int, int]
    """Year, month and day; 0 for what is not told."""
    label: str


def lasted(request: Request, content: Sequence[Evidence]) -> Calculation | None:
    """How long something took, by the times or the dates that a document gives.

    ``会議は何分間だった`` of 13:00~13:40 → 40分; ``公募開始から結果発表まで何か月`` of 3月2日 公募開始, 6月12日 結果発表 → 3か月と10日（102日）

    Args:
        request: what the question tells.
        content: sentences found that may be shown.
    """
    if _DATES_ASKED.search(request.plain):
        return _between_dates(request, content)
    if not _CLOCK_ASKED.search(request.plain) or not _GATHERING.search(request.plain):
        return None
    clocks = [one for e in content for one in _clocks(request, e, content)]
    return clearest(request, clocks, content, needs_noun=False)


def _clocks(request: Request, e: Evidence, content: Sequence[Evidence]) -> Iterator[Reading]:
    """The lengths that the times of one line give; none where the line tells how long it was, or when something is open."""
    plain = normal_text(e.text)
    told = any(
        one.unit in ("時間", "分") and one.said.endswith(("間", "分")) and not _is_clock(plain, one.start)
        for one in figures_in(plain)
    )
    if told or _OPEN.search(plain) or e.is_row:
        return
    place = (e.passage.doc_id, e.passage.page_index)
    near = [normal_text(o.text) for o in content if (o.passage.doc_id, o.passage.page_index) == place]
    if any(_BREAK.search(text) for text in near):
        return  # whether it counts is open
    start = 0
    for found in CLOCK.finditer(plain):
        minutes = _minutes(found, "b_") - _minutes(found, "a_")
        label, start = plain[start : found.start()], found.end()
        if minutes > 0:
            text = f"計算: {found.group().strip()} ＝ {_hours(minutes)}（資料の時刻から計算した値）"
            words = label if issues_in(label) else plain
            yield Reading(Calculation(text, (e,)), (Fraction(minutes),), words)


def _is_clock(plain: str, at: int) -> bool:
    """Whether a figure is the minutes of a time of day: the 30分 of 13時30分."""
    return bool(re.search(r"時\s?$", plain[:at]))


def _minutes(found: re.Match[str], name: str) -> int:
    """Minutes from midnight; of 午後1時~3時 both are in the afternoon."""
    half = found[f"{name}half"] or found["a_half"]
    hour = int(found[f"{name}hour"])
    minute = int(found[f"{name}minute"] or found[f"{name}minutes"] or (30 if found[f"{name}thirty"] else 0))
    return (hour + (12 if half == "午後" and hour < 12 else 0)) * 60 + minute


def _hours(minutes: int) -> str:
    """``100`` → 100分（1時間40分）; ``40`` → 40分; ``120`` → 120分（2時間）"""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes}分"
    return f"{minutes}分（{hours}時間{f'{rest}分' if rest else ''}）"


def _between_dates(request: Request, content: Sequence[Evidence]) -> Calculation | None:
    """The time from one event to another, each dated by a sentence of one document."""
    asked, unit = _FROM_TO.search(_last_clauses(request.plain)), _DATES_ASKED.search(request.plain)
    if not asked or not unit:
        return None
    events = [event for e in _in_order(content) for event in _events(e)]
    events = _with_years(events)
    first, last = (_event_of(request, asked[name], events) for name in ("first", "last"))
    if not first or not last or first.evidence.passage.doc_id != last.evidence.passage.doc_id:
        return None
    length = _length(first.when, last.when, unit["unit"])
    if length is None:
        return None
    text = f"計算: {first.said}から{last.said}まで ＝ {length}（資料の日付から計算した値）"
    return Calculation(text, tuple(dict.fromkeys((first.evidence, last.evidence))))


def _last_clauses(plain: str) -> str:
    """A question from the clause on that begins the stretch of time: 産学官連携拠点の第1回、募集かけてから… → 募集かけてから…"""
    before, found, after = plain.partition("から")
    return f"{re.split('[、。]', before)[-1]}{found}{after}"


def _in_order(content: Sequence[Evidence]) -> list[Evidence]:
    return sorted(content, key=lambda e: (e.passage.doc_id, e.passage.page_index, e.spans[0].start))


def _events(e: Evidence) -> Iterator[_Event]:
    """The dated events of a sentence: each date with the words behind it, or else with those before."""
    plain = normal_text(e.text)
    dates = [
        found
        for found in _DATE.finditer(plain)
        if found["year"] or found["era"] or (found["month"] and found["day"])
    ]
    for number, found in enumerate(dates):
        end = dates[number + 1].start() if number + 1 < len(dates) else len(plain)
        behind = plain[found.end() : end].split("。")[0]
        before = re.split("[。、]", plain[: found.start()])[-1]
        if found["fiscal"] or re.match(
            r"\s?(?:頃|ごろ|以降|以前|まで(?!に)|末|時点|現在|から[0-9]|~|-)", behind
        ):
            continue
        year = int(found["year"] or 0) or (era_year(found["era"], found["of_era"]) if found["era"] else 0)
        when = (year, int(found["month"] or 0), int(found["day"] or 0))
        label = behind if re.search("[一-龥ァ-ヶ]", behind) else before
        yield _Event(e, found.group().strip(), when, label)


def _with_years(events: Sequence[_Event]) -> list[_Event]:
    """Events with the year of the one before on their page, where they tell none."""
    found: list[_Event] = []
    page: tuple[str, int] | None = None
    year = 0
    for one in events:
        here = (one.evidence.passage.doc_id, one.evidence.passage.page_index)
        year = one.when[0] or (year if here == page else 0)
        page = here
        if year:
            said = one.said if one.when[0] else f"{year}年{one.said}"
            found.append(_Event(one.evidence, said, (year, *one.when[1:]), one.label))
    return found


def nouns_said(text: str, terms: Sequence[WeightedTerm]) -> frozenset[int]:
    """The nouns of a question that a text says."""
    return frozenset(n for n in said_terms(text, terms) if terms[n].is_noun)


def _event_of(request: Request, words: str, events: Sequence[_Event]) -> _Event | None:
    """The event that words of the question speak of; None where two may be.

    It is of their kind and says their head itself; what stands before の may be said above it: あり方WGの最終報告 is no
    中間報告 of a paper on あり方.
    """
    kinds = [told for asked, told in _EVENTS if asked.search(words)]
    of, _, head = words.rpartition("の")
    asked, own = nouns_said(of, request.terms), nouns_said(head, request.terms)
    fitting = []
    for one in events:
        e, said = one.evidence, said_terms(one.label, request.terms)
        around = said_terms("\n".join([e.document.title, *e.passage.section, e.text]), request.terms) | said
        is_of_kind = any(told.search(one.label) for told in kinds)
        if (is_of_kind or (own and not kinds)) and own <= said and asked <= around:
            fitting.append((request.weight(said & (asked | own)), one))
    if not fitting:
        return None
    most = max(fit for fit, _ in fitting)
    best = [one for fit, one in fitting if fit == most]
    return best[0] if len({one.when for one in best}) == 1 else None


def _length(first: tuple[int, int, int], last: tuple[int, int, int], unit: str) -> str | None:
    """The time between two dates, in what is asked for, as exactly as both are told.

    ``(2009, 3, 17)``, ``(2020, 9, 29)`` in 年 → 11年6か月と12日; ``(2021, 10, 0)``, ``(2024, 3, 0)`` in か月 → 29か月
    """
    is_by_day, is_by_month = first[2] and last[2], first[1] and last[1]
    if unit in ("日", "週間"):
        if not is_by_day or unit == "週間":
            return None
        return f"{(date(*last) - date(*first)).days}日" if date(*last) > date(*first) else None
    if not is_by_month:
        return f"{last[0] - first[0]}年" if unit == "年" and last[0] > first[0] else None
    months = (last[0] - first[0]) * 12 + last[1] - first[1]
    days = 0
    if is_by_day:
        if date(*last) <= date(*first):
            return None
        if last[2] < first[2]:
            months -= 1
        years, month = divmod(first[0] * 12 + first[1] - 1 + months, 12)
        begin = date(years, month + 1, min(first[2], 28))
        days = (date(*last) - begin).days - (first[2] - min(first[2], 28))
    if months < 0 or not (months or days):
        return None
    years, rest = divmod(months, 12)
    told = f"{months}か月" if unit != "年" or not years else f"{years}年{f'{rest}か月' if rest else ''}"
    told += f"と{days}日" if days else ""
    if unit == "年":
        return told
    extra = (
        f"{(date(*last) - date(*first)).days}日"
        if is_by_day
        else f"{years}年{rest}か月"
        if years and rest
        else ""
    )
    return f"{told}（{extra}）" if extra else told
