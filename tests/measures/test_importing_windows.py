"""The times of a list: which are those of applications, and what is known of a row that tells others."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.measures.entry import Entry
from assistant.measures.importing.entries import entry_of
from assistant.measures.importing.mapping import mapping_for
from assistant.measures.importing.reading import Reading
from assistant.measures.importing.tables import Row


def entry(today: date = date(2026, 6, 1), **cells: str) -> Entry:
    """The entry of a row of these cells, its columns known by their names."""
    reading = Reading("list", "list.csv", "行目", mapping_for(("制度名", *cells)), today, "2026-05-01")
    made = entry_of(Row(2, {"制度名": "設備補助金", **cells}), reading)
    assert isinstance(made, Entry)
    return made


def times(made: Entry) -> tuple[str, str, str]:
    return made.standing, made.open_from, made.open_until


def test_a_stretch_in_eras_and_strokes_is_a_window() -> None:
    made = entry(受付期間="R8.4.1-R8.12.25")
    assert times(made) == ("current", "2026-04-01", "2026-12-25")
    assert made.window_basis is not None
    assert made.window_basis.quote == "R8.4.1-R8.12.25"


@pytest.mark.parametrize("column", ["実施期間", "事業期間", "補助事業実施期間", "期間"])
def test_when_a_measure_is_carried_out_tells_no_window_but_that_it_is_over(column: str) -> None:
    running = entry(**{column: "R8.4.1-R8.12.25"})
    assert (running.standing, running.open_from, running.window_basis) == ("unknown", "", None)
    assert [fact.text for fact in running.apply] == [f"{column}: R8.4.1-R8.12.25"]
    assert running.standing_on(date(2026, 12, 25)) == "unknown"
    assert running.standing_on(date(2026, 12, 26)) == "past"
    assert entry(**{column: "R9.4.1-R10.3.31"}).standing == "unknown"  # it may be applied for now
    over = entry(**{column: "令和7年度"})
    assert (over.standing, over.standing_note) == ("past", "一覧では、実施が 2026-03-31 までです。")


@pytest.mark.parametrize(
    "cell",
    [
        "R8.4.1-R8.12.25（募集）",
        "募集期間：R8.4.1-R8.12.25",
        "受付 R8.4.1-R8.12.25",
        "R8.4.1-R8.12.25 受付中",
    ],
)
def test_a_time_of_carrying_out_is_a_window_where_its_cell_says_so(cell: str) -> None:
    assert times(entry(実施期間=cell)) == ("current", "2026-04-01", "2026-12-25")


@pytest.mark.parametrize(
    "cell",
    [
        "R8.4.1-R8.12.25（募集は終了）",
        "R8.4.1-R8.12.25（交付決定後に限る）",
        "R8.4.1-R8.12.25 申請前の着手は不可",
    ],
)
def test_words_of_applications_beside_a_time_of_carrying_out_make_it_no_window(cell: str) -> None:
    assert times(entry(実施期間=cell)) == ("unknown", "", "2026-12-25")


def test_where_a_list_has_a_window_a_time_of_carrying_out_is_only_told() -> None:
    made = entry(募集期間="R8.4.1-R8.5.29", 実施期間="R8.7.1-R9.2.28（募集）")
    assert times(made) == ("past", "2026-04-01", "2026-05-29")
    assert "実施期間: R8.7.1-R9.2.28（募集）" in [fact.text for fact in made.apply]
    untold = entry(募集期間="", 実施期間="R8.7.1-R9.2.28")
    assert times(untold) == ("unknown", "", "")


@pytest.mark.parametrize("column", ["実績報告期限", "返済期限", "事業開始日"])
def test_a_time_of_something_else_tells_no_window(column: str) -> None:
    assert times(entry(**{column: "2026-05-01"})) == ("unknown", "", "")
