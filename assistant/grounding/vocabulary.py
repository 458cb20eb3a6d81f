"""Words that say the same and words that exclude each other, from alike.txt and apart.txt, and classes of words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from assistant.text.tokens import morphemes

_FOLDER = Path(__file__).parent
_BROADER = {
    "金融機関": re.compile("銀行|金庫|信用組合|公庫"),
    "自治体": re.compile("都道府県|県|市(?![場販況価])|町|村"),
    "研究機関": re.compile("研究所|大学|研究機構"),
    "省庁": re.compile("省(?![エ力略資])|庁"),
    "メーカー": re.compile("製造"),
    "大学": re.compile("産学"),
    "行政": re.compile("官民|産学官|産官"),
    "金融": re.compile("産学官金"),
    "専門家": re.compile("士|師|アドバイザー"),
}
"""Words for somebody, and those in the evidence that are of their kind."""


def _lines(name: str) -> Iterator[str]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


@lru_cache(maxsize=8)
def word_class(name: str) -> frozenset[str]:
    """The words of a class in classes.toml: ``light``, ``generic``, ``passed``, ``frames``, ``pointing``, ``nobody``."""
    return frozenset(tomllib.loads((_FOLDER / "classes.toml").read_text(encoding="utf-8"))[name].split())


def one_word(word: str) -> str | None:
    """The normal form of what the tokenizer reads as one word; None for what it cuts up."""
    found = morphemes(word, "C")
    return found[0].normal if len(found) == 1 else None


@lru_cache(maxsize=1)
def _alike() -> Mapping[str, str]:
    """word → the first word of its line."""
    found: dict[str, str] = {}
    for line in _lines("alike.txt"):
        normal = [form for word in line.split() if (form := one_word(word))]
        found.update({form: normal[0] for form in normal if form not in found})
    return found


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, tuple[str, ...]]:
    """Every spelling in alike.txt that holds a Latin letter → the others of its line: ai → 人工知能."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines("alike.txt"):
        words = line.split()
        found.update({word: tuple(w for w in words if w != word) for word in words if word.isascii()})
    return found


@lru_cache(maxsize=50_000)
def canonical(normal: str) -> str:
    """The word that stands for all of its like: ``会社`` → ``企業``; a word with none stands for itself."""
    return _alike().get(normal, normal)


@lru_cache(maxsize=1)
def _sides() -> Mapping[str, tuple[tuple[int, int], ...]]:
    """word → (line, side) of each place it has in apart.txt."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for number, line in enumerate(_lines("apart.txt")):
        for side, words in enumerate(line.split("/")):
            for word in words.split():
                form = one_word(word)
                if form:
                    key = canonical(form)
                    found[key] = (*found.get(key, ()), (number, side))
    return found


@lru_cache(maxsize=50_000)
def places(key: str) -> tuple[tuple[int, int], ...]:
    """(group, side) of a word that excludes others: 増加 → ((3, 0),)"""
    return _sides().get(key, ())


@lru_cache(maxsize=50_000)
def is_listed(normal: str) -> bool:
    """Whether a word stands in one of the two files, so that it is not to be cut into shorter ones."""
    return normal in _alike() or bool(places(canonical(normal)))


def excludes(one: str, other: str) -> bool:
    """Whether two words cannot both be said of one thing: 増加 and 減少, 赤 and 黒; not 増加 and 増える."""
    theirs = dict(places(other))
    return any(group in theirs and theirs[group] != side for group, side in places(one))


def same_side(one: str, others: Iterable[str]) -> bool:
    """Whether one of some words says, of a group, what a word says: 終了 beside 廃止, of 創設/廃止."""
    mine = set(places(one))
    return any(mine.intersection(places(other)) for other in others)


def opposes(one: str, other: str) -> bool:
    """Whether one word is the other's opposite, so that denying the one says the other: 必要 and 不要."""
    return excludes(one, other) and any(group in _pairs() for group, _ in places(one))


@lru_cache(maxsize=1)
def _pairs() -> frozenset[int]:
    return frozenset(number for number, line in enumerate(_lines("apart.txt")) if line.count("/") == 1)


def has_of_kind(name: str, plain: str) -> bool:
    """Whether a text speaks of somebody for whom a word is the wider one: 銀行 for 金融機関."""
    kinds = _BROADER.get(name)
    return kinds is not None and kinds.search(plain) is not None
