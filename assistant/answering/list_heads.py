"""The items of a list told after the sentence that heads it.

Alone an item of an exclusion reads as its opposite. The document says what the list is of once, above its first item, where the
question's words seldom lead: so it is looked for above each item that is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.evidence import Evidence
from assistant.answering.fit import plain_heading
from assistant.answering.instructions import content_only
from assistant.answering.lists import (
    announcement_in,
    begins_line,
    denies,
    heads_of,
    is_denying_heading,
    lines_above,
    without_marker,
)
from assistant.answering.spans import Span, is_sentence
from assistant.documents.headings import is_table_row
from assistant.documents.marks import mark_of
from assistant.index.opened import OpenIndex


def with_list_heads(
    shown: Sequence[Evidence],
    index: OpenIndex,
    told: Sequence[Evidence] = (),
    *,
    also_announcing: bool = False,
) -> list[Evidence]:
    """What is shown, the items of a list after the sentence that heads it.

    「(2) 補助金申請書の作成の代行」 → 「次に掲げる業務は派遣の対象としない。」「(2) 補助金申請書の作成の代行」

    A head is said once; where it denies, again before items that something else parts from it.

    Args:
        shown: sentences, items and rows in the order to show them.
        index: an open index.
        told: what is shown above these.
        also_announcing: also heads that only announce (次の書類を添えて), which where a value or a list is asked for would stand
            before what answers.
    """
    by_span = {one.spans[0]: one for one in shown}
    said = {one.spans[0] for one in told}
    before: frozenset[Span] = frozenset()
    headed: list[Evidence] = []
    for one in shown:
        if one.spans[0] in said:  # a head that was told with its first item
            continue
        heads, begins = _list_of(one, index)
        heads = heads if also_announcing or any(denies(head.text) for head in heads) else ()
        missing = [head for head in heads if head not in before and (head not in said or denies(head.text))]
        if begins:
            headed += [by_span.get(head) or _as_statement(head, one) for head in missing]
        headed.append(one)
        said |= {*(missing if begins else ()), one.spans[0]}
        before = frozenset((*heads, *one.spans))
    return headed


def _as_statement(head: Span, item: Evidence) -> Evidence:
    return replace(item, spans=(head,), answers=frozenset(), hinted=frozenset(), repeats=())


def _list_of(evidence: Evidence, index: OpenIndex) -> tuple[tuple[Span, ...], bool]:
    """(what heads the list that a line is an item of, outermost first; whether the evidence begins that item)"""
    if evidence.is_row:
        heads, begins = _heads_of_row(evidence, index), True
    else:
        heads = heads_of(evidence.spans[0], index) or _heading_above(evidence, index)
        begins = begins_line(evidence.spans[0], index)
    told = [_as_statement(head, evidence) for head in heads]
    return (heads if len(content_only(told)) == len(told) else ()), begins


def _heads_of_row(row: Evidence, index: OpenIndex) -> tuple[Span, ...]:
    """What stands above a row's table, where it denies what the table lists."""
    for line in lines_above(min(row.spans, key=lambda span: span.place), index):
        if not is_table_row(line.text):
            head = announcement_in(line) or (line if is_denying_heading(line.text) else None)
            return (head,) if head and denies(head.text) else ()
    return ()


def _heading_above(evidence: Evidence, index: OpenIndex) -> tuple[Span, ...]:
    """What denies above bare lines: the heading they stand under (【対象外】 above 消費税 and 振込手数料), or right above one a line
    that blank lines part from the text before it, as no piece of a cell is (対象にならない above チェーン店の直営)."""
    item, section = evidence.spans[0], evidence.passage.section
    if is_sentence(item.text):
        return ()
    denying = section[-1] if section and is_denying_heading(section[-1]) else ""
    for number, line in enumerate(lines_above(item, index)):
        stands_apart = number == 0 and is_denying_heading(line.text) and _follows_blank(line, index)
        if stands_apart or (denying and plain_heading(line.text) == plain_heading(denying)):
            return (without_marker(line),)
        if not denying or line.page_index != item.page_index or is_sentence(line.text) or mark_of(line.text):
            return ()
    return ()


def _follows_blank(line: Span, index: OpenIndex) -> bool:
    before = index.page_text(line.doc_id, line.page_index)[: line.start]
    return before.rstrip(" \t　").endswith("\n\n")
