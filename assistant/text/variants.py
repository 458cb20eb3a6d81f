"""Ways of writing one word that the reader takes for the same: folded away to compare names."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.text.normalise import Normalised, normalise

_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_SMALL = str.maketrans("ぁぃぅぇぉゃゅょゎゕゖ", "あいうえおやゆよわかけ")
_SAME_SOUND = str.maketrans("づぢゐゑ", "ずじいえ")
_OLD_FORMS = str.maketrans(
    "國會學發廣澤濱經濟產产縣應圖號齋齊斉龍瀧邊櫻", "国会学発広沢浜経済産産県応図号斎斎斎竜滝辺桜"
)
_FOREIGN = {
    "ゔぁ": "ば", "ゔぃ": "び", "ゔぇ": "べ", "ゔぉ": "ぼ", "ゔゅ": "びゆ", "ゔ": "ぶ",
    "ふぁ": "は", "ふぃ": "ひ", "ふぇ": "へ", "ふぉ": "ほ",
}  # fmt: skip
_LEFT_OUT = frozenset("ー・-っ·")
_FOREIGN_SOUND = re.compile("ゔ[ぁぃぇぉゅ]?|ふ[ぁぃぇぉ]")
_SUBSIDY = re.compile(r"(?<=補助)金|(?<=助成)金")


def loosen(text: str) -> Normalised:
    """A text in the letters that tell names apart, with the way back to the original.

    ``ＧＯ－ＴＥＣＨ`` → ``gotech``; ``ゴーテック``, ``ごーてく`` → ``ごてく``; ``ものづくり補助金``, ``モノズクリ補助`` →
    ``ものずくり補助``; ``ジエグテック``, ``ジェグテック`` → ``じえぐてく``; ``ヴィジョン``, ``ビジョン`` → ``びじよん``;
    ``フォーム``, ``ホーム`` → ``ほむ``; ``產業`` → ``産業``

    Besides width, case and white space it takes no account of katakana or hiragana, small kana, ー, ッ, ・ and hyphens,
    ず/づ and じ/ぢ, ヴ/ブ and フォ/ホ, old forms of some kanji, and 金 after 補助 and 助成.
    """
    plain = normalise(text, drop_spaces=True)
    letters: list[str] = []
    offsets: list[int] = []
    hiragana = plain.text.translate(_KATAKANA_TO_HIRAGANA)
    dropped = {match.start() for match in _SUBSIDY.finditer(hiragana)}
    at = 0
    while at < len(hiragana):
        foreign = _FOREIGN_SOUND.match(hiragana, at)
        said = foreign.group() if foreign else hiragana[at]
        if said not in _LEFT_OUT and at not in dropped:
            for letter in _FOREIGN.get(said, said).translate(_SMALL).translate(_SAME_SOUND):
                letters.append(letter.translate(_OLD_FORMS))
                offsets.append(plain.offsets[at])
        at += len(said)
    return Normalised("".join(letters), (*offsets, len(text)))


@lru_cache(maxsize=20_000)
def loosened(text: str) -> str:
    """What ``loosen`` gives, without the way back: ``イノベーション・プロデューサー`` → ``いのべしよんぷろでゆさ``."""
    return loosen(text).text
