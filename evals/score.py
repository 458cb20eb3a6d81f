"""Score a run: what each item earned, and the figures over all of them. Asks nothing anew.

An item that failed, or has no line at all, takes the worst value of every measure that bears on it:
0 where more is better, 1 where less is better. It never leaves a denominator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.types import Answer
from evals import citation_measures as citations
from evals import measures
from evals.auroc import auroc
from evals.baselines import baseline_records
from evals.calibration import calibration_error
from evals.dataset import Item
from evals.records import Record
from evals.statistics import Figure, Share, figure


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's standard name, the name users read, and which way is better."""

    id: str
    label: str
    better: Literal["more", "less", "neither"]


MEASURES = (
    Measure("all_nuggets_cited", "必要な事実がすべて、引用つきで示された", "more"),
    Measure("all_nuggets", "必要な事実がすべて示された", "more"),
    Measure("nugget_recall", "必要な事実のうち示された割合", "more"),
    Measure("fact_first", "最初の文に、必要な事実がある", "more"),
    Measure("facts_in_three", "はじめの3文に、必要な事実がすべてある", "more"),
    Measure("missing_though_told", "必要な事実をすべて示したのに、足りないものがあると言った", "less"),
    Measure("citation_evidence_recall", "根拠となる箇所のうち引用された割合", "more"),
    Measure("citation_document_recall", "根拠となる文書のうち引用された割合", "more"),
    Measure("citation_recall", "文のうち、引用がそろって支えているもの（n は文の数）", "more"),
    Measure("citation_precision", "引用のうち、文を支えるのに要るもの（n は引用の数）", "more"),
    Measure("numeric_precision", "文の数値のうち、引用にあるもの（n は数値の数）", "more"),
    Measure("numeric_recall", "必要な数値のうち、示されたもの（n は数値の数）", "more"),
    Measure("span_recall", "根拠となる箇所のうち検索で届いた割合", "more"),
    Measure("verbatim_quotes", "引用が保存された原文と一字一句同じ（n は引用の数）", "more"),
    Measure("refusal_recall", "答えのない質問を断った", "more"),
    Measure("refusal_precision", "断ったうち、実際に答えのない質問", "more"),
    Measure("over_refusal", "答えられる質問を断った", "less"),
    Measure("place_though_refused", "答えられる質問を断ったが、根拠の箇所を示した", "more"),
    Measure("forbidden_hit", "答えに、あってはならない語がある", "less"),
    Measure("forbidden_in_refusal", "断りの文に、隣の制度の数字などがある", "less"),
    Measure("clarified", "あいまいな質問に聞き返し、資料にあることも示した", "more"),
    Measure("clarification", "聞き返した", "neither"),
    Measure("answer_characters", "答えの長さ（字、n は答えた質問）", "neither"),
)
CONFIDENCE = (
    Measure("confidence_auroc_answerable", "確からしさが、答えのある質問とない質問を分ける（AUROC）", "more"),
    Measure(
        "confidence_auroc_whole", "確からしさが、すべて示せた答えとそうでない答えを分ける（AUROC）", "more"
    ),
    Measure("calibration_error", "確からしさと、すべて示せた割合との隔たり（5区分の平均）", "less"),
)
"""Of the product's own confidence; the baselines have none."""
ERRORS = Measure("errors", "答えられずに失敗した", "less")
"""Failed items. Counted beside the others, and inside every one of them as its worst value."""


@dataclass(frozen=True, slots=True)
class ItemScore:
    """What one item earned: measure id → (numerator, denominator), and why it is not perfect."""

    item: Item
    shares: dict[str, Share]
    reasons: tuple[str, ...]
    failed: bool
    confidence: float = 0.0


def score_item(item: Item, record: Record | None) -> ItemScore:
    """Score one answer against its item; ``None`` or an error is a failure."""
    if record is None or record.answer is None:
        reason = record.error if record and record.error else "答えの記録がありません"
        return ItemScore(item, _failed_shares(item), (f"失敗: {reason}",), True)
    shares = _answerable_shares(item, record) if item.answerable else {}
    answer = record.answer
    result = measures.outcome(answer, item.answerable, item.forbidden)
    hits = measures.forbidden_hits(item.forbidden, answer.text)
    if result == "refused" and item.expected != "clarify":
        shares["refusal_precision"] = (float(not item.answerable), 1)
    if result == "refused" and item.forbidden:
        shares["forbidden_in_refusal"] = (float(bool(hits)), 1)
    happened = measures.clarified(answer) if item.expected == "clarify" else result == "refused"
    shares[_OUTCOME_MEASURE[item.expected]] = (float(happened), 1)
    shares |= _fidelity(item, answer, answered=result == "answered")
    if item.forbidden:
        shares["forbidden_hit"] = (float(bool(hits) and result == "answered"), 1)
    if result == "answered":
        shares["answer_characters"] = (float(len(answer.text)), 1)
    shares["clarification"] = (float(result == "clarification"), 1)
    if record.quotes_verbatim:
        shares["verbatim_quotes"] = (float(sum(record.quotes_verbatim)), len(record.quotes_verbatim))
    return ItemScore(item, shares, _reasons(item, record, result, hits), False, answer.confidence)


def _answerable_shares(item: Item, record: Record) -> dict[str, Share]:
    answer = record.answer
    assert answer is not None
    shares: dict[str, Share] = {}
    if record.passages is not None:
        passages = [(passage.doc_id, passage.text) for passage in record.passages]
        shares["span_recall"] = (measures.evidence_recall(item.evidence, passages), 1)
    result = measures.outcome(answer, True, ())
    if result == "refused":
        places = [(place.doc_id, place.quote) for place in (*answer.citations, *answer.to_read)]
        shares["place_though_refused"] = (float(measures.evidence_recall(item.evidence, places) > 0), 1)
    if result != "answered":
        # A refusal may show nearby facts; that is not an answer, and earns nothing.
        return {**shares, **{name: (0.0, 1) for name in _EARNED_BY_ANSWERING}}
    said = measures.found_nuggets(item.nuggets, answer.text)
    cited = [(citation.doc_id, citation.quote) for citation in answer.citations]
    supported = supported_nuggets(item, answer)
    shares["nugget_recall"] = (measures.nugget_recall(said), 1)
    shares["all_nuggets"] = (float(measures.all_nuggets(said)), 1)
    shares["all_nuggets_cited"] = (float(measures.all_nuggets(supported)), 1)
    if measures.all_nuggets(said):
        shares["missing_though_told"] = (float(answer.status == "partial"), 1)
    shares["fact_first"] = (float(any(measures.told_first(item.nuggets, answer, 1))), 1)
    shares["facts_in_three"] = (float(measures.all_nuggets(measures.told_first(item.nuggets, answer, 3))), 1)
    shares["citation_evidence_recall"] = (measures.evidence_recall(item.evidence, cited), 1)
    shares["citation_document_recall"] = (measures.document_recall(item.evidence, cited), 1)
    return shares


def _fidelity(item: Item, answer: Answer, *, answered: bool) -> dict[str, Share]:
    """What the answer's statements are worth, neighbours shown beside a refusal included."""
    shares = {
        "citation_precision": citations.citation_precision(answer),
        "numeric_precision": citations.numeric_precision(answer),
    }
    if answered or answer.statements:
        shares["citation_recall"] = citations.citation_recall(answer)
    if item.answerable:
        told = citations.numeric_recall(item.nuggets, answer)
        shares["numeric_recall"] = told if answered else (0.0, told[1])
    return shares


_OUTCOME_MEASURE = {"answer": "over_refusal", "refuse": "refusal_recall", "clarify": "clarified"}
"""What tells whether an item had the right outcome. Vague questions bear on no measure of refusing."""

_EARNED_BY_ANSWERING = (
    "nugget_recall",
    "all_nuggets",
    "all_nuggets_cited",
    "fact_first",
    "facts_in_three",
    "citation_evidence_recall",
    "citation_document_recall",
)


def supported_nuggets(item: Item, answer: Answer) -> tuple[bool, ...]:
    if item.kind == "calculation":
        return measures.computed_nuggets(item.nuggets, item.evidence, answer)
    return measures.cited_nuggets(item.nuggets, answer)


def _failed_shares(item: Item) -> dict[str, Share]:
    shares: dict[str, Share] = {"clarification": (0.0, 1)}
    if item.answerable:
        shares |= {name: (0.0, 1) for name in (*_EARNED_BY_ANSWERING, "span_recall", "citation_recall")}
    shares[_OUTCOME_MEASURE[item.expected]] = (float(item.answerable), 1)
    if item.forbidden:
        shares["forbidden_hit"] = (1.0, 1)
    return shares


def _reasons(item: Item, record: Record, result: str, hits: Sequence[str]) -> tuple[str, ...]:
    answer = record.answer
    assert answer is not None
    reasons = []
    if item.expected == "clarify":
        if not measures.clarified(answer):
            reasons.append("あいまいな質問に、聞き返して資料にあることを示していない")
    elif result == "clarification":
        reasons.append("聞き返した")
    elif item.answerable and result == "refused":
        reasons.append("答えられる質問を断った")
    elif not item.answerable and result == "answered":
        reasons.append("答えのない質問に答えた")
    elif item.answerable:
        said = measures.found_nuggets(item.nuggets, answer.text)
        supported = supported_nuggets(item, answer)
        for nugget, is_said, is_supported in zip(item.nuggets, said, supported, strict=True):
            if not is_said:
                reasons.append(f"示されていない: {nugget[0]}")
            elif not is_supported:
                reasons.append(f"引用が支えていない: {nugget[0]}")
    if hits and result == "answered":
        reasons.append(f"あってはならない語: {'、'.join(hits)}")
    if not all(record.quotes_verbatim):
        reasons.append("引用が原文と違う")
    return tuple(reasons)


def score_run(
    items: Sequence[Item], records: Sequence[Record], closed_book: Sequence[Record] = ()
) -> dict[str, tuple[ItemScore, ...]]:
    """Score the product (``shien``) and the baselines on the same items, in item order.

    ``closed_book`` is scored as one more baseline where there is any of it.
    """
    questions = {item.id: item.question for item in items}
    known = [record for record in records if record.id in questions]
    systems = {"shien": tuple(known), **baseline_records(known, questions)}
    if closed_book:
        systems["closed_book"] = tuple(closed_book)
    return {name: _score_all(items, system) for name, system in systems.items()}


def _score_all(items: Sequence[Item], records: Sequence[Record]) -> tuple[ItemScore, ...]:
    by_id = {record.id: record for record in records}
    return tuple(score_item(item, by_id.get(item.id)) for item in items)


def cluster_of(item: Item) -> str:
    """The documents an item stands on, as one name; each item without any is a cluster of its own.

    Unanswerable questions share no document whose wording they would stand or fall with.
    """
    return "+".join(sorted({evidence.doc_id for evidence in item.evidence})) or f"({item.id})"


def figures(scores: Iterable[ItemScore]) -> dict[str, Figure]:
    """Every measure over these items: measure id → figure. ``errors`` counts the failed ones."""
    members = list(scores)
    found = {measure.id: _figure(members, _share_of(measure.id)) for measure in MEASURES}
    found[ERRORS.id] = _figure(members, lambda score: (float(score.failed), 1))
    return found


def confidence_figures(scores: Iterable[ItemScore]) -> dict[str, Figure]:
    """How far the confidence of answers can be trusted; questions to be asked back are left out."""
    members = [score for score in scores if score.item.expected != "clarify"]
    whole = [score.shares.get("all_nuggets_cited", (0.0, 1))[0] > 0 for score in members]
    groups = [cluster_of(score.item) for score in members]
    sure = [score.confidence for score in members]
    answerable = [score.item.answerable for score in members]
    return {
        "confidence_auroc_answerable": auroc(list(zip(groups, answerable, sure, strict=True))),
        "confidence_auroc_whole": auroc(list(zip(groups, whole, sure, strict=True))),
        "calibration_error": Figure(calibration_error(list(zip(sure, whole, strict=True))), len(members)),
    }


def _share_of(measure_id: str) -> Callable[[ItemScore], Share]:
    return lambda score: score.shares.get(measure_id, (0.0, 0))


def _figure(scores: Sequence[ItemScore], share: Callable[[ItemScore], Share]) -> Figure:
    clusters: dict[str, list[Share]] = defaultdict(list)
    for score in scores:
        clusters[cluster_of(score.item)].append(share(score))
    return figure(clusters)


def by_split(scores: Sequence[ItemScore]) -> Mapping[str, list[ItemScore]]:
    """Group scores: ``all``, then each half that is present."""
    groups: dict[str, list[ItemScore]] = {"all": list(scores)}
    for score in scores:
        groups.setdefault(score.item.split, []).append(score)
    return groups


def by_kind(scores: Sequence[ItemScore]) -> Mapping[str, list[ItemScore]]:
    """Group scores by the kind of question, in the order the kinds first appear."""
    groups: dict[str, list[ItemScore]] = {}
    for score in scores:
        groups.setdefault(score.item.kind, []).append(score)
    return groups
