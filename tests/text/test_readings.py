"""Readings: kana and kanji of one word give one reading, and kana questions go by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from text_strategies import PROPERTY, texts

from assistant.text.readings import LEAST_WEIGHT, MOST_WEIGHT, reading, reading_trigrams, reading_weight


def test_a_text_is_read_in_katakana_and_latin_letters_and_figures_stay() -> None:
    assert reading("ものづくり補助金は2/3") == "モノズクリホジョキンハ2/3"
    assert reading("Ｇｏ-Techの補助率") == "go-techノホジョリツ"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ほじょりつ", "補助率"),
        ("ものずくり", "モノヅクリ"),
        ("いのべーしょん", "イノベーション"),
        ("せつびとうし", "設備投資"),
    ],
)
def test_kana_gives_the_trigrams_of_what_is_written_in_kanji_or_the_other_kana(typed, written) -> None:
    assert reading_trigrams(typed) == reading_trigrams(written) != []


def test_trigrams_stay_within_a_run_of_letters_and_short_runs_stand_for_themselves() -> None:
    assert reading_trigrams("補助率") == ["ホジョ", "ジョリ", "ョリツ"]
    assert reading_trigrams("国、補助") == ["クニ", "ホジョ"]
    assert reading_trigrams("。、") == reading_trigrams("") == []


def test_what_cannot_be_read_stays_as_it_is_written() -> None:
    assert reading("龗") == "龗"


@PROPERTY
@given(texts)
def test_any_text_has_a_reading_without_hiragana(text: str) -> None:
    assert not [c for c in reading(text) if "ぁ" <= c <= "ゖ"]
    assert all(0 < len(token) <= 3 for token in reading_trigrams(text))


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("ものづくり補助金の上限", LEAST_WEIGHT),
        ("ほじょきんのじょうげんはいくら", MOST_WEIGHT),
        ("イノベーション", LEAST_WEIGHT),
        ("J-GoodTech 2026", LEAST_WEIGHT),
        ("？", LEAST_WEIGHT),
        ("", LEAST_WEIGHT),
    ],
)
def test_the_reading_counts_much_only_for_a_question_left_in_hiragana(text: str, weight: float) -> None:
    assert reading_weight(text) == weight


def test_the_weight_rises_with_the_share_of_hiragana() -> None:
    weights = [reading_weight("あ" * n + "補" * (20 - n)) for n in range(21)]
    assert weights == sorted(weights)
    assert LEAST_WEIGHT < reading_weight("あ" * 16 + "補" * 4) < MOST_WEIGHT
