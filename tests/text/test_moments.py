"""Dates are read part by part, relative ones from the date the text speaks from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import PROPERTY, texts

from assistant.text.moments import Moment, anchor, moments_in
from assistant.text.normalise import normal_text

DATED = "2026-01-19"


def _only(text: str, dated: str | None = DATED) -> Moment:
    (moment,) = moments_in(text, dated)
    return moment


@pytest.mark.parametrize(
    "text", ["令和8年度", "R8年度", "FY2026", "2026年度", "２０２６年度", "二〇二六年度", "8年度", "来年度"]
)
def test_a_fiscal_year_in_all_its_spellings(text) -> None:
    moment = _only(text)
    assert (moment.year, moment.fiscal, moment.month) == (2026, True, None)


@pytest.mark.parametrize(
    "text",
    ["2026年1月19日", "令和8年1月19日", "2026/1/19", "2026-01-19", "2026.1.19", "今年1月19日", "今月19日"],
)
def test_a_day_in_all_its_spellings(text) -> None:
    moment = _only(text)
    assert (moment.year, moment.month, moment.day) == (2026, 1, 19)


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [("昨年", 2025, None), ("一昨年", 2024, None), ("3年前", 2023, None), ("先月", 2025, 12), ("来年6月", 2027, 6),
     ("2025年末", 2025, 12), ("2025年度末", 2026, 3), ("2025年度の2月", 2026, 2), ("9月", None, 9)],
)  # fmt: skip
def test_told_from_the_date_of_the_text(text, year, month) -> None:
    moment = _only(text)
    assert (moment.year, moment.month) == (year, month)


def test_a_fiscal_year_told_in_spring_and_in_winter() -> None:
    assert _only("今年度", "2026-01").year == 2025
    assert _only("今年度", "2026-05").year == 2026


def test_a_month_takes_up_the_year_told_before() -> None:
    first, second = moments_in("2025年6月から9月", DATED)
    assert (first.edge, second.year, second.near) == ("since", None, 2025)


def test_the_year_before_is_that_before_the_one_named() -> None:
    assert [moment.year for moment in moments_in("令和6年度は前年度より多い", DATED)] == [2024, 2023]
    assert _only("前年度より多い").year is None


def test_both_ends_of_fiscal_years_are_fiscal() -> None:
    assert [moment.fiscal for moment in moments_in("2020〜2023年度")] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "3年間",
        "3年以内",
        "2000件",
        "第3回",
        "数年前",
        "創業5年前後",
        "1か月",
        "10月間",
        "S11",
        "H3",
        "コース S3",
    ],
)
def test_what_is_no_date(text) -> None:
    assert moments_in(text, DATED) == ()


def test_without_a_date_last_year_is_only_last_year() -> None:
    assert _only("昨年", None) == _only("昨年", None)
    assert _only("昨年", None).year != _only("2025年", None).year


@pytest.mark.parametrize(
    ("dated", "expected"), [("2026-01-19", (2026, 1)), ("2023-05", (2023, 5)), ("2017", (2017, 7))]
)
def test_where_a_text_speaks_from(dated, expected) -> None:
    assert anchor(dated) == expected


@PROPERTY
@given(texts, st.sampled_from([None, "2017", "2023-05", "2026-01-19"]))
def test_any_text_is_read_and_every_date_stands_where_it_says(text, dated) -> None:
    plain = normal_text(text)
    for moment in moments_in(text, dated):
        assert len(plain[moment.start : moment.end]) == len(moment.said)
