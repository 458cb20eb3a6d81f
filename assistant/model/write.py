"""A language model writes an answer: asked, read as it comes, each sentence checked before anyone sees it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from assistant.answering.cite import citation_of
from assistant.answering.decide import Decision
from assistant.answering.question import Question
from assistant.answering.spans import Span
from assistant.errors import ModelError
from assistant.index.opened import OpenIndex
from assistant.model.accept import Reply, accept, lines_of_rules
from assistant.model.address import ModelAddress
from assistant.model.budget import counter
from assistant.model.connection import Connection, stream
from assistant.model.drafted import Check, Shown, judge
from assistant.model.marks import Sentence, SentenceStream
from assistant.model.outgoing import Outgoing
from assistant.privacy import restored
from assistant.settings import Settings
from assistant.types import Citation, Notice, Statement

_log = logging.getLogger(__name__)

OnStatements = Callable[[tuple[Statement, ...]], None]
"""Called with the statements confirmed so far: whenever there is one more, and a few times a second while the
model is waited for. What it raises stops the model and closes the connection; ``StopWriting`` asks for the answer
without the model, anything else goes on to the caller."""


class StopWriting(Exception):
    """Raised in ``OnStatements`` to be given the answer without the model."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of asking a model."""

    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    usage: dict[str, int] = field(default_factory=dict)
    timings_ms: dict[str, float] = field(default_factory=dict)
    """``first_word`` and ``verify``, both within the time of writing."""
    problem: ModelError | None = None
    """Why the answer has to be given without the model; None where the statements stand."""


@dataclass(frozen=True, slots=True)
class Task:
    """An answer to be written: the question, what is sent, and what the reply is held against."""

    question: Question
    decision: Decision
    prompt: Outgoing
    connection: Connection
    index: OpenIndex
    today: date
    check: Check


def write(task: Task, settings: Settings, on_statements: OnStatements | None = None) -> Written:
    """Let a model answer from the passages of a prompt.

    Args:
        task: what is to be written.
        settings: prices.
        on_statements: told of confirmed statements as they come.

    Returns:
        Statements that all stand on quotes, or ``problem``.
    """
    reply, draft, address = Reply(), _Draft(task), task.connection.address
    problem: ModelError | None = None
    try:
        _listen(task, reply, draft, on_statements)
        accept(reply, task.question, task.decision, address)
    except ModelError as error:
        problem = error
        _log.info("the model's reply is not used: %s", error.message)
    except StopWriting:
        problem = ModelError("言語モデルを途中で止めました。", "")
    usage = _usage(reply, task.prompt, address, settings)
    if problem:
        return Written(usage=usage, timings_ms=draft.timings_ms(), problem=problem)
    return Written(draft.statements, draft.citations, _notices(reply), usage, draft.timings_ms())


class _Draft:
    """The statements as they are shown, numbered as they come, and the time they took."""

    def __init__(self, task: Task) -> None:
        self._index, self._today = task.index, task.today
        self._citations: dict[Span, Citation] = {}
        self._started, self._first_word, self.verifying = time.perf_counter(), 0.0, 0.0
        self.statements: tuple[Statement, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the statements stand on, numbered as it first appears."""
        return tuple(self._citations.values())

    def add(self, shown: Shown) -> None:
        """Cite what a sentence stands on; each quote is compared with what the disk holds at its offsets now."""
        numbers, problems = [], []
        for quote, span in [(quoted, span) for quoted in shown.quotes for span in quoted.spans]:
            if span not in self._citations:
                number, document = len(self._citations) + 1, quote.source.document
                cited = citation_of(number, span, document, quote.passage, self._index, self._today)
                self._citations[span] = cited
            numbers.append(self._citations[span].n)
            if self._index.store.stored([span.place]) != [span.text]:
                problems.append("引用文が保存された本文と一致しません。")
        self.statements = (
            *self.statements,
            Statement(
                shown.text,
                tuple(dict.fromkeys(numbers)),
                "unverified" if problems else "verified",
                tuple(problems),
            ),
        )

    def first_word(self) -> None:
        """Note that text has begun to come."""
        self._first_word = self._first_word or time.perf_counter()

    def timings_ms(self) -> dict[str, float]:
        """Milliseconds to the first word, if one came, and spent on checking."""
        timings = {"verify": round(self.verifying * 1000, 3)}
        if self._first_word:
            timings["first_word"] = round((self._first_word - self._started) * 1000, 3)
        return timings


def _listen(task: Task, reply: Reply, draft: _Draft, on_statements: OnStatements | None) -> None:
    """Read a reply to its end, or until enough of it is seen to be useless.

    Raises:
        ModelError: the model cannot be reached, or what it writes is no answer.
    """
    sources = {source.key: source for source in task.prompt.sources}
    restore = partial(restored, replacements=task.prompt.replacements)
    rules, parser = lines_of_rules(task.prompt.messages), SentenceStream(frozenset(sources))

    def hear(sentences: Iterator[Sentence]) -> None:
        for sentence in sentences:
            began, before = time.perf_counter(), len(reply.shown)
            reply.add(sentence, judge(sentence, sources, task.question, restore, task.check), rules)
            for shown in reply.shown[before:]:
                draft.add(shown)
            draft.verifying += time.perf_counter() - began
            if len(reply.shown) > before:
                tell()

    def tell() -> None:
        if on_statements:
            on_statements(draft.statements)

    tell()
    with closing(stream(task.connection, task.prompt.messages)) as pieces:
        for piece in pieces:
            if piece is None:
                tell()
                continue
            if piece.text:
                draft.first_word()
            reply.hear(piece)
            hear(parser.feed(piece.text))
    hear(parser.finish())


def _notices(reply: Reply) -> tuple[Notice, ...]:
    if not reply.left_out:
        return ()
    text = f"言語モデルが書いた文のうち {len(reply.left_out)} 文は、資料で確かめられないため省きました。"
    return (Notice("left_out", text),)


def _usage(reply: Reply, prompt: Outgoing, address: ModelAddress, settings: Settings) -> dict[str, int]:
    """Tokens as the server counted them, or estimated; with prices set, the cost in millionths of a dollar.

    Empty where nothing came back: then nothing is known to have been used.
    """
    usage = dict(reply.usage)
    if not usage and not reply.text:
        return {}
    if not {"input_tokens", "output_tokens"} <= usage.keys():
        count = counter(address.provider, address.model)
        usage = {"input_tokens": prompt.tokens, "output_tokens": count(reply.text), "estimated": 1}
    if settings.model_price_in is not None and settings.model_price_out is not None:
        read, written = usage["input_tokens"], usage["output_tokens"]
        usage["usd_millionths"] = round(read * settings.model_price_in + written * settings.model_price_out)
    usage["sentences_left_out"] = len(reply.left_out)
    usage["unknown_keys"] = reply.unknown_keys
    return usage
