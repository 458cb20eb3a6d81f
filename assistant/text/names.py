"""Names of programmes, bodies and platforms, in all the spellings people use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.text.normalise import fold, normalise


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


def written_out(text: str, abbreviations: Iterable[tuple[str, str]]) -> str:
    """A text with its abbreviations written out, where they are not part of the long form already.

    ``イノベが必要`` with (イノベ, イノベーション) → ``イノベーションが必要``; ``イノベーション`` and ``イノベP`` stay
    """
    for short, long in abbreviations:
        rest = re.escape(long.removeprefix(short))
        text = re.sub(rf"{re.escape(short)}(?!{rest}|[A-Za-zＡ-Ｚａ-ｚァ-ヶー])", long, text)
    return text


def split_names(text: str, aliases: Iterable[Alias]) -> tuple[list[Alias], str]:
    """The things a text names, longest spelling first, and the text with their spellings blanked out.

    ``ゴーテックの補助率は`` → ([Go-Tech], ``" の補助率は"``); ``新事業・ものずくり補助金`` →
    ([新事業・ものづくり補助金], ``" "``), not also ものづくり補助金
    """
    normalised = normalise(text, drop_spaces=True)
    folded, rest = normalised.text, list(text)
    spelled = sorted(
        ((fold(s), alias) for alias in aliases for s in alias.spellings if fold(s)), key=lambda p: -len(p[0])
    )
    found: list[Alias] = []
    for spelling, alias in spelled:
        while (at := folded.find(spelling)) >= 0:
            start, end = normalised.original_range(at, at + len(spelling))
            rest[start:end] = [" "] + [""] * (end - start - 1)
            folded = folded[:at] + "\u0000" * len(spelling) + folded[at + len(spelling) :]
            if alias not in found:
                found.append(alias)
    return found, "".join(rest)


def folded_spellings(alias: Alias) -> tuple[str, ...]:
    """All spellings of a thing, folded for comparison."""
    return tuple(dict.fromkeys(fold(spelling) for spelling in alias.spellings))
