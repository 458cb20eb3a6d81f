"""Values that a sentence gives of something else than what is asked for: of another place, of another programme.

A neighbour's figure stands in the same passage as the name asked for, and would be read as its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.answering.subjects import told_subjects
from assistant.text.normalise import fold
from assistant.text.regions import Region, regions_at
from assistant.text.tokens import noun_phrases

_HEADING = re.compile(r"^[ 　]*[◆■●【＜<]")
"""How a heading begins that stands within a passage; its programmes own what follows."""


def without_borrowed(asked: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, each sentence whose value is of something else marked as borrowed and answering nothing.

    ``川崎の会場の担当は誰`` of 「横浜では佐藤氏が担当」 → borrowed; of 「佐藤氏が担当」 → as it was

    Args:
        asked: the question, understood.
        evidence: sentences found for it.
    """
    places = _places(asked.text)

    def judged(e: Evidence) -> Evidence:
        holds = bool(e.answers) or (asked.needs_hint and bool(e.hinted))
        if holds and (_of_another_place(places, e) or _of_another_programme(asked, e)):
            return replace(e, answers=frozenset(), hinted=frozenset(), borrowed=True)
        return e

    return [judged(e) for e in evidence]


def _places(text: str) -> tuple[Region, ...]:
    """The places a text names but for blocks of them, which are asked about as a whole."""
    plain = unicodedata.normalize("NFKC", text)
    return tuple(region for _, _, region in regions_at(plain) if len(region.prefectures) == 1)


def _of_another_place(asked: Sequence[Region], evidence: Evidence) -> bool:
    """Whether a sentence speaks of other places than the one asked about, and it does not stand under that one's name."""
    told = _places(evidence.text)
    if not asked or not told:
        return False
    around = _places("\n".join(evidence.passage.section))
    return not any(one.meets(other) for one in asked for other in (*told, *around))


def _of_another_programme(asked: Question, evidence: Evidence) -> bool:
    """Whether the name asked for stands in the sentence's passage only behind it, or another's heading is between."""
    known = asked.subjects
    if not known or evidence.says_name:
        return False
    passage = evidence.passage
    at = max(evidence.spans[0].start - passage.start, 0)
    before, after = passage.text[:at], passage.text[at:]
    above = fold(" ".join([evidence.document.title, evidence.document.publisher, *passage.section]))
    for subject in known:
        if subject.said_in(above):
            continue
        lines = before.splitlines()
        named = [number for number, line in enumerate(lines) if subject.said_in(fold(line))]
        if not named:
            return subject.said_in(fold(after)) and not subject.said_in(fold(before))
        if any(_heads_another(line) for line in lines[named[-1] + 1 :]):
            return True
    return False


def _heads_another(line: str) -> bool:
    """Whether a line is a heading that names a programme: ◆…対応資金◆."""
    return bool(_HEADING.match(line)) and bool(told_subjects(noun_phrases(line), ()))
