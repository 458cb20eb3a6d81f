"""What a document means by 昨年 or 来年6月, by the day it speaks from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import PROPERTY, texts

from assistant.text.relative_times import relative_times


@pytest.mark.parametrize(
    ("text", "spoken", "found"),
    [
        ("昨年の会議で", "2026-01-19", [("昨年", "2025年")]),
        ("また先月は、米沢に", "2026-01-19", [("先月", "2025年12月")]),
        ("来月に公募", "2025-12-03", [("来月", "2026年1月")]),
        ("来年度には、国税庁とも", "2026-01-19", [("来年度", "2026年度")]),
        ("今年度中に策定", "2026-01-19", [("今年度", "2025年度")]),
        ("今年度中に策定", "2026-04-01", [("今年度", "2026年度")]),
        ("来年６月頃までに", "2009-12-30", [("来年６月", "2010年6月")]),
        ("一昨年度と再来年", "2026-05", [("一昨年度", "2024年度"), ("再来年", "2028年")]),
    ],
)
def test_a_relative_time_is_counted_from_the_day_of_speaking(text, spoken, found):
    assert [(time.word, time.meaning) for time in relative_times(text, spoken)] == found


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("昨年の会議で", None),
        ("今年度中に", "2017"),  # January to March of 2017 are of the fiscal year 2016
        ("先月の会議", "2017"),
        ("今年度（平成31(令和元)年度）事業の進め方", "2020-09-29"),
        ("今年度事業(令和元年度)", "2017"),
        ("2010年と平成22年", "2026-01-19"),
    ],
)
def test_what_is_not_known_or_told_otherwise_is_left_alone(text, spoken):
    assert relative_times(text, spoken) == ()


@PROPERTY
@given(texts, st.sampled_from(["2026-01-19", "2023-05", "2017"]))
def test_a_word_is_where_it_is_said_to_be(text, spoken):
    for time in relative_times(text + "ｻｸﾈﾝ昨年", spoken):
        assert (text + "ｻｸﾈﾝ昨年")[time.start : time.end] == time.word
