"""What a question takes for granted and the documents tell otherwise: said in the first line of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.annotate import japanese_date
from assistant.answering.evidence import Evidence, Span
from assistant.answering.question import Question
from assistant.index.opened import OpenIndex
from assistant.successions import Succession
from assistant.text.normalise import fold
from assistant.text.sentences import sentence_spans
from assistant.text.times import periods_in
from assistant.types import Notice, Passage

_DEADLINE = "申請期限"


@dataclass(frozen=True, slots=True)
class Correction:
    """What must be said before the answer, and the sentence of a document it stands on, if one does."""

    kind: str
    text: str
    span: Span | None = None
    passage: Passage | None = None
    is_lead: bool = True
    """Whether it is the first line; else it is told beside the answer only."""


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


def deadlines_gone(question: Question, chosen: Sequence[Evidence], today: date) -> tuple[Correction, ...]:
    """A correction where a deadline is asked for and every one that was found lies before today."""
    if not any(head.label == _DEADLINE for head in question.heads) or question.about_past or question.years:
        return ()
    ends = [
        period.days()[1]
        for evidence in chosen
        if evidence.answers
        for period in periods_in(evidence.text, _spoken(evidence, today))
    ]
    if not ends or max(ends) >= today:
        return ()
    last = max(ends)
    return (
        Correction("past_deadline", f"資料にある期限（{last.year}年{last.month}月まで）は過ぎています。"),
    )


def _spoken(evidence: Evidence, today: date) -> date:
    """The day a sentence speaks from, as its document is dated; today if it is not."""
    published = evidence.document.published
    if not published:
        return today
    year, month, day = ([*map(int, published.split("-")), 1, 1])[:3]
    return date(year, month, day)


def with_grounds(
    chosen: Sequence[Evidence], corrections: Sequence[Correction], index: OpenIndex
) -> list[Evidence]:
    """The chosen sentences after those that the corrections stand on, each once."""
    shown = {span for evidence in chosen for span in evidence.spans}
    grounds = []
    for correction in corrections:
        span, passage = correction.span, correction.passage
        if span is None or passage is None or span in shown or any(span in g.spans for g in grounds):
            continue
        document = index.documents[span.doc_id]
        nothing: frozenset[int] = frozenset()
        grounds.append(Evidence((span,), passage, document, 0.0, True, False, nothing, False, nothing, 0.0))
    return [*grounds, *chosen]


def notices_on_premises(
    corrections: Sequence[Correction], numbers: dict[tuple[str, int, int], int]
) -> tuple[Notice, ...]:
    """The corrections as notices. ``numbers`` gives the citation of (document, page, start of its quote)."""
    return tuple(
        Notice(correction.kind, correction.text, _cited(correction, numbers)) for correction in corrections
    )


def leads(corrections: Sequence[Correction], numbers: dict[tuple[str, int, int], int]) -> list[str]:
    """The first lines of the answer, with their marks."""
    return [
        correction.text + "".join(f"[{n}]" for n in _cited(correction, numbers))
        for correction in corrections
        if correction.is_lead
    ]


def _cited(correction: Correction, numbers: dict[tuple[str, int, int], int]) -> tuple[int, ...]:
    span = correction.span
    n = numbers.get((span.doc_id, span.page_index, span.start)) if span else None
    return (n,) if n else ()
