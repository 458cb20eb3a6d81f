"""Invented documents in an index of their own, for what the shipped ones have too few cases of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.opened import Assistant


@dataclass(frozen=True, slots=True)
class Invented:
    """A document nobody published."""

    id: str
    title: str
    published: str
    text: str


TODAY = date(2026, 11, 1)
"""The day of asking; the newest invented document, and the newest shipped one, is older."""
Asked = TypeVar("Asked")
Told = TypeVar("Told")
Progress = Callable[[int, int], None]
"""Told how many are done, and how many there are."""


def ask_each(
    documents: Iterable[Invented],
    asked: Sequence[Asked],
    outcome: Callable[[Asked, Assistant], Told],
    home: Path,
    progress: Progress,
) -> list[Told]:
    """What becomes of each question, asked of an index that holds these documents only.

    Args:
        documents: what to index.
        asked: the questions.
        outcome: asks one and judges the answer.
        home: an empty folder.
        progress: told after each.
    """
    with opened_on(documents, home) as shien:
        return _outcomes(shien, asked, outcome, progress)


def ask_each_of_files(
    folders: Sequence[Path],
    asked: Sequence[Asked],
    outcome: Callable[[Asked, Assistant], Told],
    home: Path,
    progress: Progress,
) -> list[Told]:
    """What becomes of each question, asked of an index that holds the files of some folders.

    Args:
        folders: what to index.
        asked: the questions.
        outcome: asks one and judges the answer.
        home: an empty folder.
        progress: told after each.
    """
    with opened_on_files(folders, home) as shien:
        return _outcomes(shien, asked, outcome, progress)


def _outcomes(
    shien: Assistant, asked: Sequence[Asked], outcome: Callable[[Asked, Assistant], Told], progress: Progress
) -> list[Told]:
    outcomes = []
    for done, one in enumerate(asked, start=1):
        outcomes.append(outcome(one, shien))
        progress(done, len(asked))
    return outcomes


@contextmanager
def opened_on(documents: Iterable[Invented], home: Path) -> Iterator[Assistant]:
    """The assistant, without a model, on an index that holds these documents only.

    Args:
        documents: what to index.
        home: an empty folder, where the documents and the index are put.
    """
    _write(documents, home / "documents")
    with opened_on_files([home / "documents"], home) as shien:
        yield shien


@contextmanager
def opened_on_files(folders: Sequence[Path], home: Path) -> Iterator[Assistant]:
    """The assistant, without a model, on an index that holds the files of some folders.

    Args:
        folders: what to index.
        home: an empty folder, where the index is put.
    """
    import assistant

    settings = Settings(home=home / "shien", model=None)
    assistant.ingest(list(folders), settings)
    with assistant.open_assistant(settings) as shien:
        yield shien


def _write(documents: Iterable[Invented], folder: Path) -> None:
    """The documents as text files, with a catalogue that gives their dates."""
    folder.mkdir(parents=True)
    entries = []
    for document in documents:
        (folder / f"{document.id}.txt").write_text(document.text, encoding="utf-8")
        values = {
            "id": document.id,
            "file": f"{document.id}.txt",
            "title": document.title,
            "publisher": "架空の支援機関",
            "published": document.published,
            "standing": "current",
        }
        entries.append("\n".join(["[[document]]", *(f"{k} = {_quoted(v)}" for k, v in values.items())]))
    (folder / "catalogue.toml").write_text("\n\n".join(entries), encoding="utf-8")


def _quoted(value: str) -> str:
    """A TOML string: ``a"b`` → ``"a\\"b"``"""
    return json.dumps(value, ensure_ascii=False)
