"""The page of benchmarks says what the figures beside it say, and each figure is on it."""

from __future__ import annotations

import json
import re

import pytest

from evals.benchmarks.page import FOLDER, PAGE, RETRIEVAL, main, page
from evals.benchmarks.scale import plot

FIGURES = sorted(FOLDER.glob("*.json"))


def test_the_page_is_made_of_the_figures_that_lie_beside_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_file_of_figures_is_on_the_page() -> None:
    names = {path.name for path in FIGURES}
    retrieval = {path.name for path in FOLDER.glob(RETRIEVAL)}
    assert len(retrieval) >= 2
    assert names - retrieval == {"ideas.json", "peers.json", "robustness.json", "scale.json"}


def test_the_plot_is_drawn_from_the_figures(tmp_path) -> None:
    plot(json.loads((FOLDER / "scale.json").read_text(encoding="utf-8")), tmp_path / "scale.svg")
    drawn = (tmp_path / "scale.svg").read_text(encoding="utf-8")
    assert drawn == (FOLDER / "scale.svg").read_text(encoding="utf-8")


def test_the_page_gives_n_and_an_interval_with_every_quality() -> None:
    text = page()
    for path in FOLDER.glob(RETRIEVAL):
        report = json.loads(path.read_text(encoding="utf-8"))
        assert f"### {report['name']}: {report['documents']:,} documents, n = {report['queries']:,}" in text
        own = report["figures"]["shien"]["nDCG@10"]
        assert f"{own['value']:.4f} [{own['low']:.3f}, {own['high']:.3f}]" in text
    assert not re.search(r"/(?:home|root|tmp|work)/", text)


def test_writing_the_page_again_changes_nothing(tmp_path, monkeypatch) -> None:
    folder = tmp_path / "benchmarks"
    folder.mkdir()
    for path in FIGURES:
        (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr("evals.benchmarks.page.FOLDER", folder)
    monkeypatch.setattr("evals.benchmarks.page.PAGE", tmp_path / "benchmarks.md")
    main()
    assert (tmp_path / "benchmarks.md").read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.name)
def test_figures_name_no_path_of_a_machine(path) -> None:
    assert not re.search(r"\"/|[A-Z]:\\\\", path.read_text(encoding="utf-8"))
