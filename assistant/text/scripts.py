"""Which script a folded letter is of, and where a word written in kana may begin and end."""

from __future__ import annotations

import re

PARTICLE_AFTER = re.compile(
    r"[のはがをにでともへや、。？?！!]|って|から|まで|より|など|だ|です|なら|さん|という|とか|じゃ|ね|よ|$"
)
"""What follows a word in hiragana: ``びびでぃ`` ｜ ``って``."""
PARTICLE_BEFORE = re.compile(r"[のはがをにでともへやかばらい]")
"""The letter that ends what stands before it."""


def is_katakana(letter: str) -> bool:
    """Whether a letter is katakana, ー included; the empty text is not."""
    return "ァ" <= letter <= "ヺ" or letter == "ー"


def is_hiragana(letter: str) -> bool:
    """Whether a letter is hiragana."""
    return "ぁ" <= letter <= "ゖ"


def is_latin(letter: str) -> bool:
    """Whether a letter is one of a to z."""
    return "a" <= letter <= "z"


def is_kanji(letter: str) -> bool:
    """Whether a letter is a kanji of the common range."""
    return "一" <= letter <= "鿿"
