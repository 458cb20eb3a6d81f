"""Which kinds of value stand in a text: an amount, a rate, a date, a count, a duration, a contact, a desk to turn to, a time of day, a time before another."""

from __future__ import annotations

import re
from typing import Literal

from assistant.text.eras import ERA, ERA_SINCE_MEIJI
from assistant.text.moments import CERTAIN_SLASH_DAY, SLASH_DAY
from assistant.text.normalise import normal_text

ValueKind = Literal[
    "amount", "rate", "date", "count", "duration", "contact", "desk", "anytime", "hour", "ahead", "recurring"
]

_NUMBER = r"(?<![0-9,.])[0-9][0-9,.]{0,20}"
"""A figure from its first digit, of bounded length: two digit runs side by side in a pattern would cost
the cube of the length of a row of figures."""
_KANJI_NUMBER = r"[一二三四五六七八九十百千]{1,8}"
_SCALED = rf"(?:{_NUMBER}|{_KANJI_NUMBER})(?:[千百]?[万億兆][0-9,]{{0,12}}){{0,3}}[千百]?[万億]?"
_KANJI_FIGURE = r"(?<![一二三四五六七八九十百千])[一二三四五六七八九十百千]{1,4}"
"""As rules write: 六月一日, 十二か月, 三分の二. Not every word with a numeral is a figure: 一人ひとり, 一体, 三者."""
_COUNTERS = (
    r"社|件|者|人|名|か所|ヵ所|ヶ所|カ所|箇所|か国|カ国|機関|地域|団体|業種|校|回|台|点|プロジェクト|プログラム|"
    r"個|拠点|大学|都県|県|分野|事例|店|口|本|つ|グループ|種|項目|領域|段階|フェーズ|チーム|ページ|席|基|%"
)
_NO_ERA_BEFORE = "".join(rf"(?<!{era})" for era in ERA_SINCE_MEIJI.split("|"))
"""An era before a bare number of years makes it a year: 令和9年 is no nine years."""
_PATTERNS: dict[ValueKind, re.Pattern[str]] = {
    "amount": re.compile(
        rf"{_SCALED}(?:円|ドル|ユーロ)|{_NUMBER}[億兆]|¥ ?{_NUMBER}|\\[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|無料"
    ),
    "rate": re.compile(
        rf"(?!{CERTAIN_SLASH_DAY}){_NUMBER} ?/ ?[0-9]|{_NUMBER}分の[0-9]|{_NUMBER} ?[%％]|(?:{_NUMBER}|{_KANJI_NUMBER})割|定額|半分|半額"
        rf"|{_KANJI_FIGURE}分の[一二三四五六七八九十]"
    ),
    "date": re.compile(
        rf"(?:{ERA}|h|r)? ?(?:(?<![0-9])[0-9]{{1,4}}|元) ?年度?|(?<![0-9])[0-9]{{1,2}} ?月|"
        rf"{SLASH_DAY}|今年度|来年度|昨年|今年|来年|先月|来月|末日|前日|翌日|前々?月|翌々?月|[0-9]\s?営業日"
        rf"|{_KANJI_FIGURE}月{_KANJI_FIGURE}日|{ERA}{_KANJI_FIGURE}年"
        r"|(?<![a-z0-9])[rhs][0-9]{1,2}[./](?:1[0-2]|0?[1-9])(?:[./][0-9]{1,2}(?![0-9])|(?=から|まで|頃|ごろ|末|上旬|中旬|下旬|\s?[~～]))"
    ),
    "count": re.compile(rf"{_NUMBER}[万千億]?(?:{_COUNTERS})|[▲△]{_NUMBER}"),
    "duration": re.compile(
        r"(?<![0-9])[0-9]{1,4} ?(?:年間|年分|期分|か月|ヶ月|カ月|箇月|日間|日後|日以内|営業日|週間|時間|年以内|年以上|年超|か年|ヵ年|カ年)"
        rf"|{_NO_ERA_BEFORE}(?<![0-9a-z])[0-9]{{1,2}} ?年(?!度|目| ?[0-9])"
        rf"|{_KANJI_FIGURE}(?:年間|か月|ヶ月|カ月|箇月|日間|日後|日以内|週間|時間|年以内|年以上)"
    ),
    "contact": re.compile(
        r"(?<![0-9])0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{1,63}|https?://\S"
    ),
    "anytime": re.compile(
        r"(?:随時|通年で?)(?:、|お)?(?:受け?付|募集|申し?込|承)|(?:受け?付け?|申し?込み?|募集|期間|締め?切り?)[^。、]{0,8}(?:随時|通年)"
    ),
    "ahead": re.compile(
        r"(?<![0-9])[0-9]{1,3} ?(?:営業日|開館日|開庁日|日|週間|か月|ヶ月|カ月|箇月|時間)前|(?:前日|当日)(?:まで|の?[0-9正]|に限|は?(?:全額|キャンセル|取))"
    ),
    "hour": re.compile(r"(?<![0-9])[0-9]{1,2}(?:時(?!間)|:[0-9]{2})|正午"),
    "recurring": re.compile(
        r"毎(?:週|月第|月[0-9]{1,2}日)|隔週|平日[はの]?[0-9午]|[月火水木金土日]曜日?まで|土日祝?|[第の・、と][1-5]・?(?:[月火水木金土日]曜|[月火水木金土日](?=[・、()\s]|$))|[月火水木金土日]曜日?(?:から|・|、|と|のみ|だけ|に|$|\s)"
    ),
    "desk": re.compile(
        r"[一-龥ァ-ヶー・]{1,20}(?:課|室|局|係|会議所|商工会|公社|機構|協会|センター|グループ|事務所)"
    ),
}
MAX_CHARACTERS = 1_000
"""Of a longer stretch (a row of a sheet) only the beginning is looked at."""
_LOOSE = re.compile(r"(?<=[0-9])\s+(?=[^0-9\s])|(?<=[^0-9\s])\s+(?=[0-9])")
"""White space between a figure and its unit: 1 口 5 万円."""


def holds_value(text: str, kind: ValueKind) -> bool:
    """Whether a text holds a value of a kind, in any width or writing.

    ``補助率は２／３`` holds a rate; ``１口５万円`` an amount and a count; ``３月に公表`` a date.
    """
    return bool(_PATTERNS[kind].search(_LOOSE.sub("", normal_text(text[:MAX_CHARACTERS]))))
