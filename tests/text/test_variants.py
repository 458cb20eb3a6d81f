"""Variants of writing are one word, and what tells names apart stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import PROPERTY, texts

from assistant.text.variants import loosen, loosened

_HIRAGANA = st.text(st.characters(min_codepoint=ord("ぁ"), max_codepoint=ord("ゖ")), max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ゴーテック", "ごーてく"),
        ("Go-Tech", "ＧＯＴＥＣＨ"),
        ("イノベーション・プロデューサー", "いのべーしょんぷろでゅーさ"),
        ("ものづくり補助金", "モノズクリ補助"),
        ("はなぢ", "はなじ"),
        ("ジェグテック", "ジエグテツク".replace("ツ", "ッ")),
        ("ヴィジョン", "ビジョン"),
        ("サーヴ", "サーブ"),
        ("プラットフォーム", "プラットホーム"),
        ("産学官連携", "產學官連携"),
        ("雇用調整助成金", "雇用調整助成"),
        ("J-GoodTech", "J‐GoodTech"),
    ],
)
def test_ways_to_write_one_word_become_the_same(one: str, other: str) -> None:
    assert loosened(one) == loosened(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("大分大学", "大阪大学"),
        ("補助金2025", "補助金2026"),
        ("ものづくり補助金", "ものづくり税制"),
        ("ビビディ", "ビビデ"),
        ("クラスター", "グラスター"),
        ("資金", "資"),
    ],
)
def test_what_tells_names_apart_stays(one: str, other: str) -> None:
    assert loosened(one) != loosened(other)


def test_the_way_back_covers_what_was_left_out() -> None:
    text = "のゴーテッ\nクは"
    loose = loosen(text)
    at = loose.text.index("ごてく")
    assert text[slice(*loose.original_range(at, at + 3))] == "ゴーテッ\nク"


@PROPERTY
@given(st.text("GoTech-2ゴーテック補助金", max_size=12), st.integers(0, 12), st.sampled_from(" \n　"))
def test_width_case_and_spaces_never_matter(text: str, at: int, space: str) -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter.isascii() else letter for letter in text)
    assert loosened(wide[:at].swapcase() + space + wide[at:]) == loosened(text)


@PROPERTY
@given(_HIRAGANA)
def test_katakana_is_its_hiragana(text: str) -> None:
    assert loosened("".join(chr(ord(letter) + 0x60) for letter in text)) == loosened(text)


@PROPERTY
@given(_HIRAGANA, st.integers(0, 12), st.sampled_from("ー・-ッ－"))
def test_a_lengthened_or_divided_word_is_the_same(text: str, at: int, added: str) -> None:
    # Not within ヴァ or フォ, which are one sound.
    if text[max(at - 1, 0) : at] not in ("ゔ", "ふ"):
        assert loosened(text[:at] + added + text[at:]) == loosened(text)


@PROPERTY
@given(texts)
def test_offsets_rise_within_the_original_and_end_at_its_length(text: str) -> None:
    loose = loosen(text)
    assert len(loose.offsets) == len(loose.text) + 1
    assert list(loose.offsets) == sorted(loose.offsets)
    assert all(0 <= offset < len(text) for offset in loose.offsets[:-1])
    assert loose.offsets[-1] == len(text)
