"""Several questions asked at once: their answers under one, in the order they were asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.types import Status


@dataclass(frozen=True, slots=True)
class Found:
    """A question, what was decided on it, and the sentences chosen."""

    asked: Question
    decision: Decision
    chosen: tuple[Evidence, ...]

    @property
    def is_answered(self) -> bool:
        """Whether some of it was."""
        return self.decision.outcome in ("answer", "partial")


def joint_status(found: Sequence[Found]) -> Status:
    """Answered only where every part was: one answered and one refused is partial."""
    outcomes = [one.decision.outcome for one in found]
    if all(outcome == "answer" for outcome in outcomes):
        return "answered"
    if any(one.is_answered for one in found):
        return "partial"
    return "needs_clarification" if "clarify" in outcomes else "abstained"


def to_show(found: Sequence[Found]) -> list[Evidence]:
    """The sentences to show: of the parts that were answered, else what stands nearby; each once.

    Beside an answer, the neighbours of another part's refusal would read as its answer.
    """
    if len(found) == 1:
        return list(found[0].chosen)
    shown = [one for one in found if one.is_answered] or found
    by_span = {evidence.spans[0]: evidence for one in shown for evidence in one.chosen}
    return list(by_span.values())


def joint_missing(found: Sequence[Found]) -> tuple[str, ...]:
    """What is missing of all parts; with its subject, where the parts are about different things."""
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


def joint_confidence(found: Sequence[Found]) -> float:
    """An answer to several questions is as sure as its least sure part."""
    return min(one.decision.confidence for one in found)
