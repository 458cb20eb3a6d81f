"""The set of names: sound, split by name, and counted as it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.settings import PROJECT_ROOT
from assistant.text.names import Alias, NameTable, read_names
from evals.names import DEFAULT_NAMES, NameItem, describe_names, evaluate_names, read_name_items

ITEMS = read_name_items(DEFAULT_NAMES)
TABLE = NameTable((Alias("Go-Tech", ("Go-Tech", "ゴーテック")),))


def item(text: str, *names: str, split: str = "dev") -> NameItem:
    return NameItem(text, frozenset(names), split, names[0] if names else "", "")


def test_each_text_of_the_set_is_once_in_it_and_names_things_of_the_table() -> None:
    known = {alias.name for alias in read_names(PROJECT_ROOT / "corpus" / "aliases.toml").aliases}
    assert len({item.text for item in ITEMS}) == len(ITEMS) >= 150
    assert all(item.names <= known and item.near in known | {""} for item in ITEMS)


def test_no_name_stands_in_both_halves_but_beside_another() -> None:
    sealed = {item.near for item in ITEMS if item.split == "sealed" and item.near}
    assert not [
        item.text for item in ITEMS if item.split == "dev" and item.near in sealed and len(item.names) < 2
    ]


def test_a_name_missed_a_name_mistaken_and_a_text_left_alone_are_counted_where_they_belong() -> None:
    items = [
        item("ゴーテックの枠", "Go-Tech"), item("ゴーテグの枠", "Go-Tech"), item("サポインの枠", "サポイン"),
        item("Go-Techという名の店"), item("会費は"),
    ]  # fmt: skip
    dev, sealed = evaluate_names(items, TABLE, lambda _: False)
    assert (dev.precision.value, dev.precision.n) == (2 / 3, 3)
    assert (dev.recall.value, dev.recall.n) == (2 / 3, 3)
    assert (dev.untouched.value, dev.untouched.n) == (1 / 2, 2)
    assert [text for text, _, _ in dev.mistakes] == ["サポインの枠", "Go-Techという名の店"]
    assert sealed.texts == 0 and sealed.precision.value is None


def test_the_texts_of_the_sealed_half_are_never_listed() -> None:
    reports = evaluate_names([item("サポインの枠", "サポイン", split="sealed")], TABLE, lambda _: False)
    assert reports[1].recall.value == 0 and "サポイン" not in describe_names(reports)


def test_a_row_of_another_shape_is_named_by_its_line(tmp_path: Path) -> None:
    row = {"text": "a", "names": [], "split": "dev", "near": "", "note": ""}
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps(row) + "\n" + json.dumps({**row, "split": "train"}), encoding="utf-8")
    with pytest.raises(InputError, match="2 行目"):
        read_name_items(path)


def test_precision_and_recall_on_the_tuned_half_do_not_fall_back(shipped) -> None:
    from functools import partial

    from assistant.index.written import is_written

    table = read_names(PROJECT_ROOT / "corpus" / "aliases.toml")
    dev, _ = evaluate_names([i for i in ITEMS if i.split == "dev"], table, partial(is_written, shipped.index))
    assert (dev.untouched.value or 0) >= 0.98
    assert (dev.precision.value or 0) >= 0.97
    assert (dev.recall.value or 0) >= 0.92
