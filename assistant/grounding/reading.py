"""A statement and its evidence as the checks see them: sentences with their words, figures, dates and names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from assistant.documents.joins import wrapped_line_ends
from assistant.grounding.digits import in_digits
from assistant.grounding.known import KnownName, NameLookup, known_names
from assistant.grounding.vocabulary import canonical, is_listed, word_class
from assistant.text.figures import Figure, plain_figures
from assistant.text.moments import Moment, plain_moments
from assistant.text.normalise import normal_text
from assistant.text.scripts import is_kanji
from assistant.text.sentences import sentence_spans
from assistant.text.tokens import Morpheme, morphemes
from assistant.text.units import UNIT

_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞"})
_NAME_WEIGHT = 1.5
_WEIGHTS = {"名詞": 1.0, "形状詞": 0.7, "形容詞": 0.7, "動詞": 0.5, "副詞": 0.3}
_LIGHT = word_class("light")
"""Words that carry grammar rather than matter; they are neither asked for nor taken for support."""
_LIST_MARK = re.compile(
    r"^\s*(?:[・○●◎◆■□▪▶*>-]+\s*|(?:\(?[0-9]{1,2}\)|[0-9]{1,2}[.)、](?![0-9]))\s*|\[[0-9]{1,3}\]\s*)+"
)
_CIRCLED = re.compile(r"(?:(?<=[^\s=＝+＋×÷,、・(（「と])|^)[①-⑳](?=[^\W0-9])")
_CIRCLED_MARK = re.compile(r"^[ \t]*(?:[-*・]\s*)?([①-⑳])\s+", re.MULTILINE)
"""The mark of an item, which would be a figure of the next word: ② 第2回, ① プロパー職員."""
_OPERAND = re.compile("(?<=[=＝+＋×÷])[①-⑳]|[①-⑳](?=[+＋×÷=＝])")
_BULLET = re.compile(r"[※■◆●](?=\S)")
_CUT_NUMBER = re.compile(r"(?<=[0-9０-９][.．])\s*\n\s*(?=[0-9０-９]{1,3}[^0-9０-９.．)）\s])")
"""A line end behind a decimal point: 0. ␤ 75人; not 1. ␤ 2. of a list."""
_HEADING_NUMBER = re.compile(rf"^\s*[0-9]{{1,2}}\s+(?!{UNIT.pattern}|[十百千万億兆割])(?=[^\W0-9])")
"""The number of a heading that a statement repeats: 2 達成目標; not 4 割."""
_CITATION_MARK = re.compile(r"\[[0-9]{1,3}\]")
CONTACT = re.compile(
    r"(?<![0-9])0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|https?://[\w./?=&%#~+:-]+"
)
_MAY_BE_CONTACT = re.compile("@|://|[0-9]-[0-9]")
_BLANK = "□"


class Word(NamedTuple):
    """A word of a sentence: where it stands, as written, the word it counts as, its part of speech and its weight.

    ``weight`` is 0 for words that carry grammar: particles, endings, 為る, 事.
    """

    start: int
    end: int
    surface: str
    key: str
    kind: tuple[str, ...]
    weight: float
    reading: str


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence, normalised; every offset is into ``plain``. Two are the same only if they are one object."""

    plain: str
    words: tuple[Word, ...]
    keys: frozenset[str]
    figures: tuple[Figure, ...]
    moments: tuple[Moment, ...]
    names: tuple[KnownName, ...]
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """All that a statement is held against."""

    sentences: tuple[Sentence, ...]
    keys: frozenset[str]
    plain: str
    folded: str
    """Without white space: what is looked for as written is looked for here."""
    dated: str | None


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_T = TypeVar("_T", bound=_Placed)


def starting(placed: Sequence[_T], start: int, end: int) -> Sequence[_T]:
    """The words, figures, dates or names of a sentence that begin in a stretch; they stand in its order.

    Found by halving: evidence that is one sentence of 4,000 letters has 2,000 clauses, each asked for its words.
    """
    return placed[bisect_left(placed, start, key=_start_of) : bisect_left(placed, end, key=_start_of)]


def last_before(words: Sequence[Word], end: int) -> Sequence[Word]:
    """The last word that begins before an end, if there is one."""
    at = bisect_left(words, end, key=_start_of)
    return words[max(0, at - 1) : at]


def _start_of(placed: _Placed) -> int:
    return placed.start


def read_statement(statement: str, dated: str | None, names: NameLookup) -> tuple[Sentence, ...]:
    """The sentences of a statement, without list marks and citation marks."""
    plain = _HEADING_NUMBER.sub("", _CITATION_MARK.sub("", _plain(statement)))
    return tuple(_sentence(part, dated, names) for part in _parts(plain))


def read_evidence(evidence: Sequence[str], dated: str | None, names: NameLookup) -> Evidence:
    """The sentences of all pieces of evidence, in order; read once, however many statements stand on them."""
    return _evidence(tuple(evidence), dated, names)


@lru_cache(maxsize=512)
def aloud(evidence: Evidence) -> str:
    """The reading of the whole in katakana, a space after each word: イヌ is found in 犬."""
    return " ".join(word.reading for sentence in evidence.sentences for word in sentence.words)


@lru_cache(maxsize=4_096)
def is_short_for(short: str, evidence: Evidence) -> bool:
    """Whether a word in kanji is a longer one of the evidence with letters left out: 文科 for 文部科学."""
    if not (2 <= len(short) <= 4 and all(map(is_kanji, short))):
        return False
    return re.search("[一-鿿]{0,3}".join(short), evidence.plain) is not None


@lru_cache(maxsize=512)
def _evidence(evidence: tuple[str, ...], dated: str | None, names: NameLookup) -> Evidence:
    plain = "\n".join(_plain(_unwrapped(text)) for text in evidence)
    sentences = tuple(_sentence(part, dated, names) for part in _parts(plain))
    keys = frozenset().union(*(sentence.keys for sentence in sentences))
    return Evidence(sentences, keys, plain, "".join(plain.split()), dated)


def _unwrapped(text: str) -> str:
    """A text without the line ends that cut a sentence or a number in two, as text taken from a PDF has them.

    By the same rule as documents are read: the lines of a list and the rows of a table stay apart.
    """
    for start, end in reversed(wrapped_line_ends(text) if "\n" in text else []):
        text = text[:start] + text[end:]
    return _CUT_NUMBER.sub("", text)


def _plain(text: str) -> str:
    """The normalised text; a number in a circle that begins an item would run into a figure: プロパー31.4②派遣11.3."""
    text = _CIRCLED_MARK.sub(lambda found: f"({normal_text(found[1])}) ", _BULLET.sub("\n", text))
    text = _CIRCLED.sub(lambda found: "" if found.start() == 0 else "、", text)
    return in_digits(normal_text(_OPERAND.sub("", text)))


def _parts(plain: str) -> list[str]:
    stripped = (_LIST_MARK.sub("", plain[start:end]) for start, end in sentence_spans(plain))
    return [part for part in stripped if part]


@lru_cache(maxsize=8_192)
def _sentence(plain: str, dated: str | None, names: NameLookup) -> Sentence:
    contacts = tuple(CONTACT.finditer(plain)) if _MAY_BE_CONTACT.search(plain) else ()
    moments = plain_moments(plain, dated)
    rest = plain
    for start, end in [found.span() for found in contacts] + [(m.start, m.end) for m in moments]:
        rest = rest[:start] + _BLANK * (end - start) + rest[end:]
    figures = plain_figures(rest)
    spans = [(f.start, f.end) for f in figures] + [(m.start, m.end) for m in moments]
    spans += [found.span() for found in contacts]
    named = known_names(plain, names)
    words = tuple(_with_names(_words(plain, {at for span in spans for at in range(*span)}), named))
    return Sentence(
        plain, words, frozenset(word.key for word in words if word.weight), figures, moments, named,
        tuple(found.group() for found in contacts),
    )  # fmt: skip


def _with_names(words: Iterator[Word], names: Sequence[KnownName]) -> Iterator[Word]:
    """Words in which a name counts once, as the documents write it: ゴーテック and Go-Tech are the same word."""
    last = None
    for word in words:
        name = next((name for name in names if name.start <= word.start < name.end), None)
        if name is None:
            yield word
        elif name is last:
            yield word._replace(key="", weight=0.0)
        else:
            yield word._replace(key=name.name, weight=_NAME_WEIGHT)
        last = name


def _words(plain: str, told_apart: Set[int]) -> Iterator[Word]:
    """The words of a sentence; what is part of a figure, date or address weighs nothing, it is checked by itself."""
    at = 0
    for morpheme in morphemes(plain, "C"):
        for surface, key, kind, weight, reading in _entries(morpheme):
            end = at + len(surface)
            yield Word(at, end, surface, key, kind, 0.0 if at in told_apart else weight, reading)
            at = end


@lru_cache(maxsize=50_000)
def _entries(word: Morpheme) -> tuple[tuple[str, str, tuple[str, ...], float, str], ...]:
    """What a morpheme counts as; a long noun its parts, for others write 支援拠点 as 支援の拠点."""
    parts: tuple[Morpheme, ...] = (word,)
    if len(word.surface) > 2 and word.part_of_speech[0] == "名詞" and not is_listed(word.normal):
        short = morphemes(word.surface, "A")
        parts = short if "".join(part.surface for part in short) == word.surface else parts
    return tuple((p.surface, canonical(p.normal), p.part_of_speech, _weight(p), p.reading) for p in parts)


def _weight(word: Morpheme) -> float:
    kind = word.part_of_speech
    if kind[0] not in _CONTENT or kind[1] == "数詞" or word.normal in _LIGHT:
        return 0.0
    return _NAME_WEIGHT if kind[1] == "固有名詞" else _WEIGHTS[kind[0]]
