"""Requests to the public API of Jグランツ: paced, bounded in size and time, tried again where that may help.

Everything a server can do wrong ends in a ``ServiceError`` in words for an advisor. Redirects are not followed: what
leaves this machine was decided by the address that is set.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.addresses import is_this_machine, server_address, without_login
from assistant.errors import InputError, ServiceError
from assistant.measures.jgrants.answers import Listing, Subsidy, read_answer
from assistant.settings import Settings

if TYPE_CHECKING:
    import httpx
    from tenacity import RetryCallState

_log = logging.getLogger(__name__)

LIST_BYTES, DETAIL_BYTES = 5_000_000, 30_000_000
"""Longest answers that are read. A detail holds its attachments in base64."""
LIST_SECONDS, DETAIL_SECONDS = 30.0, 60.0
"""How long one answer may take in all, and ``SILENCE_SECONDS`` without a byte of it."""
CONNECT_SECONDS, SILENCE_SECONDS = 5.0, 15.0
TRIES = 3
LONGEST_WAIT = 20.0
"""Seconds a server may ask us to wait (Retry-After) before it is called busy instead."""
BETWEEN_REQUESTS = 0.5
"""Seconds: at most two requests a second, whoever asks."""
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_LATER = "時間をおいて、もう一度お試しください。"
_CHECK = "SHIEN_JGRANTS_URL と、ネットワークを確かめてください。"
_pace = threading.Lock()
_last_request = -BETWEEN_REQUESTS
_sleep = time.sleep


class NotThere(ServiceError):
    """The subsidy, or the API at this address, does not exist."""


class _Passing(Exception):
    """What may go well when tried again, and after how many seconds the server wants that."""

    def __init__(self, error: ServiceError, after: float | None = None) -> None:
        super().__init__(error.message)
        self.error = error
        self.after = after


def address(settings: Settings) -> str:
    """Where the API is.

    Raises:
        InputError: it is switched off, or the address cannot be used.
    """
    if not settings.jgrants:
        raise InputError(
            "Jグランツの利用は切ってあります。",
            "使うには SHIEN_JGRANTS=true を設定してください。入力した言葉と選んだ条件だけが外に出ます。",
        )
    url = server_address(settings.jgrants_url)
    if url is None or not (url.startswith("https://") or is_this_machine(url)):
        raise InputError(
            f"SHIEN_JGRANTS_URL の値「{without_login(settings.jgrants_url)}」は使えません。",
            "https:// で始まる、ユーザー名を含まないアドレスを指定してください。",
        )
    return url


def listed(settings: Settings, asked: Mapping[str, str]) -> Listing:
    """The subsidies the API finds. It has no pages: one answer holds all.

    Args:
        settings: where the API is.
        asked: the parameters, as ``asked.questions`` checked them.

    Raises:
        ServiceError: it cannot be reached, or its answer cannot be read.
    """
    return read_answer(_fetched(f"{address(settings)}/subsidies", asked, LIST_BYTES, LIST_SECONDS))


def detailed(settings: Settings, subsidy_id: str) -> Subsidy:
    """One subsidy with all its fields; of its attachments, the names.

    Raises:
        NotThere: the API has it no more.
        ServiceError: it cannot be reached, or its answer cannot be read.
    """
    url = f"{address(settings)}/subsidies/id/{subsidy_id}"
    found = read_answer(_fetched(url, {}, DETAIL_BYTES, DETAIL_SECONDS)).subsidies
    for subsidy in found:
        if subsidy.id == subsidy_id:
            return subsidy
    raise NotThere(f"Jグランツに補助金 {subsidy_id} の詳細がありません。", _LATER)


def _fetched(url: str, asked: Mapping[str, str], most_bytes: int, most_seconds: float) -> bytes:
    from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

    tries = Retrying(
        retry=retry_if_exception_type(_Passing),
        stop=stop_after_attempt(TRIES),
        wait=_wait,
        sleep=lambda seconds: _sleep(seconds),
        reraise=True,
    )
    try:
        return tries(_fetched_once, url, asked, most_bytes, most_seconds)
    except _Passing as passing:
        raise passing.error from passing


def _wait(state: RetryCallState) -> float:
    """As long as the server asks for, else one to eight seconds, longer each time."""
    from tenacity import wait_exponential_jitter

    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, _Passing) and error.after is not None:
        return error.after
    return wait_exponential_jitter(initial=1, max=8)(state)


def _fetched_once(url: str, asked: Mapping[str, str], most_bytes: int, most_seconds: float) -> bytes:
    import httpx

    import assistant

    host = urlsplit(url).netloc
    _keep_pace()
    try:
        with (
            httpx.Client(
                timeout=httpx.Timeout(SILENCE_SECONDS, connect=CONNECT_SECONDS),
                follow_redirects=False,
                trust_env=not is_this_machine(url),  # no proxy for what is meant for this machine
                headers={"user-agent": f"shien/{assistant.__version__}", "accept": "application/json"},
            ) as client,
            client.stream("GET", url, params=dict(asked)) as response,
        ):
            _check_status(response, host)
            return _body(response, most_bytes, most_seconds, host)
    except httpx.TimeoutException as error:
        raise _Passing(ServiceError(f"Jグランツ（{host}）が時間内に答えません。", _LATER)) from error
    except httpx.DecodingError as error:
        raise ServiceError(f"Jグランツ（{host}）の答えを読めませんでした。", _LATER) from error
    except httpx.TransportError as error:
        raise _Passing(
            ServiceError(f"Jグランツ（{host}）に接続できないか、答えが途中で切れました。", _CHECK)
        ) from error


def _keep_pace() -> None:
    global _last_request
    with _pace:
        wait = _last_request + BETWEEN_REQUESTS - time.monotonic()
        if wait > 0:
            _sleep(wait)
        _last_request = time.monotonic()


def _check_status(response: httpx.Response, host: str) -> None:
    status = response.status_code
    if status == 200:
        return
    _log.info("jgrants: HTTP %s", status)
    if status in _PASSING:
        after = _retry_after(response.headers.get("retry-after", ""))
        busy = ServiceError(
            f"Jグランツ（{host}）が混み合っています。"
            if status == 429
            else f"Jグランツ（{host}）の側で問題が起きています（HTTP {status}）。",
            _LATER if after is None else f"{after:.0f} 秒ほどおいて、もう一度お試しください。",
        )
        if after is not None and after > LONGEST_WAIT:
            raise busy
        raise _Passing(busy, after)
    if response.is_redirect:
        raise ServiceError(
            f"Jグランツ（{host}）が別のアドレスへ移るよう答えました。移らずに止めました。",
            "SHIEN_JGRANTS_URL を確かめてください。",
        )
    if status == 404:
        raise NotThere(f"Jグランツ（{host}）に、求めたものがありません（HTTP 404）。", _CHECK)
    if status == 400:
        raise ServiceError(
            f"Jグランツ（{host}）がこの言葉や条件を受け付けません（HTTP 400）。", "別の言葉で探してください。"
        )
    raise ServiceError(f"Jグランツ（{host}）が受け付けませんでした（HTTP {status}）。", _CHECK)


def _retry_after(written: str) -> float | None:
    """Seconds a server asks us to wait, from a number or a date; None where it names none."""
    if written.strip().isdecimal():
        return min(float(written), 86_400.0)
    try:
        until = parsedate_to_datetime(written)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _body(response: httpx.Response, most_bytes: int, most_seconds: float, host: str) -> bytes:
    """The answer, read piece by piece and given up as soon as it is too long or takes too long."""
    until = time.monotonic() + most_seconds
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > most_bytes:
            raise ServiceError(
                f"Jグランツ（{host}）の答えが大きすぎます（{most_bytes // 1_000_000} MB を超えました）。",
                "言葉や条件をしぼって探してください。",
            )
        if time.monotonic() > until:
            raise _Passing(ServiceError(f"Jグランツ（{host}）が時間内に答え終わりません。", _LATER))
    return bytes(body)
