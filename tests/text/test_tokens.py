"""Words by Sudachi, and pairs of characters."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.text.tokens import bigrams, noun_phrases, short_words, terms, tokenizer_version, words


def test_short_and_long_units_of_a_compound() -> None:
    assert words("補助金を申し込む", "A") == ["補助", "金", "申す", "込む"]
    assert words("補助金を申し込む", "C") == ["補助金", "申し込む"]


@pytest.mark.parametrize(("variant", "usual"), [("申込む", "申し込む"), ("ＳＵＢＳＩＤＹ", "subsidy")])
def test_variants_of_a_word_become_the_same_word(variant: str, usual: str) -> None:
    assert words(variant, "A") == words(usual, "A") != []


def test_particles_and_punctuation_are_no_words() -> None:
    assert words("は、が。の「」・", "A") == []
    assert words("", "A") == []


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(KeyError):
        words("補助金", "B")


def test_a_text_longer_than_the_tokenizer_takes_at_once_is_read_whole() -> None:
    assert words("補助" * 30_000, "A").count("補助") == 60_000 // 2


def test_a_text_without_a_single_full_stop_or_with_only_full_stops_is_read() -> None:
    assert words("\n。\n。", "A") == []
    assert words("支援\n支援。支援", "A") == ["支援"] * 3


def test_terms_tell_names_nouns_and_other_words_apart() -> None:
    assert terms("広島の補助金は高い") == [
        ("広島", "name"),
        ("補助", "noun"),
        ("金", "noun"),
        ("高い", "other"),
    ]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("補助率は", ["補助", "助率", "率は"]),
        ("率", ["率"]),
        ("ＤＸ、国 の", ["dx", "国", "の"]),
        ("。、", []),
    ],
)
def test_bigrams_stay_within_a_run_of_letters(text: str, pairs: list[str]) -> None:
    assert bigrams(text) == pairs


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Go-Tech事業の補助率は？", ["Go-Tech事業", "補助率"]),
        ("ＧＯ－ＴＥＣＨ事業について", ["ＧＯ－ＴＥＣＨ事業"]),
        ("新事業・ものづくり補助金を使う", ["新事業・ものづくり補助金"]),
        ("それはどうですか", []),
        ("せなあかん書類と、取っとかなあかん認証", ["書類", "認証"]),
        ("らん展の補助", ["らん展", "補助"]),
        ("", []),
    ],
)
def test_noun_phrases_are_given_as_they_are_written(text: str, phrases: list[str]) -> None:
    assert noun_phrases(text) == phrases


def test_a_noun_phrase_at_the_very_end_is_not_lost() -> None:
    assert noun_phrases("対象は中小企業")[-1] == "中小企業"


def test_short_words_are_the_set_of_words() -> None:
    assert short_words("補助金と補助金") == frozenset(words("補助金", "A"))


def test_threads_get_the_same_words() -> None:
    sentences = [f"第{n}回の補助金を申し込む。" for n in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda s: words(s, "A"), sentences)) == [words(s, "A") for s in sentences]


def test_the_version_names_the_tokenizer_and_its_dictionary() -> None:
    assert "sudachipy 0." in tokenizer_version()
    assert "sudachidict-core 20" in tokenizer_version()
