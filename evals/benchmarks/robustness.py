"""How much the search loses when a question is typed in a hurry: ``python -m evals.benchmarks.robustness``.

Every question of a public set is asked as written and in each spelling of ``evals.perturb``; the figure
is the change of nDCG@10, question by question, beside that of plain BM25 over the same short words.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import InputError, reason
from assistant.index.lexical import token_scores
from assistant.index.opened import OpenIndex
from assistant.retrieval import best_rows, search
from assistant.text.tokens import words
from assistant.usage import run_command
from evals.beir import BeirSet, read_beir
from evals.benchmarks.materials import bm25_index
from evals.perturb import PERTURBATIONS
from evals.retrieval import indexed
from evals.retrieval_measures import ndcg
from evals.statistics import Figure, figure

SEED = 20260119
DEPTH = 10
EXAMPLE = "ものづくり補助金の上限はいくらですか？IT導入は2/3？"
SAID = {
    "two_edits": "two slips of the finger",
    "half_of_words": "half of the words, drawn by lot",
    "longer_half": "half of the words, the longer ones",
    "keywords": "the nouns only, as keywords",
    "full_width": "full width",
    "kana_exchanged": "nouns in the other kana",
    "in_kana": "not converted to kanji",
}
Scores = dict[str, float]
"""nDCG@10 of each question."""


def measure(sets: list[BeirSet]) -> dict[str, Any]:
    """The figures of all sets: as written, and for each perturbation the paired change."""
    return {"benchmark": "robustness", "measure": "nDCG@10", "seed": SEED, "sets": [_of_set(s) for s in sets]}


def _of_set(beir: BeirSet) -> dict[str, Any]:
    with (
        tempfile.TemporaryDirectory(prefix="shien-robustness-") as folder,
        indexed(beir, Path(folder)) as index,
    ):
        plain_index = bm25_index([words(f"{title}\n{text}", "A") for _, title, text in beir.documents], 1.2)
        clean, plain = _scores(index, beir, beir.queries), _plain_scores(plain_index, beir, beir.queries)
        changes = {}
        for name in PERTURBATIONS:
            asked = dict(perturbed(beir.queries, name))
            differing = {query: text for query, text in asked.items() if text != beir.queries[query]}
            changes[name] = compared(clean, {**clean, **_scores(index, beir, differing)}, len(differing))
            after = {**plain, **_plain_scores(plain_index, beir, differing)}
            changes[name]["plain"] = sum(after[query] - plain[query] for query in plain) / len(plain)
    return {
        "name": beir.name,
        "documents": len(beir.documents),
        "queries": len(beir.queries),
        "clean": _as_json(figure({query: [(score, 1.0)] for query, score in clean.items()})),
        "perturbations": changes,
    }


def perturbed(queries: Mapping[str, str], name: str) -> Iterator[tuple[str, str]]:
    """(query id, its text in one perturbation); a query's chance depends on nothing but the seed and its id."""
    for query, text in queries.items():
        yield query, PERTURBATIONS[name](text, random.Random(f"{SEED}:{name}:{query}"))


def _scores(index: OpenIndex, beir: BeirSet, queries: Mapping[str, str]) -> Scores:
    return {
        query: ndcg([hit.passage.doc_id for hit in search(index, text, DEPTH)], beir.judgements[query], DEPTH)
        for query, text in queries.items()
    }


def _plain_scores(index: Any, beir: BeirSet, queries: Mapping[str, str]) -> Scores:
    """The same by BM25 with the usual k1 over short words, and nothing else."""
    ids, found = [doc_id for doc_id, _, _ in beir.documents], {}
    for query, text in queries.items():
        scores = token_scores(index, [(word, 1.0) for word in words(text, "A")], len(ids))
        found[query] = ndcg([ids[row] for row in best_rows(scores, DEPTH)], beir.judgements[query], DEPTH)
    return found


def compared(clean: Scores, after: Scores, changed: int) -> dict[str, Any]:
    """A perturbation's figures: its mean, and the mean change with its interval, drawn by question.

    Args:
        clean: nDCG@10 of the questions as written.
        after: of the same questions, perturbed.
        changed: how many questions read differently at all.
    """
    differences = {query: after[query] - clean[query] for query in clean}
    return {
        "changed": changed,
        "value": sum(after.values()) / len(after),
        "change": _as_json(figure({query: [(d, 1.0)] for query, d in differences.items()})),
        "better": sum(d > 0 for d in differences.values()),
        "same": sum(d == 0 for d in differences.values()),
        "worse": sum(d < 0 for d in differences.values()),
    }


def _as_json(found: Figure) -> dict[str, float | int | None]:
    return {"value": found.value, "low": found.low, "high": found.high, "n": found.n}


def render(figures: dict[str, Any]) -> str:
    """The figures as Markdown: what each perturbation does, then a table of each set."""
    lines = [
        f"`{EXAMPLE}` becomes, with seed {figures['seed']}:",
        "",
        *(f"- {SAID[name]}: `{text}`" for name, text in _examples()),
    ]
    for of_set in figures["sets"]:
        clean = of_set["clean"]
        lines += [
            "",
            f"{of_set['name']}: {of_set['documents']:,} passages, n = {clean['n']:,} questions; as written, "
            f"nDCG@10 {clean['value']:.3f} [{clean['low']:.3f}, {clean['high']:.3f}]",
            "",
            "| question | differs | nDCG@10 | change [95 %] | better / same / worse | change of plain BM25 |",
            "|---|---|---|---|---|---|",
            *(_row(name, row) for name, row in of_set["perturbations"].items()),
        ]
    return "\n".join(lines) + "\n"


def _examples() -> Iterator[tuple[str, str]]:
    for name in PERTURBATIONS:
        yield from ((name, text) for _, text in perturbed({"example": EXAMPLE}, name))


def _row(name: str, row: dict[str, Any]) -> str:
    change = row["change"]
    return (
        f"| {SAID[name]} | {row['changed']:,} | {row['value']:.3f} "
        f"| {change['value']:+.3f} [{change['low']:+.3f}, {change['high']:+.3f}] "
        f"| {row['better']:,} / {row['same']:,} / {row['worse']:,} | {row['plain']:+.3f} |"
    )


def main(
    beir: Annotated[list[Path], typer.Option("--beir", help="BEIR 形式のフォルダー（いくつでも）")],
    out: Annotated[Path, typer.Option("--out", help="数値を書き出す JSON ファイル")],
) -> None:
    """打ち間違い・省略・全角・かな書きで、検索がどれだけ落ちるかを測ります。"""
    figures = measure([read_beir(folder) for folder in beir])
    try:
        out.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{out} に書けません（{reason(error)}）。", "--out に書けるファイルを指定してください。"
        ) from error
    typer.echo(render(figures), nl=False)


if __name__ == "__main__":
    run_command(lambda: typer.run(main))
