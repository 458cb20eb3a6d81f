"""Words that no document has and that are in what was found but for a slip of the keyboard: スタートアプ創出促進保証, 事業最盛."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from assistant.answering.question import Question, understand
from assistant.answering.reading import going_on
from assistant.text.names import Alias, NameTable, Resolved
from assistant.text.resolve import find_names
from assistant.text.tokens import morphemes, noun_phrases
from assistant.types import Hit

_NAME = re.compile(r"[一-龥々ァ-ヺーA-Za-zＡ-Ｚａ-ｚ・-]{5,30}")
"""What may be the name of a programme in a found text: letters of one compound."""
_MAY_BE_MISSPELT = re.compile(r"[一-龥々ぁ-んァ-ヺー]{3,12}")
_KANJI = re.compile(r"[一-龥々]")
LEAST_KANJI = 2
"""Of a compound that is known by its sound: 再生 and 最盛 alone are two words."""
_BEHIND_NO = re.compile(r"の(.+)")
"""A part of what was taken for one name: 連携融資 of 穂垂信金の連携融資."""
MOST_WORDS = 4
"""Words of a compound."""
_SOUND_ALIKE = (
    ("保証", "補償", "保障"),
    ("化学", "科学"),
    ("工業", "鉱業", "興業"),
    ("私立", "市立"),
    ("機関", "期間"),
)
"""Words that papers of agencies have side by side: one is not written for the other."""


def with_names_meant(
    asked: Question,
    unknown: Sequence[str],
    hits: Sequence[Hit],
    table: NameTable,
    is_written: Callable[[str], bool],
) -> Question | None:
    """The question with the names that the passages found spell otherwise; None where they have none so like.

    ``スタートアプ創出促進保証の限度額は`` with a passage on スタートアップ創出促進保証 → of that, with what was taken for what

    Args:
        asked: the question, understood.
        unknown: the names in it that no document knows.
        hits: what was found for it.
        table: names in all their spellings.
        is_written: whether the documents hold a word just so.
    """
    texts = [text for hit in hits for text in (hit.passage.text, *hit.passage.section)]
    names = dict.fromkeys(name for text in texts for name in _NAME.findall(text))
    own = NameTable(tuple(Alias(name, (name,)) for name in names))
    named = [one for one in find_names(asked.text, own, is_written) if _is_slip(one.resolved, unknown)]
    if not named:
        return None
    return _respelt(asked, {one.resolved.said: one.resolved.name for one in named}, table, is_written)


def with_words_meant(
    asked: Question, hits: Sequence[Hit], table: NameTable, is_written: Callable[[str], bool]
) -> Question | None:
    """The question with the compounds that no document writes and that sound like one in what was found, as a keyboard converts them
    wrongly; None where there is none.

    ``事業最盛の先生は`` with a passage on 事業再生 → ``事業再生の先生は``

    Args:
        asked: the question, understood.
        hits: what was found for it.
        table: names in all their spellings.
        is_written: whether the documents hold a word just so.
    """
    said = [*asked.names, *noun_phrases(asked.earlier)]
    parts = chain.from_iterable((name, *_BEHIND_NO.findall(name)) for name in said)
    unwritten = {
        _reading(name): name
        for name in parts
        if _MAY_BE_MISSPELT.fullmatch(name)
        and len(_KANJI.findall(name)) >= LEAST_KANJI
        and not is_written(name)
    }
    if not unwritten:
        return None
    texts = (text for hit in hits for text in (hit.passage.text, *hit.passage.section))
    meant: dict[str, str] = {}
    for name, reading in chain.from_iterable(map(_compounds, texts)):
        if (wrong := unwritten.get(reading)) and not _are_two_words(wrong, name):
            meant.setdefault(wrong, name)
    if not meant:
        return None
    return _respelt(asked, meant, table, is_written)


def _respelt(
    asked: Question, meant: Mapping[str, str], table: NameTable, is_written: Callable[[str], bool]
) -> Question:
    """The question, and those it goes on from, with words spelt otherwise, each told as a slip."""
    text, earlier = asked.text, asked.earlier
    for said, name in meant.items():
        text, earlier = text.replace(said, name), earlier.replace(said, name)
    own = understand(text, table, is_written)
    told = (Resolved(said, name, "misspelling") for said, name in meant.items())
    own = replace(own, resolved=(*own.resolved, *told))
    return going_on(own, understand(earlier, table, is_written) if earlier else None)


def _are_two_words(one: str, other: str) -> bool:
    """Whether two compounds differ by words that sound alike and are both meant as they are written: 休業保証 and 休業補償."""
    return any(
        {word for word in alike if word in one} ^ {word for word in alike if word in other}
        for alike in _SOUND_ALIKE
    )


def _compounds(text: str) -> Iterator[tuple[str, str]]:
    """Stretches of up to four words without a particle between them, each with its reading: 工房, みらい工房, みらい工房ほたる."""
    words = morphemes(text, "C")
    for begin in range(len(words)):
        surface = reading = ""
        for one in words[begin : begin + MOST_WORDS]:
            if not _MAY_BE_MISSPELT.fullmatch(surface + one.surface) and len(surface + one.surface) > 2:
                break
            if one.part_of_speech[0] not in ("名詞", "接尾辞", "接頭辞", "動詞"):
                break
            surface, reading = surface + one.surface, reading + one.reading
            yield surface, reading


def _reading(name: str) -> str:
    return "".join(one.reading for one in morphemes(name, "C"))


def _is_slip(found: Resolved, unknown: Sequence[str]) -> bool:
    said = found.said
    return found.how != "spelling" and any(said in name or name in said for name in unknown)
