"""Check a file of statements against their evidence: ``shien verify``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.batch import BatchResult, run_lines
from assistant.errors import InputError
from assistant.grounding import check_statement
from assistant.text.names import NameTable
from assistant.text.times import ISO_DATE

MAX_EVIDENCE, MAX_STATEMENT = 100_000, 2_000
"""Characters of all evidence, and of the statement, that one line may hold."""
_EXAMPLE = '{"id": "1", "statement": "…", "evidence": ["…"]}'


def verify_lines(
    source: Path, target: Path, names: NameTable, progress: Callable[[int, int], None]
) -> BatchResult:
    """Check the statements of ``source`` into ``target``, on from where a run before stopped.

    A line that cannot be checked becomes ``{"id", "error"}``; the others go on.

    Args:
        source: JSON lines ``{"id", "statement", "evidence": [text…], "date"?}``; date is the ISO date the evidence
            speaks from.
        target: JSON lines ``{"id", "verdict", "score", "problems"}``.
        names: names in all their spellings.
        progress: called with (done, all).

    Raises:
        InputError: the source cannot be read, or the target holds the results of another file.
        StorageError: the target cannot be written, or another run writes to it.
    """
    return run_lines(source, target, lambda row: checked(row, names), progress, what="文", example=_EXAMPLE)


def checked(row: dict[str, Any], names: NameTable) -> dict[str, Any]:
    """The verdict on one line, as JSON.

    Raises:
        InputError: something is missing, of the wrong kind, or too long.
    """
    statement, evidence, date = row.get("statement"), row.get("evidence"), row.get("date")
    if not isinstance(statement, str) or not statement.strip():
        raise InputError("statement がありません。", f"{_EXAMPLE} の形で書いてください。")
    if not isinstance(evidence, list) or not all(isinstance(text, str) for text in evidence):
        raise InputError("evidence の形が違います。", "文字列の配列で書いてください。")
    if date is not None and not (isinstance(date, str) and ISO_DATE.fullmatch(date)):
        raise InputError("date の形が違います。", "2026-01-19、2026-01、2026 のどれかの形で書いてください。")
    if len(statement) > MAX_STATEMENT or sum(map(len, evidence)) > MAX_EVIDENCE:
        limits = f"statement は {MAX_STATEMENT:,} 字、evidence は合わせて {MAX_EVIDENCE:,} 字までです。"
        raise InputError("長すぎます。", limits)
    verdict = check_statement(statement, evidence, dated=date, names=names)
    return asdict(verdict)
