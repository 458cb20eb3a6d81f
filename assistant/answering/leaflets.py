"""Papers about programmes that an agency has taken in itself, which are in no register of measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.joined import Found
from assistant.text.edition_words import apart_from_edition
from assistant.text.programmes import GRANT

MOST_LEAFLETS = 3
"""That are pointed to beside the measures."""
SHORTEST_TOLD = 12
"""Letters of a sentence that tells something of a programme; shorter lines are labels."""
_TOWN = re.compile(
    r"(?<![一-龥])(?:[一-龥]{2,3}[都道府県])?([一-龥ぁ-んァ-ヶ]{1,5}?[市町村])(?![一-龥]{0,1}(?:場|長))"
)
"""Towns told of, without their prefecture: 新潟県燕市 → 燕市."""
_PROGRAMME_PAPER = re.compile(rf"{GRANT}|資金|融資|貸付|保証|税制|利子補給|支援(?:事業|制度)|専門家派遣")


def of_leaflets(found: Sequence[Found], told: str) -> tuple[Evidence, ...]:
    """Of each paper without a catalogue's word that is about a programme by its title, the best sentence for a search for a
    measure: what an agency has just taken in is in no register. None of another town than the one told of."""
    towns = set(_TOWN.findall(told))
    best: dict[str, Evidence] = {}
    for one in found:
        for evidence in one.decision.evidence if one.asked.looks_for_measure and one.is_answered else ():
            document = evidence.document
            is_one = not document.publisher and _PROGRAMME_PAPER.search(document.title)
            elsewhere = towns and (theirs := set(_TOWN.findall(document.title))) and not towns & theirs
            if is_one and not elsewhere and len(evidence.text) >= SHORTEST_TOLD:
                paper, _ = apart_from_edition(document.title)  # of its editions the one meant fits best
                best.setdefault(paper, evidence)
    return tuple(best.values())[:MOST_LEAFLETS]
