"""The scale benchmark searches real words, the same ones each time, and its table and plot show every size."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from assistant.settings import PROJECT_ROOT, Settings
from evals.benchmarks import scale
from evals.benchmarks.synthetic import SENTENCES, documents, queries, sentences

SOURCES = Settings().corpus / "sources"
ROW = {
    "build_s": 5.5, "disk_mb": 12.0, "open_s": 0.6, "open_mb": 120.0, "peak_mb": 580.0, "search_p50_ms": 2.4,
    "search_p95_ms": 3.6, "queries_per_s_1": 320.0, "queries_per_s_2": 400.0, "queries_per_s_4": 410.0,
}  # fmt: skip
FIGURES = {
    "python": "3.11.7", "machine": "x86_64", "cores": 2, "queries": 240, "depth": 10,
    "sizes": [{**ROW, "passages": 100_000, "search_p50_ms": 17.25}, {**ROW, "passages": 1_000}],
}  # fmt: skip
_SVG = "{http://www.w3.org/2000/svg}"


def test_so_many_passages_as_asked_for_each_where_its_page_has_it() -> None:
    made = list(documents(SOURCES, 47))
    passages = [passage for _, of_document in made for passage in of_document]
    assert len(passages) == len({passage.passage_id for passage in passages}) == 47
    for document, of_document in made:
        for passage in of_document:
            page = document.pages[passage.page_index]
            assert page.text[passage.start : passage.end] == passage.text


def test_passages_are_of_real_sentences_put_together_anew_and_the_same_each_time() -> None:
    made = [passage.text for _, of_document in documents(SOURCES, 60) for passage in of_document]
    assert made == [passage.text for _, of_document in documents(SOURCES, 60) for passage in of_document]
    assert len(set(made)) == 60
    figures = re.compile(r"[0-9０-９]+")
    known = {figures.sub("#", sentence) for sentence in sentences(SOURCES)}
    for text in made:
        parts = [figures.sub("#", line) for line in text.split("\n") if not line.endswith("の例です。")]
        assert SENTENCES[0] <= len(parts) <= SENTENCES[1] and set(parts) <= known


def test_queries_are_as_many_as_asked_for_and_all_different() -> None:
    assert len(set(queries(300))) == len(queries(300)) == 300
    assert queries(300) == queries(300)


def test_the_table_has_a_row_for_each_size() -> None:
    lines = scale.render(FIGURES).splitlines()
    assert lines[0].count("|") == lines[1].count("|") == lines[2].count("|") == lines[3].count("|")
    assert lines[2].startswith("| 100,000 |") and "17.25" in lines[2]
    assert "n = 240" in lines[-1]


@pytest.mark.parametrize("sizes", [FIGURES["sizes"], FIGURES["sizes"][:1]])
def test_the_plot_is_an_svg_that_says_what_it_shows(tmp_path, sizes) -> None:
    scale.plot({**FIGURES, "sizes": sizes}, tmp_path / "scale.svg")
    root = ElementTree.parse(tmp_path / "scale.svg").getroot()
    assert root.find(f"{_SVG}title").text and "p50 17.25 ms" in root.find(f"{_SVG}desc").text
    panels = root.findall(f"{_SVG}g")
    assert len(panels) == 3
    for panel in panels:
        lines = panel.findall(f"{_SVG}polyline")
        assert [len(line.get("points").split()) for line in lines] == [len(sizes)] * 2
    if len(sizes) > 1:  # the slower search at the larger size is further right and higher up
        (x1, y1), (x2, y2) = (
            map(float, p.split(",")) for p in panels[0].find(f"{_SVG}polyline").get("points").split()
        )
        assert x2 > x1 and y2 < y1


def test_a_size_is_built_in_one_process_and_searched_in_another(tmp_path) -> None:
    command = [
        sys.executable,
        "-m",
        "evals.benchmarks.scale",
        "--sizes",
        "60",
        "--out",
        str(tmp_path / "out.json"),
    ]
    subprocess.run(command, check=True, cwd=PROJECT_ROOT, capture_output=True, timeout=300)
    figures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    (row,) = figures["sizes"]
    assert row["passages"] == 60
    assert all(value > 0 for value in row.values())
    assert set(ROW) <= set(row)
    assert "| 60 |" in scale.render(figures)
