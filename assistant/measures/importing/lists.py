"""Import a list: read its rows, make entries of them, keep them in place of the list's former ones."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from assistant.answering.annotate import japanese_date
from assistant.errors import InputError, shown
from assistant.measures.database import now
from assistant.measures.entry import Entry
from assistant.measures.importing.as_of import day_stated
from assistant.measures.importing.entries import entry_of
from assistant.measures.importing.mapping import (
    GUESSED,
    ColumnMapping,
    check_columns,
    field_of,
    mapping_for,
)
from assistant.measures.importing.noted import bodies_of, is_at_home, moves_of
from assistant.measures.importing.reading import Reading
from assistant.measures.importing.report import ColumnUse, ImportReport, Preview, UnknownValue
from assistant.measures.importing.tables import LeftOut, Row, Table, read_table
from assistant.measures.store import (
    Changes,
    Note,
    Progress,
    StoredList,
    StoredRow,
    move_notes,
    notes,
    replace_list,
)
from assistant.settings import Settings
from assistant.text.normalise import fold, normal_text

FIRST_ROWS = 3
HEADER_CHARACTERS = 20
"""A longer cell is prose that holds words of a header: 「この一覧は、制度名と対象者と…をまとめたものです」."""
_NOT_IN_AN_ID = re.compile(r"[^\w]+")


@dataclass(slots=True)
class _Taken:
    """The rows of a table being made into entries, and what became of them."""

    table: Table
    reading: Reading
    remark: str = ""
    """What else is to be said, a line each: of the file, and of the guess which column is what."""
    left_out: list[LeftOut] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    places: dict[str, int] = field(default_factory=dict)
    """The place of each entry taken, by its id."""
    noted: frozenset[str] = frozenset()
    """The names, folded, of the measures the agency has notes on."""
    under: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Of those names: the keys of the entries that have it, with their body, folded."""

    def entries(self) -> Iterator[tuple[Row, Entry]]:
        """Each row with its entry; of rows with one id the first counts, and the others are told."""
        for row in self.table.rows:
            entry = entry_of(row, self.reading)
            if isinstance(entry, str):
                self.left_out.append(LeftOut(row.place, entry))
            elif entry.id in self.places:
                first = f"{self.places[entry.id]}{self.table.unit}"
                key = entry.id.partition(":")[2]
                self.left_out.append(
                    LeftOut(row.place, f"{first}と同じ施策です（{key}）。先の行を取り込みました。")
                )
            else:
                self.places[entry.id] = row.place
                self.kinds[entry.kind] += 1
                if self.noted and (name := fold(entry.name)) in self.noted:
                    key = entry.id.partition(":")[2]
                    self.under.setdefault(name, []).append((key, fold(entry.body)))
                yield row, entry

    def not_taken(self) -> tuple[LeftOut, ...]:
        """Every row left out, in the order of the file."""
        return tuple(sorted((*self.table.left_out, *self.left_out), key=lambda row: row.place))

    def unknown(self) -> tuple[UnknownValue, ...]:
        """Values not understood, the most frequent first."""
        return tuple(UnknownValue(*where, rows) for where, rows in self.reading.unknown.most_common())


def preview(
    settings: Settings, path: Path, mapping: ColumnMapping | None = None, *, list_id: str | None = None
) -> Preview:
    """What a list would become: which column is what, the first entries, the rows that cannot be read.

    Args:
        settings: the bound on its bytes. Nothing is written.
        path: a .csv, .tsv, .xlsx or .json file.
        mapping: what its columns mean; None for a known layout or a guess from their names.
        list_id: its name in the register; None for one made of the file's name.

    Raises:
        DocumentError: the file cannot be read.
        InputError: the mapping does not fit the file.
    """
    taken = _take(settings, path, mapping, list_id)
    entries = [entry for _, entry in taken.entries()]
    used = taken.reading.mapping.columns.items()
    return Preview(
        list_id=taken.reading.list_id,
        file=taken.table.file,
        mapping=taken.reading.mapping.name,
        columns=tuple(
            ColumnUse(column, tuple(name for name, columns in used if column in columns))
            for column in taken.table.columns
        ),
        entries=len(entries),
        first=tuple(entries[:FIRST_ROWS]),
        unit=taken.table.unit,
        left_out=taken.not_taken(),
        unknown=taken.unknown(),
        kinds=dict(taken.kinds.most_common()),
        remark=taken.remark,
    )


def import_list(
    settings: Settings,
    path: Path,
    mapping: ColumnMapping | None = None,
    progress: Progress = lambda _done, _all: None,
    *,
    list_id: str | None = None,
) -> ImportReport:
    """Take a list into the register in place of the one of its name, in one transaction.

    Args:
        settings: where the register lies, and the bound on the file's bytes.
        path: a .csv, .tsv, .xlsx or .json file.
        mapping: what its columns mean; None for a known layout or a guess from their names.
        progress: told how many rows are done, of how many.
        list_id: its name in the register; None for one made of the file's name.

    Raises:
        DocumentError: the file cannot be read.
        InputError: the mapping does not fit the file, or no row can be taken; the register is as it was.
        StorageError: the register cannot be written; it is as it was.
    """
    taken = _take(settings, path, mapping, list_id)
    reading, table = taken.reading, taken.table
    new = StoredList(reading.list_id, table.file, now(), reading.mapping.name, _sha256(path), len(table.rows))
    noted = notes(settings, reading.list_id)
    taken.noted = frozenset(fold(note.name) for note in noted)
    bodies = dict(bodies_of(settings, noted))
    changes = replace_list(settings, new, _stored(taken), progress)
    if moves := moves_of(notes(settings, reading.list_id), bodies, taken.under):
        move_notes(settings, reading.list_id, moves)
    return _report(taken, changes, notes(settings, reading.list_id), moves)


def _report(taken: _Taken, changes: Changes, kept: Sequence[Note], moves: Mapping[str, str]) -> ImportReport:
    """What became of the list: its rows, what they could not tell, and the notes on its measures."""
    present = {note.key: note for note in kept if note.present}
    return ImportReport(
        list_id=taken.reading.list_id,
        file=taken.table.file,
        mapping=taken.reading.mapping.name,
        entries=len(taken.places),
        added=changes.added,
        updated=changes.updated,
        unchanged=changes.unchanged,
        removed=changes.removed,
        unit=taken.table.unit,
        left_out=taken.not_taken(),
        unknown=taken.unknown(),
        kinds=dict(taken.kinds.most_common()),
        notes=len(present),
        notes_on_vanished=tuple(note for note in kept if not note.present),
        notes_moved={key: present[to] for key, to in moves.items() if to in present},
        notes_on_renamed=tuple(note for note in kept if note.present and not is_at_home(note)),
        remark=taken.remark,
    )


def list_id_of(name: str) -> str:
    """The name of a list in the register: ``支援施策 一覧(R6)`` → 支援施策-一覧-r6

    Raises:
        InputError: nothing is left of it.
    """
    if list_id := _NOT_IN_AN_ID.sub("-", normal_text(name)).strip("-_"):
        return list_id
    raise InputError(
        f"一覧の名前「{name}」は使えません。", "--list-id に、文字か数字の名前を指定してください。"
    )


def _take(settings: Settings, path: Path, mapping: ColumnMapping | None, list_id: str | None) -> _Taken:
    known = {column for columns in mapping.columns.values() for column in columns} if mapping else None
    table = read_table(path, settings, lambda cells: _recognised(cells, known))
    chosen, not_ids = (mapping, []) if mapping else _guessed(table)
    check_columns(chosen, table.columns)
    changed = datetime.fromtimestamp(path.stat().st_mtime).date()
    stated = day_stated(table.above, date.today())
    reading = Reading(
        list_id=list_id_of(list_id or path.stem),
        file=shown(table.file),
        unit=table.unit,
        mapping=chosen,
        today=date.today(),
        as_of=stated or min(changed, date.today()).isoformat(),
    )
    speaks_from = f"日付の列に日付のない施策は、見出しの上にある{japanese_date(stated)}の情報とします。"
    shared = f"「{'」「'.join(not_ids)}」は、違う施策に同じ値があるので、行を見分ける番号として使いません。"
    remarks = (table.remark, speaks_from if stated else "", shared if not_ids else "")
    return _Taken(table, reading, "\n".join(filter(None, remarks)))


def _guessed(table: Table) -> tuple[ColumnMapping, list[str]]:
    """The mapping of a list that brings none, and the columns that cannot be its ids though they are called so."""
    mapping, not_ids = mapping_for(table.columns), list[str]()
    while mapping.name == GUESSED and mapping.of("id") and _is_shared(mapping, table):
        not_ids.extend(mapping.of("id"))
        mapping = mapping_for(table.columns, not_ids)
    return mapping, not_ids


def _is_shared(mapping: ColumnMapping, table: Table) -> bool:
    """Whether an id stands beside two measures: by it all but the first would be left out."""
    (column,) = mapping.of("id")
    first: dict[str, list[str]] = {}
    for row in table.rows:
        number = row.cells.get(column, "").strip()
        said = [fold(row.cells.get(one, "")) for one in (*mapping.of("name"), *mapping.of("body"))]
        if number and any(said) and first.setdefault(number, said) != said:
            return True
    return False


def _recognised(cells: Sequence[str], known: set[str] | None) -> int:
    names = {" ".join(cell.split()) for cell in cells}
    if known is not None:
        return len(names & known)
    return sum(1 for name in names if len(name) <= HEADER_CHARACTERS and field_of(name))


def _stored(taken: _Taken) -> Iterator[StoredRow]:
    for row, entry in taken.entries():
        yield StoredRow(row.place, row.cells, entry, _hash(row.cells, taken.reading.mapping.fingerprint))
    if not taken.places:
        raise InputError(
            f"{taken.table.file}: 取り込める行がありません。",
            "「--preview」で、読めない行とその理由を確かめてください。",
        )


def _hash(cells: Mapping[str, str], fingerprint: str) -> str:
    text = json.dumps(sorted(cells.items()), ensure_ascii=False)
    return hashlib.sha256(f"{fingerprint}\n{text}".encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
