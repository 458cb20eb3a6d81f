"""How long matching takes over a large register: a public list multiplied by mixing the fields of its programmes.

``python -m evals.benchmarks.measures_scale --step build --list FILE.csv --entries 100000 --folder DIR``, then
``--step search --folder DIR``
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import statistics
import time
from datetime import date
from pathlib import Path

from assistant.measures.importing.lists import import_list
from assistant.measures.index import open_measures
from assistant.measures.match import match
from assistant.measures.situation import read_situation
from assistant.settings import read_settings
from evals.inquiries import read_inquiries

TODAY = date(2026, 11, 21)
SEED = 20261121
_KEPT_TOGETHER = ("id", "number")
_ROUNDS = 3


def mixed_list(source: Path, target: Path, entries: int) -> None:
    """Write a list of so many programmes, each field of each taken from a programme of the source by lot."""
    csv.field_size_limit(10**9)
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    lot = random.Random(SEED)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        for number in range(entries):
            row = {name: lot.choice(rows)[name] for name in rows[0]}
            row |= {name: f"{number}" for name in _KEPT_TOGETHER}
            row["catalogs"] = ""  # pictures and editors of a printed guide, a third of the file
            row["title"] = f"{row['title']}（{number}）"
            writer.writerow(row)


def built(listed: Path, folder: Path, entries: int) -> dict[str, float]:
    """Import and index a mixed list: seconds of each."""
    settings = read_settings().model_copy(update={"home": folder / "home", "max_document_bytes": 10**10})
    mixed = folder / "mixed.csv"
    mixed_list(listed, mixed, entries)
    started = time.perf_counter()
    import_list(settings, mixed, list_id="mixed")
    imported = time.perf_counter()
    open_measures(settings).close()
    return {
        "import_seconds": round(imported - started, 1),
        "index_seconds": round(time.perf_counter() - imported, 1),
        "processor_seconds": round(time.process_time(), 1),
    }


def searched(folder: Path) -> dict[str, float]:
    """Match the inquiries of development in a register that was built: milliseconds of a match, megabytes at the peak."""
    settings = read_settings().model_copy(update={"home": folder / "home"})
    started = time.perf_counter()
    measures = open_measures(settings)
    opened = time.perf_counter()
    inquiries = read_inquiries("dev")
    taken = []
    for _ in range(_ROUNDS):
        for inquiry in inquiries:
            begun = time.perf_counter()
            match(inquiry.text, read_situation(inquiry.text, TODAY), measures, TODAY)
            taken.append((time.perf_counter() - begun) * 1000)
    warm = taken[len(inquiries) :]
    measures.close()
    return {
        "entries": len(measures.register.entries),
        "open_seconds": round(opened - started, 2),
        "matches": len(warm),
        "p50_ms": round(statistics.median(warm), 1),
        "p95_ms": round(statistics.quantiles(warm, n=20)[18], 1),
        "first_round_p50_ms": round(statistics.median(taken[: len(inquiries)]), 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Measure and print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", choices=("build", "search"), required=True)
    parser.add_argument("--list", type=Path, help="for build: the public list")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.step == "build":
        found = built(options.list, options.folder, options.entries)
    else:
        found = searched(options.folder)
    print(json.dumps(found))  # noqa: T201  this is its result


if __name__ == "__main__":
    main()
