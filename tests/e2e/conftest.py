"""A real Chromium on a real server: what only a browser shows."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.conversations import ConversationStore
from assistant.settings import PROJECT_ROOT

START_SECONDS = 60
SETTLED_LOOKS = 3
"""Looks in a row at a page that draws nothing: with one, a click's effect was missed in 1 of 80 tests."""

DESKTOP = {"width": 1280, "height": 860}
TELEPHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Server:
    """A running page and the data folder it works on."""

    address: str
    port: int
    store: ConversationStore


@pytest.fixture(scope="session")
def server(shipped_index_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page as `shien ui` serves it, on the shipped corpus; one for all tests."""
    home = tmp_path_factory.mktemp("served") / "shien"
    shutil.copytree(shipped_index_home, home)
    with serving(home) as running:
        yield running


@pytest.fixture
def serve() -> Callable[..., AbstractContextManager[Server]]:
    """Serves a page of a test's own: ``serve(home, SHIEN_MODEL=…)``."""
    return serving


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[Server]:
    """A server of the page on a data folder, with settings of its own."""
    port = _port_of_its_own()
    log = (home / "server.log").open("wb")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "--port", str(port)],
        cwd=PROJECT_ROOT,
        env={**environment, "SHIEN_HOME": str(home), **settings},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_served(address, process, home / "server.log")
        yield Server(address, port, ConversationStore(home / "conversations.sqlite3"))
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _port_of_its_own() -> int:
    """A port nobody else takes: of two workers that both look from 8501 on, one would be served the other's page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_served(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text('utf-8', 'replace')}")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        # Without a sandbox, because root in a container has none; the pages are our own.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass(frozen=True)
class Visitor:
    """An advisor at the page."""

    page: Page
    server: Server

    def open(self, conversation_id: str | None = None) -> None:
        """Go to the page, or to a conversation."""
        self.page.goto(self.server.address + (f"/?c={conversation_id}" if conversation_id else ""))
        self.page.get_by_test_id("stChatInputTextArea").wait_for()
        self.settle()

    def settle(self) -> None:
        """Wait until the server has nothing more to draw."""
        self.page.wait_for_timeout(150)  # a click reaches the server a moment later
        for _ in range(SETTLED_LOOKS):
            self.page.wait_for_selector("[data-test-script-state=notRunning]")
            self.page.wait_for_timeout(60)  # the next run starts a moment after the last one of two clicks

    def ask(self, question: str) -> None:
        """Type a question, press Enter, and wait for the answer."""
        answered = self.page.get_by_text("この回答は役に立ちましたか")
        failed = self.page.locator(".shien-problem")
        before = answered.count()
        self.page.get_by_test_id("stChatInputTextArea").fill(question)
        self.page.keyboard.press("Enter")
        answered.nth(before).or_(failed).first.wait_for()
        assert failed.all_inner_texts() == []
        answered.nth(before).wait_for()
        self.settle()


@pytest.fixture
def visit(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """A visitor with a window of their own; anything asked of another host fails the test."""
    options = {"locale": "ja-JP", "viewport": DESKTOP, **getattr(request, "param", {})}
    context = browser.new_context(**options)
    context.set_default_timeout(20_000)
    page = context.new_page()
    addresses: list[str] = []
    errors: list[str] = []
    page.on("request", lambda asked: addresses.append(asked.url))
    page.on("websocket", lambda opened: addresses.append(opened.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Visitor(page, server)
    context.close()
    ours = (server.address, server.address.replace("http", "ws"), "data:", "blob:")
    assert addresses, "no request was seen at all"
    assert [address for address in addresses if not address.startswith(ours)] == []
    assert errors == []
