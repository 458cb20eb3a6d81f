"""Whether an answer tells the facts it must, refuses where it must, and shows no value it must not: by its words alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from assistant.types import Answer
from evals.measures import contains
from evals.statistics import Figure, in_lines, share

REFUSED = ("abstained", "needs_clarification")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what its answer must hold."""

    id: str
    question: str
    kind: str
    is_answerable: bool
    nuggets: tuple[tuple[str, ...], ...]
    """Each needed fact in the spellings it may have; none where there is no answer."""
    forbidden: tuple[str, ...]
    """Values of something else."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question."""

    asked: Asked
    status: str
    text: str
    first: str = ""
    """Its first statement."""

    @property
    def is_refused(self) -> bool:
        return self.status in REFUSED

    @property
    def is_right(self) -> bool:
        """Whether all facts are told, or there being none is."""
        if not self.asked.is_answerable:
            return self.is_refused
        told = all(any(contains(self.text, one) for one in fact) for fact in self.asked.nuggets)
        return told and not self.is_refused

    @property
    def says_first(self) -> bool:
        """Whether its first statement holds a fact asked for."""
        return not self.is_refused and any(
            contains(self.first, one) for fact in self.asked.nuggets for one in fact
        )

    @property
    def is_doubted_whole(self) -> bool:
        """Whether it tells all facts and says beside them that something is missing."""
        return self.asked.is_answerable and self.is_right and self.status == "partial"

    @property
    def shows_forbidden(self) -> bool:
        """Whether an answer, no refusal, holds a value of something else."""
        return not self.is_refused and any(contains(self.text, one) for one in self.asked.forbidden)


def question_of(row: Mapping[str, Any], identity: str) -> Asked:
    """A question as a line of a set has it.

    Raises:
        ValueError: one that can be answered has no fact, or one that cannot has.
    """
    nuggets = tuple(tuple(fact) for fact in row["nuggets"])
    if bool(row["answerable"]) != bool(nuggets):
        raise ValueError(f"{identity}: nuggets")
    forbidden = tuple(row.get("forbidden", ()))
    return Asked(identity, row["question"], row.get("kind", ""), bool(row["answerable"]), nuggets, forbidden)


def outcome_of(asked: Asked, answer: Answer) -> Outcome:
    """What an answer comes to."""
    return Outcome(
        asked, answer.status, answer.text, answer.statements[0].text if answer.statements else answer.text
    )


def figures(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """Shares of whole answers, of these such as miss something, wrong refusals, right refusals, and answers that show a forbidden value."""
    answerable = [one for one in outcomes if one.asked.is_answerable]
    others = [one for one in outcomes if not one.asked.is_answerable]
    whole = sum(one.is_right for one in answerable)
    with_forbidden = [one for one in outcomes if one.asked.forbidden]
    return {
        "whole": share(whole, len(answerable)),
        "missing_though_told": share(sum(one.is_doubted_whole for one in answerable), whole),
        "fact_first": share(sum(one.says_first for one in answerable), len(answerable)),
        "wrongly_refused": share(sum(one.is_refused for one in answerable), len(answerable)),
        "refused": share(sum(one.is_right for one in others), len(others)),
        "forbidden_shown": share(sum(one.shows_forbidden for one in with_forbidden), len(with_forbidden)),
    }


_TITLES = {
    "whole": "必要な事実がすべて示された",
    "missing_though_told": "すべて示したのに、足りないものがあると言った",
    "fact_first": "最初の文に、必要な事実がある",
    "wrongly_refused": "答えられる質問を断った",
    "refused": "答えのない質問を断った",
    "forbidden_shown": "別のものの値が答えにある",
}


def describe(split: str, outcomes: Sequence[Outcome], verbose: bool) -> str:
    """The figures of a half, and with ``verbose`` what went wrong; of the sealed half never."""
    lines = [split, *in_lines(figures(outcomes), _TITLES)]
    answered = [len(one.text) for one in outcomes if not one.is_refused]
    lines.append(f"  答えの長さ: {fmean(answered):.0f}字 n={len(answered)}" if answered else "  答えなし")
    if verbose and split == "development":
        lines += [
            f"  {one.asked.id}（{one.asked.kind}、{one.status}）: {one.asked.question} → "
            f"{'、'.join(fact[0] for fact in one.asked.nuggets) or '答えなし'}"
            for one in outcomes
            if not one.is_right
        ]
    return "\n".join(lines)
