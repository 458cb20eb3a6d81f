"""Invented documents in an index of their own, for what the shipped ones have too few cases of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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


@contextmanager
def opened_on(documents: Iterable[Invented], home: Path) -> Iterator[Assistant]:
    """The assistant, without a model, on an index that holds these documents only.

    Args:
        documents: what to index.
        home: an empty folder, where the documents and the index are put.
    """
    import assistant

    settings = Settings(home=home / "shien", model=None)
    _write(documents, home / "documents")
    assistant.ingest([home / "documents"], settings)
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
