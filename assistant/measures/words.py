"""The words a situation is read from: facet_words.toml and spellings.toml, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_FILES = ("facet_words.toml", "spellings.toml")
_GAP = r"[^、。!?\n]{0,10}?"
"""What "…" stands for: a few letters of the same clause."""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, str | list[str]]]:
    table: dict[str, Mapping[str, str | list[str]]] = {}
    for name in _FILES:
        table |= tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=32)
def words_for(facet: str) -> Mapping[str, re.Pattern[str]]:
    """Of each value of a facet, what it is said by; ``whose`` and ``when`` are read as facets are.

    ``purpose`` → {"research": 研究開発|試験研究|…, …}; to be searched in normalised text.

    Raises:
        KeyError: the file has no words for it.
    """
    return {
        value: re.compile(_written_out(said if isinstance(said, str) else "|".join(said)))
        for value, said in _table()[facet].items()
    }


@lru_cache(maxsize=1)
def spellings() -> tuple[str, ...]:
    """The words of the field that are read in kana too."""
    return tuple(str(_table()["kana"]["words"]).split())


def _written_out(words: str) -> str:
    for name, shared in _table()["shared"].items():
        words = words.replace(f"<{name}>", str(shared))
    return words.replace("…", _GAP)
