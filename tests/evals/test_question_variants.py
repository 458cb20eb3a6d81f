"""Variants of a run's questions: only what reads differently is asked again, and the change is paired by question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_samples import FakeAssistant, make_answer, make_citation, make_item
from report_samples import write_dataset
from typer.testing import CliRunner

import assistant
from assistant.settings import Settings
from assistant.types import Answer
from evals.cli import app
from evals.dataset import Item
from evals.run import answer_items, start_run
from evals.variants import KINDS, LABELS, describe_robustness, measure_robustness, variants_of, varied

WHOLE = make_answer(("中小企業は2/3です。", [make_citation()]))
LACKING = make_answer(("Go-Tech事業は改善します。", [make_citation("Go-Tech事業は改善します。")]))
SETTINGS = Settings()


def items() -> list[Item]:
    """Questions two of which a half-width keyboard writes otherwise."""
    from dataclasses import replace

    asked = {"a": "ゴーテックの補助率は？", "b": "補助率２／３とは？", "c": "補助率は"}
    return [replace(make_item(name), question=question) for name, question in asked.items()]


def product(worse: str = "") -> FakeAssistant:
    """Answers in full, but for questions in which these words stand."""

    def reply(question: str) -> Answer:
        return LACKING if worse and worse in question else WHOLE

    fake = FakeAssistant(reply)
    fake.close = lambda: None  # type: ignore[attr-defined]
    return fake


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "set", items())


@pytest.fixture
def run(tmp_path: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHIEN_HOME", str(tmp_path))
    settings, fake = Settings(), product()
    folder = start_run(settings, fake, dataset, "all", "extractive")
    answer_items(fake, items(), folder, settings, "extractive")
    return folder


def measure(run: Path, fake: FakeAssistant, kind: str = "paraphrase", seed: int = 1):
    found = measure_robustness(fake, items(), run, SETTINGS, "extractive", kind, seed)
    return {one.name: one for one in found}


@pytest.mark.parametrize("kind", KINDS)
def test_every_variant_has_a_name_for_readers(kind: str) -> None:
    assert set(variants_of(kind, SETTINGS.corpus)) <= set(LABELS)


def test_a_variant_depends_on_the_seed_and_the_item_alone() -> None:
    change = variants_of("noise", SETTINGS.corpus)["two_edits"]
    both = varied(items(), "two_edits", change, 1)
    assert varied(items(), "two_edits", change, 1) == both
    assert varied(items()[1:], "two_edits", change, 1) == both[1:]
    assert varied(items(), "two_edits", change, 2) != both


def test_only_questions_that_read_differently_are_asked_and_the_others_are_ties(run: Path) -> None:
    fake = product(worse="ｺﾞｰﾃｯｸ")
    found = measure(run, fake)["half_width"]
    assert (found.changed, found.questions) == (3 - 1, 3)
    assert "補助率は" not in fake.asked
    (told,) = [one for one in found.differences if one.measure.id == "all_nuggets_cited"]
    assert (told.before, told.after) == (1.0, pytest.approx(2 / 3))
    assert (told.wins, told.ties, told.losses) == ((), 2, ("a",))


def test_a_product_that_does_not_mind_has_no_change(run: Path) -> None:
    for one in measure(run, product()).values():
        for difference in one.differences:
            assert not difference.losses and not difference.wins
            assert difference.difference.value in (0, None)


def test_broken_off_it_goes_on_and_asks_nothing_twice(run: Path) -> None:
    first = product()
    measure(run, first)
    again = product()
    measure(run, again)
    assert first.asked and not again.asked
    path = run / "variants" / "paraphrase-1" / "polite" / "answers.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1][:9])
    measure(run, again)
    assert len(again.asked) == len(lines) - 1
    measure(run, again, seed=2)
    assert len(again.asked) > len(lines) - 1


def test_a_failure_counts_as_the_worst(run: Path) -> None:
    def broken(_question: str) -> Answer:
        raise ValueError("broken")

    found = measure(run, FakeAssistant(broken))["polite"]
    (told,) = [one for one in found.differences if one.measure.id == "all_nuggets_cited"]
    assert told.after == 0 and told.difference.n == 3 and told.losses == ("a", "b", "c")


def test_the_command_shows_each_variant_and_its_json_holds_every_measure(run, dataset, monkeypatch) -> None:
    monkeypatch.setattr(assistant, "open_assistant", lambda settings: product(worse="ｺﾞｰﾃｯｸ"))
    arguments = ["variants", str(run), "--dataset", str(dataset), "--seed", "1"]
    shown = CliRunner().invoke(app, arguments)
    assert shown.exit_code == 0, shown.output
    assert "half_width（半角）: 3件のうち 2件が変わる" in shown.stdout and "0/2/1" in shown.stdout
    report = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)
    assert (report["kind"], report["seed"]) == ("paraphrase", 1)
    (told,) = [one for one in report["variants"] if one["variant"] == "half_width"]
    assert {"errors", "all_nuggets"} - {row["measure"] for row in told["measures"]} == {"errors"}
    assert describe_robustness((), "noise", 3).endswith("回）")
