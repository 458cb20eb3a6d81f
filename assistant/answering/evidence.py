"""The sentences an answer may be made of, and how well each fits the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.columns import columns_asked
from assistant.answering.fit import (
    Surroundings,
    WeightedTerm,
    coverage,
    is_heading,
    surroundings,
    weigh,
)
from assistant.answering.held import is_day_of_paper, says_as_asked, values_held
from assistant.answering.lists import is_denied
from assistant.answering.question import BESIDE_ASKING, Question
from assistant.answering.row_parts import own_text, row_in_words
from assistant.answering.spans import Span, is_row, is_sentence, units
from assistant.documents.contents import contents_ranges
from assistant.gather import same_words
from assistant.index.opened import OpenIndex
from assistant.preferences import Preferences, time_share
from assistant.text.everyday import NO_WORDS, EverydayWords
from assistant.text.normalise import fold, normal_text
from assistant.text.programmes import GRANT
from assistant.text.titles import NAMED_BY_OFFICE
from assistant.text.tokens import noun_phrases
from assistant.types import DocumentMeta, Hit, Passage

_KINDS = rf"{GRANT}|税制|資金|貸付|融資|特別保証"
_PROGRAMME = re.compile(rf".(?:{_KINDS})$|.(?:{_KINDS}).*[型枠]$")
"""A 型 or 枠 alone is a class of the programme spoken of (一般枠), with a programme before it another one."""
_OFFICE = re.compile(NAMED_BY_OFFICE)
_CODE = re.compile(
    r"(?<![a-z0-9])(?![rhs][0-9]{1,2}(?![0-9]))[a-z]{1,4}-?[0-9]{2,8}(?![0-9])|(?<![0-9第])[0-9]{1,2}号(?![室館店])"
)
"""A number by which rows are told apart, K-12 or 5号; R8 and H30 are years."""
_COURTESY = re.compile(
    r"(?:ご|御)(?:説明|紹介|挨拶|案内)(?:いた|申し上げ|させていただき|したい|し)[^。]{0,8}。$|"
    r"ありがとうございま|お願[いひ](?:いた|致|を致|申)|ご[清静]聴"
)
_INTRODUCTION = re.compile(
    r"^[^は、。]{2,12}の[^、。]{1,4}です。$|"
    r"(?:会長|理事長|所長|参事官|部長|教授)(?:を務めます.{0,40})?の[^、。]{1,5}で(?:す|ございます)。$"
)
"""What a speaker says that is no statement: 続いて、…についてご説明します。 / 産総研の石村です。"""
# What adds to a sentence's coverage (0 to 1). Chosen on the development split: each sets an order
# between sentences that cover the question alike, and none outweighs a missing topic.
SEARCH_WEIGHT, VALUE_BONUS, HINT_BONUS, HEADING_BONUS, FRAGMENT_PENALTY = 0.15, 0.45, 0.25, 0.3, 0.08
ASKED_SO_BONUS, CURRENT_BONUS, YEAR_BONUS, COURTESY_PENALTY, OTHER_EDITION = 0.1, 0.1, 0.15, 0.4, 0.2


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, list item or table row, with its fit to the question."""

    spans: tuple[Span, ...]
    """Usually one; a table row brings its header, a sentence cut by a page break its other half."""
    passage: Passage
    document: DocumentMeta
    coverage: float
    """Weighted share of the question's terms found, 0 to 1."""
    names_found: bool
    """Whether every name the question holds is in the sentence, its headings or its passage."""
    says_name: bool
    """Whether the question holds a name and the sentence itself says it."""
    answers: frozenset[int]
    """Which of the kinds of value asked for it holds."""
    borrowed: bool
    """Whether it holds such a value, but of another programme."""
    hinted: frozenset[int]
    """Which of the question's hints it meets: a place for どこ, the counter for 何社."""
    score: float
    repeats: tuple[Span, ...] = ()
    """Where else the same words stand, in what was found."""
    has_newer: bool = False
    """Whether its document has a newer edition: then it tells what was before."""
    columns: frozenset[int] = frozenset()
    """Of a table row, the columns asked about."""
    is_picked: bool = False
    """Whether it is a row that meets what the question asks of rows: that of 土曜."""
    holds_from: str = ""
    """The ISO day from which its document's edition holds, where its paper has several."""
    is_row: bool = field(init=False)
    """Whether it is a row of a table."""
    text: str = field(init=False)
    """The sentence as it is shown; a table row with its column heads."""

    def __post_init__(self) -> None:  # made once: an answer looks at them eight hundred times
        in_row = is_row(self.spans)
        text = row_in_words(self.spans, self.columns) if in_row else "".join(span.text for span in self.spans)
        object.__setattr__(self, "is_row", in_row)
        object.__setattr__(self, "text", text)


def collect(
    question: Question,
    hits: Sequence[Hit],
    index: OpenIndex,
    wanted: Preferences,
    everyday: EverydayWords = NO_WORDS,
) -> list[Evidence]:
    """All sentences of the passages found, best fit first; official words count for the everyday ones asked with."""
    terms = weigh(question, index, everyday)
    found: list[Evidence] = []
    for hit in hits:
        found.extend(_of_passage(question, terms, hit, hit.score / max(hits[0].score, 1e-9), index, wanted))
    return sorted(_of_codes(question, _without_repeats(found)), key=lambda e: -e.score)


def _of_codes(question: Question, found: list[Evidence]) -> list[Evidence]:
    """Without the rows of other numbers than those the question names, where a row has them: A12345 of a roster, K-12 of a list."""
    codes = frozenset(_CODE.findall(fold(question.text)))
    named = [e for e in found if e.is_row and codes and codes <= {*_CODE.findall(fold(e.spans[0].text))}]
    return [e for e in found if not e.is_row or e in named] if named else found


def _of_passage(
    question: Question,
    terms: Sequence[WeightedTerm],
    hit: Hit,
    share: float,
    index: OpenIndex,
    wanted: Preferences,
) -> list[Evidence]:
    """The sentences of one passage; where a person is asked for, the heading that may name one, too."""
    around, passage = surroundings(hit.passage, index, terms), hit.passage
    page_text = index.page_text(passage.doc_id, passage.page_index)
    headings = {heading for heading, _ in around.headings}
    bonus = _time_bonus(index.documents[passage.doc_id], wanted)

    def judged(spans: tuple[Span, ...]) -> Evidence:
        return _judge(question, terms, spans, passage, around, index, SEARCH_WEIGHT * share + bonus)

    contents = contents_ranges(page_text)
    found = [
        judged(spans)
        for spans in units(passage, page_text, index)
        if not any(start <= spans[0].start < end for start, end in contents)
    ]
    title = index.titles[passage.doc_id]
    said = [
        e
        for e in found
        if e.answers or e.is_row or not is_heading(e.text, headings, title) or is_denied(e.spans[0], index)
    ]
    if question.kind != "person" or not said:
        return said
    most = max(evidence.coverage for evidence in said)  # a heading is about all that stands under it
    above = [judged(spans) for spans in heading_span(passage, page_text)]
    named = [e for e in above if e.hinted and not _is_of_another_office(question, e.text)]
    return [*(replace(e, coverage=max(most, e.coverage), score=e.score + most) for e in named), *said]


def _is_of_another_office(question: Question, heading: str) -> bool:
    """Whether a heading names somebody by another office than the one asked for: 森参事官 for 会長は誰."""
    asked, told = set(_OFFICE.findall(normal_text(question.text))), set(_OFFICE.findall(normal_text(heading)))
    return bool(asked and told) and not asked & told


def heading_span(passage: Passage, page_text: str) -> tuple[tuple[Span, ...], ...]:
    """The heading a passage stands under, at its head or before it; there its person may be named: 事例：…プラザ篠原調査役."""
    heading = passage.section[-1].split(" ／ ")[-1] if passage.section else ""
    own_line = (
        re.search(rf"^[# ]*({re.escape(heading)})\s*$", passage.text, re.MULTILINE) if heading else None
    )
    before = page_text.rfind(heading, 0, passage.start + len(heading)) if heading else -1
    start = passage.start + own_line.start(1) if own_line else before
    if start < 0:
        return ()
    span = Span(passage.doc_id, passage.page_index, start, start + len(heading), heading)
    return ((span,),)


def _judge(
    question: Question,
    terms: Sequence[WeightedTerm],
    spans: tuple[Span, ...],
    passage: Passage,
    around: Surroundings,
    index: OpenIndex,
    bonus: float,
) -> Evidence:
    text, document = own_text(spans), index.documents[passage.doc_id]
    covered, plain = coverage(terms, text, around), normal_text(text)
    headings = [heading for heading, _ in around.headings]
    everything = "\n".join(
        [fold(text), around.folded, fold(document.publisher), around.letterhead, *headings]
    )
    said = [subject.said_in(everything) for subject in question.subjects]
    names_found = any(said) if said and is_of_several(question) else all(said)
    says_name = any(subject.said_in(fold(text)) for subject in question.subjects)
    in_row = is_row(spans)
    answers = values_held(question, spans, text, passage, document, headings)
    borrowed = bool(answers) and not says_name and _names_another(question, spans[0].text if in_row else text)
    answers = frozenset() if borrowed else answers
    hinted = frozenset(i for i, hint in enumerate(question.hints) if hint.answer.search(plain))
    if answers and is_day_of_paper(question, text, document):  # a line that says no word of what its paper is
        covered = coverage(terms, f"{document.title}\n{text}", around)
    score = covered + bonus
    score += VALUE_BONUS if answers else 0.0
    score += (
        ASKED_SO_BONUS
        if answers and len(question.heads) == 1 and says_as_asked(question, spans, text)
        else 0.0
    )
    score += HINT_BONUS if hinted else 0.0
    score += HEADING_BONUS if any(h.asked.search(around.headings[-1][0]) for h in question.hints) else 0.0
    score -= 0.0 if is_sentence(text) or in_row else FRAGMENT_PENALTY
    introduces = document.kind == "minutes" and not answers and _INTRODUCTION.search(text)
    score -= COURTESY_PENALTY if introduces or _COURTESY.search(text) else 0.0
    words = frozenset(t.word for t in question.terms if t.weight > BESIDE_ASKING and len(t.word) > 1)
    asked = columns_asked(question.heads, words, spans, headings) if in_row else frozenset[int]()
    told = names_found, says_name, answers, borrowed, hinted
    return Evidence(spans, passage, document, covered, *told, score, columns=asked)


def is_of_several(question: Question) -> bool:
    """Whether a sentence need be of one only of what a question names: both sides of a comparison, each of two, two years."""
    return question.form == "comparison" or question.each or question.adds or len(question.years) > 1


def _names_another(question: Question, text: str) -> bool:
    """Whether a sentence is about another programme than the one asked for.

    Its figure is then that programme's: 「研究開発税制オープンイノベーション型」 stands under the heading
    of 中小企業技術基盤強化税制, and has a rate where that one has none.
    """
    return bool(question.subjects) and any(_PROGRAMME.search(fold(phrase)) for phrase in noun_phrases(text))


def _time_bonus(document: DocumentMeta, wanted: Preferences) -> float:
    """Documents of the time asked about first: today's, unless the question names another."""
    bonus = (YEAR_BONUS if wanted.periods else CURRENT_BONUS) * time_share(document, wanted)
    return bonus - OTHER_EDITION if document.doc_id in wanted.other_editions else bonus


def _without_repeats(found: Sequence[Evidence]) -> list[Evidence]:
    """The same words said twice are one piece of evidence: the better placed one, which knows of the others."""
    kept: dict[str, list[Evidence]] = {}
    for evidence in found:
        kept.setdefault(same_words(evidence.text) or evidence.text, []).append(evidence)
    return [_with_repeats(same) for same in kept.values()]


def _with_repeats(same: Sequence[Evidence]) -> Evidence:
    best = max(same, key=lambda e: e.score)
    places = dict.fromkeys(e.spans[0] for e in same if e.spans[0] != best.spans[0])
    return replace(best, repeats=tuple(places)) if places else best
