"""The times a text names, in figures, in eras, and told from today."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import PROPERTY, texts

from assistant.text.normalise import normalise
from assistant.text.times import Period, first_day, last_day, periods_in, years_in

TODAY = date(2026, 11, 1)

NAMED = [
    ("2010年ごろの補助金", [("2010", "2010")]),
    ("平成22年2月の予算", [("2010-02", "2010-02")]),
    ("令和元年度と２０２３年", [("2019-04", "2020-03"), ("2023", "2023")]),
    ("2010年から2015年まで", [("2010", "2015")]),
    ("2010~2012年度", [("2010", "2013-03")]),
    ("2015年から2010年", [("2015", "2015"), ("2010", "2010")]),
    ("2010年・2017年の違い", [("2010", "2010"), ("2017", "2017")]),
    ("平成20年代", [("2008", "2017")]),
    ("H21の補正", [("2009", "2009")]),
    ("R7の公募", [("2025", "2025")]),
    ("h5年の統計", [("1993", "1993")]),
]
TOLD_FROM_TODAY = [
    ("昨年の会議", [("2025", "2025")]),
    ("一昨年", [("2024", "2024")]),
    ("昨年度の予算", [("2025-04", "2026-03")]),
    ("5年前", [("2021", "2021")]),
    ("十五年ほど前", [("2011", "2011")]),
    ("二十年前", [("2006", "2006")]),
    ("数年前の事例", [("2021", "2024")]),
]
NO_TIME = [
    "補助率は？",
    "創業5年前後の企業",
    "2000件の研究開発",
    "2,010社",
    "2010円",
    "phr21",
    "3年以内に返済",
    "百二十年前",
    "H2の燃料電池",
    "R32の冷媒",
    "R2-D2",
    "ISO9001:2015の認証",
    "前年比10%の売上",
    "前年より売上が減った",
]


@pytest.mark.parametrize(("text", "periods"), NAMED + TOLD_FROM_TODAY)
def test_a_time_is_read_in_every_way_of_saying_it(text: str, periods: list[tuple[str, str]]) -> None:
    assert list(periods_in(text, TODAY)) == [Period(*period) for period in periods]


@pytest.mark.parametrize("text", NO_TIME)
def test_what_is_no_time_is_not_taken_for_one(text: str) -> None:
    assert periods_in(text, TODAY) == ()


def test_a_fiscal_year_that_began_last_year_is_this_one_until_march() -> None:
    assert periods_in("昨年度", date(2026, 3, 31)) == (Period("2024-04", "2025-03"),)
    assert periods_in("昨年度", date(2026, 4, 1)) == (Period("2025-04", "2026-03"),)


def test_only_years_told_in_figures_are_years_of_the_text() -> None:
    assert years_in(normalise("平成22年と２０１７年度、昨年、2000件").text) == (2010, 2017)


def test_a_date_covers_as_many_days_as_it_leaves_open() -> None:
    assert (first_day("2023"), last_day("2023")) == (date(2023, 1, 1), date(2023, 12, 31))
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert first_day("2023-05-04") == last_day("2023-05-04") == date(2023, 5, 4)
    assert last_day("2023-02-31") == date(2023, 2, 28)


def test_a_widened_period_takes_in_whole_years() -> None:
    assert Period("2010-02", "2011-03").widened(1) == Period("2009", "2012")


@PROPERTY
@given(texts, st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_any_text_gives_periods_that_end_after_they_begin(text: str, today: date) -> None:
    for period in periods_in(text, today):
        begin, end = period.days()
        assert begin <= end


@PROPERTY
@given(st.integers(1926, 2099), st.sampled_from(["", "年", "年度", "年ごろ"]))
def test_a_year_of_an_era_and_of_our_count_are_the_same(year: int, unit: str) -> None:
    names = {"昭和": (1925, 1989), "平成": (1988, 2019), "令和": (2018, 2100)}
    for era, (before, last) in names.items():
        if before < year <= last:
            assert periods_in(f"{era}{year - before}{unit}", TODAY) == periods_in(f"{year}{unit}", TODAY)
