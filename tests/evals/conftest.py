"""Fixtures of the evals' tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chat_server import ChatServer, running_server
from eval_samples import make_answer, make_citation

from assistant.types import Answer


@pytest.fixture
def right_answer() -> Answer:
    """The whole, cited answer to ``make_item()``."""
    return make_answer(("中小企業は2/3です。", [make_citation()]))


@pytest.fixture
def server() -> Iterator[ChatServer]:
    """What answers in the place of a language model."""
    with running_server() as running:
        yield running
