"""Choose the sentences that answer, and their order. Every word is the documents' own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.listed import MAX_LIST_ITEMS, NEAR_TOP, is_called, list_items
from assistant.answering.lists import announces
from assistant.answering.named_rows import rows_meant, without_level_rows
from assistant.answering.notes import with_notes
from assistant.answering.question import Question
from assistant.answering.reading_order import best_first, each_once, in_text_order
from assistant.answering.spans import Span, is_sentence
from assistant.documents.headings import heading_level, is_bullet
from assistant.documents.marks import mark_of
from assistant.index.opened import OpenIndex
from assistant.text.figures import figures_in
from assistant.text.lines import filled_lines
from assistant.text.normalise import fold, normal_text
from assistant.text.sentences import sentence_spans
from assistant.text.tokens import bigrams
from assistant.text.values import holds_value

MAX_STATEMENTS = 7
BESIDE_LIST = 3
"""Best sentences shown with a list. The list alone may be another than the one asked for: with them 0.812 of development was
whole instead of 0.806 (n = 521), 0.662 of the conversations instead of 0.647, none lost; with seven for 20 characters more the same."""
MAX_PER_SIDE, MAX_SIDES = 2, 3
LEVEL = 0.1
"""Scores this close say nothing of which sentence is the better one."""
SCRAP = 12
"""A shorter line that is no sentence and holds no value asked for is a label of a drawing, not an answer."""
SAME_WORDS = 0.75
"""Share of a sentence's bigrams that stand in another one; above it the two say the same."""
ANNOUNCED_WITHIN = 1_500
"""Characters after an announcement in which its items are looked for."""
_MAY_STAND_APART = re.compile(
    r"(?<![0-9０-９年月日人名円社件台%％割])以下の|次の(?:とおり|通り|ような|書類|各号|[0-9一二三四五六七八九]+つ)|次に掲げる|下記の|以下のとおり"
)
"""Announces a list though other lines stand between; 次の支援機関の指導を受ける announces one only right above it."""
_EXCEPTION = re.compile(r"ただし|なお|場合|方[はに]|者[はに]|とき|引き?上げ|加算|増額|限り")
_HEADS = frozenset("■□◆◇▼▽◎★") | {"part", "note"}
"""Marks of what begins anew, and is no item."""
_LIMITS = re.compile(r"\s*(?:ただし|但し)")
_DEFINES = re.compile(r"(?:とは[、，]?|は[、，]|」、通称|を「.*」と呼|の略語|と呼称|として位置)")
_ANAPHORA = re.compile(
    r"^(?:これ|それ|この(?!ような時代|「)|その|こう|そう|ここ|また、これ|本取組|本 ?wg|具体的には|例えば|たとえば|加えて、これ|そのため|このため|そこで|したがって|従って|これに対し|一方で?、)",
    re.IGNORECASE,
)


def choose(question: Question, decision: Decision, index: OpenIndex) -> list[Evidence]:
    """The sentences to show, in the order to show them."""
    ranked = _distinct(decision.evidence)
    if question.form == "definition":
        ranked = [replace(e, score=e.score + _definition_bonus(question, e)) for e in ranked]
        ranked.sort(key=lambda e: -e.score)
    if not ranked or decision.outcome in ("refuse", "clarify"):
        blocks = [best_first(ranked[:3])]
    elif picked := [one for one in ranked if one.is_picked]:
        blocks = [in_text_order(picked)[:MAX_LIST_ITEMS]]
    elif sides := _sides(question, ranked):
        blocks = [_completed(question, _of_side(question, side, index), index) for side in sides]
    elif items := list_items(question, ranked, index):
        beside = (
            [] if is_called(question, items[0].passage.section) else _best_of(question, ranked, BESIDE_LIST)
        )
        others = _completed(question, [e for e in beside if e not in items], index)
        is_best = items[0].score >= ranked[0].score or ranked[0] in items
        blocks = [in_text_order(items), others] if is_best else [others, in_text_order(items)]
    else:
        blocks = [_completed(question, _best_of(question, ranked, MAX_STATEMENTS), index)]
    ordered = each_once(blocks)
    return [_with_antecedent(e, ordered[i - 1] if i else None, index) for i, e in enumerate(ordered)]


def _completed(question: Question, chosen: list[Evidence], index: OpenIndex) -> list[Evidence]:
    """Chosen sentences, best first, with what qualifies their values and the items they announce."""
    provisos = {e.spans[0]: _qualified_by(question, e, chosen) for e in chosen}
    with_theirs = {one.spans[0].place for ones in provisos.values() for one in ones}
    alone = [e for e in chosen if e.spans[0].place not in with_theirs]
    chosen = [one for e in alone for one in (e, *provisos[e.spans[0]])]
    if question.form == "value":
        chosen = with_notes(question, chosen, index.page_text)
    return best_first(_with_announced_items(chosen, index))


def _of_side(question: Question, side: Sequence[Evidence], index: OpenIndex) -> list[Evidence]:
    """What one of several things or documents says: its best sentences, or the list they are of."""
    items = list_items(question, side, index)
    if not items:
        return _best_of(question, side, MAX_PER_SIDE)
    return items if side[0] in items else [side[0], *items]


def _best_of(question: Question, ranked: Sequence[Evidence], most: int) -> list[Evidence]:
    """The sentences near the best score; of those, where some meet a hint of the question, these.

    Each hint (何プロジェクト, 何社) and each value asked for is met by its best sentence, even if that is
    not near the top.
    """
    least = ranked[0].score - NEAR_TOP
    ranked = without_level_rows(ranked, least) if question.form == "other" else ranked
    near = [e for e in ranked if e.score >= least]
    near = [e for e in near if not (e.is_row and e.borrowed)] or near  # rows of others than the one named
    near = [e for e in near if not _is_scrap(e)] or near
    near = rows_meant(question, near) if question.form == "value" else near
    chosen = [e for e in near if e.hinted] or near
    if question.hints:  # a sentence level with the best one stays, though it meets no hint
        chosen = [e for e in near if e in chosen or e.score >= ranked[0].score - LEVEL]
    chosen = chosen[:most]
    for i in range(len(question.hints)):
        if not any(i in e.hinted for e in chosen):
            chosen.extend([e for e in ranked if i in e.hinted][:1])
    for i in range(len(question.heads)):
        if not any(i in e.answers for e in chosen):
            chosen.extend([e for e in ranked if i in e.answers][:1])
    return chosen


def _qualified_by(question: Question, evidence: Evidence, chosen: Sequence[Evidence]) -> list[Evidence]:
    """What follows a sentence in its line and limits it (ただし…), or says when its value is another: 補助率は2分の1です。賃上げ計画を出した方は
    3分の2です。"""
    if evidence.is_row or len(evidence.spans) > 1:
        return []
    span, kinds = (
        evidence.spans[0],
        {kind for i in evidence.answers for kind in question.heads[i].kinds if question.form == "value"},
    )
    rest, _, _ = evidence.passage.text[span.end - evidence.passage.start :].partition("\n")
    known = {one.spans[0].start for one in chosen if one.passage.doc_id == evidence.passage.doc_id}
    following = []
    for begin, stop in sentence_spans(rest):
        text, place = rest[begin:stop], span.end + begin
        is_other_value = _EXCEPTION.search(text) and any(holds_value(text, kind) for kind in kinds)
        if not (_LIMITS.match(text) or (is_other_value and place not in known)):
            break
        following.append(
            replace(evidence, spans=(replace(span, start=place, end=span.end + stop, text=text),))
        )
    return following


def _is_scrap(evidence: Evidence) -> bool:
    """Whether it is a short label: ``オスカー認定企業`` beside a sentence on what オスカー認定 is."""
    return len(evidence.text) < SCRAP and not is_sentence(evidence.text) and not evidence.answers


def _sides(question: Question, ranked: Sequence[Evidence]) -> list[list[Evidence]]:
    """Evidence apart for each thing or document that is to be told apart; empty when there is one only."""
    if question.form == "comparison" and len(question.subjects) > 1:
        sides = [[e for e in ranked if subject.said_in(fold(e.text))] for subject in question.subjects]
    elif question.each or len(question.years) > 1:
        documents = dict.fromkeys(e.document.doc_id for e in ranked)
        sides = [[e for e in ranked if e.document.doc_id == doc_id] for doc_id in documents][:MAX_SIDES]
    else:
        return []
    filled = [side for side in sides if side]
    return filled if len(filled) > 1 else []


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Evidence without sentences that say what a better one says in the same words and with the same figures.

    With other figures they contradict each other, or speak of two cases: both are to be seen.
    """
    kept: list[tuple[Evidence, frozenset[str], frozenset[tuple[object, ...]]]] = []
    for candidate in evidence:
        pairs, values = frozenset(bigrams(candidate.text)), _values(candidate.text)
        if not is_sentence(candidate.text) or not any(
            len(pairs & other) > SAME_WORDS * min(len(pairs), len(other)) and values <= theirs
            for _, other, theirs in kept
        ):
            kept.append((candidate, pairs, values))
    return [candidate for candidate, _, _ in kept]


def _values(text: str) -> frozenset[tuple[object, ...]]:
    return frozenset((figure.low, figure.high, figure.unit) for figure in figures_in(normal_text(text)))


def _definition_bonus(question: Question, evidence: Evidence) -> float:
    text = fold(evidence.spans[0].text)
    spellings = [s for subject in question.subjects for s in subject.spellings]
    spellings += [fold(name) for name in question.names]
    starts = [text.find(s) + len(s) for s in spellings if s in text]
    return 0.3 if any(_DEFINES.match(text[at : at + 12].lstrip("」』)）")) for at in starts) else 0.0


def _with_announced_items(chosen: Sequence[Evidence], index: OpenIndex) -> list[Evidence]:
    """Chosen sentences, each that announces a list (以下の, 次の) with the items that follow it."""
    shown = list(chosen)
    for announcing in chosen:
        if not announcing.is_row and announces(announcing.text):
            known = {(span.doc_id, span.page_index, span.end) for e in shown for span in e.spans}
            items = [
                e
                for e in _items_after(announcing, index)
                if (*e.spans[0].place[:2], e.spans[0].end) not in known
            ]
            shown.extend(items[:MAX_LIST_ITEMS])
    return shown


def _items_after(announcing: Evidence, index: OpenIndex) -> list[Evidence]:
    """List items or headings of one numbering that follow a sentence on its page."""
    last = announcing.spans[-1]
    page_text = index.page_text(last.doc_id, last.page_index)
    kind: int | str | None = None
    items: list[Evidence] = []
    begins_at_once = not _MAY_STAND_APART.search(announcing.text)
    for start, end in filled_lines(page_text, last.end):
        if start > last.end + ANNOUNCED_WITHIN:
            break
        text = page_text[start:end].strip()
        if begins_at_once and not items and ((mark := mark_of(text)) is None or mark.kind in _HEADS):
            break
        numbered = heading_level(text)
        level = numbered if numbered is not None else ("item" if is_bullet(text) else None)
        kind = kind or level
        if level is None and kind == "item":
            break  # the list has ended; below numbered headings running text is expected
        if level != kind or level is None:
            if isinstance(level, int) and isinstance(kind, int) and level < kind:
                break
            continue
        start = page_text.index(text, start, end)
        span = Span(last.doc_id, last.page_index, start, start + len(text), text)
        items.append(replace(announcing, spans=(span,)))
    return items


def _with_antecedent(evidence: Evidence, before: Evidence | None, index: OpenIndex) -> Evidence:
    """A sentence that begins with これ or その, with the sentence it points back to before it."""
    span = evidence.spans[0]
    if not _ANAPHORA.match(span.text):
        return evidence
    passage = evidence.passage
    starts = [passage.start + s for s, _ in sentence_spans(passage.text)]
    earlier = [start for start in starts if start < span.start]
    if not earlier or (before and before.spans[0].start == earlier[-1]):
        return evidence
    page_text = index.page_text(span.doc_id, span.page_index)
    if not is_sentence(page_text[earlier[-1] : span.start].rstrip()):
        return evidence
    wider = replace(span, start=earlier[-1], text=page_text[earlier[-1] : span.end])
    return replace(evidence, spans=(wider, *evidence.spans[1:]))
