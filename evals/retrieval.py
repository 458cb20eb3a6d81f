"""How well the product's own search finds the relevant passages of a public set.

Each document of the set is one passage of an index made in a temporary place, with the product's own
words, vectors and fusion; nothing of the user's index is touched.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.index.builds import hold_build
from assistant.index.embedding import chosen_embedding
from assistant.index.embedding_cache import cache_path
from assistant.index.lexical import standardised
from assistant.index.manifest import Manifest
from assistant.index.opened import OpenIndex, open_build
from assistant.index.write import open_writer
from assistant.retrieval import best_rows, search, similarities
from assistant.settings import read_settings
from assistant.types import Document, DocumentMeta, Page, Passage
from evals.beir import BeirSet
from evals.retrieval_measures import ndcg, recall, reciprocal_rank
from evals.statistics import Figure, figure

DEPTH = 100
"""How many documents of each ranking are kept, and written to a TREC run."""
DENSE_WEIGHTS = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Weights of the vectors tried: what to set for another embedding is the best of these on one's own set."""
MEASURES: dict[str, Callable[[Sequence[str], Mapping[str, int]], float]] = {
    "nDCG@10": lambda ranking, judged: ndcg(ranking, judged, 10),
    "RR@10": lambda ranking, judged: reciprocal_rank(ranking, judged, 10),
    "R@1": lambda ranking, judged: recall(ranking, judged, 1),
    "R@3": lambda ranking, judged: recall(ranking, judged, 3),
    "R@5": lambda ranking, judged: recall(ranking, judged, 5),
    "R@10": lambda ranking, judged: recall(ranking, judged, 10),
}
"""By the names ir_measures gives them."""

Run = dict[str, list[tuple[str, float]]]
"""(document id, score) of each query, best first."""


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """Figures of the product's search and of each of its channels alone."""

    name: str
    documents: int
    queries: int
    milliseconds_p50: float
    dense_weight: float
    """The weight of the vectors in the product's sum."""
    figures: dict[str, dict[str, Figure]]
    """variant → measure → figure; the product's own is "shien"."""


def evaluate(beir: BeirSet, progress: Callable[[int, int], None]) -> tuple[RetrievalReport, Run]:
    """Index a set, ask all its queries, and measure; also the product's run, to check elsewhere."""
    with tempfile.TemporaryDirectory(prefix="shien-beir-") as folder, indexed(beir, Path(folder)) as index:
        runs: dict[str, Run] = {"shien": {}}
        taken = []
        for done, (query, text) in enumerate(beir.queries.items()):
            progress(done, len(beir.queries))
            started = time.perf_counter()
            hits = search(index, text, DEPTH)
            taken.append((time.perf_counter() - started) * 1000)
            runs["shien"][query] = [(hit.passage.doc_id, hit.score) for hit in hits]
            for name, scores in variants(index, text).items():
                runs.setdefault(name, {})[query] = _ranked(index, scores)
        weight = index.embedding.weight
    figures = {name: _figures(beir, run) for name, run in runs.items()}
    report = RetrievalReport(
        beir.name, len(beir.documents), len(beir.queries), statistics.median(taken), weight, figures
    )
    return report, runs["shien"]


def trec_run(run: Run) -> str:
    """A run in TREC's form: query, Q0, document, rank, score, tag."""
    return "".join(
        f"{query} Q0 {doc} {rank} {score:.6f} shien\n"
        for query, ranking in run.items()
        for rank, (doc, score) in enumerate(ranking, start=1)
    )


def describe(report: RetrievalReport) -> str:
    """The report as a table of text."""
    head = f"{report.name}: 文書 {report.documents:,}、質問 {report.queries:,}、検索 {report.milliseconds_p50:.1f} ms（p50）"
    rows = [f"{'':22}" + "".join(f"{name:>10}" for name in MEASURES)]
    for channel, figures in report.figures.items():
        rows.append(f"{channel:22}" + "".join(f"{figures[name].value or 0:10.4f}" for name in MEASURES))
    own = report.figures["shien"]["nDCG@10"]
    interval = f"shien の nDCG@10 の 95% 区間（質問ごとに引き直し）: {own.low:.4f}–{own.high:.4f}、n={own.n}"
    return "\n".join([head, *rows, interval])


@contextmanager
def indexed(beir: BeirSet, folder: Path) -> Iterator[OpenIndex]:
    """The product's index of a set, made in an empty folder: a passage a document."""
    settings = read_settings()
    embedding = chosen_embedding(settings)
    with open_writer(folder, embedding, cache_path(settings)) as writer:
        for number, (doc_id, title, text) in enumerate(beir.documents):
            meta = DocumentMeta(doc_id, title, "", None, "other", "unknown", f"corpus.jsonl:{number + 1}")
            passage = Passage(doc_id, doc_id, 0, 0, len(text), text)
            writer.add(Document(meta, (Page(0, None, None, text),)), [passage])
        writer.embed()
        writer.finish()
    index = open_build(folder, Manifest(build_id="beir", created=""), hold_build(folder), embedding)
    try:
        yield index
    finally:
        index.close()


def variants(index: OpenIndex, query: str) -> dict[str, np.ndarray]:
    """Every passage's score by each channel alone, without each, and with other weights of the vectors."""
    channels, says = {}, {}
    for name, say, scores in index.lexical.channel_scores(query):
        channels[name], says[name] = standardised(scores), say
    dense = standardised(similarities(index, query))
    lexical = sum((says[name] * scores for name, scores in channels.items()), np.zeros_like(dense))
    whole = lexical + index.embedding.weight * dense
    return {
        **channels,
        "lexical": lexical,
        "dense": dense,
        **{f"without {name}": whole - says[name] * scores for name, scores in channels.items()},
        **{f"lexical + {weight} dense": lexical + weight * dense for weight in DENSE_WEIGHTS},
    }


def _ranked(index: OpenIndex, scores: np.ndarray) -> list[tuple[str, float]]:
    best = best_rows(scores, DEPTH)
    return [(index.lexical.passage_ids[i], float(scores[i])) for i in best]


def _figures(beir: BeirSet, run: Run) -> dict[str, Figure]:
    figures = {}
    for name, measure in MEASURES.items():
        shares = {
            query: [(measure([doc for doc, _ in run[query]], beir.judgements[query]), 1.0)]
            for query in beir.queries
        }
        figures[name] = figure(shares)
    return figures
