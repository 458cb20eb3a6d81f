"""What is taken out of a text before it leaves the machine: names, numbers and places of a client.

A first version, for the questions sent to an embedding server: rules for what has a pattern, GiNZA's
named entities and the build of names for people and companies. What it misses is in docs/design.md.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.text.names import Alias, NameTable
from assistant.text.normalise import normalise
from assistant.text.spelled import spelled_names

_COUNT = r"(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})"
_NO_AMOUNT = r"(?!\s?[万億千円人名社件年月割%.,\d])"
_LOT = rf"{_COUNT}(?:丁目|番地|番|-)(?:{_COUNT}(?:番地|番|号|-)?(?:の(?=\d))?){{0,3}}{_NO_AMOUNT}"
_BUILDING = r"(?:\s?[a-z一-龥ァ-ヶー]{1,12}(?:ビル|マンション|ハイツ|アパート|荘)(?:\d+(?:階|f|号室)?)?)?"
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("メール", re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("番号", re.compile(r"(?<![\d,.])t?\d{12,13}(?![\d,.]*\d)(?!円)")),
    (
        "口座番号",
        re.compile(
            r"(?:(?:普通|当座|貯蓄)(?:預金)?|口座(?:番号)?|記号|番号)[\s:はのがno.]{0,4}(?P<hide>\d{5,8})"
            + _NO_AMOUNT
        ),
    ),
    (
        "電話番号",
        re.compile(
            r"(?<![\d.,-])(?:\+81[-\s]?|\(?0)\d{1,4}\)?[-ー(\s]{0,2}\d{1,4}[-ー)\s]{0,2}\d{3,4}(?![\d,])"
        ),
    ),
    ("郵便番号", re.compile(r"〒\s?\d{3}[-ー]?\d{4}|(?<![\d-])\d{3}-\d{4}(?!-)" + _NO_AMOUNT)),
    (
        "住所",
        re.compile(
            rf"[都道府県市区町村郡](?P<hide>(?:(?![市区郡])[一-龥々ァ-ヶー])(?:(?![市区郡])[一-龥々ァ-ヶーのが]){{0,9}}?{_LOT}{_BUILDING})"
        ),
    ),
    (
        "住所",
        re.compile(
            rf"[一-龥々ァ-ヶー]{{1,8}}{_COUNT}(?:丁目|番地){_COUNT}?(?:番地|番|号|-|の)?{_COUNT}?号?{_BUILDING}"
        ),
    ),
)
"""(what it is, pattern in normalised text). Where the pattern has a group ``hide``, only that goes: the
municipality of an address stays, because measures differ by region."""
_Range = tuple[int, int, str]
"""(start, end, what it is)"""
_TELEPHONE_DIGITS = range(10, 13)
_LABELS = {"person": "人名", "company": "会社名"}


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without what names a client, and what stood where."""

    text: str
    replacements: tuple[tuple[str, str], ...]
    """(placeholder, what it stands for), in the order of first appearance."""


def masked(text: str, known: Iterable[Alias] = ()) -> Masked:
    """Replace what could tell who a client is by placeholders.

    ``佐藤さん（電話03-1234-5678）のものづくり補助金`` →
    ``〔人名1〕さん（電話〔電話番号1〕）のものづくり補助金``

    Args:
        text: a question as the user wrote it.
        known: names of public bodies and programmes, which stay.
    """
    public = _public_ranges(text, known)
    hidden = list(_without_overlaps(_by_rule(text), []))  # what has a pattern goes, whatever name is in it
    names = (
        entity
        for entity in _by_name(text)
        if not any(begin <= entity[0] and entity[1] <= stop for begin, stop in public)
    )
    hidden.extend(_without_overlaps(names, hidden))
    return _replaced(text, sorted(hidden))


def _without_overlaps(found: Iterable[_Range], taken: Iterable[_Range]) -> Iterator[_Range]:
    kept = list(taken)
    for start, end, label in found:
        if not any(start < stop and begin < end for begin, stop, _ in kept):
            kept.append((start, end, label))
            yield start, end, label


def is_this_machine(url: str) -> bool:
    """Whether an address is of the machine itself, so that nothing leaves it.

    ``http://127.0.0.1:8080/v1`` → True; ``https://api.openai.com/v1`` → False
    """
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _by_rule(text: str) -> Iterator[tuple[int, int, str]]:
    normalised = normalise(text)
    for label, pattern in _RULES:
        for match in pattern.finditer(normalised.text):
            group = "hide" if "hide" in pattern.groupindex else 0
            digits = sum(character.isdigit() for character in match.group())
            if label == "電話番号" and digits not in _TELEPHONE_DIGITS:
                continue
            yield (*normalised.original_range(*match.span(group)), label)


def _by_name(text: str) -> Iterator[tuple[int, int, str]]:
    from assistant.text.entities import people_and_companies

    for entity in people_and_companies(text):
        yield entity.start, entity.end, _LABELS[entity.kind]


def _public_ranges(text: str, known: Iterable[Alias]) -> list[tuple[int, int]]:
    """Where a text names a public body or a programme, and not as part of a longer word."""
    return [(named.start, named.end) for named in spelled_names(text, NameTable(tuple(known)))]


def _replaced(text: str, hidden: list[tuple[int, int, str]]) -> Masked:
    placeholders: dict[tuple[str, str], str] = {}
    numbers: dict[str, int] = {}
    parts, position = [], 0
    for start, end, label in hidden:
        original = text[start:end]
        if (label, original) not in placeholders:
            numbers[label] = numbers.get(label, 0) + 1
            placeholders[label, original] = f"〔{label}{numbers[label]}〕"
        parts += [text[position:start], placeholders[label, original]]
        position = end
    replacements = tuple((placeholder, original) for (_, original), placeholder in placeholders.items())
    return Masked("".join([*parts, text[position:]]), replacements)
