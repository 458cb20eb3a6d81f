"""Addresses of servers that a setting names: whether they can be used, and whether they are this machine."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from assistant.errors import AssistantError


def server_address(written: str | None) -> str | None:
    """A server's address as it is used; None for what cannot be one, or what a user name makes look like another.

    ``http://127.0.0.1:8080/v1/`` → ``http://127.0.0.1:8080/v1``; ``http://localhost@elsewhere/v1`` → None
    """
    url = (written or "").strip().rstrip("/")
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # http://[::1, or a port that is no number
        return None
    return url if fits and not re.search(r"[@\\\s]", url) else None


def set_address(
    variable: str, written: str | None, what: str, error: Callable[[str, str], AssistantError]
) -> str:
    """The address of a server as a setting gives it.

    Args:
        variable: the name of the setting.
        written: its value.
        what: what the server is for, in Japanese, for messages.
        error: what to raise.

    Raises:
        AssistantError: the one of ``error``, where the value cannot be an address.
    """
    url = server_address(written)
    if url is None:
        raise error(
            f"{variable} の値「{without_login(written or '')}」は{what}のサーバーのアドレスではありません。",
            "http://127.0.0.1:8080/v1 のように、ユーザー名を含まないアドレスを指定してください。",
        )
    return url


def without_login(written: str) -> str:
    """An address as it may be shown: without the user name and password before ``@``, wherever the last one stands.

    ``http://taro:p@ss@server/v1`` → ``http://…@server/v1``
    """
    return re.sub(r"\A(\s*https?://)?.*@", r"\1…@", written, flags=re.DOTALL | re.IGNORECASE)


def is_this_machine(url: str) -> bool:
    """Whether an address is of the machine itself, so that nothing leaves it.

    ``http://127.0.0.1:8080/v1`` → True; ``https://api.openai.com/v1`` → False
    """
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
