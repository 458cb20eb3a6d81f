"""What decides, of each measure, whether it comes into question at all: a few columns, read before any entry is.

A register may hold 100,000 measures; their entries are looked up one by one, so past rounds and other prefectures' programmes
are set aside by these columns first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.measures.entry import Entry
from assistant.measures.vocabulary import KINDS, PURPOSES
from assistant.text.regions import PREFECTURES, region_named
from assistant.text.times import last_day

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FILE = "table.npz"
_PURPOSE_NUMBERS = {name: number for number, name in enumerate(PURPOSES)}
_KIND_NUMBERS = {name: number for number, name in enumerate(KINDS)}
_PREFECTURE_BITS = {name: 1 << number for number, name in enumerate(PREFECTURES)}


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of a register, each in the order of its lexical index; shape (measures,), but for purposes."""

    purposes: NDArray[np.bool_]
    """Which purposes each is for; shape (measures, purposes)."""
    general_desks: NDArray[np.bool_]
    """Which are desks for all of a business's affairs."""
    kinds: NDArray[np.int8]
    is_past: NDArray[np.bool_]
    """Which were past when the register was written."""
    closes: NDArray[np.int32]
    """The last day to apply, as ``date.toordinal``; 0 where none is stated."""
    prefectures: NDArray[np.uint64]
    """A bit for each prefecture it is for; none set where no region is stated."""

    def past_on(self, day: date) -> NDArray[np.bool_]:
        """Which are past on a day, as ``Entry.standing_on`` has it."""
        past: NDArray[np.bool_] = self.is_past | ((self.closes > 0) & (self.closes < day.toordinal()))
        return past

    def elsewhere(self, prefectures: Iterable[str]) -> NDArray[np.bool_]:
        """Which are for other prefectures only; none where none is given."""
        here = np.uint64(_bits(prefectures))
        elsewhere: NDArray[np.bool_] = (self.prefectures != 0) & ((self.prefectures & here) == 0)
        return elsewhere if here else np.zeros(len(self.kinds), dtype=np.bool_)

    def of_kinds(self, kinds: Collection[str]) -> NDArray[np.bool_]:
        """Which are of some kinds; all where none is given."""
        if not kinds:
            return np.ones(len(self.kinds), dtype=np.bool_)
        of_kinds: NDArray[np.bool_] = np.isin(self.kinds, [_KIND_NUMBERS[kind] for kind in kinds])
        return of_kinds


def table_of(entries: Iterable[Entry], size: int) -> Table:
    """The columns of some entries, in their order."""
    table = Table(
        purposes=np.zeros((size, len(PURPOSES)), dtype=np.bool_),
        general_desks=np.zeros(size, dtype=np.bool_),
        kinds=np.zeros(size, dtype=np.int8),
        is_past=np.zeros(size, dtype=np.bool_),
        closes=np.zeros(size, dtype=np.int32),
        prefectures=np.zeros(size, dtype=np.uint64),
    )
    for number, entry in enumerate(entries):
        fill(table, number, entry)
    return table


def fill(table: Table, number: int, entry: Entry) -> None:
    """Write an entry's columns."""
    table.purposes[number, purpose_numbers(entry.purposes)] = True
    table.general_desks[number] = entry.kind == "desk" and "management" in entry.purposes
    table.kinds[number] = _KIND_NUMBERS[entry.kind]
    table.is_past[number] = entry.standing == "past"
    table.closes[number] = last_day(entry.open_until).toordinal() if entry.open_until else 0
    named = {place for region in entry.regions for place in region_named(region).prefectures}
    table.prefectures[number] = _bits(named)


def write_table(table: Table, folder: Path) -> None:
    """Write a table beside an index."""
    np.savez(folder / _FILE, **{name: getattr(table, name) for name in Table.__slots__})


def read_table(folder: Path) -> Table:
    """Read the table of an index."""
    with np.load(folder / _FILE) as columns:
        return Table(**{name: columns[name] for name in Table.__slots__})


def is_whole(folder: Path) -> bool:
    """Whether an index has its table, which is written last."""
    return (folder / _FILE).is_file()


def purpose_numbers(names: Iterable[str]) -> list[int]:
    """The columns of ``Table.purposes`` of some purposes."""
    return [_PURPOSE_NUMBERS[name] for name in names]


def _bits(prefectures: Iterable[str]) -> int:
    return sum(_PREFECTURE_BITS[name] for name in set(prefectures) if name in _PREFECTURE_BITS)
