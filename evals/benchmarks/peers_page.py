"""The comparison of ``peers`` as a section of docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evals.benchmarks.peers import MAIN, SHOWN
from evals.benchmarks.systems import DEFAULTS, SHIEN, SUDACHI

_HEAD = """\
## Against what one would take instead

```
python3 -m venv .peers-venv
.peers-venv/bin/python -m pip install --require-hashes --only-binary :all: -r evals/benchmarks/peers.lock
.peers-venv/bin/python -m evals.benchmarks.peers --beir DIR [--beir DIR …] --out docs/benchmarks/peers.json
```

One run on one machine; nothing is downloaded and nothing sent. A document is its title, a new line and its text, for
everybody; every judged query is asked, one after another, on one core, and everybody is asked for ten documents. A query
without an answer, or at which a library fails, scores 0; a document returned with a score of 0 counts as returned.
Libraries and dictionaries are loaded before the clock runs; cutting a query into words is part of its time. In brackets:
95%, bootstrap over queries. *Shien's lead* is Shien's nDCG@10 less the other's on the same queries; where its interval
holds 0, the two cannot be told apart.

*As it comes*: the library's defaults, no language set. LangChain cuts at white space; LlamaIndex and bm25s take runs
of two letters or more, so nearly whole clauses; Haystack takes single Japanese characters. *Sudachi words*: the same
library given Shien's own short words. All four lexical libraries get them, so none had to be chosen. LangChain and
bm25s take a tokenizer; LlamaIndex and Haystack take a pattern only, so they get the words joined by spaces.
LlamaIndex takes English stop words out of every query, "IT" among them, and that cannot be switched off.
*Chroma* has Shien's word vectors and nothing lexical. Shien's and Chroma's indexes are on disk, Shien's written a document
at a time; the others are in memory and end with the process. langchain-community says of itself, on import, that it is
no longer maintained; the retriever is measured because it is what LangChain's users have."""


def render(figures: dict[str, Any]) -> str:
    """The figures of a run as a section in Markdown, under a heading of the second rank."""
    machine, versions = figures["machine"], figures["versions"]
    changed = ", with changes not committed" if figures["dirty"] else ""
    made = (
        f"Commit {(figures['commit'] or 'unknown')[:7]}{changed}; {machine['processor']}, {machine['system']}, "
        f"Python {machine['python']}; {', '.join(f'{name} {number}' for name, number in versions.items())}."
    )
    tables = [_render_set(one) for one in figures["sets"]]
    best = " ".join(_best_two(figures["sets"], setting) for setting in (DEFAULTS, SUDACHI))
    return "\n\n".join([_HEAD, *tables, best, made]) + "\n"


def _render_set(one: dict[str, Any]) -> str:
    heads = ("", "setting", *SHOWN, "Shien's lead", "no ranking", "ms/query p50", "p95", "index s")
    lines = [
        f"### {one['name']}: {one['documents']:,} documents, n = {one['queries']:,} queries",
        "",
        f"| {' | '.join(heads)} |",
        f"|---|---|{'---:|' * (len(heads) - 2)}",
    ]
    for row in one["systems"]:
        measured = [f"{row[name]['value']:.3f} {_interval(row[name], '.3f')}".strip() for name in SHOWN]
        lead = row["shien_lead"]
        behind = f"{lead['value']:+.3f} {_interval(lead, '+.3f')}" if row["system"] != SHIEN else ""
        empty = f"{row['no_ranking']}" + (f" ({row['failed']} failed)" if row["failed"] else "")
        taken = (f"{row['p50_ms']:.2f}", f"{row['p95_ms']:.2f}", f"{row['build_s']:.2f}")
        lines.append(f"| {' | '.join([row['system'], row['setting'], *measured, behind, empty, *taken])} |")
    return "\n".join(lines)


def _interval(measured: dict[str, Any], form: str) -> str:
    low, high = measured["low"], measured["high"]
    return "" if low is None or high is None else f"[{low:{form}}, {high:{form}}]"


def _best_two(sets: Sequence[dict[str, Any]], setting: str) -> str:
    """Which two libraries did best in a setting, by their mean over the sets."""
    rows = [row for one in sets for row in one["systems"] if row["setting"] == setting]
    means = {
        name: float(np.mean([row[MAIN]["value"] for row in rows if row["system"] == name]))
        for name in dict.fromkeys(row["system"] for row in rows)
    }
    best = sorted(means, key=lambda name: -means[name])[:2]
    return f"Best two, {setting}, by {MAIN} averaged over the sets: {' and '.join(f'{b} ({means[b]:.3f})' for b in best)}."
