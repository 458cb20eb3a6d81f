"""Which sentence and which clause of the evidence a statement's words come from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.grounding.reading import Evidence, Sentence, Word, starting

_CLAUSE_END = re.compile(
    r"(?:が|ため|ので|から|けれども?|ものの|一方(?:で)?|ており|おり|たところ|場合は?|際は?|[しきりいっちみびえけせてねべめれ]|[てで]|たり|つつ|ながら|であり|だが|ず|く)、|[;；。\n\t]"
)
"""Where a clause with a predicate of its own ends."""
NEARLY_BEST = 0.8
"""Sentences of the evidence that hold so much of what the best one holds are looked at as well."""


@lru_cache(maxsize=1_024)
def overlap(sentence: Sentence, source: Sentence) -> float:
    """The share of a statement's words, by their weight, that a sentence of the evidence holds: 0 to 1."""
    total = sum(word.weight for word in sentence.words)
    return sum(word.weight for word in sentence.words if word.weight and word.key in source.keys) / (
        total or 1
    )


@lru_cache(maxsize=512)
def aligned(sentence: Sentence, evidence: Evidence) -> tuple[Sentence, ...]:
    """The sentences of the evidence nearest to a statement, best first; none where no word is shared."""
    scored = [(overlap(sentence, source), place) for place, source in enumerate(evidence.sentences)]
    best = max(scored, default=(0.0, 0))[0]
    if not best:
        return ()
    near = [(score, -place) for score, place in scored if score >= best * NEARLY_BEST]
    return tuple(evidence.sentences[-place] for _, place in sorted(near, reverse=True))


@lru_cache(maxsize=512)
def aligned_by_clause(sentence: Sentence, evidence: Evidence) -> tuple[Sentence, ...]:
    """For each clause of a statement of several the sentence that holds most of its words; two may come from two."""
    if len(evidence.sentences) == 1 or len(clauses(sentence)) == 1:
        return ()
    found: list[Sentence] = []
    for clause in clauses(sentence):
        words = words_in(sentence, *clause)
        total = sum(word.weight for word in words)
        held = [sum(word.weight for word in words if word.key in s.keys) for s in evidence.sentences]
        if total and max(held) >= total / 2:
            found += [s for s, share in zip(evidence.sentences, held, strict=True) if share == max(held)]
    return tuple(found)


@lru_cache(maxsize=8_192)
def clauses(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The ranges of a sentence's clauses.

    ``売上が増加し、費用が減少した。`` → 売上が増加し、 / 費用が減少した。
    """
    ends = [found.end() for found in _CLAUSE_END.finditer(sentence.plain)]
    starts = [0, *ends]
    return tuple((a, b) for a, b in zip(starts, [*ends, len(sentence.plain)], strict=True) if b > a + 1)


def words_in(sentence: Sentence, start: int, end: int) -> Sequence[Word]:
    """The words of a stretch that carry matter."""
    return [word for word in starting(sentence.words, start, end) if word.weight]


def best_clause(words: Sequence[Word], source: Sentence) -> tuple[int, int]:
    """The clause of a sentence that holds most of some words; of equals the one with the fewest others."""
    wanted = {word.key: word.weight for word in words}

    def held(clause: tuple[int, int]) -> tuple[float, int]:
        keys = {word.key for word in words_in(source, *clause)}
        return sum(weight for key, weight in wanted.items() if key in keys), -len(keys)

    return max(clauses(source), key=held, default=(0, len(source.plain)))
