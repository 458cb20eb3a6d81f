"""The words' vectors are those of the package, read without opening all of it."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.index.ginza_vectors import directions, embed, word_direction

WORDS = ["補助金", "飛行機", "航空", "費用", "、", "Go", "ものづくり", "飯田", "２０２６", "x"]


@pytest.fixture(scope="module")
def vocabulary():
    import spacy

    return spacy.load("ja_ginza").vocab


@pytest.mark.parametrize("word", WORDS)
def test_a_word_has_the_direction_the_model_gives_it(word: str, vocabulary) -> None:
    own = vocabulary.get_vector(word)
    ours = word_direction(word)
    assert (ours is None) == (not own.any())
    if ours is not None:
        assert np.allclose(ours, own / np.linalg.norm(own), atol=1e-6)


@pytest.mark.parametrize("word", ["", "ジェグテッグ補助率", "\u0000"])
def test_what_the_table_lacks_has_no_direction(word: str) -> None:
    assert word_direction(word) is None
    assert not directions([word]).any()


def test_the_more_frequent_of_two_words_counts_less() -> None:
    # smooth inverse frequency: of する and 補助金 the text's vector lies nearer to the rarer word's
    text = embed(["補助金する"])[0]
    rare, frequent = word_direction("補助"), word_direction("為る")
    assert rare is not None and frequent is not None
    assert float(text @ rare) > float(text @ frequent)
