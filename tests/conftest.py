"""What every test stands on: no network, no key, a data folder of its own, and one shared index.

Sockets are blocked for all tests (see ``addopts`` in pyproject.toml). Tests marked ``browser`` or
``model_server`` may connect to this machine, and to nothing else.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from assistant.opened import Assistant

MARKERS_ALLOWED_TO_CONNECT = ("browser", "model_server")
THIS_MACHINE = ["127.0.0.1", "::1", "localhost"]
FOREIGN_SETTINGS = (
    "SHIEN_",
    "OPENAI_",
    "AZURE_",
    "GOOGLE_",
    "AWS_",
    "LANGCHAIN_",
    "LANGSMITH_",
    "CHROMA_",
    "STREAMLIT_",
)
"""Prefixes of environment variables that would let a developer's own settings change a test."""

CHROMIUM_COMMANDS = ("chromium", "chromium-browser", "google-chrome")

# A busy machine must not fail a property. Under CI, Hypothesis chooses its own repeatable profile.
hypothesis.settings.register_profile("development", deadline=None)
if not os.environ.get("CI"):
    hypothesis.settings.load_profile("development")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the marked tests connect to this machine."""
    for item in items:
        if any(item.get_closest_marker(name) for name in MARKERS_ALLOWED_TO_CONNECT):
            item.add_marker(pytest.mark.allow_hosts(THIS_MACHINE))


@pytest.fixture(autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a data folder that does not exist yet, and no key or setting from outside."""
    for name in list(os.environ):
        if name.startswith(FOREIGN_SETTINGS) or name.endswith("_API_KEY"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SHIEN_HOME", str(tmp_path_factory.mktemp("data") / "shien"))


@pytest.fixture(scope="session")
def shipped_index_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder holding the index of the shipped corpus, built once. Read it, do not write to it."""
    import assistant
    from assistant.settings import Settings

    home = tmp_path_factory.mktemp("shipped") / "shien"
    assistant.ingest([], Settings(home=home))
    return home


@pytest.fixture(scope="session")
def shipped(shipped_index_home: Path) -> Iterator[Assistant]:
    """The assistant, opened on the shipped corpus."""
    import assistant
    from assistant.settings import Settings

    opened = assistant.open_assistant(Settings(home=shipped_index_home))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the Chromium that the browser tests drive; without one they are skipped."""
    for command in CHROMIUM_COMMANDS:
        if path := shutil.which(command):
            return path
    pytest.skip("Chromiumがないため省略します / no Chromium here (apt install chromium)")
