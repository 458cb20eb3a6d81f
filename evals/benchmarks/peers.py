"""Shien's search beside what else one would take: same documents, same queries, same machine, one run.

python -m evals.benchmarks.peers --beir DIR [--beir DIR …] --out FILE.json
"""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from assistant.errors import InputError
from assistant.settings import PROJECT_ROOT
from assistant.usage import run_command
from evals.beir import BeirSet, read_beir
from evals.benchmarks.systems import (
    DEPTH,
    SYSTEMS,
    Search,
    System,
    keep_to_this_machine,
    require_packages,
)
from evals.retrieval import MEASURES
from evals.run import code_state
from evals.statistics import Figure, figure

SHOWN = ("nDCG@10", "RR@10", "R@10")
MAIN = "nDCG@10"
_WARM_UP = 20
_TRIAL = BeirSet(
    "trial",
    tuple((f"t{n}", "補助金", f"{n}回目の公募の要領です。") for n in range(DEPTH)),
    {"q": "補助金の公募"},
    {},
)
"""Indexed before anything is timed, so that loading a library or a dictionary is nobody's time."""

logger = logging.getLogger(__name__)
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one system answered to all queries of a set."""

    rankings: dict[str, list[str]]
    failed: int
    """Queries at which it raised an error; their ranking is empty."""
    milliseconds: tuple[float, ...]
    build_seconds: float


def ask_all(beir: BeirSet, system: System) -> Asked:
    """Index a set and ask every judged query, one after another, the first few once before the clock runs."""
    started = time.perf_counter()
    with system.opened(beir) as search:
        build_seconds = time.perf_counter() - started
        for text in list(beir.queries.values())[:_WARM_UP]:
            _ask(search, text)
        rankings: dict[str, list[str]] = {}
        taken, failed = [], 0
        for query, text in beir.queries.items():
            started = time.perf_counter()
            ranking = _ask(search, text)
            taken.append((time.perf_counter() - started) * 1000)
            failed += ranking is None
            rankings[query] = (ranking or [])[:DEPTH]
    if failed:
        logger.warning("%s: %d of %d queries failed and score 0", system.label, failed, len(rankings))
    return Asked(rankings, failed, tuple(taken), build_seconds)


def _ask(search: Search, text: str) -> list[str] | None:
    try:
        return search(text)
    except Exception as error:  # noqa: BLE001  a library may raise anything at a query its tokenizer finds no word in
        logger.debug("a query failed: %r", error)
        return None


def _try(system: System) -> None:
    """Load what a system needs; one that fails at a plain question is broken here, and its zeros would be ours.

    Raises:
        InputError: it failed.
    """
    if ask_all(_TRIAL, system).failed:
        raise InputError(
            f"{system.label} が試しの質問に答えられません。",
            "パッケージの版を evals/benchmarks/peers.lock に合わせてください。",
        )


def compare(beir: BeirSet, systems: Sequence[System], progress: Callable[[str], None]) -> dict[str, Any]:
    """Figures of every system on one set, as JSON has them; the first system is the one others are held against."""
    rows: list[dict[str, Any]] = []
    own: dict[str, float] = {}
    for system in systems:
        progress(f"{beir.name}: {system.label}")
        asked = ask_all(beir, system)
        gc.collect()
        scores = _scores(beir, asked.rankings, MAIN)
        own = own or scores
        rows.append({**_row(beir, system, asked), "shien_lead": asdict(_mean(_differences(own, scores)))})
    return {
        "name": beir.name,
        "documents": len(beir.documents),
        "queries": len(beir.queries),
        "systems": rows,
    }


def _row(beir: BeirSet, system: System, asked: Asked) -> dict[str, Any]:
    return {
        "system": system.name,
        "setting": system.setting,
        **{name: asdict(_mean(_scores(beir, asked.rankings, name))) for name in SHOWN},
        "no_ranking": sum(not ranking for ranking in asked.rankings.values()),
        "failed": asked.failed,
        "p50_ms": round(float(np.quantile(asked.milliseconds, 0.5)), 3),
        "p95_ms": round(float(np.quantile(asked.milliseconds, 0.95)), 3),
        "build_s": round(asked.build_seconds, 3),
    }


def _scores(beir: BeirSet, rankings: Mapping[str, list[str]], measure: str) -> dict[str, float]:
    """Each judged query's score: the denominator is all of them, whatever a system answered."""
    return {query: MEASURES[measure](rankings[query], beir.judgements[query]) for query in beir.queries}


def _differences(own: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {query: own[query] - other[query] for query in own}


def _mean(scores: Mapping[str, float]) -> Figure:
    return figure({query: [(score, 1.0)] for query, score in scores.items()})


def checksum(folder: Path) -> str:
    """One SHA-256 over a set's three files, so that figures of different sets are not taken for the same."""
    digest = hashlib.sha256()
    for name in ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def _keep_to_one_core() -> None:
    """So that no library gains by threads, those already waiting included. Only Linux can do this."""
    if platform.system() == "Linux":
        core = max(os.sched_getaffinity(0))
        for thread in os.listdir("/proc/self/task"):
            os.sched_setaffinity(int(thread), {core})


def _machine() -> dict[str, str]:
    processors = Path("/proc/cpuinfo")
    lines = processors.read_text(encoding="utf-8").splitlines() if processors.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return {
        "processor": model or platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


@app.command()
def run(
    beir: Annotated[list[Path], typer.Option("--beir", help="BEIR 形式のフォルダー（いくつでも）")],
    out: Annotated[Path, typer.Option("--out", help="結果を書く JSON ファイル")],
) -> None:
    """ほかの検索ライブラリと、同じ文書・同じ質問・同じ計算機で比べます。"""
    keep_to_this_machine()
    versions = require_packages(SYSTEMS)
    out.parent.mkdir(parents=True, exist_ok=True)
    sets = [(folder, read_beir(folder)) for folder in beir]
    _keep_to_one_core()
    for system in SYSTEMS:
        _try(system)
    commit, dirty = code_state(PROJECT_ROOT)
    figures = {
        "commit": commit,
        "dirty": dirty,
        "machine": _machine(),
        "depth": DEPTH,
        "versions": versions,
        "sets": [
            {**compare(read, SYSTEMS, lambda line: typer.echo(line, err=True)), "sha256": checksum(folder)}
            for folder, read in sets
        ],
    }
    out.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Run the command; a user's mistake is two lines and exit code 2, without a traceback."""
    run_command(lambda: app(prog_name="python -m evals.benchmarks.peers", standalone_mode=False))


if __name__ == "__main__":
    main()
