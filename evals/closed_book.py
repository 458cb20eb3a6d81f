"""The closed-book baseline: the same model, asked the same questions, without a single document.

What it gets right the documents were not needed for; what it makes up shows what the documents hold back. It runs
only where a model is set, and what it is sent is masked as the product masks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from assistant.errors import ModelError
from assistant.model.address import ModelAddress
from assistant.model.connection import Connection, stream
from assistant.model.messages import Message, read_prompt
from assistant.outgoing import outgoing
from assistant.privacy import restored
from assistant.settings import Settings
from assistant.text.sentences import sentence_spans
from assistant.types import Answer, Statement
from evals.dataset import Item
from evals.records import CLOSED_BOOK, Record, answered_ids, append_line, record_to_dict

PROMPT = "closed_book"
DOES_NOT_KNOW = ("分かりません", "わかりません", "存じません", "お答えできません")
"""How a reply that refuses begins; the first is what the prompt asks for."""


def answer_closed_book(
    connection: Connection,
    items: Sequence[Item],
    folder: Path,
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Ask the model every item that has no line yet in ``closed_book.jsonl``, one line each.

    An item that fails gets a line with its error and counts as the worst, like an answer of the product.

    Raises:
        StorageError: the file cannot be written.
    """
    done = answered_ids(folder, CLOSED_BOOK)
    for position, item in enumerate(items, start=1):
        if item.id not in done:
            record = closed_book_record(connection, item, settings)
            append_line(folder / CLOSED_BOOK, record_to_dict(record))
        if progress:
            progress(position, len(items))


def closed_book_record(connection: Connection, item: Item, settings: Settings) -> Record:
    """What the model says to one question, or why it said nothing."""
    begun = time.perf_counter()
    messages, replacements = _messages(connection.address, item, settings)
    text, usage = "", dict[str, int]()
    try:
        with closing(stream(connection, messages)) as pieces:
            for piece in pieces:
                text += piece.text if piece else ""
                if piece and piece.output_tokens:
                    usage = {"input_tokens": piece.input_tokens, "output_tokens": piece.output_tokens}
    except ModelError as error:
        return Record(item.id, None, error=f"{type(error).__name__}: {error}")
    if not text.strip():
        return Record(item.id, None, error="言語モデルの返事が空でした。")
    if usage and settings.model_price_in is not None and settings.model_price_out is not None:
        read, written = usage["input_tokens"], usage["output_tokens"]
        usage["usd_millionths"] = round(read * settings.model_price_in + written * settings.model_price_out)
    answer = closed_book_answer(item.question, restored(text, replacements), settings.model or "", usage)
    return Record(item.id, answer, seconds=round(time.perf_counter() - begun, 4))


def closed_book_answer(question: str, text: str, model: str, usage: dict[str, int]) -> Answer:
    """A reply as an Answer: sentences without a citation, or a refusal.

    ``上限は80万円です。窓口は商工課です。`` → answered, two statements; ``分かりません。`` → abstained, none
    """
    text = text.strip()
    if text.startswith(DOES_NOT_KNOW):
        return Answer(question, "llm", "abstained", text, usage=usage, model=model)
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    statements = tuple(Statement(sentence, (), "unverified") for sentence in sentences)
    return Answer(question, "llm", "answered", text, statements, usage=usage, model=model)


def _messages(
    address: ModelAddress, item: Item, settings: Settings
) -> tuple[list[Message], tuple[tuple[str, str], ...]]:
    """What is sent, masked unless the model is on this machine, and what the placeholders stand for."""
    question, history = item.question, item.history
    replacements: tuple[tuple[str, str], ...] = ()
    if not address.is_here:
        masked = outgoing(question, settings, history)
        question, history, replacements = masked.question, masked.history, masked.replacements
    before = [Message("assistant" if role == "assistant" else "user", said) for role, said in history]
    rules = Message("system", read_prompt(settings.prompts, PROMPT))
    return [rules, *before, Message("user", question)], replacements
