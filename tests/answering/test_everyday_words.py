"""A sentence in official words answers a question in everyday ones, as far as they mean the same."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.answering.fit import (
    IN_HEADING,
    IN_PASSAGE,
    OF_HEADING,
    Surroundings,
    WeightedTerm,
    coverage,
    surroundings,
)
from assistant.text.everyday import OfficialWord
from assistant.types import DocumentMeta, Passage

SUCCESSION = OfficialWord(("事業", "承継"), "事業承継", 0.9)
HANDING_ON = OfficialWord(("承継",), "承継", 0.8)
SAID = WeightedTerm((), "代替わり", 1.0, official=(SUCCESSION, HANDING_ON))
FAR = Surroundings((), "", "", (0.0,))


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
    assert coverage([SAID], "事業承継を助ける。", Surroundings((), "", "", (0.95,))) == pytest.approx(0.95)
    assert coverage([SAID], "事業承継を助ける。", Surroundings((), "", "", (IN_PASSAGE,))) == pytest.approx(
        0.9
    )


@pytest.mark.parametrize(
    ("heading", "text", "share"),
    [
        ("事業承継", "相談を受けます。", 0.9 * (IN_HEADING + OF_HEADING)),
        ("承継に備える", "相談を受けます。", 0.8 * (IN_HEADING + OF_HEADING / 3)),
        ("代替わり", "相談を受けます。", IN_HEADING + OF_HEADING),
        ("お知らせ", "事業承継も扱います。", 0.9 * IN_PASSAGE),
        ("お知らせ", "代替わりも扱います。", IN_PASSAGE),
        ("お知らせ", "相談を受けます。", 0.0),
    ],
)
def test_around_a_sentence_an_official_word_counts_its_share_of_the_asked_one(
    heading: str, text: str, share: float
) -> None:
    document = DocumentMeta("d", "案内", "支援センター", None, "other", "current", "d.txt")
    index = SimpleNamespace(
        documents={"d": document}, folded={"d-0": text}, page_text=lambda doc_id, page_index: text
    )
    around = surroundings(Passage("d-0", "d", 0, 0, len(text), text, (heading,)), index, [SAID])
    assert around.shares == (pytest.approx(share),)


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
