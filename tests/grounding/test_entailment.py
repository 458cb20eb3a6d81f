"""The score tells entailment from contradiction on a public set, far better than overlap of letters does."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right

import pytest

from assistant.grounding import check_statement
from assistant.settings import PROJECT_ROOT

PAIRS = PROJECT_ROOT.parent / "shared" / "bench" / "jnli-dev" / "pairs.jsonl"


def _auroc(positive: list[float], negative: list[float]) -> float:
    ranked = sorted(negative)
    wins = sum((bisect_left(ranked, score) + bisect_right(ranked, score)) / 2 for score in positive)
    return wins / len(positive) / len(negative)


@pytest.mark.skipif(not PAIRS.is_file(), reason="no folder shared/bench beside the project")
def test_entailed_statements_score_above_contradicted_ones() -> None:
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    scores: dict[str, list[float]] = {"entailment": [], "contradiction": []}
    for row in rows[len(rows) // 2 :]:
        if row["label"] in scores:
            scores[row["label"]].append(check_statement(row["hypothesis"], [row["premise"]]).score)
    assert _auroc(scores["entailment"], scores["contradiction"]) >= 0.75
