"""Documents that give different figures for what is asked: shown side by side, each with its date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.annotate import japanese_date
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.text.figures import Figure, figures_in
from assistant.text.tokens import short_words
from assistant.types import Citation, Notice

LEVEL = 0.75
"""Share of the best sentence's coverage another document's must reach to be on the same matter."""
_COMMON = frozenset({"社", "人", "件", "円", "割合", "回", "倍", "か所", "台"})
"""Units that count so many things that they say nothing of what is counted."""
_NO_QUANTITY = frozenset({"", "年", "月", "日", "時", "分", "つ"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures of one unit that differ from document to document: (sentence, figure), newest first."""

    told: tuple[tuple[Evidence, Figure], ...]

    @property
    def sentences(self) -> tuple[Evidence, ...]:
        """The sentences that give them."""
        return tuple(evidence for evidence, _ in self.told)

    @property
    def text(self) -> str:
        """``資料によって数字が異なります。新しい資料では64機関（2026年1月19日の資料）、ほかに約80機関（2020年9月29日の資料）です。``"""
        newest, *others = (
            f"{'約' if f.bound == 'about' else ''}{f.said.strip()}（{japanese_date(e.document.published)}の資料）"
            for e, f in self.told
        )
        first, second = (e.document.published or "" for e, _ in self.told[:2])
        is_newer = "新しい資料では" if first[: len(second)] > second and second else ""
        return f"資料によって数字が異なります。{is_newer}{newest}、ほかに{'、'.join(others)}です。"


def conflict_in(question: Question, evidence: Sequence[Evidence]) -> Conflict | None:
    """The conflict among the sentences that answer a question for a figure, if there is one.

    Two sentences are held to be of one matter where they are of different documents, both hold the value asked for and
    cover the question about as well, and they count in one unit that is not everybody's, or say the same of its words.

    Args:
        question: the question, understood.
        evidence: the sentences an answer may use, best first.
    """
    if not question.heads or question.each or len(question.years) > 1 or not evidence:
        return None
    telling = _telling(question, evidence)
    for first, figure, said in telling:
        told = {first.document.doc_id: (first, figure)}
        for other, also, words in telling:
            same_matter = also.unit == figure.unit and (words == said or figure.unit not in _COMMON)
            if same_matter and not any(_meet(also, known) for _, known in told.values()):
                told.setdefault(other.document.doc_id, (other, also))
        if len(told) > 1:
            newest_first = sorted(
                told.values(), key=lambda pair: pair[0].document.published or "", reverse=True
            )
            return Conflict(tuple(newest_first))
    return None


def _telling(
    question: Question, evidence: Sequence[Evidence]
) -> list[tuple[Evidence, Figure, frozenset[str]]]:
    """The sentences that may tell the figure asked for, each with it and with the words of the question it says.

    They say all the words the best sentence says: of よつば補助金, another programme's rate is no other rate.
    """
    asked = frozenset(term.word for term in question.terms)
    best, found = asked & short_words(evidence[0].text), []
    for candidate in evidence:
        figures, said = _quantities(candidate), asked & short_words(candidate.text)
        if candidate.answers and len(figures) == 1 and best <= said:
            found.append((candidate, figures[0], said))
    least = LEVEL * max((e.coverage for e, _, _ in found), default=0.0)
    return [one for one in found if one[0].coverage >= least]


def _quantities(evidence: Evidence) -> list[Figure]:
    return [f for f in figures_in(evidence.text) if f.unit not in _NO_QUANTITY]


def notices_on_conflicts(conflicts: Sequence[Conflict], citations: Sequence[Citation]) -> tuple[Notice, ...]:
    """The conflicts as notices, citing each document's sentence that is shown."""
    notices = []
    for conflict in conflicts:
        places = {(e.spans[0].doc_id, e.spans[0].page_index, e.spans[0].start) for e in conflict.sentences}
        numbers = tuple(c.n for c in citations if (c.doc_id, c.page_index, c.start) in places)
        if len(numbers) > 1:
            notices.append(Notice("conflict", conflict.text, numbers))
    return tuple(notices)


def _meet(one: Figure, other: Figure) -> bool:
    """Whether two figures may be the same: 約4万社 and 40,000社."""
    return one.low <= other.high and other.low <= one.high
