"""The same question as hurried hands would type it: with slips, cut short, in other widths and scripts.

Every function is pure, and those that choose by chance take their generator, so that one seed gives the
same questions again. Figures stay as they are in all of them: a question with another figure in it is
another question.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from assistant.text.tokens import Morpheme, morphemes

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {ord(" "): "\u3000"}
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_TO_KATAKANA = {hiragana: katakana for katakana, hiragana in _TO_HIRAGANA.items()}
_HIRAGANA = re.compile(r"[ぁ-ゖー]{2,}")
_KATAKANA = re.compile(r"[ァ-ヶー]{2,}")
_READABLE = re.compile(r"[ぁ-ゖァ-ヶ\u3400-\u9fff々〆]")
_NEAR = (
    "かが きぎ くぐ けげ こご さざ しじ すず せぜ そぞ ただ ちぢじ つづっ てで とど はばぱわ ひびぴ ふぶぷ へべぺえ "
    "ほぼぽ やゃ ゆゅ よょ あぁ いぃ うぅ えぇへ おぉを ぬめ るろ れわ ソン シツ クタ ーイ ロコ スヌ"
)
"""Kana mistaken for each other: voiced and not, small and large, alike to the ear (ぢじ, おを) or to the eye (るろ, シツ)."""


def edited(text: str, rng: random.Random, edits: int = 2) -> str:
    """A text with slips of the finger: letters swapped, dropped, doubled, or a kana taken for one near it.

    ``ものづくり補助金の上限`` → ``ものずくり補補助金の上限``

    The slips lie apart from each other, so that none mends another. Figures, marks and blanks are left
    alone. A text with too few letters gets as many slips as fit, and never loses its only letter.

    Args:
        text: any text.
        rng: chooses places and kinds.
        edits: how many slips.
    """
    places = [i for i, character in enumerate(text) if _is_letter(character)]
    if len(places) < 2:
        return text
    rng.shuffle(places)
    chosen: list[int] = []
    for place in places:
        if len(chosen) < edits and all(abs(place - other) > 1 for other in chosen):
            chosen.append(place)
    characters = list(text)
    for place in sorted(chosen, reverse=True):
        _slip(characters, place, rng)
    return "".join(characters)


def _slip(characters: list[str], place: int, rng: random.Random) -> None:
    """One slip at a place, of a kind drawn from those that change the text there."""
    letter, after = characters[place], "".join(characters[place + 1 : place + 2])
    ways = [[], [letter, letter]]
    near = near_kana(letter)
    if near:
        ways.append([rng.choice(near)])
    if _is_letter(after) and after != letter:
        ways.append([after, letter])
    way = rng.choice(ways)
    characters[place : place + (2 if way == [after, letter] else 1)] = way


def near_kana(letter: str) -> str:
    """The kana that a kana is mistaken for, in its own script; nothing for other letters.

    ``ぢ`` → ``ちじ``; ``ツ`` → ``ヅッシ``; ``補`` → nothing
    """
    found = ""
    for group in _NEAR.split():
        for script in (group, group.translate(_TO_KATAKANA)):
            if letter in script:
                found += "".join(other for other in script if other != letter and other not in found)
    return found


def _is_letter(character: str) -> bool:
    return character.isalpha() or character == "ー"


def half_of_words(text: str, rng: random.Random) -> str:
    """Half of the words that tell something, rounded up, in their order; the rest is gone.

    ``ものづくり補助金の上限はいくらですか`` → ``補助金 いくら``

    する, ある, この and their like tell nothing, and are not counted as words.

    Args:
        text: any text; one without a word of content stays as it is.
        rng: chooses the words.
    """
    found = _telling_words(text)
    if not found:
        return text
    kept = sorted(rng.sample(range(len(found)), (len(found) + 1) // 2))
    return " ".join(found[i] for i in kept)


def longer_half(text: str) -> str:
    """The longer half of the words that tell something, rounded up, in their order: what one keeps to type less.

    ``ものづくり補助金の上限はいくらですか`` → ``ものづくり 補助金``; of equally long words the first are kept
    """
    found = _telling_words(text)
    kept = sorted(range(len(found)), key=lambda i: -len(found[i]))[: (len(found) + 1) // 2]
    return " ".join(found[i] for i in sorted(kept)) or text


def _telling_words(text: str) -> list[str]:
    return [morpheme.surface for morpheme in morphemes(text, "C") if _tells(morpheme)]


def _tells(morpheme: Morpheme) -> bool:
    kind = morpheme.part_of_speech
    return kind[0] in ("名詞", "動詞", "形容詞", "形状詞", "接尾辞", "接頭辞") and kind[1] != "非自立可能"


def keywords(text: str) -> str:
    """The nouns and figures of a text, as one types keywords; a text without any stays as it is.

    ``ものづくり補助金の上限はいくらですか`` → ``ものづくり 補助金 上限 いくら``
    """
    kinds = ("名詞", "接頭辞", "接尾辞")
    found = [m.surface for m in morphemes(text, "C") if m.part_of_speech[0] in kinds]
    return " ".join(found) or text


def full_width(text: str) -> str:
    """Letters, figures, marks and blanks in full width.

    ``Go-Tech 2/3`` → ``Ｇｏ－Ｔｅｃｈ　２／３``
    """
    return text.translate(_FULL_WIDTH)


def kana_exchanged(text: str) -> str:
    """Nouns wholly in katakana in hiragana, and nouns wholly in hiragana in katakana.

    ``イノベーションとものづくりの支援`` → ``いのべーしょんとモノヅクリの支援``
    """
    return "".join(_exchanged(morpheme) for morpheme in morphemes(text, "C"))


def _exchanged(morpheme: Morpheme) -> str:
    surface = morpheme.surface
    if morpheme.part_of_speech[0] != "名詞":
        return surface
    if _KATAKANA.fullmatch(surface):
        return surface.translate(_TO_HIRAGANA)
    return surface.translate(_TO_KATAKANA) if _HIRAGANA.fullmatch(surface) else surface


def in_kana(text: str) -> str:
    """A text before it is converted to kanji: in hiragana, as it is read. Latin letters and figures stay.

    ``Go-Techの補助率は2/3？`` → ``go-techのほじょりつは2/3?``
    """
    return "".join(_read(morpheme) for morpheme in morphemes(text, "C"))


def _read(morpheme: Morpheme) -> str:
    surface = morpheme.surface
    if not _READABLE.search(surface):
        return surface
    read = morpheme.reading or surface
    return read.translate(_TO_HIRAGANA)


PERTURBATIONS: dict[str, Callable[[str, random.Random], str]] = {
    "two_edits": edited,
    "half_of_words": half_of_words,
    "longer_half": lambda text, _: longer_half(text),
    "keywords": lambda text, _: keywords(text),
    "full_width": lambda text, _: full_width(text),
    "kana_exchanged": lambda text, _: kana_exchanged(text),
    "in_kana": lambda text, _: in_kana(text),
}
