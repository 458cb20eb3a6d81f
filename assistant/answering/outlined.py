"""The headings under one heading, where they are the list a question asks for: 取組 i, ii, iii under 水素社会実現に向けた取組.

What a document lists as headings, each with its own text, stands in as many passages as there are items. None of them holds
the list, and no sentence of them says what it is a list of: that says the heading above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from assistant.answering.evidence import Evidence, heading_span
from assistant.answering.fit import coverage_of_headings, weigh
from assistant.answering.question import Question
from assistant.documents.headings import heading_level
from assistant.index.opened import OpenIndex
from assistant.text.everyday import EverydayWords
from assistant.types import Hit, Passage

FEWEST = 2
"""Headings that are a list."""
MOST = 14
FARTHEST = 60
"""Passages on each side of one found in which headings beside its own are looked for."""
LEAST_OF_BEST = 0.5
"""Share of what the best sentence covers of the question that the headings, with those above them, must cover."""
_ASKS_FOR_ITEMS = re.compile(
    r"柱|本立て|何本|何と何|項目|メニュー|ポイント|取組|取り組み|方針|施策|内訳|[0-9一二三四五六七八九]つ(?:何|なに|なん|って|は|の|を|、)|"
    r"(?:ぜんぶ|全部|すべて|全て|一覧|それぞれ)"
)


def _asks_for_items(asked: Question) -> bool:
    """Whether a question is answered with a list: 柱をぜんぶあげて, 取組を教えて, 3つ何でした."""
    return asked.form == "list" or (asked.form == "other" and bool(_ASKS_FOR_ITEMS.search(asked.text)))


def headings_asked_for(
    asked: Question,
    chosen: Sequence[Evidence],
    hits: Sequence[Hit],
    index: OpenIndex,
    everyday: EverydayWords,
) -> tuple[Evidence, ...]:
    """The headings under the one heading that fits the question best; none where no list is asked for or none fits.

    Args:
        asked: the question.
        chosen: the sentences that answer.
        hits: the passages found, best first.
        index: an open index.
        everyday: the official words for everyday ones.
    """
    if not chosen or chosen[0].is_picked or not _asks_for_items(asked):
        return ()
    terms = weigh(asked, index, everyday)
    best: tuple[float, list[Passage]] = (LEAST_OF_BEST * max(one.coverage for one in chosen), [])
    for above, below in _lists(hits, index):
        title = index.titles[below[0].doc_id]
        said = coverage_of_headings(terms, [title, *above], [one.section[len(above)] for one in below])
        if said > best[0]:
            best = (said, below)
    return tuple(
        replace(
            chosen[0], spans=spans[0], passage=passage, document=index.documents[passage.doc_id], repeats=()
        )
        for passage in best[1][:MOST]
        if (spans := heading_span(passage, index.page_text(passage.doc_id, passage.page_index)))
    )


def with_listed(chosen: Sequence[Evidence], listed: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The sentences that answer and behind them the headings listed, each once."""
    shown = {span.text.lstrip("# ") for one in chosen for span in one.spans}
    return (*chosen, *(one for one in listed if one.spans[0].text not in shown))


def _lists(hits: Sequence[Hit], index: OpenIndex) -> Iterator[tuple[tuple[str, ...], list[Passage]]]:
    """Each heading above a passage found, with the first passages under the headings of one kind below it."""
    seen = set()
    for hit in hits:
        for depth in range(1, len(hit.passage.section) + 1):
            above = hit.passage.section[:depth]
            if (hit.passage.doc_id, above) in seen:
                continue
            seen.add((hit.passage.doc_id, above))
            below = _first_below(hit.passage, above, index)
            levels = Counter(heading_level(name) for name in below)
            level, count = max(levels.items(), key=itemgetter(1), default=(None, 0))
            items = [one for name, one in below.items() if heading_level(name) == level]
            if count >= FEWEST and all(len(one.section) == depth + 1 for one in items):
                yield above, items


def _first_below(passage: Passage, above: tuple[str, ...], index: OpenIndex) -> dict[str, Passage]:
    """The headings right below one, in the order of the text, each with its first passage."""
    ids, row, depth = index.lexical.passage_ids, index.rows[passage.passage_id], len(above)

    def is_under(one: Passage) -> bool:
        return one.doc_id == passage.doc_id and one.section[:depth] == above

    first = row
    while first > 0 and row - first < FARTHEST and is_under(index.passages[ids[first - 1]]):
        first -= 1
    below: dict[str, Passage] = {}
    for place in range(first, min(len(ids), row + FARTHEST)):
        one = index.passages[ids[place]]
        if not is_under(one):
            break
        if len(one.section) > depth and " ／ " not in one.section[depth]:
            below.setdefault(one.section[depth], one)
    return below
