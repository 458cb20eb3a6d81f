"""What may be wrong with a statement, in words an advisor reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ProblemKind = Literal[
    "quote", "figure", "date", "name", "polarity", "modality", "attribution", "unsupported", "no_evidence"
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason not to repeat a statement: what kind, which words of it, and a sentence in Japanese."""

    kind: ProblemKind
    value: str
    message: str
