"""Replies of a language model recorded in a file and played back, so that a run can be repeated without the model.

Set by ``SHIEN_MODEL_RECORDING``: ``record:FILE`` asks the model and keeps each reply, ``play:FILE`` only plays; a request
that the file does not hold fails like an unreachable model, and the answer is the extractive one. Requests are known by
the hash of their body: neither they nor the key are written. It works inside the client, below the masking: what is
recorded is what would have been sent.

A server in between was tried first: the product then takes the model for one on this machine, and masks nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelError, reason

if TYPE_CHECKING:
    from httpx2 import AsyncBaseTransport

_KEPT_HEADERS = ("content-type", "retry-after", "retry-after-ms")
_writing = threading.Lock()


def recording_transport(setting: str) -> AsyncBaseTransport:
    """A transport that plays a file's replies, and records those it lacks where the setting says so.

    Args:
        setting: ``play:FILE`` or ``record:FILE``.

    Raises:
        ModelError: the setting is neither, or the file to play cannot be read.
    """
    from httpx2 import AsyncBaseTransport, AsyncHTTPTransport, Request, Response

    mode, path = _mode_and_path(setting)
    replies = _replies(path, mode)

    class Recording(AsyncBaseTransport):
        """Plays; or passes on and keeps."""

        def __init__(self) -> None:
            self.below = AsyncHTTPTransport() if mode == "record" else None

        async def handle_async_request(self, request: Request) -> Response:
            body = await request.aread()
            key = request_hash(request.url.path, body)
            reply = replies.get(key)
            if reply is None and self.below is None:
                return Response(404, json={"error": {"message": "not recorded", "code": "not_recorded"}})
            if reply is None and self.below is not None:
                found = await self.below.handle_async_request(request)
                content = await found.aread()
                headers = {name: found.headers[name] for name in _KEPT_HEADERS if name in found.headers}
                reply = {"status": found.status_code, "headers": headers, "body": _packed(content)}
                with _writing:
                    replies[key] = reply
                    _append(path, {"request": key, **reply})
            assert reply is not None
            return Response(
                reply["status"], headers=reply["headers"], content=base64.b64decode(reply["body"])
            )

        async def aclose(self) -> None:
            if self.below is not None:
                await self.below.aclose()

    return Recording()


def request_hash(path: str, body: bytes) -> str:
    """What a request is known by: its path and the JSON of its body, whatever the order of its keys."""
    try:
        told: Any = json.loads(body)
    except ValueError:
        told = body.decode("utf-8", "replace")
    return hashlib.sha256(json.dumps([path, told], sort_keys=True).encode()).hexdigest()


def _mode_and_path(setting: str) -> tuple[str, Path]:
    mode, _, name = setting.partition(":")
    if mode not in ("play", "record") or not name:
        raise ModelError(
            f"SHIEN_MODEL_RECORDING の値「{setting}」は使えません。",
            "play:ファイル か record:ファイル の形で指定してください。",
        )
    return mode, Path(name)


def _replies(path: Path, mode: str) -> dict[str, dict[str, Any]]:
    if not path.exists():
        if mode == "record":
            return {}
        raise ModelError(
            f"言語モデルの録音 {path} がありません。", "record:ファイル で、先に録音してください。"
        )
    return _read(path, path.stat().st_mtime_ns if mode == "play" else 0)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> dict[str, dict[str, Any]]:
    """The replies of a file by the hash of their request; one dictionary a file, which a recording adds to."""
    found: dict[str, dict[str, Any]] = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            base64.b64decode(row["body"], validate=True)
            found[row["request"]] = {name: row[name] for name in ("status", "headers", "body")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"言語モデルの録音 {path} を読めません。", "ファイルを消して、録音し直してください。"
        ) from error
    return found


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _append(path: Path, row: dict[str, Any]) -> None:
    try:
        with path.open("ab", buffering=0) as file:
            file.write((json.dumps(row) + "\n").encode())
            os.fsync(file.fileno())
    except OSError as error:
        raise ModelError(
            f"録音 {path} に書けません（{reason(error)}）。", "空きと書き込みの権限を確かめてください。"
        ) from error
