"""What the rows of one list share, and how a row's cells are looked up by what they are for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from assistant.measures.entry import Basis, Fact
from assistant.measures.importing.cells import Word, read_json, verbatim, words
from assistant.measures.importing.mapping import ColumnMapping
from assistant.measures.importing.markup import Block, blocks
from assistant.measures.importing.tables import Row

_LABELLED_CHARACTERS = 40
"""A cell this short is a value, 「2/3以内」, and is shown with the name of its column."""
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")


@dataclass(slots=True)
class Reading:
    """What all rows of a list share, and what was not understood in them."""

    list_id: str
    file: str
    unit: str
    mapping: ColumnMapping
    today: date
    as_of: str
    """ISO day a row speaks from that has no date of its own: the one stated above the header, else that of the file."""
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(column, value) that stands for nothing we know, and how often."""


def cells_for(row: Row, reading: Reading, name: str) -> Iterator[tuple[str, str]]:
    """The columns of a field that say something in a row, with their cells."""
    for column in reading.mapping.of(name):
        cell = row.cells.get(column, "")
        if cell.strip() and read_json(cell) not in ([], {}):
            yield column, cell


def words_for(row: Row, reading: Reading, name: str) -> Iterator[tuple[str, Word]]:
    for column, cell in cells_for(row, reading, name):
        for word in words(cell):
            yield column, word


def facts_for(row: Row, reading: Reading, name: str, *, labelled: bool = True) -> Iterator[Fact]:
    for column, cell in cells_for(row, reading, name):
        found = named_blocks(cell) if read_json(cell) is not None else blocks(cell)
        for block in found:
            label = label_for(column, reading, block, len(found)) if labelled else ""
            yield Fact(label + block.text, Basis(reading.list_id, block.quote, column))


def named_blocks(cell: str) -> tuple[Block, ...]:
    """The names in nested JSON, each as a stretch of the cell."""
    return tuple(Block(verbatim(cell, word.name), word.name) for word in words(cell))


def label_for(column: str, reading: Reading, block: Block, count: int) -> str:
    """「補助率: 」 before 2/3; nothing before a sentence, unless the mapping says what."""
    told = reading.mapping.labels.get(column)
    if told is None and count == 1 and len(block.text) <= _LABELLED_CHARACTERS and "。" not in block.text:
        told = column if _JAPANESE.search(column) else ""
    return f"{told}: " if told else ""
