"""Names of the table as a text spells them, found fast: a thousand statements a second are checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.names import NameTable
from assistant.text.normalise import normal_text
from assistant.text.scripts import is_hiragana, is_kanji, is_katakana, is_latin

_LEFT_OUT = "・-ー \t\u3000"
_SQUEEZED = str.maketrans("づヅヴァィゥェォャュョッ", "ずズブアイウエオヤユヨツ", _LEFT_OUT)


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the table in a normalised text: where it stands, and as the documents write it."""

    start: int
    end: int
    name: str


@lru_cache(maxsize=4_096)
def squeezed(plain: str) -> str:
    """A normalised text without the signs that spellings differ in.

    ``イノベーション・プロデューサー`` and ``イノベーションプロデュサー`` → ``イノベシヨンプロデユサ``
    """
    return plain.translate(_SQUEEZED)


@dataclass(frozen=True, slots=True, eq=False)
class NameLookup:
    """(squeezed spelling, name) by the spelling's first two letters, longest first. Two tables are the same only if
    they are one object: to compare all their spellings at each statement would take longer than the check."""

    by_beginning: Mapping[str, tuple[tuple[str, str], ...]]


_recent: tuple[NameTable, NameLookup] | None = None
"""The table used last."""


def name_lookup(table: NameTable) -> NameLookup:
    """A table made ready to find its names; made once for a table that is used again and again."""
    global _recent
    recent = _recent
    if recent is None or recent[0] is not table:
        recent = _recent = (table, NameLookup(_by_beginning(table)))
    return recent[1]


@lru_cache(maxsize=4)
def _by_beginning(table: NameTable) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for alias in table.aliases:
        for spelling in alias.spellings:
            short = squeezed(normal_text(spelling))
            if len(short) >= 2:
                found.setdefault(short[:2], []).append((short, alias.name))
    return {
        head: tuple(sorted(set(names), key=lambda entry: -len(entry[0]))) for head, names in found.items()
    }


def known_names(plain: str, names: NameLookup) -> tuple[KnownName, ...]:
    """The names of the table in a normalised text, longest first where they overlap, in its order.

    ``ゴーテックとgo-tech`` → Go-Tech twice; ``中小機構`` → 中小企業基盤整備機構; ``ミラサポplus`` → nothing
    """
    if not names.by_beginning:
        return ()
    short, by_beginning = squeezed(plain), names.by_beginning
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(short) - 1:
        for spelling, name in by_beginning.get(short[at : at + 2], ()):
            if short.startswith(spelling, at) and _stands_alone(short, at, at + len(spelling)):
                found.append((at, at + len(spelling) - 1, name))
                at += len(spelling) - 1
                break
        at += 1
    if not found:
        return ()
    kept = [at for at, letter in enumerate(plain) if letter not in _LEFT_OUT]
    return tuple(KnownName(kept[start], kept[last] + 1, name) for start, last, name in found)


def _stands_alone(short: str, start: int, end: int) -> bool:
    """Whether a stretch is no part of a longer word in its own script: BIL in billing, サポイン in サポインターン.

    A name of two or three kanji must not begin within a longer word in kanji: 阪大 in 大阪大会.
    """
    before, first, last, after = short[start - 1 : start], short[start], short[end - 1], short[end : end + 1]
    for kind in (is_latin, is_katakana):
        if (kind(first) and before and kind(before)) or (kind(last) and after and kind(after)):
            return False
    if is_hiragana(last) and is_hiragana(first) and after and is_kanji(after):
        return True
    return not (end - start <= 3 and is_kanji(first) and (is_kanji(before or " ") and is_kanji(after or " ")))
