"""Whether an answer shows what a newer document has changed, and says nothing of a change where there is none.

A scenario is two invented documents and a question. ``shown`` is a piece of the newer document that an advisor has to
see, ``old_value`` what the older one says. All documents of a split are in one index, each scenario with names of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.text.normalise import fold
from assistant.types import Answer
from evals.invented import TODAY, Invented, Progress, ask_each
from evals.rows import rows_of
from evals.statistics import Figure, in_lines, share

if TYPE_CHECKING:
    from assistant.opened import Assistant

DATASET = Path(__file__).resolve().parent / "datasets" / "newer_documents.jsonl"
_SAYS_SO = frozenset({"changed", "conflict", "superseded"})
"""Notices that tell an advisor of a newer document."""


@dataclass(frozen=True, slots=True)
class Told:
    """One of the two documents."""

    title: str
    published: str
    text: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """Two documents and a question; ``shown`` is None where the newer one changes nothing of what is asked."""

    id: str
    split: str
    kind: str
    older: Told
    newer: Told
    question: str
    changed: bool
    old_value: str
    shown: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer showed."""

    scenario: Scenario
    status: str
    sees_change: bool
    """Whether the answer quotes what the newer document says."""
    old_alone: bool
    """Whether it quotes what held before and not what has changed it."""
    told_of_change: bool
    """Whether a notice speaks of a newer document."""


def load_scenarios(path: Path = DATASET) -> list[Scenario]:
    """Read the set.

    Raises:
        InputError: it cannot be read, or a line is no such scenario.
    """
    return rows_of(path, _scenario, "ファイルを確かめてください。")


def _scenario(row: Mapping[str, Any]) -> Scenario:
    documents = {name: Told(**row[name]) for name in ("older", "newer")}
    known = {field.name for field in fields(Scenario)}
    scenario = Scenario(**{**{k: v for k, v in row.items() if k in known}, **documents})
    if scenario.changed != bool(scenario.shown):
        raise ValueError(f"{scenario.id}: changed, shown")
    return scenario


def measure(scenarios: Sequence[Scenario], home: Path, progress: Progress = lambda *_: None) -> list[Outcome]:
    """Index the documents of all scenarios in a folder of its own and ask each question.

    Args:
        scenarios: what to ask.
        home: an empty folder.
        progress: called with how many are done, and how many there are.
    """
    documents = [
        Invented(f"{scenario.id}-{name}", told.title, told.published, told.text)
        for scenario in scenarios
        for name, told in (("older", scenario.older), ("newer", scenario.newer))
    ]
    return ask_each(documents, scenarios, _outcome, home, progress)


def _outcome(scenario: Scenario, shien: Assistant) -> Outcome:
    answer = shien.ask(scenario.question, engine="extractive", today=TODAY)
    sees = scenario.shown is not None and _quotes(answer, f"{scenario.id}-newer", scenario.shown)
    old = _quotes(answer, f"{scenario.id}-older", scenario.old_value)
    newer = {citation.n for citation in answer.citations if citation.doc_id == f"{scenario.id}-newer"}
    told = any(notice.kind in _SAYS_SO and newer & set(notice.citations) for notice in answer.notices)
    return Outcome(scenario, answer.status, sees, old and not sees, told)


def _quotes(answer: Answer, doc_id: str, words: str) -> bool:
    return any(c.doc_id == doc_id and fold(words) in fold(c.quote) for c in answer.citations)


def figures(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """Changes seen, the old value alone, and changes told where there is none, each with n and its interval."""
    changed = [o for o in outcomes if o.scenario.changed]
    unchanged = [o for o in outcomes if not o.scenario.changed]
    return {
        "seen": share(sum(o.sees_change for o in changed), len(changed)),
        "old_alone": share(sum(o.old_alone for o in changed), len(changed)),
        "told_without_need": share(sum(o.told_of_change for o in unchanged), len(unchanged)),
    }


def describe(name: str, outcomes: Sequence[Outcome], verbose: bool) -> str:
    """The figures of a split, and with ``verbose`` what went wrong; of the sealed half never."""
    titles = {
        "seen": "新しい資料の変更を示した",
        "old_alone": "古い内容だけを示した",
        "told_without_need": "変わっていないのに変更を告げた",
    }
    lines = [name, *in_lines(figures(outcomes), titles)]
    if verbose:
        lines += [
            f"  {o.scenario.id}（{o.scenario.kind}、{o.status}）: {o.scenario.question}"
            for o in outcomes
            if o.scenario.split == "development"
            and (o.sees_change != o.scenario.changed or (o.told_of_change and not o.scenario.changed))
        ]
    return "\n".join(lines)
