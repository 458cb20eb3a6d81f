"""Whether the evidence is enough to answer, and what is missing if it is not.

Relevance is not enough: when a rate is asked for, some sentence about that very programme must hold a
rate. A neighbour's figure is never borrowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from assistant.answering.editions import is_of_another_issue, issue_unsaid
from assistant.answering.evidence import Evidence, is_of_several
from assistant.answering.focus import unknown_thing
from assistant.answering.holds_now import lacks_what_holds_now
from assistant.answering.lacking import lacks, partly_lacks
from assistant.answering.question import Question
from assistant.answering.spans import is_sentence
from assistant.answering.unknown import (
    unknown_attribute,
    unknown_compound,
    unknown_person,
    unknown_place,
    unknown_source,
    unknown_topic,
)
from assistant.answering.unknown_offers import (
    unknown_called,
    unknown_helper,
    unknown_latin,
    unknown_offer,
    unknown_wanted,
)
from assistant.text.normalise import fold
from assistant.text.titles import PLAIN_HONORIFIC
from assistant.text.tokens import morphemes, short_words

Outcome = Literal["answer", "partial", "refuse", "clarify", "beside"]

MIN_COVERAGE_BY_TERMS = {1: 0.52, 2: 0.41, 3: 0.31}
MIN_COVERAGE = 0.28
MIN_COVERAGE_OF_FRAGMENT = 0.38
MIN_COVERAGE_OF_ROW = 0.33
MIN_COVERAGE_WITH_VALUE = 0.27
MIN_COVERAGE_WITH_VALUE_AND_NAME = 0.15
"""Shares of a question's weighted terms a sentence must reach: by how many terms there are, in general,
when it is no whole sentence, when it is a row, when it holds the value asked for, and when it also says the name itself.
They were five thirds as high while the development split had 55 questions. On 62 further ones, written in advisors'
own words without sight of any answer, 24 of 48 answerable ones were then refused; all thresholds times 1 / 0.8 / 0.6 /
0.45 / 0.3 (n = 72 answerable, 30 not): every fact shown for 40 / 42 / 49 / 52 / 51, refused 30 / 29 / 29 / 26 / 25.
With everyday words credited more sentences reach them; the first three times 1 / 1.15 / 1.3 (n = 132, 47): 88 / 89 / 84
and 43 / 44 / 44. For a row 0.38 / 0.33 / 0.28 gave 0.736 / 0.746 / 0.743 of 284 turns on offices' files whole, and 0.591 / 0.591 /
0.545 of 66 refused."""
SAYS_THE_REST = 0.6
"""Where a sentence covers so much of a question, a compound of it that no document has is the asker's own word for something
the sentence says: 医療器具 for 医療機器. None of development (n = 787) nor of the agencies' own documents (n = 256) changes by it;
with 0.5 five questions without an answer are answered."""
BESIDE = 0.6
"""Where one sentence reaches its share, others that reach this part of it may stand beside it."""
_HONORIFIC = re.compile(rf"(?<=[一-龥々]{{2}})(?:{PLAIN_HONORIFIC})$")
_END_OF_OFFER = re.compile(
    r"(?<=..)(?:[器機料代費所室場]|スペース|サービス|設備|コーナー|相談|窓口|貸し?出し?|プラン)$"
)
"""Ends of what is offered that say little of what it is: 託児サービス."""
MIN_NEAR = 0.45
"""Below this a sentence beside a refusal has nothing to do with the question."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a question, and on what evidence."""

    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()
    """For an answer, the sentences it may use; else the nearest the documents say."""
    missing: tuple[str, ...] = ()
    unknown_names: tuple[str, ...] = ()
    confidence: float = 0.0
    candidates: tuple[str, ...] = ()
    """Programmes a question back may name."""

    @property
    def is_answered(self) -> bool:
        """Whether some of the question is."""
        return self.outcome in ("answer", "partial")


def decide(
    question: Question,
    evidence: Sequence[Evidence],
    today: date,
    is_said: Callable[[str], bool] = lambda words: True,
) -> Decision:
    """Answer, answer in part, refuse, ask back, or say that this is no question for the documents.

    Args:
        question: the question, understood.
        evidence: sentences found for it, best first.
        today: the day of asking; only a document current on it can say what holds now.
        is_said: whether any document says some words, folded; it is not asked about words of the evidence.
    """
    if question.aside:
        return Decision("beside")
    confidence = evidence[0].coverage if evidence else 0.0
    if unknown := _unknown(question, evidence, is_said):
        return Decision("refuse", _nearest(question, evidence), (), unknown, confidence * 0.5)
    picked = tuple(one for one in evidence if one.is_picked)
    if picked and not question.heads:
        decision = Decision("answer", picked, confidence=max(one.coverage for one in picked))
    else:
        decision = _decide_value(question, evidence) if question.heads else _decide_text(question, evidence)
    if decision.is_answered and _of_another_issue_fits_better(question, evidence, decision):
        labels = tuple(head.label for head in question.heads)
        decision = Decision("refuse", (), labels, (), confidence * 0.5)
    if decision.outcome == "refuse" and (issue := issue_unsaid(question, evidence)):
        decision = replace(decision, missing=tuple(f"{issue}の{what}" for what in decision.missing))
    if decision.is_answered:
        decision = _with_what_is_lacking(question, decision, today)
    if decision.is_answered and (missing := lacks_what_holds_now(question, decision.evidence, today)):
        decision = refused_for((missing,), decision)
    return decision


def _unknown(
    question: Question, evidence: Sequence[Evidence], is_said: Callable[[str], bool]
) -> tuple[str, ...]:
    """What the question is about and no document knows: its names, else the first of its words that is the name of something."""
    if names := unknown_names(question, evidence):
        return names
    says_the_rest = any(e.coverage >= SAYS_THE_REST for e in evidence)
    checks = (
        unknown_topic,
        *(() if says_the_rest else (unknown_compound, unknown_latin)),
        unknown_called,
        unknown_wanted,
        unknown_helper,
        unknown_person,
        unknown_place,
        unknown_source,
        unknown_attribute,
        unknown_offer,
        unknown_thing,
    )
    for check in checks:
        one = check(question, is_said)
        if (
            one
            and not _said_in_parts(one, evidence)
            and not (check is unknown_offer and _is_like(one, evidence))
        ):
            return (one,)
    return ()


def _is_like(name: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence says a name in other letters, or with another end that says little: いす for 椅子, 測定機 for 測定器; not 修了 for
    修了証."""
    stem = _END_OF_OFFER.sub("", name)
    words = [one.normal for one in morphemes(stem, "A")]
    return len(stem) > 1 and any(set(words) <= short_words(one.text) for one in evidence)


def _of_another_issue_fits_better(
    question: Question, evidence: Sequence[Evidence], decision: Decision
) -> bool:
    """Whether what fits the question best tells of another issue or grade, and the values left are of something else:
    簿記3級 for 簿記1級, beside the fee of a certificate."""
    if not question.heads or not issue_unsaid(question, evidence):
        return False
    best = max((one.coverage for one in evidence if is_of_another_issue(question, one)), default=0.0)
    return best > decision.confidence


def _said_in_parts(name: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence with its headings and title says all words of a name: 冬木沢会議所 of 冬木沢商工会議所; 大藪 of 大藪先生."""
    plain = _HONORIFIC.sub("", name)
    words = short_words(plain)
    return (len(words) > 1 or plain != name) and any(
        words <= short_words("\n".join([e.document.title, *e.passage.section, e.text])) for e in evidence
    )


def _with_what_is_lacking(question: Question, decision: Decision, today: date) -> Decision:
    """The decision, weakened where the sentences lack the point of the question."""
    if missing := lacks(question, decision.evidence, today):
        return refused_for((missing,), decision)
    if missing := partly_lacks(question, decision.evidence):
        return replace(decision, outcome="partial", missing=(*decision.missing, missing))
    return decision


def refused_for(missing: tuple[str, ...], decision: Decision) -> Decision:
    """A refusal for want of some things, beside the best sentences of what would have been an answer."""
    near = tuple(e for e in decision.evidence if is_sentence(e.text) or e.answers or e.is_row)[:2]
    return Decision("refuse", near, missing, (), decision.confidence * 0.5)


def _decide_text(question: Question, evidence: Sequence[Evidence]) -> Decision:
    confidence = evidence[0].coverage if evidence else 0.0
    count = len(question.terms) + sum(subject.is_known for subject in question.subjects)
    least = MIN_COVERAGE_BY_TERMS.get(count, MIN_COVERAGE)
    fitting = tuple(e for e in evidence if e.names_found and e.coverage >= _least_of(e, least))
    if not count or not fitting or (question.needs_hint and not any(e.hinted for e in fitting)):
        return Decision("refuse", _nearest(question, evidence) if count else (), confidence=confidence)
    beside = tuple(e for e in evidence if e.names_found and e.coverage >= BESIDE * least)
    return Decision("answer", beside, confidence=fitting[0].coverage)


def _least_of(evidence: Evidence, least: float) -> float:
    """The share of a question that a sentence must reach; a row or a fragment, which says less around its words, more."""
    if is_sentence(evidence.text):
        return least
    return max(least, MIN_COVERAGE_OF_ROW if evidence.is_row else MIN_COVERAGE_OF_FRAGMENT)


def _decide_value(question: Question, evidence: Sequence[Evidence]) -> Decision:
    labels = tuple(head.label for head in question.heads)
    if not question.subjects and not question.terms:
        return Decision(
            "clarify", tuple(e for e in evidence if e.answers and is_sentence(e.text))[:3], labels
        )
    # 「よろず支援拠点の数は」 tells no more than a name and a count: only a sentence that says the name can answer.
    is_bare = bool(question.subjects) and not question.terms and all(head.general for head in question.heads)
    with_value = [e for e in evidence if e.answers and e.names_found and (e.says_name or not is_bare)]
    fitting = tuple(
        e
        for e in with_value
        if e.coverage >= (MIN_COVERAGE_WITH_VALUE_AND_NAME if e.says_name else MIN_COVERAGE_WITH_VALUE)
    )
    answered = frozenset[int]().union(*(e.answers for e in fitting))
    missing = tuple(label for i, label in enumerate(labels) if i not in answered)
    if not fitting:
        confidence = max((e.coverage for e in with_value), default=0.0)
        return Decision("refuse", _nearest(question, evidence), missing, (), confidence)
    outcome: Outcome = "partial" if missing else "answer"
    least = min(e.coverage for e in fitting)
    beside = tuple(e for e in with_value if e.coverage >= BESIDE * least)
    return Decision(outcome, beside, missing, confidence=fitting[0].coverage)


def unknown_names(question: Question, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Names in the question that read like a programme or body and stand nowhere in what was found, nor in its letterheads."""
    if not is_of_several(question) and any(e.names_found for e in evidence):
        return ()
    passages = {e.passage.passage_id: e for e in evidence}.values()
    seen = [fold(" ".join([e.document.title, *e.passage.section, e.passage.text])) for e in passages]
    told = [subject for subject in question.subjects if not subject.is_known]
    return tuple(subject.label for subject in told if not any(subject.said_in(text) for text in seen))


def _nearest(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What the documents do say nearby: the best sentences that share the question's names."""
    if question.subjects:
        named = [e for e in evidence if e.names_found and not e.answers]
        near = [e for e in named if e.says_name] or named
    else:
        near = [e for e in evidence if e.coverage >= MIN_NEAR]
    return tuple(e for e in near if is_sentence(e.text) and not e.borrowed)[:3]
