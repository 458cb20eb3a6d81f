"""The index over the register: one passage per measure, searched like the documents.

It lies in ``$SHIEN_HOME/measures/<state>``, made beside the old one and renamed when it is whole. Its vectors are
always the embedded ones: a register may hold 100,000 programmes, which nobody asked to pay for, and on the programmes
of a public list vectors add 0.001 of nDCG@10 to the words (docs/benchmarks.md).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import StorageError
from assistant.index.builds import hold_build, storage_errors
from assistant.index.embedding import chosen_embedding
from assistant.index.embedding_cache import cache_path
from assistant.index.manifest import FORMAT_VERSION, Manifest
from assistant.index.opened import OpenIndex, open_build
from assistant.index.vectors import VECTOR_INDEX
from assistant.index.write import open_writer
from assistant.measures.entry import Entry
from assistant.measures.register import Register, read_register
from assistant.measures.table import Table, fill, is_whole, read_table, table_of, write_table
from assistant.measures.vocabulary import KINDS, PURPOSES
from assistant.settings import Settings
from assistant.text.tokens import tokenizer_version
from assistant.types import Document, DocumentMeta, Page, Passage

Progress = Callable[[str, int, int], None]
MAX_CHARACTERS = 4_000
"""Of a measure's text that are searched; the public list's longest programme has 12,000."""
_TRIES = 3
"""Times an index is opened before giving up, where others make and remove theirs meanwhile."""
LEFT_OVER_AFTER = 86_400.0
"""Seconds after which nobody builds in a folder any more: 100,000 programmes took 51 minutes on two busy cores."""
_LAYOUT = 3
"""Raised whenever the same register would give another index."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The register with its index, open for reading. Safe to use from several threads."""

    register: Register
    index: OpenIndex
    table: Table
    """What decides whether a measure comes into question at all."""

    def close(self) -> None:
        """Release the index's files."""
        self.index.close()


def open_measures(settings: Settings, progress: Progress = lambda _what, _done, _all: None) -> Measures:
    """Open the register; its index is made first where it is not there yet.

    Args:
        settings: where the register lies.
        progress: told what is done, how far, of how many, while an index is made.

    Raises:
        InputError: a file of measures is not in form.
        StorageError: the index cannot be written.
    """
    return open_index_of(read_register(settings), settings, progress)


def open_index_of(register: Register, settings: Settings, progress: Progress) -> Measures:
    """Open a register on its index; see ``open_measures``."""
    embedded = settings.model_copy(update={"embedding": "ja-ginza", "embedding_weight": None})
    embedding = chosen_embedding(embedded)
    made_with = (_LAYOUT, FORMAT_VERSION, tokenizer_version(), embedding.name, VECTOR_INDEX, register.state)
    name = hashlib.sha256(repr(made_with).encode()).hexdigest()[:20]
    folder = settings.home / "measures" / name
    for _ in range(_TRIES):
        if not is_whole(folder):
            _make(folder, register, embedded, progress)
        held = hold_build(folder)
        if is_whole(folder):
            index = open_build(folder, Manifest(build_id=name, created=""), held, embedding)
            return Measures(register, index, read_table(folder))
        if held:  # another process removed it before it was held, as the index of an older register
            held.close()
    raise StorageError(
        f"施策の索引 {folder} を開けません（ほかの処理が作り直しています）。",
        "少し待ってから、もう一度実行してください。",
    )


_opened: dict[tuple[Path, str], Measures] = {}
_replaced: list[Measures] = []
"""Registers that others took the place of: somebody may still read the last one, so it is closed with the next."""
_opening = threading.Lock()


def shared_measures(settings: Settings, progress: Progress = lambda _what, _done, _all: None) -> Measures:
    """The register, opened once a process for each of its states; the one before the last is closed.

    Args:
        settings: where the register lies.
        progress: told what is done, how far, of how many, while an index is made.

    Raises:
        InputError: a file of measures is not in form.
        StorageError: the index cannot be written.
    """
    key = (settings.home.resolve(), read_register(settings).state)
    with _opening:
        if key not in _opened:
            opened = open_measures(settings, progress)
            while _replaced:
                _replaced.pop().close()
            _replaced.extend(_opened.pop(old) for old in [one for one in _opened if one[0] == key[0]])
            _opened[key] = opened
        return _opened[key]


def _make(folder: Path, register: Register, settings: Settings, progress: Progress) -> None:
    """Build in a folder of this process's own, then rename it: two processes may build the same at once."""
    work = folder.parent / f".building-{os.getpid()}-{folder.name}"
    _remove_left_over(folder.parent)
    with storage_errors(folder.parent):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        try:
            _write(work, register, settings, progress)
            try:
                work.rename(folder)
            except OSError:  # another process was first; what it made is the same
                if not is_whole(folder):
                    raise
        finally:
            shutil.rmtree(work, ignore_errors=True)
        _remove_others(folder)


def _write(work: Path, register: Register, settings: Settings, progress: Progress) -> None:
    table = table_of((), len(register.entries))
    with open_writer(work, chosen_embedding(settings), cache_path(settings)) as writer:
        for number, entry in enumerate(register.all_entries()):
            progress("施策の索引", number, len(register.entries))
            text = searched_text(entry)
            meta = DocumentMeta(
                entry.id,
                entry.name,
                entry.body,
                entry.as_of or None,
                "other",
                entry.standing,
                entry.origin,
                regions=entry.regions,
            )
            passage = Passage(entry.id, entry.id, 0, 0, len(text), text)
            writer.add(Document(meta, (Page(0, None, None, text),)), [passage])
            fill(table, number, entry)
        writer.embed()
        writer.finish()
    write_table(table, work)


def searched_text(entry: Entry) -> str:
    """All of a measure that is searched, its kind and purposes in words included."""
    words = (KINDS.get(entry.kind, ""), *(PURPOSES[purpose] for purpose in entry.purposes), *entry.keywords)
    facts = dict.fromkeys(text for fact in entry.all_facts() for text in (fact.text, fact.basis.quote))
    parts = (entry.name, " ".join(entry.aliases), entry.body, " ".join(words), *facts)
    return "\n".join(filter(None, parts))[:MAX_CHARACTERS]


def _remove_left_over(folder: Path) -> None:
    """Indexes that a process was killed over: of 100,000 programmes one takes gigabytes.

    Told by their age, not by their process: on a shared folder that may run on another machine.
    """
    for left_over in folder.glob(".building-*"):
        with suppress(FileNotFoundError):  # it was finished, and renamed, between the list and the look
            if time.time() - left_over.stat().st_mtime > LEFT_OVER_AFTER:
                shutil.rmtree(left_over, ignore_errors=True)


def _remove_others(folder: Path) -> None:
    """Indexes of other states that nobody reads."""
    from assistant.index.builds import is_held

    for other in folder.parent.iterdir():
        if other != folder and other.is_dir() and not other.name.startswith(".") and not is_held(other):
            shutil.rmtree(other, ignore_errors=True)
