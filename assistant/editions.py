"""Documents that are editions of one paper: rules before and after their revision, a price list and the one to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.documents.dated import days_in, holds_from, tells_life
from assistant.index.opened import OpenIndex
from assistant.preferences import Preferences
from assistant.text.edition_words import (
    AFTER,
    BEFORE,
    apart_from_edition,
    edition_number,
    tells_revision,
)
from assistant.text.eras import ERA
from assistant.text.normalise import fold, normal_text
from assistant.text.regions import regions_in
from assistant.text.times import Period, first_day, fiscal_year
from assistant.types import DocumentMeta

SAME_LINES, SAME_BUT_FOR_FIGURES = 0.5, 0.8
"""Shares of the lines of one that stand in the other, as they are and without figures: so much do editions have in common whose
titles do not say that they are some."""
LOOKED_AT, SHORTEST_LINE, MOST_EDITIONS = 5_000, 6, 12
"""Of more documents under one title none is another's edition: 月例報告."""
LONGEST_HEADING = 100
HEAD_LINES, NAMING_LINES = 4, 10
"""Lines at the top that are the same but for figures, and lines that tell whose a paper is, where the title says that it is revised."""
_SERIES = re.compile(
    r"議事|記録|報告|通信|だより|便り|ニュース|会報|速報|調査|統計|実績|結果|セミナー|スクール|塾|教室|講[座習演]|研修|勉強会|相談会|説明会|交流会|商談会"
    r"|かわら版|月報|求人|名簿|広報"
)
"""Papers of which each is of another meeting, month or course, however much of its words is always the same."""
_HOLDS = re.compile(r"規[程則約]|会則|要[綱領項]|料金|価格表|手引|マニュアル")
"""Papers that hold until the next, also those on a series: 研修規程, 調査要領."""
_WHOSE = re.compile(
    r"(?:株式会社|有限会社|合同会社|\([株有]\))[一-鿿々ァ-ヺーA-Za-z]{1,12}"
    r"|[一-鿿々ァ-ヺーA-Za-z]{1,12}(?:支部|本部|部会|地区|地域|会社|\([株有]\)|商店街?|(?<![開閉出入来退売書])店(?!舗|頭|主)|組合|商工会議所|商工会(?!議)"
    r"|協会|法人|製作所|工業所?|工場|営業所|事業所|支[店所社局]|センター|会館|町内会|自治会|[市区町村](?![長内外民政税立道況場営分間]))"
)
"""Whose a paper is: 東支部, 佐藤商店."""
_PART = re.compile(
    r"第[0-9一二三四五六七八九十]{1,3}(?:[期次回部組班]|支部|地区)(?!の?(?:一部)?(?:改正|改定|改訂|変更))|[0-9]{1,3}期"
    r"|[0-9一二三四五六七八九十]{1,3}(?:丁目|号[館棟店室])|(?:前|後|上半?|下半?)期|[春夏秋冬]季|[東西南北]部"
)
"""Which of several papers one is: 第1期, 前期."""
_FIGURES = re.compile(rf"(?:{ERA})?[0-9]+|(?:{ERA})元")
_NEXT = re.compile(
    r"(?P<after>再)?(?:来年|次年|(?<!再)明年|翌年)(?:(?P<fiscal>度)|の?(?P<month>1[0-2]|[1-9])月)?"
)
"""Times to come, which a search takes for now: 来年度の日当は."""


@dataclass(frozen=True, eq=False, slots=True)
class _Paper:
    """What tells of a document whether it is an edition, read once."""

    document: DocumentMeta
    title: str
    words: str
    lines: tuple[str, ...]
    since: str


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

    def edition(self, doc_id: str) -> Edition:
        """The edition that a document is; it must be one of them."""
        return next(edition for edition in self.all if edition.doc_id == doc_id)

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
            together = [_paper(doc_id, index)]
            for one in (_paper(other, index) for other in index.same_titles[doc_id] if other not in found):
                if one not in together and all(_are_editions(one, other) for other in together):
                    together.append(one)
            ordered = _in_order([_edition(one) for one in together])
            if len(ordered) > 1:
                title = together[0].title
                paper = Editions(title, ordered, _meant(ordered, normal_text(question), wanted), wanted.today)
                found |= dict.fromkeys((edition.doc_id for edition in ordered), paper)
    return found


def other_editions(papers: Mapping[str, Editions]) -> frozenset[str]:
    """The documents of which another edition is meant."""
    return frozenset(doc_id for doc_id, paper in papers.items() if doc_id != paper.meant.doc_id)


def _paper(doc_id: str, index: OpenIndex) -> _Paper:
    return _read(index.documents[doc_id], index.page_text(doc_id, 0))


@lru_cache(maxsize=500)
def _read(document: DocumentMeta, text: str) -> _Paper:
    title, words = apart_from_edition(document.title)
    lines = tuple(line for line in text[:LOOKED_AT].split("\n") if line.strip())
    days = days_in(normal_text(words))
    told = [*days, holds_from("\n".join([words, *lines])) or ""]
    # The day a title tells is that of the edition, whenever it was published.
    return _Paper(document, title, words, lines, max(told if days else [*told, document.published or ""]))


@lru_cache(maxsize=2_000)
def _are_editions(one: _Paper, other: _Paper) -> bool:
    """Whether two documents of one title are editions of one paper: a title says so, or they are the same but for figures; not
    where they tell of two bodies, regions or courses: 東支部 and 西支部, 第1期 and 第2期. In doubt they are none."""
    holds = bool(_HOLDS.search(one.title))
    is_revised = any(paper.words and (holds or tells_revision(paper.words)) for paper in (one, other))
    if _SERIES.search(one.title) and not (holds and is_revised):
        return False
    documents = one.document, other.document
    for theirs in ({d.publisher for d in documents}, {d.regions for d in documents}):
        if all(theirs) and len(theirs) > 1:
            return False
    if _name_others(one, other, NAMING_LINES if is_revised else None):
        return False
    return is_revised or _say_the_same(one, other)


def _name_others(one: _Paper, other: _Paper, top: int | None) -> bool:
    """Whether the lines of each in which they differ name somebody, a region or a course that those of the other do not."""
    folded = [list(map(fold, paper.lines[:top])) for paper in (one, other)]
    lines = [[line for line in own if line not in set(others)] for own, others in (folded, folded[::-1])]
    for names in (_bodies, _parts, _regions):
        first, second = (frozenset[str]().union(*map(names, own)) for own in lines)
        if first - second and second - first:
            return True
    return False


def _bodies(line: str) -> Iterable[str]:
    return _WHOSE.findall(line)


def _parts(line: str) -> Iterable[str]:
    return _PART.findall(line)


def _regions(line: str) -> Iterable[str]:
    return (region.name for region in regions_in(line))


def _say_the_same(one: _Paper, other: _Paper) -> bool:
    """Whether two documents differ in figures for the most part, and at the top in nothing else but the days of their life."""
    plain = [
        {fold(line) for line in paper.lines if len(fold(line)) >= SHORTEST_LINE} for paper in (one, other)
    ]
    without = [[_without_figures(line) for line in paper.lines] for paper in (one, other)]
    heads = [
        [_without_figures(line) for line in paper.lines if not tells_life(normal_text(line))][:HEAD_LINES]
        for paper in (one, other)
    ]
    if not (set(heads[0]) <= set(without[1]) and set(heads[1]) <= set(without[0])):
        return False
    long = [{line for line in lines if len(line) >= SHORTEST_LINE} for lines in without]
    return _share(*plain) >= SAME_LINES and _share(*long) >= SAME_BUT_FOR_FIGURES


def _share(first: set[str], second: set[str]) -> float:
    return len(first & second) / max(1, min(len(first), len(second)))


def _without_figures(line: str) -> str:
    """``支部運営規約（改正版） 令和8年`` → ``支部運営規約0年``"""
    plain = apart_from_edition(line)[0] if len(line) <= LONGEST_HEADING else line
    return _FIGURES.sub("0", fold(plain))


def _edition(paper: _Paper) -> Edition:
    return Edition(paper.document.doc_id, paper.since, edition_number(paper.words), paper.words)


def _in_order(found: list[Edition]) -> tuple[Edition, ...]:
    """Editions from the oldest to the newest, by their days where all have one, else by their words; none of which nobody can
    tell whether it is older or newer than another."""
    all_dated = all(edition.since for edition in found)
    ranks = [(_day(e), e.number) if all_dated else (e.number, _day(e)) for e in found]
    apart = [(rank, edition) for rank, edition in zip(ranks, found, strict=True) if ranks.count(rank) == 1]
    return tuple(edition for _, edition in sorted(apart, key=lambda pair: pair[0]))


def _meant(ordered: tuple[Edition, ...], plain: str, wanted: Preferences) -> Edition:
    if AFTER.search(plain):
        return ordered[-1]
    if not wanted.periods and (coming := _to_come(plain, wanted.today)):
        begin, end = coming.days()
        day = next((day for e in ordered if begin <= (day := _day(e)) <= end), begin)
    else:
        begin, end = wanted.periods[0].days() if len(wanted.periods) == 1 else (wanted.today, wanted.today)
        day = min(max(begin, wanted.today), end)
    holding = [at for at, edition in enumerate(ordered) if _has_begun(edition, day)] or [0]
    return ordered[max(0, holding[-1] - 1)] if BEFORE.search(plain) else ordered[holding[-1]]


def _to_come(plain: str, today: date) -> Period | None:
    """The time to come a question names: ``来年度の日当は`` asked on 2026-11-23 → 2027-04 to 2028-03; ``来年4月から`` → 2027-04."""
    found = _NEXT.search(plain)
    if found is None:
        return None
    away = 2 if found["after"] else 1
    if found["fiscal"]:
        year = fiscal_year(today) + away
        return Period(f"{year:04d}-04", f"{year + 1:04d}-03")
    iso = f"{today.year + away:04d}" + (f"-{int(found['month']):02d}" if found["month"] else "")
    return Period(iso, iso)


def _day(edition: Edition) -> date:
    return first_day(edition.since) if edition.since else date.min


def _has_begun(edition: Edition, day: date) -> bool:
    return _day(edition) <= day
