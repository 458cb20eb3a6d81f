"""How much of a question a sentence covers: its terms, weighted, in the sentence or around it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.answering.named_documents import names_of_documents
from assistant.answering.question import Question
from assistant.answering.spans import is_sentence
from assistant.index.ginza_vectors import directions
from assistant.index.opened import OpenIndex
from assistant.text.everyday import NO_WORDS, EverydayWords, OfficialWord, official_words
from assistant.text.normalise import fold
from assistant.text.tokens import short_words
from assistant.types import Passage

if TYPE_CHECKING:
    from assistant.index.ginza_vectors import Vectors

COMMON_ENOUGH = 4
"""A term in fewer passages weighs as if it were in this many."""
NAME_WEIGHT = 1.5
IN_PASSAGE = 0.4
"""Share of a term's weight when it stands not in the sentence but elsewhere in its passage."""
IN_HEADING, OF_HEADING = 0.5, 0.4
"""Share when it stands in a heading, and what is added the more of that heading it makes up:
（航空機） is about aircraft, 航空機・医療機器等の新分野進出支援 about more than that."""
ALIKE, OF_ALIKE = 0.6, 0.7
"""From this cosine two words count as near in meaning, and this share of the cosine is credited:
安い 低廉 0.76, 費用 経費 0.75, 増える 増加 0.71; 補助 助成 0.39 and 税制 補助 0.16 do not count."""
DIGITS = 4
"""Decimals of a cosine that count: the fifth and later say nothing of meaning."""

SHORTEST_PHRASE = 3
"""Letters of a noun phrase that is found letter by letter."""
LETTERHEAD = 300
"""Characters at the beginning of a document among which it is looked for whose it is."""

_OTHERS_NAMED = re.compile(r"共催|後援|協力|協賛|講師|会場|御中|(?<![仕同一])様\s*$|各位|宛")
"""A line at the head of a document that names others than whose it is."""
_DAY_OR_TIME = re.compile(r"[0-9]月[0-9]{1,2}日|[0-9]:[0-5][0-9]|[0-9]時(?!間)")
SHARE_OF_TITLE, LONGER_THAN_TITLE = 0.5, 2
"""A line that is more than so much of a title, or the title and less than so many times as long, is the title: 「…セミナー（全3回）」."""


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A word or a known name of the question, with what finding it is worth."""

    spellings: tuple[str, ...]
    """Folded spellings of a known name; empty for a word."""
    token: str | None
    weight: float
    phrases: tuple[str, ...] = ()
    """Folded noun phrases of the question the word is part of."""
    may_be_alike: bool = False
    """Whether a word near in meaning may stand for it; a place or a person has no synonym."""
    official: tuple[OfficialWord, ...] = ()
    """What documents write for it, strongest first: 自動車 for 車."""
    is_noun: bool = True
    names_document: bool = False
    """Whether it is of a name that stands in titles: a document so named speaks of it in every sentence."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all sentences of one passage share."""

    headings: tuple[tuple[str, frozenset[str]], ...]
    """(folded, words) of the title and of each heading."""
    letterhead: str
    """The folded lines at the head of the document, which say whose it is."""
    folded: str
    shares: tuple[float, ...]
    """What each term of the question is worth to a sentence that does not say it, 0 to 1."""


def surroundings(passage: Passage, index: OpenIndex, terms: Sequence[WeightedTerm]) -> Surroundings:
    """Headings and words around the sentences of a passage."""
    title = index.documents[passage.doc_id].title
    parts = [title, *(part for heading in passage.section for part in heading.split(" ／ "))]
    headings = tuple((plain_heading(heading), short_words(heading)) for heading in parts)
    folded, words = index.folded[passage.passage_id], short_words(passage.text)
    head = letterhead(passage.doc_id, index)
    # Whose a paper is, not what it is of: by every word one more neighbour's value in 89 was told.
    head_words = short_words(head)
    shares = (
        1.0
        if term.names_document and term.token in headings[0][1]
        else max(
            _heading_share(term, headings),
            _passage_share(term, folded, words),
            IN_PASSAGE if not term.may_be_alike and _says(term, head, head_words) else 0.0,
        )
        for term in terms
    )
    return Surroundings(headings, head, folded, tuple(shares))


def letterhead(doc_id: str, index: OpenIndex) -> str:
    """The lines at the head of a document that are neither sentences nor rows, folded: 株式会社青空銀行 法人営業部 below the title of its list
    of loans, in whose rows no bank is named.

    Args:
        doc_id: the document.
        index: an open index.
    """
    begin = index.page_text(doc_id, 0)[:LETTERHEAD]
    return fold(
        "\n".join(
            line
            for line in begin.split("\n")[:-1]
            if "\t" not in line and not is_sentence(line) and not _OTHERS_NAMED.search(line)
        )
    )


def plain_heading(heading: str) -> str:
    """A heading folded, without its brackets: ``◆支給対象◆`` → ``支給対象``"""
    return fold(heading).strip("()◆◇■□▼▽◎★【】<>#")


def weigh(question: Question, index: OpenIndex, everyday: EverydayWords = NO_WORDS) -> list[WeightedTerm]:
    """Terms of the question weighted by how rare they are in the index; a name counts as one term."""
    total = len(index.lexical.passage_ids) or 1
    terms = []
    for subject in question.subjects:
        if subject.is_known:  # the words of the others are among the terms already
            frequency = index.folded.saying(subject.spellings)
            terms.append(WeightedTerm(subject.spellings, None, NAME_WEIGHT * _rarity(frequency, total)))
    meant = official_words(question.text, everyday)
    named = frozenset(word for name in names_of_documents(question, index) for word in short_words(name))
    for term in question.terms:
        frequency = index.document_frequency(term.word)
        if frequency or term.is_noun:  # a verb no document uses is the asker's own way of speaking
            phrases = tuple(folded for name in question.names if term.word in (folded := fold(name)))
            weight, official = term.weight * _rarity(frequency, total), meant.get(term.word, ())
            terms.append(
                WeightedTerm(
                    (),
                    term.word,
                    weight,
                    phrases,
                    not term.is_name,
                    official,
                    term.is_noun,
                    term.word in named,
                )
            )
    return terms


def _rarity(frequency: int, total: int) -> float:
    """Inverse document frequency, ln(1 + N / n), with n at least ``COMMON_ENOUGH``.

    Without that floor the rarest word of a question, often a turn of speech, would outweigh its topic.
    """
    return math.log(1 + total / max(frequency, COMMON_ENOUGH))


def coverage(terms: Sequence[WeightedTerm], text: str, around: Surroundings) -> float:
    """Weighted share of the terms found, 0 to 1; found around the sentence counts less than in it."""
    folded, own = fold(text), short_words(text)
    gained = sum(
        term.weight * _share(term, folded, own, share, alike)
        for term, share, alike in zip(terms, around.shares, _alike_shares(terms, own), strict=True)
    )
    whole = sum(term.weight for term in terms)
    return gained / whole if whole else 0.0


def coverage_of_headings(terms: Sequence[WeightedTerm], above: Sequence[str], listed: Sequence[str]) -> float:
    """Weighted share of the terms that the headings of a list say, 0 to 1; those above it count less.

    Args:
        terms: the question's words.
        above: the title and the headings the list stands under.
        listed: its own headings.
    """
    headings = tuple((plain_heading(heading), short_words(heading)) for heading in above)
    shares = tuple(_heading_share(term, headings) for term in terms)
    return coverage(terms, "\n".join(listed), Surroundings(headings, "", "", shares))


def _share(term: WeightedTerm, folded: str, own: frozenset[str], share: float, alike: float) -> float:
    """What a sentence holds of a term; ``share`` is what stands around it, ``alike`` what its nearest word is worth."""
    if _says(term, folded, own):
        return 1.0
    for official in term.official:  # strongest first
        if official.strength <= share:
            break
        if official.said_in(folded, own):
            share = official.strength
            break
    return max(share, alike) if term.may_be_alike and share < OF_ALIKE else share


def _says(term: WeightedTerm, folded: str, words: frozenset[str]) -> bool:
    if term.token is None:
        return any(spelling in folded for spelling in term.spellings)
    # Words are cut otherwise in a longer compound: 脱炭素 in 脱炭素設備ローン, みなも in みなも銀行.
    return term.token in words or any(len(one) >= SHORTEST_PHRASE and one in folded for one in term.phrases)


def _passage_share(term: WeightedTerm, folded: str, words: frozenset[str]) -> float:
    if _says(term, folded, words):
        return IN_PASSAGE
    return IN_PASSAGE * max((o.strength for o in term.official if o.said_in(folded, words)), default=0.0)


def _heading_share(term: WeightedTerm, headings: Sequence[tuple[str, frozenset[str]]]) -> float:
    best = 0.0
    for heading, found in headings:
        strength = 1.0
        if term.token is None:
            made_up = max((len(s) / len(heading) for s in term.spellings if s in heading), default=0.0)
        elif term.token in found:
            parts = [len(phrase) for phrase in term.phrases if phrase in heading] or [len(term.token)]
            made_up = max(parts) / max(len(heading), 1)
        elif official := next((one for one in term.official if one.said_in(heading, found)), None):
            made_up, strength = len(official.folded) / max(len(heading), 1), official.strength
        else:
            made_up = 0.0
        if made_up:
            best = max(best, strength * (IN_HEADING + OF_HEADING * min(1.0, made_up)))
    return best


def _alike_shares(terms: Sequence[WeightedTerm], own: frozenset[str]) -> list[float]:
    """For each term the credit for the sentence's word that is nearest in meaning."""
    asked = _term_directions(tuple(term.token or "" for term in terms))
    # One product for all: a sentence has twenty words, a question ten, and word by word it was a sixth of an answer.
    # Its last digits change with a word's place among the others: of two rows equally good either came first, by chance.
    nearest = (asked @ directions(sorted(own)).T).max(axis=1, initial=0.0).round(DIGITS)
    return [OF_ALIKE * cosine if cosine >= ALIKE else 0.0 for cosine in nearest.tolist()]


@lru_cache(maxsize=64)
def _term_directions(tokens: tuple[str, ...]) -> Vectors:
    return directions(tokens)


def is_heading(text: str, headings: Collection[str], title: str) -> bool:
    """Whether a line is a heading above it, or its document's title or most of that: it says what all below is about, and answers
    nothing. Not where it tells a day or a time of day: a row of a course's programme that was taken for its title still answers.

    Args:
        text: the line.
        headings: what it stands under, plain.
        title: the document's title, folded.
    """
    line = fold(text)
    if _DAY_OR_TIME.search(line):
        return False
    if plain_heading(text) in headings:
        return True
    if is_sentence(text):
        return False
    if len(line) > len(title):
        return title in line and len(line) < LONGER_THAN_TITLE * len(title)
    return line in title and len(line) > SHARE_OF_TITLE * len(title)
