"""A row of an agency's question set as far as it could be read, before it is known to be an item."""

from __future__ import annotations

from dataclasses import dataclass

from evals.dataset import Evidence
from evals.own_set.problems import Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """What a row says. ``answerable`` is None where it does not; ``kind`` and the like are as written."""

    row: int
    id: str = ""
    question: str = ""
    answerable: bool | None = None
    nuggets: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    kind: str = ""
    difficulty: str = ""
    history: tuple[tuple[str, str], ...] = ()
    note: str = ""
    split: str = ""
    premise: str = ""
    problems: tuple[Problem, ...] = ()
    """What could not be read at all."""
