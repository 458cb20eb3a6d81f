"""What the report shows of a run: the figures of the JSON report, why each item failed, and nothing of the sealed half."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from eval_samples import make_answer, make_citation, make_item
from report_samples import CASES, LACKING, SECRET, WHOLE, items, make_run, product, write_dataset

from assistant.errors import InputError
from assistant.types import Passage
from evals.causes import CAUSES, cause_of, failed_item
from evals.gate import baseline_of
from evals.records import Record
from evals.report_data import report_data
from evals.risk_coverage import Asked, point_at, risk_coverage
from evals.score import score_item, score_run
from evals.scoring import scored_report
from evals.spent import stages, usage_of
from evals.standing import standings


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dataset(tmp_path_factory.mktemp("set") / "own", items())


@pytest.fixture(scope="module")
def run(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("home"), dataset)


def test_the_figures_are_those_of_the_json_report(run: Path, dataset: Path) -> None:
    data, report = report_data(run, dataset), scored_report(run, dataset)
    assert [group.name for group in data.groups] == ["all", "development", "sealed"]
    for group in data.groups:
        for row in group.rows:
            for system, found in row.figures.items():
                assert asdict(found) == report["measures"][system][group.name][row.measure.id]
    for one in data.kinds:
        assert asdict(one.figure) == report["kinds"][one.kind][one.measure.id]


def test_every_item_that_is_not_perfect_is_there_with_its_cause(run: Path, dataset: Path) -> None:
    data = report_data(run, dataset)
    found = {one.item.id: one.cause for one in data.failures}
    assert found == {item.id: cause for cause, (item, _) in CASES.items() if cause}
    assert data.causes == dict.fromkeys(CAUSES, 1)


def test_of_the_sealed_half_only_the_number_is_in_the_data(run: Path, dataset: Path) -> None:
    data = report_data(run, dataset, run)
    assert data.sealed_failures == 1
    assert SECRET not in repr(data)


def passages(text: str) -> tuple[Passage, ...]:
    return (Passage("p", "minutes", 0, 0, len(text), text),)


def test_what_was_cited_was_retrieved_whatever_the_bare_question_found() -> None:
    item = make_item(nuggets=[["9割"]])
    for answer, cause in ((WHOLE, "not_chosen"), (LACKING, "not_retrieved")):
        record = Record("a", answer, passages=passages("何もない"), quotes_verbatim=(True,))
        assert cause_of(score_item(item, record), record) == cause


def test_a_refusal_is_blamed_on_retrieval_only_where_the_evidence_did_not_come() -> None:
    refusal = make_answer(status="abstained")
    for text, cause in (("中小企業は2/3です。", "refused_wrongly"), ("何もない", "not_retrieved")):
        record = Record("a", refusal, passages=passages(text))
        assert cause_of(score_item(make_item(), record), record) == cause


def test_a_quote_that_is_not_verbatim_is_a_wrong_citation() -> None:
    record = Record("a", WHOLE, passages=(), quotes_verbatim=(False,))
    assert cause_of(score_item(make_item(), record), record) == "wrong_citation"


def test_facts_evidence_and_passages_say_how_far_they_came() -> None:
    item = make_item(nuggets=[["2/3"], ["9割"]])
    record = Record(
        "a",
        WHOLE,
        passages=(*passages("中小企業は2/3です。"), *passages("何もない")),
        quotes_verbatim=(True,),
    )
    shown = failed_item(score_item(item, record), record)
    assert [(fact.is_said, fact.is_cited) for fact in shown.facts] == [(True, True), (False, False)]
    assert [(one.is_retrieved, one.is_cited) for one in shown.sought] == [(True, True)]
    assert [one.holds_evidence for one in shown.retrieved] == [True, False]


def test_a_run_says_what_changed_since_another(run: Path, dataset: Path, tmp_path: Path) -> None:
    before = make_run(tmp_path, dataset, product({"whole": LACKING, "forbidden": LACKING, "hidden": WHOLE}))
    change = report_data(run, dataset, before).change
    assert change and change.before == before.name
    moved = {one.id: one for one in change.moved}
    assert set(moved) == {"whole", "forbidden"} and change.sealed_moved == 1
    assert "all_nuggets_cited" in moved["whole"].better and not moved["whole"].worse
    assert "forbidden_hit" in moved["forbidden"].worse
    assert change.moved[-1].id == "whole"  # what did worse comes first


def test_a_baseline_file_will_do_to_compare_with(run: Path, dataset: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps(baseline_of(scored_report(run, dataset))), encoding="utf-8")
    change = report_data(run, dataset, baseline).change
    assert change and not change.moved and change.manifest["version"]


def test_runs_of_different_questions_are_not_compared(run: Path, dataset: Path, tmp_path: Path) -> None:
    report = scored_report(run, dataset)
    report["manifest"]["questions_sha256"] = "other"
    (tmp_path / "baseline.json").write_text(json.dumps(baseline_of(report)), encoding="utf-8")
    with pytest.raises(InputError, match="別の質問"):
        report_data(run, dataset, tmp_path / "baseline.json")


def test_the_product_stands_clear_of_a_baseline_only_where_it_is_better_by_more_than_chance() -> None:
    several = [make_item(f"i{n}", doc_id=f"d{n}") for n in range(8)]
    right = {
        item.id: make_answer(("中小企業は2/3です。", [make_citation(doc_id=item.evidence[0].doc_id)]))
        for item in several
    }
    refused = make_answer(status="abstained")

    def told_by(answers: dict) -> dict[str, bool]:
        records = [Record(item.id, answers[item.id], passages=(), quotes_verbatim=()) for item in several]
        (always_refuse,) = [
            one for one in standings(score_run(several, records)) if one.system == "always_refuse"
        ]
        assert [one.measure.id for one in always_refuse.games] == ["refusal_recall", "forbidden_hit"]
        return {one.measure.id: one.is_clear for one in always_refuse.told_by}

    assert told_by(right) == {"all_nuggets_cited": True, "over_refusal": True}
    assert told_by(dict.fromkeys(right, refused)) == {"all_nuggets_cited": False, "over_refusal": False}


def test_refusing_the_unsure_answers_lowers_coverage_and_risk() -> None:
    asked = [
        Asked(0.9, True, True),
        Asked(0.5, True, False),
        Asked(0.5, True, True),
        Asked(0.95, False, False),
    ]
    sure, now = risk_coverage(asked)
    assert (sure.threshold, sure.coverage, sure.risk, sure.answers) == (0.9, 0.25, 0.0, 1)
    assert (now.threshold, now.coverage, now.risk, now.answers) == (0.5, 0.75, pytest.approx(1 / 3), 3)
    assert point_at([sure, now], 0.0) == now and point_at([sure, now], 0.6) == sure
    assert point_at([sure, now], 0.91) is None


def test_time_is_told_by_stage_and_failures_have_none() -> None:
    took = [{"total": float(ms), "retrieve": 1.0} for ms in range(1, 102)]
    records = [Record("a", replace(WHOLE, timings_ms=one)) for one in took] + [Record("b", None, "x")]
    retrieve, total = stages(records)
    assert (retrieve.name, total.name, total.n) == ("retrieve", "total", 101)
    assert (total.p50, total.p95) == (51, 96)


def test_cost_is_told_only_where_every_answer_has_a_price() -> None:
    def used(**usage: int) -> Record:
        return Record("a", replace(WHOLE, usage=usage))

    priced = used(input_tokens=1000, output_tokens=50, usd_millionths=500)
    free = used(input_tokens=200, output_tokens=10, estimated=1)
    assert usage_of("shien", [Record("a", WHOLE)]) is None
    one = usage_of("shien", [priced, priced, Record("b", None, "x")])
    assert one and (one.n, one.input_tokens, one.output_tokens, one.usd) == (2, 2000, 100, 0.001)
    both = usage_of("shien", [priced, free])
    assert both and both.usd is None and both.is_estimated and not one.is_estimated
