"""Successions are of known names and have a ground: a quote that stands in its document, or a source."""

from __future__ import annotations

import pytest

from assistant.errors import InputError
from assistant.settings import PROJECT_ROOT
from assistant.successions import read_successions
from assistant.text.names import read_names
from assistant.text.normalise import fold
from evals.dataset import source_texts

CORPUS = PROJECT_ROOT / "corpus"
SHIPPED = read_successions(CORPUS / "successions.toml")


@pytest.mark.parametrize("entry", SHIPPED, ids=lambda entry: entry.before)
def test_a_shipped_succession_is_grounded_and_of_known_names(entry):
    names = {alias.name for alias in read_names(CORPUS / "aliases.toml").aliases}
    assert {entry.before, entry.after} <= names
    if entry.doc_id:
        text = fold(source_texts(CORPUS)[entry.doc_id])
        assert fold(entry.quote) in text
        assert fold(entry.before) in fold(entry.quote)


def test_without_a_file_there_are_none(tmp_path):
    assert read_successions(tmp_path / "successions.toml") == ()


@pytest.mark.parametrize(
    "entry",
    [
        'before = "A"\nafter = "B"',
        'before = "A"\nafter = "B"\ndoc_id = "d"\nquote = "q"\nsource = "s"',
        'before = "A"\nafter = "B"\ndoc_id = "d"',
        'before = "A"\nsource = "s"',
        "before = 1 =",
    ],
)
def test_an_entry_without_one_clear_ground_is_an_error_of_two_lines(tmp_path, entry):
    path = tmp_path / "successions.toml"
    path.write_text(f"[[succession]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"successions\.toml") as told:
        read_successions(path)
    assert told.value.hint
