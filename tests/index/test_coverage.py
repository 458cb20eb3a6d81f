"""How much of a question a channel knows."""

from __future__ import annotations

import bm25s
import pytest

from assistant.index.coverage import share_known

PASSAGES = [["補助", "率"], ["補助", "金"], ["融資"], ["相談"]]


@pytest.fixture(scope="module")
def index():
    made = bm25s.BM25()
    made.index(PASSAGES, show_progress=False)
    return made


def test_a_question_of_known_words_is_known_whole_and_one_of_unknown_words_not_at_all(index) -> None:
    assert share_known(index, ["補助", "金"]) == 1.0
    assert share_known(index, ["ほじょ", "きん"]) == 0.0
    assert share_known(index, []) == 0.0


def test_an_unknown_word_weighs_more_than_a_known_and_a_rare_one_more_than_a_common(index) -> None:
    assert share_known(index, ["補助", "ほじょ"]) < share_known(index, ["融資", "ほじょ"]) < 0.5


def test_the_weights_are_those_of_bm25(index) -> None:
    # ln(1 + (4 - 2 + .5) / 2.5) for 補助, in two of four passages; ln(1 + 4.5 / .5) for a word in none
    assert share_known(index, ["補助", "ほじょ"]) == pytest.approx(0.6931 / (0.6931 + 2.3026), abs=1e-4)
