"""What is kept of a passage to search it by, and the tokens of each channel made from that.

Kept are its words, its plain text and its reading; pairs and trigrams are made from these while an
index is built: a letter stands in about five of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from assistant.text.normalise import normal_text
from assistant.text.pairs import near_pairs, weighted_near_pairs
from assistant.text.readings import reading, reading_trigrams, trigrams
from assistant.text.tokens import pairs, weighted_words, words

TITLE_TIMES = 2
"""How often a document's title counts in each of its passages: 1 and 3 to 5 were within 0.003."""
Searchable = dict[str, Any]
"""``short_words`` and ``long_words`` (lists), ``plain`` and ``reading`` (texts)."""
_CHANNELS: dict[str, tuple[str, Callable[[Any], list[str]]]] = {
    "short_words": ("short_words", list),
    "long_words": ("long_words", list),
    "near_pairs": ("plain", near_pairs),
    "readings": ("reading", trigrams),
    "word_pairs": ("long_words", pairs),
}
"""Channel → what it is made from, and how."""


def searchable(title: str, text: str) -> Searchable:
    """What is kept of a passage; ``text`` is all that is searched of it, its document's title included."""
    whole = [text, *[title] * (TITLE_TIMES - 1)]
    return {
        "short_words": [word for part in whole for word in words(part, "A")],
        "long_words": [word for part in whole for word in words(part, "C")],
        "plain": "\n".join(map(normal_text, whole)),
        "reading": "\n".join(map(reading, whole)),
    }


def channel_tokens(channel: str, kept: Callable[[str], Iterable[Any]]) -> Iterator[list[str]]:
    """A channel's tokens of each passage; ``kept`` gives one part of what is kept of each."""
    part, made = _CHANNELS[channel]
    return (made(one) for one in kept(part))


def query_tokens(query: str) -> dict[str, list[tuple[str, float]]]:
    """The tokens of a query for each channel, with their weights."""
    long_words = weighted_words(query, "C")
    return {
        "short_words": weighted_words(query, "A"),
        "long_words": long_words,
        "near_pairs": weighted_near_pairs(query),
        "readings": [(trigram, 1.0) for trigram in reading_trigrams(query)],
        "word_pairs": [(pair, 1.0) for pair in pairs([word for word, _ in long_words])],
    }
