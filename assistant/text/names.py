"""Names of programmes, bodies and platforms, in all the spellings people use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from assistant.text.normalise import fold

How = Literal["spelling", "variant", "misspelling"]
"""How what was said was taken for a name: it is in the table, but for width and case; it is another way to write
what is there; or it is that with a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One thing and all its spellings, the documents' own first."""

    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameTable:
    """What corpus/aliases.toml holds."""

    aliases: tuple[Alias, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    """(as people say it, written out)"""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A thing a text names: as it was said, as the documents write it, and how one was taken for the other."""

    said: str
    name: str
    how: How


@dataclass(frozen=True, slots=True)
class Named:
    """Where in a text a thing is named."""

    start: int
    end: int
    resolved: Resolved


@lru_cache(maxsize=4)
def read_names(path: Path) -> NameTable:
    """The table of names of a corpus; empty where there is none."""
    if not path.is_file():
        return NameTable()
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return NameTable(
        tuple(Alias(entry["name"], (entry["name"], *entry["spellings"])) for entry in table.get("alias", [])),
        tuple((entry["short"], entry["long"]) for entry in table.get("abbreviation", [])),
    )


_SCHOOLS = {"小": "小学校", "中": "中学校", "高": "高校"}
_SCHOOL_YEAR = re.compile(
    r"(?<![一-龥])(?P<school>[小中高])(?P<year>[1-6１-６])(?=と|から|より|の|で|は|、|が|や|って|[?？]|$)"
)


def written_out(text: str, abbreviations: Iterable[tuple[str, str]]) -> str:
    """A text with its abbreviations written out, where they are not part of the long form already.

    ``イノベが必要`` with (イノベ, イノベーション) → ``イノベーションが必要``; ``イノベーション`` and ``イノベP`` stay; ``小4と中2で`` with any →
    ``小学校4年生と中学校2年生で``
    """
    for short, long in abbreviations:
        rest = re.escape(long.removeprefix(short))
        text = re.sub(rf"{re.escape(short)}(?!{rest}|[A-Za-zＡ-Ｚａ-ｚァ-ヶー])", long, text)
    return _SCHOOL_YEAR.sub(lambda found: f"{_SCHOOLS[found['school']]}{found['year']}年生", text)


def folded_spellings(alias: Alias) -> tuple[str, ...]:
    """All spellings of a thing, folded for comparison."""
    return tuple(dict.fromkeys(fold(spelling) for spelling in alias.spellings))
