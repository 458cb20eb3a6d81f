"""A name that no document knows and that is one in what was found but for a slip of the keyboard: スタートアプ創出促進保証."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.question import Question, understand
from assistant.text.names import Alias, NameTable, Resolved
from assistant.text.resolve import find_names
from assistant.types import Hit

_NAME = re.compile(r"[一-龥々ァ-ヺーA-Za-zＡ-Ｚａ-ｚ・-]{5,30}")
"""What may be the name of a programme in a found text: letters of one compound."""


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


def _is_slip(found: Resolved, unknown: Sequence[str]) -> bool:
    said = found.said
    return found.how != "spelling" and any(said in name or name in said for name in unknown)
