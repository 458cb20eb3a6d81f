"""What a question takes for granted and the documents tell otherwise: said in the first line of the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.annotate import citation_marks, japanese_date
from assistant.answering.deadlines_told import deadlines_in
from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.answering.spans import Span
from assistant.index.opened import OpenIndex
from assistant.successions import Succession
from assistant.text.eras import ERA
from assistant.text.figures import figures_in
from assistant.text.last_days import only_begins
from assistant.text.normalise import fold, normal_text
from assistant.text.sentences import sentence_spans
from assistant.types import Citation, Notice, Passage

_TAKEN_FOR_GRANTED = re.compile(
    r"(?:です|でした|ます|ました|だ|だった|たん|るん)よね|って(?:聞|本当|ほんと)|と聞[いき]|(?:正し|合って|あって)(?:い|る|ま)|"
    r"はず|んでしょ|でしょう?[?。]?$|だと思|のまま|断言|じゃなかった|確認したい"
)
"""How one says what one believes to be so."""
_SUPPOSED = re.compile(
    r"の(?:会社|企業|ところ|とこ|場合)?(?:だったら|なら|だと|で|の場合)|(?:だったら|なら|の場合)"
)
_NOT_CLAIMED = frozenset({"", "つ", "月", "日", "時", "分", "時間", "週", "歳", "人"})
"""Times, what counts anything, and what people say of the client: 従業員30人ですよね."""
_ERA = re.compile(rf"(?:{ERA}|[hr])\s?$")
A_DURATION = 100
"""More years than this are a date."""
LOOKED_AT = 8
"""So many of the best sentences may tell otherwise."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What must be said before the answer, and the sentence of a document it stands on, if one does."""

    kind: str
    text: str
    span: Span | None = None
    passage: Passage | None = None
    is_lead: bool = True
    """Whether it is the first line; else it is told beside the answer only."""
    beside: tuple[Span, ...] = ()
    """Further places it stands on, of sentences that are shown."""


def corrections_of(
    question: Question,
    decision: Decision,
    chosen: Sequence[Evidence],
    index: OpenIndex,
    successions: Sequence[Succession],
    today: date,
) -> tuple[Correction, ...]:
    """Everything a question takes for granted and the documents tell otherwise.

    Args:
        question: the question, understood.
        decision: what was decided on it.
        chosen: the sentences that will be shown.
        index: an open index.
        successions: which programme followed which.
        today: the day of asking.
    """
    if decision.outcome in ("beside", "clarify"):
        return ()
    told = figures_told_otherwise(question, decision.evidence) if decision.outcome != "refuse" else ()
    return (*told, *successors(question, index, successions), *deadlines_gone(question, chosen, today))


def successors(
    question: Question, index: OpenIndex, successions: Sequence[Succession]
) -> tuple[Correction, ...]:
    """A correction for each programme asked about that was followed by another.

    Who asks about a time names it or says 当時; the successor is then told beside the answer, not first.
    """
    asked = {subject.label for subject in question.subjects}
    found = []
    for entry in successions:
        if entry.before not in asked or entry.after in asked:
            continue
        is_lead = not (question.about_past or question.years)
        place = _stated(entry, index) if entry.doc_id else None
        if place:
            passage, span = place
            published = japanese_date(index.documents[entry.doc_id].published)
            text = f"「{entry.before}」は、{published}の資料では「{entry.after}」の前身とされています。"
            found.append(Correction("superseded", text, span, passage, is_lead))
        elif entry.source:
            text = (
                f"「{entry.before}」は、のちの「{entry.after}」の前身です（資料には書かれていません。"
                f"根拠: {entry.source}）。"
            )
            found.append(Correction("superseded", text, is_lead=is_lead))
    return tuple(found)


def _stated(entry: Succession, index: OpenIndex) -> tuple[Passage, Span] | None:
    """The sentence of the indexed document that states a succession; None where that is not indexed (any more)."""
    quote = fold(entry.quote)
    for row in index.folded.holding(quote):
        passage = index.passages[index.lexical.passage_ids[row]]
        if passage.doc_id != entry.doc_id:
            continue
        for start, end in sentence_spans(passage.text):
            if quote in fold(passage.text[start:end]):
                begin, stop = passage.start + start, passage.start + end
                text = index.page_text(passage.doc_id, passage.page_index)[begin:stop]
                return passage, Span(passage.doc_id, passage.page_index, begin, stop, text)
    return None


def figures_told_otherwise(question: Question, evidence: Sequence[Evidence]) -> tuple[Correction, ...]:
    """A correction for each figure a question takes for granted where the documents give others of its unit.

    ``全国12か所にできたんですよね`` where a document says 四か所 → 「12か所」は、見つかった箇所にはありません。…「四か所」です。

    Not for what is supposed (12,000円の会社だったら), nor for つ, which counts anything.
    """
    plain = normal_text(question.text)
    if not _TAKEN_FOR_GRANTED.search(plain) or question.kind == "calculation":  # its figures are supposed
        return ()
    found = []
    for claim in figures_in(question.text):
        is_claimed = claim.low == claim.high and claim.bound != "about" and claim.unit not in _NOT_CLAIMED
        is_claimed &= claim.unit != "年" or (
            claim.high < A_DURATION and not _ERA.search(plain[: claim.start])
        )
        if not is_claimed or _SUPPOSED.match(plain, claim.end):
            continue
        told = [
            (e, f)
            for e in evidence[:LOOKED_AT]
            for f in figures_in(e.text)
            if f.unit == claim.unit and (f.unit != "年" or f.high < A_DURATION)
        ]
        if not told or any(figure.low <= claim.low <= figure.high for _, figure in told):
            continue
        first = told[0][0]
        values = "」「".join(dict.fromkeys(f.said for _, f in told if f.bound != "about"))
        text = f"お尋ねの「{claim.said}」は、見つかった箇所にはありません。同じ単位で書かれているのは「{values or told[0][1].said}」です。"
        found.append(Correction("false_premise", text, first.spans[0], first.passage))
    return tuple(found)


def deadlines_gone(question: Question, chosen: Sequence[Evidence], today: date) -> tuple[Correction, ...]:
    """A correction where a deadline is asked for and every one that was found lies before today."""
    if not question.asks_until_when or question.about_past or question.years:
        return ()
    ends = deadlines_in([e for e in chosen if not only_begins(e.text)])
    if not ends or max(ends) >= today:
        return ()
    last = japanese_date(max(ends).isoformat())
    return (Correction("past_deadline", f"資料にある期限（{last}まで）は過ぎています。"),)


def notices_on_premises(
    corrections: Sequence[Correction], citations: Sequence[Citation]
) -> tuple[Notice, ...]:
    """The corrections as notices."""
    return tuple(Notice(c.kind, c.text, _cited(c, citations)) for c in corrections)


def leads(corrections: Sequence[Correction], citations: Sequence[Citation]) -> list[str]:
    """The first lines of the answer, with their marks."""
    return [
        correction.text + citation_marks(_cited(correction, citations))
        for correction in corrections
        if correction.is_lead
    ]


def _cited(correction: Correction, citations: Sequence[Citation]) -> tuple[int, ...]:
    spans = (correction.span, *correction.beside) if correction.span else ()
    numbers = {(c.doc_id, c.page_index, c.start): c.n for c in reversed(citations)}
    places = [(span.doc_id, span.page_index, span.start) for span in spans]
    return tuple(dict.fromkeys(numbers[place] for place in places if place in numbers))
