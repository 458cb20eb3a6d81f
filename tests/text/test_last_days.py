"""The last day of a time is the one it names, else the end of its month or year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.last_days import last_days, only_begins


@pytest.mark.parametrize(
    ("text", "dated", "ends"),
    [
        ("締切は2026年11月10日です。", None, [date(2026, 11, 10)]),
        ("2026年2月まで", None, [date(2026, 2, 28)]),
        ("令和8年度", None, [date(2027, 3, 31)]),
        ("12月20日必着", "2026-10", [date(2026, 12, 20)]),
        ("1月20日必着", "2026-12-25", [date(2027, 1, 20)]),
        ("12月20日必着", None, []),  # of nobody knows when
        ("2026年2月30日", None, [date(2026, 2, 28)]),  # as documents sometimes print
        ("昨年の締切", None, []),
    ],
)
def test_last_days(text, dated, ends) -> None:
    assert list(last_days(text, dated)) == ends


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)))
def test_a_day_written_out_ends_on_itself(day) -> None:
    assert last_days(f"{day.year}年{day.month}月{day.day}日", None) == (day,)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("受付期間は2026年4月1日から予算がなくなるまで", []),  # a beginning is no deadline
        ("2026年11月1日から1月31日まで", [date(2027, 1, 31)]),  # over New Year
        ("2026年6月1日から7月31日まで", [date(2026, 7, 31)]),
    ],
)
def test_what_only_begins_ends_on_no_day(text, ends) -> None:
    assert list(last_days(text, None)) == ends


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("平成２１年３月２日 公募開始", True),
        ("受付開始日：2026年4月1日", True),
        ("4月1日（水）から受付開始", True),
        ("公募開始日（令和8年11月2日）以降に開業する方", True),
        ("３月３１日 公募締切", False),
        ("4月1日受付開始、6月30日締切", False),
        ("2026年4月1日に事業を始めた会社", False),
        ("公募を行います", False),
    ],
)
def test_a_text_of_beginnings_alone_is_known(text, begins) -> None:
    assert only_begins(text) is begins
