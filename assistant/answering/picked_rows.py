"""The rows of tables that meet what a question asks of rows, before those that do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answering.evidence import Evidence
from assistant.answering.named_rows import is_named
from assistant.answering.question import Question
from assistant.answering.reading import CARRIED_WEIGHT
from assistant.answering.row_conditions import Condition, month_asked, picking
from assistant.answering.row_extremes import Extreme, extreme_in
from assistant.answering.row_parts import own_text, row_parts
from assistant.answering.rows_wanted import kind_asked
from assistant.answering.table_rows import name_of, rows_by_table
from assistant.answering.topic import is_attribute
from assistant.answering.whole_tables import Table, table_of
from assistant.text.figures import figures_in
from assistant.text.normalise import fold, normal_text
from assistant.text.tokens import short_words

if TYPE_CHECKING:
    from assistant.answering.last_answer import LastAnswer

MEETS_BONUS = 0.5
"""Scores by which a row that meets what is asked goes before all that does not: more than what stands near the best."""
_OF_THESE = re.compile(r"そのうち|その中|この中|それらの|そん中")
_OF_OTHERS = re.compile(r"他の|ほかの|別の|もっと|一番|いちばん|以外|他に|ほかに")
"""Asked of other rows than the one just shown: ほかの部屋は？"""
_THE_OTHERS = re.compile(r"(?:じゃあ|で)?、?(?:他の|ほかの|別の)[一-龥ァ-ヶー]{1,6}(?:は|って|だと)?[?。]*$")
"""Asked of all of these: ほかの部屋は？, not もっと安い部屋は？."""
_TOGETHER = re.compile(r"一緒|併用|両方|合わせ|あわせ|比べ")
"""Asked of what was just shown and of another thing: 3割引のと一緒に使える？"""
_THAT = re.compile(
    r"(?:じゃあ|で、)?(?:それ|これ|そちら|そこ|その(?:保証|商品|制度|資金|ローン|相談|セミナー|講座|機械|試験))"
)


def rows_asked_for(
    asked: Question,
    evidence: Sequence[Evidence],
    today: date,
    before: LastAnswer | None = None,
    cut: Collection[Table] = (),
) -> list[Evidence]:
    """The evidence, of the table that some rows of meet what the question asks of rows these marked as picked, and the others as
    borrowed.

    ``土曜にやってる相談は`` of six rows → those with 毎週土曜 and 毎月第3土曜 first, the others answering nothing

    Args:
        asked: the question, understood.
        evidence: sentences and rows found for it.
        today: the day of asking, of which 今月 is.
        before: the last answer, of whose rows そのうち asks, and of whose table a turn that names nothing does.
        cut: tables of which not all rows are there: nobody knows which has the most.
    """
    plain = normal_text(asked.text)
    conditions, extreme = picking(plain, today), extreme_in(plain, normal_text(asked.earlier))
    is_case = not extreme and all(one.is_case for one in conditions)
    if is_case and not asked.heads:  # うち3人だけど使える？
        return list(evidence)
    if not (conditions or extreme) or asked.form == "comparison":
        return list(evidence)
    if _goes_on(asked, plain) and not month_asked(plain):  # 無料のやつは？ after 12月のセミナー何がある？
        conditions += month_asked(normal_text(asked.earlier))
    said = [fold(one.said) for one in conditions] + ([fold(extreme.said)] if extreme else [])
    tables = [
        rows
        for rows in rows_by_table(one for one in evidence if len(one.spans) > 1).values()
        if not (extreme and table_of(rows[0].passage) in cut)
        and not (asked.subjects and not any(one.names_found for one in rows))
        and not any(is_named(asked, one, beside=said) or _is_called(one, plain) for one in rows)
    ]
    for is_meant in _tables_meant(asked, conditions, before)[: 1 if is_case else None]:
        for rows in filter(is_meant, tables):
            meeting = _rows_meant(asked, rows, conditions, extreme, before)
            if meeting and (len(meeting) < len(rows) or len(rows) == 1):
                picked, left = set(map(id, meeting)), {id(one) for one in rows if one not in meeting}
                marked = (_marked(one, id(one) in picked, id(one) in left) for one in evidence)
                return sorted(marked, key=lambda one: -one.score)
    return list(evidence)


def _rows_meant(
    asked: Question,
    rows: Sequence[Evidence],
    conditions: Sequence[Condition],
    extreme: Extreme | None,
    before: LastAnswer | None,
) -> list[Evidence]:
    """The rows of a table that meet all that is asked of rows, of those just shown where these are asked of."""
    plain = normal_text(asked.text)
    lines = [fold(line) for line in before.lines] if before else []
    shown = [one for one in rows if _is_told(one, lines)]
    is_of_these = _OF_THESE.search(plain) or (
        extreme and len(shown) > 1 and not own_nouns(asked) - _words(rows)
    )
    meeting = (_meeting(shown, conditions) if is_of_these else []) or _meeting(rows, conditions)
    meeting = _of_words(_telling(asked, plain, rows), meeting)
    if any(one.is_of_now for one in conditions):
        meeting = _saying_all_else(asked, plain, conditions, meeting)
    return _most(extreme, meeting) if extreme else meeting


def _goes_on(asked: Question, plain: str) -> bool:
    """Whether a turn names no kind of thing but one the question before did, too."""
    kind = kind_asked(plain)
    return bool(asked.earlier) and (not kind or kind in normal_text(asked.earlier))


def _is_called(row: Evidence, plain: str) -> bool:
    """Whether a question begins with what a row is called, or says it of something: 法務は無料で受けられる？; not 土曜の法務の相談は."""
    parts = row_parts(row.spans)
    name = fold(parts.value(parts.called_at))
    return len(name) > 1 and bool(re.match(rf"{re.escape(name)}(?:は|って|なら|だと|の予約|を)", plain))


def _tables_meant(
    asked: Question, conditions: Sequence[Condition], before: LastAnswer | None
) -> list[Callable[[Sequence[Evidence]], bool]]:
    """Which tables a question may be about, the likeliest first: those that say its own nouns, that of the last answer, those that say
    the nouns of the questions before, those with a column it names, those of which a row that meets what is asked says its nouns."""
    own, carried = (_words_beside(asked, conditions, carried=carried) for carried in (False, True))
    phrases = [short_words(name) for name in asked.names]
    whole = [words for words in phrases if words and words <= own]
    parts = frozenset[str]().union(*whole)
    shown = {one.passage_id for one in before.passages} if before else set[str]()
    columns = [one.column for one in conditions if one.column]

    def says_own(rows: Sequence[Evidence]) -> bool:
        around = _around(rows)
        # 会議室 is not said where 会議所 is
        alone = (word for word in own - parts if len(word) > 1)
        return any(words <= around for words in whole if any(len(word) > 1 for word in words)) or any(
            word in around for word in alone
        )

    return [
        says_own,
        lambda rows: any(one.passage.passage_id in shown for one in rows),
        lambda rows: bool(carried & _around(rows)),
        lambda rows: any(column in fold(_heads(rows)) for column in columns),
        lambda rows: any(own & short_words(one.spans[0].text) for one in _meeting(rows, conditions)),
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
    if _OF_OTHERS.search(normal_text(asked.text)):
        return _other_rows(asked, evidence, before)
    named = frozenset(word for name in asked.names if not is_attribute(name) for word in short_words(name))
    own = _words_beside(asked, ()) & named
    lines, others = [fold(line) for line in before.lines], set[int]()
    for rows in rows_by_table(one for one in evidence if len(one.spans) > 1).values():
        if any(one.is_picked or is_named(asked, one) for one in rows):
            continue
        shown = [one for one in rows if _is_told(one, lines)]
        if any(one.answers for one in rows) and not any(one.answers for one in shown):
            continue  # 金利は？ after the row of 限度額
        apart = own - short_words(_heads(rows))
        meant = [one for one in rows if apart & short_words(one.spans[0].text)] or shown
        if apart and meant is shown:
            continue  # もっと小さい部屋は？ asks for no row just shown
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


def _other_rows(asked: Question, evidence: Sequence[Evidence], before: LastAnswer) -> list[Evidence]:
    """The evidence, of a table of which the last answer showed some rows the others marked as picked where these are asked for: ほかの部屋は？"""
    lines = [fold(line) for line in before.lines]
    if not _THE_OTHERS.match(normal_text(asked.text)) or any(one.is_picked for one in evidence):
        return list(evidence)
    for rows in rows_by_table(one for one in evidence if len(one.spans) > 1).values():
        shown = {id(one) for one in rows if _is_told(one, lines)}
        if shown and len(shown) < len(rows):
            others = {id(one) for one in rows} - shown
            marked = (_marked(one, id(one) in others, id(one) in shown) for one in evidence)
            return sorted(marked, key=lambda one: -one.score)
    return list(evidence)


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
    called = [one for one in rows if any(column in fold(name_of(one)) for column in columns)]
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
    """Of several rows those that say most of some nouns: 鯨崎 of two in 1月; all of them where none says any."""
    said = [len(words & short_words(own_text(one.spans))) for one in rows]
    return [one for one, times in zip(rows, said, strict=True) if times == max(said)]


def _saying_all_else(
    asked: Question, plain: str, conditions: Sequence[Condition], rows: Sequence[Evidence]
) -> list[Evidence]:
    """The rows that say, with what stands above them, all nouns of a question beside its conditions; none where it names a figure, too:
    11月10日に空いてる部屋は？"""
    for one in conditions:
        plain = plain.replace(one.said, " ", 1)
    if figures_in(plain) or not rows:
        return []
    words = {word for word in _words_beside(asked, conditions) if len(word) > 1}
    names = [fold(name) for name in asked.names if fold(name) in fold(plain)]
    first = rows[0]
    above = "\n".join([first.document.title, *first.passage.section])
    texts = [f"{above}\n{own_text(one.spans)}" for one in rows]
    return [
        one
        for one, text in zip(rows, texts, strict=True)
        if words <= short_words(text) and all(name in fold(text) for name in names)
    ]


def _telling(asked: Question, plain: str, rows: Sequence[Evidence]) -> frozenset[str]:
    """The question's own nouns by which rows of a table are told apart: not what the table is of, nor the kind asked for (講座 among 講座
    and セミナー)."""
    above = "\n".join([rows[0].document.title, *rows[0].passage.section, _heads(rows), kind_asked(plain)])
    words = _words_beside(asked, picking(plain)) - short_words(above)
    return frozenset(word for word in words if len(word) > 1)


def own_nouns(asked: Question) -> frozenset[str]:
    """The nouns a turn says itself, without those carried from the questions before."""
    return frozenset(term.word for term in asked.terms if term.is_noun and term.weight > CARRIED_WEIGHT)


def _words_beside(asked: Question, conditions: Sequence[Condition], carried: bool = False) -> frozenset[str]:
    """The question's own nouns that no condition is made of, or those carried, too: セミナー of 2月の土曜のセミナー."""
    used = short_words("\n".join(one.said for one in conditions)) | {"うち", "中"}
    nouns = frozenset(term.word for term in asked.terms if term.is_noun) if carried else own_nouns(asked)
    return nouns - used


def _words(rows: Sequence[Evidence]) -> frozenset[str]:
    """The words of a table's heads."""
    return short_words(_heads(rows))


def _around(rows: Sequence[Evidence]) -> frozenset[str]:
    """The words of a table: of its document's title, the headings above it, its heads and what its rows are called."""
    first = rows[0]
    called = [name_of(one) for one in rows]
    return short_words("\n".join([first.document.title, *first.passage.section, _heads(rows), *called]))


def _heads(rows: Sequence[Evidence]) -> str:
    return "\n".join(span.text for span in rows[0].spans[1:2])
