"""How far the words of a statement stand in its evidence, and whether one was exchanged in an unchanged sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from assistant.grounding.alignment import best_clause, clauses, words_in
from assistant.grounding.reading import Evidence, Sentence, Word, aloud, starting
from assistant.grounding.vocabulary import places
from assistant.text.scripts import is_hiragana, is_kanji, is_katakana

SHARED_KANJI = 0.6
"""What a word counts of which the evidence has only a kanji: 増える for 増加, 支援策 for 支援."""
NEARLY_VERBATIM = 0.7
"""The share of a statement's words, particles included, that stand in one sentence of the evidence in the same
order, from which a word of its own among them is taken for exchanged."""
MOST_WORDS = 600
"""Words of a sentence that are compared, about 2,000 characters."""
LONGEST_EXCHANGE = 4
"""Words on either side; more is another way to say it."""
_ALIKE_IN_KATAKANA = 0.7
"""How like two loanwords must be to be one: グランド and グラウンド."""


# に that is part of a longer particle (については, によって) tells no role.
_COMPOUND = re.compile("に(?:[はも]|と[っり]|つい|よ[りっる]|お[いけ]|関|基|向)")
_Block = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Words of a statement that stand where its evidence has others, in a sentence otherwise unchanged."""

    said: str
    theirs: str
    nouns: bool
    """Whether both are nouns: for a verb there are more ways to say the same."""


def coverage(sentences: Sequence[Sentence], evidence: Evidence) -> float:
    """The weighted share of a statement's words that the evidence holds, 0 to 1; 1 where it has none to look for.

    Figures and dates count as held: one that is not is a problem of its own.
    """
    words = [word for sentence in sentences for word in sentence.words if word.weight]
    values = sum(len(sentence.figures) + len(sentence.moments) for sentence in sentences)
    total = sum(word.weight for word in words) + values
    return (sum(word.weight * _held(word, evidence) for word in words) + values) / total if total else 1.0


def _held(word: Word, evidence: Evidence) -> float:
    if word.key in evidence.keys or (len(word.surface) > 1 and word.surface in evidence.plain):
        return 1.0
    if len(word.reading) > 1 and f" {word.reading} " in f" {aloud(evidence)} ":
        return 1.0
    return (
        SHARED_KANJI if any(is_kanji(letter) and letter in evidence.plain for letter in word.surface) else 0.0
    )


@lru_cache(maxsize=512)
def exchanges(sentence: Sentence, source: Sentence) -> tuple[tuple[Exchange, ...], tuple[str, str] | None]:
    """The words a statement has in the place of others, and two words that have changed places.

    ``中学校で開催した`` of ``体育館で開催した`` → 中学校 for 体育館; ``左に鍋、右に皿`` of ``左に皿、右に鍋`` → (鍋, 皿)

    A word with a kanji or the reading in common, or a loanword nearly the same, is another way to say it.
    """
    ours, theirs, blocks = _compared(sentence, source)
    if sum(end - start for tag, start, end, _, _ in blocks if tag == "equal") < NEARLY_VERBATIM * len(ours):
        return (), None
    changed = [
        (
            [word for word in ours[start:end] if _tells(word)],
            [word for word in theirs[begin:stop] if _tells(word)],
        )
        for tag, start, end, begin, stop in blocks
        if tag == "replace" and end - start <= LONGEST_EXCHANGE and stop - begin <= LONGEST_EXCHANGE
    ]
    found = []
    for new, old in changed:
        ours_only = [word for word in new if word.key not in source.keys]
        theirs_only = [word for word in old if word.key not in sentence.keys]
        if ours_only and theirs_only and not _alike(ours_only, theirs_only):
            both = (*ours_only, *theirs_only)
            nouns = all(w.kind[0] == "名詞" and not all(map(is_hiragana, w.surface)) for w in both)
            found.append(Exchange(_said(ours_only), _said(theirs_only), nouns))
    return tuple(found), _changed_places(changed)


def kept(sentence: Sentence, source: Sentence) -> float:
    """The share of a statement's words, particles included, that stand in a sentence in the same order: 0 to 1."""
    ours, _, blocks = _compared(sentence, source)
    return sum(end - start for tag, start, end, _, _ in blocks if tag == "equal") / max(1, len(ours))


@lru_cache(maxsize=512)
def _compared(sentence: Sentence, source: Sentence) -> tuple[list[Word], list[Word], list[_Block]]:
    """The words of both, and the runs that are kept or differ; a stretch beyond ``MOST_WORDS`` is not compared: no
    sentence is so long, and a table without stops would take minutes."""
    ours, theirs = _spoken(sentence)[:MOST_WORDS], _spoken(source)[:MOST_WORDS]
    found = SequenceMatcher(None, [w.key for w in ours], [w.key for w in theirs], autojunk=False)
    return ours, theirs, found.get_opcodes()


def _changed_places(changed: Sequence[tuple[list[Word], list[Word]]]) -> tuple[str, str] | None:
    for place, (new, old) in enumerate(changed):
        for other, former in changed[place + 1 :]:
            if new and old and _keys(new) == _keys(former) and _keys(old) == _keys(other):
                return _said(new), _said(old)
    return None


def _spoken(sentence: Sentence) -> list[Word]:
    return [word for word in sentence.words if word.key and word.kind[0] not in ("補助記号", "空白")]


def _tells(word: Word) -> bool:
    return word.weight >= 0.5 or (word.kind[0] == "名詞" and bool(places(word.key)))


def _keys(words: Sequence[Word]) -> list[str]:
    return [word.key for word in words]


def _said(words: Sequence[Word]) -> str:
    return "".join(word.surface for word in words)


def _alike(new: Sequence[Word], old: Sequence[Word]) -> bool:
    letters = {letter for letter in _said(old) if is_kanji(letter)}
    if any(letter in letters for letter in _said(new)) or {w.reading for w in new} & {w.reading for w in old}:
        return True
    return any(_one_loanword(one.surface, other.surface) for one in new for other in old)


def _one_loanword(one: str, other: str) -> bool:
    if not (all(map(is_katakana, one)) and all(map(is_katakana, other))):
        return False
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE_IN_KATAKANA


def swapped(sentence: Sentence, source: Sentence) -> tuple[str, str] | None:
    """Two words that have changed places: who does and to whom it is done. (the doer here, the doer there)

    ``県が国を支援する`` of ``国が県を支援する`` → ("県", "国"); nothing where either is in the passive
    """
    whole = ((0, len(sentence.plain)), (0, len(source.plain)))
    by_clause = (
        (clause, best_clause(words_in(sentence, *clause), source))
        for clause in clauses(sentence)
        if len(clauses(source)) > 1
    )
    return next(
        (
            found
            for ours, theirs in (whole, *by_clause)
            if (found := _changed_roles(_Clause(sentence, *ours), _Clause(source, *theirs)))
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of a sentence."""

    sentence: Sentence
    start: int
    end: int

    @property
    def is_passive(self) -> bool:
        return any(
            w.key in ("れる", "られる") and self.start <= w.start < self.end for w in self.sentence.words
        )


def _changed_roles(ours: _Clause, theirs: _Clause) -> tuple[str, str] | None:
    if ours.is_passive != theirs.is_passive:
        return None
    here, there = _roles(ours), _roles(theirs)
    for one, role in here.items():
        for other, second in here.items():
            differ = one != other and len(role) == len(second) == 1 and role != second
            if differ and there.get(one) == second and there.get(other) == role:
                return one, other
    return None


def _roles(clause: _Clause) -> dict[str, set[str]]:
    """word → the particles behind it, also of the compound it begins; は, が and から count as one, に and へ as another."""
    found: dict[str, set[str]] = {}
    kinds = {"は": "が", "が": "が", "も": "が", "から": "が", "を": "を", "に": "に", "へ": "に", "で": "で"}
    sentence = clause.sentence
    for word, after in zip(sentence.words, sentence.words[1:], strict=False):
        if not clause.start <= word.start < clause.end:
            continue
        if word.weight and word.kind[0] == "名詞" and after.surface in kinds and after.kind[0] == "助詞":
            if _COMPOUND.match(sentence.plain, after.start):
                continue
            for noun in _compound_up_to(sentence, word):
                found.setdefault(noun.key, set()).add(kinds[after.surface])
    return found


def _compound_up_to(sentence: Sentence, head: Word) -> list[Word]:
    """A noun and those right before it: 和装分野 for 分野."""
    found = [head]
    for word in reversed(starting(sentence.words, 0, head.start)):
        if word.end != found[-1].start or word.kind[0] != "名詞" or not word.weight:
            break
        found.append(word)
    return found
