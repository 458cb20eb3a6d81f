"""Files of rows made for a test, and read as a list of measures."""

from __future__ import annotations

from pathlib import Path

from assistant.measures.importing.mapping import field_of
from assistant.measures.importing.tables import Table, read_table
from assistant.settings import Settings


def read(path: Path, settings: Settings | None = None) -> Table:
    return read_table(path, settings or Settings(), lambda cells: sum(1 for cell in cells if field_of(cell)))


def written(tmp_path: Path, data: str | bytes, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path
