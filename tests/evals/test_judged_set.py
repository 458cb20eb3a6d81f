"""The hand-labelled set a judge is held to: whole, of the development half, and hard enough to tell judges apart."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.errors import InputError
from assistant.settings import Settings
from evals.altered import load_pairs
from evals.dataset import DEFAULT_DATASET, load_items, load_sections, locate, sections_of, source_texts
from evals.judge import VERDICTS
from evals.judge_agreement import agreements, describe_agreements, offline_says, read_labelled
from evals.measures import normalise
from evals.verification import shipped_check

LABELLED = read_labelled()
SUPPORT = [one.row for one in LABELLED if one.case.task == "support"]
COMPLETENESS = [one.row for one in LABELLED if one.case.task == "completeness"]


def test_there_are_enough_of_both_kinds_and_of_both_labels() -> None:
    counts = Counter((one.case.task, one.label) for one in LABELLED)
    for task, (yes, no) in VERDICTS.items():
        assert counts[task, yes] + counts[task, no] >= 60
        assert min(counts[task, yes], counts[task, no]) >= 25
    assert sum(one.borderline for one in LABELLED) >= 20
    assert all(one.note for one in LABELLED)
    assert (
        len({one.case.id for one in LABELLED}) == len({one.case.sha256 for one in LABELLED}) == len(LABELLED)
    )


def test_evidence_is_verbatim_and_of_development_sections() -> None:
    texts, sections = source_texts(Settings().corpus), load_sections(DEFAULT_DATASET)
    for row in SUPPORT:
        located, _ = locate(sections[row["origin"]], texts[row["origin"]])
        for quote in row["evidence"]:
            holding = sections_of(quote, texts[row["origin"]], located)
            assert holding and {section.split for section in holding} == {"development"}, row["id"]


def test_dates_are_those_of_the_documents() -> None:
    dates = {pair.origin: pair.dated for pair in load_pairs()}
    assert all(row["dated"] == dates[row["origin"]] for row in SUPPORT)


def test_no_statement_is_one_of_the_altered_pairs() -> None:
    known = {normalise(pair.statement) for pair in load_pairs()}
    assert not [row["id"] for row in SUPPORT if normalise(row["statement"]) in known]


def test_questions_facts_and_quotes_are_those_of_development_items() -> None:
    items = {item.id: item for item in load_items(DEFAULT_DATASET, "development")}
    for row in COMPLETENESS:
        item = items[row["item"]]
        assert row["question"] == item.question and tuple(row["fact"]) in item.nuggets, row["id"]
        assert row["evidence"] == [evidence.quote for evidence in item.evidence]
        assert [tuple(turn) for turn in row.get("history", ())] == list(item.history)


def test_the_offline_checks_are_measured_on_the_same_cases_and_are_not_perfect() -> None:
    found = agreements("offline", LABELLED, offline_says(LABELLED, shipped_check(Settings().corpus)))
    assert [one.task for one in found] == ["support", "completeness"]
    for one in found:
        assert one.no_verdict == 0 and one.accuracy.n == one.alpha.n >= 60
        assert one.accuracy.value is not None and 0.5 < one.accuracy.value < 1
        assert len(one.disagreements) == round(one.accuracy.n * (1 - one.accuracy.value))
        for row in one.disagreements:
            assert row.label != row.said and row.id in describe_agreements(found)


def test_a_label_that_is_none_is_refused(tmp_path) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text(
        '{"id": "a", "task": "support", "statement": "s", "evidence": ["e"], "dated": null, "label": "told",'
        ' "borderline": false, "note": "n"}',
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="label told"):
        read_labelled(path)
