"""A server on this machine that speaks OpenAI's /v1/embeddings, and misbehaves on request."""

from __future__ import annotations

import json
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

from local_server import serving

from assistant.settings import Settings

DIMENSIONS = 64
Reply = tuple[int, dict[str, str], str]
"""(status, headers, body)"""


def vector(text: str, dimensions: int = DIMENSIONS) -> list[float]:
    """How often each hashed pair of characters occurs: texts that share words are near each other."""
    counts = [0.0] * dimensions
    for i in range(len(text) - 1):
        counts[zlib.crc32(text[i : i + 2].encode()) % dimensions] += 1.0
    return counts


class VectorServer:
    """What was asked, what was answered, and what the next requests get instead of vectors."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/v1"
        self.requests: list[dict[str, Any]] = []
        self.answered: list[str] = []
        """Every text a vector was given for."""
        self.next: list[Callable[[list[str]], Reply]] = []
        self.always: Callable[[list[str]], Reply] | None = None
        self.slept = threading.Event()
        self.awake = threading.Event()

    def settings(self, base: Settings, **changes: object) -> Settings:
        """Settings that use this server."""
        wanted = {"embedding": "openai:small", "embedding_url": self.url, **changes}
        return base.model_copy(update=wanted)

    def reply(self, texts: list[str]) -> Reply:
        """What to answer."""
        special = self.next.pop(0) if self.next else self.always
        if special:
            return special(texts)
        self.answered.extend(texts)
        return vectors(texts)

    def sleep(self, texts: list[str]) -> Reply:
        """Answer only when the test is over."""
        self.slept.set()
        self.awake.wait(60)
        return failing(503)(texts)


def vectors(texts: list[str], dimensions: int = DIMENSIONS) -> Reply:
    """The right answer."""
    data = [{"index": i, "embedding": vector(text, dimensions)} for i, text in enumerate(texts)]
    usage = {"prompt_tokens": sum(map(len, texts)), "total_tokens": sum(map(len, texts))}
    return 200, {}, json.dumps({"object": "list", "model": "small", "data": data, "usage": usage})


def failing(status: int, message: str = "no") -> Callable[[list[str]], Reply]:
    """An error that asks the client to try again at once."""
    body = json.dumps({"error": {"message": message}})
    return lambda _texts: (status, {"retry-after-ms": "1"}, body)


def page(_texts: list[str]) -> Reply:
    """What a wrong address answers."""
    return 200, {"content-type": "text/html"}, "<html>welcome</html>"


def without_usage(texts: list[str]) -> Reply:
    """The right answer of a server that does not count."""
    status, headers, body = vectors(texts)
    return status, headers, json.dumps({k: v for k, v in json.loads(body).items() if k != "usage"})


def changed(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[list[str]], Reply]:
    """The right answer with its list of vectors changed in place."""

    def reply(texts: list[str]) -> Reply:
        status, headers, body = vectors(texts)
        answer = json.loads(body)
        change(answer["data"])
        return status, headers, json.dumps(answer)

    return reply


@contextmanager
def running_server() -> Iterator[VectorServer]:
    """The server, on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.requests.append({"path": self.path, "headers": dict(self.headers), **body})
            status, headers, answer = server.reply(body["input"])
            try:
                self.send_response(status)
                for name, value in {"content-type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.encode())
            except OSError:
                return  # the client was killed, or waited no longer

        def log_message(self, *_args: object) -> None:
            return

    with serving(Handler) as port:
        server = VectorServer(port)
        try:
            yield server
        finally:
            server.awake.set()
