"""One support measure, as the register has it: every fact with what it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.types import Standing


@dataclass(frozen=True, slots=True)
class Basis:
    """What a fact stands on: a verbatim quote of a document or of an imported row, or outside knowledge."""

    doc_id: str = ""
    """Id of the document in the catalogue; for an imported row, the id of its list."""
    quote: str = ""
    column: str = ""
    """Of an imported row: the column the quote stands in."""
    source: str = ""
    """Of outside knowledge, and only of that: where it can be checked. No document of ours states the fact then."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of the register and what it stands on."""

    text: str
    basis: Basis
    figures: tuple[str, ...] = ()
    """Figures it turns on, as the quote writes them: ("20~30%",)."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be so for the measure to come into question."""

    text: str
    basis: Basis
    needs: tuple[str, Any] | None = None
    """The typed rule: (name, value), see ``assistant.measures.rules``. None: only a person can tell."""
    ask: str = ""
    """What to ask a client, in words a client understands, where the rule's own question does not do."""

    @property
    def asked(self) -> str:
        """What an advisor finds out of a condition without a rule: one answer counts for every measure that asks the same."""
        return self.ask or self.text


@dataclass(frozen=True, slots=True)
class Link:
    """The measure before or after this one: stated in a document, or outside knowledge with its source."""

    name: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure."""

    id: str
    name: str
    kind: str
    standing: Standing
    as_of: str
    """ISO date its facts speak from: 2026-01-19, 2023-05 or 2017."""
    basis: Basis
    """Where the documents name it."""
    aliases: tuple[str, ...] = ()
    body: str = ""
    """Who runs it."""
    purposes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    """Empty: no region is stated."""
    standing_note: str = ""
    """Why it has this standing, in one sentence."""
    target: Fact | None = None
    """Who it is for, as the document says it."""
    facts: tuple[Fact, ...] = ()
    """What it is and does."""
    conditions: tuple[Condition, ...] = ()
    benefits: tuple[Fact, ...] = ()
    apply: tuple[Fact, ...] = ()
    """How and where to apply or ask."""
    open_from: str = ""
    open_until: str = ""
    """ISO dates between which it takes applications, where stated."""
    predecessors: tuple[Link, ...] = ()
    successors: tuple[Link, ...] = ()
    origin: str = ""
    """Of an imported entry: file name and row, 「list.csv 12行目」."""
    keywords: tuple[str, ...] = ()
    """Words it is also searched by."""

    def standing_on(self, day: date) -> Standing:
        """Its standing on a day: what was open until a day before that is past."""
        if self.standing == "current" and self.open_until and self.open_until < day.isoformat():
            return "past"
        return self.standing

    def all_facts(self) -> tuple[Fact, ...]:
        """Every fact with a basis, conditions included, in the order they are shown."""
        conditions = tuple(Fact(one.text, one.basis) for one in self.conditions)
        return (
            *((self.target,) if self.target else ()),
            *self.facts,
            *conditions,
            *self.benefits,
            *self.apply,
        )
