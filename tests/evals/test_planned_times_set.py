"""The set of planned times: sound, its halves apart, and measured as it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.measures.months import first_and_last
from assistant.measures.profile import Facet
from evals.planned_times import Row, describe_times, measure_times, read_rows

HALVES = ("dev", "sealed")


@pytest.mark.parametrize("split", HALVES)
def test_every_row_tells_months_that_are_not_over_in_its_own_words(split) -> None:
    rows = read_rows(split)
    assert len(rows) == 60
    for row in rows:
        assert (row.when is None) == (row.said == ""), row.id
        assert row.said in row.text
        for months in (row.when, *row.undecided):
            if months is not None:
                assert first_and_last(months)[1] >= row.today.year * 12 + row.today.month - 1, row.id


def test_no_text_is_in_both_halves() -> None:
    texts = [row.text for split in HALVES for row in read_rows(split)]
    assert len(set(texts)) == len(texts) == 120


def _row(text: str, when: str | None, *undecided: str) -> Row:
    return Row("x", text, date(2026, 11, 21), when, text if when else "", undecided)


def test_figures_are_of_what_is_told_and_of_what_is_not() -> None:
    read = {"a": "2027-04", "b": "2027-05", "c": None, "d": None, "e": "2027-01", "f": "2027-06"}
    rows = [
        _row("a", "2027-04"), _row("b", "2027-04", "2027-05"), _row("c", "2027-04"),
        _row("d", None), _row("e", None), _row("f", "2027-07"),
    ]  # fmt: skip
    report = measure_times(
        rows, "dev", lambda text, _: (Facet("when", months),) if (months := read[text]) else ()
    )
    assert (report.right.value, report.right.n) == (0.5, 6)
    assert (report.read.value, report.read.n) == (0.5, 4)
    assert (report.invented.value, report.invented.n) == (0.5, 2)
    assert [mistake[0] for mistake in report.mistakes] == ["c", "e", "f"]
    assert "正解 2027-07、読み取り 2027-06" in describe_times(report)


def test_of_the_sealed_half_no_mistake_is_kept() -> None:
    assert measure_times([_row("a", "2027-04")], "sealed", lambda *_: ()).mistakes == ()


@pytest.mark.parametrize("text", ["{", '{"id": "a"}', "[1]"])
def test_a_file_that_is_no_such_set_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "dev.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_rows("dev", tmp_path)
    with pytest.raises(InputError):
        read_rows("sealed", tmp_path)
