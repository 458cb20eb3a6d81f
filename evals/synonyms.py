"""The same thing by another name: names of programmes and bodies, and nouns that mean nearly the same."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from assistant.text.names import Alias
from assistant.text.tokens import Morpheme, morphemes

_NOUNS = ("名詞", "接頭辞", "接尾辞", "補助記号")
"""Of the words of a name; ・ within it is a mark."""
_JOINED = re.compile(r"[ァ-ヶー一-龥々A-Za-zＡ-Ｚａ-ｚ0-9０-９・]")
"""Beside one of these a word is a part of a longer one: 支援 in 支援センター, イノプロ in イノプロ会議."""
_DONE = ("し", "す", "さ", "せ", "でき")
"""After a noun these make a verb of it: 認定した."""
_NARROWER = frozenset({"町工場", "何割", "何割補助", "特許", "集まり", "税理士", "構成比"})
"""Everyday words that say less, or more, than the official word beside them: 中小企業 is not always a 町工場."""


def other_name(text: str, rng: random.Random, aliases: Iterable[Alias]) -> str:
    """One name, drawn by lot, by another name it is known by.

    ``ゴーテックの公募`` → ``Go-Techの公募``

    Args:
        text: a question; one that asks what a name is short for stays as it is.
        rng: chooses the name and what stands for it.
        aliases: names with their other spellings, as in ``corpus/aliases.toml``.
    """
    if any(word in text for word in ("略", "別の名前", "正式")):
        return text
    others = {
        spelling: tuple(other for other in alias.spellings if other != spelling)
        for alias in aliases
        for spelling in alias.spellings
        if len(alias.spellings) > 1
    }
    return _exchanged(text, others, rng)


def other_word(text: str, rng: random.Random, pairs: Mapping[str, Sequence[str]]) -> str:
    """One everyday word, drawn by lot, as the official word for it, or the other way round.

    ``飛行機の部品`` → ``航空機の部品``

    Args:
        text: a question.
        rng: chooses the word and what stands for it.
        pairs: word → words that mean nearly the same; see ``synonyms``.
    """
    return _exchanged(text, pairs, rng)


def synonyms(table: Path) -> dict[str, tuple[str, ...]]:
    """Nouns that mean nearly the same, both ways round: the first two columns of ``corpus/everyday_words.tsv``."""
    found: dict[str, dict[str, None]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        said, _, official = line.partition("\t")
        if not said or said.startswith("#"):
            continue
        for one in said.split("、"):
            for other in filter(None, official.split("\t")[0].split("、")):
                if _is_noun(one) and _is_noun(other) and not _NARROWER & {one, other}:
                    found.setdefault(one, {})[other] = None
                    found.setdefault(other, {})[one] = None
    return {word: tuple(others) for word, others in found.items()}


class PlacedWord(NamedTuple):
    """Where in a text a word stands."""

    start: int
    end: int
    morpheme: Morpheme


def placed_words(text: str) -> list[PlacedWord]:
    """The words of a text with their places; none where bringing it to one width moves them (㌔ is two letters)."""
    found, place = [], 0
    for morpheme in morphemes(text, "C"):
        found.append(PlacedWord(place, place + len(morpheme.surface), morpheme))
        place = found[-1].end
    return found if place == len(text) else []


@lru_cache(maxsize=4_096)
def _is_noun(text: str) -> bool:
    kinds = [word.part_of_speech for word in morphemes(text, "C")]
    return all(kind[0] in _NOUNS for kind in kinds) and len(text) > 1


def _exchanged(text: str, others: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    """A text with one of these words, drawn by lot, by another for it; words within longer ones are left alone."""
    placed = placed_words(text)
    words = sorted(others, key=len, reverse=True)
    places, taken = [], set[int]()
    for word in words:
        for found in re.finditer(re.escape(word), text):
            span = set(range(*found.span()))
            if not span & taken and _stands_alone(text, found.start(), found.end(), placed):
                places.append((found.start(), found.end(), word))
            taken |= span
    if not places:
        return text
    start, end, word = rng.choice(sorted(places))
    return text[:start] + rng.choice(others[word]) + text[end:]


def _stands_alone(text: str, start: int, end: int, words: Sequence[PlacedWord]) -> bool:
    """Whether a stretch of a text is one noun or several, no part of a longer one, and no verb is made of it."""
    held = [word for word in words if word.start < end and word.end > start]
    if not held or held[0].start != start or held[-1].end != end:
        return False
    beside = text[start - 1 : start] + text[end : end + 1]
    is_noun = all(word.morpheme.part_of_speech[0] in _NOUNS for word in held)
    return is_noun and not _JOINED.search(beside) and not text.startswith(_DONE, end)
