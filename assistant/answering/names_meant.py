"""A name that no document knows and that is one in what was found but for a slip of the keyboard: スタートアプ創出促進保証."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.question import Question, understand
from assistant.text.names import Alias, NameTable, Resolved
from assistant.text.resolve import find_names
from assistant.text.tokens import morphemes, noun_phrases
from assistant.types import Hit

_NAME = re.compile(r"[一-龥々ァ-ヺーA-Za-zＡ-Ｚａ-ｚ・-]{5,30}")
"""What may be the name of a programme in a found text: letters of one compound."""
_KANJI = re.compile(r"[一-龥々]{3,12}")
"""A compound long enough to be known by its sound: 再生 and 最盛 alone are two words."""


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
    text = asked.text
    for one in named:
        text = text.replace(one.resolved.said, one.resolved.name)
    meant = understand(text, table, is_written)
    told = (replace(one.resolved, how="misspelling") for one in named)
    return replace(meant, earlier=asked.earlier, resolved=(*meant.resolved, *told))


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
    unwritten = [name for name in asked.names if _KANJI.fullmatch(name) and not is_written(name)]
    if not unwritten:
        return None
    texts = (text for hit in hits for text in (hit.passage.text, *hit.passage.section))
    by_reading = {
        _reading(name): name for text in texts for name in noun_phrases(text) if _KANJI.fullmatch(name)
    }
    meant = {said: name for said in unwritten if (name := by_reading.get(_reading(said)))}
    if not meant:
        return None
    text = asked.text
    for said, name in meant.items():
        text = text.replace(said, name)
    told = (Resolved(said, name, "misspelling") for said, name in meant.items())
    understood = understand(text, table, is_written)
    return replace(understood, earlier=asked.earlier, resolved=(*understood.resolved, *told))


def _reading(name: str) -> str:
    return "".join(one.reading for one in morphemes(name, "C"))


def _is_slip(found: Resolved, unknown: Sequence[str]) -> bool:
    said = found.said
    return found.how != "spelling" and any(said in name or name in said for name in unknown)
