"""What was typed in kana or with a slip of the conversion, as it is usually written: しほんきん3000マンえん → 資本金3000万円."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.measures.words import spellings, words_for
from assistant.text.normalise import Normalised, normal_text, normalise
from assistant.text.readings import TO_KATAKANA, reading
from assistant.text.regions import CITIES, PREFECTURES

_LONG, _SHORT = 6, 3
"""Letters from which a word in kana is read anywhere, and in a sentence that is nearly all kana: きかい is 機会 or 機械."""
_MOSTLY_KANA = 0.15
"""The most kanji, as a share of kana and kanji, of a sentence that is nearly all kana."""
_SENTENCE = re.compile(r"[^。!?\n]+")
_KANJI = re.compile(r"[一-龥々]")
_KANA = re.compile(r"[ァ-ヶ]")
_UNITS = {
    "マンエン": "万円",
    "マン": "万",
    "オクエン": "億円",
    "エン": "円",
    "ニン": "人",
    "メイ": "名",
    "ネン": "年",
}
_COUNTED = rf"(?:{'|'.join(_UNITS)})(?!キ|ゲン|シキ|ワク|サマ|[ギカドジタガシンホ]|マエ)"
_AFTER_DIGITS = re.compile(rf"(?<=[0-9一二三四五六七八九十百千])\s?(?P<unit>{_COUNTED})")
_NUMERALS = {
    "イチ": "一", "イッ": "一", "ニ": "二", "サン": "三", "ヨン": "四", "ヨ": "四", "ゴ": "五", "ロク": "六", "ロッ": "六",
    "ナナ": "七", "シチ": "七", "ハチ": "八", "ハッ": "八", "キュウ": "九", "ク": "九", "ジュウ": "十", "ジュッ": "十",
    "ヒャク": "百", "ビャク": "百", "ピャク": "百", "セン": "千", "ゼン": "千", "マン": "万", "オク": "億",
}  # fmt: skip
_NUMERAL = re.compile("|".join(sorted(_NUMERALS, key=len, reverse=True)))
_IN_WORDS = re.compile(
    rf"(?:(?<![ァ-ヶー])|(?<=[ハガノモデト])|(?<=シャイン)|(?<=ョウイン)|(?<=タッフ))(?P<number>(?:{_NUMERAL.pattern})+)(?P<unit>{_COUNTED})"
)


def as_written(text: str) -> Normalised:
    """A text normalised, with what stands in kana as it is usually written, and the way back.

    ``ｼﾎﾝｷﾝ2000ﾏﾝ`` → 資本金2000万; ``公説試とは付き合いがある`` → 公設試とは付き合いがある
    """
    said = normalise(text)
    written: list[str] = []
    offsets: list[int] = []
    at = 0
    for start, end, meant in _changes(said.text):
        written.append(said.text[at:start] + meant)
        offsets += [*said.offsets[at:start], *[said.offsets[start]] * len(meant)]
        at = end
    return Normalised("".join([*written, said.text[at:]]), (*offsets, *said.offsets[at:]))


def plain_as_written(text: str) -> str:
    """The text ``as_written`` gives, without the way back."""
    plain = normal_text(text)
    return as_written(text).text if next(_changes(plain), None) else plain


def _changes(plain: str) -> Iterator[tuple[int, int, str]]:
    """Where something else was meant, in order and without overlap."""
    kana = plain.translate(TO_KATAKANA)
    found = [
        (*match.span(), meant) for meant, slip in words_for("slip").items() for match in slip.finditer(plain)
    ]
    found += [(*match.span("unit"), _UNITS[match["unit"]]) for match in _AFTER_DIGITS.finditer(kana)]
    for match in _IN_WORDS.finditer(kana):
        number = _NUMERAL.sub(lambda numeral: _NUMERALS[numeral.group()], match["number"])
        found.append((*match.span(), number + _UNITS[match["unit"]]))
    for sentence in _SENTENCE.finditer(kana):
        pattern, meant_by = _words(_SHORT if _is_mostly_kana(sentence.group()) else _LONG)
        found += [
            (*match.span(), meant_by[match.group()]) for match in pattern.finditer(kana, *sentence.span())
        ]
    at = 0
    for start, end, meant in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= at:
            yield start, end, meant
            at = end


def _is_mostly_kana(kana: str) -> bool:
    kanji = len(_KANJI.findall(kana))
    return kanji <= _MOSTLY_KANA * (kanji + len(_KANA.findall(kana)))


@lru_cache(maxsize=2)
def _words(shortest: int) -> tuple[re.Pattern[str], dict[str, str]]:
    """The words of the field and places with their kind, by their reading; the longest first."""
    places = [*PREFECTURES, *(city for cities in CITIES.values() for city in cities)]
    meant_by = {reading(word): word for word in (*places, *spellings())}
    known = {read: word for read, word in meant_by.items() if len(read) >= shortest}
    return re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True))), known
