"""Imported lists of measures, and the agency's own notes on them, in ``$SHIEN_HOME/measures.sqlite``.

A list is replaced in one transaction: however an import ends, the file holds the old list whole or the new one. Notes
belong to a list and a key, not to a row: they stay when a row vanishes, and are there again when it comes back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.errors import InputError
from assistant.measures.database import connected, measures_file, now, reading
from assistant.measures.entry import Entry
from assistant.measures.stored import entry_from_json, entry_to_json
from assistant.settings import Settings
from assistant.text.normalise import fold

Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many."""
_TOLD_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class StoredList:
    """An imported list. ``imported_at`` is ISO 8601 in UTC, ``mapping`` says where the mapping came from."""

    id: str
    file: str
    imported_at: str
    mapping: str
    sha256: str
    entries: int = 0


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One row to be kept: its place in the file, its cells as they are written there, and its entry."""

    place: int
    cells: Mapping[str, str]
    entry: Entry
    hash: str
    """Changes when the row's content does, wherever it stands in the file."""

    @property
    def key(self) -> str:
        """What the row is known by in its list."""
        return self.entry.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Cells:
    """The row an entry was made of: file, place in it, and the cells by column."""

    file: str
    place: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Note:
    """What the agency wrote beside an entry. ``name`` is the entry's, as it was then."""

    list_id: str
    key: str
    name: str
    text: str
    changed_at: str
    present: bool
    """Whether the list still has an entry of that key."""
    name_now: str = ""
    """The name of that entry: another one where the measure was renamed, or its number given to another measure."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What replacing a list changed, in rows."""

    added: int
    updated: int
    unchanged: int
    removed: int


def replace_list(
    settings: Settings,
    new: StoredList,
    rows: Iterable[StoredRow],
    progress: Progress = lambda _done, _all: None,
) -> Changes:
    """Keep a list with its rows in place of the one of its id, in one transaction.

    Args:
        settings: where the file lies; it is made when absent.
        new: the list; ``entries`` is how many rows to expect, for progress.
        rows: with keys that are each there once.
        progress: told now and then.

    Raises:
        StorageError: the file cannot be written; the list is as it was.
    """
    with connected(settings) as connection:
        connection.execute("BEGIN IMMEDIATE")
        known = dict(connection.execute("SELECT key, hash FROM entry WHERE list_id = ?", (new.id,)))
        connection.execute(
            "INSERT INTO list VALUES (?, ?, ?, ?, ?, '') ON CONFLICT (id) DO UPDATE SET file = excluded.file,"
            " imported_at = excluded.imported_at, mapping = excluded.mapping, sha256 = excluded.sha256",
            (new.id, new.file, new.imported_at, new.mapping, new.sha256),
        )
        seen: dict[str, str] = {}
        state = hashlib.sha256()
        for number, row in enumerate(rows, start=1):
            line = entry_to_json(row.entry)
            state.update(line.encode())
            seen[row.key] = row.hash
            connection.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET place = excluded.place,"
                " cells = excluded.cells, entry = excluded.entry, hash = excluded.hash",
                (new.id, row.key, row.place, json.dumps(row.cells, ensure_ascii=False), line, row.hash),
            )
            if number % _TOLD_EVERY == 0:
                progress(number, new.entries)
        gone = [(new.id, key) for key in known.keys() - seen.keys()]
        connection.executemany("DELETE FROM entry WHERE list_id = ? AND key = ?", gone)
        connection.execute("UPDATE list SET state = ? WHERE id = ?", (state.hexdigest(), new.id))
    return Changes(
        added=len(seen.keys() - known.keys()),
        updated=sum(1 for key, hashed in seen.items() if key in known and known[key] != hashed),
        unchanged=sum(1 for key, hashed in seen.items() if known.get(key) == hashed),
        removed=len(gone),
    )


def imported_entries(settings: Settings) -> Iterator[Entry]:
    """The entries of all lists, list by list in the order of their ids, each in the order of its file.

    Raises:
        StorageError: the file cannot be read.
    """
    if not measures_file(settings).is_file():
        return
    with reading(settings) as connection:
        for (line,) in connection.execute("SELECT entry FROM entry ORDER BY list_id, place"):
            yield entry_from_json(line)


def imported_ids(settings: Settings) -> tuple[str, ...]:
    """The ids of the imported entries in the order of ``imported_entries``, without reading the entries."""
    if not measures_file(settings).is_file():
        return ()
    with reading(settings) as connection:
        rows = connection.execute(
            "SELECT list_id || ':' || key FROM entry ORDER BY list_id, place"
        ).fetchall()
    return tuple(entry_id for (entry_id,) in rows)


def imported_entry(settings: Settings, entry_id: str) -> Entry | None:
    """One imported entry by its id, None where there is none; for who needs few of very many."""
    list_id, _, key = entry_id.partition(":")
    if not key or not measures_file(settings).is_file():
        return None
    with reading(settings) as connection:
        row = connection.execute(
            "SELECT entry FROM entry WHERE list_id = ? AND key = ?", (list_id, key)
        ).fetchone()
    return entry_from_json(row[0]) if row else None


def imported_state(settings: Settings) -> str:
    """Another text whenever an imported entry is another; empty without any."""
    if not measures_file(settings).is_file():
        return ""
    with reading(settings) as connection:
        rows = connection.execute("SELECT id, state FROM list ORDER BY id").fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest() if rows else ""


def lists(settings: Settings) -> tuple[StoredList, ...]:
    """The imported lists by id, with the number of their entries."""
    if not measures_file(settings).is_file():
        return ()
    with reading(settings) as connection:
        rows = connection.execute(
            "SELECT id, file, imported_at, mapping, sha256, (SELECT count(*) FROM entry WHERE list_id = list.id)"
            " FROM list ORDER BY id"
        ).fetchall()
    return tuple(StoredList(*row) for row in rows)


def remove_list(settings: Settings, list_id: str) -> int:
    """Remove a list and return how many entries it had. Its notes stay, should it be imported again.

    Raises:
        InputError: no list has that id.
    """
    known = {one.id: one.entries for one in lists(settings)}
    if list_id not in known:
        raise InputError(
            f"「{list_id}」という一覧はありません。",
            f"取り込んだ一覧: {'・'.join(known) or 'まだありません'}",
        )
    with connected(settings) as connection:
        connection.execute("DELETE FROM list WHERE id = ?", (list_id,))
    return known[list_id]


OF_NO_LIST = ""
"""The list id of notes on measures that are not imported: those that come with Shien, those fetched."""


def note_place(entry: Entry) -> tuple[str, str]:
    """Where the note on an entry is kept: list and key."""
    list_id, _, key = entry.id.partition(":")
    return (list_id, key) if key else (OF_NO_LIST, entry.id)


def keep_note(settings: Settings, entry: Entry, text: str) -> None:
    """Keep the agency's own note on any entry in place of the one there was; an empty text takes it away."""
    list_id, key = note_place(entry)
    with connected(settings) as connection:
        connection.execute("DELETE FROM note WHERE list_id = ? AND key = ?", (list_id, key))
        if text.strip():
            row = (list_id, key, entry.name, text.strip(), now())
            connection.execute("INSERT INTO note VALUES (?, ?, ?, ?, ?)", row)


def note_on(settings: Settings, entry: Entry) -> str:
    """The agency's note on an entry, with the name the entry had then if it was another; empty where there is none."""
    list_id, key = note_place(entry)
    found = next((note for note in notes(settings, list_id) if note.key == key), None)
    if found is None or fold(found.name) == fold(entry.name):
        return found.text if found else ""
    return f"{found.text}（以前の名前「{found.name}」に付けたメモ）"


def move_notes(settings: Settings, list_id: str, keys: Mapping[str, str]) -> None:
    """Put notes of a list under other keys, all at once: from where they are, to where they shall be."""
    step = "UPDATE note SET key = ? WHERE list_id = ? AND key = ?"
    with connected(settings) as connection:  # by keys no row can have: one may go where another still is
        connection.executemany(step, [(f"\n{to}", list_id, key) for key, to in keys.items()])
        connection.executemany(step, [(to, list_id, f"\n{to}") for to in keys.values()])


def notes(settings: Settings, list_id: str | None = None) -> tuple[Note, ...]:
    """The agency's notes, of one list or of all, those on entries that have vanished included."""
    if not measures_file(settings).is_file():
        return ()
    with reading(settings) as connection:
        rows = connection.execute(
            "SELECT note.list_id, note.key, note.name, text, changed_at,"
            " entry.key IS NOT NULL OR note.list_id = '', coalesce(json_extract(entry, '$.name'), '') FROM note"
            " LEFT JOIN entry ON entry.list_id = note.list_id AND entry.key = note.key"
            " WHERE ?1 IS NULL OR note.list_id = ?1 ORDER BY note.list_id, note.key",
            (list_id,),
        ).fetchall()
    return tuple(Note(*(*row[:5], bool(row[5]), row[6])) for row in rows)


def cells_of(settings: Settings, entry_id: str) -> Cells | None:
    """The row an imported entry was made of, as its file writes it but for control and hidden characters.

    Every ``Basis`` of the entry holds ``basis.quote in cells[basis.column]``. A cell may hold Markdown and HTML: show
    it escaped. None for an entry that is not imported.
    """
    list_id, _, key = entry_id.partition(":")
    if not key or not measures_file(settings).is_file():
        return None
    with reading(settings) as connection:
        row = connection.execute(
            "SELECT file, place, cells FROM entry JOIN list ON list.id = list_id WHERE list_id = ? AND key = ?",
            (list_id, key),
        ).fetchone()
    return Cells(row[0], row[1], json.loads(row[2])) if row else None
