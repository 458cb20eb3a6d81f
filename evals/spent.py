"""What a run took: milliseconds by stage, and a model's tokens and cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.records import Record

STAGES = ("understand", "retrieve", "decide", "write", "first_word", "verify", "annotate", "total")
"""As an answer names them, in their order. ``first_word`` and ``verify`` lie within ``write``."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How long a stage took, in milliseconds, and over how many answers."""

    name: str
    n: int
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Usage:
    """What a model read and wrote over a run."""

    system: str
    n: int
    """Answers for which it was asked."""
    input_tokens: int
    output_tokens: int
    is_estimated: bool
    """Whether some of the counts are estimates, where the server gave none."""
    usd: float | None
    """None where no prices are set."""


def stages(records: Sequence[Record]) -> tuple[Stage, ...]:
    """Median and 95th percentile of each stage, in the order of the stages; those that never ran are left out."""
    found = []
    for name in STAGES:
        taken = [r.answer.timings_ms[name] for r in records if r.answer and name in r.answer.timings_ms]
        if taken:
            p50, p95 = np.quantile(taken, [0.5, 0.95])
            found.append(Stage(name, len(taken), float(p50), float(p95)))
    return tuple(found)


def usage_of(system: str, records: Sequence[Record]) -> Usage | None:
    """Tokens and cost of the answers a model was asked for; None where there is none."""
    used = [r.answer.usage for r in records if r.answer and "input_tokens" in r.answer.usage]
    if not used:
        return None
    priced = [usage["usd_millionths"] for usage in used if "usd_millionths" in usage]
    return Usage(
        system,
        len(used),
        sum(usage["input_tokens"] for usage in used),
        sum(usage.get("output_tokens", 0) for usage in used),
        any(usage.get("estimated") for usage in used),
        sum(priced) / 1_000_000 if len(priced) == len(used) else None,
    )
