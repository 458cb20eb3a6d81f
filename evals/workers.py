"""Work on many items at once, with one reader of what comes of them, and stop cleanly when told to."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TypeVar

STOPPING = "\n中断します。答えている途中の質問を待っています（もう一度押すと、待たずに終わります）。\n"

Given = TypeVar("Given")
Made = TypeVar("Made")


def in_threads(
    work: Callable[[Given], Made], items: Sequence[Given], workers: int, stop: threading.Event
) -> Iterator[Made]:
    """What ``work`` makes of each item, as it is done; the order is that of being done.

    Once ``stop`` is set no further item is begun, and those begun are still handed out. What ``work`` raises is
    raised here, and ends it. The threads are daemons: a second interrupt need not wait for a slow answer.

    Args:
        work: called in one of the threads.
        items: to work on, begun in this order.
        workers: how many threads, from 1.
        stop: looked at before each item.
    """
    waiting: SimpleQueue[Given] = SimpleQueue()
    for item in items:
        waiting.put(item)
    done: SimpleQueue[tuple[str, Made | BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            while not stop.is_set():
                try:
                    item = waiting.get_nowait()
                except Empty:
                    break
                done.put(("made", work(item)))
            done.put(("ended", None))
        except BaseException as error:  # noqa: BLE001  raised again where the results are read
            done.put(("broken", error))

    going = min(workers, len(items))
    for _ in range(going):
        threading.Thread(target=run, daemon=True).start()
    while going:
        what, result = done.get()
        if what == "made":
            yield result  # type: ignore[misc]
        elif isinstance(result, BaseException):
            stop.set()
            raise result
        else:
            going -= 1


@contextmanager
def stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Ctrl-C and SIGTERM set ``stop``; a second one interrupts as usual. Only in the main thread."""

    def heard(_number: int, _frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        os.write(2, STOPPING.encode())  # not through sys.stderr, in the middle of a line of which this may be

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
