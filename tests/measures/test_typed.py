"""Numbers are read as advisors type them, and what cannot be one is told in Japanese with what to type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.measures.typed import GREATEST, number_shown, typed_number
from assistant.measures.vocabulary import NUMBERS


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("employees", "30", 30),
        ("employees", "３０", 30),
        ("employees", " 1,200 人 ", 1_200),
        ("employees", "三十名", 30),
        ("employees", "0", 0),
        ("employees", "-0", 0),
        ("employees", "30.0", 30),
        ("employees", "1000000", 1_000_000),
        ("capital", "1000", 10_000_000),
        ("capital", "１，０００", 10_000_000),
        ("capital", "1000万", 10_000_000),
        ("capital", "1千万円", 10_000_000),
        ("capital", "1億2000万円", 120_000_000),
        ("capital", "1億2000円", 100_002_000),
        ("capital", "10,000,000円", 10_000_000),
        ("capital", "0.5", 5_000),
        ("capital", "10兆円", 10**13),
        ("years", "5年", 5),
        ("years", "1500", 1_500),
    ],
)
def test_a_number_is_read_in_the_widths_and_units_people_type(name: str, text: str, value: int) -> None:
    assert typed_number(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("employees", "たくさん", "従業員数を数として読めません。"),
        ("employees", "数十人", "従業員数を数として読めません。"),
        ("employees", "20〜30", "従業員数を数として読めません。"),
        ("employees", "12,34", "従業員数を数として読めません。"),
        ("employees", "-", "従業員数を数として読めません。"),
        ("employees", "1000円", "従業員数を数として読めません。"),
        ("employees", "9" * 5_000, "従業員数を数として読めません。"),
        ("employees", "1e9", "従業員数を数として読めません。"),
        ("employees", "-5", "従業員数は 0 から 100万人までで入力してください。"),
        ("employees", "▲５人", "従業員数は 0 から 100万人までで入力してください。"),
        ("employees", "1000001", "従業員数は 0 から 100万人までで入力してください。"),
        ("employees", "1.5", "従業員数は整数で入力してください。"),
        ("capital", "0.00001", "資本金は1円単位で入力してください。"),
        ("capital", "10000000000000000000", "資本金は 0 から 10兆円までで入力してください。"),
        ("capital", "1億2000", "資本金を数として読めません。"),  # 万 is meant, and 円 would be read
        ("years", "1985年創業", "創業からの年数を数として読めません。"),
        ("years", "1985", "創業からの年数は 0 から 1,500年までで入力してください。"),
    ],
)
def test_what_is_no_value_is_told_with_an_example(name: str, text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        typed_number(name, text)
    assert caught.value.message == told and caught.value.hint.startswith("例: ")


@pytest.mark.parametrize("name", NUMBERS)
@given(st.data())
def test_what_a_field_shows_is_read_again_as_the_same(name: str, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, GREATEST[name][0]))
    assert typed_number(name, number_shown(name, value)) == value


def test_an_unknown_number_is_shown_as_nothing() -> None:
    assert number_shown("capital", None) == ""
