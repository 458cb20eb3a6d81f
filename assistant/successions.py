"""Which programme followed which, as corpus/successions.toml has it: stated in a document, or outside knowledge."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.errors import InputError


@dataclass(frozen=True, slots=True)
class Succession:
    """A programme and the one that followed it. Either ``doc_id`` and ``quote`` are set, or ``source`` is."""

    before: str
    after: str
    doc_id: str = ""
    quote: str = ""
    source: str = ""


def read_successions(path: Path) -> tuple[Succession, ...]:
    """The successions of a file, in its order; none where there is no file.

    Raises:
        InputError: the file cannot be read, or an entry is neither stated nor sourced.
    """
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return ()


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> tuple[Succession, ...]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("succession", [])
        found = tuple(Succession(**row) for row in rows)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        raise InputError(
            f"{path.name} を読めません（{error}）。", "前身と後継の表の書き方を確かめてください。"
        ) from error
    for entry in found:
        if bool(entry.doc_id and entry.quote) == bool(entry.source):
            raise InputError(
                f"{path.name}: 「{entry.before}」に根拠がないか、二通りあります。",
                "doc_id と quote か、source のどちらか一方を書いてください。",
            )
    return found
