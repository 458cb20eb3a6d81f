"""The lines of a set of the evaluation, each made into a row."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import InputError, reason

Row = TypeVar("Row")


def lines_of(path: Path) -> list[str]:
    """The lines of a file of JSON lines. Not ``splitlines``: a text may hold U+2028, U+2029 or U+0085, which JSON leaves
    as they are and which end a line there.

    Raises:
        OSError, UnicodeDecodeError: the file cannot be read.
    """
    return path.read_text(encoding="utf-8").split("\n")


def rows_of(path: Path, made: Callable[[Mapping[str, Any]], Row], hint: str) -> list[Row]:
    """The rows of a file of JSON lines, in its order; blank lines are none.

    Args:
        path: the file.
        made: makes a row of a line's object; ValueError, KeyError and TypeError tell that it is none.
        hint: what to do where a line is none, in the user's language.

    Raises:
        InputError: the file cannot be read, or a line is not such a row.
    """
    try:
        lines = lines_of(path)
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "UTF-8 ではありません"
        raise InputError(f"{path} を開けません（{why}）。", "ファイルを確かめてください。") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(made(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path.name} の {number} 行目が読めません（{error}）。", hint) from error
    return rows
