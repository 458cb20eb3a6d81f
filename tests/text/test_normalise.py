"""One spelling for comparison, and the way back to the original characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import PROPERTY, texts

from assistant.text.normalise import fold, normal_text, normalise, unified
from assistant.text.radicals import CHARACTERS_OF_RADICALS


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ＧＯ－ＴＥＣＨ ﾌﾟﾛｸﾞﾗﾑ", "go-tech プログラム"),
        ("補助率２／３", "補助率2/3"),
        ("①㈱㌔Ⅳ", "1(株)キロiv"),
        ("〜と～", "~と~"),
        ("‐‑‒–—―−－", "--------"),
        ("長音のサービスー", "長音のサービスー"),
        ("⽀援", "支援"),
        ("⻘⽊⻑⻄⻫⺠", "青木長西斉民"),  # of the Radicals Supplement, which NFKC leaves
        ("会員‧学⽣", "会員・学生"),
        ("神⼾⿊⽥", "神戸黒田"),  # as Japanese is written, not 神戶黑田
    ],
)
def test_width_case_dashes_and_radicals_become_one_spelling(written: str, expected: str) -> None:
    assert normalise(written).text == expected


@pytest.mark.parametrize(("radical", "character"), CHARACTERS_OF_RADICALS.items())
def test_a_radical_becomes_one_character_that_stays(radical: int, character: str | int) -> None:
    written, meant = chr(radical), character if isinstance(character, str) else chr(character)
    assert normalise(written).text == normalise(meant).text == unified(written) == meant
    assert len(normalise(f"第{written}号").offsets) == 4


@pytest.mark.parametrize("written", ["ｶﾞｿﾘﾝ", "ガソリン", "カ\u3099ソリン", "カﾞソリン"])
def test_a_voiced_mark_of_its_own_belongs_to_the_kana_before_it(written: str) -> None:
    assert normalise(written).text == "ガソリン"
    assert fold(written) == "ガソリン"


def test_a_half_width_kana_and_its_voiced_mark_are_covered_together() -> None:
    normalised = normalise("のﾌﾟﾛ")
    assert normalised.text == "のプロ"
    assert normalised.original_range(1, 2) == (1, 3)


def test_a_character_that_became_several_is_covered_whole() -> None:
    normalised = normalise("㈱山田")
    assert normalised.text == "(株)山田"
    assert normalised.original_range(0, 1) == normalised.original_range(1, 3) == (0, 1)
    assert normalised.original_range(3, 5) == (1, 3)


def test_a_word_is_found_across_a_line_break_when_spaces_are_dropped() -> None:
    page = "先進国・新興国の双\n発飛行"
    normalised = normalise(page, drop_spaces=True)
    at = normalised.text.index("双発飛行")
    start, end = normalised.original_range(at, at + 4)
    assert page[start:end] == "双\n発飛行"


def test_spaces_stay_unless_they_are_dropped() -> None:
    assert normalise("補助率　２／３\n以内").text == "補助率 2/3\n以内"
    assert normalise("補助率　２／３\n以内", drop_spaces=True).text == "補助率2/3以内"


def test_a_capital_sigma_has_one_spelling_wherever_it_stands() -> None:
    assert fold("ABCΣ") == normalise("ABCΣ").text == "abcσ"


@PROPERTY
@given(texts)
def test_fold_gives_the_text_that_normalise_gives_without_spaces(text: str) -> None:
    assert fold(text) == normalise(text, drop_spaces=True).text
    assert normal_text(text) == normalise(text).text


@PROPERTY
@given(texts)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@PROPERTY
@given(texts, st.booleans())
def test_offsets_begin_in_the_original_rise_and_end_at_its_length(text: str, drop_spaces: bool) -> None:
    normalised = normalise(text, drop_spaces=drop_spaces)
    assert len(normalised.offsets) == len(normalised.text) + 1
    assert list(normalised.offsets) == sorted(normalised.offsets)
    assert all(0 <= offset < len(text) for offset in normalised.offsets[:-1])
    assert normalised.offsets[-1] == len(text)


@PROPERTY
@given(texts, st.booleans(), st.data())
def test_the_original_range_of_any_stretch_holds_that_stretch(
    text: str, drop_spaces: bool, data: st.DataObject
) -> None:
    normalised = normalise(text, drop_spaces=drop_spaces)
    start = data.draw(st.integers(0, len(normalised.text)))
    end = data.draw(st.integers(start, len(normalised.text)))
    original_start, original_end = normalised.original_range(start, end)
    assert 0 <= original_start <= original_end <= len(text)
    again = normalise(text[original_start:original_end], drop_spaces=drop_spaces).text
    assert normalised.text[start:end] in again


@PROPERTY
@given(texts, st.data())
def test_a_later_stretch_never_lies_before_an_earlier_one(text: str, data: st.DataObject) -> None:
    normalised = normalise(text)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(normalised.text)), min_size=4, max_size=4)))
    first = normalised.original_range(cuts[0], cuts[1])
    second = normalised.original_range(cuts[2], cuts[3])
    assert first[0] <= second[0]
    assert first[1] <= second[1] or second[0] == second[1]
