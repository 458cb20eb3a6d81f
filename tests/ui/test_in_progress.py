"""A question sent while another is being answered waits for that answer, and for no other."""

from __future__ import annotations

import threading

import pytest

from ui.in_progress import answering, wait_for


def test_a_turn_is_waited_for_until_its_answer_is_kept() -> None:
    kept: list[str] = []
    begun, may_end = threading.Event(), threading.Event()

    def answer() -> None:
        with answering(1):
            begun.set()
            may_end.wait(5)
            kept.append("answer")

    thread = threading.Thread(target=answer)
    thread.start()
    assert begun.wait(5)
    assert not wait_for([1], seconds=0.01)
    assert wait_for([2], seconds=0.01)  # nobody is answering it
    may_end.set()
    assert wait_for([1], seconds=5) and kept == ["answer"]
    thread.join()


def test_a_turn_that_is_given_up_is_not_waited_for() -> None:
    with pytest.raises(KeyboardInterrupt), answering(3):
        raise KeyboardInterrupt
    assert wait_for([3], seconds=0.01)
