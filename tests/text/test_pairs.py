"""Pairs of near letters: what a slip of the finger leaves of a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from text_strategies import PROPERTY, texts

from assistant.text.normalise import normal_text
from assistant.text.pairs import near_pairs as pairs_of_plain
from assistant.text.tokens import bigrams


def near_pairs(text: str) -> list[str]:
    return pairs_of_plain(normal_text(text))


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("補助率", ["補助", "助率", "補率", "補", "助", "率"]),
        ("率", ["率"]),
        ("補率は", ["補率", "率ハ", "補", "率"]),
        ("ＤＸ、国 の", ["dx", "国", "ノ"]),
        ("。、", []),
        ("", []),
    ],
)
def test_pairs_side_by_side_and_one_apart_and_kanji_alone(text: str, pairs: list[str]) -> None:
    assert near_pairs(text) == pairs


@pytest.mark.parametrize("slip", ["中小業診断", "中中小企業診断", "中企小業診断", "中小企業診新"])
def test_a_word_with_a_slip_keeps_more_pairs_than_bigrams(slip: str) -> None:
    word = "中小企業診断"

    def kept(tokenise):
        return len(set(tokenise(word)) & set(tokenise(slip)))

    assert kept(near_pairs) >= 6
    assert kept(near_pairs) > kept(bigrams)


def test_the_two_kana_are_one_side_by_side() -> None:
    assert set(near_pairs("いのべーしょん")) <= set(near_pairs("イノベーション"))
    assert set(bigrams("いのべーしょん")).isdisjoint(bigrams("イノベーション"))


def test_no_pair_one_apart_holds_hiragana() -> None:
    assert near_pairs("にする") == ["ニス", "スル"]


@PROPERTY
@given(texts)
def test_every_bigram_is_among_the_pairs_but_for_its_kana(text: str) -> None:
    pairs = set(near_pairs(text))
    assert {b for b in bigrams(text) if not any("ぁ" <= c <= "ゖ" for c in b)} <= pairs
    assert all(len(pair) <= 2 for pair in pairs)
