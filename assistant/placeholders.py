"""Placeholders that stand for what names a client, and the way back to what they stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from assistant.text.identifiers import Hidden

KINDS = (
    "人名", "会社名", "電話番号", "メール", "URL", "アカウント", "郵便番号", "住所", "生年月日", "口座番号", "カード番号",
    "登録番号", "法人番号", "個人番号", "許可番号", "車両番号", "番号",
)  # fmt: skip
"""What a placeholder may call what it stands for, the longest of those that end alike first."""
_OPENING, _CLOSING = "〔[【［({（｛「『〈《<＜", "〕]】］)}）｝」』〉》>＞"
_LOOSE = re.compile(
    rf"[{re.escape(_OPENING)}]\s*(?P<kind>{'|'.join(KINDS)})\s*(?P<number>[0-9０-９]{{1,4}})\s*[{re.escape(_CLOSING)}]"
)
_EXACT = re.compile(rf"〔(?:{'|'.join(KINDS)})[0-9]{{1,4}}〕")


def restored(text: str, replacements: Iterable[tuple[str, str]]) -> str:
    """What stood where the placeholders of an answer stand.

    ``〔人名1〕さん、[会社名２]、【人名 3】`` with 〔人名1〕 for 佐藤 and 〔会社名2〕 for 森田酒造 → ``佐藤さん、森田酒造、【人名 3】``:
    other brackets, full-width digits and spaces are forgiven, and only placeholders that were given out are replaced.

    Args:
        text: an answer, or any text that was written with placeholders.
        replacements: (placeholder, what it stands for), as ``masked_together`` gave them.
    """
    meant = {_plain(placeholder): original for placeholder, original in replacements}
    return _LOOSE.sub(lambda match: meant.get(_plain(match.group()), match.group()), text)


def placeholders_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text holds placeholders as ``masked`` writes them, which are never hidden again."""
    return (match.span() for match in _EXACT.finditer(text))


def replaced(
    texts: Sequence[str], hidden: Sequence[Sequence[Hidden]]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Put placeholders in place of what is hidden; the same words of the same kind get the same one.

    A number that a user's own text has in such a placeholder is not given out: 〔人名1〕 typed by hand stays.

    Args:
        texts: the texts.
        hidden: of each text, what to hide, in order and without overlaps.

    Returns:
        The texts with placeholders, and (placeholder, what it stands for) in the order of first appearance.
    """
    typed = {_plain(match.group()) for text in texts for match in _LOOSE.finditer(text)}
    given: dict[tuple[str, str], str] = {}
    last: dict[str, int] = {}
    written = []
    for text, stretches in zip(texts, hidden, strict=True):
        parts, position = [], 0
        for stretch in stretches:
            original = (stretch.kind, text[stretch.start : stretch.end])
            if original not in given:
                given[original] = _next(stretch.kind, last, typed)
            parts += [text[position : stretch.start], given[original]]
            position = stretch.end
        written.append("".join([*parts, text[position:]]))
    return tuple(written), tuple((placeholder, original) for (_, original), placeholder in given.items())


def _next(kind: str, last: dict[str, int], typed: set[str]) -> str:
    while True:
        last[kind] = last.get(kind, 0) + 1
        if f"{kind}{last[kind]}" not in typed:
            return f"〔{kind}{last[kind]}〕"


def _plain(placeholder: str) -> str:
    """``【人名 １】`` → ``人名1``"""
    return "".join(unicodedata.normalize("NFKC", placeholder[1:-1]).split())
