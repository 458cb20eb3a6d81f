"""How far a judge agrees with a person: a small set labelled by hand, and what the offline checks say of the same.

A line of ``datasets/judged.jsonl`` is a statement with its evidence (``supported`` or ``unsupported``) or an answer with a
needed fact (``told`` or ``not_told``), with a note why, and ``borderline`` where another careful reader could have decided
otherwise. Everything stands on development sections and questions; nothing sealed is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import ModelError, shown
from evals.judge import VERDICTS, Case, Judge, Task, ask_judge, completeness_case, no_verdict, support_case
from evals.krippendorff import alpha_figure
from evals.measures import found_nuggets
from evals.rows import rows_of
from evals.statistics import Figure, share
from evals.verification import Check

LABELLED = Path(__file__).resolve().parent / "datasets" / "judged.jsonl"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A case as a person decided it."""

    case: Case
    label: str
    borderline: bool
    note: str
    row: Mapping[str, Any]
    """The line as it stands in the file."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a checker says of one labelled case: a label, or none."""

    label: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A case on which a checker and the person differ, or of which it said nothing."""

    id: str
    borderline: bool
    label: str
    said: str | None
    text: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """One checker on one task."""

    checker: str
    task: Task
    accuracy: Figure
    """Share of all cases decided as the person did; no verdict counts as a mistake."""
    clear: Figure
    """The same of the cases that are not borderline."""
    alpha: Figure
    """Krippendorff's α with the person; n is the cases with a verdict."""
    no_verdict: int
    disagreements: tuple[Disagreement, ...]


def read_labelled(path: Path = LABELLED) -> tuple[Labelled, ...]:
    """The labelled cases in file order.

    Raises:
        InputError: the file cannot be read, or a line is not such a case.
    """
    return tuple(rows_of(path, _labelled, "判定の見本を1行に1件書いてください。"))


def _labelled(row: Mapping[str, Any]) -> Labelled:
    if row["task"] == "support":
        case = support_case(row["id"], row["statement"], row["evidence"], row["dated"])
    else:
        case = completeness_case(
            row["id"],
            row["question"],
            [(role, text) for role, text in row.get("history", ())],
            row["fact"],
            row["evidence"],
            row["answer"],
        )
    if row["label"] not in VERDICTS[case.task]:
        raise ValueError(f"{row['id']}: label {row['label']}")
    return Labelled(case, row["label"], row["borderline"], row["note"], row)


def offline_says(labelled: Sequence[Labelled], check: Check) -> list[Said]:
    """What needs no model: the product's check of the statement; whether a spelling of the fact stands in the answer."""
    found = []
    for one in labelled:
        row = one.row
        if one.case.task == "support":
            verdict = check(row["statement"], row["evidence"], row["dated"])
            holds = verdict.verdict == "supported"
            why = "、".join(problem.message for problem in verdict.problems)
        else:
            (holds,) = found_nuggets([row["fact"]], row["answer"])
            why = "綴りがある" if holds else "どの綴りもない"
        found.append(Said(_word(one.case.task, holds), why))
    return found


def judge_says(judge: Judge, labelled: Sequence[Labelled], progress: Progress | None = None) -> list[Said]:
    """What a judge says of each case; no verdict is a ``Said`` without a label.

    Raises:
        ModelError: not even the first case could be put to the model.
    """
    found: list[Said] = []
    for position, one in enumerate(labelled, start=1):
        try:
            verdict = ask_judge(judge, one.case)
        except ModelError as error:
            if not found:
                raise
            verdict = no_verdict(judge, one.case, error)
        label = None if verdict.holds is None else _word(one.case.task, verdict.holds)
        found.append(Said(label, verdict.reason or f"判定なし（{verdict.problem}）"))
        if progress:
            progress(position, len(labelled))
    return found


def agreements(checker: str, labelled: Sequence[Labelled], said: Sequence[Said]) -> tuple[Agreement, ...]:
    """Each task's agreement between what a checker said and the labels."""
    rows = list(zip(labelled, said, strict=True))
    found = []
    for task in VERDICTS:
        own = [(one, told) for one, told in rows if one.case.task == task]
        clear = [(one, told) for one, told in own if not one.borderline]
        found.append(
            Agreement(
                checker,
                task,
                _accuracy(own),
                _accuracy(clear),
                alpha_figure([(one.label, told.label) for one, told in own]),
                sum(told.label is None for _, told in own),
                tuple(_disagreement(one, told) for one, told in own if told.label != one.label),
            )
        )
    return tuple(found)


def _accuracy(rows: Sequence[tuple[Labelled, Said]]) -> Figure:
    return share(sum(told.label == one.label for one, told in rows), len(rows))


def _disagreement(one: Labelled, told: Said) -> Disagreement:
    row = one.row
    text = (
        row["statement"]
        if one.case.task == "support"
        else f"{row['question']} → {'／'.join(row['fact'][:2])}"
    )
    return Disagreement(one.case.id, one.borderline, one.label, told.label, text, told.reason, one.note)


def _word(task: Task, holds: bool) -> str:
    return VERDICTS[task][0 if holds else 1]


def describe_agreements(found: Sequence[Agreement]) -> str:
    """A table of all checkers, then what each one decided otherwise."""
    lines = [
        "人の判断との一致（正解率は Wilson、α は引き直しによる 95% 区間。判定なしは誤りに数え、α には入らない）"
    ]
    for one in found:
        lines.append(
            f"  {one.task:<13}{one.checker}: 正解率 {_interval(one.accuracy)}"
            f"、迷う例を除くと {_interval(one.clear)}、α {_interval(one.alpha)}、判定なし {one.no_verdict}"
        )
    for one in found:
        lines += ["", f"■ 食い違い: {one.task}、{one.checker}（{len(one.disagreements)}件）"]
        for row in one.disagreements:
            mark = "（迷う例）" if row.borderline else ""
            lines.append(f"{row.id}{mark} 人 {row.label}、判定 {row.said or 'なし'}: {row.text}")
            lines.append(f"    判定の理由: {shown(row.reason) or '–'}　人の理由: {row.note}")
    return "\n".join(lines)


def _interval(found: Figure) -> str:
    if found.value is None:
        return f"– n={found.n}"
    if found.low is None or found.high is None:
        return f"{found.value:.2f} n={found.n}"
    return f"{found.value:.2f} [{found.low:.2f}-{found.high:.2f}] n={found.n}"
