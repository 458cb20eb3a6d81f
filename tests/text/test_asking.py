"""Words that ask."""

from __future__ import annotations

import re

import pytest

from assistant.text.asking import INTERROGATIVE, OPEN_INTERROGATIVE


@pytest.mark.parametrize(
    "text", ["誰が使えますか", "どこに出すの", "なんぼかかる", "なんで減った", "どの枠ですか"]
)
def test_an_open_question_has_an_open_interrogative(text) -> None:
    assert re.search(OPEN_INTERROGATIVE, text)
    assert re.search(INTERROGATIVE, text) or "なんで" in text


@pytest.mark.parametrize(
    "text", ["誰でも使えますか", "いつでも出せますか", "いくらでも借りられますか", "対象なんですか"]
)
def test_what_is_said_of_any_is_not_open(text) -> None:
    assert not re.search(OPEN_INTERROGATIVE, text)
