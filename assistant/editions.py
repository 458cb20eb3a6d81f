"""Documents that are editions of one paper: rules before and after their revision, a price list and the one to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.documents.dated import holds_from
from assistant.index.opened import OpenIndex
from assistant.preferences import Preferences
from assistant.text.edition_words import AFTER, BEFORE, apart_from_edition, edition_number
from assistant.text.normalise import fold, normal_text

SAME_LINES = 0.5
"""Share of the lines of one that stand in the other: so much do editions have in common whose titles do not say that they are
some."""
LOOKED_AT, SHORTEST_LINE, MOST_EDITIONS = 5_000, 6, 12
"""Of more documents under one title none is another's edition: 月例報告."""
_SERIES = re.compile(
    r"議事|記録|報告|通信|だより|便り|ニュース|会報|速報|調査|統計|実績|結果|セミナー|スクール|塾|教室|講[座習演]|研修|勉強会|相談会|説明会|交流会|商談会"
)
"""Papers of which each is of another meeting, month or course, however much of its words is always the same."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the editions of a paper."""

    doc_id: str
    since: str
    """The day from which it holds, in ISO form; empty where nobody told."""
    number: int
    """Its place among them by the words of its title."""
    words: str


@dataclass(frozen=True, slots=True)
class Editions:
    """The editions of one paper, oldest first, and which of them a question is about."""

    title: str
    all: tuple[Edition, ...]
    meant: Edition
    today: date

    def is_before(self, one: Edition, other: Edition) -> bool:
        """Whether one is older than another."""
        return self.all.index(one) < self.all.index(other)

    def is_to_come(self, one: Edition) -> bool:
        """Whether it does not hold yet."""
        return not _has_begun(one, self.today)


def editions_of(
    doc_ids: Iterable[str], index: OpenIndex, question: str, wanted: Preferences
) -> Mapping[str, Editions]:
    """The papers that documents are editions of, by the id of each edition; nothing for documents that stand alone.

    Meant is the edition that holds on the day asked about: today's, one of a time the question names, or the one before
    (改正前の上限は) or after a revision.

    Args:
        doc_ids: documents found.
        index: an open index.
        question: the question, as it stands alone.
        wanted: the time it is about.
    """
    found: dict[str, Editions] = {}
    for doc_id in doc_ids:
        if doc_id not in found and 1 < len(index.same_titles.get(doc_id, ())) <= MOST_EDITIONS:
            together = [
                one for one in index.same_titles[doc_id] if one == doc_id or _are_editions(doc_id, one, index)
            ]
            ordered = _in_order([_edition(one, index) for one in together])
            if len(ordered) > 1:
                title = apart_from_edition(index.documents[doc_id].title)[0]
                paper = Editions(title, ordered, _meant(ordered, normal_text(question), wanted), wanted.today)
                found |= dict.fromkeys((edition.doc_id for edition in ordered), paper)
    return found


def other_editions(papers: Mapping[str, Editions]) -> frozenset[str]:
    """The documents of which another edition is meant."""
    return frozenset(doc_id for doc_id, paper in papers.items() if doc_id != paper.meant.doc_id)


def _are_editions(one: str, other: str, index: OpenIndex) -> bool:
    """Whether two documents of one title are editions of one paper: a title says so, or they say the same for the most part."""
    titles = [index.documents[doc_id].title for doc_id in (one, other)]
    if any(apart_from_edition(title)[1] for title in titles):
        return True
    if _SERIES.search(titles[0]):
        return False
    first, second = (_lines(doc_id, index) for doc_id in (one, other))
    return len(first & second) >= SAME_LINES * max(1, min(len(first), len(second)))


def _lines(doc_id: str, index: OpenIndex) -> frozenset[str]:
    lines = map(fold, index.page_text(doc_id, 0)[:LOOKED_AT].split("\n"))
    return frozenset(line for line in lines if len(line) >= SHORTEST_LINE)


def _edition(doc_id: str, index: OpenIndex) -> Edition:
    document = index.documents[doc_id]
    words = apart_from_edition(document.title)[1]
    told = holds_from(f"{words}\n{index.page_text(doc_id, 0)[:LOOKED_AT]}") or ""
    return Edition(doc_id, max(told, document.published or ""), edition_number(words), words)


def _in_order(found: list[Edition]) -> tuple[Edition, ...]:
    """Editions from the oldest to the newest, by their days where all have one, else by their words; none of which nobody can
    tell whether it is older or newer than another."""
    all_dated = all(edition.since for edition in found)
    ranks = [(e.since, e.number) if all_dated else (e.number, e.since) for e in found]
    apart = [(rank, edition) for rank, edition in zip(ranks, found, strict=True) if ranks.count(rank) == 1]
    return tuple(edition for _, edition in sorted(apart, key=lambda pair: pair[0]))


def _meant(ordered: tuple[Edition, ...], plain: str, wanted: Preferences) -> Edition:
    if AFTER.search(plain):
        return ordered[-1]
    begin, end = wanted.periods[0].days() if len(wanted.periods) == 1 else (wanted.today, wanted.today)
    day = min(max(begin, wanted.today), end)
    holding = [at for at, edition in enumerate(ordered) if _has_begun(edition, day)] or [0]
    return ordered[max(0, holding[-1] - 1)] if BEFORE.search(plain) else ordered[holding[-1]]


def _has_begun(edition: Edition, day: date) -> bool:
    return edition.since <= day.isoformat()[: len(edition.since)]
