"""Short keys that stand for passages in a prompt: never 1, 2, 3, which collide with the figures of the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from assistant.types import Passage

LETTERS, DIGITS = "bcdfghjkmnpqrstvwxz", "2345679"
"""Without vowels, so that no key is a word; without l, o, 0, 1 and 8, which are mistaken for others."""
EXAMPLES = ("b2c3d", "f4g5h", "z9z9z")
"""Keys the prompt shows as examples; no passage has one of them."""


def key_of(text: str) -> str:
    """The key of a text: letter, digit, letter, digit, letter, one of 336,091.

    ``補助率は2/3`` → ``r7n3b``, say; the same text always has the same key.
    """
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8], "big")
    key = ""
    for alphabet in (LETTERS, DIGITS, LETTERS, DIGITS, LETTERS):
        number, place = divmod(number, len(alphabet))
        key += alphabet[place]
    return key


def evidence_keys(passages: Sequence[Passage], taken: Iterable[str] = EXAMPLES) -> list[str]:
    """A key for each passage, in order, each different from the others and from those taken.

    It is made from the passage's place and text, so that a passage keeps its key from question to question.
    """
    seen, keys = set(taken), []
    for passage in passages:
        told = f"{passage.doc_id}\n{passage.page_index}\n{passage.start}\n{passage.text}"
        key = key_of(told)
        while key in seen:
            told += "\n"
            key = key_of(told)
        seen.add(key)
        keys.append(key)
    return keys
