"""Citation marks in every Japanese form are read the same, wherever the stream is cut."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.marks import LONGEST_MARK, Sentence, SentenceStream

KNOWN = frozenset({"b2c3d", "f4g5h"})
PIECES = (
    "補助率は２／３です", "。", "［b2c3d］", "【f4g5h、b2c3d】", "（ｂ２ｃ３ｄ，f4g5h）", "[[b2c3d]]", "\n", " ", "b2c3d",
    "、", "と", "「", "」", "（3）", "[1]", "R7年", "a1b2c", "［出典：f4g5h］", "Go-Tech2026ABCDEFGHIJK", "!", "?",
    "![x](http://e)", "〔", "key", "］", "1", "\u200b", "b2", "c3d",
)  # fmt: skip


def read(*chunks: str) -> list[Sentence]:
    stream = SentenceStream(KNOWN)
    found = [sentence for chunk in chunks for sentence in stream.feed(chunk)]
    return [*found, *stream.finish()]


@pytest.mark.parametrize(
    "mark",
    [
        "［b2c3d，f4g5h］", "【b2c3d、f4g5h】", "（b2c3d、f4g5h）", "〔b2c3d・f4g5h〕", "[b2c3d,f4g5h]", "[b2c3d][f4g5h]",
        "［ｂ２ｃ３ｄ，ｆ４ｇ５ｈ］", "［b2c3d f4g5h］", "［b2c3d／f4g5h］", "[B2C3D;F4G5H]", "［［b2c3d］，［f4g5h］］", "［出典：b2c3d、f4g5h］",
        "（資料b2c3d、資料f4g5h）", "[key: b2c3d, key: f4g5h]", "［b2c3dとf4g5h］", "「b2c3d」「f4g5h」", "b2c3d、f4g5h", "［b2c3d］ ［f4g5h］",
        "［b2\u200bc3d，f4g5h］",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "place", ["補助率は3分の2です。{}", "補助率は3分の2です{}。", "補助{}率は3分の2です。"]
)
def test_each_form_of_a_mark_is_read_and_taken_out(mark: str, place: str) -> None:
    (sentence,) = read(place.format(mark))
    assert sentence == Sentence("補助率は3分の2です。", ("b2c3d", "f4g5h"))


def test_marks_belong_to_the_sentence_before_them() -> None:
    first, second, third = read("甲です。［b2c3d］乙です［f4g5h］。\n「丙です。丁です。」と言う。[b2c3d]")
    assert (first.text, first.keys) == ("甲です。", ("b2c3d",))
    assert (second.text, second.keys) == ("乙です。", ("f4g5h",))
    assert (third.text, third.keys) == ("「丙です。丁です。」と言う。", ("b2c3d",))


def test_marks_before_a_line_belong_to_it() -> None:
    first, second = read("［b2c3d］甲です。\n［f4g5h］乙です。")
    assert (first.keys, second.keys) == (("b2c3d",), ("f4g5h",))


def test_unknown_keys_are_taken_out_and_counted() -> None:
    (sentence,) = read("甲です。［b2c3d、a1b2c］［k9k9k］")
    assert sentence == Sentence("甲です。", ("b2c3d",), unknown=2)


def test_numbers_are_no_keys_and_what_looks_like_one_in_the_text_stays() -> None:
    first, second = read("R7年度（2025年）の（3）ISO9001（GX）は「A4」です［1］。B1は[2]。【1、2】")
    assert (first.text, first.keys, first.unknown) == (
        "R7年度（2025年）の（3）ISO9001（GX）は「A4」です。",
        (),
        0,
    )
    assert (second.text, second.keys, second.unknown) == ("B1は。", (), 0)


def test_a_numbered_list_keeps_its_numbers() -> None:
    first, second = read("（1）申請する。［b2c3d］\n（2）届け出る。［f4g5h］")
    assert (first.text, second.text) == ("（1）申請する。", "（2）届け出る。")


def test_a_sentence_comes_as_soon_as_the_next_begins_and_not_before_its_marks() -> None:
    stream = SentenceStream(KNOWN)
    assert not [*stream.feed("甲です。［b2"), *stream.feed("c3d"), *stream.feed("］")]
    (sentence,) = stream.feed("乙")
    assert sentence == Sentence("甲です。", ("b2c3d",))


def test_a_bracket_that_never_closes_holds_back_no_more_than_a_mark() -> None:
    stream = SentenceStream(KNOWN)
    assert not list(stream.feed("［" + "1、" * LONGEST_MARK))
    assert [*stream.feed("です。"), *stream.feed("次")]


def test_brackets_full_of_words_are_read_in_no_time() -> None:
    assert len(read("(" + "key " * 5_000)) == 1


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.randoms(use_true_random=False))
def test_any_way_of_cutting_the_stream_gives_the_same_sentences(
    pieces: list[str], chance: random.Random
) -> None:
    text = "".join(pieces)
    cuts = sorted(chance.randrange(len(text) + 1) for _ in range(4))
    chunks = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert read(*chunks) == read(text) == read(*text)


@given(st.text(alphabet="［］【（）[]b2c3df4g5h、。「」\n 1とア！", max_size=40))
def test_no_sentence_holds_a_key(text: str) -> None:
    for sentence in read(*text):
        assert not any(f"［{key}］" in sentence.text or f"[{key}]" in sentence.text for key in KNOWN)
