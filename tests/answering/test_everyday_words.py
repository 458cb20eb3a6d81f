"""A sentence in official words answers a question in everyday ones, as far as they mean the same."""

from __future__ import annotations

import pytest

from assistant.answering.fit import IN_PASSAGE, Surroundings, WeightedTerm, coverage
from assistant.text.everyday import OfficialWord

SUCCESSION = OfficialWord(("事業", "承継"), "事業承継", 0.9)
HANDING_ON = OfficialWord(("承継",), "承継", 0.8)
SAID = WeightedTerm((), "代替わり", 1.0, official=(SUCCESSION, HANDING_ON))
FAR = Surroundings((), "", (0.0,))


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("代替わりを助ける。", 1.0),
        ("代替わりとは事業承継です。", 1.0),
        ("事業承継を助ける。", 0.9),
        ("事業を承継する。", 0.8),
        ("事業を拡大する。", 0.0),
        ("会費は無料です。", 0.0),
    ],
)
def test_an_official_word_counts_as_much_as_it_means_the_same(text: str, share: float) -> None:
    assert coverage([SAID], text, FAR) == pytest.approx(share)


def test_what_stands_around_a_sentence_counts_where_it_counts_more() -> None:
    assert coverage([SAID], "事業承継を助ける。", Surroundings((), "", (0.95,))) == pytest.approx(0.95)
    assert coverage([SAID], "事業承継を助ける。", Surroundings((), "", (IN_PASSAGE,))) == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("よその国で特許とるのにお金出してくれる？", "外国出願における中小企業の高額な費用を助成"),
        ("地元の銀行とはどう手を組むの", "地域金融機関"),
    ],
)
def test_a_question_in_everyday_words_is_answered_in_those_of_the_documents(
    shipped, question: str, answer: str
) -> None:
    assert answer in shipped.ask(question).text
