"""A small index, a server that speaks as a model does, and settings that use both."""

from __future__ import annotations

import importlib.util
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from chat_server import ChatServer, running_server
from model_samples import GRANT, LOAN, supported_by_words

import assistant
from assistant.opened import Assistant
from assistant.settings import Settings


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with running_server() as running:
        yield running


@pytest.fixture(scope="session")
def model_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder of an index of two documents. Read it, do not write to it."""
    folder = tmp_path_factory.mktemp("model")
    for name, text in {"grant.txt": GRANT, "loan.txt": LOAN}.items():
        (folder / name).write_text(text, encoding="utf-8")
    home = folder / "home"
    assistant.ingest([folder / "grant.txt", folder / "loan.txt"], Settings(home=home))
    return home


@pytest.fixture
def settings(model_home: Path) -> Settings:
    return Settings(home=model_home)


@pytest.fixture
def shien(server: ChatServer, settings: Settings) -> Iterator[Assistant]:
    """The assistant with the server as its model."""
    with assistant.open_assistant(server.settings(settings)) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _a_check_of_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the product's own check is not there, one that only compares figures and words."""
    if importlib.util.find_spec("assistant.grounding") is None:
        module = types.ModuleType("assistant.grounding")
        module.check_statement = supported_by_words  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "assistant.grounding", module)
