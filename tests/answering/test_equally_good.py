"""Of sentences equally good none comes first by chance: the nearest word counts alike in whatever company it stands."""

from __future__ import annotations

import random

import pytest

from assistant.answering import fit
from assistant.answering.fit import Surroundings, WeightedTerm, coverage

TERM = WeightedTerm((), "安い", 1.0, may_be_alike=True)
"""One alone: with two and more the product takes another way, on which places do not matter."""
FAR = Surroundings((), "", "", (0.0,))
WORDS = [
    "低廉",
    "経費",
    "増加",
    "講師",
    "創業",
    "承継",
    "融資",
    "期間",
    "据置",
    "番号",
    "対象",
    "県内",
    "予定",
    "限度",
    "運転",
    "資金",
    "設備",
    "利率",
    "保証",
    "担保",
    "自己",
]


def test_the_order_of_a_sentences_words_does_not_change_what_it_covers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    orders = [random.Random(seed).sample(WORDS[:18], 18) for seed in range(40)]
    told = set[float]()
    for order in orders:
        monkeypatch.setattr(fit, "short_words", lambda _text, order=order: order)
        told.add(coverage([TERM], "", FAR))
    assert len(told) == 1 and told.pop() > 0.2


def test_the_same_word_counts_alike_beside_others(monkeypatch: pytest.MonkeyPatch) -> None:
    told = set[float]()
    for length in range(1, len(WORDS)):
        company = frozenset(["低廉", "経費", "増加", "講師", *WORDS[4 : 4 + length]])
        monkeypatch.setattr(fit, "short_words", lambda _text, company=company: company)
        told.add(coverage([TERM], "", FAR))
    assert len(told) == 1
