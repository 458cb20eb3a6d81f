"""The word lists say what they are meant to say."""

from __future__ import annotations

from pathlib import Path

import pytest

import assistant.grounding
from assistant.grounding.vocabulary import canonical, excludes, one_word, opposes

FOLDER = Path(assistant.grounding.__file__).parent


def _lines(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_no_word_excludes_itself_or_its_like() -> None:
    for line in _lines("apart.txt"):
        sides = [
            {canonical(form) for word in side.split() if (form := one_word(word))} for side in line.split("/")
        ]
        for i, side in enumerate(sides):
            for other in sides[i + 1 :]:
                assert not side & other, line


def test_every_side_has_a_word_the_tokenizer_keeps_whole() -> None:
    for line in _lines("apart.txt"):
        assert all(any(one_word(word) for word in side.split()) for side in line.split("/")), line


@pytest.mark.parametrize(
    ("one", "other", "apart", "opposed"),
    [
        ("増加", "減少", True, True),
        ("増加", "増加", False, False),
        ("春", "夏", True, False),
        ("企業", "大学", False, False),
    ],
)
def test_what_excludes_and_what_opposes(one, other, apart, opposed) -> None:
    assert (excludes(one, other), opposes(one, other)) == (apart, opposed)
