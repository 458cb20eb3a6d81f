"""What was found as a reader wants it: neighbouring passages joined, the same text shown once with all its places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.text.normalise import fold
from assistant.types import Hit, Passage

MAX_JOINED = 1_200
"""Characters of a joined passage: three full ones."""
CANDIDATES_EACH = 5
"""How many passages to search for each place to show: some will be neighbours or repeats of others."""
_BETWEEN_WORDS = re.compile(
    r"[。、・…「」『』()\[\]【】〔〕《》〈〉<>■□◆◇◎※|]|(?<![0-9])[,.:]|[,.:](?![0-9])"
)
"""Marks that change nothing of what is said. Those of figures and tables do: 1.5, 10~20, 2/3, △5, ○ and ×."""
_ENDING = re.compile(r"(?:(し|致し|いたし)ます|です|であります|である|だ)(?=。|$)")

PageText = Callable[[str, int], str]


@dataclass(slots=True)
class _Shown:
    hit: Hit


def gather(ranked: Iterable[Hit], k: int, page_text: PageText) -> list[Hit]:
    """The k best hits, each with the neighbours and repeats found before the k-th was complete.

    A passage that follows or precedes one already shown, in the same section of the same page, joins it;
    one that says the same is added to its ``also``.

    Args:
        ranked: hits, best first; only as many are taken as are needed.
        k: how many to show.
        page_text: gives a page's text by document and page index.
    """
    shown: list[_Shown] = []
    by_text: dict[str, _Shown] = {}
    by_section: dict[object, list[_Shown]] = {}
    for hit in ranked:
        passage, said = hit.passage, same_words(hit.passage.text)
        section = (passage.doc_id, passage.page_index, passage.section, passage.header)
        beside = by_section.setdefault(section, [])
        if twin := by_text.get(said):
            twin.hit = replace(twin.hit, also=(*twin.hit.also, passage))
        elif neighbour := next((o for o in beside if _touch(o.hit.passage, passage, page_text)), None):
            neighbour.hit = replace(neighbour.hit, passage=_joined(neighbour.hit.passage, passage, page_text))
        elif len(shown) == k:
            break
        else:
            place = _Shown(hit)
            shown.append(place)
            beside.append(place)
            if said:
                by_text[said] = place
    return [place.hit for place in shown]


@lru_cache(maxsize=20_000)
def same_words(text: str) -> str:
    """A text without what changes nothing of what it says: two texts are the same where this is.

    ``■ 支援します（補助率：２／３）。`` → ``支援する補助率2/3``; ``支援する 補助率 2/3`` → the same

    Width, white space, brackets, bullets and the politeness of a sentence's end are dropped; figures with
    their points, signs and ranges, ○ and ×, から and まで, する and せず are kept.
    """
    plain = _ENDING.sub(lambda m: "する" if m.group(1) else "", fold(text))
    return _BETWEEN_WORDS.sub("", plain)


def _touch(first: Passage, second: Passage, page_text: PageText) -> bool:
    """Whether one of two passages of a section follows the other on its page, and both fit into one."""
    before, after = sorted((first, second), key=lambda passage: passage.start)
    if after.end - before.start > MAX_JOINED or before.end > after.start:
        return False
    return not page_text(first.doc_id, first.page_index)[before.end : after.start].strip()


def _joined(passage: Passage, other: Passage, page_text: PageText) -> Passage:
    """A passage with its neighbour's stretch of the page added, under an id of its own."""
    start, end = min(passage.start, other.start), max(passage.end, other.end)
    text = page_text(passage.doc_id, passage.page_index)[start:end]
    passage_id = f"{passage.doc_id}:{passage.page_index}:{start}-{end}"
    return replace(passage, passage_id=passage_id, start=start, end=end, text=text)
