"""Numbers in kanji where their surroundings alone show that they are numbers, told in digits: dates, decimals, counts.

``figures.py`` and ``moments.py`` read the rest; what is rewritten here would mean something else in a question (五十の, 二・三).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.text.eras import ERA
from assistant.text.numerals import read_number

_ONES = "〇零一二三四五六七八九"
_NUMBER = rf"[{_ONES}十百千]{{1,6}}"
_ALONE = rf"(?<![{_ONES}十百千万億兆第・])"
_LONG = rf"{_ALONE}(?!五十嵐|八百[屋長])(?=[^十百千万]{{0,2}}[十百千万])[一二三四五六七八九十百千][一二三四五六七八九十百千万]{{1,8}}"
"""A count of two letters or more that no other number runs into: 四十八, 百二十; not 一二."""
_DIGITS = rf"{_ALONE}(?![〇零])[{_ONES}]{{2,4}}"
"""Digit by digit: 四七, 三〇〇."""
_MONTH = "十[一二]?|一[〇一二]|[一二三四五六七八九]"
_DAY = "三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|三[〇一]|[一二][〇一二三四五六七八九]|[一二三四五六七八九]"
_MEASURES = "%|パーセント|ポイント|倍|[万億兆]|トン|km|キロ|メートル|時間|秒|歳|ドル|日間|[かヶヵ]月|年間"
_WRITTEN = re.compile(
    rf"(?:{ERA})\s?(?P<era>[{_ONES}十]{{1,3}})(?=\s?年)"
    rf"|{_ALONE}(?P<year>[{_ONES}]{{4}})(?=\s?年)"
    rf"|(?<![同単統各前当翌次第{_ONES}十])(?P<fiscal>[{_ONES}十]{{1,3}})(?=年度)"
    rf"|{_ALONE}(?P<decade>[{_ONES}]〇|[一二三四五六七八九]十)(?=年代)"
    rf"|(?<![か数ヵヶカケ箇第{_ONES}十])(?P<month>{_MONTH})(?=月(?!間|ほど|余り|あまり|足らず))"
    rf"|(?<=月)\s?(?P<day>{_DAY})(?=日(?!間))"
    r"|(?:午前|午後)\s?(?P<hour>十[一二]?|[〇一二三四五六七八九])(?=時(?!間|点|期|代))"
    rf"|{_ALONE}(?P<clock>十[一二三四五六七八九]?|二十[一二三]?|[一二三四五六七八九])(?=時(?:[二三四五]?十[一二三四五六七八九]?分|半))"
    r"|(?<=時)(?P<minute>[二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=分(?![のは野類科析割散担]))"
    rf"|{_ALONE}(?P<whole>{_NUMBER})・(?P<part>[{_ONES}]{{1,3}})(?={_MEASURES})"
    rf"|{_ALONE}(?P<zero>[〇零])・(?P<after>[{_ONES}]{{1,3}})"
    rf"|{_ALONE}(?P<low>[{_ONES}十百千]{{1,6}}[万億兆]?)(?=\s?(?:~|から|ないし)\s?[{_ONES}十百千]{{1,6}}[^年月日{_ONES}十百千])"
    rf"|(?P<of>{_LONG}|{_DIGITS})(?=のうち|の[ァ-ヺ一-鿿]|ある|あり|あった|[ァ-ヂッ-ヴ]|会員|大学|地域|都道府県|周年)"
    rf"|{_ALONE}(?P<few>[二三四五六七八九])(?=省(?![力エ略堂])|賞|地域|大学|会員|団体|地区)"
    rf"|(?<=のうち)(?P<share>{_LONG}|{_DIGITS})(?=[がはをもでに、])"
)
_SLASHED = re.compile(r"(?<=年)\s?(1[0-2]|0?[1-9])/(3[01]|[12][0-9]|0?[1-9])(?![0-9/])")
"""平成20年10/31."""
_ANY = re.compile(f"[{_ONES}十百]")
_SINGLE = (
    "era",
    "year",
    "fiscal",
    "decade",
    "month",
    "day",
    "low",
    "hour",
    "clock",
    "minute",
    "of",
    "few",
    "share",
)
_ERA_OR_YEAR = re.compile(
    rf"(?P<era>{ERA})\s?(?P<first>[0-9]{{1,2}})?|(?<![0-9])(?P<year>[0-9]{{1,2}})(?=\s?年度)|(?P<end>[。\n])"
)


def in_digits(plain: str) -> str:
    """A normalised text with its dates and decimals in digits, and with the era of a bare fiscal year.

    ``令和元年七月四日`` → ``令和元年7月4日``; ``六・一倍`` → ``6.1倍``; ``五十のうち四十八が`` → ``50のうち48が``;
    ``平成22年度から26年度`` → ``平成22年度から平成26年度``; ``二・三人``, ``統一年度`` → as they are
    """
    plain = _SLASHED.sub(r"\1月\2日", plain) if "/" in plain else plain
    if _ANY.search(plain):
        plain = _WRITTEN.sub(_told, plain)
    return "".join(_with_eras(plain)) if "年度" in plain else plain


def _told(found: re.Match[str]) -> str:
    if whole := found["whole"] or found["zero"]:
        return f"{_value(whole)}.{''.join(map(_value, found['part'] or found['after']))}"
    name = next(name for name in _SINGLE if found[name])
    start, end = found.start(name) - found.start(), found.end(name) - found.start()
    return found.group()[:start] + _value(found[name]) + found.group()[end:]


def _value(written: str) -> str:
    number = read_number(written.replace("零", "〇"))
    return written if number is None else str(number[0])


def _with_eras(plain: str) -> Iterator[str]:
    """The text with the era told last in a sentence put before its bare fiscal years, which do not lie before it."""
    era, first, at = "", 0, 0
    for found in _ERA_OR_YEAR.finditer(plain):
        if found["year"]:
            if era and int(found["year"]) >= first:
                yield plain[at : found.start()] + era
                at = found.start()
            continue
        era, first = found["era"] or "", int(found["first"] or 0)
    yield plain[at:]
