"""The list a question asks for, whole: by its heading, or by the sentence that fits best being an item of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.asked import DECISIONS
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.answering.spans import Span
from assistant.index.opened import OpenIndex
from assistant.text.lines import filled_lines
from assistant.text.normalise import fold, normal_text

MAX_LIST_ITEMS = 14
"""Items of a list, or rows, that one answer tells."""
NEAR_TOP = 0.4
"""Scores below the best one that are still about as good."""
_BEFORE_HEADING = re.compile(r"^(?:[^a-zぁ-んァ-ヶ一-龥]+|第[0-9一二三四五六七八九十]+(?:[条章節]|[ 　]))")
"""The mark or number of a heading: ■ 持ち物, 6．提出書類, 第3条 会費."""
_ITEM = re.compile(r"[ 　]*(?P<number>[(（]?[0-9０-９]{1,2}(?P<mark>[)）]))[ 　]*")
"""The number of an item: (4) 会報を月2回出す."""

_PAPERS = re.compile(
    r"(?:申請|申込|応募|加入|契約)?(?:に|の)?(?:提出|必要|添付|申請|申込|応募)(?:な|する|時の)?(?:書類|もの|物)(?:等|一覧)?|提出物"
)
_TO_BRING = re.compile(r"(?:当日の?)?持ち?物|ご?用意(?:いただく)?(?:書類|もの)")
_DECIDED = re.compile(r"(?:主な)?(?:決定|議決|決議)(?:事項|したこと)?|決まったこと|協議結果")
"""What stands over the papers to be handed in, over what is to be brought, and over what was decided; below, over steps and what is left out."""
_WANTED = r"(?:は|って|を|、|[?。]|$|何|なに|どれ|どんな|ぜんぶ|全部|すべて|一式|一覧|教)"
_ASKS_PAPERS = re.compile(
    rf"(?:出す|提出する|必要な?|要る|いる|用意する|揃える|そろえる|添付する|提出|申請|応募|添付|申込)書類{_WANTED}(?!.{{0,6}}(?:どこ|いつ|何部|郵送|メール|押印|持参))"
    r"|書類(?:は|って)?(?:何|なに|どれ|どんな|ぜんぶ|全部|一式|一覧)(?![部通])|(?:何|なに)(?:を|が|か)?(?:出す|出せ|提出|要る|いる|必要)"
)
_ASKS_TO_BRING = re.compile(r"持ち?物|(?:何|なに)(?:を|か)?(?:持って|持参)")
_STEPS = re.compile(r".{0,12}(?:流れ|手順|手続き?|フロー|段取り|進め方)(?:について)?")
_ASKS_STEPS = re.compile(r"段取り|手順|流れ|順番(?:に|を)|(?:どう|何を?)すれば")
_EXCLUDED = re.compile(
    r".{0,8}対象(?:と(?:は)?|に)?(?:なら|しな)い(?:経費|費用|もの|事業|方|者)?(?:の例)?|.{0,6}対象外(?:と(?:なる|する))?(?:の)?(?:経費|費用|もの|方|者)?(?:の例)?"
)
_ASKS_EXCLUDED = re.compile(
    r"対象(?:に|と)(?:は)?(?:なら|せん|しな)[^、。?]{0,3}(?:費用|経費|もの|やつ|の)(?:って|は|を)?(?:何|なに|どれ|どんな|[?。]|$|教|全部|ぜんぶ)|対象外(?:の|な)?(?:費用|経費|もの|やつ)?(?:って|は|を)?(?:何|なに|どれ|どんな|[?。]|$|教|全部|ぜんぶ)"
)
_IN_OTHER_WORDS = (
    (_ASKS_PAPERS, _PAPERS),
    (_ASKS_TO_BRING, _TO_BRING),
    (DECISIONS, _DECIDED),
    (_ASKS_STEPS, _STEPS),
    (_ASKS_EXCLUDED, _EXCLUDED),
)


def list_items(question: Question, ranked: Sequence[Evidence], index: OpenIndex) -> list[Evidence]:
    """The list a question asks for, whole: the one the best sentence belongs to, or the one whose
    heading is what is asked. Empty when there is none."""
    if question.form not in ("list", "other"):
        return []
    sections = dict.fromkeys((e.passage.doc_id, e.passage.page_index, e.passage.section) for e in ranked)
    for number, key in enumerate(sections):
        together = [e for e in ranked if (e.passage.doc_id, e.passage.page_index, e.passage.section) == key]
        hinted = key[0] == ranked[0].passage.doc_id and _is_asked_in_other_words(question, key[2])
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


def _is_asked_in_other_words(question: Question, section: tuple[str, ...]) -> bool:
    """Whether the innermost heading says what is asked for in other words: 決定事項 for 何が決まった, 提出書類 for 出す書類ぜんぶ; not for 書類は
    郵送でいい？."""
    heading, plain = _heading(section), normal_text(question.text)
    return any(asks.search(plain) and heads.fullmatch(heading) for asks, heads in _IN_OTHER_WORDS)
