"""Whether the evidence is enough to answer, and what is missing if it is not.

Relevance is not enough: when a rate is asked for, some sentence about that very programme must hold a
rate. A neighbour's figure is never borrowed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.evidence import Evidence, is_sentence
from assistant.answering.question import Question
from assistant.text.normalise import fold

Outcome = Literal["answer", "refuse", "clarify"]

MIN_COVERAGE = 0.4
MIN_COVERAGE_OF_FRAGMENT = 0.55
MIN_COVERAGE_WITH_VALUE = 0.45
MIN_COVERAGE_WITH_VALUE_AND_NAME = 0.25
"""Shares of a question's weighted terms a sentence must reach: in general, when it is no whole
sentence, when it holds the value asked for, and when it also says the name itself. Set on the
development split (n = 55): with 0.5 for all, 18 of 18 refused and 10 of 37 wrongly so."""
MIN_NEAR = 0.45
"""Below this a sentence beside a refusal has nothing to do with the question."""
_PROPER = re.compile(
    r".(?:補助金|助成金|給付金|支援金|協力金|奨励金|税制|資金|貸付|融資|保証|センター|機構|デスク|特区|基金|ファンド|認証|認定制度|"
    r"制度|(?<![方手用文寸])法|公庫|信用金庫|銀行)$"
)
"""Ends of names of programmes and bodies. A question about one that no document names is refused."""
_GENERIC_END = re.compile(
    r"(?:事業|補助金|助成金|制度|税制|プログラム|プラットフォーム|会議|拠点|窓口|センター|計画|企業|支援|政策|施策|利用|活用|導入|関連|分野|"
    r"実証|補助|助成|税額|申請|登録|対象|要件|条件|概要|目的|内容|役割|特徴|効果|課題|例|数|額|率|人材|機関|産業|市場|技術|件)+$"
)
MIN_CORE = 2


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a question, and on what evidence."""

    outcome: Outcome
    evidence: tuple[Evidence, ...]
    """For an answer, the sentences it may use; else the nearest the documents say."""
    missing: tuple[str, ...] = ()
    unknown_names: tuple[str, ...] = ()
    confidence: float = 0.0


def decide(question: Question, evidence: Sequence[Evidence]) -> Decision:
    """Answer, refuse or ask back.

    Args:
        question: the question, understood.
        evidence: sentences found for it, best first.
    """
    confidence = evidence[0].coverage if evidence else 0.0
    unknown = unknown_names(question, evidence)
    if unknown:
        return Decision("refuse", _nearest(question, evidence), (), unknown, confidence * 0.5)
    decision = _decide_value(question, evidence) if question.head else _decide_text(question, evidence)
    if decision.outcome == "answer" and question.about_now and _only_past(decision.evidence):
        missing = f"現在の{question.head.label if question.head else '内容'}"
        return Decision("refuse", decision.evidence[:3], (missing,), (), decision.confidence * 0.5)
    return decision


def _only_past(evidence: Sequence[Evidence]) -> bool:
    return all(e.document.standing == "past" for e in evidence)


def _decide_text(question: Question, evidence: Sequence[Evidence]) -> Decision:
    confidence = evidence[0].coverage if evidence else 0.0
    if not question.terms and not question.aliases:
        return Decision("refuse", ())
    fitting = tuple(
        e
        for e in evidence
        if e.names_found and e.coverage >= (MIN_COVERAGE if is_sentence(e.text) else MIN_COVERAGE_OF_FRAGMENT)
    )
    if not fitting:
        return Decision("refuse", _nearest(question, evidence), (), (), confidence)
    return Decision("answer", fitting, confidence=fitting[0].coverage)


def _decide_value(question: Question, evidence: Sequence[Evidence]) -> Decision:
    assert question.head is not None
    if not question.aliases and not question.terms:
        holding = tuple(e for e in evidence if e.answers_head)[:4]
        return Decision("clarify", holding, (question.head.label,))
    with_value = [e for e in evidence if e.answers_head and e.names_found]
    fitting = tuple(
        e
        for e in with_value
        if e.coverage >= (MIN_COVERAGE_WITH_VALUE_AND_NAME if e.says_name else MIN_COVERAGE_WITH_VALUE)
    )
    if not fitting:
        nearest = _nearest(question, evidence)
        confidence = max((e.coverage for e in with_value), default=0.0)
        return Decision("refuse", nearest, (question.head.label,), (), confidence)
    return Decision("answer", fitting, confidence=fitting[0].coverage)


def unknown_names(question: Question, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Names in the question that read like a programme or body and stand nowhere in what was found."""
    passages = {e.passage.passage_id: e for e in evidence}.values()
    seen = [fold(" ".join([e.document.title, *e.passage.section, e.passage.text])) for e in passages]
    unknown = []
    for name in question.names:
        folded = fold(name)
        quoted = f"「{name}」" in question.text
        if (quoted or _PROPER.search(folded)) and not any(
            core in text for core in _cores(folded) for text in seen
        ):
            unknown.append(name)
    return tuple(unknown)


def _cores(name: str) -> list[str]:
    """A name, and the name without its generic end. ``it導入補助金`` → it導入補助金, it"""
    core = _GENERIC_END.sub("", name)
    return [name, core] if len(core) >= MIN_CORE and core != name else [name]


def _nearest(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What the documents do say nearby: the best sentences that share the question's names."""
    named = [e for e in evidence if e.names_found and question.aliases]
    near = named or [e for e in evidence if e.coverage >= MIN_NEAR]
    return tuple(e for e in near if is_sentence(e.text) and not e.borrowed)[:3]
