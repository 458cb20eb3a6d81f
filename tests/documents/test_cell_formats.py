"""Numbers and days are written as their cell's format draws them in Japanese Excel, whatever the format."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from document_samples import PROPERTY
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.date_formats import day_as_seen
from assistant.documents.number_formats import as_seen

DAY, MOMENT = date(2026, 10, 6), datetime(2026, 10, 6, 14, 5, 9)


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (DAY, "yyyy/mm/dd", "2026/10/06"),
        (DAY, 'ggge"年"m"月"d"日"', "令和8年10月6日"),
        (DAY, "gge.m.d", "令8.10.6"),
        (date(2019, 4, 30), "ge.m.d", "H31.4.30"),
        (date(1989, 1, 7), "ge.m.d", "S64.1.7"),
        (date(1900, 1, 1), "ge.m.d", "1900.1.1"),
        (DAY, "aaaa", "火曜日"),
        (DAY, "m\\月d\\日", "10月6日"),
        (DAY, "d-mmm-yy", "6-Oct-26"),
        (MOMENT, "mm:ss", "05:09"),
        (MOMENT, "h:mm:ss", "14:05:09"),
        (MOMENT, 'h"時"mm"分"', "14時05分"),
        (MOMENT, "h:mm AM/PM", "2:05 午後"),
        (time(0, 5), "AM/PM h:mm", "午前 12:05"),
        (time(9, 30), "General", "9:30"),
        (time(9, 30), "yyyy/m/d", "//"),
        (DAY, "h:mm", "0:00"),
        (DAY, "General", "2026/10/6"),
        (MOMENT, "General", "2026/10/6 14:05"),
        (DAY, "yyyy/m/d;@", "2026/10/6"),
    ],
)
def test_a_day_is_written_in_its_format(value, form: str, seen: str) -> None:
    assert day_as_seen(value, form) == seen


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (0.125, "0.0%", "12.5%"),
        (-0.5, "0%", "-50%"),
        (1.5, "# ?/?", "1 1/2"),
        (0.5, "# ?/4", "2/4"),
        (1234567, '#,##0,"千円"', "1,235千円"),
        (-3000, '#,##0"円";"▲"#,##0"円"', "▲3,000円"),
        (0, '#,##0"円";"▲"#,##0"円";"なし"', ""),
        (50, "0_ ;[Red]-0", ""),
        (3, '"第"0"回"', "第3回"),
        (7, "000", ""),
        (10**16, '0"円"', ""),
        (float("nan"), '0"円"', ""),
        (5, "yyyy/m/d", ""),
    ],
)
def test_a_number_is_written_in_a_format_that_adds_to_it(value: float, form: str, seen: str) -> None:
    assert as_seen(value, form) == seen


@pytest.mark.parametrize(
    ("value", "form", "seen"), [(3850, "#,##0", "3,850"), (7, "000", "007"), (2.5, "0.00", "2.50")]
)
def test_a_plain_format_is_followed_only_where_asked_for(value: float, form: str, seen: str) -> None:
    assert as_seen(value, form, plain=True) == seen
    assert as_seen(value, form) == ""


_PARTS = ["y", "yyyy", "m", "mm", "mmmmm", "d", "dddd", "aaa", "aaaa", "ggg", "e", "h", "hh", "s", "AM/PM", "[h]", "[$-411]",
          "0", "#,##0", ".00", "?/?", "# ", "/4", "%", ",", ";", "@", '"円"', '"', "\\", "_", "*", "¥", "General", "E+00", "ſſſ"]  # fmt: skip
_FORMS = st.one_of(st.lists(st.sampled_from(_PARTS), max_size=8).map("".join), st.text(max_size=12))
_TIMES = st.one_of(st.dates(), st.datetimes(), st.times())


@PROPERTY
@given(_TIMES, _FORMS)
def test_any_day_in_any_format_is_written(value, form: str) -> None:
    assert isinstance(day_as_seen(value, form), str)


@PROPERTY
@given(st.one_of(st.integers(), st.floats()), _FORMS, st.booleans())
def test_any_number_in_any_format_is_written_or_left(value: float, form: str, plain: bool) -> None:
    assert isinstance(as_seen(value, form, plain=plain), str)


@PROPERTY
@given(st.integers(0, 10**12), st.integers(0, 4))
def test_digits_are_those_of_the_number(value: int, decimals: int) -> None:
    seen = as_seen(value / 10**decimals, '#,##0.0000"円"')
    assert float(seen.removesuffix("円").replace(",", "")) == pytest.approx(value / 10**decimals, abs=5e-5)
