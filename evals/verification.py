"""How far the check of statements can be trusted: what it catches, what it flags for nothing, and how fast.

The check sees a statement, its evidence and the evidence's date, as in an answer. Its ``score`` is higher the better a
statement is supported. Beside it stands what sharing characters with the evidence alone would give.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from evals.altered import KINDS, Label, Pair
from evals.auroc import Scored, auroc
from evals.measures import normalise
from evals.rows import rows_of
from evals.statistics import Figure, Share, figure

NLI_LABELS = ("entailment", "contradiction", "neutral")


class Problem(Protocol):
    """A reason why a statement is not supported."""

    @property
    def message(self) -> str: ...


class Verdict(Protocol):
    """What a check says of a statement."""

    @property
    def verdict(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def problems(self) -> Sequence[Problem]: ...


Check = Callable[[str, Sequence[str], str | None], Verdict]
"""(statement, evidence, date of the evidence) → verdict."""


@dataclass(frozen=True, slots=True)
class Caught:
    """What flagging statements as unsupported catches."""

    precision: Figure
    """Of the statements flagged, those that were altered."""
    recall: Figure
    """Of the altered statements, those flagged."""
    false_alarms: Figure
    """Of the true statements, those flagged."""
    auroc: Figure
    """Chance that a true statement scores above an altered one."""


@dataclass(frozen=True, slots=True)
class KindFlagged:
    """How many statements of one kind were flagged: catches of an altered kind, false alarms of a true one."""

    label: Label
    kind: str
    flagged: Figure


@dataclass(frozen=True, slots=True)
class Mistake:
    """A pair that was judged wrongly, with the reasons the check gave."""

    id: str
    label: Label
    kind: str
    statement: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """Figures of one split."""

    split: str
    pairs: int
    check: Caught
    overlap: Caught
    """The same for ``character_overlap``, at the threshold that suits these very pairs best."""
    overlap_threshold: float
    kinds: tuple[KindFlagged, ...]
    mistakes: tuple[Mistake, ...]
    """Of the development half; of the sealed half none are shown."""
    sealed_mistakes: int
    statements_per_second: float


@dataclass(frozen=True, slots=True)
class NliReport:
    """AUROC of entailment against contradiction on a public set that was not written for this check."""

    name: str
    check: Figure
    overlap: Figure


def shipped_check(corpus: Path) -> Check:
    """The product's check, with the names of a corpus."""
    from assistant.grounding import check_statement
    from assistant.text.names import read_names

    table = read_names(corpus / "aliases.toml")

    def check(statement: str, evidence: Sequence[str], dated: str | None) -> Verdict:
        verdict: Verdict = check_statement(statement, evidence, dated=dated, names=table)
        return verdict

    return check


def character_overlap(statement: str, evidence: Sequence[str]) -> float:
    """Share of a statement's character pairs that stand in its evidence (0 to 1), width aside.

    ``補助率は1/3`` in ``補助率は２／３`` → 0.67: what a check that only counts shared words would see.
    """
    said, held = normalise(statement), normalise("\n".join(evidence))
    pairs = {said[i : i + 2] for i in range(len(said) - 1)}
    return sum(pair in held for pair in pairs) / len(pairs) if pairs else 0.0


def evaluate_verification(pairs: Sequence[Pair], check: Check, split: str) -> VerificationReport:
    """Check every pair and compare. Intervals draw evidence, since statements about one stand together."""
    verdicts = [check(pair.statement, pair.evidence, pair.dated) for pair in pairs]
    started = time.perf_counter()
    for pair in pairs:  # once more: the first round also loads what the check needs
        check(pair.statement, pair.evidence, pair.dated)
    seconds = time.perf_counter() - started
    flagged = [verdict.verdict == "unsupported" for verdict in verdicts]
    overlaps = [character_overlap(pair.statement, pair.evidence) for pair in pairs]
    threshold = _best_threshold(pairs, overlaps)
    wrong = [
        (pair, verdict)
        for pair, verdict, flag in zip(pairs, verdicts, flagged, strict=True)
        if flag != (pair.label == "unsupported")
    ]
    return VerificationReport(
        split=split,
        pairs=len(pairs),
        check=_caught(pairs, flagged, [verdict.score for verdict in verdicts]),
        overlap=_caught(pairs, [overlap < threshold for overlap in overlaps], overlaps),
        overlap_threshold=threshold,
        kinds=_by_kind(pairs, flagged),
        mistakes=tuple(
            Mistake(
                pair.id, pair.label, pair.kind, pair.statement, tuple(p.message for p in verdict.problems)
            )
            for pair, verdict in wrong
            if pair.split == "development"
        ),
        sealed_mistakes=sum(pair.split == "sealed" for pair, _ in wrong),
        statements_per_second=len(pairs) / seconds if seconds else 0.0,
    )


def evaluate_nli(path: Path, check: Check) -> NliReport:
    """Score each hypothesis against its premise; neutral pairs are left out.

    Args:
        path: JSON lines with ``premise``, ``hypothesis`` and ``label`` (entailment, contradiction, neutral).
        check: what is measured.

    Raises:
        InputError: the file cannot be read, or a line is not such a pair.
    """
    found = rows_of(
        path,
        lambda row: (row["premise"], row["hypothesis"], NLI_LABELS.index(row["label"])),
        "1行に premise・hypothesis・label（entailment / contradiction / neutral）を書いてください。",
    )
    decided = [(premise, said, label == 0) for premise, said, label in found if label < 2]
    checked: list[Scored] = [(p, entailed, check(s, [p], None).score) for p, s, entailed in decided]
    overlaps: list[Scored] = [(p, entailed, character_overlap(s, [p])) for p, s, entailed in decided]
    return NliReport(path.name, auroc(checked), auroc(overlaps))


def _caught(pairs: Sequence[Pair], flagged: Sequence[bool], scores: Sequence[float]) -> Caught:
    rows = list(zip(pairs, flagged, strict=True))
    return Caught(
        precision=_share([(p, p.label == "unsupported") for p, flag in rows if flag]),
        recall=_share([(p, flag) for p, flag in rows if p.label == "unsupported"]),
        false_alarms=_share([(p, flag) for p, flag in rows if p.label == "supported"]),
        auroc=auroc([(p.group, p.label == "supported", s) for p, s in zip(pairs, scores, strict=True)]),
    )


def _by_kind(pairs: Sequence[Pair], flagged: Sequence[bool]) -> tuple[KindFlagged, ...]:
    rows = list(zip(pairs, flagged, strict=True))
    return tuple(
        KindFlagged(
            label, kind, _share([(p, flag) for p, flag in rows if (p.label, p.kind) == (label, kind)])
        )
        for label, kinds in KINDS.items()
        for kind in kinds
    )


def _share(rows: Sequence[tuple[Pair, bool]]) -> Figure:
    groups: dict[str, list[Share]] = {}
    for pair, counted in rows:
        groups.setdefault(pair.group, []).append((float(counted), 1.0))
    return figure(groups)


def _best_threshold(pairs: Sequence[Pair], overlaps: Sequence[float]) -> float:
    """The overlap below which to flag so that catches exceed false alarms by the most, as shares."""
    by_label: Mapping[Label, list[float]] = {
        label: [o for p, o in zip(pairs, overlaps, strict=True) if p.label == label] for label in KINDS
    }

    def gain(threshold: float) -> float:
        shares = {
            label: sum(overlap < threshold for overlap in found) / max(len(found), 1)
            for label, found in by_label.items()
        }
        return shares["unsupported"] - shares["supported"]

    return max(sorted({*overlaps, 1.01}), key=gain)
