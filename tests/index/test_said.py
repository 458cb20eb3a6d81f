"""Counting the passages that say a name, or a word, is exact, however little of them is read."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.index.lexical import build_channel, open_channel
from assistant.index.postings import postings
from assistant.index.said import FoldedTexts, build_folded, open_folded
from assistant.text.normalise import fold, normal_text
from assistant.text.pairs import near_pairs

_LETTERS = st.sampled_from("補助率金AaＡ2２ゴｺﾞ・-ー 　\n\t。「")
_TEXTS = st.lists(st.text(_LETTERS, max_size=25), min_size=1, max_size=6)
PROPERTY = settings(derandomize=True, max_examples=100, deadline=None)


def _scan(folded: FoldedTexts, spellings: tuple[str, ...]) -> int:
    return sum(1 for text in folded.values() if any(spelling in text for spelling in spellings))


def _written(folder: Path, texts: list[str]) -> FoldedTexts:
    tokens = [near_pairs(normal_text(f"見出し\n{text}")) for text in texts]
    build_channel(folder / "near_pairs", tokens)
    build_folded(folder / "folded", texts, tokens)
    rows = {f"p{row}": row for row in range(len(texts))}
    return open_folded(folder / "folded", rows, open_channel(folder / "near_pairs"))


@PROPERTY
@given(_TEXTS, st.data())
def test_the_count_is_that_of_a_scan_of_any_texts(texts, data) -> None:
    with tempfile.TemporaryDirectory() as folder:
        folded = _written(Path(folder), texts)
        assert list(folded.values()) == [fold(text) for text in texts]
        whole = "".join(folded.values()) or "補"
        start = data.draw(st.integers(0, len(whole) - 1))
        cut = whole[start : start + data.draw(st.integers(1, 6))]
        other = fold(data.draw(st.text(_LETTERS, min_size=1, max_size=4))) or "助"
        for spellings in ((cut,), (other,), (cut, other)):
            assert folded.saying(spellings) == _scan(folded, spellings)


@PROPERTY
@given(st.data())
def test_the_count_is_that_of_a_scan_of_the_shipped_documents(shipped, data) -> None:
    folded = shipped.index.folded
    texts = list(folded.values())
    cuts = []
    for _ in range(data.draw(st.integers(1, 3))):
        text = data.draw(st.sampled_from(texts))
        start = data.draw(st.integers(0, len(text) - 1))
        cuts.append(text[start : start + data.draw(st.integers(1, 8))])
    assert folded.saying(tuple(cuts)) == _scan(folded, tuple(cuts)) > 0


def test_a_name_written_with_a_space_in_between_is_counted(tmp_path) -> None:
    folded = _written(tmp_path, ["Go Tech 事業の\n公募", "Ｇｏ－Ｔｅｃｈ事業", "事業"])
    assert folded.saying(("gotech事業の公募",)) == 1
    assert folded.saying(("gotech", "go-tech")) == 2


def test_only_passages_that_may_say_a_name_are_read(tmp_path, monkeypatch) -> None:
    folded = _written(tmp_path, ["補助率", "助補率", "率補助", "税制"])
    read: list[int] = []
    at = FoldedTexts._at
    monkeypatch.setattr(FoldedTexts, "_at", lambda self, row: read.append(row) or at(self, row))
    assert folded.saying(("補助",)) == 2 and sorted(read) == [0, 2]
    assert folded.saying(("補助",)) == 2 and len(read) == 2, "a name is counted once"
    assert folded.saying(("率",)) == 3 and len(read) == 6, "a single letter has no pair to go by"


def test_how_many_passages_hold_a_word_is_how_many_it_scores_in(shipped) -> None:
    channel = shipped.index.lexical.channels["short_words"]
    known = list(channel.vocab_dict)[::25]
    assert len(known) > 100
    for word in filter(None, known):
        assert shipped.index.document_frequency(word) == int((channel.get_scores([word]) > 0).sum()) > 0


@pytest.mark.parametrize("word", ["", "どこにもない語"])
def test_a_word_nobody_uses_is_in_no_passage(shipped, word) -> None:
    assert shipped.index.document_frequency(word) == 0
    assert len(postings(shipped.index.lexical.channels["near_pairs"], word)) == 0


def test_an_index_without_passages_says_nothing(tmp_path) -> None:
    build_folded(tmp_path, [], [])
    folded = open_folded(tmp_path, {}, None)
    assert (len(folded), folded.saying(("補助",)), list(folded)) == (0, 0, [])
