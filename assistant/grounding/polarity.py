"""Whether a statement denies what its evidence says, or says its opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.alignment import aligned, best_clause, clauses, overlap, words_in
from assistant.grounding.negation import denied, without_empty_denials
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence, Word
from assistant.grounding.vocabulary import excludes, opposes, same_side

ENOUGH = 0.4
"""The share of a statement's words from which a sentence of the evidence is taken to speak of the same."""
_NEGATIVE = re.compile(
    r"[不未無非禁欠]|除[くいかき外]|(?<=[象用])外|(?<!み)な[いしくかけ](?![るた])|ず(?=[、。に]|$)|ませ|困難|難し|以外|満たな|避け|控え|やめ|中止|停止|廃止|まだ|免除|免れ"
)
_ASSERTS = frozenset({"可能", "必要", "出来る"})


def polarity_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """At most one problem: a word denied here and not there, or the opposite of a word there."""
    sources = [source for source in aligned(sentence, evidence) if overlap(sentence, source) >= ENOUGH]
    if not sources:
        return
    if found := _denied_apart(sentence, sources) or _denied_here_only(sentence, sources):
        how = (
            "否定していますが、根拠は肯定しています" if found[1] else "肯定していますが、根拠は否定しています"
        )
        yield Problem("polarity", found[0], f"「{found[0]}」を{how}。")
    elif opposite := _opposite(sentence, sources, evidence):
        said, theirs, opposed = opposite
        kind = "polarity" if opposed else "unsupported"
        yield Problem(kind, said, f"「{said}」は、根拠では「{theirs}」です。")  # type: ignore[arg-type]


def _denied_apart(sentence: Sentence, sources: Sequence[Sentence]) -> tuple[str, bool] | None:
    """A word that is denied on one side only, and whether that is the statement's."""
    if not denied(sentence) and not any(map(denied, sources)):
        return None
    for clause in clauses(sentence):
        if any(sentence.plain[slice(*clause)] in source.plain for source in sources):
            continue
        words = words_in(sentence, *clause)
        nearest = [(source, best_clause(words, source)) for source in sources]
        for key, (said, states) in _states(sentence, clause).items():
            there: set[bool] = set()
            for source, theirs in nearest:
                whole = _states(source, (0, len(source.plain)))
                there |= _states(source, theirs).get(key, whole.get(key, ("", set())))[1]
            if not there or states & there or _turned(sentence, sources):
                continue
            # The side that denies nothing must have no other word for no: 対象外 says 対象から除く.
            plain = [
                without_empty_denials(s.plain[slice(*part)]) for s, part in ((sentence, clause), *nearest)
            ]
            assertive = plain[1:] if True in states else plain[:1]
            if not any(map(_NEGATIVE.search, assertive)):
                return said, True in states
    return None


def _states(sentence: Sentence, clause: tuple[int, int]) -> dict[str, tuple[str, set[bool]]]:
    """word of a clause → (as said, {denied or not})"""
    found: dict[str, tuple[str, set[bool]]] = {}
    for place, word in enumerate(sentence.words):
        if clause[0] <= word.start < clause[1] and (word.weight or word.key in _ASSERTS):
            found.setdefault(word.key, (word.surface, set()))[1].add(place in denied(sentence))
    return found


def _turned(sentence: Sentence, sources: Sequence[Sentence]) -> bool:
    """Whether a word's opposite on the other side turns the denial round: 不要 and 必要はない."""
    there = frozenset().union(*(source.keys for source in sources))
    return any(
        opposes(word.key, key)
        for word in sentence.words
        if word.key not in there
        for key in there - sentence.keys
    )


def _denied_here_only(sentence: Sentence, sources: Sequence[Sentence]) -> tuple[str, bool] | None:
    """What a statement denies where nothing in the evidence denies anything."""
    if any(denied(source) or _NEGATIVE.search(source.plain) for source in sources):
        return None
    for place in sorted(denied(sentence)):
        word = sentence.words[place]
        if word.weight or word.key in _ASSERTS:
            return word.surface, True
    return None


def _opposite(
    sentence: Sentence, sources: Sequence[Sentence], evidence: Evidence
) -> tuple[str, str, bool] | None:
    """(word of the statement, what the evidence has instead, whether the two are a pair of opposites)."""
    for clause in clauses(sentence):
        words = words_in(sentence, *clause)
        for source in sources:
            theirs = words_in(source, *best_clause(words, source))
            for word in words:
                if word.key in {other.key for other in theirs}:
                    continue
                # Said elsewhere in the evidence, it may stand there rightly; then the clause must match it well.
                elsewhere = word.key in evidence.keys or same_side(word.key, evidence.keys)
                if elsewhere and same_side(word.key, {other.key for other in theirs}):
                    continue
                for other in _if_close(words, theirs) if elsewhere else source.words:
                    if (
                        other.weight
                        and other.key not in sentence.keys
                        and _says_opposite(sentence, word, source, other)
                    ):
                        return word.surface, other.surface, opposes(word.key, other.key)
    return None


def _says_opposite(sentence: Sentence, word: Word, source: Sentence, other: Word) -> bool:
    """Whether two words exclude each other, and no denial turns the one into the other."""
    if not excludes(word.key, other.key):
        return False
    return not opposes(word.key, other.key) or _is_denied(sentence, word) == _is_denied(source, other)


def _if_close(words: Sequence[Word], theirs: Sequence[Word]) -> Sequence[Word]:
    """The evidence's words where they hold all of a clause's other words but one; else none."""
    keys = {word.key for word in theirs}
    missing = [word for word in words if word.key not in keys]
    return theirs if len(missing) == 1 and len(words) > 1 else []


def _is_denied(sentence: Sentence, word: Word) -> bool:
    return sentence.words.index(word) in denied(sentence)
