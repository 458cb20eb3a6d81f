"""The robustness figures are paired changes, with their n, and the table says what the figures say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import PROJECT_ROOT
from evals.beir import read_beir
from evals.benchmarks.robustness import compared, measure, perturbed, render
from evals.perturb import PERTURBATIONS

DOCUMENTS = {
    "d1": ("創業補助金", "創業補助金は、創業にかかる費用の2分の1を補助します。"),
    "d2": ("専門家派遣", "専門家派遣では、経営の専門家が年3回まで無料で訪問します。"),
    "d3": ("販路開拓支援", "展示会への出展費用を助成し、販路の開拓を支援します。"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = [{"_id": d, "title": t, "text": x} for d, (t, x) in DOCUMENTS.items()]
    queries = [{"_id": "q1", "text": "展示会に出展したい"}, {"_id": "q2", "text": "創業の費用は1/2？"}]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    judged = "query-id\tcorpus-id\tscore\nq1\td3\t1\nq2\td1\t1\n"
    (tmp_path / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    return tmp_path


def test_each_perturbation_of_a_set_is_measured_and_full_width_changes_nothing(folder: Path) -> None:
    (of_set,) = measure([read_beir(folder)])["sets"]
    assert of_set["clean"]["value"] == 1.0 and of_set["clean"]["n"] == 2
    assert list(of_set["perturbations"]) == list(PERTURBATIONS)
    full_width = of_set["perturbations"]["full_width"]
    assert (full_width["changed"], full_width["same"], full_width["change"]["value"]) == (1, 2, 0.0)
    assert of_set["perturbations"]["in_kana"]["changed"] == 2


def test_a_change_is_paired_by_question() -> None:
    clean = {f"q{i}": score for i, score in enumerate([1.0, 1.0, 0.5, 0.0] * 25)}
    after = {f"q{i}": score for i, score in enumerate([1.0, 0.5, 1.0, 0.0] * 25)}
    row = compared(clean, after, changed=50)
    assert row["value"] == pytest.approx(0.625)
    assert (row["better"], row["same"], row["worse"]) == (25, 50, 25)
    assert row["change"]["value"] == pytest.approx(0.0) and row["change"]["n"] == 100
    assert -0.1 < row["change"]["low"] < 0 < row["change"]["high"] < 0.1
    # The same drop of every question has no spread at all, however far the questions lie apart.
    alike = compared(clean, {query: score - 0.25 for query, score in clean.items()}, changed=100)
    assert alike["change"]["low"] == pytest.approx(-0.25) == alike["change"]["high"]


def test_a_question_is_perturbed_alike_whatever_is_asked_beside_it() -> None:
    queries = {f"q{i}": "ものづくり補助金の上限はいくらですか" for i in range(5)}
    alone = dict(perturbed({"q3": queries["q3"]}, "two_edits"))
    together = dict(perturbed(queries, "two_edits"))
    assert together["q3"] == alone["q3"]
    assert len(set(together.values())) > 1


def test_the_table_has_a_row_of_every_perturbation_with_change_interval_and_n(folder: Path) -> None:
    figures = measure([read_beir(folder)])
    row = figures["sets"][0]["perturbations"]["two_edits"]
    row.update(
        value=0.75,
        change={"value": -0.25, "low": -0.5, "high": 0.0, "n": 2},
        better=0,
        same=1,
        worse=1,
        plain=-0.5,
    )
    table = render(json.loads(json.dumps(figures)))
    assert "n = 2 questions" in table
    assert "| two slips of the finger | 2 | 0.750 | -0.250 [-0.500, +0.000] | 0 / 1 / 1 | -0.500 |" in table
    assert table.count("\n| ") == 1 + len(PERTURBATIONS)


def test_the_command_writes_the_figures_it_shows(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "robustness.json"
    command = [sys.executable, "-m", "evals.benchmarks.robustness", "--beir", str(folder), "--out"]
    done = subprocess.run([*command, str(out)], cwd=PROJECT_ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert render(json.loads(out.read_text(encoding="utf-8"))) == done.stdout
    failed = subprocess.run([*command, str(tmp_path)], cwd=PROJECT_ROOT, capture_output=True, text=True)
    assert failed.returncode == 2 and "Traceback" not in failed.stderr and "対処:" in failed.stderr
