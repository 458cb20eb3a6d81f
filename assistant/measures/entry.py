"""One support measure, as the register has it: every fact with what it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answering.annotate import OLD_AFTER_YEARS, years_old
from assistant.text.times import first_day, last_day
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
    """Whom it is for, not where it stands; empty: no region is stated."""
    region_basis: Basis | None = None
    """What says so; None for an imported entry, whose region is a condition with a basis of its own."""
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
    window_basis: Basis | None = None
    """What states when it opens."""
    predecessors: tuple[Link, ...] = ()
    successors: tuple[Link, ...] = ()
    origin: str = ""
    """Of an imported entry: file name and row, 「list.csv 12行目」."""
    keywords: tuple[str, ...] = ()
    """Words it is also searched by."""

    def standing_on(self, day: date) -> Standing:
        """Its standing on a day.

        Past once its window is over, whatever stood before. A planned one that opens by its list's own dates is current
        from then on; where a document announced the day, whether it came to be is not known. What was current more than
        ``OLD_AFTER_YEARS`` ago may no longer be, as with documents, unless its window is still open.
        """
        if self.standing == "past" or (self.open_until and last_day(self.open_until) < day):
            return "past"
        if self.standing == "planned" and self.open_from and first_day(self.open_from) <= day:
            return "current" if self.origin else "unknown"
        is_old = self.as_of and years_old(self.as_of, day) > OLD_AFTER_YEARS
        return "unknown" if self.standing == "current" and is_old and not self.open_until else self.standing

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
