"""Names that a text misspells, told from the many words that only look like a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.name_words import COMPANY_BEFORE
from assistant.text.names import Named, NameTable, Resolved
from assistant.text.normalise import normalise
from assistant.text.scripts import PARTICLE_AFTER, PARTICLE_BEFORE, is_hiragana, is_katakana, is_latin
from assistant.text.slips import runs, slips
from assistant.text.spelled import forms
from assistant.text.variants import loosened

SHORTEST = 4
"""Letters from which a stretch may be a misspelt name; a run in it needs more, see ``slips``."""
CLEARLY = 2
"""By how many slips the next name must be farther than the nearest."""
MAX_RUNS, MAX_KANA, MAX_CANDIDATES = 7, 30, 2_000
"""How many runs of one script a name may have, how many letters a run of hiragana, and how many stretches of a text
are compared at most."""

_BLANK, _RUN = "\u0000", re.compile(r"[ァ-ヺー]+|[ぁ-ゖ]+|[a-z]+|[一-鿿々]+|[0-9]+")
_BETWEEN = re.compile(r"[ ・-]?")
_WORD_AFTER = re.compile(
    r"申請|公募|採択|要件|対象|予算|上限|締切|窓口|相談|担当|事務局|事業|制度|説明会|会員"
)
"""Words that follow a name without being part of it."""
_COMPANY_AFTER = re.compile(
    r"株式会社|有限会社|\(株\)|の?社(?:長|の|が|は|に|と|から|で|さん|$)|の工場|(?:という|って)会社|製作所|工業"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """Spellings by the scripts they are written in, and all runs in them that may not differ."""

    by_kinds: dict[tuple[str, ...], tuple[tuple[str, str], ...]]
    """kinds of a spelling's runs → (folded spelling, name)"""
    fixed: frozenset[str]


def misspelt_names(
    text: str, table: NameTable, spelled: Sequence[Named], is_written: Callable[[str], bool]
) -> Iterator[Named]:
    """Stretches that are a name with a slip in it, longest first and none inside another.

    ``ジエグテッグの登録料`` → J-GoodTech; ``株式会社ゴーデック``, ``メトロ``, ``まちづくり補助金`` → nothing

    Args:
        text: a question or query.
        table: names in their spellings.
        spelled: names already found; what is said there is not looked at again.
        is_written: whether the documents hold a word just so; such a word is no misspelling.
    """
    rest = list(text)
    for named in spelled:
        rest[named.start : named.end] = _BLANK * (named.end - named.start)
    plain, known = normalise("".join(rest)), _known(table)
    candidates = sorted(_candidates(plain.text, known.fixed), key=lambda pair: pair[0] - pair[1])
    taken: list[tuple[int, int]] = []
    for start, end in candidates[:MAX_CANDIDATES]:
        said = plain.text[start:end]
        if any(start < b and a < end for a, b in taken) or not (name := _meant(said, known)):
            continue
        if _is_company(plain.text, start, end) or is_written(said):
            continue
        taken.append((start, end))
        first, last = plain.original_range(start, end)
        yield Named(first, last, Resolved(text[first:last], name, "misspelling"))


@lru_cache(maxsize=4)
def _known(table: NameTable) -> _Known:
    by_kinds: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
    for form in forms(table):
        if form.folded is not None:
            kinds = tuple(kind for kind, _ in runs(form.folded))
            by_kinds[kinds] = (*by_kinds.get(kinds, ()), (form.folded, form.name))
    return _Known(by_kinds, frozenset(kind for kinds in by_kinds for kind in kinds))


def _meant(said: str, known: _Known) -> str:
    """The name a stretch was meant to be; empty where there is none, or another is nearly as near."""
    nearest: dict[str, int] = {}
    for folded, name in known.by_kinds.get(tuple(kind for kind, _ in runs(said)), ()):
        found = slips(said, folded)
        if found is not None:
            nearest[name] = min(found, nearest.get(name, found))
    ranked = sorted(nearest, key=lambda name: nearest[name])
    if not ranked or (len(ranked) > 1 and nearest[ranked[1]] - nearest[ranked[0]] < CLEARLY):
        return ""
    return ranked[0] if nearest[ranked[0]] else ""


def _candidates(plain: str, fixed: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Stretches of a normalised text that may be a name: whole runs of one script, hiragana also cut at particles.

    Kanji and figures must be those of some name: with them most of a text falls away.
    """
    found = [match.span() for match in _RUN.finditer(plain)]
    for i, (begin, finish) in enumerate(found):
        for start in _starts(plain, begin, finish):
            for j in range(i, min(i + MAX_RUNS, len(found))):
                if j > i and not _BETWEEN.fullmatch(plain[found[j - 1][1] : found[j][0]]):
                    break
                at, last = max(start, found[j][0]), found[j][1]
                ends = _ends(plain, at, last)
                if _is_fixed(plain[at]):
                    ends = [end for end in ends if loosened(plain[at:end]) in fixed]
                yield from ((start, end) for end in ends if end - start >= SHORTEST)
                if _is_fixed(plain[at]) and last not in ends:
                    break


def _starts(plain: str, begin: int, end: int) -> list[int]:
    """Where a name may begin in a run: at its head, unless a longer name runs on there; in hiragana also behind a
    particle."""
    left = plain[begin - 1 : begin]
    runs_on = left.isalnum() and not is_hiragana(left) and not plain[:begin].endswith(("年度", "年"))
    starts = [] if runs_on else [begin]
    if is_hiragana(plain[begin]):
        starts += [at for at in range(begin + 1, end) if PARTICLE_BEFORE.match(plain[at - 1])]
    return starts


def _ends(plain: str, begin: int, end: int) -> list[int]:
    """Where a name may end in a run: at its end; in hiragana also before a particle, in kanji before 申請 and the
    like."""
    if is_hiragana(plain[begin]):
        longest = min(end, begin + MAX_KANA)
        return [at for at in range(begin + 1, longest + 1) if at == end or PARTICLE_AFTER.match(plain, at)]
    if _is_fixed(plain[begin]):
        return [end, *(match.start() for match in _WORD_AFTER.finditer(plain, begin + 1, end))]
    return [] if is_katakana(plain[begin]) and is_latin(plain[end : end + 1]) else [end]


def _is_fixed(letter: str) -> bool:
    return not (is_katakana(letter) or is_hiragana(letter) or is_latin(letter))


def _is_company(plain: str, start: int, end: int) -> bool:
    """Whether a name is said to be a company's: 株式会社ゴーデック, ゴーデックの社長."""
    return bool(COMPANY_BEFORE.search(plain[:start]) or _COMPANY_AFTER.match(plain[end:].lstrip()))
