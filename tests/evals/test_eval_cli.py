"""The command: its report, its JSON, and what a user's mistake looks like."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from eval_samples import FakeAssistant
from typer.testing import CliRunner

import assistant
from assistant.settings import Settings
from assistant.types import Answer
from evals import cli
from evals.dataset import DEFAULT_DATASET, load_items
from evals.report import SYSTEMS
from evals.run import answer_items, start_run
from evals.score import ERRORS, MEASURES


@pytest.fixture
def finished(tmp_path: Path, right_answer: Answer) -> Path:
    """A whole run of a product that gives the same answer to everything."""
    fake, settings = FakeAssistant(lambda _: right_answer), Settings(home=tmp_path)
    folder = start_run(settings, fake, DEFAULT_DATASET, "all", "extractive")
    answer_items(fake, load_items(DEFAULT_DATASET), folder, settings, "extractive")
    return folder


def invoke(*arguments: str) -> str:
    result = CliRunner().invoke(cli.app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_measure_stands_in_the_report_with_its_n_and_the_baselines(finished: Path) -> None:
    shown = invoke("score", str(finished))
    for measure in (*MEASURES, ERRORS):
        rows = [line for line in shown.splitlines() if line.startswith(measure.id + " ")]
        assert len(rows) == 3, measure.id  # all, development, sealed
        assert all(row.count("n=") == len(SYSTEMS) for row in rows), rows


def test_the_items_of_the_sealed_half_are_never_listed(finished: Path) -> None:
    sealed = load_items(DEFAULT_DATASET, "sealed")
    development = load_items(DEFAULT_DATASET, "development")
    shown = invoke("score", str(finished), "--verbose")
    assert not any(item.question in shown for item in sealed)
    assert any(item.question in shown for item in development)
    assert "封印した質問のうち" in shown
    items = json.loads(invoke("score", str(finished), "--json"))["items"]
    assert all(not item["reasons"] for item in items if item["split"] == "sealed")
    assert any(item["reasons"] for item in items if item["split"] == "development")


def test_json_is_one_value_with_the_same_figures(finished: Path) -> None:
    report = json.loads(invoke("score", str(finished), "--json"))
    assert set(report["measures"]) == set(SYSTEMS)
    answerable = sum(item.answerable for item in load_items(DEFAULT_DATASET))
    assert report["measures"]["shien"]["all"]["nugget_recall"]["n"] == answerable
    assert report["measures"]["always_refuse"]["all"]["refusal_recall"]["value"] == 1.0
    assert len(report["items"]) == report["manifest"]["items"]


def test_run_answers_scores_and_resumes(
    tmp_path: Path, right_answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FakeAssistant(lambda _: right_answer)
    fake.close = lambda: None  # type: ignore[attr-defined]
    monkeypatch.setenv("SHIEN_HOME", str(tmp_path))
    monkeypatch.setattr(assistant, "open_assistant", lambda settings: fake)
    report = json.loads(invoke("run", "--split", "development", "--json"))
    asked = len(fake.asked)
    assert asked == report["manifest"]["items"] == len(load_items(DEFAULT_DATASET, "development"))
    again = json.loads(invoke("run", "--resume", report["run"], "--json"))
    assert len(fake.asked) == asked
    assert again["measures"] == report["measures"]


def test_a_run_of_other_questions_is_not_scored(finished: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = finished / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "questions_sha256": "0"}), encoding="utf-8")
    assert "別の質問" in leave_with_2(["score", str(finished)], capsys)


def test_a_mistake_is_two_lines_and_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = leave_with_2(["score", str(tmp_path / "ない")], capsys)
    assert shown.splitlines()[0].startswith("エラー: ")
    assert shown.splitlines()[1].startswith("対処: ")


def test_lint_of_the_shipped_set_reports_no_fault() -> None:
    assert "誤り 0件" in invoke("lint")
    assert json.loads(invoke("lint", "--json"))["problems"] == []


def test_lint_leaves_with_1_when_it_finds_a_fault(tmp_path: Path) -> None:
    for name in ("development.jsonl", "sealed.jsonl", "sections.json"):
        text = (DEFAULT_DATASET / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("ハローワークに対して", "役所に対して"), encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["lint", "--dataset", str(tmp_path)])
    assert result.exit_code == 1
    assert "core-d13: 引用が kanto-slides-2010 に見つかりません" in result.stdout


def leave_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as left:
        patch.setattr(sys, "argv", ["evals", *arguments])
        cli.main()
    assert left.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bogus"], ["「bogus」というコマンドはありません", "retrieval", "shien eval --help"]),
        (["run", "--split", "half"], ["--split", "development・sealed・all", "shien eval run --help"]),
        (["compare"], ["値が足りません", "shien eval compare --help"]),
        (["retrieval", "--bogus"], ["--bogus", "shien eval retrieval --help"]),
    ],
)
def test_a_wrong_command_line_is_told_in_two_lines_of_japanese(
    arguments: list[str], told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = leave_with_2(arguments, capsys).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["エラー", "対処"]
    assert all(part in "".join(lines) for part in told)


def test_a_setting_of_the_wrong_kind_is_named_in_the_evaluation_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHIEN_HOME", "")
    assert "SHIEN_HOME" in leave_with_2(["lint"], capsys)
