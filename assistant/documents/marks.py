"""What an item of a list begins with: (2), ア, ①, ・."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.documents.headings import is_bullet
from assistant.text.normalise import normal_text

_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
_KANA_MARK = re.compile(rf"([{_KANA}])[\s.．、)）]")
_NUMBER_MARK = re.compile(r"(\(?)([0-9]{1,2})(\)|[.．](?![0-9])|(?= ))")
_PART = re.compile(r"第[0-9一二三四五六七八九十百]+[部章編節条]|#{1,6} ")
_NOTE = re.compile(r"※|注[0-9０-９ 　:：）)]")


@dataclass(frozen=True, slots=True)
class Mark:
    """What an item begins with: of which kind, and the how manieth it is where that is told."""

    kind: str
    ordinal: int | None = None


@lru_cache(maxsize=20_000)
def mark_of(line: str) -> Mark | None:
    """What a line begins with: ``(2)　見積書`` → ``()``, 2; ``・見積書`` → ``・``; ``※ 写しで可`` → ``note``; 見積書 → None"""
    stripped = line.strip()
    if _PART.match(normal_text(stripped)):
        return Mark("part")
    if "①" <= stripped[:1] <= "⑳":
        return Mark("circled", ord(stripped[0]) - ord("①") + 1)
    if kana := _KANA_MARK.match(stripped):
        return Mark("kana", _KANA.index(kana[1]) + 1)
    if number := _NUMBER_MARK.match(normal_text(stripped)):
        return Mark(number[1] + number[3] or " ", int(number[2]))
    if _NOTE.match(stripped):
        return Mark("note")
    return Mark(stripped[0]) if is_bullet(line) else None
