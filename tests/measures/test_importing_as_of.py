"""The day of a list, read from the lines above its header."""

from __future__ import annotations

import os
from datetime import date

import pytest
from importing_steps import HEADER, ROWS, entries, written

from assistant.measures.importing.as_of import day_stated
from assistant.measures.importing.lists import import_list, preview

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("row", "day"),
    [
        (["令和8年6月1日現在"], "2026-06-01"),
        (["（R8.6.1更新）", ""], "2026-06-01"),
        (["県の支援施策一覧（令和８年６月１日改定）"], "2026-06-01"),
        (["2026年6月1日（月）時点"], "2026-06-01"),
        (["作成日", "2026/6/1"], "2026-06-01"),
        (["最終更新：2026.6.1"], "2026-06-01"),
        (["", "2026-06-01 00:00:00"], "2026-06-01"),
        (["令和8年6月現在"], "2026-06"),
        (["令和8年4月1日改定、令和8年6月1日現在"], "2026-06-01"),
        (["令和9年6月1日現在"], ""),
        (["令和8年度 支援施策一覧"], ""),
        (["受付は令和8年6月1日から"], ""),
        (["令和8年6月1日まで"], ""),
        (["令和8年4月1日～令和9年3月31日"], ""),
        (["支援施策一覧"], ""),
    ],
)
def test_a_line_above_the_header_says_of_what_day_the_list_is(row, day) -> None:
    assert day_stated([["支援施策一覧"], row], TODAY) == day


def test_measures_without_a_date_of_their_own_speak_from_the_day_above_the_header(settings, tmp_path) -> None:
    path = written(tmp_path, [("令和6年6月1日現在",), HEADER, *ROWS], ("県の支援一覧",))
    assert "見出しの上にある2024年6月1日の情報とします" in preview(settings, path).remark
    import_list(settings, path)
    assert {entry.as_of for entry in entries(settings).values()} == {"2024-06-01"}


def test_a_date_of_the_row_comes_before_that_of_the_list(settings, tmp_path) -> None:
    rows = [("制度名", "更新日"), ("A", "2025/5/1"), ("B", "")]
    import_list(settings, written(tmp_path, rows, ("令和6年6月1日現在", "")))
    assert sorted(entry.as_of for entry in entries(settings).values()) == ["2024-06-01", "2025-05-01"]


def test_a_list_that_says_no_day_speaks_from_that_of_its_file(settings, tmp_path) -> None:
    path = written(tmp_path, [HEADER, *ROWS], ("県の支援一覧",))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    import_list(settings, path)
    of_file = date.fromtimestamp(1_700_000_000).isoformat()
    assert {entry.as_of for entry in entries(settings).values()} == {of_file}
