"""Patterns that read what anybody may type come to the end of texts made to mislead them."""

from __future__ import annotations

import re

import pytest

from assistant.answering.unknown import _NAMED
from assistant.measures.importing.conditions import _GRANTED
from assistant.measures.own_business import _FOR_OTHERS
from assistant.measures.own_place import _DESTINATION
from assistant.measures.told_wording import RIGHTED
from assistant.text.identifiers import identifiers
from assistant.text.order_wording import TOLD_TO_TELL

LETTERS = 20_000
"""The mildest of them took 18 s for so many before it was bounded, the worst did not end with 4,000."""


@pytest.mark.parametrize(
    ("pattern", "repeated"),
    [
        (_FOR_OTHERS, "さん"),
        (_FOR_OTHERS, "など"),
        (_GRANTED, "」"),
        (_GRANTED, ")"),
        (TOLD_TO_TELL, "回答"),
        (RIGHTED, "1"),
        (_NAMED, "漢い"),
        (_DESTINATION, "や市"),
        (_DESTINATION, "市"),
    ],
)
def test_a_word_repeated_without_end_is_looked_at_everywhere(pattern: re.Pattern[str], repeated: str) -> None:
    assert not any(pattern.finditer((repeated * LETTERS)[:LETTERS]))


def test_what_begins_like_an_address_for_mail_is_read_to_its_end() -> None:
    assert identifiers("a." * LETTERS) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (_FOR_OTHERS, "さんなど等に卸す"),
        (_GRANTED, "」』)の認定を受けた"),
        (RIGHTED, "1,234,567,890,123.5円ではなく"),
        (_NAMED, "北部九州広域半導体人材育成等推進事業"),
        (_DESTINATION, "市や京都市や奈良市や大津市方面への出店"),
    ],
)
def test_what_people_write_is_within_the_bounds(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.match(text)


def test_the_longest_address_for_mail_that_there_may_be_is_hidden_whole() -> None:
    address = f"{'a' * 64}@example.jp"
    (found,) = identifiers(f"連絡は {address} まで")
    assert (found.kind, found.end - found.start) == ("メール", len(address))
