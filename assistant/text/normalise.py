"""Bring Japanese text to one spelling for comparison, and find the way back to the original."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.radicals import CHARACTERS_OF_RADICALS

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
_TILDES = dict.fromkeys(map(ord, "〜～∼˜"), "~")
_SIGMA = {ord("Σ"): "σ"}  # lower() alone writes it ς at a word's end
_DOT = {ord("‧"): "・"}  # what a browser's PDF has for it, 会員‧学⽣
_FOLD = _DOT | _DASHES | _TILDES | _SIGMA | CHARACTERS_OF_RADICALS
_VOICED_MARKS = "ﾞﾟ\u3099\u309a"


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised text with, for each of its characters, the offset of the original character.

    ``offsets`` has one entry more than ``text``; the last is the length of the original.
    """

    text: str
    offsets: tuple[int, ...]

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """Range in the original text of ``text[start:end]``.

        A character of the original that became several is covered whole.
        """
        if start >= end:
            return self.offsets[start], self.offsets[start]
        last = self.offsets[end - 1]
        after = end
        while self.offsets[after] == last:
            after += 1
        return self.offsets[start], self.offsets[after]


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Characters with the marks that belong to them: ﾌﾟ is one プ only when taken together."""
    start = 0
    for i in range(1, len(text) + 1):
        if i < len(text) and (
            unicodedata.combining(text[i]) or text[i] in _VOICED_MARKS or _is_jamo(text[i])
        ):
            continue
        if start < i:
            yield start, text[start:i]
        start = i


LONGEST_KEPT = 300
"""Characters of a text whose normal form is kept: an answer asks for that of one sentence twenty times, of a page once."""


def _is_jamo(character: str) -> bool:
    """Whether it is the second or third part of a Hangul syllable written in parts."""
    return "\u1160" <= character <= "\u11ff"


def normalise(text: str, *, drop_spaces: bool = False) -> Normalised:
    """One spelling for width, case, dashes and radicals, with the way back.

    ``ＧＯ－ＴＥＣＨ ﾌﾟﾛｸﾞﾗﾑ`` → ``go-tech プログラム``; with ``drop_spaces`` → ``go-techプログラム``.

    Args:
        text: any text.
        drop_spaces: leave all white space out, to compare across line breaks.
    """
    if not drop_spaces and unicodedata.is_normalized("NFKC", text):
        plain = text.translate(_FOLD).lower()
        if len(plain) == len(text):  # as nearly every text: letter by letter took four times as long
            return Normalised(plain, tuple(range(len(text) + 1)))
    out: list[str] = []
    offsets: list[int] = []
    for start, cluster in _clusters(text):
        for character in unicodedata.normalize("NFKC", cluster).translate(_FOLD).lower():
            if drop_spaces and character.isspace():
                continue
            out.append(character)
            offsets.append(start)
    return Normalised("".join(out), (*offsets, len(text)))


def normal_text(text: str) -> str:
    """The text that ``normalise`` gives, forty times as fast: nothing is kept of where each character came from.

    ``ＧＯ－ＴＥＣＨ ﾌﾟﾛｸﾞﾗﾑ`` → ``go-tech プログラム``
    """
    return _normal_line(text) if len(text) <= LONGEST_KEPT else _normal(text)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_FOLD).lower()


_normal_line = lru_cache(maxsize=20_000)(_normal)


def unified(text: str) -> str:
    """One width and one character for each radical; case, dashes and tildes as they are written: ``⻘⽊ ＡＩ－`` → ``青木 AI-``"""
    return unicodedata.normalize("NFKC", text).translate(CHARACTERS_OF_RADICALS)


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The spelling used to compare: normalised, without white space.

    ``補助率 ２／３ 以内`` → ``補助率2/3以内``

    The same text as ``normalise(text, drop_spaces=True)`` gives.
    """
    return "".join(normal_text(text).split())
