"""A file of rows (CSV, XLSX, JSON) as cells of text, each row with the place a person finds it by.

Files come from outside: their bytes, rows, columns and cells are bounded, formulas are not worked out, and a row that
cannot be read is told with its place and left out, never guessed at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.documents.decoding import decode
from assistant.documents.workbook import MAX_COLUMNS, MAX_ROWS
from assistant.errors import DocumentError, reason
from assistant.measures.importing.delimited import read_delimited
from assistant.measures.importing.markup import clean
from assistant.settings import Settings

MAX_CELL_CHARACTERS = 100_000
"""The longest cell of the public list has 2,886."""
HEADER_WITHIN = 20
"""Rows from the top in which the header is looked for: lists often open with a title and a date."""

Recognised = Callable[[Sequence[str]], int]
"""How many of a row's cells are names of columns that are understood."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in a CSV file (the first, where it has several), its row in a sheet, its number in JSON."""

    place: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was not taken, and why."""

    place: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file that can be read, and those that cannot."""

    file: str
    unit: str
    """What a place counts: 行目 or 件目."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    remark: str = ""
    """What else the reader should know, a line each: sheets and rows that were not read, merged cells."""
    above: tuple[tuple[str, ...], ...] = ()
    """The rows above the header: the title of the list, and often the day it speaks from."""


def read_table(path: Path, settings: Settings, recognised: Recognised) -> Table:
    """The rows of a file.

    Args:
        path: a .csv, .tsv, .xlsx or .json file.
        settings: the bound on its bytes.
        recognised: tells the header from the rows above it, and the separator of a CSV file.

    Raises:
        DocumentError: unknown format, too large, unreadable, or without a header and rows.
    """
    data = _bytes_of(path, settings)
    suffix, remark = path.suffix.lower(), ""
    if suffix == ".json":
        return _bounded(_from_json(data, path.name), path.name)
    if suffix == ".xlsx":
        from assistant.measures.importing.workbook import read_workbook

        rows, remark = read_workbook(data, path.name, settings.max_document_bytes, recognised)
        broken: list[LeftOut] = []
    else:
        rows, problems = read_delimited(decode(data, path.name), path.name, recognised, HEADER_WITHIN)
        broken = [LeftOut(place, why) for place, why in problems]
    return _bounded(_with_header(rows, broken, path.name, recognised, remark), path.name)


def _bytes_of(path: Path, settings: Settings) -> bytes:
    if path.suffix.lower() not in (".csv", ".tsv", ".xlsx", ".json"):
        raise DocumentError(
            f"{path.name}: この形式の一覧は読めません。",
            "CSV（.csv・.tsv）、Excel（.xlsx）、JSON（.json）で保存し直してください。",
        )
    try:
        size = path.stat().st_size
        if size > settings.max_document_bytes:
            raise DocumentError(
                f"{path.name}: {size:,} バイトあり、上限 {settings.max_document_bytes:,} バイトを超えています。",
                "一覧を分けるか、SHIEN_MAX_DOCUMENT_BYTES で上限を上げてください。",
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{path.name}: 開けません（{reason(error)}）。",
            "ファイルの場所と読み取り権限を確かめてください。",
        ) from error


def _with_header(
    rows: Iterable[tuple[int, Sequence[str]]],
    broken: list[LeftOut],
    file: str,
    recognised: Recognised,
    remark: str,
) -> Table:
    """Rows by column name, from the header on; a row of another length than the header is broken."""
    filled = [(place, cells) for place, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise DocumentError(
            f"{file}: 行がありません。", "見出しの行と、施策の行がある一覧を指定してください。"
        )
    at = header_at(filled, recognised)
    if at:
        above = f"見出し（{filled[at][0]}行目）より上の {at} 行は取り込んでいません。"
        remark = "\n".join(filter(None, (remark, above)))
    columns = _column_names(_header(filled[at][1], [cells for _, cells in filled[at + 1 :]]))
    found: list[Row] = []
    for place, cells in filled[at + 1 :]:
        kept = _trimmed(cells) if len(cells) > len(columns) else cells
        if len(kept) != len(columns):
            broken.append(LeftOut(place, f"セルが {len(kept)} 個あります（見出しは {len(columns)} 個）。"))
        else:
            found.append(Row(place, dict(zip(columns, map(clean, kept), strict=True))))
    above_it = tuple(tuple(map(clean, cells)) for _, cells in filled[:at])
    return Table(file, "行目", columns, tuple(found), tuple(broken), remark, above_it)


def header_at(rows: Sequence[tuple[int, Sequence[str]]], recognised: Recognised) -> int:
    """The index of the row that is the header: of the first ones that with most names of columns."""
    return max(range(len(rows[:HEADER_WITHIN])), key=lambda at: (recognised(rows[at][1]), -at))


def _header(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Sequence[str]:
    """The header without nameless columns at its end that are empty in every row as long as it."""
    said = [len(_trimmed(cells)) for cells in rows if len(cells) == len(header)]
    return header[: max([len(_trimmed(header)), *said])]


def _trimmed(cells: Sequence[str]) -> Sequence[str]:
    """Without empty cells at the end."""
    length = max((number for number, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return cells[:length]


def _column_names(header: Sequence[str]) -> tuple[str, ...]:
    """Each column under a name of its own: 備考, 備考 (2), 列5."""
    names: list[str] = []
    for number, cell in enumerate(header, start=1):
        name = " ".join(clean(cell).split()) or f"列{number}"
        same = sum(1 for other in names if other == name or other.startswith(f"{name} ("))
        names.append(f"{name} ({same + 1})" if name in names else name)
    return tuple(names)


def _from_json(data: bytes, file: str) -> Table:
    """A list of objects, or the longest such list in an object."""
    try:
        value = json.loads(decode(data, file))
    except (ValueError, RecursionError) as error:
        raise DocumentError(
            f"{file}: JSON として読めません（{error}）。", "書き出し直したファイルを指定してください。"
        ) from error
    if isinstance(value, dict):
        value = max((one for one in value.values() if isinstance(one, list)), key=len, default=None)
    if not isinstance(value, list) or not any(isinstance(one, dict) for one in value):
        raise DocumentError(
            f"{file}: 施策の並びがありません。", '[{"名称": "…"}, …] の形の JSON を指定してください。'
        )
    rows, broken = [], []
    for number, one in enumerate(value, start=1):
        if isinstance(one, dict):
            rows.append(
                Row(number, {clean(str(name)): clean(_json_cell(cell)) for name, cell in one.items()})
            )
        else:
            broken.append(LeftOut(number, "項目の組（オブジェクト）ではありません。"))
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    return Table(file, "件目", columns, tuple(rows), tuple(broken))


def _json_cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _bounded(table: Table, file: str) -> Table:
    """The table with rows of overlong cells left out.

    Raises:
        DocumentError: too many rows or columns.
    """
    rows, columns = len(table.rows) + len(table.left_out), len(table.columns)
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise DocumentError(
            f"{file}: {rows:,} 行 × {columns:,} 列あり、上限（{MAX_ROWS:,} 行 × {MAX_COLUMNS:,} 列）を超えています。",
            "一覧を分けてください。",
        )
    overlong = {row.place: name for row in table.rows for name in _overlong(row.cells)}
    left_out = [
        LeftOut(place, f"「{name}」のセルが {MAX_CELL_CHARACTERS:,} 字を超えています。")
        for place, name in overlong.items()
    ]
    kept = tuple(row for row in table.rows if row.place not in overlong)
    told = tuple(sorted((*table.left_out, *left_out), key=lambda one: one.place))
    return replace(table, rows=kept, left_out=told)


def _overlong(cells: Mapping[str, str]) -> Iterator[str]:
    return (name for name, cell in cells.items() if len(cell) > MAX_CELL_CHARACTERS)
