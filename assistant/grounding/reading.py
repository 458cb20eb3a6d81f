"""A statement and its evidence as the checks see them: sentences with their words, figures, dates and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assistant.grounding.known import KnownName, NameLookup, known_names
from assistant.grounding.vocabulary import canonical, is_listed
from assistant.text.figures import Figure, plain_figures
from assistant.text.moments import Moment, plain_moments
from assistant.text.normalise import normal_text
from assistant.text.sentences import sentence_spans
from assistant.text.tokens import Morpheme, morphemes

_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞"})
_WEIGHTS = {"名詞": 1.0, "形状詞": 0.7, "形容詞": 0.7, "動詞": 0.5, "副詞": 0.3}
_LIGHT = frozenset(
    "為る 居る 有る 無い 成る 事 物 為 等 出来る 行う 行なう 様 因る 於く 対する 就く 頂く 下さる 言う 所 中 上 下 内 他 "
    "此れ 其れ 其の 此の 又 及び 並びに 更に 特に 主 者 方 形 際 場合 時 点 旨 通り 御座る 参る 致す 申す 得る 図る 向ける 通じる 基づく "
    "関する 係る 当たる 沿う 用いる 使う 受ける 進める 進む 思う 考える 達する 及ぶ 成す 頃 以上 以下 以内 未満 以降 以前 以後 超 約 つく 一つ 二つ".split()
)
"""Words that carry grammar rather than matter; they are neither asked for nor taken for support."""
_LIST_MARK = re.compile(
    r"^\s*(?:[・○●◎◆■□▪▶*>-]+\s*|(?:\(?[0-9]{1,2}\)|[0-9]{1,2}[.)、](?![0-9]))\s*|\[[0-9]{1,3}\]\s*)+"
)
_CITATION_MARK = re.compile(r"\[[0-9]{1,3}\]")
CONTACT = re.compile(
    r"(?<![0-9])0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|https?://[\w./?=&%#~+:-]+"
)
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
    readings: frozenset[str]
    """How its words are read: イヌ is 犬."""
    read: str
    """The reading of the whole, in katakana."""
    plain: str
    folded: str
    """Without white space: what is looked for as written is looked for here."""
    dated: str | None


def read_statement(statement: str, dated: str | None, names: NameLookup) -> tuple[Sentence, ...]:
    """The sentences of a statement, without list marks and citation marks."""
    plain = _CITATION_MARK.sub("", normal_text(statement))
    return tuple(_sentence(part, dated, names) for part in _parts(plain))


def read_evidence(evidence: Sequence[str], dated: str | None, names: NameLookup) -> Evidence:
    """The sentences of all pieces of evidence, in order; read once, however many statements stand on them."""
    return _evidence(tuple(evidence), dated, names)


@lru_cache(maxsize=256)
def _evidence(evidence: tuple[str, ...], dated: str | None, names: NameLookup) -> Evidence:
    plain = "\n".join(normal_text(text) for text in evidence)
    sentences = tuple(_sentence(part, dated, names) for part in _parts(plain))
    keys = frozenset().union(*(sentence.keys for sentence in sentences))
    readings = frozenset(word.reading for sentence in sentences for word in sentence.words if word.weight)
    read = "".join(word.reading for sentence in sentences for word in sentence.words)
    return Evidence(sentences, keys, readings, read, plain, "".join(plain.split()), dated)


def _parts(plain: str) -> list[str]:
    stripped = (_LIST_MARK.sub("", plain[start:end]) for start, end in sentence_spans(plain))
    return [part for part in stripped if part]


@lru_cache(maxsize=8_192)
def _sentence(plain: str, dated: str | None, names: NameLookup) -> Sentence:
    contacts, moments = tuple(CONTACT.finditer(plain)), plain_moments(plain, dated)
    rest = list(plain)
    for told in (*(found.span() for found in contacts), *((m.start, m.end) for m in moments)):
        rest[slice(*told)] = _BLANK * (told[1] - told[0])
    figures = plain_figures("".join(rest))
    spans = [(v.start, v.end) for v in (*figures, *moments)] + [found.span() for found in contacts]
    words = tuple(_words(plain, {at for span in spans for at in range(*span)}))
    return Sentence(
        plain, words, frozenset(word.key for word in words if word.weight), figures, moments,
        known_names(plain, names), tuple(found.group() for found in contacts),
    )  # fmt: skip


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
    return 1.5 if kind[1] == "固有名詞" else _WEIGHTS[kind[0]]
