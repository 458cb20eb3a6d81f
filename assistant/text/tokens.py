"""Japanese words by Sudachi, and pairs of characters."""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.text.normalise import normal_text, normalise

if TYPE_CHECKING:
    from sudachipy import Dictionary, Tokenizer

_LOCAL = threading.local()
_DROPPED = frozenset({"助詞", "助動詞", "補助記号", "空白", "記号"})
_SAYS_NOTHING = frozenset({"副詞", "接続詞", "連体詞", "感動詞", "代名詞"})
"""Parts of speech that say nothing of what a question is about: そもそも, それと, あの, ええと, あれ."""
_NO_NOUN = _SAYS_NOTHING | {"動詞", "形容詞", "形状詞"}
VERB_WEIGHT = 0.3
"""Weight in a query of a word that is no noun: 知る, 受ける, 取る say little, and people use their own. Against 1:
at 0.2 nDCG@10 0.847 for 0.839 (programmes dev) and 0.958 for 0.957 (JSQuAD dev), at 0.4 0.844 and 0.958."""
_SEGMENT = re.compile(r"[^\n。]{1,4000}[\n。]?|[\n。]")
"""Sudachi refuses more than 49,149 bytes at once; text is read sentence by sentence."""
_SPREAD_LABEL = re.compile(r"(?<![一-龥])([一-龥])[ 　]{1,3}([一-龥])(?=[ 　]?[:：])")
_WORD_RUN = re.compile(r"\w+")
MAX_SEEN = 100_000
_SEEN: dict[tuple[str, int], Morpheme] = {}
"""Words read out of Sudachi, by how they are written and their entry in the dictionary."""
_WHOLE_WORD = 3
"""Shorter words of the dictionary turn up by chance within a misspelling: も｜に｜づくり."""
RECENT = 256
"""Texts remembered: the channels and the embedding read the same text in turn, a document's passages or a query."""


class Morpheme(NamedTuple):
    """A word as Sudachi cuts it: as written, in normal form, as read, and its part of speech."""

    surface: str
    normal: str
    reading: str
    part_of_speech: tuple[str, ...]


def tokenizer_version() -> str:
    """What made the tokens: an index made by another version must be built again."""
    return f"sudachipy {version('sudachipy')}, sudachidict-core {version('sudachidict-core')}"


@lru_cache(maxsize=1)
def _dictionary() -> Dictionary:
    from sudachipy import Dictionary

    return Dictionary(dict="core")


def _tokenizer() -> Tokenizer:
    """One tokenizer a thread: Sudachi's are not to be shared between threads."""
    if not hasattr(_LOCAL, "tokenizer"):
        _LOCAL.tokenizer = _dictionary().create()
    tokenizer: Tokenizer = _LOCAL.tokenizer
    return tokenizer


@lru_cache(maxsize=RECENT)
def morphemes(text: str, mode: str) -> tuple[Morpheme, ...]:
    """Sudachi's morphemes of a text, all of them, in order; it is normalised first.

    ``補助率は`` with mode "C" → 補助率, は

    Args:
        text: any text.
        mode: "A" for the shortest units, "C" for the longest.
    """
    from sudachipy import SplitMode

    split = {"A": SplitMode.A, "C": SplitMode.C}[mode]
    tokenizer = _tokenizer()
    return tuple(
        _SEEN.get((m.surface(), m.word_id())) or _morpheme(m)
        for segment in _SEGMENT.findall(normal_text(text))
        for m in tokenizer.tokenize(segment, split)
    )


def _with_whole_labels(text: str) -> str:
    """A text with the labels whole that are spread for looks: ``場　所：2階`` → ``場所：2階``"""
    return _SPREAD_LABEL.sub(r"\1\2", text)


def _morpheme(m: Any) -> Morpheme:
    """A word read out of Sudachi and kept: asking for its form, reading and kind anew takes as long as cutting up.

    Numbers are not kept: their parts are joined under the entry of one of them, and 一 is read イチ or ヒト.
    """
    read = Morpheme(m.surface(), m.normalized_form(), m.reading_form(), m.part_of_speech())
    if read.part_of_speech[1] != "数詞":
        if len(_SEEN) >= MAX_SEEN:
            _SEEN.clear()
        _SEEN[read.surface, m.word_id()] = read
    return read


def words(text: str, mode: str) -> list[str]:
    """Content words in Sudachi's normalised form.

    ``補助金を申し込む`` with mode "A" → ``["補助", "金", "申す", "込む"]``; with "C" → ``["補助金", "申し込む"]``

    Args:
        text: any text; it is normalised first.
        mode: "A" for the shortest units, "C" for the longest.
    """
    return [word for word, _ in weighted_words(text, mode)]


def weighted_words(text: str, mode: str) -> list[tuple[str, float]]:
    """Content words as ``words`` gives them, each with what it says of a query's subject, 0 to 1.

    ``特許を取る`` with mode "C" → ``[("特許", 1.0), ("取る", 0.3)]``
    """
    return [
        (m.normal.lower(), VERB_WEIGHT if m.part_of_speech[0] in _NO_NOUN else 1.0)
        for m in morphemes(_with_whole_labels(text), mode)
        if m.part_of_speech[0] not in _DROPPED
    ]


def pairs(found: Sequence[str]) -> list[str]:
    """Neighbouring words, two and two. ``["新規", "設備", "投資"]`` → ``["新規 設備", "設備 投資"]``"""
    return [f"{first} {second}" for first, second in itertools.pairwise(found)]


def terms(text: str) -> list[tuple[str, str]]:
    """(normalised short word, "noun", "name" or "other") for each content word.

    ``広島の補助金は高い`` → ``[("広島", "name"), ("補助", "noun"), ("金", "noun"), ("高い", "other")]``
    """
    return [
        (m.normal.lower(), _word_class(m.part_of_speech))
        for m in morphemes(_with_whole_labels(text), "A")
        if m.part_of_speech[0] not in _DROPPED | _SAYS_NOTHING
    ]


def tagged(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """(surface, part of speech) of each word in long units; the surfaces joined are the text.

    ``山口県の`` → ``[("山口県", ("名詞", "固有名詞", "地名", …)), ("の", ("助詞", …))]``
    """
    return [(morpheme.surface, morpheme.part_of_speech) for morpheme in morphemes(text, "C")]


def _word_class(part_of_speech: tuple[str, ...]) -> str:
    if part_of_speech[1] == "固有名詞":
        return "name"
    return "noun" if part_of_speech[0] in ("名詞", "接頭辞", "接尾辞") else "other"


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring characters within a run of letters; a lone letter stands for itself.

    ``補助率は`` → ``["補助", "助率", "率は"]``
    """
    found = []
    for run in _WORD_RUN.findall(normal_text(_with_whole_labels(text))):
        found.extend([run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)])
    return found


_JOINING = frozenset("・-ー＆&/")


_ENDS_OF_SPEECH = ("かん", "せん", "らん", "へん")
"""Nouns to a dictionary and ends of verbs in speaking: 取っとかなあかん認証, せなあかん書類."""


def noun_phrases(text: str) -> list[str]:
    """Runs of nouns as they are written, joined over ・ and hyphens.

    ``Go-Tech事業の補助率は？`` → ``["Go-Tech事業", "補助率"]``; ``朝比野銀行`` → the same, though 朝 alone is a word of time
    """
    normalised = normalise(text)
    phrases: list[str] = []
    begin, position = None, 0
    found = morphemes(text, "C")
    for morpheme, after in zip(found, (*found[1:], None), strict=False):
        start, position = position, position + len(morpheme.surface)
        is_noun = _is_noun(morpheme.part_of_speech) or _begins_a_name(morpheme, after)
        if begin is None and start and morpheme.surface in _ENDS_OF_SPEECH:
            is_noun = False
        if is_noun or (begin is not None and morpheme.surface in _JOINING):
            begin = start if begin is None else begin
        elif begin is not None:
            phrases.append(text[slice(*normalised.original_range(begin, start))])
            begin = None
    if begin is not None:
        phrases.append(text[slice(*normalised.original_range(begin, position))])
    return [phrase.strip("・-/& 　\n") for phrase in phrases if phrase.strip("・-/& 　\n")]


def _begins_a_name(morpheme: Morpheme, after: Morpheme | None) -> bool:
    """Whether one letter that is a word of time begins a proper name: 朝 of 朝比野; not 今 of 今秋田では."""
    is_of_time = len(morpheme.surface) == 1 and morpheme.part_of_speech[2] == "副詞可能"
    before_a_name = after is not None and after.part_of_speech[1] == "固有名詞"
    return is_of_time and before_a_name and morpheme.surface not in "今前後昔"


def _is_noun(part_of_speech: tuple[str, ...]) -> bool:
    noun = part_of_speech[0] in ("名詞", "接頭辞", "接尾辞")
    return noun and part_of_speech[1] != "助動詞語幹" and part_of_speech[2] != "副詞可能"


@lru_cache(maxsize=20_000)
def short_words(text: str) -> frozenset[str]:
    """The set of a text's content words in short units; remembered, since sentences come up again."""
    return frozenset(words(text, "A"))


def is_word(text: str, meant: str) -> bool:
    """Whether a text is a word of the dictionary, and not there as a slip for another.

    ``メトロ`` (meant: ジェトロ) → True; ``ジェグテッグ`` → False; ``アドバイザ`` (meant: アドバイザー) → False: one word to the
    dictionary

    Args:
        text: a word.
        meant: what it may have been meant to be.
    """
    own = _entries(text)
    return bool(own) and not own & (_entries(meant) | {normal_text(meant)})


def is_compound(text: str) -> bool:
    """Whether a text is made of two or more words of the dictionary.

    ``イノベーションベッド`` → True; ``イノベーシュンネット`` → False; ``もにづくり`` → False, words so short turn up by chance
    """
    parts = [m.surface for m in morphemes(text, "C")]
    return len(parts) > 1 and all(len(p) >= _WHOLE_WORD and _entries(p, common=True) for p in parts)


def _entries(text: str, common: bool = False) -> set[str]:
    """Normalised forms of a word's entries in the dictionary; with ``common``, without proper names.

    (A morpheme's ``is_oov()`` is no guide: it is False for unknown katakana that Sudachi has joined.)
    """
    entries = _dictionary().lookup(normal_text(text))
    return {
        normal_text(entry.normalized_form())
        for entry in entries
        if not (common and entry.part_of_speech()[1] == "固有名詞")
    }


@lru_cache(maxsize=20_000)
def word_kinds(text: str) -> frozenset[tuple[str, ...]]:
    """The parts of speech under which the dictionary has a word; empty for one it does not have.

    ``森`` → {("名詞", "固有名詞", "人名", "姓", …), ("名詞", "固有名詞", "地名", …), ("名詞", "普通名詞", …)}; ``テラモト`` → none
    """
    return frozenset(tuple(entry.part_of_speech()) for entry in _dictionary().lookup(normal_text(text)))


def word_ends(text: str) -> frozenset[int]:
    """Offsets at which a word of a text in short units begins or ends.

    ``大阪大会`` → {0, 2, 4}: 阪大 is no word in it
    """
    normalised, position, ends = normalise(text), 0, {0}
    for morpheme in morphemes(text, "A"):
        position += len(morpheme.surface)
        ends.add(normalised.offsets[position])
    return frozenset(ends)


def is_no_common_word(text: str) -> bool:
    """Whether a stretch is a proper name, or one that no dictionary knows whole: ``鷹巻`` → True; ``設備`` → False"""
    words = morphemes(text, "C")
    return any(word.part_of_speech[1] == "固有名詞" for word in words) or all(
        len(word.surface) == 1 for word in words
    )
