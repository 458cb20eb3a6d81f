"""Ideas for the search are measured against the scores the product really ranks by."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from beir_sample import write_beir

from assistant.retrieval import search
from evals.beir import read_beir
from evals.benchmarks.idea_scores import SYNONYMS, further_channels, read_groups, synonyms, taken_back
from evals.benchmarks.ideas import learned_weights, main, read_sudachi, render, reranked
from evals.benchmarks.materials import Materials, prepare
from evals.retrieval import indexed


@pytest.fixture(scope="module")
def materials(tmp_path_factory: pytest.TempPathFactory) -> Materials:
    return prepare(read_beir(write_beir(tmp_path_factory.mktemp("set"))))


def test_the_base_ranks_as_the_product_searches(materials: Materials, tmp_path: Path) -> None:
    with indexed(materials.beir, tmp_path) as index:
        for text, row in zip(materials.beir.queries.values(), materials.base, strict=True):
            hits = search(index, text, 3)
            best = [materials.doc_ids[i] for i in np.argsort(-row, kind="stable")[: len(hits)]]
            assert [hit.passage.doc_id for hit in hits] == best
            assert [hit.score for hit in hits] == pytest.approx(
                sorted(row, reverse=True)[: len(hits)], abs=1e-4
            )


def test_every_idea_scores_every_query_and_document(materials: Materials) -> None:
    for _, scores in [*taken_back(materials), *further_channels(materials)]:
        assert scores.shape == materials.base.shape
        assert np.isfinite(scores).all()


def test_a_synonym_finds_what_the_query_does_not_say(materials: Materials) -> None:
    scores = synonyms(materials, [["展示会", "派遣"]])
    assert next(iter(materials.beir.queries.values())) == "展示会に出したい"
    assert materials.doc_ids[int(scores[0].argmax())] == "d2"
    assert not scores[1].any()


def test_learned_weights_prefer_the_channel_that_knows(materials: Materials) -> None:
    relevant = np.array(
        [
            [float(materials.beir.judgements[q].get(d, 0) > 0) for d in materials.doc_ids]
            for q in materials.beir.queries
        ]
    )
    knowing = Materials(
        materials.beir,
        materials.documents,
        materials.queries,
        {"short_words": relevant, "near_pairs": -relevant},
        {},
        np.zeros_like(relevant),
        materials.base,
    )
    weights = learned_weights(knowing)
    assert weights[0] > 0 > weights[1]
    assert np.mean([*knowing.measured(reranked(knowing, weights)).values()]) == 1.0


def test_the_groups_of_synonyms_are_words_and_no_group_repeats_itself() -> None:
    groups = read_groups(SYNONYMS)
    assert all(len(group) == len(set(group)) > 1 for group in groups)


def test_members_not_to_be_expanded_are_left_out_of_sudachis_groups(tmp_path: Path) -> None:
    items = [{"midashi": "閉店", "expandControl": 0}, {"midashi": "クローズ", "expandControl": 0}]
    items.append({"midashi": "終わり", "expandControl": 2})
    (tmp_path / "s.json").write_text(json.dumps([{"items": items}, {"items": items[:1]}]), encoding="utf-8")
    assert read_sudachi(tmp_path / "s.json") == [["閉店", "クローズ"]]


def test_a_run_is_written_and_shown_with_every_idea(tmp_path: Path) -> None:
    folders = [write_beir(tmp_path / "one"), write_beir(tmp_path / "two")]
    main(folders, tmp_path / "ideas.json")
    figures = json.loads((tmp_path / "ideas.json").read_text(encoding="utf-8"))
    shown = render(figures)
    assert all(row["idea"] in shown for row in figures["sets"][0]["ideas"] if row["kind"] != "learned")
    assert "weights learned on the other set" in shown
