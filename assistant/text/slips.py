"""Whether one word is another with a slip of the keyboard in it.

Kanji, digits and their order must be the same: 大分大学 is not 大阪大学, and a year is never mistyped. What may
differ is kana and Latin letters, each run of them by few letters, and a short run only by the slips that
fingers make. A run that is a word, or made of words, was meant: メトロ is not ジェトロ.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.text.normalise import fold
from assistant.text.tokens import is_compound, is_word
from assistant.text.variants import loosened

_RUN = re.compile(r"[ァ-ヺー]+|[ぁ-ゖー]+|[a-z]+|[^ァ-ヺーぁ-ゖa-z]+")
_KANA = re.compile(r"[ぁ-ゖ]")
_LATIN = re.compile(r"[a-z]")
_ROWS = (
    "あいうえお", "かきくけこがぎぐげご", "さしすせそざじずぜぞ", "たちつてとだぢづでど", "なにぬねの",
    "はひふへほばびぶべぼぱぴぷぺぽ", "まみむめも", "やゆよ", "らりるれろ", "わをん",
)  # fmt: skip
_ROW_OF = {letter: {number} for number, row in enumerate(_ROWS) for letter in row}
for _letter, _its_other in (("ず", "つ"), ("じ", "ち")):  # what づ and ぢ are folded to
    _ROW_OF[_letter] = _ROW_OF[_letter] | _ROW_OF[_its_other]
_UNVOICED = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ", "かきくけこさしすせそたちつてとはひふへほはひふへほ"
)

SHORTEST, SHORTEST_LATIN = 5, 6
"""Letters as written (ー and ッ count) from which a run may hold a slip. Four letters are too like one another
(サポイン サポニン), and acronyms more so: INPIT input, JETRO METRO."""
SHORTEST_IN_A_NAME = 3
"""The same where ``ENOUGH_KANJI`` others beside the run fit: よろす支援拠点."""
ENOUGH_KANJI = 4
FIRM = 9
"""From so many letters a run may hold any two slips; below, one, and only of ``_is_likely``."""


def slips(said: str, meant: str) -> int | None:
    """How many letters of a word are amiss if it was meant to be another; None if it cannot be that one.

    ``ジェグテッグ`` for ``ジェグテック`` → 1; ``Go-Tehc`` for ``Go-Tech`` → 1 (swapped); ``ジェイテック`` for ``ジェグテック``
    → None; ``ものづくり税制`` for ``ものづくり補助金`` → None; ``ＩＴ導入補助金`` for ``AI導入補助金`` → None
    """
    said_runs, meant_runs = runs(said), runs(meant)
    if [kind for kind, _ in said_runs] != [kind for kind, _ in meant_runs]:
        return None
    kanji = sum(len(run) for kind, run in meant_runs if kind not in ("kana", "latin"))
    total = 0
    for (kind, ours), (_, theirs) in zip(said_runs, meant_runs, strict=True):
        found = _slips_of_run(ours, theirs, kind, kanji)
        if found is None:
            return None
        if found and (is_word(ours, theirs) or is_compound(ours)):
            return None
        total += found
    return total


@lru_cache(maxsize=20_000)
def runs(text: str) -> tuple[tuple[str, str], ...]:
    """A word's runs of one script as (kind, folded letters); letters that must not differ are their own kind.

    ``Ｊグッドテック`` → ``(("latin", "j"), ("kana", "グッドテック"))``; ``もの補助金`` →
    ``(("kana", "もの"), ("補助金", "補助金"))``
    """
    found: list[tuple[str, str]] = []
    for run in _RUN.findall(fold(text).replace("・", "").replace("-", "")):
        loose = loosened(run)
        kind = "kana" if _KANA.match(loose) else "latin" if _LATIN.match(loose) else loose
        if kind == "kana" and found and found[-1][0] == "kana":
            found[-1] = ("kana", found[-1][1] + run)
        elif run.strip("ー"):
            found.append((kind, run))
    return tuple(found)


def _slips_of_run(said: str, meant: str, kind: str, kanji: int) -> int | None:
    ours, theirs = loosened(said), loosened(meant)
    if ours == theirs:
        return 0
    shortest = SHORTEST_LATIN if kind == "latin" else SHORTEST
    shortest = SHORTEST_IN_A_NAME if kanji >= ENOUGH_KANJI else shortest
    if len(meant) < shortest or ours[:1].translate(_UNVOICED) != theirs[:1].translate(_UNVOICED):
        return None
    from rapidfuzz.distance import OSA

    most = 2 if len(theirs) >= FIRM else 1
    distance = OSA.distance(ours, theirs, score_cutoff=most)
    if distance > most or (len(theirs) < FIRM and not _is_likely(ours, theirs)):
        return None
    return distance


def _is_likely(said: str, meant: str) -> bool:
    """Whether one slip is of those that fingers make: two letters swapped, one left out or struck twice, or one
    taken for another of its row (テ for デ, グ for ク). A letter out of place makes another short name."""
    from rapidfuzz.distance import Levenshtein

    edits = list(Levenshtein.editops(said, meant))
    if len(edits) == 2:  # a swap, since the distance with swaps is 1
        return True
    kind, at_said, at_meant = edits[0].tag, edits[0].src_pos, edits[0].dest_pos
    if kind == "replace":
        return bool(_ROW_OF.get(said[at_said], set()) & _ROW_OF.get(meant[at_meant], set()))
    if kind == "insert":  # meant has a letter more
        return len(meant) >= SHORTEST
    return said[at_said] in (said[at_said - 1 : at_said] + said[at_said + 1 : at_said + 2])
