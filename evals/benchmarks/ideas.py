"""Every idea for the search that was measured: what it changes in nDCG@10, query by query.

python -m evals.benchmarks.ideas --beir DIR --beir DIR [--sudachi-synonyms FILE.json] --out FILE.json

Sudachi's synonyms are the JSON file of the npm package sudachi-synonyms-dictionary (Apache-2.0).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from assistant.usage import run_command
from evals.beir import read_beir
from evals.benchmarks.idea_scores import (
    SYNONYMS,
    WEIGHTS,
    further_channels,
    read_groups,
    synonyms,
    taken_back,
)
from evals.benchmarks.materials import Materials, Matrix, prepare
from evals.statistics import figure

CANDIDATES = 40
"""So many documents of each query are ranked anew by learned weights."""
logger = logging.getLogger(__name__)
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    beir: Annotated[list[Path], typer.Option("--beir", help="BEIR 形式のフォルダー（二つ以上）")],
    out: Annotated[Path, typer.Option("--out", help="結果を書く JSON ファイル")],
    sudachi_synonyms: Annotated[
        Path | None, typer.Option("--sudachi-synonyms", help="Sudachi の同義語")
    ] = None,
) -> None:
    """検索の工夫を一つずつ測り、効いたものも効かなかったものも書き出します。"""
    sets = [prepare(read_beir(folder)) for folder in beir]
    groups = {"synonyms of the field": read_groups(SYNONYMS)}
    if sudachi_synonyms:
        groups["Sudachi's synonyms"] = read_sudachi(sudachi_synonyms)
    result = {"sets": [_of_set(m, [o for o in sets if o is not m], groups) for m in sets]}
    out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _of_set(m: Materials, others: Sequence[Materials], groups: Mapping[str, Any]) -> dict[str, Any]:
    own = m.measured(m.base)
    rows = []

    def note(kind: str, name: str, scores: Matrix) -> None:
        measured = m.measured(scores)
        change = figure({query: [(measured[query] - own[query], 1.0)] for query in own})
        rows.append(
            {
                "kind": kind,
                "idea": name,
                "nDCG@10": float(np.mean([*measured.values()])),
                "change": asdict(change),
            }
        )
        logger.info("%s: %s %+.4f", m.beir.name, name, change.value or 0)

    for name, scores in taken_back(m):
        note("undone", name, scores)
    for name, scores in further_channels(m):
        note("added", name, scores)
    for name, members in groups.items():
        extra = synonyms(m, members)
        for weight in WEIGHTS:
            note("added", f"{name} × {weight}", m.base + weight * extra)
    for other in others:
        note("learned", f"weights learned on {other.beir.name}", reranked(m, learned_weights(other)))
    return {
        "name": m.beir.name,
        "queries": len(own),
        "nDCG@10": float(np.mean([*own.values()])),
        "ideas": rows,
    }


def read_sudachi(path: Path) -> list[list[str]]:
    """Groups of Sudachi's dictionary, without members that must not be expanded."""
    groups = json.loads(path.read_text(encoding="utf-8"))
    members = [[item["midashi"] for item in g["items"] if item["expandControl"] == 0] for g in groups]
    return [group for group in members if len(group) > 1]


def _candidates(m: Materials) -> tuple[np.ndarray, np.ndarray]:
    """(places of each query's best documents; their channel scores, of shape (queries, candidates, channels))."""
    best = np.argsort(-m.base, axis=1, kind="stable")[:, :CANDIDATES]
    layers = [*m.channels.values(), m.dense]
    return best, np.stack([np.take_along_axis(layer, best, axis=1) for layer in layers], axis=2)


def learned_weights(m: Materials, steps: int = 2_000, rate: float = 0.02, decay: float = 1e-3) -> np.ndarray:
    """Weights of the channels that make the relevant documents likeliest, by a softmax over the candidates.

    Listwise: Cao et al. (2007), ListNet, with one layer; plain gradient descent.
    """
    best, scores = _candidates(m)
    ids = m.doc_ids
    judged = [m.beir.judgements[query] for query in m.beir.queries]
    relevant = np.array(
        [[float(grades.get(ids[i], 0) > 0) for i in row] for grades, row in zip(judged, best, strict=True)]
    )
    found = relevant.sum(axis=1) > 0
    scores, wanted = scores[found], relevant[found] / relevant[found].sum(axis=1, keepdims=True)
    weights = np.zeros(scores.shape[2])
    for _ in range(steps):
        logits = scores @ weights
        likely = np.exp(logits - logits.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        slope = np.einsum("qd,qdc->c", likely - wanted, scores) / len(scores) + decay * weights
        weights -= rate * slope
    return weights


def reranked(m: Materials, weights: np.ndarray) -> Matrix:
    """The first candidates of each query by learned weights, the rest behind them as they were."""
    best, scores = _candidates(m)
    total: Matrix = m.base - m.base.max() - 1e6
    np.put_along_axis(total, best, scores @ weights, axis=1)
    return total


def render(figures: dict[str, Any]) -> str:
    """The figures as a section in Markdown, under a heading of the second rank."""
    sets = figures["sets"]
    names = [(row["kind"], row["idea"]) for row in sets[0]["ideas"] if row["kind"] != "learned"]
    lines = [
        "| | " + " | ".join(f"{s['name']} (n = {s['queries']:,})" for s in sets) + " |",
        "|---|" + "---|" * len(sets),
        "| **as built** | " + " | ".join(f"**{s['nDCG@10']:.4f}**" for s in sets) + " |",
    ]
    for kind, name in names:
        found = [next(r for r in s["ideas"] if (r["kind"], r["idea"]) == (kind, name)) for s in sets]
        sign = "" if kind == "undone" else "+ "
        lines.append(f"| {sign}{name} | " + " | ".join(_change(row) for row in found) + " |")
    learned = [[r for r in s["ideas"] if r["kind"] == "learned"] for s in sets]
    if all(learned):
        lines.append(
            "| weights learned on the other set | " + " | ".join(_change(r[0]) for r in learned) + " |"
        )
    return "\n".join(lines) + "\n"


def _change(row: dict[str, Any]) -> str:
    change = row["change"]
    return f"{row['nDCG@10']:.4f} ({change['value']:+.4f} [{change['low']:+.4f}, {change['high']:+.4f}])"


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    run_command(lambda: app(prog_name="python -m evals.benchmarks.ideas", standalone_mode=False))
