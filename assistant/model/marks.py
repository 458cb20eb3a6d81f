"""Sentences and their citation marks out of a stream of text, wherever its chunks are cut.

The model puts the keys of its passages in brackets after each sentence. It does so in every form Japanese
has: ［b2c3d、f4g5h］, 【ｂ２ｃ３ｄ】, （b2c3d・f4g5h）, [[b2c3d]], before the 。 or after it, glued to kana or bare.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.text.sentences import ENDINGS

_OPEN, _CLOSE = "[［【〔（(〖{｛《〈<＜「", "]］】〕）)〗}｝》〉>＞」"
_ALNUM = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
_WORDS = "(?:出典|根拠|資料|参照|参考|引用|キー)"
_LATIN_WORDS = frozenset({"key", "keys", "ref", "source"})
_BETWEEN = "、，,､・･;；/／|｜ \t　:：=＝と"
_TOKEN = f"[{_ALNUM}]{{1,8}}"
_O, _C = re.escape(_OPEN), re.escape(_CLOSE)
_MARK = re.compile(
    f"[{_O}](?:[{_O}{_BETWEEN}]|{_WORDS})*{_TOKEN}"
    f"(?:(?:[{_O}{_C}{_BETWEEN}]|{_WORDS})+{_TOKEN})*[{_C} \t　]*(?<=[{_C}])"
)
_MAY_BE_MARK = re.compile(f"[{_O}{_C}{_BETWEEN}{_ALNUM}出典根拠資料参照考引用キー]+")
_BARE = "{0}{1}{0}{1}{0}(?![{2}])".format("[A-Za-zＡ-Ｚａ-ｚ]", "[0-9０-９]", _ALNUM)
_BARE_KEYS = re.compile(f"{_BARE}(?:[{_BETWEEN}]+{_BARE})*")
_MAY_BE_KEYS = re.compile(f"[{_BETWEEN}{_ALNUM}]+")
_RUN = re.compile(f"[{_ALNUM}]+")
_NEARLY_KEY = re.compile("(?=.*[a-z])(?=.*[0-9])[a-z0-9]{5}")
"""What a model makes up in the place of a key: five letters and figures, in any order."""
_NUMBER = re.compile("[0-9]{1,2}")
_QUOTES_OPEN, _QUOTES_CLOSE = "「『（(【《", "」』）)】》"
_AFTER_END = "。！？｡" + _QUOTES_CLOSE
LONGEST_MARK = 120
"""Characters looked at to tell a mark from other text in brackets: some fifteen keys."""
LONGEST_QUOTE = 300
"""A bracket not closed within this many characters is damage; sentences end in it as elsewhere."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the model wrote it, without its marks."""

    text: str
    keys: tuple[str, ...]
    """Keys of passages that were in the prompt, each once."""
    unknown: int = 0
    """How many keys stood beside it that were not."""


@dataclass(frozen=True, slots=True)
class _Mark:
    keys: tuple[str, ...]
    unknown: int


@dataclass
class _Writing:
    """The sentence being put together."""

    text: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    unknown: int = 0
    ended: bool = False
    line_ended: bool = False
    open_quotes: int = 0
    quoted: int = 0


class SentenceStream:
    """Takes text as it comes and gives back whole sentences; what may be part of a mark is held back.

    A sentence is given back only when the next one begins, or at the end: its marks may follow it. Any way
    of cutting the text into chunks gives the same sentences.

    Args:
        known: the keys of the passages in the prompt.
    """

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._buffer = ""
        self._after_letter = False
        self._writing = _Writing()

    def feed(self, chunk: str) -> Iterator[Sentence]:
        """Whole sentences that this chunk completes."""
        self._buffer += _visible(chunk)
        yield from self._sentences(at_end=False)

    def finish(self) -> Iterator[Sentence]:
        """What is left when the text has ended."""
        yield from self._sentences(at_end=True)
        yield from self._flush()

    def _sentences(self, *, at_end: bool) -> Iterator[Sentence]:
        position, text = 0, self._buffer
        while position < len(text):
            length = self._held(text, position, at_end)
            if length == 0:
                break
            mark = self._mark(text[position : position + length])
            if mark is not None:
                yield from self._attach(mark)
            else:
                length = 1 if text[position] in _OPEN else length
                for character in text[position : position + length]:
                    yield from self._take(character)
            self._after_letter = mark is None and bool(_RUN.fullmatch(text[position + length - 1]))
            position += length
        self._buffer = text[position:]

    def _held(self, text: str, position: int, at_end: bool) -> int:
        """How many characters from here form one piece: a mark, a run of letters, or a single character.

        0 while that cannot be told yet.
        """
        window = text[position : position + LONGEST_MARK]
        bracketed, run = window[0] in _OPEN, _RUN.match(window)
        if not bracketed and (run is None or self._after_letter):
            return 1
        possible = (_MAY_BE_MARK if bracketed else _MAY_BE_KEYS).match(window)
        assert possible, "a bracket and a letter are among what may be"
        if possible.end() == len(window) < LONGEST_MARK and not at_end:
            return 0
        found = (_MARK if bracketed else _BARE_KEYS).match(window)
        return found.end() if found else (run.end() if run else 1)

    def _mark(self, piece: str) -> _Mark | None:
        """The mark a piece of text is; None for any other text."""
        found = _RUN.findall(piece)
        plain = [unicodedata.normalize("NFKC", token).lower() for token in found]
        tokens = [token for token in plain if token not in _LATIN_WORDS]
        if piece[0] in _OPEN:
            fits = all(self._is_keyish(token) for token in tokens)
            only_numbers = all(_NUMBER.fullmatch(token) for token in tokens)
            fits = fits and (not only_numbers or self._numbers_are_a_mark(piece))
        else:
            fits = not self._after_letter and bool(_BARE_KEYS.fullmatch(piece))
        if not tokens or not fits:
            return None
        keys = tuple(token for token in tokens if token in self._known)
        numbers = sum(bool(_NUMBER.fullmatch(token)) for token in tokens)
        return _Mark(keys, len(tokens) - len(keys) - numbers)

    def _is_keyish(self, token: str) -> bool:
        return token in self._known or bool(_NEARLY_KEY.fullmatch(token) or _NUMBER.fullmatch(token))

    def _numbers_are_a_mark(self, piece: str) -> bool:
        """Whether [1] is meant as a citation: it is in square brackets and ends something. (1) 申請 is no mark."""
        return piece[0] in "[［【〔" and bool(self._writing.text)

    def _attach(self, mark: _Mark) -> Iterator[Sentence]:
        """Keys belong to the sentence before them; on a new line, when that has keys, to the one after."""
        if self._writing.line_ended and self._writing.keys:
            yield from self._flush()
        self._writing.keys.extend(mark.keys)
        self._writing.unknown += mark.unknown

    def _take(self, character: str) -> Iterator[Sentence]:
        writing = self._writing
        if character == "\n":
            if writing.text:
                writing.ended = writing.line_ended = True
            return
        if writing.ended:
            if character.isspace():
                return
            if not writing.line_ended and character in _AFTER_END:
                writing.text.append(character)
                return
            yield from self._flush()
            writing = self._writing
        if not writing.text and character.isspace():
            return
        writing.text.append(character)
        self._end_if_over(character)

    def _end_if_over(self, character: str) -> None:
        writing = self._writing
        if character in _QUOTES_OPEN:
            writing.open_quotes += 1
        elif character in _QUOTES_CLOSE and writing.open_quotes:
            writing.open_quotes -= 1
        writing.quoted = writing.quoted + 1 if writing.open_quotes else 0
        if character in "!?" and "".join(writing.text[-2:-1]).isascii():
            return  # of a picture in Markdown, ![…], or of an address, …?a=b
        if character in ENDINGS and (not writing.open_quotes or writing.quoted > LONGEST_QUOTE):
            writing.ended = True

    def _flush(self) -> Iterator[Sentence]:
        writing, self._writing = self._writing, _Writing()
        text = "".join(writing.text).strip()
        if text:
            yield Sentence(text, tuple(dict.fromkeys(writing.keys)), writing.unknown)
        else:  # a mark before any sentence belongs to the one that follows
            self._writing.keys, self._writing.unknown = writing.keys, writing.unknown


def _visible(text: str) -> str:
    """Text without characters that cannot be seen, which could stand within a key: ``b2\u200bc3d`` → ``b2c3d``"""
    kept = ("\n" if character == "\r" else character for character in text)
    return "".join(c for c in kept if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
