"""The set for understanding: sound, and judged as it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answering.reading import read_question
from assistant.errors import InputError
from assistant.settings import PROJECT_ROOT
from assistant.text.names import NameTable, read_names
from evals.understanding import (
    DEFAULT_UNDERSTANDING,
    FIELDS,
    SPLITS,
    describe_understanding,
    evaluate_understanding,
    judge,
    read_items,
)

TABLE = read_names(PROJECT_ROOT / "corpus" / "aliases.toml")


def _items(folder: Path, *rows: dict[str, object], split: str = "development"):
    folder.joinpath(f"{split}.jsonl").write_text(
        "\n".join(json.dumps({"id": str(i), **row}) for i, row in enumerate(rows)), encoding="utf-8"
    )
    return read_items(folder, split)


def test_each_question_stands_once_in_the_set_and_the_names_are_those_of_the_table() -> None:
    items = [item for split in SPLITS for item in read_items(DEFAULT_UNDERSTANDING, split)]
    assert len({item.id for item in items}) == len(items) >= 160
    asked = [(item.question, item.history) for item in items]
    assert len(asked) - len(set(asked)) <= 3, "a question stands in both halves"
    known = {alias.name for alias in TABLE.aliases}
    told = {name for item in items for name in item.about} - known
    assert told == {"事業復活支援金", "IT導入補助金2026"}


def test_each_field_is_judged_by_itself(tmp_path) -> None:
    row = {
        "question": "J-GoodTechは何社？", "kind": "rate", "about": ["J-GoodTech"], "as_of": ["2010"],
        "parts": [["何社"], ["別"]], "history": [["user", "会費は"]], "words": ["J-GoodTech"], "without": ["何社"],
    }  # fmt: skip
    (item,) = _items(tmp_path, row)
    right = judge(item, read_question(item.question, item.history, TABLE, lambda said: False))
    assert right == {
        "asks_back": True, "kind": False, "about": True, "as_of": False, "parts": False, "follow_up": False
    }  # fmt: skip


def test_figures_count_the_questions_a_field_bears_on_and_the_sealed_half_names_none(tmp_path) -> None:
    rows = ({"question": "こんにちは", "kind": "small_talk"}, {"question": "会費は", "kind": "rate"})
    for split in SPLITS:
        report = evaluate_understanding(
            _items(tmp_path, *rows, split=split), split, NameTable(), lambda said: False
        )
        assert (report.accuracy["kind"].value, report.accuracy["kind"].n) == (0.5, 2)
        assert (report.accuracy["about"].n, report.accuracy["follow_up"].n) == (1, 0)
        assert bool(report.mistakes) == (split == "development")
        assert ("会費は" in describe_understanding(report, verbose=True)) == (split == "development")


def test_a_row_of_another_shape_is_named_by_its_line(tmp_path) -> None:
    with pytest.raises(InputError, match="2 行目"):
        _items(tmp_path, {"question": "会費は"}, {"question": "会費は", "kind": "price"})


def test_what_was_reached_on_the_tuned_half_does_not_fall_back(shipped) -> None:
    from functools import partial

    from assistant.index.written import is_written

    items = read_items(DEFAULT_UNDERSTANDING, "development")
    report = evaluate_understanding(items, "development", TABLE, partial(is_written, shipped.index))
    low = {
        field: report.accuracy[field].value for field in FIELDS if (report.accuracy[field].value or 0) < 0.95
    }
    assert low == {}
