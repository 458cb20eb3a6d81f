"""Words of a text as GiNZA cuts them, nouns in a row, and whether they can only be somebody's own name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.text.identifiers import Hidden
from assistant.text.name_words import ACRONYMS, HIRAGANA, KATAKANA, LATIN, NO_FAMILY, PUBLIC, SERVICES, TITLE
from assistant.text.normalise import fold, unified
from assistant.text.regions import is_place
from assistant.text.tokens import word_kinds

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text as GiNZA cuts it, with Sudachi's part of speech."""

    start: int
    end: int
    text: str
    tag: str
    vector: np.ndarray | None = field(default=None, repr=False)
    """What it means, by GiNZA; None where it has no vector, in its own or its usual spelling."""

    @property
    def is_name(self) -> bool:
        """Whether it is tagged as a person's name."""
        return "人名" in self.tag

    @property
    def is_noun(self) -> bool:
        """Whether it may be part of a name: nouns, affixes, ・ and &, katakana."""
        noun = self.tag.startswith(("名詞", "接頭辞", "接尾辞"))
        return noun or self.text in "・-&＆" or KATAKANA.fullmatch(self.text) is not None

    @property
    def is_break(self) -> bool:
        """Whether a name ends before it: a particle, punctuation but for ・, a space."""
        return self.tag.startswith(("助詞", "補助記号", "空白")) and self.text != "・"


def is_family_name(text: str) -> bool:
    """Whether the dictionary has it as a person's name: ``森``, ``ヒラタ``; not ``業者``, nor 奥 of 奥さん."""
    return text not in NO_FAMILY and any(kind[2] == "人名" for kind in word_kinds(text))


def is_unknown(text: str) -> bool:
    """Whether it is katakana or Latin that the dictionary does not have: ``テラモト``, not ``カフェ`` or ``DX``."""
    if LATIN.fullmatch(text):
        return len(text) > 3 and not word_kinds(text)
    return len(text) > 1 and KATAKANA.fullmatch(text) is not None and not word_kinds(text)


def is_own_name(run: Sequence[Word]) -> bool:
    """Whether nouns in a row can only be somebody's own name: ``みずほフーズ``, ``デンソー``; not ``プレス加工``, ``大阪``."""
    text = text_of(run)
    if not run or fold(text) in SERVICES or PUBLIC.search(text) or is_place(text):
        return False
    if all("地名" in word.tag or not word.is_noun for word in run):
        return False
    return any(word.is_name or "固有名詞-一般" in word.tag or is_unknown(word.text) for word in run) or (
        KATAKANA.fullmatch(text) is not None and is_family_name(text) and not is_common(text)
    )


FAR, FAR_IN_KANA = 0.2, 0.25
"""Cosine below which a word before a line of business is there as a name: of 27 invented names 19 (ヤマト食品 0.15), of
52 kinds of business 2 (企業内保育園 0.12, デマンド交通 0.16); at 0.25, 23 and 7, but of those in kana only one."""


def is_far(first: Word, rest: Sequence[Word]) -> bool:
    """Whether a word has nothing to do with the line of business after it: ``ヤマト｜食品``; not ``冷凍｜食品``."""
    if first.vector is None or any(word.vector is None for word in rest):
        return False
    most = FAR_IN_KANA if is_hiragana(first.text) or KATAKANA.fullmatch(first.text) else FAR
    return all(_cosine(first.vector, word.vector) < most for word in rest if word.vector is not None)


def _cosine(first: np.ndarray, second: np.ndarray) -> float:
    return float(first @ second / ((first @ first) ** 0.5 * (second @ second) ** 0.5))


def is_plain(run: Sequence[Word]) -> bool:
    """Whether every one of the words is a common noun of the dictionary: ``必要``, ``大手メーカー``; not ``まごころ亭``."""
    return all(is_common(word.text) for word in run)


def is_common(text: str) -> bool:
    """Whether the dictionary has it as a common noun: ``税理士``, ``森``."""
    return any(kind[1] == "普通名詞" for kind in word_kinds(text))


def is_plain_word(run: Sequence[Word]) -> bool:
    """Whether words in a row are one common noun of the dictionary: 税｜理士."""
    return is_common(text_of(run))


def is_hiragana(text: str) -> bool:
    """Whether it is hiragana throughout."""
    return HIRAGANA.fullmatch(text) is not None


def stretch(words: Sequence[Word], kind: str) -> Hidden:
    return Hidden(words[0].start, words[-1].end, kind)


def nouns_before(words: Sequence[Word], stop: int) -> Sequence[Word]:
    """The nouns in a row that end just before words[stop]."""
    start = stop
    while start > 0 and is_part(words[start - 1]) and (start == stop or meet(words[start - 1], words[start])):
        start -= 1
    if start < stop < len(words) and not meet(words[stop - 1], words[stop]):
        return ()
    while start < stop and words[start].text in "・-":
        start += 1
    return words[start:stop]


def nouns_after(words: Sequence[Word], start: int) -> Sequence[Word]:
    """The nouns in a row that begin at words[start]."""
    stop = start
    while (
        stop < len(words) and is_part(words[stop]) and (stop == start or meet(words[stop - 1], words[stop]))
    ):
        stop += 1
    return words[start:stop]


def is_part(word: Word) -> bool:
    return word.is_noun and not TITLE.match(word.text) and "名詞-数詞" not in word.tag


def meet(first: Word, second: Word) -> bool:
    return first.end == second.start


def is_latin_name(text: str) -> bool:
    """Whether a word is Latin letters, and not one of the usual abbreviations."""
    plain = unified(text)
    return len(plain) > 1 and plain.isascii() and plain.isalpha() and plain.upper() not in ACRONYMS


def is_other_word(said: str) -> bool:
    """Whether hiragana is a word of its own and no name: いぬ, not さいとう."""
    kinds = word_kinds(said)
    return bool(kinds) and not any(kind[2] == "人名" for kind in kinds)


def text_of(run: Sequence[Word]) -> str:
    """Words in a row as they are written."""
    return "".join(word.text for word in run)
