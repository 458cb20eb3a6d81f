"""How long things take: whole processes from outside, and warm answers from inside."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assistant.settings import PROJECT_ROOT, Settings
from assistant.types import Answer
from evals.dataset import DEFAULT_DATASET, load_items

QUESTIONS = 100
_WARM_UP = 3
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def measure() -> dict[str, float]:
    """Seconds of whole processes (median of 5, or of 3 where slow) and milliseconds of warm answers.

    Works in a temporary data folder; the documents are the shipped ones, the questions those of the
    curated set, then the same in full width, until there are a hundred.
    """
    import assistant

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "shien"
        first_answer = _seconds(home, "ingest") + _seconds(home, "ask", "J-GoodTechは何社が使っていますか")
        figures: dict[str, float] = {
            "help_s": statistics.median(_seconds(home, "--help") for _ in range(5)),
            "no_index_to_first_answer_s": first_answer,
            "cold_ask_s": statistics.median(_seconds(home, "ask", "イノベPとは") for _ in range(3)),
        }
        with assistant.open_assistant(Settings(home=home)) as shien:
            questions = _questions()
            for question in questions[:_WARM_UP]:
                shien.ask(question)
            taken = sorted(_milliseconds(shien.ask, question) for question in questions)
    figures["warm_ask_p50_ms"] = statistics.median(taken)
    figures["warm_ask_p95_ms"] = taken[int(len(taken) * 0.95) - 1]
    figures["warm_ask_n"] = len(taken)
    return {name: round(value, 3) for name, value in figures.items()}


def describe(figures: dict[str, float]) -> str:
    """The figures as lines of text."""
    return "\n".join(f"{name:34} {value:>10g}" for name, value in figures.items())


def _questions() -> list[str]:
    asked = [item.question for item in load_items(DEFAULT_DATASET, "all")]
    return [*asked, *(question.translate(_FULL_WIDTH) for question in asked)][:QUESTIONS]


def _seconds(home: Path, *arguments: str) -> float:
    started = time.perf_counter()
    environment = {**os.environ, "SHIEN_HOME": str(home)}
    command = [sys.executable, "-m", "assistant", *arguments]
    subprocess.run(command, check=True, capture_output=True, cwd=PROJECT_ROOT, env=environment)
    return time.perf_counter() - started


def _milliseconds(ask: Callable[[str], Answer], question: str) -> float:
    started = time.perf_counter()
    ask(question)
    return (time.perf_counter() - started) * 1000
