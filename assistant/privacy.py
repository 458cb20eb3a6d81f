"""What is taken out of a text before it leaves the machine: names, numbers and places of a client.

What has a form is found by rules, people and companies by GiNZA and the words beside them; programmes, public bodies,
banks, prefectures and municipalities stay, because measures depend on them. How much is found is in docs/experiments.md.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.placeholders import placeholders_in, replaced, restored
from assistant.text.entities import people_and_companies
from assistant.text.identifiers import Hidden, addresses_on_the_net, identifiers
from assistant.text.name_words import BUSINESS, FORMS
from assistant.text.names import Alias, NameTable
from assistant.text.normalise import fold
from assistant.text.nouns import is_family_name
from assistant.text.regions import is_place
from assistant.text.spelled import spelled_names
from assistant.text.tokens import word_ends

__all__ = [
    "Hidden",
    "Masked",
    "hidden_in",
    "masked",
    "masked_pieces",
    "masked_together",
    "restored",
]

NAMES = ("人名", "会社名")
SHORTEST_REPEAT = 4
"""Letters from which what was hidden once is hidden wherever it stands again; shorter names where they are words, and
shorter numbers nowhere: an extension 20 is not the 20 of 20人."""
RECENT = 8
"""Conversations kept as they were masked: the page shows the same one at each of its runs, and 4,000 letters of names take
up to 3 s. Not more, because they are clients' words."""
_APART = re.compile(r"([「」『』、。・\s]|の(?=[^の]))")
"""What parts the words of a piece of a question: 「健一」, 森田精機の補助率."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without what names a client, and what stood where."""

    text: str
    replacements: tuple[tuple[str, str], ...]
    """(placeholder, what it stands for), in the order of first appearance."""


def masked(text: str, known: Iterable[Alias] = ()) -> Masked:
    """Replace what could tell who a client is by placeholders.

    ``佐藤さん（電話03-1234-5678）のものづくり補助金`` →
    ``〔人名1〕さん（電話〔電話番号1〕）のものづくり補助金``

    Args:
        text: a question as the user wrote it.
        known: names of public bodies and programmes, which stay.
    """
    (written,), replacements = masked_together([text], known)
    return Masked(written, replacements)


def masked_together(
    texts: Sequence[str], known: Iterable[Alias] = ()
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Mask several texts with one set of placeholders: a question and the conversation before it.

    ``["佐藤さんの店", "では佐藤はいつまでに？"]`` → ``("〔人名1〕さんの店", "では〔人名1〕はいつまでに？")``

    Args:
        texts: what belongs together, in any order; what is a name in one is hidden in all.
        known: names of public bodies and programmes, which stay.

    Returns:
        The masked texts, and (placeholder, what it stands for) in the order of first appearance.
    """
    return _masked_together(tuple(texts), tuple(known))


@lru_cache(maxsize=RECENT)
def _masked_together(
    texts: tuple[str, ...], known: tuple[Alias, ...]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    return replaced(texts, _hidden(texts, NameTable(known)))


def masked_pieces(pieces: Iterable[str], replacements: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Pieces cut out of texts that were masked together, with nothing left in them of what was hidden there.

    ``「佐藤健一先生」``, ``健一の補助率`` with 〔人名1〕 for 佐藤健一 → ``「〔人名1〕先生」``, ``〔人名1〕の補助率``

    A piece lacks the words beside it that give a name away, so what was hidden in the whole goes wherever it stands,
    also in other letters (ｻﾄｳ) and also in part; a needless placeholder costs nothing there.

    Args:
        pieces: as they are, or masked already.
        replacements: as ``masked_together`` gave them.
    """
    longest = sorted(replacements, key=lambda one: -len(one[1]))
    return tuple(_without_hidden(piece, longest) for piece in pieces)


def _without_hidden(piece: str, longest: Sequence[tuple[str, str]]) -> str:
    """A piece whose placeholders stay as they are: 12 that was hidden is not the 12 of 〔人名12〕."""
    edges = [0, *(edge for span in placeholders_in(piece) for edge in span), len(piece)]
    stretches = [piece[start:end] for start, end in itertools.pairwise(edges)]
    stretches[::2] = [_plain_without_hidden(stretch, longest) for stretch in stretches[::2]]
    return "".join(stretches)


def _plain_without_hidden(plain: str, longest: Sequence[tuple[str, str]]) -> str:
    for mark, said in longest:
        before, found, after = plain.partition(said)
        if not found and fold(said) and fold(said) in fold(plain):
            before, found, after = fold(plain).partition(fold(said))
        if found:
            return f"{_plain_without_hidden(before, longest)}{mark}{_plain_without_hidden(after, longest)}"
    return "".join(_unless_part_of_hidden(word, longest) for word in _APART.split(plain))


def _unless_part_of_hidden(word: str, longest: Sequence[tuple[str, str]]) -> str:
    """A word, or the placeholder of what it is a part of: 丸ビル of 丸の内1-2丸ビル."""
    within = (mark for mark, said in longest if len(word) > 1 and fold(word) in fold(said))
    return next(within, word)


def hidden_in(text: str, known: Iterable[Alias] = ()) -> tuple[Hidden, ...]:
    """Where a text names a client, in order, without overlaps; what ``masked`` replaces.

    ``佐藤さんの店`` → 人名 at 0 to 2
    """
    return tuple(_hidden([text], NameTable(tuple(known)))[0])


def _hidden(texts: Sequence[str], table: NameTable) -> list[list[Hidden]]:
    """Of each text, what it names and what the others do, in order, without overlaps."""
    public = [_public_ranges(text, table) for text in texts]
    found = [_found(text, stays) for text, stays in zip(texts, public, strict=True)]
    again = _to_find_again(texts, found)
    return [
        sorted((*own, *_repeats(text, again, own, stays)), key=lambda hidden: hidden.start)
        for text, own, stays in zip(texts, found, public, strict=True)
    ]


def _found(text: str, public: Sequence[tuple[int, int]]) -> list[Hidden]:
    """What stands in one text by itself; what has a form goes whatever name is in it."""
    held = list(placeholders_in(text))
    by_form = [hidden for hidden in identifiers(text) if not _meets(hidden, held)]
    names = [
        name for name in people_and_companies(_blanked(text, by_form)) if not _is_public(name, text, public)
    ]
    taken = [*held, *((hidden.start, hidden.end) for hidden in by_form)]
    return [*by_form, *(name for name in names if not _meets(name, taken))]


def _blanked(text: str, by_form: Iterable[Hidden]) -> str:
    """A text with spaces where numbers, sites and placeholders stand, so that no name is read into them."""
    ranges = (
        *placeholders_in(text),
        *addresses_on_the_net(text),
        *((part.start, part.end) for part in by_form),
    )
    for start, end in ranges:
        text = text[:start] + "　" * (end - start) + text[end:]
    return text


def _meets(hidden: Hidden, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(hidden.start < stop and begin < hidden.end for begin, stop in ranges)


def _public_ranges(text: str, table: NameTable) -> list[tuple[int, int]]:
    """Where a text names a public body or a programme, and not as part of a longer word; a number or an address that
    follows at once is none: ゴーテックa@b.example.jp."""
    alone = _blanked(text, identifiers(text))
    return [(named.start, named.end) for named in spelled_names(alone, table)]


def _is_public(name: Hidden, text: str, public: Sequence[tuple[int, int]]) -> bool:
    """Whether a name is a public one, or begins with one and goes on as no company does: ミラサポplus."""
    return any(
        begin <= name.start
        and (
            name.end <= stop
            or (begin == name.start and stop < name.end and not BUSINESS.search(text[name.start : name.end]))
        )
        for begin, stop in public
        if name.start < stop
    )


def _to_find_again(texts: Sequence[str], found: Sequence[Sequence[Hidden]]) -> dict[str, str]:
    """What to look for wherever else it stands, the longest first: names whole, without form, without given name."""
    again: dict[str, str] = {}
    for text, hidden in zip(texts, found, strict=True):
        for stretch in hidden:
            said = text[stretch.start : stretch.end]
            again.setdefault(said, stretch.kind)
            if stretch.kind == "会社名":
                again.setdefault(FORMS.sub("", said).strip(" 　"), stretch.kind)
            elif stretch.kind == "人名":
                family = next((said[:n] for n in (3, 2) if len(said) > n and is_family_name(said[:n])), said)
                again.setdefault(family, stretch.kind)
    return dict(sorted(again.items(), key=lambda item: -len(item[0])))


def _repeats(
    text: str, again: dict[str, str], own: Sequence[Hidden], public: Sequence[tuple[int, int]]
) -> Iterator[Hidden]:
    """Where what is hidden elsewhere stands in a text once more."""
    taken = [*public, *placeholders_in(text), *((hidden.start, hidden.end) for hidden in own)]
    for said, kind in again.items():
        at = text.find(said) if said else -1
        while at >= 0:
            hidden = Hidden(at, at + len(said), kind)
            if not _meets(hidden, taken) and _is_meant_again(text, hidden):
                taken.append((hidden.start, hidden.end))
                yield hidden
            at = text.find(said, at + 1)


def _is_meant_again(text: str, hidden: Hidden) -> bool:
    """Whether the same letters are the same name: 森 of 森さん is not in 森林, nor 福島 of 福島さん in 福島県."""
    said = text[hidden.start : hidden.end]
    is_quoted = text[hidden.start - 1 : hidden.start] == "「" and text[hidden.end : hidden.end + 1] == "」"
    if len(said) >= SHORTEST_REPEAT or is_quoted:  # 「森」は資料にありません, in an answer before
        return True
    if hidden.kind not in NAMES or len(said) < 2 or is_place(said):
        return False
    return {hidden.start, hidden.end} <= word_ends(text) and text[hidden.end : hidden.end + 1] not in tuple(
        "都道府県市区町村"
    )
