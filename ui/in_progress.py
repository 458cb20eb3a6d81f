"""Which questions are being answered at this moment: one sent meanwhile waits for the answer it may refer to.

Streamlit begins the next run of a page while the last one is still at work. A second question typed during the first
answer of a just started page (some seconds) was read without it, and それ stood for nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager

LONGEST_WAIT = 60.0
"""Seconds; an answer without a model takes a tenth of one, the first of a process some five."""
_answering: set[int] = set()
_changed = threading.Condition()


@contextmanager
def answering(turn_id: int) -> Iterator[None]:
    """Mark a turn as being answered, until its answer is kept or given up."""
    with _changed:
        _answering.add(turn_id)
    try:
        yield
    finally:
        with _changed:
            _answering.discard(turn_id)
            _changed.notify_all()


def wait_for(turn_ids: Collection[int], seconds: float = LONGEST_WAIT) -> bool:
    """Wait until none of some turns is being answered any more.

    Args:
        turn_ids: turns of a conversation; those that nobody is answering (the page was closed) are not waited for.
        seconds: how long at most.

    Returns:
        Whether it came to that in time.
    """
    with _changed:
        return _changed.wait_for(lambda: _answering.isdisjoint(turn_ids), seconds)
