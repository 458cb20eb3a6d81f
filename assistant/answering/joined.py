"""What was found on one question or on several asked at once, and how it comes under one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.computing.computed import Calculation
from assistant.answering.conflicts import Conflict
from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.heads import Head
from assistant.answering.premises import Correction
from assistant.answering.question import Question
from assistant.types import Hit, Status

_STATUS: dict[str, Status] = {
    "answer": "answered",
    "partial": "partial",
    "refuse": "abstained",
    "clarify": "needs_clarification",
    "beside": "abstained",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A question, what was decided on it, and the sentences chosen."""

    asked: Question
    decision: Decision
    chosen: tuple[Evidence, ...]
    hits: tuple[Hit, ...] = ()
    orders: tuple[Evidence, ...] = ()
    """Sentences found that are orders to the assistant; none is among the chosen."""
    corrections: tuple[Correction, ...] = ()
    computed: Calculation | None = None
    conflict: Conflict | None = None
    context: tuple[Evidence, ...] = ()
    """The rest of the passage the chosen sentences come from, where it may be needed."""
    rows_left: int = 0
    """How many rows that meet what was asked are not shown, as there are too many."""

    @property
    def is_answered(self) -> bool:
        """Whether some of it was."""
        return self.decision.is_answered


def joint_status(found: Sequence[Found]) -> Status:
    """Answered only where every part was: one answered and one refused is partial."""
    outcomes = [one.decision.outcome for one in found]
    if len(found) == 1:
        return _STATUS[outcomes[0]]
    if all(outcome == "answer" for outcome in outcomes):
        return "answered"
    if any(one.is_answered for one in found):
        return "partial"
    names_in_vain = any(one.decision.unknown_names for one in found)
    return "needs_clarification" if "clarify" in outcomes and not names_in_vain else "abstained"


def to_show(found: Sequence[Found]) -> list[Evidence]:
    """The sentences to show: of the parts that were answered, else what stands nearby; each once.

    Beside an answer, the neighbours of another part's refusal would read as its answer.
    """
    if len(found) == 1:
        return list(found[0].chosen)
    shown = [one for one in found if one.is_answered] or found
    by_end: dict[tuple[str, int, int], Evidence] = {}
    for evidence in (evidence for one in shown for evidence in one.chosen):
        span = evidence.spans[0]  # by its end: a note is one with its ※ and without
        by_end.setdefault((span.doc_id, span.page_index, span.end), evidence)
    return list(by_end.values())


def context_of(found: Sequence[Found], shown: Sequence[Evidence]) -> list[Evidence]:
    """What stands beside the sentences shown in their passages; each sentence once."""
    seen = {evidence.spans[0] for evidence in shown}
    by_span = {one.spans[0]: one for part in found for one in part.context if one.spans[0] not in seen}
    return list(by_span.values())


def joint(found: Sequence[Found], text: str) -> Found:
    """One question and one decision of all parts, for a writer that answers them together.

    Args:
        found: at least one of them answered.
        text: all of what was asked.
    """
    if len(found) == 1:
        return found[0]
    heads: list[Head] = []
    evidence: list[Evidence] = []
    for one in found:
        if one.is_answered:  # a value a sentence answers is told by its place among all that are asked for
            shifted = (
                replace(e, answers=frozenset(i + len(heads) for i in e.answers))
                for e in one.decision.evidence
            )
            evidence.extend(shifted)
        heads.extend(one.asked.heads)
    missing = joint_missing(found)
    asked = replace(found[0].asked, text=text, heads=tuple(heads))
    decision = Decision("partial" if missing else "answer", tuple(evidence), missing)
    hits = {hit.passage.passage_id: hit for one in found for hit in one.hits}
    return Found(asked, decision, tuple(to_show(found)), tuple(hits.values()))


def joint_missing(found: Sequence[Found]) -> tuple[str, ...]:
    """What is missing of all parts; with its subject, where the parts are about different things."""
    if len(found) == 1:
        decision = found[0].decision
        if decision.outcome == "answer":
            return ()
        return tuple(f"「{name}」" for name in decision.unknown_names) or decision.missing
    subjects = {tuple(subject.label for subject in one.asked.subjects) for one in found}
    missing: list[str] = []
    for one in found:
        if one.decision.outcome in ("answer", "clarify"):
            continue
        of_whom = f"{one.asked.subjects[0].label}の" if len(subjects) > 1 and one.asked.subjects else ""
        unknown = [f"「{name}」" for name in one.decision.unknown_names]
        missing += (
            unknown or [of_whom + label for label in one.decision.missing] or [one.asked.text.strip("?？。 ")]
        )
    return tuple(dict.fromkeys(missing))


def apart_from_measures(found: Sequence[Found]) -> Sequence[Found]:
    """Of several parts, those that sentences answer where measures answer the others; all where sentences answer none but those."""
    plain = [one for one in found if not one.asked.looks_for_measure]
    return plain if any(one.is_answered for one in plain) else found


def least_coverage(found: Sequence[Found]) -> float:
    """How much of its question the least sure part covers: an answer to several is as sure as that."""
    return min(one.decision.confidence for one in found)
