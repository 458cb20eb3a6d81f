"""Search at 1,000 to 1,000,000 passages: time, memory, and growth.

``python -m evals.benchmarks.scale [--sizes 1000,10000,100000] --out FILE.json`` builds an index of so many
passages in one fresh process and opens and searches it in another, so that neither measures the other.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from assistant.settings import PROJECT_ROOT, Settings
from evals.benchmarks.growth_plot import Panel, growth_svg

SIZES = (1_000, 10_000, 100_000)
QUERIES, WARM_UP, DEPTH = 240, 20, 10
THREADS = (1, 2, 4)
_MEGABYTE = 1_000_000


def main(arguments: list[str] | None = None) -> None:
    """Measure every size and write the figures; the plot and the table are made from them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of passages")
    parser.add_argument("--out", type=Path, help="JSON file for the figures")
    parser.add_argument(
        "--keep", type=Path, help="folder for the indexes, which then stay and are used again"
    )
    parser.add_argument("--step", choices=("build", "search"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    sizes = [int(size) for size in options.sizes.split(",")]
    if options.step:
        figures = build(options.folder, sizes[0]) if options.step == "build" else search(options.folder)
    else:
        figures = measure(sizes, options.keep)
    text = json.dumps(figures, ensure_ascii=False, indent=2) + "\n"
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def measure(sizes: list[int], keep: Path | None = None) -> dict[str, Any]:
    """Figures of every size, each measured in fresh processes.

    Args:
        sizes: numbers of passages.
        keep: where the indexes stay; one that is there already is searched as it is. Temporary if None.
    """
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="shien-scale-") as temporary:
            folder = (keep or Path(temporary)) / str(size)
            folder.mkdir(parents=True, exist_ok=True)
            note = folder / "build.json"
            if not note.exists():
                note.write_text(json.dumps(_in_fresh_process("build", size, folder)), encoding="utf-8")
            built = json.loads(note.read_text(encoding="utf-8"))
            rows.append({"passages": size, **built, **_in_fresh_process("search", size, folder)})
            sys.stderr.write(f"{json.dumps(rows[-1])}\n")
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "queries": QUERIES,
        "depth": DEPTH,
        "sizes": rows,
    }


def render(figures: dict[str, Any]) -> str:
    """The figures as a Markdown table, one row a size, with what they were measured on below it."""
    heads = ["passages", "built in s", "on disk MB", "opened in s", "resident after opening MB", "peak MB"]
    heads += ["search p50 ms", "p95 ms", *(f"queries/s, {threads} threads" for threads in THREADS)]
    keys = ["build_s", "disk_mb", "open_s", "open_mb", "peak_mb", "search_p50_ms", "search_p95_ms"]
    keys += [f"queries_per_s_{threads}" for threads in THREADS]
    lines = [f"| {' | '.join(heads)} |", "|--:" * len(heads) + "|"]
    for row in figures["sizes"]:
        lines.append(f"| {row['passages']:,} | " + " | ".join(f"{row[key]:,g}" for key in keys) + " |")
    return "\n".join(lines) + (
        f"\n\nn = {figures['queries']} queries of depth {figures['depth']} at each size, after a warm-up; Python"
        f" {figures['python']}, {figures['machine']}, {figures['cores']} cores. Memory counts pages of mapped files.\n"
    )


def plot(figures: dict[str, Any], path: Path) -> None:
    """Write the growth of search time, of memory and disk, and of the time to build and open, as SVG."""
    rows = sorted(figures["sizes"], key=lambda row: int(row["passages"]))
    series = {
        key: [max(float(row[key]), 0.001) for row in rows]
        for key in ("search_p50_ms", "search_p95_ms", "peak_mb", "disk_mb", "build_s", "open_s")
    }
    panels = [
        Panel("Search", "ms", {"p50": series["search_p50_ms"], "p95": series["search_p95_ms"]}),
        Panel("Space", "MB", {"memory, peak": series["peak_mb"], "disk": series["disk_mb"]}),
        Panel("Index", "s", {"build": series["build_s"], "open": series["open_s"]}),
    ]
    described = "; ".join(
        f"{row['passages']:,} passages: search p50 {row['search_p50_ms']:g} ms, p95 {row['search_p95_ms']:g} ms,"
        f" peak {row['peak_mb']:g} MB"
        for row in rows
    )
    svg = growth_svg(
        "Search as the collection grows", described, [int(row["passages"]) for row in rows], panels
    )
    path.write_text(svg, encoding="utf-8")


def _in_fresh_process(step: str, size: int, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "evals.benchmarks.scale", "--step", step]
    command += ["--sizes", str(size), "--folder", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=PROJECT_ROOT)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def build(folder: Path, size: int) -> dict[str, float]:
    """Build an index of so many passages; seconds, peak memory and size on disk."""
    from assistant.index.embedding import chosen_embedding
    from assistant.index.embedding_cache import cache_path
    from assistant.index.write import open_writer
    from evals.benchmarks.synthetic import documents

    started = time.perf_counter()
    settings = Settings(home=folder.parent)
    with open_writer(folder, chosen_embedding(settings), cache_path(settings)) as writer:
        for document, passages in documents(Settings().corpus / "sources", size):
            writer.add(document, passages)
        writer.embed()
        added = time.perf_counter()
        writer.finish()
    ended = time.perf_counter()
    return {
        "build_processor_s": round(time.process_time(), 2),
        "build_s": round(ended - started, 2),
        "build_add_s": round(added - started, 2),
        "build_finish_s": round(ended - added, 2),
        "build_peak_mb": _peak_mb(),
        "disk_mb": round(sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / _MEGABYTE, 1),
    }


def search(folder: Path) -> dict[str, float]:
    """Open an index and search it: seconds, milliseconds, memory, and queries a second with several threads."""
    from assistant.index.embedding import chosen_embedding
    from assistant.index.manifest import Manifest
    from assistant.index.opened import open_build
    from assistant.retrieval import search as search_index
    from evals.benchmarks.synthetic import queries

    asked = queries(QUERIES + WARM_UP)
    started = time.perf_counter()
    index = open_build(folder, Manifest(build_id="scale", created=""), None, chosen_embedding(Settings()))
    figures = {"open_s": round(time.perf_counter() - started, 3), "open_mb": _resident_mb()}
    started = time.perf_counter()
    search_index(index, asked[0], DEPTH)
    figures["first_query_s"] = round(time.perf_counter() - started, 3)
    for query in asked[1:WARM_UP]:
        search_index(index, query, DEPTH)
    taken, worked = [], time.process_time()
    for query in asked[WARM_UP:]:
        started = time.perf_counter()
        search_index(index, query, DEPTH)
        taken.append((time.perf_counter() - started) * 1000)
    figures["search_processor_ms"] = round((time.process_time() - worked) * 1000 / QUERIES, 2)
    figures["search_p50_ms"] = round(statistics.median(taken), 2)
    figures["search_p95_ms"] = round(sorted(taken)[int(len(taken) * 0.95) - 1], 2)
    figures["search_mb"] = _resident_mb()
    for threads in THREADS:
        with ThreadPoolExecutor(threads) as pool:
            started = time.perf_counter()
            list(pool.map(lambda query: search_index(index, query, DEPTH), asked[WARM_UP:]))
            figures[f"queries_per_s_{threads}"] = round(QUERIES / (time.perf_counter() - started), 1)
    figures["peak_mb"] = _peak_mb()
    index.close()
    return figures


def _peak_mb() -> float:
    """The most memory this process has held. Linux counts in KiB, macOS in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MEGABYTE, 1)


def _resident_mb() -> float:
    """Memory held now; the peak where the system has no /proc."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return _peak_mb()
    return round(int(status.read_text().split()[1]) * resource.getpagesize() / _MEGABYTE, 1)


if __name__ == "__main__":
    main()
