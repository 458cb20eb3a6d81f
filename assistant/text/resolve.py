"""What a text names, however it is written, and the text as the documents would write it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.text.misspelt import misspelt_names
from assistant.text.names import Named, NameTable, Resolved, written_out
from assistant.text.spelled import spelled_names

MAX_SPELLINGS = 3
"""How many spellings of a name are searched for."""


def find_names(text: str, table: NameTable, is_written: Callable[[str], bool]) -> tuple[Named, ...]:
    """The places where a text names something, in its order; none overlaps another.

    ``ジエグテッグとよろず`` → Resolved("ジエグテッグ", "J-GoodTech", "misspelling"), Resolved("よろず", "よろず支援拠点",
    "spelling")

    A wrong name is worse than none: see ``slips`` and ``misspelt_names`` for what is not taken for one.

    Args:
        text: a question or query.
        table: names in their spellings.
        is_written: whether the documents hold a word just so; asked only of what looks like a misspelling.
    """
    spelled = tuple(spelled_names(text, table))
    misspelt = misspelt_names(text, table, spelled, is_written)
    return tuple(sorted((*spelled, *misspelt), key=lambda named: named.start))


def resolved_in(named: Sequence[Named]) -> tuple[Resolved, ...]:
    """What was resolved, each once."""
    return tuple(dict.fromkeys(found.resolved for found in named))


def rewritten(text: str, named: Sequence[Named]) -> str:
    """A text with variants and misspellings written as documents do; spellings of the table stay."""
    kept = [f.resolved.said if f.resolved.how == "spelling" else f.resolved.name for f in named]
    return _replaced(text, named, kept)


def without_names(text: str, named: Sequence[Named]) -> str:
    """A text with a space in the place of each name: ``ゴーテックの補助率は`` → ``" の補助率は"``."""
    return _replaced(text, named, [" "] * len(named))


def search_text(text: str, named: Sequence[Named], table: NameTable) -> str:
    """What is searched for: a text as documents write it, and behind it the first spellings of its names.

    ``ゴーテグの公募`` → ``Go-Techの公募 Go-Tech ゴーテック GoTech``
    """
    names = dict.fromkeys(found.resolved.name for found in named)
    spellings = {alias.name: alias.spellings[:MAX_SPELLINGS] for alias in table.aliases}
    return " ".join([rewritten(text, named), *(s for name in names for s in spellings[name])])


def resolve_query(
    query: str, table: NameTable, is_written: Callable[[str], bool]
) -> tuple[tuple[Resolved, ...], str]:
    """What a query names, and what is searched for it; abbreviations are written out.

    ``イノベのアンケ`` → (), ``イノベーションのアンケート``
    """
    full = written_out(query, table.abbreviations)
    named = find_names(full, table, is_written)
    return resolved_in(named), search_text(full, named, table)


def _replaced(text: str, named: Sequence[Named], by: Sequence[str]) -> str:
    parts, at = [], 0
    for found, instead in zip(named, by, strict=True):
        parts += [text[at : found.start], instead]
        at = found.end
    return "".join([*parts, text[at:]])
