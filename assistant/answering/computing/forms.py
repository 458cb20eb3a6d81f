"""Values that the form of one sentence gives: each form asks for its own words beside its figures, so that two figures are
never put together for standing in one sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from assistant.answering.computing.clearest import Reading, reading
from assistant.answering.computing.computed import Calculation, quantities_in, told
from assistant.answering.computing.means import per_period, per_thing
from assistant.answering.computing.operations import COMPLEMENT, FORMER, Operation
from assistant.answering.computing.requested import Request
from assistant.answering.computing.shares import (
    counts_of_shares,
    fractions,
    parts_by_nature,
    supposed,
    wholes,
)
from assistant.answering.evidence import Evidence
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text

_CHANGE_WORD = r"(?:増|減|伸び|上昇|低下|上が|下が|短縮|縮小|拡大|アップ|ダウン|少な|落ち|超)"
_FROM = re.compile(r"^(?:[^0-9、。]{0,10})?(?:から|より|→|⇒|であったが|だったが|に対し)")
_CHANGED = re.compile(rf"{_CHANGE_WORD}|まで|→|⇒|へ|に(?:なっ|な[りる])")
_STATED_CHANGE = re.compile(rf"^.{{0,5}}(?:比|{_CHANGE_WORD})")
_LESS = r"(?:減|軽|縮|短|圧縮|抑え|下|低|小さ|少な)"
_LEFT = re.compile(rf"^(?:程度|ほど)?(?:まで|に)(?:まで)?[^0-9、。]{{0,4}}{_LESS}")
_LEFT_AT_MOST = re.compile(rf"^[^0-9、。]{{0,4}}{_LESS}")
"""Behind a share that something was brought down to: 1/10まで軽量化, 3割に縮小."""
_NEGATED = re.compile(
    r"ない|なかっ|なし|無し|無回答|未[一-龥]|不[一-龥]|非[一-龥]|いいえ|わから|ず(?=、|に|と)|ません|以外|除"
)
_WORKED_OUT = re.compile("裏返|逆に|計算|ことにな|勘定|引く|ひっくり返")
"""How an asker says that a value is to be worked out from the one that is told."""
_SHARE_OF = re.compile(
    r"割合|比率|占め|うち|回答|答え|率|企業|会社|事業[者所]|機関|団体|農家|世帯|[店者人][がは]|産は"
)
_NO_SHARE = re.compile(rf"補助|助成|上限|金利|利率|控除|手数料|税|前年|前期|{_CHANGE_WORD}")
_NEEDED = re.compile(r"^[^0-9、。]{0,12}(?:必要|求め|目標|要[すりる])")
_LACKED = re.compile(r"^[^0-9、。]{0,6}(?:の|が|は|も)?(?:不足|足り[なず]|ギャップ|開き|乖離|欠員)")
_LACKED_BEFORE = re.compile(r"(?:不足|ギャップ|差)[^0-9、。]{0,6}$")
_JUBILEE = re.compile(
    r"(?P<when>今年度?|本年度?|来年度?|昨年度?|去年|(?P<year>(?:19|20)[0-9]{2})\s?年度?)[^0-9、。]{0,8}(?P<count>[0-9]{1,3})\s?周年"
)
_YEARS_FROM_DATE = {"今年": 0, "本年": 0, "来年": 1, "昨年": -1, "去年": -1}
_TOTAL_OR_PART = re.compile(r"うち|合計|計(?!画)|含|内訳|全体|総|目標|対し|から|比べ|前年")
_NAMED = re.compile(r"[一-龥ァ-ヶー](?:に|で|が|は|から|へ)?\s?[:]?\s?約?$")
_SIDE_BY_SIDE = re.compile(
    r"^(?:、|と|及び|・|,)\s?[一-龥ァ-ヶー]{1,12}(?:に|で|が|は|から|へ)?\s?[:]?\s?約?$"
)
_SINCE = re.compile(
    r"^[^0-9。]{0,6}、?(?P<when>[0-9]+年前|前年|昨年|去年|前回)(?:度)?(?:より|から|に比べ(?:て)?|比で?)も?\s?約?$"
)
_OTHER_TOPIC = re.compile(r"(?<![一-龥ァ-ヶー])(?!必要|現在|現状|今)[一-龥ァ-ヶー]{2,}(?:では|は|で(?!あ))")
_ROSE_OR_FELL = re.compile(r"^(?:の)?(?:(?P<rose>増|多)|減|少な)")


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
    rows_too = operation == "share"
    return [one for e in content if rows_too or not e.is_row for one in read(request, e)] if read else []


def _changes(_: Request, e: Evidence) -> Iterator[Reading]:
    """From one value to another of one unit, linked as such, or down to a share of it; not where the change itself is told."""
    plain = normal_text(e.text)
    shares = [one for one in figures_in(plain) if one.unit == RATIO]
    for one in shares:
        behind, is_most = plain[one.end :], one.bound == "at_most"
        if _LEFT.search(behind) or (is_most and _LEFT_AT_MOST.search(behind)):
            if len(shares) == 1 and 0 < one.low == one.high < 1:
                said = one.said.removesuffix("まで")
                yield reading(e, f"100% − {said}", 1 - one.low, RATIO, [], "の減少")
            return
        if _STATED_CHANGE.search(behind) or re.search("比[^0-9]{0,3}$", plain[: one.start]):
            return
    pairs = [
        (before, after)
        for before, after in itertools.pairwise(quantities_in(plain))
        if before.unit == after.unit != RATIO
        and 0 < before.low != after.low
        and _FROM.search(plain[before.end : after.start])
        and _CHANGED.search(plain[after.end : after.end + 14])
    ]
    for before, after in pairs if len(pairs) == 1 else ():
        yield change_of(before, after, before.said, after.said, (e,))


def change_of(
    before: Figure, after: Figure, said: str, later: str, evidence: tuple[Evidence, ...]
) -> Reading:
    """A change in percent: ``573万台``, ``497万台`` → (573万台 − 497万台) ÷ 573万台 ＝ 約13.26%の減少

    Args:
        before: the earlier value.
        after: the later one.
        said: the earlier value as it is shown.
        later: the later one as it is shown.
        evidence: the sentences they stand in.
    """
    more, less = (said, later) if before.low > after.low else (later, said)
    value = abs(after.low - before.low) / before.low
    way = "の減少" if after.low < before.low else "の増加"
    calculation = told(f"({more} − {less}) ÷ {said}", value, RATIO, (before, after), evidence, way)
    return Reading(calculation, (value,), normal_text(evidence[0].text))


def _complements(request: Request, e: Evidence) -> Iterator[Reading]:
    """What is not the one share a sentence tells: 実現した企業は約13%."""
    plain = normal_text(e.text)
    shares = [one for one in figures_in(plain) if one.unit == RATIO]
    if len(shares) != 1 or _NEGATED.search(plain) or _NO_SHARE.search(plain) or not _SHARE_OF.search(plain):
        return
    denied = COMPLEMENT.search(request.plain)
    if denied and denied["stem"] and not _WORKED_OUT.search(request.plain) and denied["stem"] not in plain:
        return  # of those who do something else
    one = shares[0]
    if 0 < one.low == one.high < 1 and one.bound in ("exact", "about"):
        yield reading(e, f"100% − {one.said}", 1 - one.low, RATIO, [one])


def _present(_: Request, e: Evidence) -> Iterator[Reading]:
    """What there is, of what is needed and what is missing: 62万人必要であり、40万人のギャップがある; not of 霧島市で50人の不足."""
    plain = normal_text(e.text)
    for needed, lacked in itertools.pairwise(quantities_in(plain)):
        between = plain[needed.end : lacked.start]
        is_gap = _LACKED.search(plain[lacked.end :]) or _LACKED_BEFORE.search(between)
        is_of_one = needed.unit == lacked.unit and not _OTHER_TOPIC.search(between)
        if is_gap and is_of_one and needed.low > lacked.low and _NEEDED.search(between):
            formula, figures = f"{needed.said} − {lacked.said}", [needed, lacked]
            yield reading(e, formula, needed.low - lacked.low, needed.unit, figures)


def _former(request: Request, e: Evidence) -> Iterator[Reading]:
    """What there was before, of what there is and by how much it changed: 34蔵、5年前より11蔵増えた."""
    plain, asked = normal_text(e.text), FORMER.search(request.plain)
    for now, change in itertools.pairwise(one for one in quantities_in(plain) if one.unit != "年前"):
        since = _SINCE.match(plain[now.end : change.start])
        way = _ROSE_OR_FELL.match(plain[change.end :])
        if not asked or not since or not way or now.unit != change.unit or since["when"] != asked["when"]:
            continue
        value = now.low - change.low if way["rose"] else now.low + change.low
        if value > 0:
            sign = "−" if way["rose"] else "＋"
            yield reading(e, f"{now.said} {sign} {change.said}", value, now.unit, [now, change])


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


def _parallel(request: Request, e: Evidence) -> Iterator[Reading]:
    """Two figures told side by side of two things: 国内16回、海外3回の展示会."""
    plain = normal_text(e.text)
    figures = [one for one in quantities_in(plain) if request.unit in (None, one.unit)]
    if (
        len(figures) != 2
        or figures[0].unit != figures[1].unit
        or figures[0].unit == RATIO
        or _TOTAL_OR_PART.search(plain)
    ):
        return
    first, second = figures
    if is_side_by_side(plain, first, second):
        yield reading(e, f"{first.said} ＋ {second.said}", first.low + second.low, first.unit, figures)


def is_side_by_side(plain: str, first: Figure, second: Figure) -> bool:
    """Whether two figures are told of two things beside each other, so that they may be added: 国内16回、海外3回; not a goal
    and what came of it, or a part and its whole."""
    is_named = _NAMED.search(plain[: first.start])
    is_beside = _SIDE_BY_SIDE.match(plain[first.end : second.start])
    return bool(is_named and is_beside) and not _TOTAL_OR_PART.search(plain)


def _percents(request: Request, e: Evidence) -> Iterator[Reading]:
    """Parts of wholes; where those of whom something does not hold are asked about, none of those of whom it does."""
    denied, plain = COMPLEMENT.search(request.plain), normal_text(e.text)
    if denied and not _NEGATED.search(plain):
        return
    yield from fractions(request, e)
    yield from parts_by_nature(request, e)


_FORMS: Mapping[Operation, Callable[[Request, Evidence], Iterator[Reading]]] = {
    "change": _changes,
    "per_period": per_period,
    "complement": _complements,
    "present": _present,
    "former": _former,
    "whole": wholes,
    "share": counts_of_shares,
    "supposed": supposed,
    "percent": _percents,
    "sum": _parallel,
    "mean": per_thing,
    "founded": _founded,
}
BY_FORM: frozenset[Operation] = frozenset(_FORMS)
"""What is computed by the form of a sentence."""
FORM_ALONE: frozenset[Operation] = BY_FORM - {"percent", "mean", "sum"}
"""What is computed in no other way."""
