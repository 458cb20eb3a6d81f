"""The register: every measure known here, whichever list it comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from assistant.index.lookup import Lookup
from assistant.measures.entry import Entry
from assistant.measures.jgrants import CREDIT, DOC_ID
from assistant.measures.jgrants.fetch import fetched_entries, field_text
from assistant.measures.shipped import read_measures
from assistant.measures.store import (
    Cells,
    cells_of,
    imported_entries,
    imported_entry,
    imported_ids,
    imported_state,
)
from assistant.measures.stored import entry_to_json
from assistant.settings import Settings
from assistant.text.normalise import fold

ENTRIES_KEPT = 2_000
"""Imported entries that are remembered; a match looks at 60."""


def _no_cells(_entry_id: str) -> None:
    return None


def _no_entries() -> Iterator[Entry]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Register:
    """Entries by id: those at hand first, then the imported ones, which are read when asked for."""

    entries: Mapping[str, Entry]
    state: str
    """Changes whenever an entry does: an index over the entries is good for one state."""
    cells: Callable[[str], Cells | None] = _no_cells
    """The row an imported entry was made of; None for any other."""
    imported: Callable[[], Iterator[Entry]] = _no_entries
    """All imported entries, in the order of ``entries``: many are read faster so than one by one."""
    at_hand: int = 0
    """How many of the entries are not imported."""

    def all_entries(self) -> Iterator[Entry]:
        """Every entry, in the order of ``entries``."""
        if not self.at_hand:
            yield from self.entries.values()
            return
        for number, (_, entry) in enumerate(self.entries.items()):
            if number == self.at_hand:
                break
            yield entry
        yield from self.imported()

    def named(self, name: str) -> Entry | None:
        """The entry of an id, a name or an alias, whatever its width and case; None where there is none."""
        if name in self.entries:
            return self.entries[name]
        wanted = fold(name)
        for entry in self.all_entries():
            if wanted in (fold(entry.name), *map(fold, entry.aliases)):
                return entry
        return None


def read_register(settings: Settings) -> Register:
    """The measures that come with Shien, those fetched, and those the agency has imported.

    Raises:
        InputError: a file of measures is not in form.
        StorageError: the imported lists cannot be read.
    """
    folder = settings.corpus / "measures"
    at_hand = {entry.id: entry for entry in (*read_measures(folder), *fetched_entries(settings))}
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        digest.update(path.read_bytes())
    fetched = [entry_to_json(entry) for entry in at_hand.values() if entry.basis.doc_id == DOC_ID]
    digest.update(f"{fetched}{imported_state(settings)}".encode())
    ids = imported_ids(settings)
    return Register(
        _looked_up(at_hand, ids, settings) if ids else at_hand,
        digest.hexdigest()[:16],
        partial(_cells, settings, at_hand),
        partial(imported_entries, settings),
        len(at_hand),
    )


def _cells(settings: Settings, at_hand: Mapping[str, Entry], entry_id: str) -> Cells | None:
    """The row of an imported entry, or the fields of a fetched one."""
    entry = at_hand.get(entry_id)
    if entry is None:
        return cells_of(settings, entry_id)
    if entry.basis.doc_id != DOC_ID:
        return None
    bases = (entry.basis, *(fact.basis for fact in entry.all_facts()))
    columns = dict.fromkeys(basis.column for basis in bases)
    return Cells(CREDIT, 0, {column: field_text(settings, entry_id, column) or "" for column in columns})


def _looked_up(at_hand: Mapping[str, Entry], ids: tuple[str, ...], settings: Settings) -> Mapping[str, Entry]:
    def find(entry_id: str) -> Entry:
        entry = at_hand.get(entry_id) or imported_entry(settings, entry_id)
        if entry is None:
            raise KeyError(entry_id)
        return entry

    return Lookup(lru_cache(ENTRIES_KEPT)(find), lambda: (*at_hand, *ids), lambda: len(at_hand) + len(ids))
