"""What is to be shown of what was found: a value computed, documents that differ, or the sentences chosen; and what is corrected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.across_editions import (
    Differing,
    corrections_on_editions,
    side_by_side,
    without_other_editions,
)
from assistant.answering.changes import changes_since
from assistant.answering.computing.computed import Calculation
from assistant.answering.computing.operations import operation_asked
from assistant.answering.computing.value import computed_value
from assistant.answering.computing.worked_example import worked_example
from assistant.answering.conflicts import Conflict, conflict_in
from assistant.answering.context import rest_of_passage
from assistant.answering.decide import MIN_COVERAGE_WITH_VALUE, Decision, decide
from assistant.answering.evidence import Evidence
from assistant.answering.extractive import choose
from assistant.answering.fit import weigh
from assistant.answering.instructions import content_only
from assistant.answering.labels import labels_asked_for
from assistant.answering.outlined import headings_asked_for, with_listed
from assistant.answering.own_case.rates import rates_beside
from assistant.answering.own_case.whole_page import with_page
from assistant.answering.premises import Correction, corrections_of
from assistant.answering.question import Question
from assistant.answering.reading_order import in_text_order, told_at_once
from assistant.answering.scope import Scope, everyday_words
from assistant.editions import Editions
from assistant.successions import read_successions
from assistant.text.everyday import official_name
from assistant.text.normalise import normal_text
from assistant.types import Hit

_FOR_EACH = re.compile(r"(?:あたり|当たり|当り|につき|ごと)の")
"""A value for each one that is missing may be computed: 1件あたりの金額."""
_AMOUNT = re.compile(r"(?:往復|片道|合計|全部で)?[0-9][0-9,.]*[千百十]?[万億兆]?(?:円|[^0-9]{1,3})?")
"""The asker's own amount is no topic that a document must name: 600万, 往復84キロ."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be shown of what was found, and what was decided with it."""

    decision: Decision
    chosen: tuple[Evidence, ...]
    computed: Calculation | None = None
    conflict: Conflict | None = None
    differing: Sequence[Differing] = ()
    """What editions of one paper tell differently."""
    below: tuple[Evidence, ...] = ()
    """Sentences chosen that fit less well, to be told with the context."""
    context: tuple[Evidence, ...] = ()


def to_show(
    asked: Question,
    decision: Decision,
    content: Sequence[Evidence],
    hits: Sequence[Hit],
    papers: Mapping[str, Editions],
    scope: Scope,
) -> Shown:
    """A value computed, else two documents that differ side by side, else the sentences that answer and what stands beside them."""
    own = replace(decision, evidence=without_other_editions(decision.evidence, papers))
    computed, own = _computed(asked, own, without_other_editions(content, papers), scope)
    if computed:
        return Shown(own, computed.operands, computed)
    if decision.is_answered and (conflict := conflict_in(asked, own.evidence)):
        return Shown(decision, conflict.sentences, conflict=conflict)
    decision, chosen = _chosen(asked, decision, content, scope)
    below: Sequence[Evidence] = ()
    differing: Sequence[Differing] = ()
    if decision.is_answered:
        at_once, below = told_at_once(asked, chosen)
        chosen, differing = side_by_side(asked, at_once, content, papers)
        listed = headings_asked_for(asked, chosen, hits, scope.index, everyday_words(scope))
        chosen = with_listed(labels_asked_for(asked, chosen, hits, scope.index), chosen)
        chosen = (*rates_beside(asked, chosen, content), *with_listed(chosen, listed))
    shown = [span for one in chosen for span in one.spans]
    below = tuple(one for one in without_other_editions(below, papers) if not one.spans[0].is_within(shown))
    rest = rest_of_passage(asked, decision, (*chosen, *below), content, hits, scope.index.page_text)
    context = without_other_editions(in_text_order([*below, *rest]), papers)
    return Shown(decision, tuple(chosen), differing=differing, below=below, context=context)


def corrections(
    asked: Question,
    shown: Shown,
    content: Sequence[Evidence],
    papers: Mapping[str, Editions],
    scope: Scope,
) -> tuple[Correction, ...]:
    """What the question takes wrongly for granted, what editions tell differently, and what a newer document has changed."""
    successions = read_successions(scope.settings.corpus / "successions.toml")
    chosen = (*shown.chosen, *shown.below)
    own = without_other_editions(chosen, papers)
    return (
        *corrections_on_editions(asked, shown.differing, papers),
        *corrections_of(asked, shown.decision, own, scope.index, successions, scope.today),
        *changes_since(asked, chosen, content),
    )


def _computed(
    asked: Question, decision: Decision, content: Sequence[Evidence], scope: Scope
) -> tuple[Calculation | None, Decision]:
    """What a question asks to be computed, and the decision with it.

    A value nobody wrote down may still follow from two that were: then the question is answered, though no sentence holds
    the value. Only sentences that say the name, or cover as much of the question as one with a value must, give operands.
    """
    unknown = [name for name in decision.unknown_names if not _AMOUNT.fullmatch(normal_text(name))]
    if unknown or not (
        decision.is_answered or (decision.outcome == "refuse" and _lacks_only_the_value(asked, decision))
    ):
        return None, decision
    if example := worked_example(asked, content):
        return example, Decision("answer", example.operands, confidence=example.operands[0].coverage)
    own = [e for e in content if e.names_found and not e.borrowed]
    evidence = decision.evidence
    if not decision.is_answered:
        evidence = tuple(e for e in own if e.coverage >= MIN_COVERAGE_WITH_VALUE)
    terms = weigh(asked, scope.index, everyday_words(scope))

    def whole_page(page: Sequence[Evidence]) -> list[Evidence]:
        return with_page(asked, page, scope)

    computed = computed_value(asked, evidence, own, terms, whole_page, scope.today)
    if computed is None or decision.is_answered:
        return computed, decision
    return computed, Decision("answer", computed.operands, confidence=computed.operands[0].coverage)


def _lacks_only_the_value(asked: Question, decision: Decision) -> bool:
    """Whether a question is refused for want of its value alone, which may follow from others: the computation itself holds
    them to the years asked about, and what there is now may follow from what is needed and what is missing."""
    labels = {head.label for head in asked.heads}
    operation = operation_asked(normal_text(asked.search_text))
    if asked.years and operation in ("change", "percent", "mean", "sum"):
        labels |= {f"{year}年の{label}" for year in asked.years for label in labels}
    if operation == "present":
        labels |= {f"現在の{label}" for label in labels}
    return all(what in labels or _FOR_EACH.search(what) for what in decision.missing)


def _chosen(
    asked: Question, decision: Decision, content: Sequence[Evidence], scope: Scope
) -> tuple[Decision, tuple[Evidence, ...]]:
    """The sentences to show, and the decision they bear out.

    A sentence that points back to an order (その窓口は…) is none to show; where nothing else answers, there is no answer.
    """
    while True:
        wanted = choose(asked, decision, scope.index)
        chosen = tuple(content_only(wanted))
        lost_the_answer = any(e.hinted for e in wanted) and not any(e.hinted for e in chosen)
        if (chosen and not lost_the_answer) or not wanted or not decision.is_answered:
            return decision, chosen
        content = [_answering_nothing(e) if e in decision.evidence else e for e in content]
        decision = decided(asked, content, scope)


def _answering_nothing(evidence: Evidence) -> Evidence:
    """A sentence that still says what its passage is about, and meets nothing of the question."""
    return replace(evidence, coverage=0.0, answers=frozenset(), hinted=frozenset())


def decided(asked: Question, content: Sequence[Evidence], scope: Scope) -> Decision:
    """What is decided on the sentences found; whether words stand in some document is asked of the index."""
    everyday = everyday_words(scope)

    def is_said(words: str) -> bool:
        spellings = (words, *official_name(words, everyday))
        return any(scope.index.folded.saying((spelling,)) for spelling in spellings)

    return decide(asked, content, scope.today, is_said)
