"""Values that the form of one sentence gives: a change in percent, a total by its months, what is not the share told.

Each form asks for its own words beside its figures, so that two figures are never put together for standing in one sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.answering.computing.clearest import Reading
from assistant.answering.computing.computed import MONEY, Calculation, is_per, is_quantity, told, written
from assistant.answering.computing.operations import PER_PERIOD, Operation
from assistant.answering.computing.requested import Request
from assistant.answering.evidence import Evidence
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.text.times import years_in

_CHANGE_WORD = r"(?:増|減|伸び|上昇|低下|上が|下が|短縮|縮小|拡大|アップ|ダウン|少な|落ち|超)"
_FROM = re.compile(r"^(?:[^0-9、。]{0,10})?(?:から|より|→|⇒|であったが|だったが|に対し)")
_CHANGED = re.compile(rf"{_CHANGE_WORD}|まで|→|⇒|へ|に(?:なっ|な[りる])")
_STATED_CHANGE = re.compile(rf"比|{_CHANGE_WORD}")
_LEFT = re.compile(r"^(?:程度|ほど)?(?:まで|に)(?:まで)?[^0-9、。]{0,4}(?:減|軽|縮|短|圧縮|抑え|下|低|小さ|少な)")
_PERIODS: Mapping[str, str] = {"か月": "月", "年": "年", "月": "月", "週": "週", "日": "日"}
_IN = {("年", "月"): 12}
_YEARLY = re.compile(r"(?:年間|年に|1年(?:間)?(?:で|に)?|毎年)[^0-9、。:]{0,12}[:]?\s?(?:約|およそ|延べ|のべ|平均)?\s?$")
_MONTHS_OF_YEAR = re.compile(r"月末|現在|時点|半期|[0-9]月")
_PER_ALREADY = re.compile(r"毎[年月週日]|各[年月]|年間|ずつ|平均|あたり|当たり|ごと|年に|月に")
_WITHIN = re.compile(r"^(?:間)?(?:で|に|の間|にわた|かけて|を通じ|の|通算|合計|[、,]|\s)")
_NEGATED = re.compile(r"ない|なかっ|なし|無し|無回答|未[一-龥]|不[一-龥]|非[一-龥]|いいえ|わから|ず(?=、|に|、|と)|ません|以外|除")
_SHARE_OF = re.compile(r"割合|比率|占め|うち|回答|答え|率|企業|会社|事業[者所]|機関|団体|農家|世帯|店|者[がは]|人[がは]|[がは]")
_NO_SHARE = re.compile(rf"補助|助成|上限|金利|利率|控除|手数料|税|前年|前期|比べ|{_CHANGE_WORD}")
_NEEDED = re.compile(r"^[^0-9、。]{0,12}(?:必要|求め|目標|要[すりる])")
_LACKED = re.compile(r"^[^0-9、。]{0,6}(?:の|が|は|も)?(?:不足|足り[なず]|ギャップ|開き|乖離|欠員)")
_GAP_BEFORE = re.compile(r"(?:不足|ギャップ|差)[^0-9、。]{0,6}$")
_BRACKETED = re.compile(r"^\s?\(\s?(?:全体の)?約?\s?$")
_JUBILEE = re.compile(r"(?P<when>今年度?|本年度?|来年度?|昨年度?|去年|(?P<year>(?:19|20)[0-9]{2})\s?年度?)[^0-9、。]{0,8}(?P<count>[0-9]{1,3})\s?周年")
_YEARS_FROM_DATE = {"今年": 0, "本年": 0, "来年": 1, "昨年": -1, "去年": -1}


def readings(operation: Operation, request: Request, content: Sequence[Evidence]) -> list[Reading]:
    """The values of one kind that sentences give by their form.

    change: ``2006年の573万台から2016年の497万台と減少`` → (573万台 − 497万台) ÷ 573万台 ＝ 約13.26%の減少; per_period of a month:
    ``年間900件`` → 75件; complement: ``実現した企業の比率は約13%`` → 約87%; present: ``62万人必要であり、40万人のギャップ`` → 22万人

    Args:
        operation: what is to be computed; of one that no form gives, none.
        request: what the question tells.
        content: sentences found that may be shown.
    """
    read = _FORMS.get(operation)
    return [one for e in content if not e.is_row for one in read(request, e)] if read else []


def _single(plain: str) -> list[Figure]:
    return [one for one in figures_in(plain) if is_quantity(one) and not is_per(plain, one)]


def _changes(request: Request, e: Evidence) -> Iterator[Reading]:
    """From one value to another of one unit, linked as such, or down to a share of it; not where the change itself is told."""
    plain = normal_text(e.text)
    figures = _single(plain)
    shares = [one for one in figures_in(plain) if one.unit == RATIO]
    for one in shares:
        if _LEFT.search(plain[one.end :]) or (one.bound == "at_most" and re.match(r"[^0-9、。]{0,4}(?:減|軽|縮|短|圧縮|抑え|下|低)", plain[one.end :])):
            if one.low == one.high and 0 < one.low < 1:
                value = 1 - one.low
                yield _reading(e, plain, f"100% − {written(one.low, RATIO)}", value, RATIO, [replace(one, bound="about" if one.bound == "about" else "exact")], "の減少")
            return
        if _STATED_CHANGE.search(plain[one.end : one.end + 6]) or re.search("比[^0-9]{0,3}$", plain[: one.start]):
            return
    pairs = [
        (before, after)
        for before, after in itertools.pairwise(figures)
        if before.unit == after.unit and before.unit != RATIO and 0 < before.low != after.low
        and _FROM.search(plain[before.end : after.start]) and _CHANGED.search(plain[after.end : after.end + 14])
    ]
    for before, after in pairs if len(pairs) == 1 else ():
        yield change_of(before, after, before.said, after.said, (e,), plain)


def change_of(before: Figure, after: Figure, said: str, later: str, evidence: tuple[Evidence, ...], words: str) -> Reading:
    """A change in percent: ``573万台``, ``497万台`` → (573万台 − 497万台) ÷ 573万台 ＝ 約13.26%の減少"""
    more, less = (said, later) if before.low > after.low else (later, said)
    value = abs(after.low - before.low) / before.low
    way = "の減少" if after.low < before.low else "の増加"
    formula = f"({more} − {less}) ÷ {said}"
    return Reading(told(formula, value, RATIO, (before, after), evidence, way), (value,), words)


def _reading(e: Evidence, words: str, formula: str, value: Fraction, unit: str, figures: Sequence[Figure], way: str = "") -> Reading:
    return Reading(told(formula, value, unit, figures, (e,), way), (value,), words)


def _per_period(request: Request, e: Evidence) -> Iterator[Reading]:
    """A total by its months or years: 年間900件, 5年間で50社."""
    each = period_asked(request.plain)
    plain = normal_text(e.text)
    figures = _single(plain)
    wanted = [one for one in figures if request.unit in (None, one.unit) and one.unit != RATIO]
    if each is None or (request.unit is None and len({one.unit for one in wanted}) > 1):
        return
    for number, one in enumerate(wanted):
        before = plain[: one.start]
        if each == "月" and _YEARLY.search(before):
            yield _reading(e, plain, f"{one.said} ÷ 12か月", one.low / 12, one.unit, [one])
            continue
        since = max((found.end() for found in re.finditer("[。;]", before)), default=0)
        start = max(since, wanted[number - 1].end if number else 0)
        yield from _over_period(e, plain, one, start, each)


def _over_period(e: Evidence, plain: str, total: Figure, start: int, each: str) -> Iterator[Reading]:
    """A total that is told with how long it took: 2014年度から2018年度までの5年間で50社."""
    clause = plain[start : total.start]
    periods = [one for one in figures_in(clause) if one.unit in ("年", "月", "週", "日") and _WITHIN.match(clause[one.end :]) and (one.said.endswith("間") or one.unit == "月" and "月" in one.said and re.search("[かヶヵカケ箇]月", one.said))]
    if len(periods) != 1 or periods[0].low != periods[0].high or periods[0].low < 2:
        return
    period = periods[0]
    if _PER_ALREADY.search(clause[period.end :]):
        return
    length = period.low * 12 if (period.unit, each) == ("年", "月") else period.low
    if period.unit != each and (period.unit, each) != ("年", "月"):
        return
    divisor = f"{length}か月" if each == "月" else period.said.removesuffix("間")
    yield _reading(e, plain, f"{total.said} ÷ {divisor}", total.low / length, total.unit, [total])


def period_asked(plain: str) -> str | None:
    """By what time a mean is asked for: ``月にならすと何件`` → 月; None where it is none of time."""
    found = PER_PERIOD.search(plain)
    return next((one for one in found.groups() if one), None) if found else None


def _complements(_: Request, e: Evidence) -> Iterator[Reading]:
    """What is not the one share a sentence tells: 実現した企業は約13%."""
    plain = normal_text(e.text)
    shares = [one for one in figures_in(plain) if one.unit == RATIO]
    if len(shares) != 1 or _NEGATED.search(plain) or _NO_SHARE.search(plain) or not _SHARE_OF.search(plain):
        return
    one = shares[0]
    if 0 < one.low == one.high < 1 and one.bound in ("exact", "about"):
        yield _reading(e, plain, f"100% − {one.said}", 1 - one.low, RATIO, [one])


def _present(_: Request, e: Evidence) -> Iterator[Reading]:
    """What there is, of what is needed and what is missing: 62万人必要であり、40万人のギャップがある."""
    plain = normal_text(e.text)
    for needed, lacked in itertools.pairwise(_single(plain)):
        is_gap = _LACKED.search(plain[lacked.end :]) or _GAP_BEFORE.search(plain[needed.end : lacked.start])
        if needed.unit == lacked.unit and needed.low > lacked.low and is_gap and _NEEDED.search(plain[needed.end :]):
            yield _reading(e, plain, f"{needed.said} − {lacked.said}", needed.low - lacked.low, needed.unit, [needed, lacked])


def _whole(_: Request, e: Evidence) -> Iterator[Reading]:
    """The whole of a part and its share: 4.7万件(12%)."""
    plain = normal_text(e.text)
    for part, share in itertools.pairwise(figures_in(plain)):
        is_pair = is_quantity(part) and part.unit != RATIO and share.unit == RATIO and 0 < share.low == share.high < 1
        if is_pair and _BRACKETED.match(plain[part.end : share.start]) and re.match(r"\s?\)", plain[share.end :]):
            value = Fraction(round(part.low / share.low))
            about = [replace(part, bound="about")]
            yield _reading(e, plain, f"{part.said} ÷ {share.said}", _rounded(value), part.unit, about)


def _rounded(value: Fraction) -> Fraction:
    """Three figures of a value that a rounded share gives: 391,667 → 392,000"""
    digits = max(len(str(int(value))) - 3, 0)
    return Fraction(round(value / 10**digits) * 10**digits)


def _founded(_: Request, e: Evidence) -> Iterator[Reading]:
    """The year of which an anniversary is told: 今年で25周年 in minutes of 2026."""
    plain = normal_text(e.text)
    found = list(_JUBILEE.finditer(plain))
    if len(found) != 1:
        return
    count, when = int(found[0]["count"]), found[0]["when"].removesuffix("度")
    year = int(found[0]["year"]) if found[0]["year"] else _year_of(e, when)
    if year:
        text = f"計算: {year}年 − {count}年 ＝ {year - count}年（資料の日付と周年から計算した値）"
        yield Reading(Calculation(text, (e,)), (Fraction(year - count),), plain)


def _year_of(e: Evidence, when: str) -> int | None:
    """The year 今年 or 来年 is in a document that is dated."""
    published = e.document.published or ""
    return int(published[:4]) + _YEARS_FROM_DATE[when] if re.match("[0-9]{4}", published) else None


_FORMS: Mapping[Operation, Callable[[Request, Evidence], Iterator[Reading]]] = {
    "change": _changes,
    "per_period": _per_period,
    "complement": _complements,
    "present": _present,
    "whole": _whole,
    "founded": _founded,
}
BY_FORM = frozenset(_FORMS)
"""What is computed by the form of a sentence."""
