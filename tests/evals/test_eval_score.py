"""Scores: failures stay in the denominators, refusals earn nothing, baselines are scored beside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from eval_samples import PAGE_TEXT, make_answer, make_citation, make_item

from assistant.types import Answer, Passage
from evals.dataset import Evidence, Item
from evals.records import Record
from evals.score import MEASURES, ItemScore, by_kind, by_split, cluster_of, figures, score_item, score_run

PASSAGE = Passage("p", "minutes", 0, 0, len(PAGE_TEXT), PAGE_TEXT)
OTHER = Passage("q", "report", 0, 0, 9, "関係のない別の一節")
REFUSAL = make_answer(("文書に記載がありません。", []), status="abstained")


def record(item_id: str, answer: Answer | None, **more: object) -> Record:
    return replace(Record(item_id, answer, passages=(PASSAGE,)), **more)  # type: ignore[arg-type]


def test_a_whole_cited_answer_earns_everything(right_answer: Answer) -> None:
    score = score_item(make_item(), record("a", right_answer, quotes_verbatim=(True,)))
    for name in (
        "nugget_recall",
        "all_nuggets",
        "all_nuggets_cited",
        "citation_evidence_recall",
        "span_recall",
    ):
        assert score.shares[name] == (1.0, 1), name
    assert score.shares["verbatim_quotes"] == (1.0, 1)
    assert score.shares["over_refusal"] == (0.0, 1)
    assert score.reasons == ()


def test_what_is_said_to_be_missing_beside_all_facts_is_counted(right_answer: Answer) -> None:
    assert score_item(make_item(), record("a", right_answer)).shares["missing_though_told"] == (0.0, 1)
    doubting = replace(right_answer, status="partial", missing=("期限",))
    assert score_item(make_item(), record("a", doubting)).shares["missing_though_told"] == (1.0, 1)
    lacking = replace(doubting, text="別の文です。")
    assert "missing_though_told" not in score_item(make_item(), record("a", lacking)).shares


def test_failed_items_stay_in_every_denominator_at_the_worst_value(right_answer: Answer) -> None:
    items = [
        make_item("a"),
        make_item("b"),
        make_item("c"),
        make_item("d", answerable=False, forbidden=["1/2"]),
    ]
    records = [
        record("a", right_answer),
        Record("b", None, error="ValueError: x"),
        Record("d", None, error="y"),
    ]
    found = figures(score_run(items, records)["shien"])  # "c" has no line at all
    for name in ("nugget_recall", "all_nuggets_cited", "citation_evidence_recall", "span_recall"):
        assert (found[name].value, found[name].n) == (pytest.approx(1 / 3), 3), name
    assert (found["over_refusal"].value, found["over_refusal"].n) == (pytest.approx(2 / 3), 3)
    assert (found["refusal_recall"].value, found["refusal_recall"].n) == (0.0, 1)
    assert (found["forbidden_hit"].value, found["forbidden_hit"].n) == (1.0, 1)
    assert (found["errors"].value, found["errors"].n) == (0.75, 4)


def test_a_refusal_that_shows_the_fact_earns_no_nugget() -> None:
    shown = make_answer(("中小企業は2/3です。", [make_citation()]), status="abstained")
    score = score_item(make_item(), record("a", shown))
    assert score.shares["nugget_recall"] == (0.0, 1)
    assert score.shares["citation_evidence_recall"] == (0.0, 1)
    assert score.shares["over_refusal"] == (1.0, 1)
    assert score.reasons == ("答えられる質問を断った",)


@pytest.mark.parametrize(
    ("quote", "shown"), [("中小企業は2/3です。", 1.0), ("Go-Tech事業は改善します。", 0.0)]
)
def test_a_refusal_that_sends_to_the_evidence_is_counted_apart(quote: str, shown: float) -> None:
    refused = replace(make_answer(status="abstained"), to_read=(make_citation(quote),))
    assert score_item(make_item(), record("a", refused)).shares["place_though_refused"] == (shown, 1)
    unanswerable = score_item(make_item(answerable=False, nuggets=()), record("a", refused))
    assert "place_though_refused" not in unanswerable.shares


def test_refusal_precision_and_recall_have_their_own_denominators(right_answer: Answer) -> None:
    items = [
        make_item("a"),
        make_item("b"),
        make_item("c", answerable=False),
        make_item("d", answerable=False),
    ]
    answers = {"a": right_answer, "b": REFUSAL, "c": REFUSAL, "d": right_answer}
    found = figures(score_run(items, [record(i, a) for i, a in answers.items()])["shien"])
    assert (found["refusal_recall"].value, found["refusal_recall"].n) == (0.5, 2)
    assert (found["refusal_precision"].value, found["refusal_precision"].n) == (0.5, 2)
    assert (found["over_refusal"].value, found["over_refusal"].n) == (0.5, 2)


def test_a_question_back_is_neither_an_answer_nor_a_refusal() -> None:
    back = make_answer(("どの制度ですか。", []), status="needs_clarification")
    for item in (make_item(), make_item(answerable=False)):
        score = score_item(item, record("a", back))
        assert score.shares["clarification"] == (1.0, 1)
        assert "refusal_precision" not in score.shares
        refused = score.shares["over_refusal" if item.answerable else "refusal_recall"]
        assert refused == (0.0, 1)
    assert score_item(make_item(), record("a", back)).shares["nugget_recall"] == (0.0, 1)


def vague(item_id: str = "a") -> Item:
    return replace(make_item(item_id, answerable=False, kind="ambiguous"), expected="clarify")


def test_a_vague_question_is_to_be_asked_back_with_something_shown() -> None:
    quote = make_citation()
    shown = make_answer(("NEDOは2/3です。どの制度ですか。", [quote]), status="needs_clarification")
    partly = make_answer(("NEDOは2/3です。", [quote]), status="partial", missing=["制度の名"])
    good = [shown, replace(partly, questions=("どの制度ですか。",))]
    bare = make_answer(("どの制度ですか。", []), status="needs_clarification")
    guessed = replace(make_answer(("2/3です。", [quote])), questions=("ほかの制度も見ますか。",))
    for answer in good:
        score = score_item(vague(), record("a", answer))
        assert (score.shares["clarified"], score.reasons) == ((1.0, 1), ())
    for answer in (bare, guessed, partly, REFUSAL):
        score = score_item(vague(), record("a", answer))
        assert score.shares["clarified"] == (0.0, 1)
        assert score.reasons == ("あいまいな質問に、聞き返して資料にあることを示していない",)


def test_vague_questions_bear_on_no_measure_of_refusing() -> None:
    for answer in (REFUSAL, make_answer(("2/3です。", [make_citation()])), None):
        shares = score_item(vague(), record("a", answer)).shares
        assert {"refusal_recall", "refusal_precision", "over_refusal"}.isdisjoint(shares)
    assert score_item(vague(), None).shares["clarified"] == (0.0, 1)
    assert "clarified" not in score_item(make_item(), record("a", REFUSAL)).shares


def test_a_computed_figure_is_supported_by_quotes_of_its_operands() -> None:
    item = replace(
        make_item(kind="calculation", nuggets=[("1/6",)]),
        evidence=(Evidence("minutes", "大企業が1/2", "#0"), Evidence("minutes", "中小企業は2/3です。", "#1")),
    )
    one, other = make_citation("中小企業は2/3です。"), make_citation("NEDOの補助率は大企業が1/2、", 2)
    whole = make_answer(("差は1/6です。", [one, other]))
    elsewhere = make_answer(("差は1/6です。", [one]), ("大企業は1/2です。", [other]))
    assert score_item(item, record("a", whole)).shares["all_nuggets_cited"] == (1.0, 1)
    assert score_item(item, record("a", elsewhere)).shares["all_nuggets_cited"] == (0.0, 1)
    assert score_item(item, record("a", elsewhere)).reasons == ("引用が支えていない: 1/6",)
    assert score_item(replace(item, kind="fact"), record("a", whole)).shares["all_nuggets_cited"] == (0.0, 1)


def test_a_forbidden_string_counts_apart_in_answers_and_in_refusals() -> None:
    item = make_item(answerable=False, forbidden=["1/2"])
    answered = make_answer(("補助率は1/2です。", [make_citation()]))
    refused = make_answer(("別の制度では1/2です。", [make_citation()]), status="abstained")
    borrowed, neighbour = score_item(item, record("a", answered)), score_item(item, record("a", refused))
    assert borrowed.shares["forbidden_hit"] == (1.0, 1)
    assert borrowed.reasons == ("答えのない質問に答えた", "あってはならない語: 1/2")
    assert neighbour.shares["forbidden_hit"] == (0.0, 1)
    assert neighbour.shares["forbidden_in_refusal"] == (1.0, 1)
    assert neighbour.reasons == ()


def test_each_missing_or_unsupported_fact_is_named() -> None:
    item = make_item(nuggets=[("2/3",), ("1/2",)])
    answer = make_answer(("中小企業は2/3です。", [make_citation("Go-Tech事業は改善します。")]))
    reasons = score_item(item, record("a", answer, quotes_verbatim=(False,))).reasons
    assert reasons == ("引用が支えていない: 2/3", "示されていない: 1/2", "引用が原文と違う")


def test_verbatim_quotes_are_counted_by_quote(right_answer: Answer) -> None:
    items = [make_item("a"), make_item("b")]
    records = [
        record("a", right_answer, quotes_verbatim=(True, True, False)),
        record("b", right_answer, quotes_verbatim=(True,)),
    ]
    found = figures(score_run(items, records)["shien"])["verbatim_quotes"]
    assert (found.value, found.n) == (0.75, 4)


def test_no_passage_found_is_a_failure_of_the_search(right_answer: Answer) -> None:
    assert score_item(make_item(), record("a", right_answer, passages=())).shares["span_recall"] == (0.0, 1)


def test_each_baseline_does_one_dumb_thing(right_answer: Answer) -> None:
    items = [make_item("a"), make_item("b", answerable=False)]
    records = [record("a", right_answer), record("b", REFUSAL, passages=(OTHER,))]
    systems = {name: figures(scores) for name, scores in score_run(items, records).items()}
    assert systems["first_passage"]["nugget_recall"].value == 1.0
    assert systems["first_passage"]["refusal_recall"].value == 0.0
    assert systems["always_refuse"]["refusal_recall"].value == 1.0
    assert systems["always_refuse"]["over_refusal"].value == 1.0
    assert systems["always_refuse"]["nugget_recall"].value == 0.0
    assert systems["random_citation"]["nugget_recall"].value == systems["shien"]["nugget_recall"].value


def test_random_citations_are_drawn_by_a_seed_and_cost_the_support(right_answer: Answer) -> None:
    items = [make_item(str(i)) for i in range(20)]
    records = [record(str(i), right_answer, passages=(OTHER,) if i else (PASSAGE,)) for i in range(20)]
    once, again = (score_run(items, records)["random_citation"] for _ in range(2))
    assert [score.shares for score in once] == [score.shares for score in again]
    assert figures(once)["all_nuggets"].value == 1.0
    supported = figures(once)["all_nuggets_cited"].value
    assert supported is not None and supported < 0.5


def test_every_share_is_a_known_measure(right_answer: Answer) -> None:
    known = {measure.id for measure in MEASURES}
    item = make_item(forbidden=["1/2"])
    for answer in (right_answer, REFUSAL, None):
        assert set(score_item(item, record("a", answer, quotes_verbatim=(True,))).shares) <= known


def test_items_are_grouped_by_half_kind_and_document() -> None:
    scores = [
        ItemScore(make_item("a", split="sealed"), {}, (), False),
        ItemScore(make_item("b", answerable=False), {}, (), False),
    ]
    assert {name: len(members) for name, members in by_split(scores).items()} == {
        "all": 2,
        "sealed": 1,
        "development": 1,
    }
    assert {name: len(members) for name, members in by_kind(scores).items()} == {"fact": 1, "near_miss": 1}
    assert cluster_of(make_item()) == "minutes"
    assert cluster_of(replace(make_item(), evidence=())) == f"({make_item().id})"
