"""The list a question asks for, whole: by its heading, or by the sentence that fits best being an item of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.answering.spans import Span
from assistant.index.opened import OpenIndex
from assistant.text.lines import filled_lines
from assistant.text.normalise import fold, normal_text

MAX_LIST_ITEMS = 14
NEAR_TOP = 0.4
"""Scores below the best one that are still about as good."""
_BEFORE_HEADING = re.compile(r"^(?:[^a-zぁ-んァ-ヶ一-龥]+|第[0-9一二三四五六七八九十]+[条章節])")
"""The mark or number of a heading: ■ 持ち物, 6．提出書類, 第3条 会費."""
_ITEM = re.compile(r"[ 　]*(?P<number>[(（]?[0-9０-９]{1,2}(?P<mark>[)）]))[ 　]*")
"""The number of an item: (4) 会報を月2回出す."""

_PAPERS = re.compile(
    r"(?:申請|申込|応募|加入|契約)?(?:に|の)?(?:提出|必要|添付|申請|申込|応募)(?:な|する|時の)?(?:書類|もの|物)(?:等|一覧)?|持ち物|ご?用意(?:いただく)?(?:書類|もの)|提出物"
)
"""What stands over the papers to be brought or handed in."""
_ASKS_PAPERS = re.compile(
    r"書類|提出物|持ち物|(?:何|なに)(?:を|が|か)?(?:出す|出せ|提出|持っ|用意|要る|いる|必要)|(?:要る|いる|必要な)(?:もの|物|やつ)(?:は|って|を|、|[?。]|$)"
)


def list_items(question: Question, ranked: Sequence[Evidence], index: OpenIndex) -> list[Evidence]:
    """The list a question asks for, whole: the one the best sentence belongs to, or the one whose
    heading is what is asked. Empty when there is none."""
    if question.form not in ("list", "other"):
        return []
    sections = dict.fromkeys((e.passage.doc_id, e.passage.page_index, e.passage.section) for e in ranked)
    for number, key in enumerate(sections):
        together = [e for e in ranked if (e.passage.doc_id, e.passage.page_index, e.passage.section) == key]
        hinted = _is_hinted(question, key[2])
        markers = Counter(filter(None, (_marker(e, index, inline=hinted) for e in together)))
        if not markers and is_called(question, key[2]) and _is_near(together, ranked):
            return together[:MAX_LIST_ITEMS]
        if not markers:
            continue
        marker, size = markers.most_common(1)[0]
        items = [e for e in together if _marker(e, index, inline=hinted) == marker]
        asked = _is_asked_for(question, key[2])
        holds_best = number == 0 and ranked[0] in items
        if hinted or (asked and size >= 2) or (holds_best and size >= 3):
            return (_whole(items, marker, index, ranked[0].score) if hinted else items)[:MAX_LIST_ITEMS]
    return []


def _is_near(together: Sequence[Evidence], ranked: Sequence[Evidence]) -> bool:
    """Whether some of the sentences fit about as well as the best: 夜間の窓口はやるの？ is not of all that stands under 窓口."""
    return max(one.score for one in together) >= ranked[0].score - NEAR_TOP


def _whole(items: Sequence[Evidence], marker: str, index: OpenIndex, score: float) -> list[Evidence]:
    """The items, and those of their list that fit the question too little to be among what was found fitting; as the heading says that
    all are asked for, all fit as well as the best."""
    passage = items[0].passage
    in_items = bool(_ITEM.match(items[0].text))
    known = [one.spans[0].start for one in items]
    found = list(items)
    for start, end in filled_lines(passage.text):
        said = _ITEM.match(passage.text[start:end])
        if not said or said["mark"] != marker or any(start <= at - passage.start < end for at in known):
            continue
        at = start + (said.start("number") if in_items else said.end())
        text = passage.text[at:end].rstrip()
        span = Span(
            passage.doc_id, passage.page_index, passage.start + at, passage.start + at + len(text), text
        )
        found.append(replace(items[0], spans=(span,), repeats=()))
    return sorted((replace(one, score=score) for one in found), key=lambda one: one.spans[0].start)


def _marker(evidence: Evidence, index: OpenIndex, inline: bool) -> str | None:
    """The list marker before an item, with ``inline`` also one it begins with; a line without one may be a scrap of a drawing.

    (Every 「(1) …」 counted so tells lists of conditions first where one of them was asked for: first sentences of agencies' documents with a
    fact 0.505 → 0.494, n = 192.)
    """
    span = evidence.spans[0]
    page_text = index.page_text(span.doc_id, span.page_index)
    before = page_text[page_text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    if before and not before[-1].isalnum() and before[-1] not in "。、":
        return before[-1]
    if inline and (said := _ITEM.match(span.text)):
        return said["mark"]
    return "①" if "①" <= span.text[0] <= "⑳" else None


def _heading(section: tuple[str, ...]) -> str:
    """The innermost heading without its mark or number, folded."""
    return _BEFORE_HEADING.sub("", fold(section[-1])).strip("】)>◆") if section else ""


def is_called(question: Question, section: tuple[str, ...]) -> bool:
    """Whether the innermost heading is the very word of the question: ■ 持ち物 for 持ち物は何."""
    heading = _heading(section)
    return len(heading) >= 2 and any(heading == fold(name) for name in question.names)


def _is_asked_for(question: Question, section: tuple[str, ...]) -> bool:
    """Whether the innermost heading names what the question asks: 【幹事】 for 幹事機関はどこ."""
    heading = _heading(section)
    return len(heading) >= 2 and any(
        heading in fold(name) or fold(name) in heading for name in question.names
    )


def _is_hinted(question: Question, section: tuple[str, ...]) -> bool:
    """Whether the innermost heading says what is asked for in other words: 決定事項 for 何が決まった, 提出書類 for 出す書類ぜんぶ."""
    heading = _heading(section)
    if _PAPERS.fullmatch(heading) and _ASKS_PAPERS.search(normal_text(question.text)):
        return True
    return len(heading) >= 2 and any(hint.asked.search(heading) for hint in question.hints)
