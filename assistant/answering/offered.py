"""The measures part of an answer: where somebody tells of a business, or asks which measure would fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.annotate import STANDING_WORDS, citation_marks, japanese_date
from assistant.answering.asks import asks
from assistant.answering.cite import cite
from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.joined import Found
from assistant.answering.of_last import OFFERED_LEAD
from assistant.answering.question import Question
from assistant.answering.scope import Scope
from assistant.measures.profile import Profile, in_words, read_line
from assistant.measures.vocabulary import KINDS, MET_MARKS
from assistant.text.normalise import normal_text
from assistant.types import Citation, Measure, Statement, Status

SHOWN = 5
"""Measures in an answer; the page 施策さがし shows them all."""
LEAFLETS_LEAD = "取り込んだ資料に、次の案内があります（対象になるかは、資料で確かめてください）。"
REGISTER_LEAD = "登録簿にある施策は、次のとおりです。"
SURE = 0.9
"""Coverage from which sentences stand before the measures where one is asked for: 赤字の会社でも使える研究開発の税制 is covered
whole; of 埼玉の町工場ですが使える補助金, 0.77, the sentences only name some subsidy."""
_TELLING = frozenset(
    {"industry", "employees", "capital", "finance", "certificate", "stage", "years", "size", "organisation"}
)
"""Facets that speak of a business; a purpose or a place alone may be that of any question."""
_OPEN_KINDS = frozenset({"which_measure", "other", "contact", "yes_no", "list", "procedure"})
_OWN = re.compile(
    r"うち(?:は|の|も|、)|弊社|当社|自社|小社|当方|相談者|お客|社長|(?:です|ですが|でして|なんです|ですけど)(?:が|けど|、|。|$)|(?:やって|経営して|営んで)(?:い|お|ま|る)"
)


@dataclass(frozen=True, slots=True)
class Offered:
    """Measures that come into question for what was told."""

    measures: tuple[Measure, ...]
    questions: tuple[str, ...]
    """To ask the client next."""
    citations: tuple[Citation, ...]
    """Those of the sentences kept, and after them those of the measures."""
    beside: Status | None
    """What became of the question where the documents' sentences stand beside: answered, or partial; None where none do."""
    leaflets: tuple[Statement, ...] = ()
    """Of papers the agency took in about programmes of their own, the sentence nearest to what was told."""
    business: tuple[str, ...] = ()
    """What was read of the business, by which the measures were chosen: 「業種: 製造業」."""

    @property
    def status(self) -> Status:
        """Candidates are never an answer by themselves: their conditions are to be asked."""
        if self.beside:
            return self.beside
        return "needs_clarification" if self.questions else "partial"

    def statements_beside(self, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """The sentences shown beside the measures: those that answer, or of leaflets. Neighbours of a refusal would be noise."""
        return statements if self.beside else self.leaflets


def offer(
    questions: Sequence[Question],
    told: str,
    said: Sequence[str],
    cited: Sequence[Citation],
    scope: Scope,
    *,
    status: Status,
    coverage: float,
    shown: Collection[str] = (),
    leaflets: Sequence[Evidence] = (),
) -> Offered | None:
    """The measures for a situation; None where the question is of another kind, or nothing comes into question.

    Args:
        questions: what is asked, each standing alone.
        told: the question as it was typed.
        said: what the user said before, oldest first.
        cited: the citations of the answer so far.
        scope: what is asked, and on which day.
        status: what became of the question itself; its sentences stay where they answer it, or a part of it.
        coverage: how much of the question the least sure part's sentences cover, 0 to 1.
        shown: names of measures that are not to be offered again.
        leaflets: see ``leaflets.of_leaflets``.
    """
    if not any(map(_may_be_for_measures, questions)):
        return None
    from assistant.measures.clients import read_turns

    profile = read_turns([*said, told], scope.today)
    if not _is_inquiry(questions, profile, told):
        return None
    from assistant.measures.answer import measures_with_citations
    from assistant.measures.citing import founded_in
    from assistant.measures.index import shared_measures
    from assistant.measures.match import match

    opened = shared_measures(scope.settings)
    found = match(told, profile, opened, scope.today, is_founded=founded_in(scope.index))
    likely = [one for one in found.candidates if one.fit != "unlikely" and one.entry.name not in shown]
    beside = _status_beside(questions, told, status, coverage)
    told_of, cited = ((), cited) if beside else cite(leaflets, scope.index, scope.today)
    measures, citations = measures_with_citations(
        likely[:SHOWN], scope.index, scope.today, opened.register.cells, cited
    )
    if not measures:  # none is likely, or the documents they stand on are not in this index
        return None
    business = tuple(dict.fromkeys(in_words(facet) for facet in profile))
    to_ask = tuple(question.text for question in found.questions)
    return Offered(measures, to_ask, citations, beside, told_of, business)


def _may_be_for_measures(asked: Question) -> bool:
    """Whether a question looks for a measure, or is of a kind that measures may answer and names nothing else."""
    return asked.looks_for_measure or (asked.kind in _OPEN_KINDS and not asked.subjects)


def _status_beside(
    questions: Sequence[Question], told: str, status: Status, coverage: float
) -> Status | None:
    """What became of the question where its sentences stand beside the measures: they answer it, and where a measure is looked
    for or a business only told of, surely so."""
    if status not in ("answered", "partial"):
        return None
    is_for_measures = any(asked.looks_for_measure for asked in questions) or not asks(normal_text(told))
    return None if is_for_measures and coverage < SURE else status


def unknown_things(decision: Decision, told: str, today: date) -> tuple[str, ...]:
    """The names no document knows, without words that tell how a business is doing: 運転資金 of 運転資金がきつくて."""
    if not decision.unknown_names:
        return ()
    from assistant.measures.clients import read_turns

    said = [facet.said for facet in read_turns([told], today) if facet.said]
    return tuple(name for name in decision.unknown_names if not any(name in words for words in said))


def left_to_tell(found: Sequence[Found], offered: Offered | None, told: str, today: date) -> Sequence[Found]:
    """The questions to be told of beside measures: all where sentences answer, else those about a named thing or a value."""
    if not offered or offered.beside:
        return found
    several = len(found) > 1
    return [
        one
        for one in found
        if unknown_things(one.decision, told, today) or (several and (one.asked.subjects or one.asked.heads))
    ]


def _is_inquiry(questions: Sequence[Question], profile: Profile, told: str) -> bool:
    """Whether somebody asks for a measure, or tells of a business what it is and what it wants."""
    names = {facet.name for facet in profile}
    if any(asked.looks_for_measure for asked in questions):
        return bool(names & (_TELLING | {"purpose"}))
    # A trade and a place alone may be what is looked for: 梅田のホテル. Who tells of a business says more, or that it is theirs.
    own = len(names - {"region", "when"}) > 1 or bool(_OWN.search(normal_text(told)))
    return bool(names & _TELLING) and len(profile) > 1 and own


def lines_of(offered: Offered) -> list[str]:
    """The measures as lines of an answer, each with its marks, and before them what was read of the business, so that a
    misreading is seen, and the agency's own papers."""
    titles = {citation.n: citation.title for citation in offered.citations}
    leaflets = [
        f"・『{titles[one.citations[0]]}』 {one.text}{citation_marks(one.citations)}"
        for one in offered.leaflets
    ]
    beside = [LEAFLETS_LEAD, *leaflets, REGISTER_LEAD] if leaflets else []
    return [
        OFFERED_LEAD,
        read_line(offered.business),
        *beside,
        *(_line(measure) for measure in offered.measures),
    ]


def _line(measure: Measure) -> str:
    head = f"{KINDS[measure.kind]}、{STANDING_WORDS[measure.standing]}、{japanese_date(measure.as_of)}時点"
    conditions = "、".join(
        f"{MET_MARKS[one['met']]}{one['text']}{citation_marks(one['citations'])}"
        for one in measure.conditions
    )
    told = f": {conditions}" if conditions else ""
    return f"・{measure.name}〔{head}〕{citation_marks(measure.citations)}{told}"
