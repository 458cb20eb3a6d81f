"""People and companies named in a short text, by GiNZA's named entities, how names are built, and the words beside them.

GiNZA alone calls 加藤鉄工所 a person, cuts ㈱ひかり精機 after ひかり and misses companies it has never seen, so the
words around what it finds decide too: a company's legal form, a family name before a line of business,
a title after a name (here), and what people say beside names (``people.py``, ``companies.py``).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant.text.companies import companies_beside
from assistant.text.identifiers import Hidden
from assistant.text.name_words import (
    ANY_OLD,
    BUSINESS,
    ENGLISH_FORM,
    FORMS,
    GENERIC,
    KATAKANA,
    LATIN_NAME,
    NOBODY,
    PUBLIC,
    SERVICES,
    TITLE,
    WORKSHOP,
)
from assistant.text.normalise import fold
from assistant.text.nouns import Word, is_common, is_far, is_own_name, is_plain
from assistant.text.people import people_beside
from assistant.text.regions import is_place
from assistant.text.tokens import word_kinds

if TYPE_CHECKING:
    import numpy as np

_UNUSED_PIPES = [
    "parser", "tagger", "lemmatizer", "attribute_ruler", "morphologizer", "compound_splitter", "bunsetu_recognizer",
]  # fmt: skip
_ONE_AT_A_TIME = threading.Lock()
"""spaCy does not promise that one pipeline may be used from several threads."""
_PLACES = frozenset(["Province", "City", "County", "Country", "GPE_Other", "Domestic_Region"])
_TAKEN = _PLACES | {"Person", "Company", "GOE_Other"}
_BULLET = re.compile(r"(?:^|[\s　|])[・|*-]$")
RECENT = 64
"""Texts remembered: a question is masked for the search, for the model and for the page, its history each time."""


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    import spacy

    return spacy.load("ja_ginza", exclude=_UNUSED_PIPES)


@lru_cache(maxsize=RECENT)
def people_and_companies(text: str) -> tuple[Hidden, ...]:
    """The people (人名) and companies (会社名) a text names, in order, without overlaps.

    ``加藤鉄工所の山田太郎社長`` → 会社名 ``加藤鉄工所``, 人名 ``山田太郎``; ``商工会議所の窓口`` → nothing

    Args:
        text: a question or a few sentences; takes about 15 ms for one, and 2 s once to load.
    """
    with _ONE_AT_A_TIME:
        doc = _pipeline()(text)
        words = [Word(t.idx, t.idx + len(t.text), t.text, t.tag_, _vector(t)) for t in doc]
        named = [(e.start, e.end, e.label_) for e in doc.ents if e.label_ in _TAKEN]
    found = [
        *_companies_by_form(words, text),
        *_by_runs(words, named),
        *_workshops(words),
        *_by_label(words, named),
        *people_beside(words, text),
        *companies_beside(words, text),
    ]
    trimmed = (_trimmed(text, part) for entity in found for part in _one_by_one(text, entity))
    return tuple(_without_overlaps(entity for entity in trimmed if _may_be_hidden(text, entity)))


def _one_by_one(text: str, entity: Hidden) -> Iterator[Hidden]:
    """People in a row each for himself: 平野・大西 are two, グエン・ヴァン・アン is one."""
    said = text[entity.start : entity.end]
    if (
        entity.kind != "人名"
        or "・" not in said
        or any(KATAKANA.fullmatch(part) for part in said.split("・"))
    ):
        yield entity
        return
    start = entity.start
    for part in said.split("・"):
        yield Hidden(start, start + len(part), "人名")
        start += len(part) + 1


def _trimmed(text: str, entity: Hidden) -> Hidden:
    """A name without the bullets and bars of a list around it."""
    said = text[entity.start : entity.end]
    start = entity.start + len(said) - len(said.lstrip("・-|/ 　"))
    return Hidden(start, max(start, entity.start + len(said.rstrip("・-|/ 　"))), entity.kind)


def _vector(token: Any) -> np.ndarray | None:
    """A word's vector, or that of its usual spelling: ひまわり has none, 向日葵 has."""
    entry = token if token.has_vector else token.vocab[token.norm_]
    return entry.vector if entry.has_vector else None


def _may_be_hidden(text: str, entity: Hidden) -> bool:
    """Whether it is no public body, no service everybody uses, and no place: 山口さん is none, 山口 may be one."""
    said = text[entity.start : entity.end]
    if not said or (is_common(said) and (said.endswith("屋") or _BULLET.search(text[: entity.start]))):
        return False  # 雑貨屋さん is a trade
    if entity.kind == "人名" and KATAKANA.fullmatch(said) and is_common(said):  # デザイナーさん
        return False
    if entity.kind == "人名" and entity.start and is_common(text[entity.start - 1 : entity.end]):  # 税｜理士
        return False
    titled = TITLE.match(text[entity.end :])
    return (
        not PUBLIC.search(said) and fold(said) not in SERVICES and (titled is not None or not is_place(said))
    )


def _companies_by_form(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """株式会社山田製作所, 松本精密株式会社, (有)清水青果: the legal form with the nouns it stands beside."""
    for form in ENGLISH_FORM.finditer(text):
        yield Hidden(form.start(), form.end(), "会社名")
    for name in LATIN_NAME.finditer(text):
        if any(not word_kinds(part) for part in name.group().split()):
            yield Hidden(name.start(), name.end(), "会社名")
    for form in FORMS.finditer(text):
        after = _run(words, form.end(), forward=True)
        if after and after[0].text not in GENERIC:
            yield Hidden(form.start(), after[-1].end, "会社名")
            continue
        before = _run(words, form.start(), forward=False)
        if before and not after:
            yield Hidden(before[0].start, form.end(), "会社名")
        elif not after and (glued := _up_to_a_break(words, form.end())):
            yield Hidden(form.start(), glued[-1].end, "会社名")


def _up_to_a_break(words: Sequence[Word], position: int) -> list[Word]:
    """The words from a position up to a particle, a space or a stop, for names cut as other words: まるい塗装店."""
    glued: list[Word] = []
    for word in words:
        if word.start >= position:
            if (
                word.start != (glued[-1].end if glued else position)
                or word.is_break
                or word.tag.startswith("助動詞")
            ):
                break
            glued.append(word)
    return glued if sum(len(word.text) for word in glued) > 2 else []


def _run(words: Sequence[Word], position: int, *, forward: bool) -> list[Word]:
    """The nouns that begin, or end, at a position without a gap."""
    beside = [word for word in words if word.start >= position] if forward else []
    if not forward:
        beside = [word for word in reversed(words) if word.end <= position]
    run: list[Word] = []
    for word in beside:
        edge = run[-1] if run else None
        meets = (edge.end if edge else position) if forward else (edge.start if edge else position)
        if (word.start if forward else word.end) != meets or not word.is_noun or TITLE.match(word.text):
            break
        run.append(word)
    return run if forward else run[::-1]


def _by_runs(words: Sequence[Word], named: Sequence[tuple[int, int, str]]) -> Iterator[Hidden]:
    """Names GiNZA sees, and family names with a title, a given name or a line of business after them."""
    labels = {i: label for start, end, label in named for i in range(start, end) if label != "GOE_Other"}
    places = {i for i, label in labels.items() if label in _PLACES}
    recognised = {i for i in labels if i not in places}
    i = 0
    while i < len(words):
        if i not in recognised and not (words[i].is_name and i not in places):
            i += 1
            continue
        end = i + 1
        while end < len(words) and (words[end].is_name or end in recognised):
            end += 1
        stop = _with_business(words, end)
        if entity := _named(words, i, end, stop, {labels[j] for j in range(i, end) if j in recognised}):
            yield entity
        i = max(end, stop)


def _named(words: Sequence[Word], start: int, end: int, stop: int, labels: set[str]) -> Hidden | None:
    """What words[start:end] name, if anything; up to ``stop`` with the line of business after them."""
    name = words[start:end]
    if "".join(word.text for word in name) in NOBODY:
        return None
    if stop > end or BUSINESS.search(name[-1].text):
        whole = words[start : max(end, stop)]
        kind_of_business = is_plain(whole) and not any(word.is_name for word in whole)
        if kind_of_business and not is_far(whole[0], whole[1:]):  # プラスチック工業
            return None
        return Hidden(whole[0].start, whole[-1].end, "会社名")
    proper = any("固有" in word.tag for word in name)
    titled = end < len(words) and TITLE.match(words[end].text) is not None
    if not titled and not (proper and (labels or len(name) > 1)):
        return None
    if titled and not proper and is_common("".join(word.text for word in name)):  # お得意さん
        return None
    if not titled and len(name) == 1 and _goes_on(words, start):  # オスカー認定
        return None
    if len(name) > 1 and TITLE.match(name[-1].text):
        name = name[:-1]
    return Hidden(name[0].start, name[-1].end, "会社名" if labels == {"Company"} else "人名")


def _goes_on(words: Sequence[Word], i: int) -> bool:
    """Whether a katakana word is the first part of a longer one."""
    following = words[i + 1 : i + 2]
    return KATAKANA.fullmatch(words[i].text) is not None and any(
        word.is_noun and word.start == words[i].end for word in following
    )


def _workshops(words: Sequence[Word]) -> Iterator[Hidden]:
    """A line of business no text has but as the end of a name, with the nouns before it: 四月一日製作所."""
    for word in words:
        if WORKSHOP.search(word.text):
            before = _run(words, word.start, forward=False)
            if before and before[-1].text not in ANY_OLD:
                yield Hidden(before[0].start, word.end, "会社名")


def _by_label(words: Sequence[Word], named: Sequence[tuple[int, int, str]]) -> Iterator[Hidden]:
    """What GiNZA takes for a company or a body and can only be a name of its own: ヤマダデンキ."""
    for start, end, label in named:
        run = words[start:end]
        by_place = len(run) > 1 and BUSINESS.search(run[-1].text) and _is_small_place(run[0])
        if label in ("Company", "GOE_Other") and (is_own_name(run) or by_place):
            yield Hidden(words[start].start, words[end - 1].end, "会社名")


def _is_small_place(word: Word) -> bool:
    return "固有名詞" in word.tag and not is_place(word.text)


def _with_business(words: Sequence[Word], end: int) -> int:
    """Where the nouns after a name end if they end in a line of business, else ``end``."""
    stop = end
    for position in range(end, min(end + 4, len(words))):
        word = words[position]
        if not word.is_noun or TITLE.match(word.text) or word.start != words[position - 1].end:
            break
        if BUSINESS.search("".join(part.text for part in words[end - 1 : position + 1])):
            stop = position + 1
    return stop


def _without_overlaps(entities: Iterable[Hidden]) -> list[Hidden]:
    """The longest of those that overlap, in order."""
    kept: list[Hidden] = []
    for entity in sorted(entities, key=lambda e: (e.start - e.end, e.start)):
        if all(entity.end <= other.start or other.end <= entity.start for other in kept):
            kept.append(entity)
    return sorted(kept, key=lambda e: e.start)
