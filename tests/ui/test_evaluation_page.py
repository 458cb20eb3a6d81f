"""The page 評価: the last runs, whether a figure rose or fell, and never a comparison of different questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from page_steps import drawn
from streamlit.testing.v1 import AppTest

from assistant.evaluations import read_runs, report_of, same_questions
from assistant.settings import PROJECT_ROOT, Settings
from ui.evaluation_markup import runs_html, trend_html
from ui.evaluation_view import MEASURES, run_rows, trend


def keep(home: Path, name: str, value: float, *, questions: str = "q", **manifest: Any) -> None:
    """A scored run of a data folder."""
    folder = home / "evals" / name
    folder.mkdir(parents=True)
    figure = {"value": value, "n": 132, "low": value - 0.1, "high": value + 0.1}
    made = {
        "started": f"2026-11-{name[6:8]}T10:00:00+00:00", "version": "0.1.0", "commit": "abcdef1234567890", "dirty": False,
        "engine": "extractive", "split": "development", "questions_sha256": questions, "items": 184, **manifest,
    }  # fmt: skip
    report = {
        "manifest": made,
        "measures": {
            "shien": {
                "all": {"all_nuggets_cited": figure, "over_refusal": {**figure, "low": None, "high": None}}
            }
        },
        "items": [{"failed": False}, {"failed": True}],
    }
    (folder / "scores.json").write_text(json.dumps(report), encoding="utf-8")


@pytest.fixture
def home() -> Path:
    return Path(Settings().home)


def test_runs_are_read_newest_first_and_what_is_none_is_left_out(home: Path) -> None:
    keep(home, "20261101", 0.6)
    keep(home, "20261102", 0.7)
    (home / "evals" / "20261103").mkdir()  # not scored yet
    (home / "evals" / "20261104").mkdir()
    (home / "evals" / "20261104" / "scores.json").write_text("{", encoding="utf-8")
    runs = read_runs(home)
    assert [run.name for run in runs] == ["20261102", "20261101"]
    assert runs[0].failed == 1 and runs[0].figures["all_nuggets_cited"].n == 132


def test_no_folder_is_no_run(home: Path) -> None:
    assert read_runs(home) == ()


def test_a_rise_is_better_or_worse_by_the_measure(home: Path) -> None:
    keep(home, "20261101", 0.6)
    keep(home, "20261102", 0.7)
    newest, oldest = run_rows(read_runs(home))
    assert newest.moves[0] == "↑ よくなった"
    assert newest.moves[list(MEASURES).index("over_refusal")] == "↑ 悪くなった"
    assert set(oldest.moves) == {""}
    assert newest.figures[0] == "0.700 [0.60–0.80] n=132" and newest.figures[1] == "–"


def test_runs_over_other_questions_are_not_compared(home: Path) -> None:
    keep(home, "20261101", 0.6)
    keep(home, "20261102", 0.7, questions="others")
    runs = read_runs(home)
    assert run_rows(runs)[0].moves[0] == "" and len(trend(runs, "all_nuggets_cited")) == 1
    assert [run.name for run in same_questions(runs, runs[1])] == ["20261101"]


def test_a_report_is_read_only_from_a_folder_of_a_run(home: Path) -> None:
    keep(home, "20261101", 0.6)
    (home / "evals" / "20261101" / "report.html").write_bytes(b"<html>")
    (home / "report.html").write_bytes(b"secret")
    assert report_of(home, "20261101") == b"<html>"
    assert report_of(home, "..") is None and report_of(home, "20261101/../..") is None


def test_what_a_manifest_holds_is_text(home: Path) -> None:
    keep(home, "20261101", 0.6, version="<script>alert(1)</script>", commit="<b>")
    shown = runs_html(run_rows(read_runs(home)), ["測り方"] * len(MEASURES))
    assert "<script>" not in shown and "&lt;script&gt;" in shown
    assert "width:100.0%" in trend_html("a", [("<i>", 7.0)]) and "<i>" not in trend_html("a", [("<i>", 7.0)])


def page(home: Path) -> AppTest:
    app = AppTest.from_file(PROJECT_ROOT / "ui" / "app.py", default_timeout=60).run()
    return app.switch_page("evaluation_page.py").run()


def test_an_empty_page_says_how_to_begin(home: Path) -> None:
    assert "shien eval run" in drawn(page(home))


def test_the_page_shows_runs_and_their_trend(home: Path) -> None:
    keep(home, "20261101", 0.6)
    keep(home, "20261102", 0.7)
    shown = page(home)
    assert not shown.exception
    assert "0.700 [0.60–0.80] n=132" in drawn(shown) and "よくなった" in drawn(shown)
    assert "の推移" in drawn(shown)
