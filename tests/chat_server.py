"""A server on this machine that speaks OpenAI's chat completions, streamed, and misbehaves as it is told.

The events are as the protocol's documentation shows them: a first chunk with the role, chunks of content, a last
one with ``finish_reason`` and an empty delta, a chunk with ``usage`` and no choices, and ``data: [DONE]``.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

from local_server import serving

from assistant.settings import Settings

USAGE = {"prompt_tokens": 1200, "completion_tokens": 80, "total_tokens": 1280}
_SOURCE = re.compile(r"^<<資料 (\w+)\n(.*?)\n資料 \1 ここまで>>$", re.MULTILINE | re.DOTALL)
Body = Iterable[bytes]
Reply = Callable[[dict[str, Any]], tuple[int, dict[str, str], Body]]
"""From the request to (status, headers, body in the pieces in which it is sent)."""


def sources(request: dict[str, Any]) -> dict[str, str]:
    """The passages of a prompt, by key."""
    return dict(_SOURCE.findall(request["messages"][-1]["content"]))


def key_of(request: dict[str, Any], words: str) -> str:
    """The key of the first passage that says something."""
    return next(key for key, text in sources(request).items() if words in text)


def event(data: object) -> bytes:
    """One server-sent event."""
    return f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n".encode()


def chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
    """A chat.completion.chunk object."""
    return event(
        {
            "id": "chatcmpl-123",
            "object": "chat.completion.chunk",
            "created": 1694268190,
            "model": "small",
            "system_fingerprint": "fp_44709d6fcb",
            "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}],
            "usage": None,
        }
    )


def usage_chunk() -> bytes:
    """The chunk that stream_options include_usage asks for: no choices."""
    return event(
        {
            "id": "chatcmpl-123",
            "object": "chat.completion.chunk",
            "created": 1694268190,
            "model": "small",
            "choices": [],
            "usage": USAGE,
        }
    )


def events(text: str, size: int = 7, finish: str | None = "stop", *, usage: bool = True) -> Iterator[bytes]:
    """A whole reply, its text cut into chunks of a size."""
    yield chunk({"role": "assistant", "content": "", "refusal": None})
    for start in range(0, len(text), size):
        yield chunk({"content": text[start : start + size]})
    if finish:
        yield chunk({}, finish)
    if usage:
        yield usage_chunk()
    yield event("[DONE]")


def saying(text: str | Callable[[dict[str, Any]], str], **how: Any) -> Reply:
    """A reply with a text, or with what is made of the request."""

    def reply(request: dict[str, Any]) -> tuple[int, dict[str, str], Body]:
        said = text if isinstance(text, str) else text(request)
        return 200, {"content-type": "text/event-stream"}, events(said, **how)

    return reply


def sending(*parts: bytes) -> Reply:
    """A reply of just these bytes."""
    return lambda _request: (200, {"content-type": "text/event-stream"}, parts)


def failing(status: int, code: str | None = None, param: str | None = None, **headers: str) -> Reply:
    """An error object of the API."""
    error = {"message": f"no ({param})", "type": "invalid_request_error", "param": param, "code": code}
    told = {"content-type": "application/json", "retry-after-ms": "1"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _request: (status, told, [json.dumps({"error": error}).encode()])


class ChatServer:
    """What was asked, what is answered next, and whether the client hung up."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/v1"
        self.requests: list[dict[str, Any]] = []
        self.next: list[Reply] = []
        self.always: Reply = saying("")
        self.hung_up = threading.Event()
        """Set when the client closes the connection before the reply has ended."""
        self.over = threading.Event()
        """Set at the end of the test; whatever waits goes on then."""

    def settings(self, base: Settings, **changes: object) -> Settings:
        """Settings that use this server."""
        return base.model_copy(update={"model": "openai:small", "model_url": self.url, **changes})

    def waiting(self, before: Body = (), after: Body = ()) -> Reply:
        """A reply that stops in the middle until the client hangs up or the test ends; pings meanwhile."""

        def body() -> Iterator[bytes]:
            yield from before
            while not self.over.wait(0.01):
                yield b": ping\n\n"
            yield from after

        return lambda _request: (200, {"content-type": "text/event-stream"}, body())

    def silent(self, _request: dict[str, Any]) -> tuple[int, dict[str, str], Body]:
        """Not even a status line until the test ends."""
        self.over.wait(60)
        return failing(503)(_request)


@contextmanager
def running_server() -> Iterator[ChatServer]:
    """The server, on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.requests.append({"path": self.path, "headers": dict(self.headers), **request})
            status, headers, body = (server.next.pop(0) if server.next else server.always)(request)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for part in body:
                    self.wfile.write(part)
                    self.wfile.flush()
            except OSError:
                server.hung_up.set()

        def log_message(self, *_args: object) -> None:
            return

    with serving(Handler) as port:
        server = ChatServer(port)
        try:
            yield server
        finally:
            server.over.set()
