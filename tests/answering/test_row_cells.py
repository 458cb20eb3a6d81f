"""What cells of tables tell of days, months, needs, fees and classes is read as agencies write it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.row_cells import (
    WEEK,
    days_told,
    is_for,
    months_told,
    says_free,
    says_needed,
    says_not_needed,
    value_told,
)
from assistant.text.figures import figures_in
from assistant.text.normalise import normal_text


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("毎月第2・4土", "土"),
        ("月～金", "月火水木金"),
        ("月曜から金曜", "月火水木金"),
        ("土日を除く毎日", "月火水木金"),
        ("平日毎日", "月火水木金"),
        ("毎日", "月火水木金土日"),
        ("毎週月・木", "月木"),
        ("令和8年11月26日(木)", "木"),
        ("2026年12月5日（土）9時", "土"),
        ("隔週金", "金"),
        ("土日祝", "土日"),
        ("水（第2）", "水"),
        ("12月20日", ""),
        ("木工入門", ""),
        ("土木", ""),
        ("資金", ""),
        ("月額3,000円", ""),
        ("", ""),
    ],
)
def test_the_days_of_a_cell(cell: str, days: str) -> None:
    assert days_told(cell) == frozenset(days)


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("11月～2月の第2・4水", {11, 12, 1, 2}),
        ("令和8年12月3日", {12}),
        ("2026/12/03", {12}),
        ("12/5(土)", {12}),
        ("R8.12.5", {12}),
        ("5月27日と11月27日", {5, 11}),
        ("毎週月・木", set(range(1, 13))),
        ("6か月", set()),
        ("月額", set()),
    ],
)
def test_the_months_of_a_cell(cell: str, months: set[int]) -> None:
    assert months_told(cell) == months


@pytest.mark.parametrize(
    ("cell", "needed", "not_needed"),
    [
        ("要（3日前まで）", True, False),
        ("必ず予約", True, False),
        ("○", True, False),
        ("1週間前まで", True, False),
        ("不要", False, True),
        ("原則不要", False, True),
        ("予約なしでも可", False, True),
        ("―", False, True),
        ("必要に応じて", False, False),
        ("在庫・売掛金", False, False),
        ("要相談", False, False),
    ],
)
def test_whether_something_is_needed(cell: str, needed: bool, not_needed: bool) -> None:
    assert (says_needed(cell), says_not_needed(cell)) == (needed, not_needed)


@pytest.mark.parametrize(
    ("cell", "question", "is_free"),
    [
        ("無料", "無料の講座は?", True),
        ("会員無料、一般500円", "会員なら無料の講座は?", True),
        ("会員無料、一般500円", "非会員が無料の講座は?", False),
        ("初回無料、2回目以降5,500円", "無料の相談は?", False),
        ("500円", "無料の講座は?", False),
    ],
)
def test_for_whom_a_fee_is_none(cell: str, question: str, is_free: bool) -> None:
    assert says_free(cell, question) is is_free


@pytest.mark.parametrize(
    ("cell", "units", "value"),
    [
        ("1時間600円", {"円": 1}, 600),
        ("10年以内（据置1年以内）", {"年": 12, "月": 1}, 120),
        ("6か月", {"年": 12, "月": 1}, 6),
        ("無料", {"円": 1}, 0),
        ("2,400", {"円": 1}, 2400),
        ("別途相談", {"円": 1}, None),
    ],
)
def test_the_value_by_which_rows_are_compared(cell: str, units: dict[str, int], value: int | None) -> None:
    assert value_told(cell, units, highest=True) == (None if value is None else Fraction(value))


@pytest.mark.parametrize(
    ("cell", "asked", "holds"),
    [
        ("従業員5～19人", "8人", True),
        ("従業員0～4人", "8人", False),
        ("20人以上", "20人", True),
        ("5人未満", "5人", False),
        ("500万円超 1,000万円以下", "500万円", False),
        ("500万円超 1,000万円以下", "800万円", True),
        ("定員36名", "8人", None),
        ("", "8人", None),
    ],
)
def test_whether_a_class_holds_a_size(cell: str, asked: str, holds: bool | None) -> None:
    assert is_for(cell, figures_in(normal_text(asked))[0]) is holds


@given(
    st.text(
        alphabet="月火水木金土日曜毎週第0123456789/・、～-（）祝除く平から年不要無料人以上円 ", max_size=40
    )
)
def test_any_cell_is_read_without_harm(cell: str) -> None:
    assert days_told(cell) <= frozenset(WEEK)
    assert not (says_needed(cell) and says_not_needed(cell))
    assert isinstance(months_told(cell), frozenset)
