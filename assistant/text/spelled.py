"""Names that a text spells out: as the table has them, or in a variant of writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.names import How, Named, NameTable, Resolved
from assistant.text.normalise import fold
from assistant.text.readings import reading
from assistant.text.regions import is_place
from assistant.text.scripts import (
    PARTICLE_AFTER,
    PARTICLE_BEFORE,
    is_hiragana,
    is_kanji,
    is_katakana,
    is_latin,
)
from assistant.text.tokens import is_word, word_ends
from assistant.text.variants import loosen, loosened

SHORTEST_VARIANT, SHORTEST_READING = 3, 5
"""Loosened letters from which a variant, and a reading in kana, is taken for the name: とうだい is rather 灯台."""
SHORT_IN_KANJI = 3
"""A name of so few kanji counts only where the tokenizer ends words too: 阪大 is not in 大阪大会, nor 東大 in 東大阪."""
PLACE_LENGTHS = (2, 3, 4)
"""Letters of a place that may stand before a name: 関西, 名古屋, 東京都内 stands apart."""
_BLANK = "\u0000"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name, loosened; ``folded`` is None for a reading in kana."""

    loose: str
    folded: str | None
    name: str


@lru_cache(maxsize=4)
def forms(table: NameTable) -> tuple[Form, ...]:
    """All ways to write all names, longest first; a spelling before a reading."""
    found: dict[tuple[str, str], Form] = {}
    for alias in table.aliases:
        for spelling in alias.spellings:
            form = Form(loosened(spelling), fold(spelling), alias.name)
            found.setdefault((form.loose, form.name), form)
        for spelling in filter(lambda spelling: any(map(is_kanji, spelling)), alias.spellings):
            form = Form(loosened(reading(spelling)), None, alias.name)
            if len(form.loose) >= SHORTEST_READING:
                found.setdefault((form.loose, form.name), form)
    return tuple(sorted((form for form in found.values() if form.loose), key=lambda form: -len(form.loose)))


@lru_cache(maxsize=4)
def _spellings(table: NameTable) -> frozenset[str]:
    return frozenset(fold(spelling) for alias in table.aliases for spelling in alias.spellings)


def spelled_names(text: str, table: NameTable) -> Iterator[Named]:
    """Spellings and variants of them, longest first and none inside another.

    ``ごーてくとＢＩＬ`` → Go-Tech (ごーてく, "variant"), ブリッジ・イノベーション・ラボラトリ (ＢＩＬ, "spelling")
    """
    loose = loosen(text)
    rest, spellings = loose.text, _spellings(table)
    for form in forms(table):
        at = rest.find(form.loose)
        while at >= 0:
            after = at + len(form.loose)
            start, end = _trimmed(text, *loose.original_range(at, after))
            said = text[start:end]
            how: How = "spelling" if fold(said) in spellings else "variant"
            if (
                _stands_alone(text, start, end, how)
                and (how == "spelling" or _may_vary(said, form))
                and not _is_of_another_place(text, start, form)
            ):
                rest = rest[:at] + _BLANK * len(form.loose) + rest[after:]
                yield Named(start, end, Resolved(said, form.name, how))
            at = rest.find(form.loose, at + 1)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without what only follows it: ``びびでぃっ`` of びびでぃって → ``びびでぃ``; ビビディー keeps its ー."""
    while end > start + 1 and (text[end - 1] in "・･·-－‐−っッｯ" or text[end - 1].isspace()):
        end -= 1
    return start, end


def _may_vary(said: str, form: Form) -> bool:
    """Whether a variant is long enough, and no word of its own."""
    if form.folded is None:
        return not any(map(is_kanji, said))
    return len(form.loose) >= SHORTEST_VARIANT and not is_word(said, form.folded)


def _is_of_another_place(text: str, start: int, form: Form) -> bool:
    """Whether a short form stands behind another place than the one its full name begins with.

    ``関西`` before ヘルスケア・ラボ・コンソーシアム is not 関東ヘルスケア・ラボ・コンソーシアム; よろず支援拠点 has no place in its name
    and is the same one behind any.
    """
    if form.folded is None or not fold(form.name).endswith(form.folded):
        return False
    place, before = fold(form.name).removesuffix(form.folded), fold(text[:start])
    others = {before[-length:] for length in PLACE_LENGTHS} - {place}
    return is_place(place) and any(is_place(other) for other in others)


def _stands_alone(text: str, start: int, end: int, how: How) -> bool:
    """Whether a stretch is no part of a longer word: BIL in billing, イノベーションネット in イノベーションネットワーク."""
    said, before, after = fold(text[start:end]), fold(text[:start][-2:]), fold(text[end : end + 4])
    first, last, left, right = said[:1], said[-1:], before[-1:], after[:1]
    if (is_latin(first) and (is_latin(left) or left.isdigit())) or (is_latin(last) and is_latin(right)):
        return False
    if is_katakana(first) and is_katakana(left):
        return False
    if is_katakana(last) and (is_katakana(right) or is_latin(right)):
        return False
    if is_hiragana(first) and is_hiragana(left) and not PARTICLE_BEFORE.match(left):
        return False
    if is_hiragana(last) and is_hiragana(right) and not PARTICLE_AFTER.match(after):
        return False
    if how == "variant" and said.endswith(("補助", "助成")) and is_kanji(right):
        return after.startswith("事業")
    if len(said) <= SHORT_IN_KANJI and is_kanji(first) and is_kanji(last):
        return {start, end} <= word_ends(text)
    return True
