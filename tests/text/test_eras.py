"""The Japanese eras and the years they count from."""

from __future__ import annotations

import re

import pytest

from assistant.text.eras import ERA, ERA_SINCE_MEIJI, YEAR_BEFORE, era_year


@pytest.mark.parametrize(
    ("era", "number", "year"),
    [
        ("令和", "8", 2026),
        ("r", "元", 2019),
        ("平成", "31", 2019),
        ("h", "1", 1989),
        ("s", "64", 1989),
        ("明治", "45", 1912),
    ],
)
def test_an_era_year_is_counted_from_the_first(era, number, year) -> None:
    assert era_year(era, number) == year


def test_each_era_of_a_pattern_has_its_year() -> None:
    assert set(ERA.split("|")) < set(ERA_SINCE_MEIJI.split("|")) <= set(YEAR_BEFORE)


def test_both_patterns_stand_in_groups_of_others() -> None:
    assert re.fullmatch(rf"(?:{ERA})\s?[0-9]+", "平成 3")
    assert not re.fullmatch(rf"(?:{ERA})\s?[0-9]+", "大正3")
