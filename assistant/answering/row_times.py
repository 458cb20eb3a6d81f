"""What a question asks of the rows of a table in time: what is still free or open, what is held in the evening."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.answering.row_parts import RowParts
from assistant.text.last_days import last_days
from assistant.text.normalise import fold, normal_text

_ROW = r"(?:の|ん(?=の|ど|は|っ)|もの|やつ|[一-龥ァ-ヶー])"
OPEN = re.compile(
    rf"(?:(?:今|いま|まだ|現在)、?)?(?:空いて(?:い?る|ん|とる)|空きの?ある|申し?込め?る|申し?込みできる|受け?付けて(?:い?る|る)|募集して(?:い?る|る)|募集中の?|間に合う)(?={_ROW})"
)
"""空いてる部屋は, まだ申し込める講座は, 募集中の補助金は; not もう申し込める？, asked of one thing."""
_EVENING = r"(?:夜間?|夕方以降|仕事(?:終わり|帰り)|(?:18|午後6)時以降)"
EVENING = re.compile(
    rf"{_EVENING}(?:に|でも|も)?(?:や(?:って|る)(?:い?る)?|開いて(?:い?る)?|開催(?:して(?:い?る)?|の)?|受けられる|出られる|行ける|使える|借りられる)(?={_ROW})"
    rf"|{_EVENING}の(?=相談|セミナー|講座|説明会|講習|研修|教室|交流会|もの|やつ|は)"
)
"""夜やってる相談は, 夜のセミナーは; not 夜間の料金は, which is of a column."""
_ONCE = re.compile(r"[^、。（）()]*次第[^、。（）()]*")
"""満席になり次第締切: not yet."""
_CLOSED = re.compile(
    r"空き(?:は|が)?(?:な[しい]|無)|残り?0(?![0-9])|受付前|募集前|終了|締め?切(?:り|ました|済)|満[席室員]|受付停止|停止中|休止|中止|使用中|貸出中|^[×✕]"
)
_FREE_NOW = re.compile(r"空き|空室|空いて|^[○◯◎△]|受付中|募集中|残り|余裕|若干|随時|通年|常時")
_UNTIL = re.compile(r"締め?切|〆切|期限|申し?込|受付|募集|期間")
_STATE = re.compile(r"空き|空室|状況|受付|募集|締め?切|〆切|期限|申し?込|期間")
_REMARKS = re.compile(r"備考|摘要|注")
_HOUR = re.compile(r"(?<![0-9/月])(?P<hour>[01]?[0-9]|2[0-4])(?::[0-5][0-9]|時(?!間))")
_OF_EVENING, _ALL_DAY = re.compile(r"夜|夕方"), re.compile(r"24時間(?:対応|受付|利用|使用|可)")
_NOT_THEN = re.compile(r"なし|不可|ない|ません|除|^[-ー―—×✕]$|休")
_EVENING_BEGINS = 18
HALF_A_YEAR = timedelta(days=183)
"""A day without its year is of the half year before or after today."""


def is_open(parts: RowParts, today: date) -> bool:
    """Whether a row says that it is free, or its last day to apply is not over: ``空きあり``, ``残り3``, ``締切 12月18日`` on 23 November; not 満席,
    nor a row that tells nothing of it.

    Args:
        parts: the row.
        today: the day of asking.
    """
    told = [(fold(head), parts.value(at)) for at, head in enumerate(parts.heads[: len(parts.cells)])]
    states = [_ONCE.sub("", fold(cell)) for head, cell in told if _STATE.search(head)]
    remarks = [_ONCE.sub("", fold(cell)) for head, cell in told if _REMARKS.search(head)]
    if any(_CLOSED.search(cell) for cell in (*states, *remarks)):
        return False
    ends = [
        end
        for head, cell in told
        if _UNTIL.search(head)
        for end in last_days(cell, (today - HALF_A_YEAR).isoformat())
    ]
    return any(_FREE_NOW.search(cell) for cell in states) if not ends else max(ends) >= today


def is_in_the_evening(parts: RowParts) -> bool:
    """Whether a row tells of the evening, or of an hour from 18 on: ``18:30～20:30``, ``毎週水曜 夜間``, ``13時から19時``, a fee under 夜間; not 締切
    19時, nor 利用不可 under 夜間."""
    for at, cell in enumerate(parts.cells):
        head = fold(parts.heads[at]) if at < len(parts.heads) else ""
        if not cell or _UNTIL.search(head):
            continue
        plain = normal_text(cell)
        if _NOT_THEN.search(plain):
            continue
        hours = [int(one["hour"]) for one in _HOUR.finditer(plain)] if not _REMARKS.search(head) else []
        if max(hours, default=0) > _EVENING_BEGINS or _EVENING_BEGINS in hours[:1]:
            return True
        if _OF_EVENING.search(plain) or _OF_EVENING.search(head) or _ALL_DAY.search(plain):
            return True
    return False
