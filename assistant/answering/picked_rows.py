"""The rows of tables that meet what a question asks of rows, before those that do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering.evidence import Evidence
from assistant.answering.named_rows import is_named
from assistant.answering.question import Question
from assistant.answering.reading import CARRIED_WEIGHT
from assistant.answering.row_conditions import Condition, Extreme, conditions_in, extreme_in, month_asked
from assistant.answering.row_parts import row_parts
from assistant.answering.table_rows import row_name, rows_by_table
from assistant.text.normalise import fold, normal_text
from assistant.text.tokens import short_words

if TYPE_CHECKING:
    from assistant.answering.last_answer import LastAnswer

MEETS_BONUS = 0.5
"""Scores by which a row that meets what is asked goes before all that does not: more than what stands near the best."""
_OF_THESE = re.compile(r"そのうち|その中|この中|それらの|そん中")


_TOGETHER = re.compile(r"一緒|併用|両方|合わせ|あわせ|比べ")
"""Asked of what was just shown and of another thing: 3割引のと一緒に使える？"""
_THAT = re.compile(
    r"(?:じゃあ|で、)?(?:それ|これ|そちら|そこ|その(?:保証|商品|制度|資金|ローン|相談|セミナー|講座|機械|試験))"
)


def rows_asked_for(
    asked: Question, evidence: Sequence[Evidence], before: LastAnswer | None = None
) -> list[Evidence]:
    """The evidence, of each table that some rows of meet what the question asks of rows these marked as picked, and the others as
    borrowed.

    ``土曜にやってる相談は`` of six rows → those with 毎週土曜 and 毎月第3土曜 first, the others answering nothing

    Args:
        asked: the question, understood.
        evidence: sentences and rows found for it.
        before: the last answer, of whose rows そのうち asks, and of whose table a turn that names nothing does.
    """
    plain = normal_text(asked.text)
    conditions, extreme = conditions_in(plain), extreme_in(plain)
    if not (conditions or extreme) or asked.form == "comparison":
        return list(evidence)
    if asked.earlier and not month_asked(plain):  # 無料のやつは？ after 12月のセミナー何がある？
        conditions += month_asked(normal_text(asked.earlier))
    said = [fold(one.said) for one in conditions]
    for is_meant in _tables_meant(asked, conditions, before):
        picked, left = set[int](), set[int]()
        for rows in rows_by_table(one for one in evidence if len(one.spans) > 1).values():
            if not is_meant(rows) or any(is_named(asked, one, beside=said) for one in rows):
                continue
            if asked.subjects and not any(one.names_found for one in rows):
                continue
            meeting = _of_words(_words_beside(asked, conditions), _meeting(rows, conditions))
            if before and _OF_THESE.search(plain):
                lines = [fold(line) for line in before.lines]
                meeting = [one for one in meeting if _is_told(one, lines)] or meeting
            meeting = _most(extreme, meeting) if extreme else meeting
            if meeting and (len(meeting) < len(rows) or len(rows) == 1):
                picked.update(map(id, meeting))
                left.update(id(one) for one in rows if one not in meeting)
        if picked:
            marked = (_marked(one, id(one) in picked, id(one) in left) for one in evidence)
            return sorted(marked, key=lambda one: -one.score)
    return list(evidence)


def _tables_meant(
    asked: Question, conditions: Sequence[Condition], before: LastAnswer | None
) -> list[Callable[[Sequence[Evidence]], bool]]:
    """Which tables a question may be about, the likeliest first: those that say its own nouns, that of the last answer, those that say
    the nouns of the questions before, those with a column it names."""
    own, carried = (_words_beside(asked, conditions, carried=carried) for carried in (False, True))
    shown = {one.passage_id for one in before.passages} if before else set[str]()
    columns = [one.column for one in conditions if one.column]
    return [
        lambda rows: bool(own & _around(rows)),
        lambda rows: any(one.passage.passage_id in shown for one in rows),
        lambda rows: bool(carried & _around(rows)),
        lambda rows: any(column in fold(_heads(rows)) for column in columns),
    ]


def rows_shown_last(
    asked: Question, evidence: Sequence[Evidence], before: LastAnswer | None
) -> list[Evidence]:
    """The evidence, the rows of a table of which the last answer showed some marked as borrowed but for these, or for those that say a
    noun of the turn.

    ``予約は？`` after the row of 税務相談 → that row again, and not those of the other consultations; ``労務は？`` → that of 労務相談

    Args:
        asked: the turn, understood; one that names nothing of its own.
        evidence: sentences and rows found for it.
        before: the last answer.
    """
    if before is None or before.asked != "ground":
        return list(evidence)
    own = _words_beside(asked, ())
    lines, others = [fold(line) for line in before.lines], set[int]()
    for rows in rows_by_table(one for one in evidence if len(one.spans) > 1).values():
        if any(one.is_picked or is_named(asked, one) for one in rows):
            continue
        shown = [one for one in rows if _is_told(one, lines)]
        if any(one.answers for one in rows) and not any(one.answers for one in shown):
            continue  # 金利は？ after the row of 限度額
        meant = [one for one in rows if own & short_words(one.spans[0].text)] or shown
        meant += shown if _TOGETHER.search(asked.text) else []
        if shown:
            others.update(id(one) for one in rows if one not in meant)
    marked = [_marked(one, False, id(one) in others) for one in evidence]
    if not _THAT.match(normal_text(asked.text)):
        return marked
    lifted = (
        replace(one, score=one.score + MEETS_BONUS) if one.is_row and _is_told(one, lines) else one
        for one in marked
    )
    return sorted(lifted, key=lambda one: -one.score)


def _is_told(row: Evidence, lines: Sequence[str]) -> bool:
    """Whether a line tells all cells of a row."""
    cells = [fold(cell) for cell in row_parts(row.spans).cells if cell]
    return any(all(cell in line for cell in cells) for line in lines)


def _marked(one: Evidence, is_picked: bool, is_left: bool) -> Evidence:
    if is_picked:
        return replace(one, is_picked=True, borrowed=False, score=one.score + MEETS_BONUS)
    return replace(one, answers=frozenset(), hinted=frozenset(), borrowed=True) if is_left else one


def _meeting(rows: Sequence[Evidence], conditions: Sequence[Condition]) -> list[Evidence]:
    """The rows that meet all conditions; where things stand in columns (担保\t不要\t必要), the row that is called so."""
    columns = [one.column for one in conditions if one.column]
    called = [one for one in rows if any(column in fold(row_name(one.spans[0].text)) for column in columns)]
    if called and len(called) < len(rows):
        return called
    parts = [(one, row_parts(one.spans)) for one in rows]
    return [one for one, row in parts if row.heads and all(condition.holds(row) for condition in conditions)]


def _most(extreme: Extreme, rows: Sequence[Evidence]) -> list[Evidence]:
    """The rows with the highest or lowest value of a column, where two or more tell one."""
    values = [extreme.value(row_parts(one.spans)) for one in rows]
    told = [value for value in values if value is not None]
    best = (max if extreme.is_highest else min)(told) if len(told) > 1 else None
    return [one for one, value in zip(rows, values, strict=True) if best is not None and value == best]


def _of_words(words: frozenset[str], rows: Sequence[Evidence]) -> list[Evidence]:
    """Of several rows those that say most of the question's nouns but for what their heads say, too: 鯨崎 of two in 1月."""
    telling = words - short_words(_heads(rows)) if rows else words
    said = [len(telling & short_words(one.spans[0].text)) for one in rows]
    return [one for one, times in zip(rows, said, strict=True) if times == max(said)]


def own_nouns(asked: Question) -> frozenset[str]:
    """The nouns a turn says itself, without those carried from the questions before."""
    return frozenset(term.word for term in asked.terms if term.is_noun and term.weight > CARRIED_WEIGHT)


def _words_beside(asked: Question, conditions: Sequence[Condition], carried: bool = False) -> frozenset[str]:
    """The question's own nouns that no condition is made of, or those carried, too: セミナー of 2月の土曜のセミナー."""
    used = short_words("\n".join(one.said for one in conditions)) | {"うち", "中"}
    nouns = frozenset(term.word for term in asked.terms if term.is_noun) if carried else own_nouns(asked)
    return nouns - used


def _around(rows: Sequence[Evidence]) -> frozenset[str]:
    """The words of a table: of its document's title, the headings above it, its heads and what its rows are called."""
    first = rows[0]
    called = [row_name(one.spans[0].text) for one in rows]
    return short_words("\n".join([first.document.title, *first.passage.section, _heads(rows), *called]))


def _heads(rows: Sequence[Evidence]) -> str:
    return "\n".join(span.text for span in rows[0].spans[1:2])
