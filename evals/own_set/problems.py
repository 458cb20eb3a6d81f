"""What is wrong with a row of an agency's question set, told by row and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. ``row`` is the row as Excel numbers it, or the line of JSON lines; ``column`` as it is headed."""

    row: int
    column: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """One line: 「3行目 引用: …」."""
        return f"{self.row}行目 {self.column}: {self.message}"
