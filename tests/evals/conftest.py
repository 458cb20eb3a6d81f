"""Fixtures of the evals' tests."""

from __future__ import annotations

import pytest
from eval_samples import make_answer, make_citation

from assistant.types import Answer


@pytest.fixture
def right_answer() -> Answer:
    """The whole, cited answer to ``make_item()``."""
    return make_answer(("中小企業は2/3です。", [make_citation()]))
