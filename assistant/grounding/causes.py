"""Whether a statement takes what came of something for what brought it about: AのためB of BのためA."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence

_BECAUSE = re.compile(
    r"(?:(?<=[るうたいなの])ため、|(?<=[たいなの])ために、|おかげで、|[たいるなうだ]の?(?:ので|から)、|ことから、|(?:こと|の)(?:が|を)?(?:原因|理由|きっかけ|背景)(?:で|に|と(?:な[っり]|し))?、?|ことで、|結果、)"
)
"""下げるために tells what something is for, and no cause."""
_MOSTLY = 0.5
"""The share of a clause's words by which it is taken for one of the evidence."""


@dataclass(frozen=True, slots=True)
class _Reason:
    """What brings something about and what comes of it, as comparable keys."""

    cause: frozenset[str]
    effect: frozenset[str]


def cause_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem where cause and effect have changed places.

    ``講座を昼に移したため、受講者が減った`` of ``受講者が減ったため、講座を昼に移した`` → one; of ``講座を昼に移した結果、受講者が減った`` → none
    """
    ours = _reason(sentence)
    if ours is None:
        return
    for theirs in filter(None, map(_reason, evidence.sentences)):
        straight = min(_share(ours.cause, theirs.cause), _share(ours.effect, theirs.effect))
        crossed = min(_share(ours.cause, theirs.effect), _share(ours.effect, theirs.cause))
        if crossed >= _MOSTLY and crossed > straight:
            message = "原因と結果が、根拠と入れ替わっています。"
            yield Problem("attribution", sentence.plain, message)
            return


def _reason(sentence: Sentence) -> _Reason | None:
    marks = list(_BECAUSE.finditer(sentence.plain))
    if len(marks) != 1:
        return None
    cause = {word.key for word in sentence.words if word.weight and word.end <= marks[0].start() + 1}
    effect = {word.key for word in sentence.words if word.weight and word.start >= marks[0].end()}
    return _Reason(frozenset(cause - effect), frozenset(effect - cause)) if cause and effect else None


def _share(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return len(ours & theirs) / len(ours) if ours else 0.0
