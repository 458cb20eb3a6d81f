"""What of a model's sentences is shown: each with the sentences of the documents it stands on, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, Protocol

from assistant.answering.question import Question
from assistant.answering.spans import Span
from assistant.gather import same_words
from assistant.model.claims import says_more
from assistant.model.marks import Sentence
from assistant.model.sources import Source
from assistant.text.names import NameTable
from assistant.text.normalise import fold
from assistant.text.tokens import bigrams
from assistant.text.values import holds_value
from assistant.types import Passage

COURTESY = 20
"""A sentence without a key and without a figure, up to this length, says nothing: 次のとおりです。 / 以上です。"""
MAX_QUOTES = 4
"""Sentences one statement may stand on. A statement that needs more is a summary nobody can check at a glance."""
LEAST_GAIN = 0.05
"""Share of a statement's character pairs a further quote must add to be tried."""
_BULLET = re.compile(r"^(?:[-*+・●○■□◆◇▪•]|#{1,6}|[0-9０-９]{1,2}[.．)）]|>)[ 　]*")
_EMPHASIS = re.compile(r"\*\*|__|`+")
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!]|!\[|\]\(|\{\{|```|&[a-z]+;|&#|\[[0-9;]{1,9}m")
"""Of HTML, Markdown and templates, and what is left of a terminal's colours without their first character."""
_ADDRESS = re.compile(
    r"(?:https?|ftp|data|javascript):\S*|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|0\d{1,4}-\d{1,4}-\d{3,4}",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"採択され(?:ます|ることが(?:確実|決ま)|るでしょう|るはず)|(?:必ず|確実に|間違いなく)(?:もらえ|受け|採択|使え|通)|"
    r"(?:御社|貴社|お客様|相談者)(?:は|も|が).{0,20}(?:対象|該当|受けられ|もらえ)"
)
_PLACEHOLDER = re.compile(r"〔[^〔〕]{1,8}\d*〕")
_FIGURE = re.compile(r"[0-9０-９一二三四五六七八九十百千万億兆]")
_HIRAGANA, _JAPANESE, _LETTER = re.compile(r"[ぁ-ん]"), re.compile(r"[ぁ-んァ-ヶ一-龥々]"), re.compile(r"\w")
MAX_WITHOUT_HIRAGANA = 20
"""Characters of a list item that may be all kanji and Latin, such as a name; a longer text is not Japanese."""
MIN_JAPANESE = 0.3

Reason = Literal[
    "courtesy",
    "no_key",
    "unknown_key",
    "markup",
    "address",
    "language",
    "promise",
    "added",
    "unsupported",
    "borrowed",
    "repeat",
]


class Verdict(Protocol):
    """What a check of a statement says."""

    @property
    def verdict(self) -> str:
        """``supported`` or ``unsupported``"""


class Check(Protocol):
    """Whether texts support a statement; ``assistant.grounding.check_statement``."""

    def __call__(self, statement: str, evidence: Sequence[str], *, dated: str | None = None) -> Verdict: ...


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of a document that a statement stands on."""

    spans: tuple[Span, ...]
    source: Source

    @property
    def passage(self) -> Passage:
        """The passage it is of."""
        return self.source.passage


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence of the model that its quotes bear out."""

    text: str
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence of the model that is not shown, and why."""

    reason: Reason


def statement_check(names: NameTable) -> Check:
    """The check of the product, loaded when a model is about to write something.

    Args:
        names: names in all their spellings.
    """
    from assistant.grounding import check_statement

    return partial(check_statement, names=names)


def judge(
    sentence: Sentence,
    sources: Mapping[str, Source],
    question: Question,
    restore: Callable[[str], str],
    check: Check,
) -> Shown | LeftOut:
    """Whether a sentence of the model may be shown, and what it stands on.

    Args:
        sentence: as the model wrote it.
        sources: the passages of the prompt by their keys.
        question: what was asked.
        restore: puts back what was masked.
        check: whether texts support a statement.
    """
    if not sentence.keys:
        return LeftOut(_reason_without_key(sentence))
    if _MARKUP.search(sentence.text):
        return LeftOut("markup")
    text = restore(plain_text(sentence.text))
    if _PLACEHOLDER.search(text):
        return LeftOut("unsupported")
    cited = [sources[key] for key in sentence.keys]
    if not is_japanese(text) and not _is_name_of(text, cited):
        return LeftOut("language")
    quotes = _supporting(text, cited, check)
    if not quotes:
        return LeftOut("unsupported")
    quoted = fold("\n".join(span.text for quote in quotes for span in quote.spans))
    if any(fold(address) not in quoted for address in _ADDRESS.findall(text)):
        return LeftOut("address")
    if any(fold(promise.group()) not in quoted for promise in _PROMISE.finditer(text)):
        return LeftOut("promise")
    if says_more(text, quoted, "\n".join(_called(quote.source) for quote in quotes)):
        return LeftOut("added")
    if _holds_value_asked_for(text, question) and not any(quote.source.decisive for quote in quotes):
        return LeftOut("borrowed")
    return Shown(text, quotes)


def _called(source: Source) -> str:
    return f"{source.headings}\n{source.document.publisher}"


def _reason_without_key(sentence: Sentence) -> Reason:
    if sentence.unknown:
        return "unknown_key"
    says_nothing = len(sentence.text) <= COURTESY and not _FIGURE.search(sentence.text)
    return "courtesy" if says_nothing else "no_key"


def plain_text(text: str) -> str:
    """A sentence without bullets and emphasis: ``- **補助率**は2/3です。`` → ``補助率は2/3です。``"""
    before, plain = "", _EMPHASIS.sub("", text).strip()
    while before != plain:
        before, plain = plain, _BULLET.sub("", plain)
    return plain


def is_japanese(text: str) -> bool:
    """Whether a sentence is Japanese; a short name in kanji or Latin letters may pass for an item of a list."""
    letters = len(_LETTER.findall(text))
    if letters <= MAX_WITHOUT_HIRAGANA and letters:
        return bool(_JAPANESE.search(text))
    return bool(_HIRAGANA.search(text)) and len(_JAPANESE.findall(text)) >= MIN_JAPANESE * letters


def _is_name_of(text: str, cited: Sequence[Source]) -> bool:
    """Whether it stands word for word in a passage, though without hiragana: 国立研究開発法人農業・食品産業技術総合研究機構"""
    said = fold(text).rstrip("。")
    mostly = len(_JAPANESE.findall(text)) >= MIN_JAPANESE * len(_LETTER.findall(text)) > 0
    return mostly and any(said in fold(source.text) for source in cited)


def says_again(shown: Shown, before: Sequence[Shown]) -> bool:
    """Whether a statement was made before in the same words."""
    return any(same_words(shown.text) == same_words(other.text) for other in before)


def covers(question: Question, answered: frozenset[int], shown: Sequence[Shown]) -> bool:
    """Whether statements give each kind of value that was asked for and is there, and stand on what decided.

    Args:
        question: what was asked.
        answered: which of its kinds of value the documents hold.
        shown: the statements.
    """
    decisive = [s for s in shown if any(quote.source.decisive for quote in s.quotes)]
    if not decisive:
        return False
    heads = [question.heads[number] for number in answered]
    return all(any(holds_value(s.text, kind) for s in decisive for kind in head.kinds) for head in heads)


def _holds_value_asked_for(text: str, question: Question) -> bool:
    return any(holds_value(text, kind) for head in question.heads for kind in head.kinds)


def _supporting(text: str, cited: Sequence[Source], check: Check) -> tuple[Quoted, ...]:
    """The fewest sentences of one cited document that bear a statement out, as they stand; empty if none do.

    Words of several documents put together can say what none of them says: a list's 対象者は以下のとおり and another's
    全国4万3千者 bore out 全国のすべての会社が対象です.
    """
    documents = dict.fromkeys(source.document.doc_id for source in cited)
    found = (_of_one([s for s in cited if s.document.doc_id == d], text, check) for d in documents)
    return min(filter(None, found), key=len, default=())


def _of_one(cited: Sequence[Source], text: str, check: Check) -> tuple[Quoted, ...]:
    units = [(Quoted(spans, source), _pairs(spans)) for source in cited for spans in source.units]
    wanted, chosen = frozenset(bigrams(text)), list[Quoted]()
    left = wanted
    while units and len(chosen) < MAX_QUOTES:
        best = max(range(len(units)), key=lambda i: len(units[i][1] & left))
        quoted, pairs = units.pop(best)
        if len(pairs & left) < max(1.0, LEAST_GAIN * len(wanted)):
            break
        chosen.append(quoted)
        left -= pairs
        if _bears_out(text, chosen, check):
            return tuple(sorted(chosen, key=_place))
    return ()


def _bears_out(text: str, quotes: Sequence[Quoted], check: Check) -> bool:
    """Whether quotes, with the titles and headings they stand under, support a statement."""
    evidence = [span.text for quote in quotes for span in quote.spans]
    headings = dict.fromkeys(quote.source.headings for quote in quotes)
    dated = quotes[0].source.document.published
    return check(text, [*evidence, *headings], dated=dated).verdict == "supported"


def _pairs(spans: Sequence[Span]) -> frozenset[str]:
    return frozenset(pair for span in spans for pair in bigrams(span.text))


def _place(quote: Quoted) -> tuple[str, int, int]:
    first = quote.spans[0]
    return first.doc_id, first.page_index, first.start
