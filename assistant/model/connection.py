"""A language model by way of LangChain: any provider of ``init_chat_model``, read as a stream that can be cut.

The stream is read in an event loop of its own, in a thread, because only so a wait of any kind ends when it
is told to: the time is over, the reader has read enough, the advisor pressed stop. The connection is closed then.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator, Sequence
from contextlib import aclosing, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from assistant.model.address import ModelAddress
from assistant.model.messages import Message
from assistant.model.recording import recording_transport
from assistant.model.troubles import FirstWordLate, TooLate, WrongSetting, in_japanese, refused_parameter

CONNECT_SECONDS = 5.0
RETRIES = 2
"""Tries again after 408, 409, 429, 5xx and a lost connection, by the client, with its back-off and Retry-After."""
HEARTBEAT_SECONDS = 0.2
"""How often whoever reads is given a chance to stop while nothing comes."""
CLOSE_SECONDS = 2.0
FIRST_WORD_SHARE = 0.5
"""Of the time an answer may take, how much may pass before its first word."""
_LEFT_OUT_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """What came of a reply since the last piece."""

    text: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    finish: str = ""
    """Why the model stopped, in the provider's word; empty but for the last piece."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a model is and how long it is waited for."""

    address: ModelAddress
    seconds: float
    output_tokens: int
    key: str = field(default="", repr=False)
    recording: str = ""
    """``play:FILE`` or ``record:FILE``; see ``assistant.model.recording``. Empty: neither."""


def try_out(connection: Connection) -> None:
    """Ask a model for a word, and hang up at its first sign.

    Raises:
        ModelError: it cannot be reached, or what it needs is not installed or not set.
    """
    with closing(stream(connection, [Message("user", "「はい」とだけ答えてください。")])) as pieces:
        next((piece for piece in pieces if piece is not None), None)


def stream(connection: Connection, messages: Sequence[Message]) -> Generator[Piece | None]:
    """The pieces of a reply as they come; None now and then while nothing comes.

    Closing the iterator closes the connection.

    Args:
        connection: which model, and how long to wait.
        messages: what is sent.

    Raises:
        ModelError: the model cannot be reached, refuses, breaks off or takes too long; in words for an advisor.
    """
    with _reading(connection, messages) as pieces:
        while True:
            try:
                piece = pieces.get(timeout=HEARTBEAT_SECONDS)
            except queue.Empty:
                yield None
                continue
            if isinstance(piece, BaseException):
                raise in_japanese(piece, connection.address) from piece
            if piece is None:
                return
            yield piece


@contextmanager
def _reading(
    connection: Connection, messages: Sequence[Message]
) -> Iterator[queue.SimpleQueue[Piece | BaseException | None]]:
    """The queue a thread fills with a reply: pieces, and at last None or what went wrong."""
    pieces: queue.SimpleQueue[Piece | BaseException | None] = queue.SimpleQueue()
    loop = asyncio.new_event_loop()
    task = loop.create_task(_read(connection, messages, pieces))

    def run() -> None:
        end: BaseException | None = None
        try:
            loop.run_until_complete(task)
        except BaseException as error:  # noqa: BLE001 — it is raised again where the answer is written
            end = error
        finally:
            loop.close()
            pieces.put(end)

    thread = threading.Thread(target=run, name="model", daemon=True)
    thread.start()
    try:
        yield pieces
    finally:
        with contextlib.suppress(RuntimeError):  # the loop has ended already
            loop.call_soon_threadsafe(task.cancel)
        thread.join(CLOSE_SECONDS)


async def _read(
    connection: Connection,
    messages: Sequence[Message],
    pieces: queue.SimpleQueue[Piece | BaseException | None],
) -> None:
    first = asyncio.timeout(connection.seconds * FIRST_WORD_SHARE)
    try:
        async with asyncio.timeout(connection.seconds), first:
            async for piece in _chunks(connection, messages):
                if piece.text and first.when() is not None:
                    first.reschedule(None)
                pieces.put(piece)
    except TimeoutError as error:
        raise (FirstWordLate() if first.expired() else TooLate()) from error


async def _chunks(connection: Connection, messages: Sequence[Message]) -> AsyncIterator[Piece]:
    """Pieces of the reply; where a server refuses one of the parameters, it is asked again without it."""
    left_out: dict[str, None] = {}
    while True:
        begun = False
        try:
            async with _client(connection, left_out) as model, aclosing(_stream(model, messages)) as chunks:
                async for chunk in chunks:
                    begun = True
                    yield _piece(chunk)
            return
        except Exception as error:  # each provider has its own kinds; what is not this one goes on
            parameter = refused_parameter(error)
            if begun or not parameter or parameter in left_out or len(left_out) >= _LEFT_OUT_AT_MOST:
                raise
            left_out[parameter] = None


async def _stream(model: Any, messages: Sequence[Message]) -> AsyncGenerator[Any]:
    from langsmith import tracing_context

    with tracing_context(enabled=False):  # LANGSMITH_TRACING would send every prompt to another party
        async for chunk in model.astream([(message.role, message.text) for message in messages]):
            yield chunk


@asynccontextmanager
async def _client(connection: Connection, left_out: dict[str, None]) -> AsyncIterator[Any]:
    """The model of LangChain. Its connections belong to this event loop, so they are closed with it.

    langchain-openai sends the limit as ``max_completion_tokens`` only, which servers other than OpenAI's may not know:
    one on llama.cpp wrote 7,368 tokens where 150 were allowed. Those are told ``max_tokens`` too.
    """
    from langchain.chat_models import init_chat_model

    address = connection.address
    wanted: dict[str, Any] = {
        "temperature": 0,
        "max_tokens": connection.output_tokens,
        "timeout": connection.seconds,
        "max_retries": RETRIES,
    }
    async with contextlib.AsyncExitStack() as stack:
        if address.is_openai:
            wanted |= await stack.enter_async_context(_openai_options(connection))
        elif address.url:
            wanted["base_url"] = address.url
        if address.is_compatible:
            wanted["extra_body"] = {"max_tokens": connection.output_tokens}
        for parameter in left_out:
            wanted.pop(parameter, None)
        try:
            model = init_chat_model(f"{address.provider}:{address.model}", **wanted)
        except Exception as error:  # providers raise ImportError, ValueError and pydantic's errors, and more
            raise WrongSetting(error) from error
        yield model


@asynccontextmanager
async def _openai_options(connection: Connection) -> AsyncIterator[dict[str, Any]]:
    from openai import DefaultAsyncHttpxClient, Timeout

    address = connection.address
    recorded: dict[str, Any] = {}
    if connection.recording:
        recorded["transport"] = recording_transport(connection.recording)
    async with DefaultAsyncHttpxClient(
        trust_env=not address.is_here,  # a proxy would carry what is meant for this machine to another
        follow_redirects=False,  # the masking was decided by this address
        **recorded,
    ) as client:
        yield {
            address.url_parameter: address.url,
            "api_key": connection.key or "no key",
            "timeout": Timeout(connection.seconds, connect=CONNECT_SECONDS),
            "http_async_client": client,
            "openai_proxy": "",
            "stream_usage": True,
            "stream_chunk_timeout": 0,  # ours are tighter, and it logs
            "use_responses_api": False,
        }


def _piece(chunk: Any) -> Piece:
    usage = chunk.usage_metadata or {}
    told = chunk.response_metadata or {}
    finish = next(
        (told[n] for n in ("finish_reason", "stop_reason", "stopReason", "done_reason") if told.get(n)), ""
    )
    return Piece(str(chunk.text), usage.get("input_tokens", 0), usage.get("output_tokens", 0), str(finish))
