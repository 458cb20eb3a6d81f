"""Candidates limited to those a region does not rule out, and the values their conditions ask for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.measures.match import SHOWN, Candidate, Matched
from assistant.measures.next_question import next_questions


def narrowed(matched: Matched, *, in_region: bool, shown: int = SHOWN) -> Matched:
    """What was matched, limited; what to ask next is asked for those that are left.

    Args:
        matched: more candidates than are shown, so that something is left.
        in_region: leave out those of another region; those that state none, and all while no region is known, stay.
        shown: how many candidates at most, and as many past ones.
    """

    def stays(candidate: Candidate) -> bool:
        return not (in_region and _is_elsewhere(candidate))

    candidates = tuple(filter(stays, matched.candidates))[:shown]
    past = tuple(filter(stays, matched.past))[:shown]
    return Matched(matched.profile, candidates, past, next_questions(candidates, matched.profile))


def _is_elsewhere(candidate: Candidate) -> bool:
    return any(
        one.verdict.met is False and one.condition.needs is not None and one.condition.needs[0] == "region"
        for one in candidate.judged
    )


def values_asked(candidates: Sequence[Candidate], name: str) -> tuple[str, ...]:
    """Values of a facet that some candidate's condition turns on and that are not known, the best candidate's first."""
    rules = [
        one.condition.needs
        for candidate in candidates
        if candidate.fit != "unlikely"
        for one in candidate.judged
        if one.verdict.met is None
    ]
    return tuple(dict.fromkeys(str(value) for rule in rules if rule and rule[0] == name for value in rule[1]))
