"""Where sentences begin and end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from text_strategies import PROPERTY, running_text, texts

from assistant.text.sentences import sentence_spans


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "支援する。公表した！よいか？Go!終わり｡後",
            ["支援する。", "公表した！", "よいか？", "Go!", "終わり｡", "後"],
        ),
        ("1つめは、「小さく始める。」です。次に進む。", ["1つめは、「小さく始める。」です。", "次に進む。"]),
        ("『やめる（本当に。）。』と言う。", ["『やめる（本当に。）。』と言う。"]),
        ("（注）対象は20社。」後の文。", ["（注）対象は20社。」", "後の文。"]),
        ("本当か？！次。", ["本当か？！", "次。"]),
        ("1. 趣旨\n（1）経緯\n設立した。", ["1. 趣旨", "（1）経緯", "設立した。"]),
        ("　見出し　\n\n  本文。  ", ["見出し", "本文。"]),
        ("", []),
        (" \n　\n", []),
    ],
)
def test_sentences_end_at_full_stops_outside_brackets_and_at_line_ends(
    text: str, sentences: list[str]
) -> None:
    assert _sentences(text) == sentences


def test_a_bracket_that_never_closes_does_not_swallow_the_rest() -> None:
    assert _sentences("「小さく始める。次に進む。") == ["「小さく始める。", "次に進む。"]


def test_a_bracket_that_closes_too_far_away_is_damage() -> None:
    text = "（注。" + "あ" * 500 + "。）終わり。"
    assert _sentences(text)[0] == "（注。"


def test_a_bracket_does_not_reach_over_a_line_end() -> None:
    assert _sentences("（第１。\n第２。）第３。") == ["（第１。", "第２。）", "第３。"]


@PROPERTY
@given(running_text | texts)
def test_spans_are_in_order_disjoint_and_cover_everything_but_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(earlier[1] <= later[0] for earlier, later in itertools.pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(character.isspace() for i, character in enumerate(text) if i not in covered)


@PROPERTY
@given(running_text)
def test_no_sentence_holds_a_line_end_or_begins_or_ends_with_white_space(text: str) -> None:
    for sentence in _sentences(text):
        assert "\n" not in sentence
        assert sentence == sentence.strip()
