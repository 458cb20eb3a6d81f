"""What is asked of what: an index under its settings on a day, and how long each stage takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from assistant.filters import Filters
from assistant.index.opened import OpenIndex
from assistant.settings import Settings
from assistant.text.everyday import FILE_NAME, EverydayWords, read_everyday_words

Timings = dict[str, float]
"""Milliseconds by stage."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked: an index under its settings, on a day, limited to what the filters let through."""

    index: OpenIndex
    settings: Settings
    today: date
    filters: Filters


def everyday_words(scope: Scope) -> EverydayWords:
    """What people say otherwise than documents write it."""
    return read_everyday_words(scope.settings.corpus / FILE_NAME)


@contextmanager
def timed(timings: Timings, stage: str) -> Iterator[None]:
    """Add the time a stage takes to what it took before."""
    started = time.perf_counter()
    yield
    timings[stage] = round(timings.get(stage, 0.0) + (time.perf_counter() - started) * 1000, 3)
