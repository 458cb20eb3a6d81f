"""A file of measures that is not written as one is told, in one line with its name, and never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.measures.shipped import files_of, read_files, read_measures

ENTRY = """
id = "joint-tax"
name = "研究開発税制"
kind = "tax"
standing = "current"
as_of = "2026-01-19"
doc = "minutes"
quote = "研究開発税制"
"""


def _problems(folder: Path, text: str) -> list[str]:
    (folder / "small.toml").write_text(text, encoding="utf-8")
    return [str(problem) for problem in read_files(folder)[1]]


@pytest.mark.parametrize("text", [f"[measure]{ENTRY}", 'measure = "x"', 'measure = ["x"]'])
def test_a_measure_in_single_brackets_is_a_problem(text: str, tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, text)
    assert problem == "small.toml: -: measure: [[measure]] の形で書いてください。"
    assert files_of(tmp_path) == {}
    with pytest.raises(InputError, match=r"small\.toml"):
        read_measures(tmp_path)


@pytest.mark.parametrize("name", ["measures", "mesure", "Measure"])
def test_a_name_that_is_not_known_is_a_problem_beside_the_entries_in_form(name: str, tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, f"[[measure]]{ENTRY}[[{name}]]{ENTRY}")
    assert problem.startswith(f"small.toml: -: {name}: この項目はありません。") and "[[measure]]" in problem
    assert [entry.id for entry in read_files(tmp_path)[0]] == ["joint-tax"]


def test_a_file_in_form_and_an_empty_one_have_no_problems(tmp_path: Path) -> None:
    assert _problems(tmp_path, f"[[measure]]{ENTRY}") == []
    assert _problems(tmp_path, "# まだない\n") == []
