"""Lines that state nothing where they stand alone: bare headings, and pieces of a cell or a drawing."""

from __future__ import annotations

import re

from assistant.answering.evidence import Evidence
from assistant.answering.spans import is_sentence
from assistant.documents.headings import LABEL_AND_VALUE
from assistant.documents.marks import Mark, mark_of
from assistant.gather import PageText

LONGEST_BARE = 20
"""Letters of a bare heading with a number; longer ones state something: ⑤ 国、県、市町村から同じ経費について補助を受ける事業."""
SHORTEST_TELLING, FEWEST_CELLS = 20, 3
"""Letters, and parts between spaces, from which a line without a mark may be a row or tell something."""
_TELLS = re.compile(r"[0-9０-９：:→＝=は]|対象|でき|不可")


def is_bare_heading(one: Evidence, page_text: PageText) -> bool:
    """Whether a line is a heading of the page by its number: ``７ 申請手続`` above ``(1) 申請方法``, not ``(2) 見積書`` below ``(1) 会社案内``."""
    if _may_answer(one):
        return False
    text, begin, line = _line_of(one, page_text)
    mark, stripped = mark_of(line), line.strip()
    if mark is None or mark.kind == "part":
        return mark is not None and len(stripped) <= 2 * LONGEST_BARE
    if mark.ordinal is None or len(stripped) > LONGEST_BARE:
        return False
    above = text[:begin].rstrip().rpartition("\n")[2]
    below = text[begin + len(line) :].lstrip().partition("\n")[0]
    beside = ((above, mark.ordinal - 1), (below, mark.ordinal + 1))
    return not any(mark_of(other) == Mark(mark.kind, ordinal) for other, ordinal in beside)


def is_scrap(one: Evidence, page_text: PageText) -> bool:
    """Whether a line is a piece of a cell or a label of a drawing: ``に限る``, ``託費``, ``地域``; not ``上限：50万円`` or ``・見積書``."""
    if _may_answer(one):
        return False
    said = one.spans[0].text
    if len(said) >= SHORTEST_TELLING or len(said.split()) >= FEWEST_CELLS or _TELLS.search(said):
        return False
    return mark_of(_line_of(one, page_text)[2]) is None and not LABEL_AND_VALUE.match(said)


def _may_answer(one: Evidence) -> bool:
    return one.is_row or is_sentence(one.text) or bool(one.answers or one.hinted)


def _line_of(one: Evidence, page_text: PageText) -> tuple[str, int, str]:
    """(the page a line stands on, where it begins, the line)"""
    span = one.spans[0]
    text = page_text(span.doc_id, span.page_index)
    begin, stop = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return text, begin, text[begin : stop if stop >= 0 else len(text)]
