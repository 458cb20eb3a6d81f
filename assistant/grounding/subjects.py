"""Whether a statement says of one subject what its evidence says of another: 産総研は橋渡しを、中小機構は販路を担う."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.alignment import aligned
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence

_CLAUSE_END = re.compile("[、。;；\\n]")
_TOPIC = re.compile(r"(?:から|に|で|について|に対して|へ)?(?:は|が|も)(?![、。]?$)")
_TITLE = re.compile(
    r"(?:副?委員長?|座長|副?会長|副?社長|部長|課長|室長|局長|准?教授|理事長?|所長|代表|氏|先生)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A subject of a sentence and what is said of it, as comparable keys."""

    subject: frozenset[str]
    said: frozenset[str]
    start: int
    end: int


def subject_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for each subject of which something is said that one sentence of the evidence says of another.

    Only where the evidence sets two subjects side by side in a sentence, and nothing of what it says of the
    statement's own is in the statement.
    """
    for source in aligned(sentence, evidence):
        theirs = parts(source)
        for ours in parts(sentence):
            if _is_mixed(ours, theirs, source):
                said = sentence.plain[ours.start : ours.end]
                message = f"「{said}」について述べられていることは、根拠では別のものについてです。"
                yield Problem("attribution", said, message)
                return


def _is_mixed(ours: Part, theirs: Sequence[Part], source: Sentence) -> bool:
    """Whether a part has the subject of one part of the evidence and what is said of another."""
    last = next((word.key for word in reversed(source.words) if word.weight), "")
    alone = [
        part.subject - frozenset().union(*(p.subject | p.said for p in theirs if p is not part))
        for part in theirs
    ]
    most = max((len(ours.subject & subject) for subject in alone), default=0)
    own = [
        part
        for part, subject in zip(theirs, alone, strict=True)
        if most and len(ours.subject & subject) == most
    ]
    if not own or any(ours.said & (part.said | part.subject) - {last} - ours.subject for part in own):
        return False
    mine = frozenset().union(*(part.subject for part in own))
    return any(
        part not in own and not ours.said & (part.subject - mine) and ours.said & part.said - {last}
        for part in theirs
    )


@lru_cache(maxsize=8_192)
def parts(sentence: Sentence) -> tuple[Part, ...]:
    """The subjects of a sentence, each with what is said of it up to the next.

    ``Aは橋渡しを担い、Bは販路を支援する`` → (A: 橋渡し, 担う), (B: 販路, 支援)
    """
    ends = [found.end() for found in _CLAUSE_END.finditer(sentence.plain)]
    if not ends or ends[-1] < len(sentence.plain):
        ends.append(len(sentence.plain))
    subjects: list[tuple[int, int]] = []
    for start, end in zip([0, *ends], ends, strict=False):
        topic = next(
            (at for at in _TOPIC.finditer(sentence.plain, start, end) if _is_particle(sentence, at.end())),
            None,
        )
        if topic and _keys(sentence, start, topic.start()):
            subjects.append((start, topic.start()))
    stops = [*(start for start, _ in subjects[1:]), len(sentence.plain)]
    return tuple(
        Part(_keys(sentence, start, end), _keys(sentence, end, stop), start, end)
        for (start, end), stop in zip(subjects, stops, strict=False)
    )


def _is_particle(sentence: Sentence, end: int) -> bool:
    return any(word.end == end and word.kind[0] == "助詞" for word in sentence.words)


def _keys(sentence: Sentence, start: int, end: int) -> frozenset[str]:
    words = {
        word.key
        for word in sentence.words
        if word.weight and start <= word.start < end and not _TITLE.fullmatch(word.surface)
    }
    return frozenset(words | {name.name for name in sentence.names if start <= name.start < end})
