"""The sentences an answer may be made of, and how well each fits the question."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.asked import Head
from assistant.answering.question import Question
from assistant.documents.headings import is_table_row
from assistant.index.opened import OpenIndex
from assistant.text.names import folded_spellings
from assistant.text.normalise import fold, normalise
from assistant.text.sentences import sentence_spans
from assistant.text.tokens import noun_phrases, short_words
from assistant.text.values import holds_value
from assistant.types import DocumentMeta, Hit, Passage

_MARKER = re.compile(r"^(?:[-*+][ 　]+|[・･●○◎◆■□▲△※→⇒Ο•➢✓]+[ 　]*)+")
_PROGRAMME = re.compile(r".(?:補助金|助成金|給付金|税制|資金|貸付|融資|特別保証|型|枠)$")
_LETTERS = re.compile(r"\w")

COMMON_ENOUGH = 4
IN_PASSAGE = 0.4
"""Share of a term's weight when it stands not in the sentence but elsewhere in its passage."""
IN_HEADING, OF_HEADING = 0.5, 0.4
"""Share when it stands in a heading, and what is added the more of that heading it makes up:
（航空機） is about aircraft, 航空機・医療機器等の新分野進出支援 about more than that."""


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a stored page."""

    doc_id: str
    page_index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, list item or table row, with its fit to the question."""

    spans: tuple[Span, ...]
    """Usually one; a table row brings its header, a sentence cut by a page break its other half."""
    passage: Passage
    document: DocumentMeta
    rank: int
    """Rank of its passage, from 0."""
    coverage: float
    """Weighted share of the question's terms found, 0 to 1."""
    names_found: bool
    """Whether every name the question holds is in the sentence, its headings or its passage."""
    answers_head: bool
    """Whether it holds the kind of value asked for."""
    borrowed: bool
    """Whether it holds such a value, but of another programme."""
    hinted: frozenset[int]
    """Which of the question's hints it meets: a place for どこ, the counter for 何社."""
    score: float

    @property
    def text(self) -> str:
        """The sentence as it is shown; a table row with its column heads."""
        first = self.spans[0].text
        if is_table_row(first):
            cells = [cell.strip() for cell in first.split("\t") if cell.strip()]
            header = (
                [c.strip() for c in self.spans[1].text.split("\t") if c.strip()]
                if len(self.spans) > 1
                else []
            )
            row = "：".join([cells[0], "、".join(cells[1:])]) if len(cells) > 1 else cells[0]
            return f"{row}（{'／'.join(header)}）" if header else row
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class _Term:
    spellings: tuple[str, ...]
    token: str | None
    weight: float
    phrases: tuple[str, ...] = ()
    """Folded noun phrases of the question it is part of."""


def collect(question: Question, hits: Sequence[Hit], index: OpenIndex) -> list[Evidence]:
    """All sentences of the passages found, best fit first."""
    terms = _weighted_terms(question, index)
    found: list[Evidence] = []
    for rank, hit in enumerate(hits):
        surroundings = _surroundings(hit, rank, hits[0].score, index)
        page_text = index.page(hit.passage.doc_id, hit.passage.page_index).text
        for spans in _units(hit.passage, page_text, index):
            evidence = _judge(question, terms, spans, surroundings)
            is_heading = fold(evidence.text).strip("()") in {heading for heading, _ in surroundings.headings}
            if evidence.answers_head or not is_heading:
                found.append(evidence)
    return sorted(_without_repeats(found), key=lambda e: -e.score)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What all sentences of one passage share."""

    passage: Passage
    document: DocumentMeta
    rank: int
    search_share: float
    headings: tuple[tuple[str, frozenset[str]], ...]
    """(folded, words) of the title and of each heading."""
    folded: str
    words: frozenset[str]


def _surroundings(hit: Hit, rank: int, best: float, index: OpenIndex) -> _Surroundings:
    document = index.documents[hit.passage.doc_id]
    headings = [document.title, *(part for h in hit.passage.section for part in h.split(" ／ "))]
    return _Surroundings(
        passage=hit.passage,
        document=document,
        rank=rank,
        search_share=hit.score / max(best, 1e-9),
        headings=tuple((fold(h).strip("()"), short_words(h)) for h in headings),
        folded=index.folded[hit.passage.passage_id],
        words=short_words(hit.passage.text),
    )


def _weighted_terms(question: Question, index: OpenIndex) -> list[_Term]:
    """Terms of the question weighted by how rare they are; a name counts as one term."""
    total = len(index.lexical.passage_ids) or 1
    terms = []
    for alias in question.aliases:
        spellings = folded_spellings(alias)
        frequency = sum(1 for p in index.folded.values() if any(s in p for s in spellings))
        terms.append(_Term(spellings, None, 1.5 * _rarity(frequency, total)))
    for token, weight in question.terms:
        frequency = index.document_frequency(token)
        if frequency or weight == 1.0:  # a verb no document uses is the asker's own way of speaking
            phrases = tuple(folded for name in question.names if token in (folded := fold(name)))
            terms.append(_Term((), token, weight * _rarity(frequency, total), phrases))
    return terms


def _rarity(frequency: int, total: int) -> float:
    """Inverse document frequency, ln(1 + N / n), with n at least ``COMMON_ENOUGH``.

    Without that floor the rarest word of a question, often a turn of speech, would outweigh its topic.
    """
    return math.log(1 + total / max(frequency, COMMON_ENOUGH))


def _units(passage: Passage, page_text: str, index: OpenIndex) -> Iterable[tuple[Span, ...]]:
    """Sentences of a passage as spans of its page, list markers left out."""

    def span(start: int, end: int) -> Span:
        return Span(passage.doc_id, passage.page_index, start, end, page_text[start:end])

    spans = [(passage.start + s, passage.start + e) for s, e in sentence_spans(passage.text)]
    for start, end in spans:
        if passage.header and is_table_row(page_text[start:end]):
            if (start, end) != passage.header:
                yield span(start, end), span(*passage.header)
            continue
        if marker := _MARKER.match(page_text[start:end]):
            start += marker.end()
        if len(_LETTERS.findall(page_text[start:end])) >= 2:
            rest = _other_half(passage, page_text, end, index)
            yield (span(start, end), *rest)


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, not as a heading or list item."""
    return text.rstrip("」』）)").endswith("。")


def _other_half(passage: Passage, page_text: str, end: int, index: OpenIndex) -> tuple[Span, ...]:
    """The rest of a sentence that goes on at the head of the next page."""
    if page_text[end:].strip() or is_sentence(page_text[:end]):
        return ()
    following = index.store.page(passage.doc_id, passage.page_index + 1)
    if following is None or not following.continues:
        return ()
    start, stop = sentence_spans(following.text)[0]
    return (Span(passage.doc_id, following.index, start, stop, following.text[start:stop]),)


def _judge(
    question: Question, terms: Sequence[_Term], spans: tuple[Span, ...], around: _Surroundings
) -> Evidence:
    text = "\n".join(span.text for span in spans)
    coverage = _coverage(terms, fold(text), short_words(text), around)
    everything = "\n".join([fold(text), around.folded, *(heading for heading, _ in around.headings)])
    names_found = all(any(s in everything for s in folded_spellings(alias)) for alias in question.aliases)
    holds_head = _answers(question.head, text)
    borrowed = holds_head and _names_another(question, text)
    answers_head = holds_head and not borrowed
    score = coverage + 0.15 * around.search_share + _standing_bonus(question, around.document)
    if question.head and answers_head:
        score += 0.45
    plain = normalise(text).text
    innermost = around.headings[-1][0]
    hinted = frozenset(i for i, hint in enumerate(question.hints) if hint.answer.search(plain))
    if hinted:
        score += 0.25
    if any(hint.asked.search(innermost) for hint in question.hints):
        score += 0.3
    if not is_sentence(text) and not is_table_row(text):
        score -= 0.08
    return Evidence(
        spans,
        around.passage,
        around.document,
        around.rank,
        coverage,
        names_found,
        answers_head,
        borrowed,
        hinted,
        score,
    )


def _coverage(terms: Sequence[_Term], folded: str, own: frozenset[str], around: _Surroundings) -> float:
    """Weighted share of the terms found; a term found only in the headings or the passage counts less."""
    gained = 0.0
    for term in terms:
        here = any(s in folded for s in term.spellings) if term.token is None else term.token in own
        gained += term.weight * (1.0 if here else _share_around(term, around))
    whole = sum(term.weight for term in terms)
    return gained / whole if whole else 0.0


def _share_around(term: _Term, around: _Surroundings) -> float:
    best = 0.0
    for heading, found in around.headings:
        if term.token is None:
            made_up = max((len(s) / len(heading) for s in term.spellings if s in heading), default=0.0)
        else:
            parts = [len(phrase) for phrase in term.phrases if phrase in heading] or [len(term.token)]
            made_up = max(parts) / max(len(heading), 1) if term.token in found else 0.0
        if made_up:
            best = max(best, IN_HEADING + OF_HEADING * min(1.0, made_up))
    nearby = (
        any(s in around.folded for s in term.spellings) if term.token is None else term.token in around.words
    )
    return max(best, IN_PASSAGE if nearby else 0.0)


def _names_another(question: Question, text: str) -> bool:
    """Whether a sentence is about another programme than the one asked for.

    Its figure is then that programme's: 「研究開発税制オープンイノベーション型」 stands under the heading
    of 中小企業技術基盤強化税制, and has a rate where that one has none.
    """
    if not question.aliases:
        return False
    folded = fold(text)
    if any(s in folded for alias in question.aliases for s in folded_spellings(alias)):
        return False
    return any(_PROGRAMME.search(fold(phrase)) for phrase in noun_phrases(text))


def _answers(head: Head | None, text: str) -> bool:
    if head is None:
        return False
    has_value = any(holds_value(text, kind) for kind in head.kinds)
    return has_value and (head.evidence is None or bool(head.evidence.search(fold(text))))


def _standing_bonus(question: Question, document: DocumentMeta) -> float:
    """Current documents first, unless the question names another time."""
    year = int(document.published[:4]) if document.published else None
    if question.years:
        return 0.15 if year and any(abs(year - asked) <= 1 for asked in question.years) else 0.0
    if question.about_past:
        return 0.1 if document.standing == "past" else 0.0
    return 0.1 if document.standing == "current" else 0.0


def _without_repeats(found: Sequence[Evidence]) -> list[Evidence]:
    """The same words said twice are one piece of evidence: the better placed one."""
    kept: dict[str, Evidence] = {}
    for evidence in found:
        key = fold(evidence.text)
        if key not in kept or kept[key].score < evidence.score:
            kept[key] = evidence
    return list(kept.values())
