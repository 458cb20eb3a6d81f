"""Vectors are written many at a time, and the same documents give the same neighbours."""

from __future__ import annotations

import numpy as np
import pytest

import assistant
from assistant.index import vectors
from assistant.index.ginza_vectors import embed
from assistant.index.vectors import open_vectors
from assistant.settings import Settings

QUESTIONS = ["J-GoodTechは何社が使っていますか", "正会員の会費", "補助金の上限", "長野県飯田市", "航空機"]


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "BATCH", 5)
    opened = open_vectors(tmp_path / "vectors")
    yield opened
    opened.close()


def _directions(count: int) -> np.ndarray:
    return np.eye(8, dtype=np.float32)[:count]


def test_vectors_wait_until_there_are_enough_and_counting_writes_the_rest(store) -> None:
    store.add(["a", "b"], _directions(2))
    assert store.collection.count() == 0
    store.add(["c", "d", "e", "f"], _directions(6)[2:])
    assert store.collection.count() == 6 and not store.waiting
    store.add(["g"], _directions(7)[6:])
    assert store.count() == 7 and store.count() == 7
    assert store.nearest(_directions(7)[6], 1) == {"g": pytest.approx(1.0)}


def test_a_passage_that_still_waits_can_be_removed(store) -> None:
    store.add(["a", "b"], _directions(2))
    store.remove(["a", "not there"])
    assert store.count() == 1
    assert list(store.nearest(_directions(1)[0], 1)) == ["b"]


def test_two_indexes_of_the_same_documents_give_the_same_neighbours(shipped, tmp_path) -> None:
    settings = Settings(home=tmp_path / "home")
    assistant.ingest([], settings)
    with assistant.open_assistant(settings) as again:
        for vector in embed(QUESTIONS):
            first = shipped.index.vectors.nearest(vector, vectors.MAX_RESULTS)
            assert len(first) == vectors.MAX_RESULTS
            assert again.index.vectors.nearest(vector, vectors.MAX_RESULTS) == first
