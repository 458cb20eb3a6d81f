"""Everyday words and the official words they stand for: クルマ is 自動車 in a document, 跡継ぎ is 後継者 or 事業承継."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from assistant.errors import InputError, reason
from assistant.text.normalise import fold
from assistant.text.tokens import Morpheme, morphemes

FILE_NAME = "everyday_words.tsv"
STRENGTHS = (1.0, 0.7, 0.4)
"""What the columns of official words are worth: nearly the same thing, usually, sometimes."""
_SKIPPED = frozenset({"助詞", "助動詞", "空白"})
_BREAKS = frozenset({"補助記号", "記号"})
_POLITE = frozenset({"御", "さん", "様"})
_GLUED = frozenset({"名詞", "接頭辞", "接尾辞"})
"""Beside one of these a word of one letter is a part of a longer word: 金 in 補助金, 県 in 県道."""

Key = tuple[str, ...]
"""Content words in short units and normal form, particles and politeness left out: おカネが出る → (かね, 出る)."""


@dataclass(frozen=True, slots=True)
class OfficialWord:
    """What documents write for an everyday word."""

    words: Key
    folded: str
    strength: float
    """From 0.4, sometimes meant by it, to 1, nearly the same thing."""

    def said_in(self, text: str, words: frozenset[str]) -> bool:
        """Whether a text, folded and as its set of short words, holds it."""
        return self.words[0] in words and (len(self.words) == 1 or self.folded in text)


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """What corpus/everyday_words.tsv holds."""

    entries: Mapping[Key, tuple[OfficialWord, ...]] = field(default_factory=dict)
    longest: int = 0
    """The number of words of the longest thing said."""


NO_WORDS = EverydayWords()


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A content word of a text, and whether it is no part of a longer noun; ``word`` is empty for a break."""

    word: str
    is_alone: bool = False


def read_everyday_words(path: Path) -> EverydayWords:
    """The table of a corpus, read again when it has changed; without entries where there is none.

    Raises:
        InputError: the file cannot be read, or a line of it is no entry.
    """
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return NO_WORDS


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> EverydayWords:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "UTF-8 ではありません"
        raise InputError(
            f"{path.name} を読めません（{why}）。", "UTF-8 で保存し、置き場所と権限を確かめてください。"
        ) from error
    entries: dict[Key, tuple[OfficialWord, ...]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            for said, official in _entries(line, f"{path.name} の {number} 行目"):
                entries[said] = (*entries.get(said, ()), *official)
    strongest = {said: tuple(sorted(words, key=lambda w: -w.strength)) for said, words in entries.items()}
    return EverydayWords(strongest, max(map(len, strongest), default=0))


def _entries(line: str, where: str) -> Iterator[tuple[Key, tuple[OfficialWord, ...]]]:
    """What is said and what it stands for, for each spoken word of a line."""
    said, *columns = line.split("\t")
    official = tuple(
        OfficialWord(_key(word), fold(word), strength)
        for strength, column in zip(STRENGTHS, columns, strict=False)
        for word in _listed(column)
    )
    keys = [_key(word) for word in _listed(said)]
    is_entry = bool(keys and official) and all((*keys, *(word.words for word in official)))
    if not is_entry or len(columns) > len(STRENGTHS):
        raise InputError(
            f"{where}に、ふだんの言葉と資料の言葉の組がありません。",
            "ふだんの言葉、ほぼ同じ・たいてい・ときに当たる資料の言葉を、タブで区切って書いてください。",
        )
    return ((key, official) for key in keys)


def _listed(column: str) -> list[str]:
    return [word.strip() for word in column.split("、") if word.strip()]


def _key(text: str) -> Key:
    return tuple(spoken.word for spoken in _spoken(text) if spoken.word)


def _spoken(text: str) -> list[_Spoken]:
    found: list[_Spoken] = []
    cut = morphemes(text, "A")
    for place, morpheme in enumerate(cut):
        kind = morpheme.part_of_speech[0]
        if kind in _BREAKS:
            found.append(_Spoken(""))
        elif kind not in _SKIPPED and morpheme.normal not in _POLITE:
            neighbours = (*cut[max(0, place - 1) : place], *cut[place + 1 : place + 2])
            found.append(_Spoken(morpheme.normal.lower(), not any(map(_is_glued, neighbours))))
    return found


def _is_glued(neighbour: Morpheme) -> bool:
    return neighbour.part_of_speech[0] in _GLUED and neighbour.normal not in _POLITE


def official_words(text: str, table: EverydayWords) -> dict[str, tuple[OfficialWord, ...]]:
    """The official words for each everyday word of a text, strongest first; of overlapping entries the longest counts.

    ``クルマの仕事`` → {車: (自動車 1.0, 車両 0.7)}; ``よその国`` → 余所 and 国 both stand for (海外 1.0, 外国 1.0, …)

    Args:
        text: what was said.
        table: the table of everyday words.

    Returns:
        by content word in short units and normal form, as ``assistant.text.tokens.terms`` gives them.
    """
    spoken, found, place = _spoken(text) if table.entries else [], {}, 0
    while place < len(spoken):
        length = _longest_entry(spoken[place : place + table.longest], table)
        said = tuple(one.word for one in spoken[place : place + length])
        found.update({word: table.entries[said] for word in said})
        place += length or 1
    return found


def official_name(name: str, table: EverydayWords) -> tuple[str, ...]:
    """What documents call a thing that people call by this name, folded; none where only a part of the name has official words.

    ``景況調査`` → 景気動向調査; ``雪国起業応援金`` → nothing, though 起業 is called 創業
    """
    spoken = [one.word for one in _spoken(name)] if table.entries else []
    official = table.entries.get(tuple(spoken), ())
    return tuple(one.folded for one in official if one.strength == 1)


def _longest_entry(ahead: Sequence[_Spoken], table: EverydayWords) -> int:
    """How many of the next words are the longest entry; 0 where none begins here."""
    for length in range(len(ahead), 0, -1):
        said = tuple(one.word for one in ahead[:length])
        if said in table.entries and (length > 1 or len(said[0]) > 1 or ahead[0].is_alone):
            return length
    return 0
