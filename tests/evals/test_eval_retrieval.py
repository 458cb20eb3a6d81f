"""Retrieval figures are the standard ones, and the set is searched by the product's own search."""

from __future__ import annotations

import random
from pathlib import Path

import ir_measures
import pytest
from beir_sample import write_beir

from assistant.errors import InputError
from assistant.index.lexical import CHANNELS
from assistant.retrieval import search
from evals.beir import read_beir
from evals.retrieval import MEASURES, evaluate, indexed, trec_run, variants
from evals.retrieval_measures import ndcg, recall, reciprocal_rank


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_beir(tmp_path)


def test_measures_by_hand() -> None:
    assert ndcg(["b", "a"], {"a": 1}, 10) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg(["a", "b"], {"a": 1, "b": 2}, 10) == pytest.approx(
        (1 + 2 / 1.58496) / (2 + 1 / 1.58496), abs=1e-4
    )
    assert ndcg(["a"], {}, 10) == 0.0
    assert reciprocal_rank(["x", "y", "a"], {"a": 1}, 10) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x", "y", "a"], {"a": 1}, 2) == 0.0
    assert recall(["b", "a", "x"], {"a": 1, "c": 1, "x": 0}, 2) == 0.5


def test_figures_agree_with_ir_measures_to_the_third_decimal() -> None:
    chance = random.Random(7)
    names = [f"d{i}" for i in range(40)]
    judged = {
        f"q{i}": {doc: chance.choice([0, 1, 1, 2]) for doc in chance.sample(names, chance.randint(1, 8))}
        for i in range(60)
    }
    judged = {query: grades for query, grades in judged.items() if any(grades.values())}
    rankings = {query: chance.sample(names, 25) for query in judged}
    theirs = ir_measures.calc_aggregate(
        [ir_measures.parse_measure(name) for name in MEASURES],
        [ir_measures.Qrel(q, doc, grade) for q, grades in judged.items() for doc, grade in grades.items()],
        [
            ir_measures.ScoredDoc(q, doc, -rank)
            for q, docs in rankings.items()
            for rank, doc in enumerate(docs)
        ],
    )
    for name, measure in MEASURES.items():
        ours = sum(measure(rankings[query], judged[query]) for query in judged) / len(judged)
        assert ours == pytest.approx(theirs[ir_measures.parse_measure(name)], abs=5e-4), name


def test_a_set_is_indexed_apart_and_searched_by_the_product(folder: Path) -> None:
    report, run = evaluate(read_beir(folder), lambda _done, _all: None)
    assert (report.documents, report.queries) == (3, 2)
    assert run["q1"][0][0] == "d3" and run["q2"][0][0] == "d1"
    assert report.figures["shien"]["nDCG@10"].value == 1.0
    assert {"shien", "short_words", "long_words", "near_pairs", "word_pairs", "lexical", "dense"} <= set(
        report.figures
    )
    assert {f"without {name}" for name in CHANNELS} <= set(report.figures)
    assert trec_run(run).splitlines()[0].split()[:4] == ["q1", "Q0", "d3", "1"]


def test_the_variants_add_up_to_what_the_product_ranks_by(folder: Path) -> None:
    beir = read_beir(folder)
    (folder / "index").mkdir()
    with indexed(beir, folder / "index") as index:
        for text in beir.queries.values():
            scores = variants(index, text)
            product = {hit.passage.doc_id: hit.score for hit in search(index, text, 3)}
            whole = scores[f"lexical + {index.embedding.weight} dense"]
            for doc_id, score in product.items():
                assert score == pytest.approx(whole[index.lexical.passage_ids.index(doc_id)])
            says = {name: say for name, say, _ in index.lexical.channel_scores(text)}
            assert scores["without near_pairs"] == pytest.approx(
                whole - says["near_pairs"] * scores["near_pairs"]
            )


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_set_with_a_part_missing_or_broken_is_told(folder: Path, name: str) -> None:
    (folder / name).write_text("{", encoding="utf-8")
    with pytest.raises(InputError):
        read_beir(folder)
    (folder / name).unlink()
    with pytest.raises(InputError):
        read_beir(folder)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("corpus.jsonl", '{"_id": "d1", "text": "a"}\n{"_id": }', "corpus.jsonl の 2 行目"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td3\tx\n", "test.tsv の 2 行目"),
    ],
)
def test_a_wrong_line_is_told_by_its_number(folder: Path, name: str, text: str, told: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_beir(folder)
    assert told in caught.value.message


def test_what_is_left_out_or_cannot_be_found_is_noted(folder: Path) -> None:
    lines = "query-id\tcorpus-id\tscore\nq1\td3\t1\nq2\tgone\t1\n"
    (folder / "qrels" / "test.tsv").write_text(lines, encoding="utf-8")
    assert [note[:8] for note in read_beir(folder).notes] == ["正解のない質問 1"[:8], "正解のうち 1 件"[:8]]
