"""The measures that come with Shien: every ``*.toml`` of corpus/measures."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from assistant.errors import InputError, reason
from assistant.measures.entry import Entry
from assistant.measures.parse import Problem, parse_entry

UNKNOWN = "この項目はありません。施策は [[measure]] の形で書いてください。"
NOT_IN_FORM = "[[measure]] の形で書いてください。"


def read_measures(folder: Path) -> tuple[Entry, ...]:
    """The entries of a folder, by file name and then in the order of the file; none where there is no folder.

    Raises:
        InputError: an entry is not in form; the first problem is named, ``shien measures check`` tells them all.
    """
    entries, problems = read_files(folder)
    if problems:
        raise InputError(
            f"施策の登録簿: {problems[0]}", "「shien measures check」で、直すところを確かめてください。"
        )
    return entries


def read_files(folder: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries that are in form, and all problems of the others."""
    files = tuple(sorted(folder.glob("*.toml")))
    return _read(files, tuple(path.stat().st_mtime_ns for path in files))


def files_of(folder: Path) -> dict[str, str]:
    """The file of each entry in form, by the entry's id."""
    return {entry.id: path.name for path in sorted(folder.glob("*.toml")) for entry in read_file(path)[0]}


def read_file(path: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries of one file that are in form, and the problems of the others."""
    return _read((path,), (path.stat().st_mtime_ns,))


@lru_cache(maxsize=64)
def _read(
    files: tuple[Path, ...], _changed: tuple[int, ...]
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for path in files:
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            problems.append(Problem(path.name, "-", "-", f"開けません（{reason(error)}）。"))
            continue
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            problems.append(Problem(path.name, "-", "-", f"TOML として読めません（{error}）。"))
            continue
        problems.extend(Problem(path.name, "-", key, UNKNOWN) for key in told if key != "measure")
        rows = told.get("measure", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            problems.append(Problem(path.name, "-", "measure", NOT_IN_FORM))
            continue
        for number, row in enumerate(rows, start=1):
            entry, wrong = parse_entry(row, path.name, number)
            problems.extend(wrong)
            if entry and entry.id in entries:
                problems.append(Problem(path.name, entry.id, "id", "同じ id の施策がもうあります。"))
            elif entry:
                entries[entry.id] = entry
    return tuple(entries.values()), tuple(problems)
