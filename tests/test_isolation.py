"""The conditions tests run under: no network, no settings from outside."""

from __future__ import annotations

import asyncio
import os
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError, SocketConnectBlockedError

from assistant.settings import Settings

DOCUMENTATION_ADDRESS = "192.0.2.1"
"""Reserved for examples (RFC 5737): never a real machine."""


def test_a_plain_test_cannot_open_a_socket_even_to_this_machine() -> None:
    with pytest.raises(SocketBlockedError), pytest.warns(UserWarning, match=r"socket\.socket"):
        socket.socket().connect(("127.0.0.1", 9))


def test_a_plain_test_cannot_resolve_a_name() -> None:
    with pytest.raises(SocketBlockedError), pytest.warns(UserWarning, match="getaddrinfo"):
        socket.getaddrinfo("example.org", 443)


def test_a_plain_test_can_run_an_event_loop() -> None:
    """In a thread of its own: a browser test before it may have left its own loop in the main one."""
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: asyncio.run(asyncio.sleep(0, result=1))).result() == 1


@pytest.mark.model_server
def test_a_test_with_a_model_server_reaches_this_machine_and_no_other() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    with pytest.raises(SocketConnectBlockedError), pytest.warns(UserWarning, match=DOCUMENTATION_ADDRESS):
        socket.create_connection((DOCUMENTATION_ADDRESS, 443))


def test_the_data_folder_is_the_tests_own_and_not_yet_made() -> None:
    home = Settings().home
    assert home.is_absolute()
    assert not home.exists()
    assert Path.cwd() not in home.parents


def test_no_key_of_the_developer_reaches_a_test() -> None:
    assert not [name for name in os.environ if name.endswith("_API_KEY")]
