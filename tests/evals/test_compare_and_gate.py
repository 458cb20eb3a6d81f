"""Two runs compared item by item, and the gate: what may not fall, what must hold always."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.errors import InputError
from evals.compare import ScoredItem, ScoredRun, compare, json_comparison, paired_difference, text_comparison
from evals.gate import BASELINE, Rules, baseline_of, broken_rules, read_baseline, read_rules


def run(
    name: str, earned: dict[str, float], *, questions: str = "q", measure: str = "all_nuggets_cited"
) -> ScoredRun:
    """A run whose items earned so much of one measure, two items a document."""
    items = {
        item_id: ScoredItem(item_id, f"document {number // 2}", {measure: (value, 1)})
        for number, (item_id, value) in enumerate(earned.items())
    }
    return ScoredRun(name, questions, items)


BEFORE = run("before", {f"i{n}": 1.0 for n in range(20)})


def first(after: ScoredRun, before: ScoredRun = BEFORE):
    return compare(before, after)[0]


def test_a_run_against_itself_neither_wins_nor_loses() -> None:
    same = first(BEFORE)
    assert (same.wins, same.ties, same.losses) == ((), 20, ())
    assert same.difference.value == 0 and not same.is_worse


def test_the_items_that_changed_are_named() -> None:
    after = run("after", {f"i{n}": float(n != 3) for n in range(20)})
    assert first(after).losses == ("i3",)
    assert first(BEFORE, before=after).wins == ("i3",)
    assert "悪くなった（1）: i3" in text_comparison(compare(BEFORE, after), "a", "b")


def test_a_fall_of_every_document_is_worse_one_of_a_single_item_is_chance() -> None:
    assert first(run("after", {f"i{n}": float(n % 2) for n in range(20)})).is_worse
    assert not first(run("after", {f"i{n}": float(n != 3) for n in range(20)})).is_worse


def test_where_less_is_better_a_rise_is_worse() -> None:
    low = run("low", {f"i{n}": 0.0 for n in range(20)}, measure="over_refusal")
    high = run("high", {f"i{n}": 1.0 for n in range(20)}, measure="over_refusal")
    (rise,) = [one for one in compare(low, high) if one.measure.id == "over_refusal"]
    assert rise.is_worse and len(rise.losses) == 20


def test_an_item_that_a_measure_bears_on_in_one_run_only_neither_wins_nor_loses() -> None:
    after = ScoredRun("after", "q", {**BEFORE.items, "i0": ScoredItem("i0", "document 0", {})})
    assert first(after).ties == 19


def test_runs_of_different_questions_are_not_compared() -> None:
    with pytest.raises(InputError, match="別の質問"):
        compare(BEFORE, run("other", {"i0": 1.0}, questions="other"))


def test_the_interval_of_a_difference_is_that_of_pairs() -> None:
    """What is hard in both runs cancels out: the same fall in each document has no spread at all."""
    clusters = {f"d{n}": [((n % 2, 1.0), (n % 2 - 0.5, 1.0))] for n in range(10)}
    found = paired_difference(clusters)
    assert found.value == pytest.approx(-0.5)
    assert (found.low, found.high) == (pytest.approx(-0.5), pytest.approx(-0.5))


def test_a_comparison_in_json_has_every_measure_once() -> None:
    rows = json_comparison(compare(BEFORE, BEFORE))
    assert len({row["measure"] for row in rows}) == len(rows) > 10


def report(earned: dict[str, float], **values: float) -> dict[str, Any]:
    scored = run("r", earned)
    return {
        "manifest": {name: "q" for name in ("version", "commit", "engine", "split", "items", "dataset", "questions_sha256")},
        "measures": {"shien": {"development": {name: {"value": value, "n": 20} for name, value in values.items()}}},
        "items": [
            {"id": i.id, "cluster": i.cluster, "shares": i.shares, "perfect": i.shares["all_nuggets_cited"][0] == 1}
            for i in scored.items.values()
        ],
    }  # fmt: skip


RULES = Rules((), (), ("all_nuggets_cited",))
GOOD = {f"i{n}": 1.0 for n in range(20)}


def test_a_run_like_the_baseline_passes() -> None:
    assert broken_rules(report(GOOD), RULES, BEFORE) == ()


def test_a_fall_below_the_baseline_is_stopped_with_the_items_that_fell() -> None:
    (broken,) = broken_rules(report({name: 0.0 for name in GOOD}), RULES, BEFORE)
    assert "1.000 から 0.000" in broken.message and "i0" in broken.message


def test_a_must_pass_item_that_is_not_whole_or_not_there_stops_a_run() -> None:
    rules = Rules((), ("i1", "gone"), ())
    told = [one.message for one in broken_rules(report({**GOOD, "i1": 0.0}), rules, None)]
    assert len(told) == 2 and "i1" in told[0] and "gone" in told[1]


def _rules(tmp_path, text: str) -> Rules:
    path = tmp_path / "gate.toml"
    path.write_text(text, encoding="utf-8")
    return read_rules(path)


def test_hard_bounds_hold_whatever_the_baseline(tmp_path) -> None:
    rules = _rules(
        tmp_path,
        '[[hard]]\nmeasure = "verbatim_quotes"\nsplit = "development"\nleast = 1.0\n'
        '[[hard]]\nmeasure = "errors"\nsplit = "development"\nmost = 0.0\n',
    )
    assert broken_rules(report(GOOD, verbatim_quotes=1.0, errors=0.0), rules, None) == ()
    told = broken_rules(report(GOOD, verbatim_quotes=0.999, errors=0.01), rules, None)
    assert [one.rule for one in told] == ["verbatim_quotes", "errors"]
    assert len(broken_rules(report(GOOD), rules, None)) == 2  # what was not measured does not pass


@pytest.mark.parametrize(
    "text",
    [
        "[[hard",
        '[[hard]]\nmeasure = "beauty"\nsplit = "all"\nleast = 1',
        '[[hard]]\nmeasure = "errors"\nsplit = "all"',
        '[[hard]]\nmeasure = "errors"\nsplit = "all"\nleest = 1',
        '[soft]\nmeasures = ["beauty"]',
    ],
)
def test_rules_out_of_form_are_refused(text, tmp_path) -> None:
    with pytest.raises(InputError):
        _rules(tmp_path, text)


def test_the_shipped_rules_and_baseline_fit_each_other() -> None:
    rules, baseline = read_rules(), read_baseline()
    assert set(rules.must_pass) <= set(baseline.items)
    assert rules.hard and rules.soft and baseline.items


def test_a_baseline_is_written_without_the_text_of_questions(tmp_path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps(baseline_of(report(GOOD))), encoding="utf-8")
    assert read_baseline(path).items.keys() == GOOD.keys()
    assert "question" not in {key for item in json.loads(BASELINE.read_text())["items"] for key in item}
