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
SAME_LETTERS = 0.9
"""Share of the letters that must agree for two texts to be the same."""
_NO_LETTER = re.compile(r"[\W_]+")
_HIRAGANA = re.compile(r"[ぁ-ゖ]+")
_NEGATION = re.compile(r"な[いかくけし]|ません|[さらわかがたばまな]ず|[ずぬ]に")

PageText = Callable[[str, int], str]


@dataclass(slots=True)
class _Shown:
    hit: Hit
    key: str


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
    for hit in ranked:
        key = letters(hit.passage.text)
        if twin := next((other for other in shown if key and same_text(key, other.key)), None):
            twin.hit = replace(twin.hit, also=(*twin.hit.also, hit.passage))
        elif neighbour := next((o for o in shown if _touch(o.hit.passage, hit.passage, page_text)), None):
            neighbour.hit = replace(neighbour.hit, passage=_joined(neighbour.hit, hit, page_text))
            neighbour.key = letters(neighbour.hit.passage.text)
        elif len(shown) == k:
            break
        else:
            shown.append(_Shown(hit, key))
    return [item.hit for item in shown]


@lru_cache(maxsize=20_000)
def letters(text: str) -> str:
    """A text's letters and digits, folded: what must agree for two texts to be the same.

    ``■ 補助率：２／３`` → ``補助率23``
    """
    return _NO_LETTER.sub("", fold(text))


def same_text(first: str, second: str) -> bool:
    """Whether two texts, given as ``letters``, say the same in the same words.

    They may differ in some hiragana, if that does not negate: ``支援する`` and ``支援します`` are the same;
    ``2019年度`` and ``2020年度``, ``長崎県`` and ``佐賀県``, ``対象となる`` and ``対象とならない`` are not.
    """
    from rapidfuzz.distance import Levenshtein

    if first == second:
        return True
    words = _HIRAGANA.sub("", first)
    if not words or words != _HIRAGANA.sub("", second):
        return False
    alike = Levenshtein.normalized_similarity(first, second, score_cutoff=SAME_LETTERS) >= SAME_LETTERS
    return alike and len(_NEGATION.findall(first)) == len(_NEGATION.findall(second))


def _touch(first: Passage, second: Passage, page_text: PageText) -> bool:
    """Whether one follows the other in the same section of a page, and both fit into one."""
    place = (first.doc_id, first.page_index, first.section, first.header)
    if place != (second.doc_id, second.page_index, second.section, second.header):
        return False
    before, after = sorted((first, second), key=lambda passage: passage.start)
    if after.end - before.start > MAX_JOINED or before.end > after.start:
        return False
    return not page_text(first.doc_id, first.page_index)[before.end : after.start].strip()


def _joined(hit: Hit, other: Hit, page_text: PageText) -> Passage:
    """The passage of the better hit, with its neighbour's stretch of the page added."""
    passage = hit.passage
    start = min(passage.start, other.passage.start)
    end = max(passage.end, other.passage.end)
    text = page_text(passage.doc_id, passage.page_index)[start:end]
    return replace(passage, start=start, end=end, text=text)
