"""The set of queries about times and places: sound, split by topic, and measured as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.text.regions import region_named
from evals.time_place import KINDS, Row, Tally, describe, load_rows, measure


def test_every_row_names_documents_that_are_there_and_never_one_twice(shipped) -> None:
    rows, documents = load_rows(), set(shipped.index.documents)
    assert len(rows) >= 60 and len({row.id for row in rows}) == len({row.query for row in rows}) == len(rows)
    for row in rows:
        assert row.expected and {*row.expected, *row.not_first} <= documents
        assert not set(row.expected) & set(row.not_first), row.id
        assert row.kind in KINDS and (row.kind == "place") == (row.region is not None)
        assert row.region is None or region_named(row.region)


def test_no_topic_is_in_both_halves() -> None:
    topics = {
        split: {row.id[:-2] for row in load_rows() if row.split == split}
        for split in ("development", "sealed")
    }
    assert not (topics["development"] & topics["sealed"]) - {"only-past-"}


def test_counts_are_of_first_passages(shipped) -> None:
    slides, minutes = "kanto-slides-2010", "innovation-produce-minutes-2026"
    rows = [
        Row("a", "x", "named", "2010年ごろの公設試の機能向上", (slides,), (minutes,)),
        Row("b", "x", "named", "2010年ごろの公設試の機能向上", (minutes,), (slides,)),
        Row("c", "x", "place", "長野県の拠点", ("nowhere",), (), "甲信越"),
        Row("d", "x", "none", "？", (slides,), ()),
    ]
    tallies = measure(shipped.index, rows, preferred=True)
    assert tallies["named"] == Tally(2, 1, 1, tallies["named"].reached)
    assert tallies["place"] == Tally(1, 1, 0, 0)
    assert tallies["none"] == Tally(1, 0, 0, 0)
    assert tallies["all"].n == 4
    assert "n=4" in describe("x", tallies, tallies)


def test_preferences_put_more_right_documents_first_than_none(shipped) -> None:
    rows = [row for row in load_rows() if row.split == "development"]
    without = measure(shipped.index, rows, preferred=False)
    preferred = measure(shipped.index, rows, preferred=True)
    assert preferred["all"].right > without["all"].right
    assert preferred["all"].wrong < without["all"].wrong
    assert preferred["only"].right == without["only"].right


@pytest.mark.parametrize("text", ["{", '{"id": "a"}', "[1]"])
def test_a_file_that_is_no_such_set_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "set.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        load_rows(tmp_path / "set.jsonl")


def test_a_set_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_rows(tmp_path / "set.jsonl")
